"""What changes of files, for people."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from gameplan.diagnostics import visible
from gameplan.edit.splices import BOM

if TYPE_CHECKING:
    from collections.abc import Mapping


def difference(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> str:
    """Return what changes as a unified difference, in which the author's text is safe to show.

    Args:
        before: the contents of the files, by path.
        after: what they are to be.
    """
    lines: list[str] = []
    for path in sorted(after):
        old, new = visible_rows(before[path]), visible_rows(after[path])
        name = visible(path)
        lines += difflib.unified_diff(old, new, f"a/{name}", f"b/{name}", n=1)
    return "".join(lines)


def visible_rows(data: bytes) -> list[str]:
    """A file's lines, for people."""
    rows = data.removeprefix(BOM).decode("utf-8", "replace").split("\n")
    rows = rows[:-1] if rows[-1] == "" else rows
    return [f"{visible(row.removesuffix(chr(13)))}\n" for row in rows]
