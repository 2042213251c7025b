"""Recurrences in words, in the language that is spoken; in English those of `Recurrence.words`, which findings use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.wording.dates import listed
from gameplan.wording.locales import forms
from gameplan.wording.speech import plural, say, spoken, word

if TYPE_CHECKING:
    from gameplan.model.recurrence import Recurrence

_DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_PLACES = {
    1: word("the first {weekday}", "of a month"),
    2: word("the second {weekday}", "of a month"),
    3: word("the third {weekday}", "of a month"),
    4: word("the fourth {weekday}", "of a month"),
    5: word("the fifth {weekday}", "of a month"),
    -1: word("the last {weekday}", "of a month"),
}


def return_words(rule: Recurrence) -> str:
    """`every month on the first Monday`."""
    text = _every(rule.freq, rule.interval)
    if rule.by_day:
        text = say("{every} on {weekdays}", every=text, weekdays=listed([_weekday(code) for code in rule.by_day]))
    elif rule.by_month_day:
        text = say("{every} on the {days}", every=text, days=listed([_month_day(day) for day in rule.by_month_day]))
    if rule.by_month:
        months = listed([forms(spoken().tag).month(month) for month in rule.by_month])
        text = say("{every} in {months}", every=text, months=months)
    return text


def _every(freq: str, interval: int) -> str:
    if freq == "DAILY":
        return plural("every day", "every {count} days", interval)
    if freq == "WEEKLY":
        return plural("every week", "every {count} weeks", interval)
    if freq == "MONTHLY":
        return plural("every month", "every {count} months", interval)
    return plural("every year", "every {count} years", interval)


def _weekday(code: str) -> str:
    name = forms(spoken().tag).weekday(_DAYS.index(code[-2:]))
    if not code[:-2]:
        return say(word("{weekday}", "on which something returns"), weekday=name)
    number = int(code[:-2])
    if number in _PLACES:
        return say(_PLACES[number], weekday=name)
    return say(word("the {number}. {weekday}", "of a year"), number=number, weekday=name)


def _month_day(day: int) -> str:
    if day == -1:
        return say(word("last day", "of a month"))
    return say(word("{day}", "of a month"), day=day)
