"""Recurrences: what `repeat:` may say, as the subset of RFC 5545 3.3.10 that calendar programs agree on."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from itertools import dropwhile, islice, takewhile
from typing import TYPE_CHECKING, Any

from dateutil.rrule import rrulestr

from gameplan.model.dates import parse_day
from gameplan.model.days import month_after, months_between
from gameplan.model.faults import fault, nearest
from gameplan.model.recurrence_words import FORM, repeat_hint

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

MAX_COUNT = 500
"""Times that one entry may happen, and that are looked at of one that happens more often."""
MAX_INTERVAL = 366

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY_NAMES = {name.lower(): code for name, code in zip(calendar.day_name, _DAYS, strict=True)} | {
    name.lower(): code for name, code in zip(calendar.day_abbr, _DAYS, strict=True)
}
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "last": -1,
    "1st": 1,
    "2nd": 2,
    "3rd": 3,
    "4th": 4,
}
_UNITS = {"day": "DAILY", "week": "WEEKLY", "month": "MONTHLY", "year": "YEARLY"}
_ADVERBS = {
    "daily": "day",
    "weekly": "week",
    "fortnight": "2 weeks",
    "fortnightly": "2 weeks",
    "biweekly": "2 weeks",
    "monthly": "month",
    "quarterly": "quarter",
    "yearly": "year",
    "annually": "year",
}
_WORKING_DAYS = "MO,TU,WE,TH,FR"


@dataclass(frozen=True, slots=True)
class Recurrence:
    """A rule by which an entry returns."""

    freq: str
    """DAILY, WEEKLY, MONTHLY or YEARLY."""
    interval: int = 1
    by_day: tuple[str, ...] = ()
    """`MO`, or with its place in the month or year: `1MO`, `-1FR`."""
    by_month_day: tuple[int, ...] = ()
    by_month: tuple[int, ...] = ()
    by_set_pos: tuple[int, ...] = ()
    week_start: str = ""
    count: int | None = None
    until: date | None = None
    """The last day, included, on the entry's own calendar."""
    until_moment: datetime | None = None
    """The moment after which nothing begins, in UTC or on the entry's clock, until `ending` makes a day of it."""
    skipped: tuple[date, ...] = ()
    moved: tuple[tuple[date, date], ...] = ()
    """(the day by the rule, the day in its place)."""

    @property
    def bounded(self) -> bool:
        """Whether the rule ends by itself."""
        return self.count is not None or self.until is not None or self.until_moment is not None

    def ending(self, start: date | datetime) -> Recurrence:
        """Return the rule with its last day instead of its last moment, for something that starts at this time."""
        moment = self.until_moment
        if moment is None:
            return self
        last = moment.date()
        if isinstance(start, datetime):
            last = (moment.astimezone(start.tzinfo) if moment.tzinfo else moment).date()
            latest = datetime.combine(last, start.timetz())
            late = latest.astimezone(UTC) > moment if moment.tzinfo else latest.replace(tzinfo=None) > moment
            last -= timedelta(days=late)
        return replace(self, until=last, until_moment=None)

    @property
    def parts(self) -> str:
        """The parts of an RRULE but COUNT and UNTIL, upper case, in a fixed order."""
        parts = [f"FREQ={self.freq}"]
        if self.interval > 1:
            parts.append(f"INTERVAL={self.interval}")
        for name, values in (
            ("BYMONTH", self.by_month),
            ("BYMONTHDAY", self.by_month_day),
            ("BYDAY", self.by_day),
            ("BYSETPOS", self.by_set_pos),
        ):
            if values:
                parts.append(f"{name}={','.join(map(str, values))}")
        if self.week_start:
            parts.append(f"WKST={self.week_start}")
        return ";".join(parts)

    def starts_on(self, day: date) -> bool:
        """Tell whether a day can be the rule's first occurrence: clients disagree about a start outside its rule."""
        if self.by_month and day.month not in self.by_month:
            return False
        length = calendar.monthrange(day.year, day.month)[1]
        if self.by_month_day and not {day.day, day.day - length - 1} & set(self.by_month_day):
            return False
        if self.by_day and not any(
            _falls_on(day, code, yearly=self.freq == "YEARLY" and not self.by_month) for code in self.by_day
        ):
            return False
        return not self.by_set_pos or self.days(day, day) == (day,)

    def days(self, start: date, last: date, first: date | None = None) -> tuple[date, ...]:
        """The days of the rule's occurrences up to a last day, whether skipped, moved or neither; at most `MAX_COUNT`.

        Args:
            start: the day of the first.
            last: the last day that counts.
            first: a day before which they need not be told; where there are too many, they are those from it on.
        """
        last = min(last, self.until or last)
        found = _days(self, start, start, last)
        if first is None or len(found) < MAX_COUNT or first <= found[0]:
            return found
        return _days(self, start, first, last)

    def has(self, start: date, day: date) -> bool:
        """Tell whether a day is one of the rule's."""
        return day in self.days(start, day, day)

    def times(self, start: date, last: date) -> int:
        """Count how often it happens up to a last day; more than `MAX_COUNT` is given as one more than that."""
        found = _days(self, start, start, min(last, self.until or last))
        return len(found) + (len(found) == MAX_COUNT and self.days(start, last, found[-1] + timedelta(days=1)) != ())

    def occurrences(self, start: date, last: date, first: date | None = None) -> list[tuple[date, date]]:
        """(the day by the rule, the day it really is) of every occurrence up to a last day, in order of the latter.

        Args:
            start: the day of the first.
            last: the last day that counts.
            first: a day before which they need not be told.
        """
        moved, skipped = dict(self.moved), set(self.skipped)
        found = [(day, day) for day in self.days(start, last, first) if day not in moved and day not in skipped]
        # Moved days are the rule's: reading leaves out all others.
        found += [pair for pair in moved.items() if pair[1] <= last and pair[0] not in skipped]
        return sorted(found, key=lambda pair: pair[1])

    def last_day(self, start: date) -> date | None:
        """The day of the last occurrence; None where the rule has no end."""
        return _last_day(self, start) if self.bounded else None

    @property
    def words(self) -> str:
        """The rule in English, for people."""
        unit = {"DAILY": "day", "WEEKLY": "week", "MONTHLY": "month", "YEARLY": "year"}[self.freq]
        text = f"every {unit}" if self.interval == 1 else f"every {self.interval} {unit}s"
        if self.by_day:
            text += " on " + _listed([_day_words(code) for code in self.by_day])
        elif self.by_month_day:
            text += " on the " + _listed(["last day" if day == -1 else str(day) for day in self.by_month_day])
        if self.by_month:
            text += " in " + _listed([calendar.month_name[month] for month in self.by_month])
        return text


