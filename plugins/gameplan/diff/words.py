"""The words for a comparison: a headline, and sections of rows in which authors' texts are told from ours."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from gameplan.summary.value import Said, Section, Summary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gameplan.diff.comparison import Comparison, Fields, Found, Named, Turn
    from gameplan.summary.value import Row


MARKER = "<!-- gameplan diff -->"
"""Begins the comment of a pull request, so that the next one takes its place."""


def summary(comparison: Comparison) -> Summary:
    """Return what is told of a comparison in which something changed."""
    base = comparison.base[:12] if comparison.base.isalnum() else ""
    footer: Row = ("Gameplan, ", Said(comparison.day), f", compared with {base}" if base else "")
    return Summary("What this changes", headline(comparison), sections(comparison), footer, MARKER)


def headline(comparison: Comparison) -> str:
    """Return the change in one sentence; empty where nothing changed."""
    of_strategy = len(comparison.new_pages) + len(comparison.gone_pages) + len(comparison.strategy)
    parts = [
        _counted(len(comparison.added), "new entry", "new entries"),
        _counted(sum(len(shift.entries) for shift in comparison.moved), "entry moved", "entries moved"),
        _counted(len(comparison.statuses), "with a new status"),
        _counted(len(comparison.goals), "serving other goals"),
        _counted(len(comparison.removed), "entry removed", "entries removed"),
        _counted(of_strategy, "strategy page changed", "strategy pages changed"),
    ]
    told = [part for part in parts if part] or [_counted(len(comparison.renamed), "page renamed", "pages renamed")]
    told = [part for part in told if part]
    risky = [
        _counted(len(comparison.lost), "goal loses its last entry", "goals lose their last entry"),
        _counted(len(comparison.broken), "promise breaks", "promises break"),
        _counted(sum(each.severity == "error" for each in comparison.found), "new error", "new errors"),
        _counted(len(comparison.gone_calendars), "calendar goes", "calendars go"),
        "subscribers see everything twice" if comparison.anew else "",
        _counted(len(comparison.twice), "entry that subscribers see twice", "entries that subscribers see twice"),
    ]
    watch = [part for part in risky if part]
    if comparison.is_empty:
        return ""
    first = _listed(told) if told else "Details change"
    return f"{first[0].upper()}{first[1:]}." + (f" Look at this: {_listed(watch)}." if watch else "")


def sections(comparison: Comparison) -> tuple[Section, ...]:
    """Return what is told, the risky things first; a section only where there is something."""
    return tuple(section for section in _sections(comparison) if section.rows)


def _sections(its: Comparison) -> Iterator[Section]:
    errors = tuple(each for each in its.found if each.severity == "error")
    others = tuple(each for each in its.found if each.severity != "error")
    yield Section("Goals without anything planned", tuple(_page(goal) for goal in its.lost), risky=True)
    yield Section("Promises that break", _findings(its.broken), risky=True)
    yield Section("Errors", _findings(errors), risky=True)
    yield Section("Too much to do, or to pay", _findings(its.load), risky=True)
    yield Section("Everything is there twice", (_ANEW,) if its.anew else (), risky=True)
    yield Section("Calendars that go", tuple(_gone(its)), risky=True)
    yield Section("Events that subscribers see twice", tuple(_twice(turn) for turn in its.twice), risky=True)
    yield Section("Can't be compared", tuple((Said(text),) for text in its.unread), risky=True)
    yield Section("Goals with something planned now", tuple(_page(goal) for goal in its.gained))
    yield Section("Promises kept now", _findings(its.met, hints=False))
    yield Section("New entries", tuple((*_page(turn.page), ", ", _day(turn.after)) for turn in its.added))
    yield Section("Removed entries", tuple((*_page(turn.page), ", ", _day(turn.before)) for turn in its.removed))
    yield Section("Moved", tuple(_moved(its)))
    yield Section("Status", _turns(its.statuses))
    yield Section("Owner", _turns(its.owners))
    yield Section("Goals served", _turns(its.goals))
    yield Section("Strategy", tuple(_strategy(its)))
    yield Section("Renamed", _turns(its.renamed), folded=True)
    yield Section("Other changes of entries", tuple(_fields(each) for each in its.changed), folded=True)
    yield Section("Calendars", tuple(_calendars(its)), folded=True)
    yield Section("New findings", _findings(others), folded=True)
    fixed = f"{_counted(its.fixed, 'finding', 'findings')} fixed"
    yield Section("Findings that are gone", ((fixed,),) if its.fixed else (), folded=True)


def _page(page: Named) -> Row:
    return (Said(page.title),)


def _twice(turn: Turn) -> Row:
    told = " has another id, and calendars take it for a new event. To keep the old one write feed_id: "
    return (*_page(turn.page), told, Said(turn.before))


def _turns(turns: Sequence[Turn]) -> tuple[Row, ...]:
    return tuple((*_page(turn.page), ": ", Said(turn.before), " → ", Said(turn.after)) for turn in turns)


def _moved(its: Comparison) -> Iterator[Row]:
    for shift in its.moved:
        if shift.days and len(shift.entries) > 1:
            names: list[str | Said] = []
            for turn in shift.entries:
                names += [", " if names else "", *_page(turn.page)]
            yield (f"{len(shift.entries)} entries {_far(shift.days)}: ", *names)
            continue
        for turn in shift.entries:
            far = f" ({_far(shift.days)})" if shift.days else ""
            yield (*_page(turn.page), ": ", _day(turn.before), " → ", _day(turn.after), far)


def _far(days: int) -> str:
    return f"{_counted(abs(days), 'day', 'days')} {'later' if days > 0 else 'earlier'}"


def _strategy(its: Comparison) -> Iterator[Row]:
    for page in its.new_pages:
        yield ("new ", Said(page.kind), ": ", *_page(page))
    for page in its.gone_pages:
        yield (Said(page.kind), " removed: ", *_page(page))
    yield from (_fields(each) for each in its.strategy)


def _fields(each: Fields) -> Row:
    return (*_page(each.page), ": ", Said(", ".join(each.fields)))


def _findings(findings: Sequence[Found], *, hints: bool = True) -> tuple[Row, ...]:
    return tuple(
        (
            Said(each.path + (f":{each.line}" if each.line else "")),
            ": ",
            Said(each.message),
            *((" – ", Said(each.hint)) if each.hint and hints else ()),
            f" [{each.rule}]" if each.rule.replace("-", "").isalnum() else "",
        )
        for each in findings
    )


def _calendars(its: Comparison) -> Iterator[Row]:
    for feed in its.calendars:
        told = [
            _counted(feed.added, "new"),
            _counted(feed.changed, "changed"),
            _counted(feed.removed, "gone"),
        ]
        yield (Said(feed.title), f": {_listed([part for part in told if part])}")


_ANEW: Row = ("Calendars take all events for new ones, since uid_namespace is another: write the old one again",)


def _gone(its: Comparison) -> Iterator[Row]:
    if its.gone_calendars:
        names = [part for feed in its.gone_calendars for part in (", ", Said(feed.title))]
        yield (*names[1:], ": who subscribes gets nothing new any more")


def _day(text: str) -> str | Said:
    """A day for people: `Thu 3 Dec 2026`; what is more than a day as it is."""
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return Said(text)
    return f"{day:%a} {day.day} {day:%b} {day.year}"


def _counted(count: int, one: str, several: str = "") -> str:
    return "" if not count else f"{count} {one if count == 1 else several or one}"


def _listed(parts: Sequence[str]) -> str:
    return f"{', '.join(parts[:-1])} and {parts[-1]}" if len(parts) > 1 else "".join(parts)
