"""The page of a review: beside the author's own conclusions what became of the plan in its period, and what the KPIs did."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.outcomes import Knowledge, Outcome, goal_areas
from gameplan.model.pages import Review
from gameplan.model.revisions import Change
from gameplan.publish.addresses import CALENDAR
from gameplan.publish.views.links import Link, link_to, links_to
from gameplan.publish.views.rows import Row, entry_row
from gameplan.publish.views.strategy.review_measures import (
    ChangeLine,
    ListedLines,
    PeriodScores,
    deadlines,
    period_scores,
    returning,
)
from gameplan.wording import dates as words
from gameplan.wording.changes import sentence
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gameplan.analysis.outcomes import EntryOutcome, ReviewedPeriod
    from gameplan.model.page import Page
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


class ReviewCount(NamedTuple):
    """How much of the plan became something."""

    number: int
    label: str
    icon: str
    place: str
    """Where the list behind it stands on the page, as `#when`."""
    bad: bool
    """Whether that is trouble."""


class ReviewWaiting(NamedTuple):
    """A period that has not begun, or none."""

    begins: str
    """The first day; empty where the review names no period."""
    period: str
    planned: int
    agenda: Link


class AreaRow(NamedTuple):
    """A goal area in numbers."""

    hue: int
    link: Link
    numbers: tuple[int, ...]
    """As the columns say."""


class ReviewGroup(NamedTuple):
    """A list of a review."""

    id: str
    title: str
    rows: tuple[Row | ChangeLine, ...]
    """What was planned when the period began."""
    added: tuple[Row | ChangeLine, ...] = ()
    """What came after that."""
    changes: bool = False
    """Whether the rows are sentences."""
    more: int = 0


class ReviewPlan(NamedTuple):
    """What became of the plan of a period."""

    period: str
    ends: str
    """Its last day, where it isn't over."""
    history: str
    """What history can't tell of it."""
    balance: str
    """In a sentence; empty where that isn't known."""
    columns: tuple[str, ...]
    """What the numbers of goal areas are: what can be known of planned, published, moved, dropped and open."""
    areas: tuple[AreaRow, ...]
    groups: tuple[ReviewGroup, ...]
    returning: ListedLines | None
    deadlines: ListedLines | None


def list_ids(found: ReviewedPeriod) -> tuple[str, ...]:
    """Return the ids of the lists of a review."""
    lists = {
        "open": found.of(Outcome.OPEN),
        "moved": found.moved,
        "dropped": found.of(Outcome.DROPPED),
        "published": found.of(Outcome.PUBLISHED),
        "returning": found.returning,
        "deadlines": found.deadlines,
    }
    return tuple(name for name, items in lists.items() if items)


def review_counts(context: Context, page: Page) -> tuple[ReviewCount, ...]:
    """Count what became of the plan."""
    found = context.analysis.reviewed(page)
    if found is None or found.coming:
        return ()
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
    told = [count for count in counts if count[0] or _known(found, count[2])]
    return tuple(
        [
            ReviewCount(count, label, _ICONS[name], place if count else "#when", bad)
            for count, label, name, place, bad in told
        ]
    )


def _known(found: ReviewedPeriod, name: str) -> bool:
    """Tell whether history can count what became of the plan in a way; else a zero says nothing, and isn't shown."""
    return found.knowledge is not Knowledge.NONE or name == "published" or (name == "open" and found.running)


def review_waiting(context: Context, page: Page) -> ReviewWaiting:
    """Return what there is to say of a period that has not begun, or of none."""
    found = context.analysis.reviewed(page)
    return ReviewWaiting(
        begins=words.day_words(found.first) if found else "",
        period=period_words(found, page) if found else "",
        planned=len(found.planned) if found else 0,
        agenda=Link(say("The plan"), uri=CALENDAR),
    )


def review_plan(context: Context, page: Page) -> ReviewPlan:
    """Return what became of the plan in the period of a review, which has begun."""
    found = context.analysis.reviewed(page)
    assert found is not None  # noqa: S101 - the caller's promise
    columns, areas = _areas(context, found)
    return ReviewPlan(
        period=period_words(found, page),
        ends=words.day_words(found.last) if found.running else "",
        history=_history(found),
        balance=_balance(found),
        columns=columns,
        areas=areas,
        groups=tuple([group for group in _groups(context, found) if group.rows or group.added]),
        returning=returning(context, found),
        deadlines=deadlines(context, found),
    )


