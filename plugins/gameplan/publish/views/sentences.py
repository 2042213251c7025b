"""Sentences in which links, code and other sentences stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Union

if TYPE_CHECKING:
    from gameplan.publish.views.links import Link

Part = Union["str", "Code", "Sentence", "Link", tuple["Link", ...], tuple["Code", ...]]
"""What fills a gap: several links, or several pieces of code, are listed."""


@dataclass(frozen=True, slots=True)
class Code:
    """A piece of code."""

    text: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with gaps. One that has nothing but words in it is a text."""

    text: str
    """In the site's language, with each gap's name in braces."""
    gaps: tuple[tuple[str, Part], ...]


def sentence(text: str, **gaps: Part) -> Sentence:
    """Return a sentence with what fills its gaps.

    Args:
        text: in the site's language, with open gaps: `say("Plan it with {code}.")`.
        gaps: what fills them, by their names.
    """
    return Sentence(text, tuple(gaps.items()))
