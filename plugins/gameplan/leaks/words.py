"""Texts as words, so that a secret is found whatever stands between its words: tags, hyphens, line breaks, another case."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_WORD = re.compile(r"\w+")
_SEPARATED = re.compile("(?<=[0-9])[,.'\u2019\u00a0\u202f\u2009](?=[0-9]{3}(?![0-9]))")
"""What stands between groups of three digits."""
LETTERS = 8
"""A text with fewer letters and digits isn't looked for: it is in too many others."""
_DIGITS, _CODE = 4, 3
_MONEY = ("number", "currency")
RUN = 6
"""How many words of a longer text are looked for in a row: a part of a sentence tells it too."""
Words = tuple[str, ...]


def plain_text(text: str) -> str:
    """Return a text in one form: of one case, with numbers without separators; of as many lines."""
    joined = _SEPARATED.sub("", text)
    plain = joined.lower() if joined.isascii() else unicodedata.normalize("NFKC", joined).casefold()
    return plain.replace("_", " ")


def words_in(plain: str) -> list[str]:
    """Return the words of such a text."""
    return _WORD.findall(plain)


def line_of(plain: str, number: int) -> int:
    """Return the line of a word by its number among the words of such a text, both from 0."""
    at = next(islice(_WORD.finditer(plain), number, None)).start()
    return plain.count("\n", 0, at)


def words_of(text: str) -> Words:
    """Return the words of a text in one form."""
    return tuple(words_in(plain_text(text)))


def is_long(words: Words) -> bool:
    """Tell whether words have letters enough to be looked for; an amount of money from a thousand on is told by its digits."""
    return sum(map(len, words)) >= LETTERS or _is_amount(words)


def _is_amount(words: Words) -> bool:
    if len(words) != len(_MONEY):
        return False
    number, currency = words
    return len(number) >= _DIGITS and number.isdecimal() and currency.isalpha() and len(currency) == _CODE


def runs(words: Words, length: int) -> Iterator[Words]:
    """Yield every run of so many words."""
    return (words[at : at + length] for at in range(len(words) - length + 1))


def sought(text: str) -> Iterator[Words]:
    """Yield what of a text would tell it: the whole of a short one, each run of `RUN` words of a longer one."""
    words = words_of(text)
    if len(words) <= RUN:
        if is_long(words):
            yield words
        return
    yield from filter(is_long, runs(words, RUN))


class Runs:
    """All runs of words of some texts, up to a length; to ask whether one is there."""

    def __init__(self, lengths: Iterable[int]) -> None:
        """Take the lengths that will be asked for."""
        self._lengths = tuple(lengths)
        self._found: set[Words] = set()

    def add(self, text: str) -> None:
        """Add a text."""
        words = words_of(text)
        for length in self._lengths:
            self._found.update(runs(words, length))

    def __contains__(self, words: object) -> bool:
        """Tell whether a run is there."""
        return words in self._found
