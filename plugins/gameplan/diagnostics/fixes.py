"""Fixes applied to a file's text."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.diagnostics.diagnostic import Fix


def apply(text: str, fixes: Iterable[Fix]) -> tuple[str, tuple[Fix, ...]]:
    """Apply fixes to a text, and return those applied: of two that overlap the first, in whatever order they are given.

    Nothing else changes: lines end as they did, and what isn't replaced keeps each of its characters.

    Args:
        text: the file's, its line ends as they are, without a byte-order mark.
        fixes: each of a place within one line; lines that it adds end as that line does.
    """
    rows = text.split("\n")
    applied: list[Fix] = []
    for fix in sorted(set(fixes), key=lambda fix: (fix.span, fix.text)):
        last = applied[-1].span if applied else None
        meets = (
            last is not None and last.line == fix.span.line and (last.end_column > fix.span.column or last == fix.span)
        )
        if not meets and fix.span.line == fix.span.end_line and fix.span.line <= len(rows):
            applied.append(fix)
    for fix in reversed(applied):
        row = rows[fix.span.line - 1]
        text = fix.text.replace("\n", "\r\n") if row.endswith("\r") else fix.text
        rows[fix.span.line - 1] = row[: fix.span.column - 1] + text + row[fix.span.end_column - 1 :]
    return "\n".join(rows), tuple(applied)
