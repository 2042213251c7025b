"""What to type for a date, for the ways in which people write dates: in English, German and French, with dots, dashes and words."""

from __future__ import annotations

import calendar
import re
from datetime import date, time
from typing import NamedTuple

from gameplan.model.faults import simplified

_FORMS = (
    "write a day as in 2026-12-03, a moment as in 2026-12-03 09:00, or a window: 2026-12, 2026-Q4, 2026-H2, 2026, TBD"
)
_DASHES = {0x2192: "->"} | dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d"), "-")
_BLANKS = dict.fromkeys(map(ord, "\u00a0\u2007\u2009\u202f\u3000"), " ")
_LONGEST = 64
"""Characters; the patterns below need long for long texts, and nobody types them again from a hint."""
_FIRST_YEAR, _LAST_YEAR = 1970, 2199
_MONTHS_IN_YEAR = 12
_AFTERNOON = 12

_MONTH_NAMES = (
    "january januar janvier",
    "february februar fevrier",
    "march marz maerz mars",
    "april avril",
    "may mai",
    "june juni juin",
    "july juli juillet",
    "august aout",
    "september septembre",
    "october oktober octobre",
    "november novembre",
    "december dezember decembre",
)
_SHORT = "jan feb mar apr may jun jul aug sep oct nov dec janv fevr avr mrz mai okt dez sept"
_MONTHS = {name: number for number, names in enumerate(_MONTH_NAMES, 1) for name in names.split()}
_MONTHS |= {
    short: next(
        number for number, names in enumerate(_MONTH_NAMES, 1) if any(n.startswith(short) for n in names.split())
    )
    for short in _SHORT.split()
    if short != "mrz"
} | {"mrz": 3}

_D = r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th|er|\.)?"
_M = r"(?P<m>[^\W\d_]{3,10})\.?"
_Y = r"(?P<y>[0-9]{4})"
_WEEKDAY = r"(?:[^\W\d_]{2,10}\.?,?\s+)?"
_DAY_FIRST = re.compile(rf"{_WEEKDAY}{_D}\s*(?:of\s+)?{_M},?(?:\s+{_Y})?")
_MONTH_FIRST = re.compile(rf"{_WEEKDAY}{_M}\s+{_D}(?:,?\s+{_Y})?")
"""A day with its month in words, the year perhaps left out; the name of a weekday may stand before it."""
_ISO = re.compile(r"([0-9]{4})[-/. ]{1,2}([0-9]{1,2})[-/.]{1,2}([0-9]{1,2})\.?")
_NUMBERS = re.compile(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2(?:([0-9]{4}))?\.?")
_COMPACT = re.compile(r"([0-9]{4})([01][0-9])([0-3][0-9])")
_NAMED = re.compile(
    r"(?P<y>[0-9]{4})[\s_/-]*(?P<w>[qQhHtTsS]\s*[1-4])|(?P<w2>[qQhHtTsS]\s*[1-4])[\s_/-]*(?P<y2>[0-9]{4})"
)
_CLOCK = re.compile(
    r"([0-9]{1,2})(?:[:.h]([0-9]{2})?(?::[0-9]{2})?)?\s*(?:(?P<half>[ap])\.?m\.?|uhr|h|o'clock)?", re.IGNORECASE
)
_DAY_AND_CLOCK = re.compile(
    r"(.*?[0-9])(?:,?\s+(?:at\s+|um\s+|à\s+)?|[Tt])([0-9]{1,2}(?:[:.h][0-9]{0,2})?(?::[0-9]{2})?\s*(?:[ap]\.?m\.?|uhr|h)?)",
    re.IGNORECASE,
)
_TO = re.compile(
    r"\s+(?:and|und|et|to|until|till|through|bis|au|-{1,2}|/|>|->)\s+|\s*(?:\.{2,3}|…|/|->|-{1,2})\s*", re.IGNORECASE
)
_FROM = re.compile(r"^(?:from|between|von|vom|du|le)\s+", re.IGNORECASE)


class _Named(NamedTuple):
    """A day as far as it is named."""

    day: int
    month: int | None
    year: int | None


def date_hint(text: str) -> str:
    """Say what to type instead of a text that is no date: the right form where there is only one, else all of them."""
    text = plain(text)
    if len(text) > _LONGEST or not text:
        return _FORMS
    if days := two_days(text):
        first, last = days
        return f"write start: {first} and, in a line of its own, end: {last}"
    if times := _two_times(text):
        return f"write start: {times[0]} and, in a line of its own, end: {times[1]}"
    if _yearless(text):
        return "write the first and the last day with their year, in two lines: start: YYYY-MM-DD and end: YYYY-MM-DD"
    return _single(text) or _forms_of_a_moment(text) or _FORMS


def plain(text: str) -> str:
    """A text with the dashes and blanks of the keyboard in the place of those of a word processor."""
    return text.translate(_DASHES).translate(_BLANKS).strip()


def month_of(word: str) -> int | None:
    """Return the number of a month by its name or its short form, in English, German or French; None where it is none."""
    return _MONTHS.get(simplified(word))


def two_days(text: str) -> tuple[date, date] | None:
    """The first and the last day that a text names, in one of the ways in which people write a range; None where it is none."""
    text = _FROM.sub("", plain(text))
    if len(text) > _LONGEST:
        return None
    for between in _TO.finditer(text):
        first, last = text[: between.start()].strip(), text[between.end() :].strip()
        end = _named(last)
        # `2026-12-03..05`, `3-5 December 2026`, `Dec 3-5, 2026`, `30 Nov - 2 Dec 2026`: each takes from the other what it lacks.
        begin = _named(first) or _bare(first)
        end = end or _completed(last, begin)
        days = _day(begin, end), _day(end, begin)
        if days[0] and days[1] and days[0] < days[1]:
            return days[0], days[1]
    return None


def _two_times(text: str) -> tuple[str, str] | None:
    """The two moments of a text such as `2026-12-03 09:00-11:00`."""
    for between in _TO.finditer(text):
        match = _DAY_AND_CLOCK.fullmatch(text[: between.start()].strip())
        begun, last = (clock(match[2]) if match else None), text[between.end() :].strip()
        again = _DAY_AND_CLOCK.fullmatch(last)
        ended = clock(again[2]) if again else clock(last)
        if match and begun and ended:
            first = _single(match[1]).removeprefix("write ") or match[1]
            second = (_single(again[1]).removeprefix("write ") or again[1]) if again else first
            if all(re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day) for day in (first, second)):
                return f"{first} {begun:%H:%M}", f"{second} {ended:%H:%M}"
    return None


