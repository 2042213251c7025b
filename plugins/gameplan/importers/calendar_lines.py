"""The lines of a calendar file that a plan wants: what isn't wanted is never parsed, be it as long as it may."""

from __future__ import annotations

from collections import Counter

from gameplan.importers.table import Refused

_LARGEST = 16 * 1024 * 1024
_MOST_EVENTS = 5_000
_MOST_LINES = 60_000
_LONGEST = {"DESCRIPTION": 4_000_000, "EXDATE": 300_000, "CATEGORIES": 200_000}
"""Characters of all properties of a name: to parse some takes long."""
_OTHERS = 1_000_000
_DEEPEST = 3
"""Calendar, event, alarm."""
_TAKEN = frozenset(
    (
        *("BEGIN", "END", "UID", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "STATUS", "CATEGORIES"),
        *("DTSTART", "DTEND", "DURATION", "RRULE", "EXDATE", "RECURRENCE-ID", "RDATE", "EXRULE"),
        *("TZID", "TZOFFSETFROM", "TZOFFSETTO", "TZNAME"),
    )
)
_NAMELESS = frozenset(
    (
        "DTSTAMP",
        "CREATED",
        "LAST-MODIFIED",
        "SEQUENCE",
        "VERSION",
        "PRODID",
        "CALSCALE",
        "METHOD",
        "TRANSP",
        "PRIORITY",
        "CLASS",
    )
)
"""Properties that say nothing that a plan could hold."""
_PARTS = {"VALARM": "ALARM", "VTODO": "TO-DO", "VJOURNAL": "JOURNAL", "VFREEBUSY": "FREE-BUSY"}


def wanted_lines(data: bytes) -> tuple[list[str], Counter[str]]:
    """Return the lines that are read, and how often there is what else events have: alarms, guests, attachments.

    Raises:
        Refused: where there are too many, or it is no text.
    """
    if len(data) > _LARGEST:
        raise Refused(f"a calendar file has at most {_LARGEST // 1024 // 1024} MiB", hint="export a shorter time")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("it is not UTF-8", row=data.count(b"\n", 0, error.start) + 1, hint="export it again") from None
    sieve = _Sieve()
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        sieve.take(number, line)
    return sieve.kept, +sieve.dropped


class _Sieve:
    """Takes one line after the other."""

    def __init__(self) -> None:
        self.kept: list[str] = []
        self.dropped: Counter[str] = Counter()
        self._open: list[str] = []
        self._sizes: Counter[str] = Counter()
        self._name, self._taking, self._events = "", False, 0

    def take(self, number: int, line: str) -> None:
        """Keep a line, or count what it is of."""
        if line[:1] not in (" ", "\t"):
            self._begin(number, line)
        if self._taking:
            self.kept.append(line)
            self._sizes[self._name] += len(line)
        if self._sizes[self._name] > _LONGEST.get(self._name, _OTHERS):
            raise Refused(
                f"its properties {self._name} have too many characters", row=number, hint="export a shorter time"
            )
        if self._events > _MOST_EVENTS or len(self.kept) > _MOST_LINES:
            raise Refused(f"it has more than {_MOST_EVENTS:,} events", row=number, hint="export a shorter time")

    def _begin(self, number: int, line: str) -> None:
        """Begin a property, or a part of the calendar."""
        name = self._name = line.partition(":")[0].partition(";")[0].upper()[:60]
        if name == "BEGIN":
            part = line[6:].strip().upper()[:60]
            self._open.append(part)
            if len(self._open) > _DEEPEST:
                raise Refused("its parts are nested too deeply", row=number)
            self._events += part == "VEVENT"
            self.dropped[_PARTS.get(part, part)] += part in _PARTS
        outside = any(part not in ("VCALENDAR", "VEVENT") for part in self._open)
        self._taking = name in _TAKEN and not outside
        if not (self._taking or outside or not name) and self._open[-1:] == ["VEVENT"]:
            self.dropped[name] += name not in _NAMELESS and not name.startswith("X-")
        if name == "END" and self._open:
            self._open.pop()
