"""The page of a review: beside the author's own conclusions what became of the plan in its period, and what the KPIs did."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gameplan.analysis.outcomes import Knowledge, Outcome, goal_areas
from gameplan.model.pages import Review
from gameplan.model.revisions import Change
from gameplan.publish.addresses import CALENDAR, KPIS
from gameplan.publish.html.links import links
from gameplan.publish.html.rows import row
from gameplan.publish.html.templates import Fragment, icon_html, link_html, render
from gameplan.publish.pages.strategy.panel import Panel
from gameplan.publish.pages.strategy.review_measures import deadlines, period_scores, returning
from gameplan.publish.views.links import Link
from gameplan.publish.views.rows import entry_row
from gameplan.wording import dates as words
from gameplan.wording.changes import sentence
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.analysis.outcomes import EntryOutcome, ReviewedPeriod
    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

MOST_ROWS = 100
"""Rows of a list on a review; the rest is counted."""
_ICONS = {
    "planned": "calendar-blank-outline",
    "published": "check-circle",
    "moved": "calendar-arrow-right",
    "dropped": "cancel",
    "open": "timer-sand",
}

_CHANGE = Fragment(
    '<li class="gp-change gp-area-{area}">{icon}<div><p>{title} <span>{sentence}</span></p>{goals}</div></li>'
)
_GOALS = Fragment('<p class="gp-row__facts">{goals}</p>')
_AREA = Fragment('<tr class="gp-area-{area}"><th scope="row">{title}</th>{cells}</tr>')
_NUMBER = Fragment("<td>{number}</td>")


class Group(NamedTuple):
    """A list of a review."""

    id: str
    title: str
    rows: list[Markup]
    """What was planned when the period began."""
    added: list[Markup]
    """What came after that."""
    changes: bool = False
    """Whether the rows are sentences."""
    more: int = 0


def review_panels(context: Context, page: Page) -> list[Panel]:
    """Return the panels of what became of the plan, and of the KPIs, in the period that a review names."""
    found = context.analysis.reviewed(page)
    title = say("The plan of the period")
    if found is None or found.coming:
        return [Panel(title=title, id="when", make=partial(_waiting, context, page))]
    label = page.fields.period.label if isinstance(page.fields, Review) and page.fields.period else ""
    period = _period(found, label)
    lists = {
        "open": found.of(Outcome.OPEN),
        "moved": found.moved,
        "dropped": found.of(Outcome.DROPPED),
        "published": found.of(Outcome.PUBLISHED),
        "returning": found.returning,
        "deadlines": found.deadlines,
    }
    ids = tuple(name for name, items in lists.items() if items)
    panels = [Panel(title=title, id="when", make=partial(_plan, context, found, period), ids=ids)]
    if context.playbook.of_kind("kpi"):
        panels.append(
            Panel(title=say("The KPIs of the period"), id="measure", make=partial(_kpis, context, found, period))
        )
    return panels


def review_counts(context: Context, page: Page) -> list[tuple[int, str, str, str, bool]]:
    """Count what became of the plan: the number, what it counts, its icon, the list behind it, and whether that is trouble."""
    found = context.analysis.reviewed(page)
    if found is None or found.coming:
        return []
    left = len(found.of(Outcome.OPEN))
    counts = [
        (len(found.planned), say("planned"), "planned", "#when", False),
        (len(found.of(Outcome.PUBLISHED)), say("published"), "published", "#published", False),
        (len(found.moved), say("moved"), "moved", "#moved", False),
        (len(found.of(Outcome.DROPPED)), say("dropped"), "dropped", "#dropped", False),
        (
            left,
            say("still open") if found.running else say("not finished"),
            "open",
            "#open",
            left > 0 and not found.running,
        ),
    ]
    told = [count for count in counts if count[2] != "moved" or found.knowledge is not Knowledge.NONE]
    return [(count, label, _ICONS[name], place if count else "#when", bad) for count, label, name, place, bad in told]


def _waiting(context: Context, page: Page, to: Linker) -> str:
    """A period that has not begun, or none."""
    found = context.analysis.reviewed(page)
    label = page.fields.period.label if isinstance(page.fields, Review) and page.fields.period else ""
    return render(
        "review_waiting.html",
        begins=words.day_words(found.first) if found else "",
        period=_period(found, label) if found else "",
        planned=len(found.planned) if found else 0,
        agenda=to(CALENDAR),
    )


def _plan(context: Context, found: ReviewedPeriod, period: str, to: Linker) -> str:
    return render(
        "review.html",
        period=period,
        ends=words.day_words(found.last) if found.running else "",
        history=_history(found),
        balance=_balance(found),
        areas=_areas(context, found, to),
        groups=[group for group in _groups(context, found, to) if group.rows or group.added],
        known=found.knowledge is not Knowledge.NONE,
        returning=returning(context, found, to),
        deadlines=deadlines(context, found, to),
    )


def _kpis(context: Context, found: ReviewedPeriod, period: str, to: Linker) -> str:
    return render(
        "review_kpis.html",
        period=period,
        ends=words.day_words(found.last) if found.running else "",
        kpis=period_scores(context, found, to),
        scorecard=to(KPIS),
    )


def _period(found: ReviewedPeriod, label: str) -> str:
    named = "/" not in label and label.count("-") < 2  # noqa: PLR2004 - two of them make a day
    return words.window_words(label) if named else words.days_words(found.first, found.last)


def _day_words(day: str) -> str:
    """A day as ISO 8601, or a window as typed, in words."""
    return words.day_words(date.fromisoformat(day)) if day.count("-") > 1 else words.window_words(day)


def _history(found: ReviewedPeriod) -> str:
    """Say what history can't tell of a period; empty where it can tell all."""
    if found.knowledge is Knowledge.WHOLE:
        return ""
    if found.began is None:
        return say(
            "This copy of the site was made without the history of its files: what is planned here is the plan as it is now, "
            "and what moved or was deleted isn’t known."
        )
    began = words.day_words(found.began)
    if found.knowledge is Knowledge.PART:
        return say(
            "The history of these files begins in the period, on {day}: planned is what the plan held at the end of that day, "
            "and what moved or was deleted before isn’t known.",
            day=began,
        )
    return say(
        "The history of these files begins after the period, on {day}: planned is what the plan holds now, "
        "and what moved or was deleted isn’t known.",
        day=began,
    )


