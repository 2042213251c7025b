"""Coverage: audiences against stages, goals against months, promises against what is planned, and every gap as a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from gameplan.publish import words
from gameplan.publish.document import Anchor, Document
from gameplan.publish.language import say
from gameplan.publish.links import Link
from gameplan.publish.templating import render
from gameplan.publish.views.gap_list import accepted_gaps, gap_groups
from gameplan.publish.views.heat import MOST_GOALS, goal_rows, journeys_left_out, own_tables, shades, stage_tables

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.publish.edition import Edition
    from gameplan.publish.templating import Linker
    from gameplan.publish.views.gap_list import Group
    from gameplan.publish.views.heat import Table

URI = "coverage/index.md"
TITLE = "Coverage"
_MOST_PROMISES = 100


def coverage_document(edition: Edition) -> Document:
    """The page of what the plan covers."""
    to = edition.to(URI)
    intro = edition.intros.get(URI)
    title = intro.title if intro and intro.fields.title else say("Coverage")
    own = list(own_tables(edition, to))
    groups = list(gap_groups(edition, to))
    accepted = list(accepted_gaps(edition, to))
    return Document(
        uri=URI,
        title=title,
        source=intro.path if intro else None,
        head=_head(edition, to, title, own, groups, accepted),
        body=intro.body.text if intro else "",
        before=tuple(_anchors(own, accepted=bool(accepted))),
        ids=tuple(f"gaps-{group.kind}" for group in groups),
        hide=("navigation",),
        section=URI,
    )


def _anchors(own: list[Table], *, accepted: bool) -> Iterator[Anchor]:
    yield Anchor(say("Audiences and stages"), "stages")
    yield Anchor(say("Goals and months"), "months")
    # Themes print these as HTML, and this one isn't ours.
    yield from (Anchor(str(escape(table.title.text)), table.id) for table in own)
    yield Anchor(say("Promises"), "promises")
    yield Anchor(say("Gaps"), "gaps")
    if accepted:
        yield Anchor(say("Accepted gaps"), "accepted")


def _head(
    edition: Edition, to: Linker, title: str, own: list[Table], groups: list[Group], accepted: list[tuple[str, str]]
) -> str:
    coverage = edition.coverage
    return render(
        "coverage.html",
        title=title,
        today=words.day_words(edition.today, weekday=False),
        journeys=list(stage_tables(edition, to)),
        more_journeys=journeys_left_out(edition),
        missing=_missing(edition),
        shades=shades(),
        months=[Link(words.month_name(month, short=True)) for month in coverage.months],
        goals=goal_rows(edition, to),
        more_goals=max(len(coverage.goals) - MOST_GOALS, 0),
        own=own,
        promises=list(_promises(edition, to)),
        more_promises=max(len(coverage.promises) - _MOST_PROMISES, 0),
        count=len(edition.gaps),
        groups=groups,
        accepted=accepted,
        host=edition.host is not None,
    )


def _promises(edition: Edition, to: Linker) -> Iterator[tuple[Link, str, list[tuple[str, int, int]]]]:
    """What is promised: by whom, in words, and for each period what is planned and what was promised."""
    for promise in edition.coverage.promises[:_MOST_PROMISES]:
        page, made = promise.page, promise.commitment
        link = Link(page.title, f"{to(edition.uris[page.path])}#when", page.kind.icon)
        periods = [
            (words.period_words(made.every, period.first), period.planned, made.at_least) for period in promise.periods
        ]
        yield link, words.promise_words(made), periods


def _missing(edition: Edition) -> str:
    """Why there is no matrix of audiences and stages."""
    playbook = edition.playbook
    audiences, journeys = playbook.of_kind("audience"), playbook.of_kind("journey")
    if not audiences and not journeys:
        return say(
            "There are no audiences and journeys yet, so there is nothing to cross. Write one below {folder}.",
            folder=f"{playbook.strategy}/audiences/",
        )
    if not audiences:
        return say(
            "There are no audiences yet, so there is nothing to cross. Write one below {folder}.",
            folder=f"{playbook.strategy}/audiences/",
        )
    if not journeys:
        return say(
            "There are no journeys yet, so there is nothing to cross. Write one below {folder}.",
            folder=f"{playbook.strategy}/journeys/",
        )
    return say("No journey has a stage and an audience: there is nothing to cross.")
