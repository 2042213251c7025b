"""Dates, times and numbers as people read them, in the language that is spoken."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from gameplan.model.pages import Journey
from gameplan.wording.labels import pieces_words
from gameplan.wording.locales import forms
from gameplan.wording.speech import form_of, plural, say, spoken

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import time

    from gameplan.model.dates import Window
    from gameplan.model.effort import Effort
    from gameplan.model.page import Entry, Page
    from gameplan.model.pages import Commitment
    from gameplan.model.schedule import Occurrence, Schedule


def day_words(day: date, *, weekday: bool = True, year: bool = True) -> str:
    """`Thu 3 Dec 2026`."""
    return _day(spoken().tag, day, f"{'y' if year else ''}MMM{'E' if weekday else ''}d")


@lru_cache(maxsize=32768)
def _day(tag: str, day: date, skeleton: str) -> str:
    return forms(tag).day(day, skeleton)


def days_words(first: date, last: date) -> str:
    """`Thu 3 Dec 2026`, `23–30 Nov 2026`, `30 Nov – 4 Dec 2026`."""
    return day_words(first) if first == last else _days(spoken().tag, first, last)


@lru_cache(maxsize=8192)
def _days(tag: str, first: date, last: date) -> str:
    return forms(tag).days(first, last)


def day_parts(day: date) -> tuple[str, str]:
    """Return what stands before and after the number of a day: `Thursday ` and ` December`."""
    return forms(spoken().tag).around(day)


def month_words(month: date) -> str:
    """`December 2026`."""
    return _day(spoken().tag, month, "yMMMM")


def month_title(month: date) -> str:
    """`December 2026`, as a heading."""
    return capital(month_words(month))


def short_month_words(month: date) -> str:
    """`Dec 2026`."""
    return _day(spoken().tag, month, "yMMM")


def month_name(month: date, *, short: bool = False) -> str:
    """`December`; in short `Dec`."""
    return forms(spoken().tag).month(month.month, short=short)


def weekday_names(first: int = 0) -> list[tuple[int, str, str, str]]:
    """The days of the week from one on (Monday being 0): number, `Thursday`, `Thu`, `T`."""
    known = forms(spoken().tag)
    order = [(first + number) % 7 for number in range(7)]
    return [(day, known.weekday(day), known.weekday(day, "abbreviated"), known.weekday(day, "narrow")) for day in order]


def first_weekday() -> int:
    """Return the day on which weeks begin, Monday being 0."""
    return forms(spoken().tag).first_weekday


def quarter_words(quarter: date) -> str:
    """`Q4 2026`."""
    return _day(spoken().tag, quarter, "yQQQ")


def clock_words(clock: time) -> str:
    """`14:30`."""
    return _clock(spoken().tag, clock.hour, clock.minute, clock)


@lru_cache(maxsize=2048)
def _clock(tag: str, hour: int, minute: int, clock: time) -> str:  # noqa: ARG001 - two times of different zones are equal at times
    return forms(tag).clock(clock)


def capital(text: str) -> str:
    """A text with a capital letter at its beginning."""
    return f"{text[:1].upper()}{text[1:]}"


def entries_words(count: int) -> str:
    """`1 entry`, `12 entries`."""
    return plural("{count} entry", "{count} entries", count)


def window_words(label: str) -> str:
    """A window's label: `Q4 2026`, `December 2026`, `2026`, `no day yet`; of a period also a day."""
    if label.upper() == "TBD":
        return say("no day yet")
    year, _, part = label.partition("-")
    if "/" in label or not part:
        return label.replace("/", " – ")
    if "-" in part:
        return day_words(date.fromisoformat(label), weekday=False)
    if part.isdigit():
        return month_words(date(int(year), int(part), 1))
    if part[0].upper() == "H":
        return say("H{number} {year}", number=part[1:], year=year)
    return quarter_words(date(int(year), 3 * int(part[1:]) - 2, 1))


def period_words(every: str, first: date) -> str:
    """A week, month, quarter or year by its first day: `W49`, `Dec 2026`, `Q4 2026`, `2026`."""
    if every == "week":
        return say("W{number}", number=f"{first.isocalendar().week:02d}")
    if every == "month":
        return short_month_words(first)
    return quarter_words(first) if every == "quarter" else str(first.year)


def zone_words(name: str) -> str:
    """A time zone by its city: `Toronto time`."""
    return "UTC" if name == "UTC" else say("{city} time", city=name.rpartition("/")[2].replace("_", " "))


def when_words(entry: Entry, home_zone: str) -> str:
    """Say in a line when an entry happens; of one that nobody gave a day, and that went out, the day on which it did."""
    out = entry.entry.published
    if out is not None and entry.schedule.start is None and entry.status.stage.went_out:
        return day_words(out)
    return schedule_words(entry.schedule, home_zone)


def schedule_words(schedule: Schedule, home_zone: str) -> str:
    """Say in a line when an entry happens."""
    start, end = schedule.start, schedule.end
    if start is None or end is None:
        return window_words(schedule.window.label) if schedule.window else say("no day yet")
    if isinstance(start, datetime) and isinstance(end, datetime):
        text = _moments(start, end, lasts=schedule.lasts > timedelta(0))
        return text if schedule.zone == home_zone else f"{text} {zone_words(schedule.zone)}"
    return (
        days_words(start, max(start, end))
        if not isinstance(start, datetime) and not isinstance(end, datetime)
        else day_words(start)
    )


