"""Calendar files (RFC 5545): events as rows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

from icalendar import Calendar

from gameplan.diagnostics import visible
from gameplan.importers.calendar_lines import wanted_lines
from gameplan.importers.moments import typed
from gameplan.importers.repeats import Series, repeat_text
from gameplan.importers.table import BODY, Fault, Refused, Row, Table, limited, made_row
from gameplan.model.zones import zone_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from icalendar import Component

    from gameplan.importers.table import Reading

_MOST_EXCEPTIONS = 500
_MEANT = {
    "Summary": "title",
    "Start": "start",
    "End": "end",
    "Time zone": "timezone",
    "Repeat": "repeat",
    "Location": "location",
    "URL": "url",
    "Status": "status",
    "Categories": "tags",
    "Description": BODY,
}
_BAD = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError)


def read_calendar(data: bytes, reading: Reading) -> Table:
    """Read the events of a calendar file.

    Raises:
        Refused: where it can't be read.
    """
    lines, dropped = wanted_lines(data)
    try:
        calendars = Calendar.from_ical("\r\n".join([*lines, ""]), multiple=True)
        events = [event for each in calendars for event in each.walk("VEVENT")]
    except _BAD as error:
        raise Refused(f"it can't be read as a calendar ({' '.join(str(error).split())[:80]})") from None
    if not events:
        raise Refused("it has no events")
    series: dict[str, list[Component]] = {}
    for number, event in enumerate(events):
        series.setdefault(str(event.get("UID", f"event {number}")), []).append(event)
    rows = [_row(number, uid, parts, reading.zone) for number, (uid, parts) in enumerate(series.items(), 1)]
    columns = tuple(name for name in _MEANT if any(name in row.cells or name in row.faults for row in rows))
    limited(len(columns), sum(len(row.cells) for row in rows), len(rows))
    notes = [f"dropped: {', '.join(f'{name.lower()} ({count})' for name, count in sorted(dropped.items()))}"]
    return Table(columns, tuple(rows), "calendar", _MEANT, tuple(notes if dropped else ()))


def _row(number: int, uid: str, parts: list[Component], place: str) -> Row:
    """One event, with the times of it that are otherwise."""
    main = next((part for part in parts if part.get("RECURRENCE-ID") is None), parts[0])
    others = [part for part in parts if part is not main]
    faults: dict[str, Fault] = {}
    cells = {
        "Summary": " ".join(str(main.get("SUMMARY", "")).split()) or "(without a title)",
        "Location": " ".join(str(main.get("LOCATION", "")).split()),
        "URL": str(main.get("URL", "")),
        "Status": "cancelled" if str(main.get("STATUS", "")).upper() == "CANCELLED" else "",
        "Categories": ", ".join(_categories(main)),
        "Description": str(main.get("DESCRIPTION", "")),
    }
    try:
        cells |= _when(main, place)
        if main.get("RRULE") is not None or main.get("RDATE") is not None or others:
            cells["Repeat"] = repeat_text(_series(main, others))
    except Refused as refused:
        faults[refused.column] = Fault(refused.message, refused.hint)
    except _BAD as error:
        faults["Start"] = Fault(f"its time can't be read ({' '.join(str(error).split())[:60]})")
    return made_row(number, cells, name=uid, faults=faults)


def _when(event: Component, place: str) -> dict[str, str]:
    """Start, end and time zone, as they are typed."""
    start = event.decoded("DTSTART", None)
    if not isinstance(start, date):
        raise Refused("it has no start", column="Start")
    end = event.decoded("DTEND", None)
    length = event.decoded("DURATION", None)
    if end is None and isinstance(length, timedelta):
        end = start + length
    if not isinstance(start, datetime):
        last = end - timedelta(days=1) if isinstance(end, date) and not isinstance(end, datetime) else start
        return {"Start": start.isoformat(), "End": last.isoformat() if last > start else ""}
    name = _zone_of(event, start)
    at = place if name in ("", "UTC") else name
    shown = [
        (typed(each, at) if each.tzinfo else f"{each:%Y-%m-%d %H:%M}") if isinstance(each, datetime) else ""
        for each in (start, end)
    ]
    return {"Start": shown[0], "End": shown[1] * (shown[1] != shown[0]), "Time zone": at * (at != place)}


def _zone_of(event: Component, start: datetime) -> str:
    """The name of a moment's zone; empty where the clock on the wall is meant."""
    if start.tzinfo is None:
        said = str(event["DTSTART"].params.get("TZID", ""))
        if said:
            raise Refused(f"there is no time zone '{visible(said[:60])}'", column="Start")
        return ""
    name = str(getattr(start.tzinfo, "key", "") or getattr(start.tzinfo, "zone", "") or start.tzinfo)
    if name in zone_names():
        return name
    if start.utcoffset() == timedelta(0):
        return "UTC"
    raise Refused(f"there is no time zone '{visible(name[:60])}'", column="Start")


def _categories(event: Component) -> list[str]:
    said = event.get("CATEGORIES")
    listed = said if isinstance(said, list) else [said] if said is not None else []
    return [" ".join(str(each).split()).replace(",", " ") for one in listed for each in getattr(one, "cats", ())]


def _series(main: Component, others: list[Component]) -> Series:
    if main.get("RDATE") is not None or main.get("EXRULE") is not None:
        raise Refused("it returns on days by a list (RDATE), which `repeat` can't say", column="Repeat")
    rule = main.get("RRULE")
    if rule is None or isinstance(rule, list):
        raise Refused("it returns by no rule, or by several", column="Repeat", hint="make an event of each")
    start = main.decoded("DTSTART")
    series = Series(rule.to_ical().decode(), start, tuple(_days(main.get("EXDATE"))))
    if len(series.skipped) + len(others) > _MOST_EXCEPTIONS:
        raise Refused(f"it has more than {_MOST_EXCEPTIONS} days that are otherwise", column="Repeat")
    for part in others:
        day = part.decoded("RECURRENCE-ID")
        if str(part.get("STATUS", "")).upper() == "CANCELLED":
            series = replace(series, skipped=(*series.skipped, _day(day)))
            continue
        now = part.decoded("DTSTART", None)
        if now is None or _clock(now) != _clock(start) or str(part.get("SUMMARY")) != str(main.get("SUMMARY")):
            raise Refused(
                f"on {_day(day)} it has another time or title, which `repeat` can't say",
                column="Repeat",
                hint="make an event of its own of it",
            )
        if _day(now) != _day(day):
            series = replace(series, moved=(*series.moved, (_day(day), _day(now))))
    return series


def _days(said: Any) -> Iterator[date]:  # noqa: ANN401 - icalendar's
    for each in said if isinstance(said, list) else (said,) if said is not None else ():
        for moment in getattr(each, "dts", ()):
            yield _day(moment.dt)


def _day(moment: Any) -> date:  # noqa: ANN401 - a day or a moment
    return moment.date() if isinstance(moment, datetime) else moment


def _clock(moment: Any) -> object:  # noqa: ANN401
    return moment.time() if isinstance(moment, datetime) else None
