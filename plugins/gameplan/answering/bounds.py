"""How much an answer holds at most, and how it says that something was left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_ROWS = 200
"""Rows of a list, whatever is asked for."""
USUAL_ROWS = 50
LONGEST_TEXT = 40_000
"""Characters of one page's text."""
_LONGEST_LINE = 400


def rows(found: Sequence[Any], limit: int = USUAL_ROWS) -> dict[str, Any]:
    """Return the first of some rows, with how many there are and how many were left out."""
    shown = [*found[: max(1, min(limit, MOST_ROWS))]]
    return {"rows": shown, "count": len(found), "left_out": len(found) - len(shown)}


def short(text: str) -> str:
    """Return a text in one line, cut where it is very long."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_LINE else f"{line[: _LONGEST_LINE - 1]}…"
