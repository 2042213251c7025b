"""The language that a site speaks: our words from one catalogue, whose keys are the English ones.

Whatever a reader sees goes through `say` or `plural`, in Python and in templates alike, with named gaps instead of joined parts:
`say("{count} more after {day}", count=3, day=day)`. What fills a gap may be HTML; then the whole is, and texts in it are escaped.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, overload

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


@dataclass(frozen=True, slots=True)
class Language:
    """A language with its words."""

    tag: str = "en"
    """As BCP 47 has it."""
    words: Mapping[str, str] = field(default_factory=dict)
    """What is said instead of each English text; English where there is none."""


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


@overload
def say(text: str) -> str: ...
@overload
def say(text: str, **gaps: Markup) -> Markup: ...
@overload
def say(text: str, **gaps: object) -> str: ...
def say(text: str, **gaps: object) -> str:
    """An English text as the site's language has it, its gaps filled."""
    said = _SPOKEN.get().words.get(text) or text
    return _filled(said, gaps) if gaps else said


def plural(one: str, many: str, count: int, **gaps: object) -> str:
    """One of two English texts by a count, which is a gap of its own, as the site's language has it."""
    said = one if count == 1 else many
    return _filled(_SPOKEN.get().words.get(said) or said, {"count": count, **gaps})


def _filled(text: str, gaps: Mapping[str, object]) -> str:
    if any(isinstance(value, Markup) for value in gaps.values()):
        return escape(text).format(**gaps)
    return text.format(**gaps)
