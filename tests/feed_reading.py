"""Reads feeds in tests: by the lines of RFC 5545, and with the icalendar package."""

from __future__ import annotations

import re
import unicodedata
from datetime import UTC, date, datetime, time, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

import icalendar
import recurring_ical_events
from dateutil.rrule import rrulestr

from builds import feed_of, playbook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gameplan.model.page import Entry


def entry(front: str, title: str = "E", body: str = "Text.") -> str:
    """A plan entry with more front matter; its title may hold anything but a single quote."""
    return f"---\ntitle: '{title}'\ngoals: [grow]\n{front}---\n{body}\n"


def feed(root: Path, front: str, **options: object) -> list[str]:
    """The unfolded lines of the feed of a playbook that has one entry more, `plan/e.md`."""
    files = {"plan/e.md": entry(front), "plan/launch.md": entry("start: TBD\n")}
    return unfolded(feed_of(playbook(root, files, options=options)))


def unfolded(data: bytes) -> list[str]:
    """Content lines (RFC 5545 3.1)."""
    return data.replace(b"\r\n ", b"").decode().split("\r\n")[:-1]


def events(data: bytes) -> list[Any]:
    """The events of a feed as icalendar reads them."""
    return parts(data, "VEVENT")


def parts(data: bytes | str, *names: str) -> list[Any]:
    """The components of some names, without icalendar's types: each of its properties may be any of thirty."""
    return [part for part in icalendar.Calendar.from_ical(data).walk() if part.name in names]


def value(rows: list[str], name: str) -> str:
    """The only line of a name among the events' lines: without the name itself."""
    found = [row[len(name) :] for row in rows[rows.index("BEGIN:VEVENT") :] if re.match(rf"{name}[:;]", row)]
    assert len(found) == 1, found
    return found[0]


def zones_in(rows: list[str]) -> list[str]:
    """The names of the zones that a feed defines, in its order."""
    return [row.removeprefix("TZID:") for row in rows if row.startswith("TZID:")]


def expanded(data: bytes, identity: str) -> list[tuple[date, time | None]]:
    """The first days and times of an event's occurrences, as recurring-ical-events finds them."""
    calendar = icalendar.Calendar.from_ical(data)
    query = recurring_ical_events.of(calendar, skip_bad_series=False)
    found = []
    for event in query.between(datetime(2020, 1, 1, tzinfo=UTC), datetime(2032, 1, 1, tzinfo=UTC)):
        if str(event["UID"]) == identity:
            start = event["DTSTART"].dt
            found.append((start.date(), start.time()) if isinstance(start, datetime) else (start, None))
    return sorted(found, key=in_order)


def in_order(start: tuple[date, time | None]) -> tuple[date, str]:
    """A key to sort days and times by."""
    return start[0], str(start[1] or "")


def occurrences(page: Entry) -> list[tuple[date, time | None]]:
    """The same of an entry, as the site shows them."""
    days = page.schedule.occurrences(date(2020, 1, 1), date(2031, 12, 31))
    return sorted(((o.first, o.clock.replace(tzinfo=None) if o.clock else None) for o in days), key=in_order)


def cleaned(text: str) -> str:
    """What a subscriber is meant to read: NFC, line feeds for line ends, blanks for tabs, no other control characters."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(
        char
        for char in text
        if char == "\n" or (unicodedata.category(char) not in ("Cc", "Cs", "Zl", "Zp") and char != "\ufeff")
    )


def assert_well_folded(data: bytes) -> None:
    """Lines of at most 75 octets, ended by CRLF, whole code points and whole escapes in each."""
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r") == data.count(b"\r\n")
    physical = data.split(b"\r\n")[:-1]
    for row, following in zip(physical, [*physical[1:], b""], strict=True):
        assert 0 < len(row) <= 75
        row.decode()
        if following.startswith(b" "):
            assert (len(row) - len(row.rstrip(b"\\"))) % 2 == 0


class Onset(NamedTuple):
    """When an observance begins: on the clock as it was before, in UTC, and the offset from then on."""

    local: datetime
    utc: datetime
    offset: timedelta


def onsets(rows: Iterable[str]) -> list[Onset]:
    """The onsets that a VTIMEZONE has up to 2036, read as RFC 5545 3.6.5 says and expanded by dateutil."""
    found = []
    text = "\r\n".join(("BEGIN:VCALENDAR", *rows, "END:VCALENDAR", ""))
    for part in parts(text, "STANDARD", "DAYLIGHT"):
        start, before, after = part["DTSTART"].dt, part["TZOFFSETFROM"].td, part["TZOFFSETTO"].td
        assert start.tzinfo is None
        assert "RDATE" not in part
        rule = part["RRULE"].to_ical().decode() if "RRULE" in part else "FREQ=YEARLY;COUNT=1"
        days = islice(rrulestr(rule, dtstart=start), 120)
        found += [Onset(day, day - before, after) for day in days if day.year <= 2036]
    return sorted(found, key=lambda onset: onset.utc)