def review_kpis(context: Context, page: Page) -> PeriodScores:
    """Return what the KPIs did in the period of a review, which has begun."""
    found = context.analysis.reviewed(page)
    assert found is not None  # noqa: S101 - the caller's promise
    return period_scores(context, found, period_words(found, page))


def period_words(found: ReviewedPeriod, page: Page) -> str:
    """Name the period of a review."""
    label = page.fields.period.label if isinstance(page.fields, Review) and page.fields.period else ""
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
        # What the plan held isn't known: that it holds nothing now would only contradict what was published.
        return "" if found.results and found.knowledge is Knowledge.NONE else say("The plan holds nothing for it.")
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


def _areas(context: Context, found: ReviewedPeriod) -> tuple[tuple[str, ...], tuple[AreaRow, ...]]:
    """The columns and the numbers by goal area; no rows where there are no areas to compare."""
    counted = [(area, _numbers(results)) for area, results in goal_areas(found)]
    left = say("Still open") if found.running else say("Not finished")
    labels = {
        "planned": say("Planned"),
        "published": say("Published"),
        "moved": say("Moved"),
        "dropped": say("Dropped"),
        "open": left,
    }
    shown = [name for name in labels if _known(found, name) or any(numbers[name] for _, numbers in counted)]
    rows = []
    for area, numbers in counted:
        on_site = area is not None and area.path in context.addresses.uris
        link = link_to(context.addresses.uris, area) if area and on_site else Link(say("No goal"))
        hue = context.lookups.hue([area]) if area else 0
        rows.append(AreaRow(hue, link, tuple([numbers[name] for name in shown])))
    return tuple([labels[name] for name in shown]), tuple(rows)


def _numbers(results: Sequence[EntryOutcome]) -> dict[str, int]:
    return {
        "planned": sum(result.planned for result in results),
        "published": sum(result.outcome is Outcome.PUBLISHED for result in results),
        "moved": sum(result.moved for result in results),
        "dropped": sum(result.outcome is Outcome.DROPPED for result in results),
        "open": sum(result.outcome is Outcome.OPEN for result in results),
    }


def _groups(context: Context, found: ReviewedPeriod) -> Iterator[ReviewGroup]:
    left = say("Still open") if found.running else say("Not finished")
    yield _group(context, found, "open", left, found.of(Outcome.OPEN))
    moved, dropped = found.moved, found.of(Outcome.DROPPED)
    rows = tuple([_moved(context, result) for result in moved[:MOST_ROWS]])
    yield ReviewGroup("moved", say("Moved"), rows, changes=True, more=len(moved) - len(rows))
    rows = tuple([_dropped(context, result) for result in dropped[:MOST_ROWS]])
    yield ReviewGroup("dropped", say("Dropped"), rows, changes=True, more=len(dropped) - len(rows))
    yield _group(context, found, "published", say("Published"), found.of(Outcome.PUBLISHED))


def _group(context: Context, found: ReviewedPeriod, name: str, title: str, results: list[EntryOutcome]) -> ReviewGroup:
    shown = results[:MOST_ROWS]
    known = found.knowledge is not Knowledge.NONE
    rows = tuple([_row(context, result) for result in shown if result.planned or not known])
    added = tuple([_row(context, result) for result in shown if known and not result.planned])
    return ReviewGroup(name, title, rows, added, more=len(results) - len(shown))


def _row(context: Context, result: EntryOutcome) -> Row | ChangeLine:
    if result.entry is not None:
        return entry_row(context, result.entry)
    return _line(context, result, _ICONS["published"], say("Deleted since then."))


def _moved(context: Context, result: EntryOutcome) -> ChangeLine:
    change = Change(
        when=context.edition.revisions.latest,  # type: ignore[arg-type] # what moved is told by history
        what="moved",
        id="",
        path="",
        title=result.title,
        before=result.before,
        after=result.after,
    )
    return _line(context, result, _ICONS["moved"], sentence(change))


def _dropped(context: Context, result: EntryOutcome) -> ChangeLine:
    day = result.before or result.after
    text = say("It was planned for {day}.", day=_day_words(day)) if day else ""
    return _line(context, result, _ICONS["dropped"], text)


def _line(context: Context, result: EntryOutcome, icon: str, text: str) -> ChangeLine:
    uris = context.addresses.uris
    link = Link(result.title, uri=uris.get(result.entry.path, "") if result.entry else "")
    return ChangeLine(context.lookups.hue(result.goals), icon, link, text, links_to(uris, result.goals))
