"""How much work something is, and how much somebody can do: in days of work, which aren't those of the calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from gameplan.model.duration import is_length, length_meant, length_of, parse_duration, parts_of
from gameplan.model.faults import fault

_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(?:\.[0-9]{1,9})?")
_PERCENT = re.compile(r"([0-9]{1,3}(?:\.[0-9]{1,2})?)\s*%")
_NEARLY_PERCENT = re.compile(
    r"([0-9]{1,3})(?:[.,]([0-9]{1,2}))?\s*(?:%|percent|per cent|prozent|pour ?cent|pct)", re.IGNORECASE
)
_WEEKLY = re.compile(r"(.{1,30}?)\s{1,3}a\s{1,3}week")
_NEARLY_WEEKLY = re.compile(
    r"(.{1,30}?)\s{0,3}(?:\b(?:a|an|per|each|every|in|of|pro|je|die|in der|par)\s{1,3}|/\s{0,3})(?:the\s{1,3})?(?:week|wk|w|woche|semaine)",
    re.IGNORECASE,
)
_WHOLE_WEEK = timedelta(weeks=1)
_MOST_CHARACTERS = 40
_WHOLE = Decimal(100)
_HINT = "write it as 4, 3d a week or 60 %"


@dataclass(frozen=True, slots=True)
class WorkWeek:
    """What a week and a day of work are in a team."""

    days: Decimal = Decimal(5)
    """The days of work in a week."""
    day: timedelta = timedelta(hours=8)
    """How long one of them is."""


@dataclass(frozen=True, slots=True)
class Effort:
    """An amount of work as people type it: `3d`, `4h`, `1w`. A day is a day of work, and a week one of those that people work."""

    weeks: Decimal = Decimal(0)
    days: Decimal = Decimal(0)
    minutes: Decimal = Decimal(0)

    def __str__(self) -> str:
        """Return it as it is typed: `3d`, `1w2d`, `90m`."""
        parts = ((self.weeks, "w"), (self.days, "d"), (self.minutes // 60, "h"), (self.minutes % 60, "m"))
        return "".join(f"{number.normalize():f}{unit}" for number, unit in parts if number)

    def in_days(self, week: WorkWeek) -> Fraction:
        """Return it in days of work."""
        minutes = Fraction(self.minutes) * Fraction(60, week.day // timedelta(seconds=1))
        return Fraction(self.weeks) * Fraction(week.days) + Fraction(self.days) + minutes


@dataclass(frozen=True, slots=True)
class Capacity:
    """What somebody can do in a week: so many entries and deadlines, so much work, or a share of a week of work."""

    typed: str
    pieces: Decimal | None = None
    effort: Effort | None = None
    share: Decimal | None = None
    """Of a hundred."""

    def in_days(self, week: WorkWeek) -> Fraction | None:
        """Return it in days of work a week; None where it is a number of entries and deadlines."""
        if self.share is not None:
            return Fraction(self.share) / 100 * Fraction(week.days)
        return self.effort.in_days(week) if self.effort is not None else None


def parse_effort(text: str) -> Effort:
    """Read an amount of work such as `3d`, `4h` or `1w`.

    Raises:
        PydanticCustomError: where it is not one, or longer than five years.
    """
    parse_duration(text)
    found = {"w": Decimal(0), "d": Decimal(0), "h": Decimal(0), "m": Decimal(0)}
    for number, unit in parts_of(text):
        found[unit[0]] += Decimal(number)
    return Effort(found["w"], found["d"], found["h"] * 60 + found["m"])


def parse_capacity(text: str) -> Capacity:
    """Read what somebody can do in a week: `4`, `3d a week` or `60 %`.

    Raises:
        PydanticCustomError: where it is none of them, or more than a week holds.
    """
    if _NUMBER.fullmatch(text):
        if text.startswith("-"):
            raise fault(f"'{text}' is less than nothing", _HINT)
        return Capacity(text, pieces=Decimal(text))
    if percent := _PERCENT.fullmatch(text):
        share = Decimal(percent[1])
        if share > _WHOLE:
            raise _more_than_whole(text)
        return Capacity(text, share=share)
    weekly = _WEEKLY.fullmatch(text)
    if weekly and is_length(weekly[1]):
        if beyond := _beyond(text, weekly[1]):
            raise beyond
        return Capacity(text, effort=parse_effort(weekly[1]))
    raise _not_a_capacity(text)


def _more_than_whole(text: str) -> Exception:
    return fault(f"'{text}' is more than a whole week", "write 100 %")


def _not_a_capacity(text: str) -> Exception:
    """Say what to type instead."""
    short = text[:_MOST_CHARACTERS]
    if percent := _NEARLY_PERCENT.fullmatch(short):
        share = f"{percent[1]}.{percent[2]}" if percent[2] else percent[1]
        if Decimal(share) > _WHOLE:
            return _more_than_whole(text)
        return fault(f"'{text}' is not a share of a week", f"write {share} %")
    nearly = _NEARLY_WEEKLY.fullmatch(short)
    amount = (nearly[1] if nearly else short).strip()
    meant = amount if is_length(amount) else length_meant(amount)
    if not meant:
        return fault(f"'{text}' is not a capacity", _HINT)
    told = "doesn't say in which time" if meant == text else "is not a capacity"
    return _beyond(text, meant) or fault(f"'{text}' {told}", f"write {meant} a week")


def _beyond(text: str, amount: str) -> Exception | None:
    """Refuse an amount of work that is none, or more than a week has."""
    length = length_of(parts_of(amount))
    if not length:
        return fault(f"'{text}' is no work at all", "write 0")
    return fault(f"'{text}' is more than a week has", "write 7d a week") if length > _WHOLE_WEEK else None


def tenths(days: Fraction) -> Decimal:
    """Return days of work to a tenth, as they are shown and compared: what looks the same is the same."""
    return _rounded(days, "0.1")


def hundredths(days: Fraction) -> Decimal:
    """Return days of work to a hundredth, for programs and spreadsheets."""
    return _rounded(days, "0.01")


def _rounded(days: Fraction, step: str) -> Decimal:
    return (Decimal(days.numerator) / Decimal(days.denominator)).quantize(Decimal(step), ROUND_HALF_UP)
