"""Coverage: audiences against stages, goals against months, promises against what is planned, and every gap as a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from gameplan.model.pages import Journey
from gameplan.publish import words
from gameplan.publish.document import Anchor, Document
from gameplan.publish.gaps import KINDS, PAGE, at_stage
from gameplan.publish.language import say, word
from gameplan.publish.links import Link
from gameplan.publish.stages import DEPTHS, depth, stage_anchors
from gameplan.publish.templating import Piece, link_html, render
from gameplan.publish.views.plan import month_uri

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gameplan.model.page import Page
    from gameplan.publish.coverage import Cell, GoalMonths
    from gameplan.publish.site import Edition
    from gameplan.publish.templating import Linker

URI = "coverage/index.md"
TITLE = word("Coverage")
_MOST_GAPS = 50
_MOST_GOALS = 200

_CELL = Piece('<td><a class="gp-cell gp-cell--{shade}" href="{url}">{what}{more}</a></td>')
_BLANK = Piece('<td><span class="gp-cell gp-cell--{shade}">{what}<span class="gp-sr">{more}</span></span></td>')
_SR = Piece('<span class="gp-sr"> {words}</span>')


class _Sentence(NamedTuple):
    sentence: Markup
    todo: str


def coverage_document(edition: Edition) -> Document:
    """The page of what the plan covers."""
    to = edition.to(URI)
    coverage, found = edition.coverage, edition.gaps
    intro = edition.intros.get(URI)
    title = intro.title if intro and intro.fields.title else say(TITLE)
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
        months=[words.month_name(month, short=True) for month in coverage.months],
        goals=[_goal_row(edition, to, row) for row in goals[:_MOST_GOALS]],
        more_goals=max(len(goals) - _MOST_GOALS, 0),
        promises=[
            {
                "link": _page(edition, to, promise.page, "when"),
                "words": words.promise_words(promise.commitment),
                "periods": [
                    (words.period_words(promise.commitment.every, p.first), p.planned, promise.commitment.at_least)
                    for p in promise.periods
                ],
            }
            for promise in coverage.promises
        ],
        count=len(found),
        kinds=[
            (
                kind,
                say(name),
                len(gaps),
                [_sentence(g.sentence, _page(edition, to, g.page, g.anchor), g.todo) for g in gaps[:_MOST_GAPS]],
                max(len(gaps) - _MOST_GAPS, 0),
            )
            for kind, name, gaps in shown
        ],
        accepted=list(_accepted(edition, to)),
    )
    anchors = [Anchor(say("Audiences and stages"), "stages"), Anchor(say("Goals and months"), "months")]
    anchors += [Anchor(say("Promises"), "promises"), Anchor(say("Gaps"), "gaps")]
    anchors += [Anchor(say("Accepted gaps"), "accepted")] if 'id="accepted"' in head else []
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


def _sentence(text: str, link: Link, todo: str) -> _Sentence:
    """A sentence with a link in the place of its page."""
    before, _, after = text.partition(PAGE)
    return _Sentence(escape(before) + link_html(link, icon=True) + escape(after), todo)


def _page(edition: Edition, to: Linker, page: Page, anchor: str = "") -> Link:
    url = to(edition.uris[page.path])
    return Link(page.title, f"{url}#{anchor}" if anchor else url, page.kind.icon)


def _missing(edition: Edition) -> str:
    """Why there is no matrix of audiences and stages."""
    lacking = [name for name in ("audience", "journey") if not edition.playbook.of_kind(name)]
    if not lacking:
        return say("No journey has a stage and an audience: there is nothing to cross.")
    folder = f"strategy/{lacking[0]}s/"
    if len(lacking) > 1:
        return say(
            "There are no audiences and journeys yet, so there is nothing to cross. Write one below {folder}.",
            folder=folder,
        )
    if lacking == ["audience"]:
        return say("There are no audiences yet, so there is nothing to cross. Write one below {folder}.", folder=folder)
    return say("There are no journeys yet, so there is nothing to cross. Write one below {folder}.", folder=folder)


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
        stages = journey.fields.stages if isinstance(journey.fields, Journey) else ()
        yield {
            "link": Link(journey.title, url, journey.kind.icon),
            "stages": [Link(stage.title or stage.id, f"{url}#{stage.id}") for stage in stages],
            "rows": [
                (_page(edition, to, audience), _stage_cells(edition, to, audience, cells))
                for audience, cells in audiences.items()
            ],
        }


def _stage_cells(edition: Edition, to: Linker, audience: Page, cells: Iterable[Cell]) -> Markup:
    anchors = stage_anchors(edition, audience)
    url = to(edition.uris[audience.path])
    made = []
    for cell in cells:
        place = f"{url}#{anchors[cell.journey.path, cell.stage.id]}"
        count = len(cell.entries)
        if count:
            made.append(_CELL(shade=depth(count), url=place, what=count, more=_SR(words=say("ahead"))))
        elif cell.accepted:
            made.append(_CELL(shade="accepted", url="#accepted", what=say("Accepted"), more=_SR(words=cell.accepted)))
        elif cell.gap:
            made.append(_CELL(shade="gap", url=place, what=say("Gap"), more=""))
        else:
            made.append(_BLANK(shade=0, what="–", more=_away()))
    return Markup().join(made)


def _away() -> str:
    words_of_cell = say("not this audience's journey")
    return f" {words_of_cell}"


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
            made.append(_BLANK(shade="out", what="", more=say("not in force")))
        elif count:
            url = to(month_uri(month)) if dated else when
            made.append(
                _CELL(
                    shade=depth(count),
                    url=url,
                    what=count,
                    more=_SR(words=say("in {month}", month=words.month_words(month))),
                )
            )
        else:
            made.append(_BLANK(shade=0, what="–", more=f" {say('nothing begins')}"))
    if row.ahead:
        made.append(_CELL(shade="sum", url=when, what=row.ahead, more=_SR(words=say("ahead"))))
    elif row.goal.id in edition.coverage.accepted_goals:
        made.append(_CELL(shade="accepted", url="#accepted", what=say("Accepted"), more=""))
    else:
        made.append(_CELL(shade="gap", url=when, what=say("Gap"), more=_SR(words=say("nothing ahead"))))
    return _page(edition, to, row.goal), Markup().join(made), edition.hue([row.goal])


def _accepted(edition: Edition, to: Linker) -> Iterator[_Sentence]:
    for cell in edition.coverage.cells:
        if cell.accepted and cell.asked and not cell.entries:
            yield _sentence(at_stage(cell.stage), _page(edition, to, cell.audience), cell.accepted)
    for row in edition.coverage.goals:
        reason = edition.coverage.accepted_goals.get(row.goal.id)
        if reason and not row.ahead:
            yield _sentence(say("Nothing planned for {page}.", page=PAGE), _page(edition, to, row.goal), reason)
