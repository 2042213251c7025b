"""Author text made safe to look at."""

from __future__ import annotations

from gameplan.diagnostics.characters import as_codes


def visible(text: str) -> str:
    r"""The text with control, direction and invisible characters shown as `\u001b`, so that it can't drive a terminal."""
    return text if text.isascii() and text.isprintable() else as_codes(text)
