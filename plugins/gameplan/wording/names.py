"""Names of people as they are typed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_ADDRESS = re.compile(r"<[^<>]*>")
_WORD = re.compile(r"\S+")


def without_address(typed: str) -> str:
    """Return a name without the address that may stand beside it, in angle brackets or as a word; empty where there is only that."""
    return _WORD.sub(lambda word: "" if "@" in word[0][1:-1] else word[0], _ADDRESS.sub("", typed)).strip()


def names_of(typed: Iterable[str]) -> list[str]:
    """Return names without addresses, in order; those of which nothing is left are left out."""
    return [name for each in typed if (name := without_address(each))]
