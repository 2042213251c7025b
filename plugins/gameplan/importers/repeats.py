"""Rules of RFC 5545 as `repeat` says them; what it can't say is refused by name."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from gameplan.importers.table import Refused
from gameplan.model.recurrence import Recurrence, parse_repeat

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_ORDINALS = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
_UNITS = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}
_PLACE = "Repeat"


@dataclass(frozen=True, slots=True)
class Series:
    """How an event returns."""

    rule: str
    start: date | datetime
    skipped: tuple[date, ...] = ()
    moved: tuple[tuple[date, date], ...] = ()


def repeat_text(series: Series) -> str:
    """Return what to write behind `repeat:`.

    Raises:
        Refused: where it can't be written.
    """
    try:
        rule = parse_repeat(series.rule)
    except ValueError as error:
        said = getattr(error, "context", None) or {}
        raise Refused(str(said.get("message", error)), column=_PLACE, hint=str(said.get("hint", ""))) from None
    if not rule.bounded:
        raise Refused(
            f"it returns without an end ({series.rule})", column=_PLACE, hint="give it an end in its calendar"
        )
    day = series.start.date() if isinstance(series.start, datetime) else series.start
    rule = rule.ending(series.start)
    if not rule.starts_on(day):
        raise Refused("its first day is none of its rule's", column=_PLACE, hint="move its first day")
    if not (series.skipped or series.moved):
        return _rrule(rule)
    return f"{{{', '.join(_parts(rule, day, series))}}}"


def _rrule(rule: Recurrence) -> str:
    end = f";COUNT={rule.count}" if rule.count else f";UNTIL={rule.until:%Y%m%d}" if rule.until else ""
    return f"{rule.parts}{end}"


def _parts(rule: Recurrence, start: date, series: Series) -> Iterator[str]:
    """The parts of a mapping, which can say on which days it is otherwise."""
    if rule.by_set_pos or (rule.week_start and rule.interval > 1):
        raise Refused("its rule has days that fall out, which `repeat` can't say of it", column=_PLACE)
    unit = _UNITS[rule.freq]
    yield f"every: {unit}" if rule.interval == 1 else f"every: {rule.interval} {unit}s"
    days = [_weekday(code) for code in rule.by_day] + [_month_day(day, rule) for day in rule.by_month_day]
    if days:
        yield f"on: [{', '.join(days)}]"
    if rule.by_month:
        yield f"in: [{', '.join(calendar.month_name[month].lower() for month in rule.by_month)}]"
    yield f"count: {rule.count}" if rule.count else f"until: {rule.until}"
    known = [day for day in dict.fromkeys(series.skipped) if rule.has(start, day)]
    yield f"except: [{', '.join([*map(str, known), *(f'{{{was}: {now}}}' for was, now in series.moved)])}]"


def _weekday(code: str) -> str:
    name = calendar.day_name[_CODES.index(code[-2:])].lower()
    place = code[:-2]
    if place and int(place) not in _ORDINALS:
        raise Refused("it returns on a weekday that `repeat` can't name", column=_PLACE)
    return f"{_ORDINALS[int(place)]} {name}" if place else name


def _month_day(day: int, rule: Recurrence) -> str:
    if rule.freq != "MONTHLY" or day < -1:
        raise Refused("it returns on a day of the month that `repeat` can't name", column=_PLACE)
    return "last day" if day == -1 else str(day)
