"""How a KPI stands: its last reading against the line from its baseline to its target. The rules are those of docs/health.md."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gameplan.model.pages import Kpi

FRESH = timedelta(days=45)
"""How long a reading says how a KPI stands."""
TOLERANCE = Decimal("0.1")
"""How much of the whole way a KPI may be behind and only be at risk."""


class KpiStatus(StrEnum):
    """How a KPI stands; the most troubled first."""

    OFF_TRACK = "off-track"
    AT_RISK = "at-risk"
    NOT_MEASURED = "not-measured"
    NO_TARGET = "no-target"
    ON_TRACK = "on-track"
    ACHIEVED = "achieved"


class Point(NamedTuple):
    """A value on a day."""

    day: date
    value: Decimal


class Line(NamedTuple):
    """What is expected: straight from a start to a target, and level before and after it."""

    start: Point | None
    """None where nothing came before: the line is level at the target."""
    end: Decimal
    by: date | None
    """None where the target has no day: the line is level at the target."""

    def at(self, day: date) -> Decimal:
        """The value that is expected on a day."""
        if self.start is None or self.by is None or day >= self.by:
            return self.end
        if day <= self.start.day:
            return self.start.value
        passed, whole = (day - self.start.day).days, (self.by - self.start.day).days
        return self.start.value + (self.end - self.start.value) * passed / whole

    @property
    def way(self) -> Decimal:
        """How far it is from the start to the target; where there is no way, the size of the target."""
        return (abs(self.end - self.start.value) if self.start else Decimal(0)) or abs(self.end)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How a KPI stands on a day."""

    status: KpiStatus
    points: tuple[Point, ...] = ()
    """The readings up to that day, in order."""
    line: Line | None = None
    """None without a target."""
    fresh: bool = False
    """Whether the last reading is young enough to say anything."""
    falling: bool = False
    """Whether less is better."""

    @property
    def last(self) -> Point | None:
        """The last reading."""
        return self.points[-1] if self.points else None

    @property
    def expected(self) -> Decimal | None:
        """The value that was expected on the day of the last reading."""
        return self.line.at(self.points[-1].day) if self.line and self.points else None

    @property
    def difference(self) -> Decimal | None:
        """The last reading less what was expected."""
        return None if self.expected is None else self.points[-1].value - self.expected

    @property
    def ahead(self) -> Decimal | None:
        """How much better the last reading is than expected; negative where it is worse."""
        difference = self.difference
        return -difference if self.falling and difference is not None else difference

    @property
    def share(self) -> Decimal | None:
        """How much of the way to the target is done, from 0 to 1; None where there is no way or nobody measured."""
        line, last = self.line, self.last
        if line is None or last is None or line.start is None or line.start.value == line.end:
            return None
        return min(max((last.value - line.start.value) / (line.end - line.start.value), Decimal(0)), Decimal(1))

    @property
    def trouble(self) -> tuple[int, Decimal]:
        """The sort key by which the most troubled come first."""
        behind = -(self.ahead or Decimal(0))
        return list(KpiStatus).index(self.status), -behind / ((self.line.way if self.line else None) or Decimal(1))


def standing(kpi: Kpi, today: date) -> Standing:
    """Return how a KPI stands on a day; readings of later days don't count."""
    readings = kpi.readings if isinstance(kpi.readings, dict) else {}
    points = tuple(Point(day, value) for day, value in sorted(readings.items()) if day <= today)
    line, falling = _line(kpi, points), kpi.direction == "down"
    fresh = bool(points) and today - points[-1].day <= FRESH
    status = _status(points, line, today, falling=falling, fresh=fresh)
    return Standing(status=status, points=points, line=line, fresh=fresh, falling=falling)


def _line(kpi: Kpi, points: tuple[Point, ...]) -> Line | None:
    if kpi.target is None:
        return None
    by = kpi.target.on
    start = None
    if kpi.baseline:
        day = kpi.baseline.on or (points[0].day if points else None)
        start = Point(day, kpi.baseline.value) if day else None
    elif len(points) > 1:
        start = points[0]
    if start and by and start.day >= by:
        start = None
    return Line(start, kpi.target.value, by)


def _status(points: tuple[Point, ...], line: Line | None, today: date, *, falling: bool, fresh: bool) -> KpiStatus:
    last = points[-1] if points else None
    if last and line:
        reached = last.value <= line.end if falling else last.value >= line.end
        if reached and (fresh or (line.by is not None and line.by <= today)):
            return KpiStatus.ACHIEVED
    if last is None or not fresh:
        return KpiStatus.NOT_MEASURED
    return _against(line, last, falling=falling) if line else KpiStatus.NO_TARGET


def _against(line: Line, last: Point, *, falling: bool) -> KpiStatus:
    """Compare a fresh reading that doesn't reach the target with the line."""
    if line.by is not None and last.day >= line.by:
        return KpiStatus.OFF_TRACK
    behind = (last.value - line.at(last.day)) * (1 if falling else -1)
    if behind <= 0:
        return KpiStatus.ON_TRACK
    return KpiStatus.AT_RISK if behind <= TOLERANCE * line.way else KpiStatus.OFF_TRACK
