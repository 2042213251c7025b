"""Lengths of time as people type them: `90m`, `1h30m`, `3d`, `1w`."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from gameplan.model.faults import fault

if TYPE_CHECKING:
    from collections.abc import Iterable

_PART = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,2})?)\s*(w|d|h|m|min)(?![a-z])")
_UNITS = {"w": 7 * 24 * 60, "d": 24 * 60, "h": 60, "m": 1, "min": 1}
_LONGEST = timedelta(days=5 * 366)
_MOST_CHARACTERS = 40
_WORDS = {
    "m": "minutes minute mins minuten",
    "h": "hours hour hrs hr stunden stunde std heures heure",
    "d": "days day tage tag jours jour",
    "w": "weeks week wks wk wochen woche semaines semaine",
}
_UNIT = {word: unit for unit, words in _WORDS.items() for word in words.split()} | {
    unit: "m" if unit == "min" else unit for unit in _UNITS
}
_ONE = frozenset(("a", "an", "one", "ein", "eine", "un", "une"))
_SPELT = re.compile(
    r"([0-9]{1,5}(?:[.,][0-9]{1,2})?|[a-z]{1,4})\s*-?\s*([a-z]{1,8})\.?(?:\s*(?:,|and|und|et|&|\+))?\s*"
)


def parse_duration(text: str) -> timedelta:
    """Read a length such as `90m`, `1h30m`, `3d`, `1w`.

    Raises:
        PydanticCustomError: where it is not one, or longer than five years.
    """
    parts = parts_of(text)
    if not is_length(text):
        raise fault(f"'{text}' is not a length of time", _hint(text[:_MOST_CHARACTERS]))
    length = length_of(parts)
    if not timedelta(0) < length <= _LONGEST:
        raise fault(f"'{text}' is out of range", "write a length of more than nothing and at most five years")
    return length


def parts_of(text: str) -> list[tuple[str, str]]:
    """Return the numbers of a length, each with its unit, as typed; empty where there is none."""
    return _PART.findall(text.strip())


def length_of(parts: Iterable[tuple[str, str]]) -> timedelta:
    """Return a length from its numbers and their units."""
    return timedelta(minutes=sum(float(number) * _UNITS[unit] for number, unit in parts))


def is_length(text: str) -> bool:
    """Tell whether a text has the form of a length."""
    return bool(parts_of(text)) and len(text) <= _MOST_CHARACTERS and not _PART.sub("", text).strip()


def _hint(text: str) -> str:
    """Say what to type instead."""
    meant = length_meant(text)
    return f"write {meant}" if meant else "write it as 90m, 1h30m, 3d or 1w"


def length_meant(text: str) -> str:
    """Return the short form of a length in words, as `60m` for `60 minutes`; empty where it is none."""
    rest, length = text.strip().lower(), ""
    if match := re.fullmatch(r"([0-9]{1,3}):([0-5][0-9])(?:\s*h)?", rest):
        return f"{int(match[1])}h{match[2]}m"
    while rest and (match := _SPELT.match(rest)):
        number = "1" if match[1] in _ONE else match[1].replace(",", ".")
        unit = _UNIT.get(match[2])
        if unit is None or not number[0].isdigit():
            break
        length, rest = f"{length}{number}{unit}", rest[match.end() :]
    # `1h30` is an hour and thirty minutes.
    if length and (match := re.fullmatch(r"([0-5]?[0-9])", rest)) and length.endswith("h"):
        length, rest = f"{length}{match[1]}m", ""
    return length if not rest else ""
