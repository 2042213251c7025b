"""The days of an entry moved: only the bytes of the days change."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gameplan.diagnostics import Span, visible
from gameplan.edit.assignments import key_of
from gameplan.edit.front import Front, Unwritable
from gameplan.edit.splices import Splice
from gameplan.model.fields import SECOND_NAMES
from gameplan.model.relative_days import RelativeDay

if TYPE_CHECKING:
    from collections.abc import Callable

    from gameplan.model.page import Entry, Path
    from gameplan.model.workdays import Workdays
    from gameplan.read.front_matter import Value

    Move = Callable[[date], date]

_STEP = re.compile(r"([-+][0-9]{1,4})(wd|d|w|m|q|y)")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WINDOW = re.compile(r"([0-9]{4})(?:-(?:(Q)([1-4])|(H)([12])|([0-9]{2})))?")
_UNTIL = re.compile(r"(?<=UNTIL=)([0-9]{4})(-?)([0-9]{2})\2([0-9]{2})", re.IGNORECASE)
_MONTHS = {"m": 1, "q": 3, "y": 12}
_WINDOWS = {1: ("month", "m"), 3: ("quarter", "q"), 6: ("half-year", "m"), 12: ("year", "y")}
"""What a stretch of so many months is called, and in which unit it moves."""
_LONGEST_SEARCH = 366


@dataclass(frozen=True, slots=True)
class Step:
    """How far days are moved."""

    count: int
    unit: str
    """`d`, `w`, `wd` (workdays), `m`, `q` or `y`."""

    def from_day(self, day: date) -> date:
        """Return the day that is so many days, weeks, months, quarters or years away; workdays count as days.

        Raises:
            OverflowError: where no calendar goes that far.
            ValueError: likewise.
        """
        if self.months:
            return months_after(day, self.months)
        return day + timedelta(days=self.count * (7 if self.unit == "w" else 1))

    @property
    def months(self) -> int:
        """In months; 0 where it counts days."""
        return self.count * _MONTHS.get(self.unit, 0)


def parse_step(text: str) -> Step | None:
    """Read how far days are to be moved: `+2w`, `-3d`, `+5wd`, `+1m`, `-1q`; None where a text is none."""
    found = _STEP.fullmatch(text)
    return Step(int(found[1]), found[2]) if found else None


def shifted(front: Front, entry: Entry, step: Step, workdays: Workdays, *, landing: bool = False) -> Front:
    """Return an entry's front matter with its days moved; deadlines that are done stay, and those that count from the start.

    Args:
        front: as it is now.
        entry: whose it is.
        step: how far.
        workdays: the playbook's.
        landing: whether the start is to land on a workday, the next one, and deadlines on one, the one before.

    Raises:
        Unwritable: where a window doesn't move so far, or days aren't written as such.
        OverflowError: where no calendar goes that far.
        ValueError: likewise.
    """
    days = _Days(front, entry, step, workdays, landing=landing)
    days.whole()
    return days.moved()


class _Days:
    """What of a front matter is replaced by what."""

    def __init__(self, front: Front, entry: Entry, step: Step, workdays: Workdays, *, landing: bool) -> None:
        self.front, self.entry, self.step, self.workdays, self.landing = front, entry, step, workdays, landing
        self.values: dict[Path, str] = {}
        self.keys: dict[Path, str] = {}
        self.splices: list[Splice] = []
        self.by = self._move()

    def _move(self) -> Move:
        """Return what moves a day: all days of an entry as far as its first one, so that nothing grows longer or shorter."""
        step, first, zone = self.step, self.entry.schedule.first_day, self.entry.schedule.zone
        if step.months and (self.entry.schedule.start is None or not self.landing):
            return lambda day: months_after(day, step.months)
        if first is None:
            return lambda day: day
        then = (
            months_after(first, step.months)
            if step.months
            else RelativeDay(step.count, step.unit).from_day(first, zone, self.workdays)
        )
        if self.landing:
            then = self._workday(then, 1)
        far = then - first
        return lambda day: day + far

    def _workday(self, day: date, way: int) -> date:
        """Return the nearest workday, in one direction of time."""
        for _ in range(_LONGEST_SEARCH):
            if self.workdays.has(day, self.entry.schedule.zone):
                return day
            day += timedelta(days=way)
        raise OverflowError

    def whole(self) -> None:
        """Move all that is to be moved."""
        for field in ("start", "end"):
            key = key_of(self.front, self.entry, field)
            self._when((key,), self.front.values.get(key))
        available = self.front.values.get("available")
        for name, value in available.items() if isinstance(available, dict) else ():
            self._day(("available", name), value, self.by)
        deadlines = self.front.values.get(key := key_of(self.front, self.entry, "deadlines"))
        for name, value in deadlines.items() if isinstance(deadlines, dict) else ():
            self._deadline((key, name), value)
        self._repeat(self.front.values.get("repeat"))

    def _when(self, path: Path, value: Value) -> None:
        """Move a day, a moment or a window."""
        if isinstance(value, str) and (window := _WINDOW.fullmatch(value.strip())):
            self._put(path, value, value.replace(window[0], self._window(window)))
        else:
            self._day(path, value, self.by)

    def _deadline(self, path: Path, value: Value) -> None:
        if isinstance(value, dict):
            if value.get("done") == "true":
                return
            name = next((each for each in ("on", SECOND_NAMES["on"]) if each in value), "on")
            path, value = (*path, name), value.get(name)
        self._day(path, value, lambda day: self._workday(self.by(day), -1) if self.landing else self.by(day))

    def _repeat(self, value: Value) -> None:
        """Move the end of a rule, and its exceptions."""
        if isinstance(value, str):
            self._put(("repeat",), value, _UNTIL.sub(self._until, value))
        if not isinstance(value, dict):
            return
        self._day(("repeat", "until"), value.get("until"), self.by)
        listed = value.get("except")
        items: dict[Path, Value] = {("repeat", "except"): listed}
        if isinstance(listed, list):
            items = {("repeat", "except", number): item for number, item in enumerate(listed)}
        for path, item in items.items():
            self._day(path, item, self.by)
            for day, then in item.items() if isinstance(item, dict) else ():
                self._day((*path, day), then, self.by)
                if _DAY.fullmatch(day):
                    self._put((*path, day), day, self.by(date.fromisoformat(day)).isoformat(), key=True)

    def _until(self, found: re.Match[str]) -> str:
        day = self.by(date(int(found[1]), int(found[3]), int(found[4])))
        return day.strftime(f"%Y{found[2]}%m{found[2]}%d")

    def _window(self, found: re.Match[str]) -> str:
        """Move a window by whole ones."""
        year, quarter, half, month = int(found[1]), found[3], found[5], found[6]
        length = 3 if quarter else 6 if half else 1 if month else 12
        if not self.step.months or self.step.months % length:
            name, unit = _WINDOWS[length]
            sign, far = "-" if self.step.count < 0 else "+", length if unit == "m" else 1
            raise Unwritable(
                f"{found[0]} is a whole {name}, and moves by whole ones: write {sign}{far}{unit}, or give it a day first"
            )
        place = year * 12 + (int(month) - 1 if month else (int(quarter or half or 1) - 1) * length) + self.step.months
        year, place = divmod(place, 12)
        name = (
            f"-{found[2] or found[4]}{place // length + 1}" if quarter or half else f"-{place + 1:02}" if month else ""
        )
        return f"{year:04}{name}"

    def _day(self, path: Path, value: Value, by: Move) -> None:
        """Move the day at the beginning of a value, where there is one."""
        if isinstance(value, str) and (found := _DAY.match(value)):
            self._put(path, value, by(date.fromisoformat(found[0])).isoformat() + value[10:])

    def _put(self, path: Path, old: str, new: str, *, key: bool = False) -> None:
        if old == new:
            return
        (self.keys if key else self.values)[path] = new
        span = self.front.extents.keys[path] if key else self.front.extents.values[path].span
        row = self.front.rows[span.line - 1]
        at = row.find(old, span.column - 1)
        if at not in (span.column - 1, span.column):
            raise Unwritable(f"{visible(str(path[0]))} can't be moved here: write {visible(new)} by hand")
        # Of a moment the clock stays as it is typed.
        self.splices.append(Splice(Span(span.line, at + 1, span.line, at + 1 + len(old)), new))

    def moved(self) -> Front:
        """Apply it, and read the result: it must say what was meant, and all else as before."""
        return self.front.with_splices(self.splices, self.values, self.keys)


def months_after(day: date, months: int) -> date:
    """Return the day some months later; the month's last where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
