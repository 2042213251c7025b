"""Numbers of things in English."""

from __future__ import annotations


def counted(count: int, what: str, several: str = "") -> str:
    """Return a number of things: `1 finding`, `2 findings`; the plural is named where it isn't made by an s."""
    return f"{count} {what if count == 1 else several or f'{what}s'}"
