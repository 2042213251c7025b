"""Any text as the value of a property in a calendar."""

from __future__ import annotations

import re

import icalendar

from feed_reading import assert_well_folded, cleaned
from gameplan.publish.ics.content_lines import joined, parameter, text, uri

_NEWS = re.compile(r"\\[nN]")
"""What icalendar takes for a line break by its own fault, though the backslash is escaped."""


def lines(data: bytes) -> None:
    """A text is read by another program as it is written, and makes no line of its own."""
    typed = data.decode("utf-8", "surrogateescape")
    rows = [
        *("BEGIN:VCALENDAR", "BEGIN:VEVENT"),
        f"SUMMARY:{text(typed)}",
        f"LINK;LABEL={parameter(typed)};VALUE=URI:{uri(cleaned(typed))}",
        *("END:VEVENT", "END:VCALENDAR"),
    ]
    written = joined(rows)
    assert_well_folded(written)
    [event] = icalendar.Calendar.from_ical(written).walk("VEVENT")
    assert set(event) == {"SUMMARY", "LINK"}
    if not _NEWS.search(typed):
        assert str(event["SUMMARY"]) == cleaned(typed)
