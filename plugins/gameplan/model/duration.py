"""Lengths of time as people type them: `90m`, `1h30m`, `3d`, `1w`."""

from __future__ import annotations

import re
from datetime import timedelta

from gameplan.model.faults import fault

_PART = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,2})?)\s*(w|d|h|m|min)(?![a-z])")
_UNITS = {"w": 7 * 24 * 60, "d": 24 * 60, "h": 60, "m": 1, "min": 1}
_LONGEST = timedelta(days=5 * 366)
_MOST_CHARACTERS = 40


def parse_duration(text: str) -> timedelta:
    """Read a length such as `90m`, `1h30m`, `3d`, `1w`.

    Raises:
        PydanticCustomError: where it is not one, or longer than five years.
    """
    parts = _PART.findall(text.strip())
    if not parts or len(text) > _MOST_CHARACTERS or _PART.sub("", text).strip():
        raise fault(f"'{text}' is not a length of time", "write it as 90m, 1h30m, 3d or 1w")
    length = timedelta(minutes=sum(float(number) * _UNITS[unit] for number, unit in parts))
    if not timedelta(0) < length <= _LONGEST:
        raise fault(f"'{text}' is out of range", "write a length of more than nothing and at most five years")
    return length
