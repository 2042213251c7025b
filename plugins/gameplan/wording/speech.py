"""The language that a site speaks: our words from one catalogue, whose keys are the English ones.

Whatever a reader sees goes through `say` or `plural`, in Python and in templates alike, with named gaps instead of joined parts:
`say("{count} more after {day}", count=3, day=day)`. What fills a gap may be HTML; then the whole is, and texts in it are escaped.
Words that stand in a table, and are said later, are marked there: `word("Review")`, and where the same English word means two things,
`word("Review", "a kind of page")`.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, overload

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_BEFORE_HINT = re.compile(r"\. |\s?: ")
CONTEXT = "\4"
"""Between a context and a text, as in gettext."""


def _english(count: int) -> int:
    return int(count != 1)


@dataclass(frozen=True, slots=True)
class Language:
    """A language with its words."""

    tag: str = "en"
    """As BCP 47 has it: dates and numbers go by it."""
    words: Mapping[str, str] = field(default_factory=dict)
    """What is said instead of each English text; English where there is none."""
    plurals: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The forms of texts with a count, by the English text for one."""
    form: Callable[[int], int] = _english
    """Which of the forms a count takes."""
    hints: bool = True
    """Whether authors are told what they can write."""

    def without_hints(self) -> Language:
        """The same for readers only: authors aren't told what they can write."""
        return replace(self, hints=False)


ENGLISH = Language()
_SPOKEN: ContextVar[Language] = ContextVar("language", default=ENGLISH)


def spoken() -> Language:
    """The language that is spoken here."""
    return _SPOKEN.get()


@contextmanager
def speaking(language: Language) -> Iterator[None]:
    """Speaks a language for a while."""
    token = _SPOKEN.set(language)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def word(text: str, context: str = "") -> str:
    """Marks an English text that is said later; a context tells apart what English calls the same."""
    return f"{context}{CONTEXT}{text}" if context else text


@overload
def say(text: str) -> str: ...
@overload
def say(text: str, **gaps: Markup) -> Markup: ...
@overload
def say(text: str, **gaps: object) -> str: ...
def say(text: str, **gaps: object) -> str:
    """An English text, or a marked word, as the site's language has it, its gaps filled."""
    said = said_of(text)
    return _filled(said, gaps) if gaps else said


def plural(one: str, many: str, count: int, **gaps: object) -> str:
    """One of two English texts by a count, which is a gap of its own, as the site's language has it."""
    return _filled(form_of(one, many, count), {"count": count, **gaps})


def said_of(text: str) -> str:
    """A text as the site's language has it, its gaps open."""
    return _SPOKEN.get().words.get(text) or text.rpartition(CONTEXT)[2]


def form_of(one: str, many: str, count: int) -> str:
    """The form that a count takes, its gaps open."""
    language = _SPOKEN.get()
    forms = language.plurals.get(one)
    return forms[language.form(count)] if forms else many if _english(count) else one


def hinted(text: str, **gaps: object) -> str:
    """A fact, and after its full stop or colon a hint to authors, which is left out where only readers are spoken to."""
    said = hinted_of(text)
    return _filled(said, gaps) if gaps else said


def hinted_of(text: str) -> str:
    """A fact with its hint as the site's language has it, or the fact alone, its gaps open."""
    said = said_of(text)
    if _SPOKEN.get().hints:
        return said
    fact = _BEFORE_HINT.split(said, maxsplit=1)[0].removesuffix(".")
    return f"{fact}." if fact[:1].isupper() else fact


@lru_cache(maxsize=1024)
def as_html(text: str) -> Markup:
    """Escape a text of a catalogue as HTML and keep its gaps. Apostrophes may stay: attributes are in double quotes."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&#34;")
    return Markup(plain)  # noqa: S704 - nothing is left in it that HTML would take for its own


def _filled(text: str, gaps: Mapping[str, object]) -> str:
    if any(isinstance(value, Markup) for value in gaps.values()):
        return as_html(text).format(**gaps)
    return text.format(**gaps)
