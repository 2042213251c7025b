"""Date fields to a schedule: days stay days, wall-clock times get their zone, instants stay instants."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from gameplan.diagnostics import Diagnostic, Fix, Location, Rule
from gameplan.model.dates import Moment, When, Window, at_offset
from gameplan.model.schedule import Schedule, in_gap, localised, repeated
from gameplan.model.zones import zone
from gameplan.rules import CLOCK_CHANGE, INVALID_VALUE, OFFSET_MISMATCH

if TYPE_CHECKING:
    from gameplan.model.page import Places
    from gameplan.model.pages import EntryFields
    from gameplan.model.recurrence import Recurrence
    from gameplan.model.vocabulary import Vocabulary

_RANGE = re.compile(r"(\d{4}-\d\d-\d\d) +(\d\d:\d\d)-(\d\d:\d\d)")


def read_schedule(
    path: str, fields: EntryFields, places: Places, vocabulary: Vocabulary
) -> tuple[Schedule, list[Diagnostic], frozenset[str]]:
    """The schedule that an entry's fields describe, what is wrong with it, and the fields that can't be read."""
    reader = _Reader(path, places, fields, vocabulary)
    return reader.schedule(fields), reader.found, frozenset(reader.unread)


class _Reader:
    def __init__(self, path: str, places: Places, fields: EntryFields, vocabulary: Vocabulary) -> None:
        self.path, self.places = path, places
        self.zone = fields.timezone or vocabulary.zone
        self.known = vocabulary.zone_given or fields.timezone is not None
        self.length = vocabulary.length
        self.found: list[Diagnostic] = []
        self.unread: set[str] = set()

    def report(
        self, rule: Rule, key: str, message: str, hint: str, fix: str | None = None, *, certain: bool = False
    ) -> None:
        span = self.places.value(key)
        # Mostly another time could be meant as well.
        edit = Fix(span, fix, certain) if fix is not None and span.line == span.end_line else None
        location = Location(self.path, span)
        if rule is INVALID_VALUE and not certain:
            self.unread.add(key)
        self.found.append(Diagnostic(rule=rule, message=message, location=location, hint=hint, fix=edit))

    def typed(self, key: str) -> str:
        """A key as it was typed: `date`, where that stands for `start`."""
        span = self.places.key(key)
        return self.places.lines[span.line - 2][span.column - 1 : span.end_column - 1].strip("\"'")

    def available(self, first: date, last: date | None) -> Schedule:
        """The days on which something can be used; only the first where the last isn't known."""
        for key in ("start", "end", "duration", "repeat"):
            if self.places.has(key):
                self.report(
                    INVALID_VALUE,
                    key,
                    f"{self.typed(key)}: available says already from when till when",
                    f"delete the line {self.typed(key)}, or available",
                )
        return Schedule(start=first, end=last or first, zone=self.zone)

    def schedule(self, fields: EntryFields) -> Schedule:
        if fields.available:
            return self.available(fields.available.first, fields.available.until)
        start = self.moment("start", fields.start)
        if start is None:
            self.moment("end", fields.end)
            if fields.repeat:
                self.report(
                    INVALID_VALUE,
                    "repeat",
                    "repeat: a recurrence needs a day on which it begins",
                    "write start: 2026-12-03",
                )
            window = fields.start.value if fields.start and isinstance(fields.start.value, Window) else None
            return Schedule(window=window, zone=self.zone)
        end = self.end(fields, start)
        recurrence = self.recurrence(fields.repeat, start)
        instant = (
            fields.start is not None
            and isinstance(fields.start.value, Moment)
            and fields.start.value.offset is not None
        )
        return Schedule(start=start, end=end, zone=self.zone, recurrence=recurrence, instant=instant)

    def moment(self, key: str, when: When | None, after: date | datetime | None = None) -> date | datetime | None:
        """Return a day, or an aware moment in the entry's zone; None for a window. A time that comes twice is the one after another."""
        if when is None or isinstance(when.value, Window):
            return None
        if isinstance(when.value, date):
            return when.value
        if when.correction:
            self.report(
                INVALID_VALUE,
                key,
                f"{self.typed(key)}: an offset from UTC is written with a colon",
                f"write {when.correction}",
                when.correction,
                certain=True,
            )
        instant = at_offset(when.value)
        if instant is not None:
            if not when.correction and not self.is_range(key, when.typed, when.value):
                self.compare_offset(key, when.value)
            return instant.astimezone(UTC if self.zone == "UTC" else zone(self.zone))
        local = when.value.local
        if in_gap(local, self.zone):
            later = f"{localised(local, self.zone).astimezone(UTC).astimezone(zone(self.zone)):%Y-%m-%d %H:%M}"
            hint = f"write {later}, or another time"
            self.report(
                CLOCK_CHANGE,
                key,
                f"{self.typed(key)}: the clocks go forward on that day in {self.zone}: there is no {local:%H:%M}",
                hint,
                later,
            )
            return localised(local, self.zone).astimezone(UTC).astimezone(zone(self.zone))
        first = localised(local, self.zone)
        if repeated(local, self.zone) and isinstance(after, datetime) and first.astimezone(UTC) < after.astimezone(UTC):
            return first.replace(fold=1)
        if repeated(local, self.zone):
            hint = "the first is taken; write the time with its offset from UTC to choose"
            self.report(
                CLOCK_CHANGE,
                key,
                f"{self.typed(key)}: the clocks go back on that day in {self.zone}: {local:%H:%M} comes twice",
                hint,
            )
        return localised(local, self.zone)

    def is_range(self, key: str, typed: str, moment: Moment) -> bool:
        """Tell whether a time with an offset looks like one from an hour to another; then that is said."""
        match = _RANGE.fullmatch(typed)
        kept = localised(moment.local, self.zone).utcoffset()
        if match is None or key != "start" or match[3] <= match[2] or moment.offset == kept:
            return False
        if self.places.has("end") or self.places.has("duration"):
            return False
        message = (
            f"{self.typed(key)}: {match[2]}-{match[3]} is read as {match[2]} where the clocks are {match[3]} behind UTC"
        )
        hint = f"write start: {match[1]} {match[2]} and, in a line of its own, end: {match[1]} {match[3]}"
        self.report(OFFSET_MISMATCH, key, message, hint)
        return True

    def compare_offset(self, key: str, moment: Moment) -> None:
        kept = localised(moment.local, self.zone).utcoffset()
        # A time that comes twice has two offsets, and typing one of them chooses.
        either = {kept, localised(moment.local, self.zone).replace(fold=1).utcoffset()}
        # Generators write UTC as +00:00: that is an instant, as Z is.
        if not self.known or not moment.offset or moment.offset in either:
            return
        sign, seconds = (
            ("-" if (kept or timedelta()) < timedelta(0) else "+"),
            abs((kept or timedelta()).total_seconds()),
        )
        shown = f"{sign}{int(seconds // 3600):02}:{int(seconds % 3600 // 60):02}"
        local = f"{moment.local:%Y-%m-%d %H:%M}"
        message = f"{self.typed(key)}: in {self.zone} the offset on that day is {shown}"
        hint = f"write {local} for that time on the clock in {self.zone}; or end the time with Z if it is UTC"
        self.report(OFFSET_MISMATCH, key, message, hint, local)

    def end(self, fields: EntryFields, start: date | datetime) -> date | datetime:
        default = (
            (start.astimezone(UTC) + self.length).astimezone(start.tzinfo) if isinstance(start, datetime) else start
        )
        if fields.duration is not None:
            return self.after(fields, start, default)
        if fields.end is None:
            return default
        end = self.moment("end", fields.end, start)
        if end is None:
            self.report(
                INVALID_VALUE,
                "end",
                f"end: '{fields.end.typed}' is not a day, but start is",
                "write a day, as in 2026-12-05",
            )
            return default
        if isinstance(end, datetime) != isinstance(start, datetime):
            timed, other = ("end", "start") if isinstance(end, datetime) else ("start", "end")
            self.report(
                INVALID_VALUE,
                "end",
                f"{timed} has a time of day and {other} has none",
                "write a time in both, or in neither",
            )
            return default
        return end

    def after(self, fields: EntryFields, start: date | datetime, default: date | datetime) -> date | datetime:
        """The end of a duration."""
        length = fields.duration or timedelta(0)
        if fields.end is not None:
            self.report(INVALID_VALUE, "duration", "duration: there is an end already", "keep one of end and duration")
            return default
        if isinstance(start, datetime):
            return (start.astimezone(UTC) + length).astimezone(start.tzinfo)
        if length % timedelta(days=1):
            self.report(
                INVALID_VALUE,
                "duration",
                "duration: a day without a time lasts whole days",
                "write 1d, 2d …, or a time in start",
            )
            return default
        return start + length - timedelta(days=1)

    def recurrence(self, rule: Recurrence | None, start: date | datetime) -> Recurrence | None:
        if rule is None:
            return None
        day = start.date() if isinstance(start, datetime) else start
        if not rule.starts_on(day):
            message = f"repeat: {day} is not a day of the rule ({rule.words})"
            later = (day + timedelta(days=days) for days in range(1, 367))
            first = next((f": {candidate}" for candidate in later if rule.starts_on(candidate)), "")
            self.report(INVALID_VALUE, "repeat", message, f"make start the first day on which it happens{first}")
            return None
        moment, rule = rule.until_moment, rule.ending(start)
        if moment and not isinstance(start, datetime) and self.known and moment.tzinfo:
            here = moment.astimezone(zone(self.zone)).date() if self.zone != "UTC" else moment.date()
            if here != moment.date():
                self.report(
                    INVALID_VALUE,
                    "repeat",
                    f"repeat: it ends at {moment:%H:%M} UTC on {moment.date()}, which is {here} in {self.zone}; start has no time",
                    f"write UNTIL={here:%Y%m%d}, or UNTIL={moment:%Y%m%d} if it still happens on that day",
                )
                return None
        if rule.until and rule.until < day:
            message = f"repeat: it ends on {rule.until}, before it begins on {day}"
            self.report(INVALID_VALUE, "repeat", message, "write the last day on which it happens, or correct start")
            return None
        wanted = [*rule.skipped, *(was for was, _ in rule.moved)]
        days = {each for each in wanted if rule.has(day, each)}
        for skipped in wanted:
            if skipped not in days:
                self.report(
                    INVALID_VALUE,
                    "repeat",
                    f"repeat: {skipped} is not a day on which it happens",
                    "correct the day under except",
                )
        return replace(
            rule,
            skipped=tuple(day for day in rule.skipped if day in days),
            moved=tuple(pair for pair in rule.moved if pair[0] in days),
        )
