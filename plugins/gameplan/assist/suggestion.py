"""Something that may be written at a place."""

from __future__ import annotations

from enum import Enum
from typing import NamedTuple


class Sort(Enum):
    """What is suggested."""

    KEY = "key"
    WORD = "word"
    PAGE = "page"
    DAY = "day"
    FILE = "file"


class Suggestion(NamedTuple):
    """Something that may be written."""

    label: str
    """What is shown."""
    text: str
    """What is written."""
    sort: Sort
    detail: str = ""
    """What is shown beside it: a title, or the day that is meant."""
    about: str = ""
    """What is said of it, in plain words."""
    found_by: str = ""
    """What is compared with that which was typed; default: what is shown."""
