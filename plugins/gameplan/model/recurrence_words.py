"""What to type for a recurrence in words: `first Monday of the month`, `weekly, 4 times`, `jeden Montag bis Juni 2027`."""

from __future__ import annotations

import calendar
import re

from gameplan.model.date_words import date_hint

FORM = "write it as {every: month, on: first monday, count: 12}"
_LONGEST = 100

_ENGLISH = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAYS = {
    name: day
    for names in (
        _ENGLISH,
        ("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
        ("mo", "tues", "weds", "thurs", "fr", "sa", "so"),
        ("montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag", "sonntag"),
        ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    )
    for name, day in zip(names, _ENGLISH, strict=True)
} | {"sonnabend": "saturday"}
_PLACES = {
    word: english
    for english, words in {
        "first": "first 1st erster ersten erste premier premiere",
        "second": "second 2nd zweiter zweiten zweite deuxieme",
        "third": "third 3rd dritter dritten dritte troisieme",
        "fourth": "fourth 4th vierter vierten vierte quatrieme",
        "fifth": "fifth 5th funfter funften cinquieme",
        "last": "last letzter letzten letzte dernier derniere",
    }.items()
    for word in words.split()
}
_UNITS = {
    word: unit
    for unit, words in {
        "day": "day days daily tag tage taglich jour jours quotidien",
        "week": "week weeks weekly woche wochen wochentlich semaine semaines hebdomadaire",
        "month": "month months monthly monat monats monate monatlich mois mensuel mensuelle",
        "quarter": "quarter quarters quarterly quartal quartalsweise trimestre trimestriel",
        "year": "year years yearly annually annual jahr jahre jahrlich an ans annuel annee",
        "weekday": "weekday weekdays workday workdays werktag werktags",
        "2 weeks": "fortnight fortnightly biweekly bi-weekly vierzehntaglich",
    }.items()
    for word in words.split()
}
_EVERY = frozenset(("every", "each", "jeder", "jeden", "jede", "jedes", "alle", "chaque", "tous", "toutes"))
_OTHER = frozenset(("other", "second", "zweite", "zweiten"))
_ACCENTS = str.maketrans("äöüéèêàâûîç", "aoueeeaauic")
_TIMES = re.compile(r"[,;]?\s*(?:for\s+|x\s*)?\b([0-9]{1,3})\s*(?:times|x|mal|fois|occurrences)\b")
_UNTIL = re.compile(r"[,;]?\s*\b(?:until|till|to|bis|jusqu'(?:au|en)|ending|ends)\s+(.+)$")


def repeat_hint(text: str) -> str:
    """Say what to type instead of a recurrence in words; where the words fit no rule, say what rules look like."""
    rest = text.strip().lower()
    if len(rest) > _LONGEST:
        return FORM
    end, rest = _end(rest)
    words = re.findall(r"[0-9]{1,2}(?:st|nd|rd|th)|[0-9]+|[a-z-]+", rest.translate(_ACCENTS))
    rule = _rule(words)
    return f"write {{{', '.join([*rule, end])}}}" if rule else FORM


def _end(text: str) -> tuple[str, str]:
    """Return the end of the rule, as it is to be typed, and the text without it."""
    if match := _TIMES.search(text):
        return f"count: {max(int(match[1]), 1)}", text[: match.start()] + text[match.end() :]
    if match := _UNTIL.search(text):
        until = match[1].strip()
        day = until if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", until) else date_hint(until).removeprefix("write ")
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}", day):
            day = f"{day}-{calendar.monthrange(*map(int, day.split('-')))[1]}"
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", day):
            return f"until: {day}", text[: match.start()]
    # How often is the author's to say; a number is right whatever the start is.
    return "count: 12", text


def _rule(words: list[str]) -> list[str]:  # noqa: PLR0911 - one for each way of saying it
    """The parts of the rule but its end; empty where the words are none."""
    days = list(dict.fromkeys(_WEEKDAYS[_one(word)] for word in words if _one(word) in _WEEKDAYS))
    units = [_UNITS[word] for word in words if word in _UNITS]
    places = [_PLACES[word] for word in words if word in _PLACES]
    number = next((int(word) for word in words if word.isdigit()), 0)
    if days and places and (set(units) & {"month", "quarter"} or not (set(words) & _EVERY)):
        unit = "quarter" if "quarter" in units else "month"
        return [f"every: {unit}", f"on: {_some([f'{place} {day}' for place in places for day in days])}"]
    if days:
        weeks = 2 if set(words) & _OTHER or "2 weeks" in units else number if "week" in units else 1
        return [f"every: {'week' if weeks in (0, 1) else f'{weeks} weeks'}", f"on: {_some(days)}"]
    if not units:
        return []
    [unit, *_] = units
    if "last" in places and {"day", "month"} <= set(units):
        return ["every: month", "on: last day"]
    if "month" in units and (nth := next((word for word in words if re.fullmatch(r"[0-9]{1,2}[a-z]{2}", word)), "")):
        return ["every: month", f"on: {int(nth[:-2])}"]
    if set(words) & _OTHER:
        number = 2
    if number > 1 and unit in ("day", "week", "month", "year"):
        return [f"every: {number} {unit}s"]
    return [f"every: {unit}"]


def _one(word: str) -> str:
    """A weekday's name in the singular."""
    return word.removesuffix("s") if word not in _WEEKDAYS else word


def _some(items: list[str]) -> str:
    return items[0] if len(items) == 1 else f"[{', '.join(items)}]"