def _yearless(text: str) -> bool:
    """Tell whether a text is two days without a year, as in `9-11 Dec`."""
    text = _FROM.sub("", text)
    for between in _TO.finditer(text):
        begin = _named(text[: between.start()].strip()) or _bare(text[: between.start()].strip())
        last = text[between.end() :].strip()
        end = _named(last) or _completed(last, begin)
        if begin and end and end.month and not begin.year and not end.year:
            return True
    return False


def clock(text: str) -> time | None:
    """The time of day that a text names, as in `18:00`, `6 pm` and `18 Uhr`; None where it names none."""
    match = _CLOCK.fullmatch(plain(text)) if len(text) <= _LONGEST else None
    if match is None or not (match[2] or match["half"] or re.search(r"[a-z:]", text, re.IGNORECASE)):
        return None
    hour, minute = int(match[1]), int(match[2] or 0)
    if match["half"]:
        if not 1 <= hour <= _AFTERNOON:
            return None
        hour = hour % _AFTERNOON + (_AFTERNOON if match["half"].lower() == "p" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None  # noqa: PLR2004 - hours and minutes


def _day(one: _Named | None, other: _Named | None) -> date | None:
    if one is None:
        return None
    month = one.month or (other.month if other else None)
    year = one.year or (other.year if other else None)
    return _valid(year, month, one.day) if year and month else None


def _valid(year: int, month: int, day: int) -> date | None:
    if not _FIRST_YEAR <= year <= _LAST_YEAR or not 1 <= month <= _MONTHS_IN_YEAR:
        return None
    return date(year, month, day) if 1 <= day <= calendar.monthrange(year, month)[1] else None


def _bare(text: str) -> _Named | None:
    """A day without its month, as before the dash in `3-5 December`."""
    match = re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th|\.)?", text)
    return _Named(int(match[1]), None, None) if match else None


def _completed(text: str, begin: _Named | None) -> _Named | None:
    """A last day that says only what differs from the first: `05`, `12-05`, or `5, 2026`."""
    if begin is None or begin.month is None:
        return None
    if match := re.fullmatch(r"([0-9]{1,2})-([0-9]{1,2})", text):
        return _Named(int(match[2]), int(match[1]), begin.year)
    if match := re.fullmatch(r"([0-9]{1,2})(?:st|nd|rd|th|\.)?(?:,?\s+([0-9]{4}))?", text):
        return _Named(int(match[1]), begin.month, int(match[2]) if match[2] else begin.year)
    return None