def _balance(found: ReviewedPeriod) -> str:
    """Say in a sentence what became of what was planned."""
    planned = found.planned
    if not planned:
        return say("The plan holds nothing for it.")
    if found.knowledge is Knowledge.NONE:
        return plural("One entry is in its plan.", "{count} entries are in its plan.", len(planned))
    count = {outcome: sum(result.outcome is outcome for result in planned) for outcome in Outcome}
    gaps = {
        "out": count[Outcome.PUBLISHED],
        "moved": count[Outcome.MOVED],
        "dropped": count[Outcome.DROPPED],
        "open": count[Outcome.OPEN],
    }
    added = len(found.results) - len(planned)
    if found.running:
        text = plural(
            "One entry was planned; so far {out} published, {moved} moved out of the period, {dropped} dropped, {open} still open.",
            "{count} entries were planned; so far {out} published, {moved} moved out of the period, {dropped} dropped, {open} still open.",
            len(planned),
            **gaps,
        )
    else:
        text = plural(
            "One entry was planned: {out} published, {moved} moved out of the period, {dropped} dropped, {open} not finished.",
            "{count} entries were planned: {out} published, {moved} moved out of the period, {dropped} dropped, {open} not finished.",
            len(planned),
            **gaps,
        )
    if not added:
        return text
    return say(
        "{balance} {more}",
        balance=text,
        more=plural("One more came later.", "{count} more came later.", added),
    )


def _areas(context: Context, found: ReviewedPeriod, to: Linker) -> Markup:
    """The numbers by goal area, as rows of a table; nothing where there are no areas to compare."""
    rows = []
    for area, results in goal_areas(found):
        shown = area is not None and area.path in context.addresses.uris
        title = Link(area.title, to(context.addresses.uris[area.path])) if area and shown else Link(say("No goal"))
        numbers_ = [
            sum(result.planned for result in results),
            sum(result.outcome is Outcome.PUBLISHED for result in results),
            *([sum(result.moved for result in results)] if found.knowledge is not Knowledge.NONE else []),
            sum(result.outcome is Outcome.DROPPED for result in results),
            sum(result.outcome is Outcome.OPEN for result in results),
        ]
        cells = Markup().join(_NUMBER(number=number) for number in numbers_)
        rows.append(_AREA(area=context.lookups.hue([area]) if area else 0, title=link_html(title), cells=cells))
    return Markup().join(rows)


def _groups(context: Context, found: ReviewedPeriod, to: Linker) -> Iterator[Group]:
    left = say("Still open") if found.running else say("Not finished")
    yield _group(context, found, to, "open", left, found.of(Outcome.OPEN))
    moved, dropped = found.moved, found.of(Outcome.DROPPED)
    rows = [_moved(context, to, result) for result in moved[:MOST_ROWS]]
    yield Group("moved", say("Moved"), rows, [], changes=True, more=len(moved) - len(rows))
    rows = [_dropped(context, to, result) for result in dropped[:MOST_ROWS]]
    yield Group("dropped", say("Dropped"), rows, [], changes=True, more=len(dropped) - len(rows))
    yield _group(context, found, to, "published", say("Published"), found.of(Outcome.PUBLISHED))


def _group(
    context: Context, found: ReviewedPeriod, to: Linker, name: str, title: str, results: list[EntryOutcome]
) -> Group:
    shown = results[:MOST_ROWS]
    known = found.knowledge is not Knowledge.NONE
    rows = [_row(context, to, result) for result in shown if result.planned or not known]
    added = [_row(context, to, result) for result in shown if known and not result.planned]
    return Group(name, title, rows, added, more=len(results) - len(shown))


def _row(context: Context, to: Linker, result: EntryOutcome) -> Markup:
    if result.entry is not None:
        return row(entry_row(context, result.entry), to)
    return _sentence_row(context, to, result, _ICONS["published"], say("Deleted since then."))


def _moved(context: Context, to: Linker, result: EntryOutcome) -> Markup:
    change = Change(
        when=context.edition.revisions.latest,  # type: ignore[arg-type] # what moved is told by history
        what="moved",
        id="",
        path="",
        title=result.title,
        before=result.before,
        after=result.after,
    )
    return _sentence_row(context, to, result, _ICONS["moved"], sentence(change))


def _dropped(context: Context, to: Linker, result: EntryOutcome) -> Markup:
    day = result.before or result.after
    text = say("It was planned for {day}.", day=_day_words(day)) if day else ""
    return _sentence_row(context, to, result, _ICONS["dropped"], text)


def _sentence_row(context: Context, to: Linker, result: EntryOutcome, icon: str, text: str) -> Markup:
    uri = context.addresses.uris.get(result.entry.path) if result.entry else None
    goals = Markup().join(link_html(link, icon=True) for link in links(context, to, result.goals))
    return _CHANGE(
        area=context.lookups.hue(result.goals),
        icon=icon_html(icon),
        title=link_html(Link(result.title, to(uri) if uri else None)),
        sentence=text,
        goals=_GOALS(goals=goals) if goals else "",
    )
