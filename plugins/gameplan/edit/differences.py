"""What changes of files, for people."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from gameplan.diagnostics import visible
from gameplan.edit.splices import BOM

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.model.sources import Contents


def difference(before: Contents, after: Contents, moved: Mapping[str, str] | None = None) -> str:
    """Return what changes as a unified difference, in which the author's text is safe to show.

    Args:
        before: the contents of the files; one that isn't named is none.
        after: what they are to be.
        moved: the new paths of files that are moved, by their old ones.
    """
    moved = moved or {}
    lines: list[str] = []
    for path in sorted(after):
        if path in moved:
            continue
        origin = next((old for old, new in moved.items() if new == path), path)
        old, new = before.get(origin), after[path]
        if origin != path:
            names = f"a/{visible(origin)} b/{visible(path)}"
            lines.append(f"diff --git {names}\nrename from {visible(origin)}\nrename to {visible(path)}\n")
        first = "/dev/null" if old is None else f"a/{visible(origin)}"
        second = "/dev/null" if new is None else f"b/{visible(path)}"
        lines += difflib.unified_diff(visible_rows(old or b""), visible_rows(new or b""), first, second, n=1)
    return "".join(lines)


def visible_rows(data: bytes) -> list[str]:
    """A file's lines, for people."""
    rows = data.removeprefix(BOM).decode("utf-8", "replace").split("\n")
    rows = rows[:-1] if rows[-1] == "" else rows
    return [f"{visible(row.removesuffix(chr(13)))}\n" for row in rows]