def occurrence_words(occurrence: Occurrence, schedule: Schedule, home_zone: str, *, below_day: bool = False) -> str:
    """Say in a line when something happens one time.

    Args:
        occurrence: that time.
        schedule: the entry's.
        home_zone: the playbook's time zone: another one is named.
        below_day: whether the words stand below the name of the day, and need not say it again.
    """
    clock = clock_words(occurrence.clock) if occurrence.clock else ""
    if clock and schedule.zone != home_zone:
        clock += f" {zone_words(schedule.zone)}"
    if not below_day:
        return ", ".join(part for part in (days_words(occurrence.first, occurrence.last), clock) if part)
    until = ""
    if occurrence.last > occurrence.first:
        until = say("until {day}", day=day_words(occurrence.last, weekday=False))
    return ", ".join(part for part in (clock, until) if part)


def _moments(start: datetime, end: datetime, *, lasts: bool) -> str:
    text = f"{day_words(start.date())}, {clock_words(start.time())}"
    if not lasts:
        return text
    if start.date() == end.date() and end.time() <= start.time():
        # The clocks go back in between.
        return f"{text} {start.tzname()} – {clock_words(end.time())} {end.tzname()}"
    if start.date() == end.date():
        return f"{text}–{clock_words(end.time())}"
    return f"{text} – {day_words(end.date())}, {clock_words(end.time())}"


def span_words(period: Window) -> str:
    """Write a period by its name, where it has one; else its days."""
    if "/" in period.label and period.first and period.last:
        return days_words(period.first, period.last)
    return window_words(period.label)


def stage_words(journey: Page, entry: Entry) -> str:
    """A journey's stage by its titles."""
    return f"{stage_title(journey, entry)} ({journey.title})"


def stage_title(journey: Page, entry: Entry) -> str:
    """The title of an entry's stage; its id where it has none."""
    name = entry.entry.stage.rpartition("/")[2]
    stages = journey.fields.stages if isinstance(journey.fields, Journey) else ()
    return next((stage.title for stage in stages if stage.id == name and stage.title), name)


def number_words(number: Decimal) -> str:
    """A number with thousands apart, as the language writes them, and no zeros at its end: `3,900`."""
    text = f"{number:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    whole, dot, rest = text.partition(".")
    sign = "−" if whole.startswith("-") else ""
    digits = whole.lstrip("-+")
    known = forms(spoken().tag)
    return f"{sign}{_grouped(int(digits or 0))}{known.decimal if dot else ''}{rest}"


def count_words(number: float) -> str:
    """A whole number that may be large: `1,100`."""
    return _grouped(round(number))


def _grouped(number: int) -> str:
    return f"{number:,}".replace(",", forms(spoken().tag).group)


def percent_words(share: Decimal) -> str:
    """A share of the whole: `45%`."""
    return forms(spoken().tag).percent(share)


def is_symbol(unit: str) -> bool:
    """Tell whether a unit is a sign that belongs to the number."""
    return unit in ("%", "€", "$", "£")


def measure(number: Decimal, unit: str) -> str:
    """A number with its unit."""
    text = number_words(number)
    if is_symbol(unit):
        return f"{text}\u202f{unit}"
    return f"{text} {unit}" if unit else text


def commitment_words(commitment: Commitment) -> str:
    """`at least 2 articles every month`."""
    pieces = pieces_words(int(commitment.at_least), commitment.of)
    if commitment.every == "week":
        return say("at least {pieces} every week", pieces=pieces)
    if commitment.every == "month":
        return say("at least {pieces} every month", pieces=pieces)
    if commitment.every == "quarter":
        return say("at least {pieces} every quarter", pieces=pieces)
    return say("at least {pieces} every year", pieces=pieces)


def length_words(length: timedelta) -> str:
    """`3 days`, `90 minutes`, `1 hour`."""
    minutes = int(length.total_seconds() // 60)
    if minutes <= 0:
        return say("no time")
    if minutes % (7 * 24 * 60) == 0:
        return plural("{count} week", "{count} weeks", minutes // (7 * 24 * 60))
    if minutes % (24 * 60) == 0:
        return plural("{count} day", "{count} days", minutes // (24 * 60))
    if minutes % 60 == 0:
        return plural("{count} hour", "{count} hours", minutes // 60)
    return plural("{count} minute", "{count} minutes", minutes)


def effort_words(effort: Effort) -> str:
    """`3 days`, `1 day and 4 hours`, `90 minutes`: an amount of work as it was typed."""
    hours = effort.minutes / 60
    in_hours = hours == hours.to_integral_value()
    parts = (
        (effort.weeks, "{count} week", "{count} weeks"),
        (effort.days, "{count} day", "{count} days"),
        (hours if in_hours else Decimal(0), "{count} hour", "{count} hours"),
        (Decimal(0) if in_hours else effort.minutes, "{count} minute", "{count} minutes"),
    )
    return listed([_amount(*part) for part in parts if part[0]])


def workdays_words(days: Decimal) -> str:
    """`3 days`, `2.5 days`: days of work."""
    return _amount(days, "{count} day", "{count} days")


def _amount(number: Decimal, one: str, many: str) -> str:
    """A number with its word. What isn't whole takes the form of several, but where several begin with two."""
    if number == number.to_integral_value():
        return form_of(one, many, int(number)).format(count=number_words(number))
    from_two = form_of(one, many, 0) == form_of(one, many, 1)
    return form_of(one, many, int(number) if from_two else 2).format(count=number_words(number))


def listed(texts: Sequence[str]) -> str:
    """`a, b and c`."""
    return texts[0] if len(texts) == 1 else say("{several} and {last}", several=", ".join(texts[:-1]), last=texts[-1])
