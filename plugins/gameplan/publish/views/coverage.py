"""Coverage: audiences against stages, goals against months, promises against what is planned, and every gap as a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gameplan.publish import words
from gameplan.publish.document import Anchor, Document
from gameplan.publish.gaps import KINDS
from gameplan.publish.links import Link
from gameplan.publish.stages import DEPTHS, depth, journey_anchors, stage_cells
from gameplan.publish.templating import Piece, render
from gameplan.publish.views.plan import month_uri

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.page import Page
    from gameplan.publish.coverage import Cell, GoalMonths
    from gameplan.publish.site import Edition
    from gameplan.publish.templating import Linker

URI = "coverage/index.md"
TITLE = "Coverage"
_MOST_GAPS = 50
_MOST_GOALS = 200

_CELL = Piece('<td><a class="gp-cell gp-cell--{shade}" href="{url}">{what}{more}</a></td>')
_BLANK = Piece('<td><span class="gp-cell gp-cell--{shade}">{what}<span class="gp-sr">{more}</span></span></td>')
_SR = Piece('<span class="gp-sr"> {words}</span>')


class _Sentence(NamedTuple):
    before: str
    link: Link
    after: str
    todo: str


def coverage_document(edition: Edition) -> Document:
    """The page of what the plan covers."""
    to = edition.to(URI)
    coverage, found = edition.coverage, edition.gaps
    intro = edition.intros.get(URI)
    title = intro.title if intro and intro.fields.title else TITLE
    by_kind = [(kind, name, [gap for gap in found if gap.kind == kind]) for kind, name in KINDS.items()]
    goals = _in_tree_order(edition)
    shown = [(kind, name, gaps) for kind, name, gaps in by_kind if gaps]
    head = render(
        "coverage.html",
        title=title,
        today=words.day_words(edition.today, weekday=False),
        journeys=list(_journeys(edition, to)),
        missing=_missing(edition),
        shades=_shades(),
        months=[f"{month:%b}" for month in coverage.months],
        goals=[_goal_row(edition, to, row) for row in goals[:_MOST_GOALS]],
        more_goals=max(len(goals) - _MOST_GOALS, 0),
        promises=[
            {
                "link": _page(edition, to, promise.page, "when"),
                "words": words.promise_words(promise.commitment),
                "periods": [(p.label, p.planned, promise.commitment.at_least) for p in promise.periods],
            }
            for promise in coverage.promises
        ],
        count=len(found),
        kinds=[
            (
                kind,
                name,
                len(gaps),
                [_Sentence(g.before, _page(edition, to, g.page, g.anchor), g.after, g.todo) for g in gaps[:_MOST_GAPS]],
                max(len(gaps) - _MOST_GAPS, 0),
            )
            for kind, name, gaps in shown
        ],
        accepted=list(_accepted(edition, to)),
    )
    anchors = [Anchor("Audiences and stages", "stages"), Anchor("Goals and months", "months")]
    anchors += [Anchor("Promises", "promises"), Anchor("Gaps", "gaps")]
    anchors += [Anchor("Accepted gaps", "accepted")] if 'id="accepted"' in head else []
    return Document(
        uri=URI,
        title=title,
        source=intro.path if intro else None,
        head=head,
        body=intro.body.text if intro else "",
        before=tuple(anchors),
        ids=tuple(f"gaps-{kind}" for kind, *_ in shown),
        hide=("navigation",),
        section=URI,
    )


def _page(edition: Edition, to: Linker, page: Page, anchor: str = "") -> Link:
    url = to(edition.uris[page.path])
    return Link(page.title, f"{url}#{anchor}" if anchor else url, page.kind.icon)


def _missing(edition: Edition) -> str:
    """Why there is no matrix of audiences and stages."""
    lacking = [name for name in ("audience", "journey") if not edition.playbook.of_kind(name)]
    if not lacking:
        return "No journey has a stage and an audience: there is nothing to cross."
    plural = " and ".join("audiences" if name == "audience" else "journeys" for name in lacking)
    return f"There are no {plural} yet, so there is nothing to cross. Write one below strategy/{lacking[0]}s/."


def _shades() -> list[tuple[int, str]]:
    starts = (1, *DEPTHS)
    ends = (*(f"–{end - 1}" for end in DEPTHS), " +")
    return [(number, f"{start}{end}") for number, (start, end) in enumerate(zip(starts, ends, strict=True), 1)]


def _journeys(edition: Edition, to: Linker) -> Iterator[dict[str, object]]:
    """A matrix for each journey that has stages and somebody on the way."""
    journeys: dict[Page, dict[Page, list[Cell]]] = {}
    for cell in edition.coverage.cells:
        journeys.setdefault(cell.journey, {}).setdefault(cell.audience, []).append(cell)
    for journey, audiences in journeys.items():
        url = to(edition.uris[journey.path])
        yield {
            "link": Link(journey.title, url, journey.kind.icon),
            "stages": [Link(title, f"{url}#{anchor}") for _, title, anchor in journey_anchors(journey)],
            "rows": [
                (_page(edition, to, audience), stage_cells(edition, to, audience, cells, accepted="#accepted"))
                for audience, cells in audiences.items()
            ],
        }


def _in_tree_order(edition: Edition) -> list[GoalMonths]:
    """The goals with their areas together, each above the goals below it."""
    rows = {row.goal.path: row for row in edition.coverage.goals}
    order = {}
    for row in rows.values():
        above = [row.goal, *edition.playbook.ancestors(row.goal)][::-1]
        order[row.goal.path] = [(goal.title.casefold(), goal.path) for goal in above]
    return sorted(rows.values(), key=lambda row: (edition.area(row.goal), order[row.goal.path]))


def _goal_row(edition: Edition, to: Linker, row: GoalMonths) -> tuple[Link, Markup, int]:
    when = _page(edition, to, row.goal, "when").url or ""
    made = []
    for month, count, dated in zip(edition.coverage.months, row.counts, row.dated, strict=True):
        if count is None:
            made.append(_BLANK(shade="out", what="", more="not in force"))
        elif count:
            url = to(month_uri(month)) if dated else when
            made.append(
                _CELL(shade=depth(count), url=url, what=count, more=_SR(words=f"in {words.month_words(month)}"))
            )
        else:
            made.append(_BLANK(shade=0, what="–", more=" nothing begins"))
    if row.ahead:
        made.append(_CELL(shade="sum", url=when, what=row.ahead, more=_SR(words="ahead")))
    elif row.goal.id in edition.coverage.accepted_goals:
        made.append(_CELL(shade="accepted", url="#accepted", what="Accepted", more=""))
    else:
        made.append(_CELL(shade="gap", url=when, what="Gap", more=_SR(words="nothing ahead")))
    return _page(edition, to, row.goal), Markup().join(made), edition.hue([row.goal])


def _accepted(edition: Edition, to: Linker) -> Iterator[_Sentence]:
    for cell in edition.coverage.cells:
        if cell.accepted and cell.asked and not cell.entries:
            after = f" at the stage “{cell.stage.title or cell.stage.id}”."
            yield _Sentence("Nothing for", _page(edition, to, cell.audience), after, cell.accepted)
    for row in edition.coverage.goals:
        reason = edition.coverage.accepted_goals.get(row.goal.id)
        if reason and not row.ahead:
            yield _Sentence("Nothing planned for", _page(edition, to, row.goal), ".", reason)