@lru_cache(maxsize=1024)
def _days(rule: Recurrence, start: date, first: date, last: date) -> tuple[date, ...]:
    """The days from a first to a last one; kept, because every list that shows an entry asks for the same."""
    parts, begin = (rule.parts, start) if rule.count or first <= start else _from_near(rule, start, first)
    count = f";COUNT={rule.count}" if rule.count else ""
    moments: Iterable[datetime] = rrulestr(f"RRULE:{parts}{count}", dtstart=datetime.combine(begin, time()))
    lower, upper = datetime.combine(max(first, start), time()), datetime.combine(last, time())
    wanted = takewhile(lambda moment: moment <= upper, dropwhile(lambda moment: moment < lower, moments))
    return tuple(moment.date() for moment in islice(wanted, MAX_COUNT))


def _from_near(rule: Recurrence, start: date, first: date) -> tuple[str, date]:
    """Return a rule's parts, and a day near another one from which they give the same days: a long series isn't counted through."""
    if rule.freq in ("DAILY", "WEEKLY"):
        step = rule.interval * (1 if rule.freq == "DAILY" else 7)
        # The week in which a rule begins may be a part of one.
        steps = max((first - start).days // step - 2, 0)
        return rule.parts, start + timedelta(days=steps * step)
    parts = rule.parts
    if rule.freq == "MONTHLY":
        times = max(months_between(start, first) // rule.interval - 1, 0)
        begin = month_after(start, times * rule.interval)
    else:
        begin = date(start.year + max((first.year - start.year) // rule.interval - 1, 0) * rule.interval, 1, 1)
        if not (rule.by_month or rule.by_month_day or rule.by_day):
            parts += f";BYMONTH={start.month}"
    return parts if rule.by_month_day or rule.by_day else f"{parts};BYMONTHDAY={start.day}", begin


@lru_cache(maxsize=4096)
def _last_day(rule: Recurrence, start: date) -> date:
    """Kept, because every rule and list asks whether an entry is over."""
    end = rule.until or date(start.year + MAX_INTERVAL, 12, 31)
    days = rule.occurrences(start, end)
    if rule.until and len(days) + len(rule.skipped) >= MAX_COUNT:
        # In a year there are fewer than what is told at most; what comes more seldom may have none in it.
        ends = (rule.occurrences(start, end, end - timedelta(days=366 * years)) for years in (1, 10, 100))
        days = next(filter(None, ends), days)
    return days[-1][1] if days else start


def parse_repeat(value: object) -> Recurrence:
    """Read `repeat:`: a mapping (`{every: month, on: first monday, until: 2027-06-30}`) or an RRULE.

    Raises:
        PydanticCustomError: where it is neither, or breaks a limit.
    """
    if isinstance(value, str):
        return _bounded(_from_rrule(value))
    if isinstance(value, dict):
        return _bounded(_from_mapping(value))
    raise fault("repeat is not a rule", FORM)


def _falls_on(day: date, code: str, *, yearly: bool) -> bool:
    ordinal, weekday = code[:-2], code[-2:]
    if _DAYS[day.weekday()] != weekday:
        return False
    if not ordinal:
        return True
    length = (366 if calendar.isleap(day.year) else 365) if yearly else calendar.monthrange(day.year, day.month)[1]
    place = day.timetuple().tm_yday if yearly else day.day
    number = int(ordinal)
    return (place - 1) // 7 + 1 == number if number > 0 else (length - place) // 7 + 1 == -number


def _listed(words: list[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"


def _day_words(code: str) -> str:
    name = calendar.day_name[_DAYS.index(code[-2:])]
    if not code[:-2]:
        return name
    number = int(code[:-2])
    ordinals = {1: "first", 2: "second", 3: "third", 4: "fourth", 5: "fifth", -1: "last"}
    return f"the {ordinals.get(number, f'{number}.')} {name}"


def _bounded(rule: Recurrence) -> Recurrence:
    """The limits that keep a rule from running away in any calendar program."""
    if rule.count is not None and (rule.until or rule.until_moment):
        raise fault("repeat has both a count and an until", "keep one of them")
    if rule.count is not None and not 1 <= rule.count <= MAX_COUNT:
        raise fault(f"repeat has a count of {rule.count}", f"write a count from 1 to {MAX_COUNT}")
    if not 1 <= rule.interval <= MAX_INTERVAL:
        raise fault(f"repeat has an interval of {rule.interval}", f"write an interval from 1 to {MAX_INTERVAL}")
    longest = max((calendar.monthrange(2024, month)[1] for month in rule.by_month or range(1, 13)), default=31)
    if rule.by_month_day and all(abs(day) > longest for day in rule.by_month_day):
        raise fault("repeat names a day that never comes", "write a day that the month has")
    if rule.by_month_day and any(code[:-2] for code in rule.by_day):
        raise fault("repeat has a day of the month and a numbered weekday", "keep one of them")
    weekdays = len(rule.by_day) or 7
    most = {"DAILY": 1, "WEEKLY": weekdays, "MONTHLY": 4 * weekdays, "YEARLY": 48 * weekdays}[rule.freq]
    if any(not 1 <= abs(place) <= most for place in rule.by_set_pos):
        raise fault(
            "repeat has a BYSETPOS that picks nothing", f"write a BYSETPOS from 1 to {most}, or from -{most} to -1"
        )
    return rule


def _from_rrule(text: str) -> Recurrence:
    if "=" not in text:
        raise fault(f"'{text}' is not a rule", repeat_hint(text))
    body = text.strip().removeprefix("RRULE:")
    parts: dict[str, str] = {}
    for part in body.split(";"):
        name, equals, value = part.partition("=")
        name = name.strip().upper()
        if not equals or not value.strip() or name in parts:
            raise fault(
                f"'{text}' is not a recurrence rule", "write it as FREQ=WEEKLY;BYDAY=MO;UNTIL=20270630, or " + FORM
            )
        parts[name] = value.strip().upper()
    known = {"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "BYMONTHDAY", "BYMONTH", "BYSETPOS", "WKST"}
    for name in parts.keys() - known:
        raise fault(
            f"repeat has the part {name}, which calendar programs read differently", f"use {', '.join(sorted(known))}"
        )
    freq = parts.get("FREQ", "")
    if freq not in _UNITS.values():
        raise fault(f"repeat has the frequency '{freq}'", "write FREQ=DAILY, WEEKLY, MONTHLY or YEARLY")
    until, until_moment = _until(parts["UNTIL"]) if "UNTIL" in parts else (None, None)
    return Recurrence(
        freq,
        interval=_numbers(parts, "INTERVAL", 1, 99999)[0] if "INTERVAL" in parts else 1,
        by_day=_weekday_codes(parts.get("BYDAY", ""), freq),
        by_month_day=_numbers(parts, "BYMONTHDAY", -31, 31),
        by_month=_numbers(parts, "BYMONTH", 1, 12),
        by_set_pos=_numbers(parts, "BYSETPOS", -366, 366),
        week_start=_weekday_codes(parts.get("WKST", ""), freq)[0] if "WKST" in parts else "",
        count=_numbers(parts, "COUNT", 0, 10**9)[0] if "COUNT" in parts else None,
        until=until,
        until_moment=until_moment,
    )


def _numbers(parts: Mapping[str, str], name: str, least: int, most: int) -> tuple[int, ...]:
    numbers = []
    for text in parts[name].split(",") if name in parts else ():
        if (
            not re.fullmatch(r"[+-]?[0-9]{1,9}", text)
            or not least <= int(text) <= most
            or (least < 0 and int(text) == 0)
        ):
            raise fault(f"repeat has {name}={text}", f"write numbers from {least} to {most}")
        numbers.append(int(text))
    return tuple(numbers)


def _weekday_codes(text: str, freq: str) -> tuple[str, ...]:
    codes = []
    for code in text.split(",") if text else ():
        match = re.fullmatch(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)", code)
        if not match or (match[1] and (freq not in ("MONTHLY", "YEARLY") or not 1 <= abs(int(match[1])) <= 53)):  # noqa: PLR2004 - weeks of a year
            raise fault(
                f"repeat has the weekday '{code}'", "write MO, TU, WE, TH, FR, SA, SU, or 1MO and -1FR in a month"
            )
        if match[1] and freq == "MONTHLY" and abs(int(match[1])) > 5:  # noqa: PLR2004 - weeks of a month
            raise fault(f"repeat has the weekday '{code}', but no month has it", "count from 1 to 5, or from -5 to -1")
        codes.append((str(int(match[1])) if match[1] else "") + match[2])
    return tuple(codes)


def _until(text: str) -> tuple[date | None, datetime | None]:
    """The day or the moment of an UNTIL; a moment is aware where it is in UTC (RFC 5545 3.3.10)."""
    match = re.fullmatch(r"([0-9]{4})-?([0-9]{2})-?([0-9]{2})(?:T([0-9]{2}):?([0-9]{2}):?([0-9]{2})(Z?))?", text)
    if not match:
        raise fault(f"repeat ends at '{text}'", "write UNTIL as year, month and day: UNTIL=20270630")
    day = parse_day(f"{match[1]}-{match[2]}-{match[3]}")
    if match[4] is None:
        return day, None
    hour, minute, second = int(match[4]), int(match[5]), int(match[6])
    if hour > 23 or minute > 59 or second > 60:  # noqa: PLR2004 - of a clock, with leap seconds
        raise fault(f"repeat ends at '{text}', which is no time of day", f"write UNTIL={day:%Y%m%d}")
    return None, datetime.combine(day, time(hour, minute, min(second, 59), tzinfo=UTC if match[7] else None))


def _from_mapping(value: Mapping[str, Any]) -> Recurrence:
    known = ("every", "on", "until", "count", "except", "in")
    for key in value:
        if key not in known:
            near = nearest(str(key), known)
            raise fault(f"repeat has an unknown key '{key}'", f"did you mean '{near}'?" if near else FORM)
    every = value.get("every")
    if not isinstance(every, str):
        raise fault("repeat doesn't say how often", FORM)
    freq, interval, days = _every(every)
    on = value.get("on")
    by_day, month_days = _on([on] if isinstance(on, str) else on or [], freq)
    skipped, moved = _exceptions(value.get("except"))
    count = value.get("count")
    if count is not None and not (isinstance(count, str) and re.fullmatch(r"[0-9]{1,9}", count)):
        raise fault("repeat has a count that is not a number", "write count: 12")
    until = value.get("until")
    return Recurrence(
        freq,
        interval=interval,
        by_day=days or by_day,
        by_month_day=month_days,
        by_month=_months(value.get("in")),
        count=int(count) if count is not None else None,
        until=parse_day(until) if isinstance(until, str) else None,
        skipped=skipped,
        moved=moved,
    )


def _every(text: str) -> tuple[str, int, tuple[str, ...]]:
    """`week`, `2 weeks`, `other week`, `weekday`, `monday`: frequency, interval and weekdays."""
    words = text.strip().lower().split()
    number = 1
    if len(words) == 2 and (words[0] == "other" or re.fullmatch(r"[0-9]{1,4}", words[0])):  # noqa: PLR2004 - number and unit
        number = 2 if words[0] == "other" else int(words[0])
        words = words[1:]
    unit = words[0] if len(words) == 1 else ""
    if unit in ("weekday", "weekdays"):
        return "WEEKLY", number, tuple(_WORKING_DAYS.split(","))
    if unit.rstrip("s") in _UNITS:
        return _UNITS[unit.rstrip("s")], number, ()
    if unit == "quarter":
        return "MONTHLY", 3 * number, ()
    if unit in _DAY_NAMES:
        return "WEEKLY", number, (_DAY_NAMES[unit],)
    near = _ADVERBS.get(unit) or nearest(unit or text, [*_UNITS, *_DAY_NAMES])
    hint = f"did you mean 'every: {near}'?" if near else "write every: day, week, 2 weeks, month, quarter or year"
    raise fault(f"repeat has every: '{text}'", hint)


def _on(values: object, freq: str) -> tuple[tuple[str, ...], tuple[int, ...]]:
    if not isinstance(values, list):
        raise fault("repeat has an 'on' that is not a day", "write on: first monday, on: [monday, thursday] or on: 15")
    days: list[str] = []
    month_days: list[int] = []
    for value in values:
        words = str(value).lower().removeprefix("the ").split()
        if len(words) == 1 and words[0] in _DAY_NAMES:
            days.append(_DAY_NAMES[words[0]])
        elif freq in ("MONTHLY", "YEARLY") and len(words) == 2 and words[0] in _ORDINALS and words[1] in _DAY_NAMES:  # noqa: PLR2004 - first monday
            days.append(f"{_ORDINALS[words[0]]}{_DAY_NAMES[words[1]]}")
        elif freq == "MONTHLY" and words == ["last", "day"]:
            month_days.append(-1)
        elif freq == "MONTHLY" and len(words) == 1 and re.fullmatch(r"[0-9]{1,2}(st|nd|rd|th)?", words[0]):
            month_days.append(int(words[0].rstrip("stndrh")))
        elif len(words) == 2 and words[0] in _ORDINALS and words[1] in _DAY_NAMES:  # noqa: PLR2004 - first monday
            raise fault(
                f"repeat has on: '{value}', which is a day of the month",
                f"write every: month, or on: {words[1]}",
            )
        else:
            raise fault(
                f"repeat has on: '{value}'",
                "write a weekday (monday), its place in the month (first monday, last friday), a day (15) or last day",
            )
    if any(not 1 <= abs(day) <= 31 for day in month_days):  # noqa: PLR2004 - days of a month
        raise fault("repeat names a day that no month has", "write a day from 1 to 31, or last day")
    return tuple(days), tuple(month_days)


def _months(value: object) -> tuple[int, ...]:
    names = [value] if isinstance(value, str) else value or []
    months = []
    for name in names if isinstance(names, list) else [names]:
        number = next(
            (
                n
                for n in range(1, 13)
                if str(name).lower() in (calendar.month_name[n].lower(), calendar.month_abbr[n].lower())
            ),
            None,
        )
        if number is None:
            raise fault(f"repeat has in: '{name}'", "write months by name, as in in: [march, september]")
        months.append(number)
    return tuple(months)


def _exceptions(value: object) -> tuple[tuple[date, ...], tuple[tuple[date, date], ...]]:
    """`except:`: days that fall out, and `{day: new day}` for one that moves."""
    skipped: list[date] = []
    moved: list[tuple[date, date]] = []
    for item in [value] if isinstance(value, (str, dict)) else value or []:  # type: ignore[attr-defined]
        if isinstance(item, str):
            skipped.append(parse_day(item))
        elif isinstance(item, dict) and all(isinstance(part, str) for pair in item.items() for part in pair):
            moved += [(parse_day(day), parse_day(new)) for day, new in item.items()]
        else:
            raise fault(
                "repeat has an exception that is not a day", "write except: [2027-01-04, {2027-02-01: 2027-02-03}]"
            )
    return tuple(skipped), tuple(moved)
