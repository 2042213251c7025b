"""Coverage: audiences against stages, goals against months, promises against what is planned, and every gap as a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from gameplan.publish.addresses import COVERAGE
from gameplan.publish.document import Anchor, Document
from gameplan.publish.gaps import gaps_of
from gameplan.publish.html.heat import MOST_GOALS, goal_rows, journeys_left_out, own_tables, shades, stage_tables
from gameplan.publish.html.templates import render
from gameplan.publish.pages.overview.gap_list import accepted_gaps, gap_groups
from gameplan.publish.views.links import Link
from gameplan.wording import dates as words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context
    from gameplan.publish.html.heat import Table
    from gameplan.publish.pages.overview.gap_list import Group

TITLE = "Coverage"
_MOST_COMMITMENTS = 100


def coverage_document(context: Context) -> Document:
    """The page of what the plan covers."""
    to = context.addresses.to(COVERAGE)
    intro = context.addresses.intros.get(COVERAGE)
    title = intro.title if intro and intro.fields.title else say("Coverage")
    own = list(own_tables(context, to))
    groups = list(gap_groups(context, to))
    accepted = list(accepted_gaps(context, to))
    return Document(
        uri=COVERAGE,
        title=title,
        source=intro.path if intro else None,
        head=_head(context, to, title, own, groups, accepted),
        body=intro.body.text if intro else "",
        before=tuple(_anchors(own, accepted=bool(accepted))),
        ids=tuple(f"gaps-{group.kind}" for group in groups),
        hide=("navigation",),
        section=COVERAGE,
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
    context: Context, to: Linker, title: str, own: list[Table], groups: list[Group], accepted: list[tuple[str, str]]
) -> str:
    coverage = context.analysis.coverage
    return render(
        "coverage.html",
        title=title,
        today=words.day_words(context.today, weekday=False),
        journeys=list(stage_tables(context, to)),
        more_journeys=journeys_left_out(context),
        missing=_missing(context),
        shades=shades(),
        months=[Link(words.month_name(month, short=True)) for month in coverage.months],
        goals=goal_rows(context, to),
        more_goals=max(len(coverage.goals) - MOST_GOALS, 0),
        own=own,
        commitments=list(_commitments(context, to)),
        more_commitments=max(len(coverage.commitments) - _MOST_COMMITMENTS, 0),
        count=len(gaps_of(context)),
        groups=groups,
        accepted=accepted,
        host=context.edition.host is not None,
    )


def _commitments(context: Context, to: Linker) -> Iterator[tuple[Link, str, list[tuple[str, int, int]]]]:
    """Yield the commitments: whose, in words, and for each period what is planned and what was promised."""
    for record in context.analysis.coverage.commitments[:_MOST_COMMITMENTS]:
        page, made = record.page, record.commitment
        link = Link(page.title, f"{to(context.addresses.uris[page.path])}#when", page.kind.icon)
        periods = [
            (words.period_words(made.every, period.first), period.planned, made.at_least) for period in record.periods
        ]
        yield link, words.commitment_words(made), periods


def _missing(context: Context) -> str:
    """Say why there is no matrix of audiences and stages."""
    playbook = context.playbook
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
