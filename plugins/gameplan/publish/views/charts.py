"""What charts draw: readings, what was expected of them, and how far the drawing reaches."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gameplan.analysis.measure import Line, Standing

MOST_POINTS = 240
SPARK_POINTS = 24


class Point(NamedTuple):
    """A value on a day."""

    day: date
    value: Decimal


class Reach(NamedTuple):
    """The days and values that a drawing holds."""

    first: date
    last: date
    low: Decimal
    high: Decimal


class Target(NamedTuple):
    """The line to a target."""

    corners: tuple[Point, ...]
    """The expected values where the line begins, bends and ends."""
    end: Decimal
    """The target."""
    falls: bool
    """Whether the line goes down to it."""
    exceeded: bool
    """Whether the last reading lies above the line."""


class Chart(NamedTuple):
    """Readings, of which there is at least one, against the line to their target."""

    readings: tuple[Point, ...]
    target: Target | None
    reach: Reach


def chart(standing: Standing) -> Chart | None:
    """Return what a chart of a KPI draws: of very many readings every so many-th. None where there are no readings."""
    if not standing.points:
        return None
    step = -(-len(standing.points) // MOST_POINTS)
    return _chart(tuple([Point(*point) for point in standing.points[::-1][::step][::-1]]), standing.line)


def spark(standing: Standing) -> Chart | None:
    """Return what a chart as small as a word draws of a KPI: its last readings. None where there are no readings."""
    if not standing.points:
        return None
    return _chart(tuple([Point(*point) for point in standing.points[-SPARK_POINTS:]]), standing.line)


def trend(standing: Standing) -> Chart | None:
    """Return what a small chart draws of a KPI's last readings alone, on their own scale. None where there are no readings."""
    if not standing.points:
        return None
    return _chart(tuple([Point(*point) for point in standing.points[-SPARK_POINTS:]]), None)


def _chart(readings: tuple[Point, ...], line: Line | None) -> Chart:
    first = readings[0].day
    days, values = [reading.day for reading in readings], [reading.value for reading in readings]
    if line:
        values.append(line.end)
        if line.by and (line.start or line.by > first):
            days.append(line.by)
        if line.start:
            values.append(line.start.value)
            # What lies before the first reading that is shown has no place; a line that begins there begins at the edge.
            days.append(max(line.start.day, first))
    around = reach(days, values)
    return Chart(readings, _target(line, around, readings[-1]) if line else None, around)


def reach(days: Sequence[date], values: Sequence[Decimal]) -> Reach:
    """Return the reach that holds some days and values, with room around them."""
    first, last = min(days), max(days)
    if first == last:
        first = max(first, date.min + timedelta(days=15)) - timedelta(days=15)
        last = min(last, date.max - timedelta(days=15)) + timedelta(days=15)
    low, high = min(values), max(values)
    room = (high - low) * Decimal("0.08") or abs(high) * Decimal("0.1") or Decimal(1)
    floor = low - room if low < 0 else max(low - room, Decimal(0))
    return Reach(first, last, floor, high + room)


def _target(line: Line, around: Reach, last: Point) -> Target:
    """The expected values: level, rising or falling, level again."""
    days = [around.first, *((line.start.day, line.by) if line.start and line.by else ()), around.last]
    begin = line.start.day if line.start and line.by else around.first
    shown = sorted({day for day in days if max(begin, around.first) <= day <= around.last})
    return Target(
        corners=tuple([Point(day, line.at(day)) for day in shown]),
        end=line.end,
        falls=line.start is not None and line.start.value > line.end,
        exceeded=last.value > line.at(last.day),
    )