def _named(text: str) -> _Named | None:
    """The one day that a text names, its year perhaps left out; None where it could be two."""
    if match := _ISO.fullmatch(text):
        return _Named(int(match[3]), int(match[2]), int(match[1]))
    if match := _NUMBERS.fullmatch(text):
        one, two, year = int(match[1]), int(match[3]), int(match[4]) if match[4] else None
        if match[2] == "." or one > _MONTHS_IN_YEAR:
            return _Named(one, two, year)
        return _Named(two, one, year) if two > _MONTHS_IN_YEAR else None
    if match := re.fullmatch(r"([0-9]{1,2})\.([0-9]{1,2})", text):
        return _Named(int(match[1]), int(match[2]), None)
    for pattern in (_DAY_FIRST, _MONTH_FIRST):
        if (match := pattern.fullmatch(text)) and (month := _MONTHS.get(simplified(match["m"]))):
            return _Named(int(match["d"]), month, int(match["y"]) if match["y"] else None)
    return None


def _single(text: str) -> str:  # noqa: PLR0911 - one for each way of writing a day or window
    """The hint for a text that names one day or window."""
    if match := _COMPACT.fullmatch(text):
        return f"write {match[1]}-{match[2]}-{match[3]}"
    if match := re.fullmatch(r"([0-9]{1,2})([-/.])([0-9]{1,2})\2([0-9]{4})\.?", text):
        return _two_readings(int(match[1]), int(match[3]), int(match[4]), dotted=match[2] == ".")
    if match := _NAMED.fullmatch(text):
        name = "".join((match["w"] or match["w2"]).split()).upper().replace("T", "Q").replace("S", "H")
        return "" if name in ("H3", "H4") else f"write {match['y'] or match['y2']}-{name}"
    if match := re.fullmatch(r"(?P<m>[^\W\d_]{3,10})\.?,?\s+(?P<y>[0-9]{4})", text):
        month = _MONTHS.get(simplified(match["m"]))
        return f"write {match['y']}-{month:02}" if month else ""
    named = _named(text)
    if named is None or named.month is None:
        return ""
    if named.year is None:
        if not _valid(2028, named.month, named.day):
            return ""
        return f"write the year too: YYYY-{named.month:02}-{named.day:02}, with the year in the place of YYYY"
    day = _valid(named.year, named.month, named.day)
    if day is None and named.day and 1 <= named.month <= _MONTHS_IN_YEAR and _FIRST_YEAR <= named.year <= _LAST_YEAR:
        return f"the last day is {named.year}-{named.month:02}-{calendar.monthrange(named.year, named.month)[1]}"
    return f"write {day}" if day else ""


def _forms_of_a_moment(text: str) -> str:
    """The hint for a text that names a day and a time."""
    if match := re.fullmatch(r"(\S[^\sT]*+[ T][0-9]+:\S+?)\s*([+-])([0-9]{1,2})", text):
        return f"write the offset with hours and minutes: {match[1]}{match[2]}{int(match[3]):02}:00"
    if (match := _DAY_AND_CLOCK.fullmatch(text)) and (moment := clock(match[2])):
        day = _single(match[1]) if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", match[1]) else f"write {match[1]}"
        if re.fullmatch(r"write [0-9]{4}-[0-9]{2}-[0-9]{2}", day):
            return f"{day} {moment:%H:%M}"
    if match := re.fullmatch(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ]+([0-9]):([0-9]{2}.*)", text):
        rest = re.sub(r"\s*([+-][0-9]{2})([0-9]{2})$", r"\1:\2", match[3])
        return f"write {match[1]} 0{match[2]}:{rest}"
    if re.search(r"[A-Za-z]{2,}|/", text) and re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}[ T]", text):
        return "leave the zone out and name it in a line of its own: timezone: Europe/Berlin"
    return ""


def _two_readings(one: int, two: int, year: int, *, dotted: bool) -> str:
    """Day-first and month-first readings; a date with dots is day-first everywhere."""
    readings = [(two, one)] if dotted else [(two, one), (one, two)]
    days = dict.fromkeys(str(day) for month, number in readings if (day := _valid(year, month, number)))
    forms = " or ".join(days) or "year-month-day, as in 2026-12-03"
    return f"write {forms}" + (": year first, so that nobody has to guess" if len(days) > 1 else "")
