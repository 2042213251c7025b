"""Views that a text shows: a line `<!-- gameplan: view NAME -->`, which readers of Markdown take for a comment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_SIGN = "gameplan:"
_LINE = re.compile(r" {0,3}<!--[ \t]*gameplan:[ \t]*([^\n<>]{0,200})-->[ \t\r]*")
_COMMENT = re.compile(r"<!--[ \t]*gameplan:[ \t]*view[ \t]+([a-z0-9-]{1,60})[ \t]*-->")
_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})[ \t]*(.*)")
_VIEW = re.compile(r"view[ \t]+([^ \t]+)")


class Embed(NamedTuple):
    """A place at which a text shows a view."""

    line: int
    """In the text, from 0."""
    said: str
    """What stands after the colon."""

    @property
    def view(self) -> str:
        """The name of the view; empty where it says something else."""
        found = _VIEW.fullmatch(self.said)
        return found[1] if found else ""


def embeds_in(text: str) -> Iterator[Embed]:
    """Yield the places of a text in Markdown at which it shows a view, none of them in fenced code."""
    if _SIGN not in text:
        return
    fence = ""
    for number, row in enumerate(text.split("\n")):
        if found := _FENCE.match(row):
            if not fence:
                fence = found[1]
            elif found[1].startswith(fence) and not found[2].strip():
                fence = ""
        elif not fence and (found := _LINE.fullmatch(row)):
            yield Embed(number, found[1].strip())


def embedded_in_html(html: str, draw: Callable[[str], str]) -> str:
    """Return HTML with views in the places of the comments that name them: what stands in code is escaped there, and stays.

    Args:
        html: a text as HTML.
        draw: returns a view as HTML, by its name; an empty text where there is none.
    """
    return _COMMENT.sub(lambda found: draw(found[1]) or found[0], html) if _SIGN in html else html


def embedded_in_markdown(text: str, draw: Callable[[str], str]) -> str:
    """Return Markdown with views as blocks of HTML; see `embedded_in_html`."""
    rows = text.split("\n")
    for embed in embeds_in(text):
        if embed.view and (drawn := draw(embed.view)):
            rows[embed.line] = f"\n{drawn}\n"
    return "\n".join(rows)
