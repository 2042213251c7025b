"""Finds files that are written like pages, and would not be read as such."""

from __future__ import annotations

import os
import posixpath
import re
from typing import TYPE_CHECKING

from gameplan.diagnostics import Diagnostic, Location, Related, visible
from gameplan.read.files import read_file
from gameplan.rules import STRAY_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_SUFFIXES = (".mdtext", ".mdwn", ".mdx", ".qmd", ".text", ".txt")
"""Of what editors and systems make of a page; other Markdown's names are unsafe paths."""
_FRONT = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.*?\n)??---[ \t]*\r?(?:\n|$)", re.DOTALL)
_KEY = re.compile(rb"^[A-Za-z_]+[ \t]*:", re.MULTILINE)
_ENTRY = re.compile(rb"^(?:goals?|start)[ \t]*:", re.MULTILINE)
_MOST_RELATED = 10


def strays(root: Path, plan: str, attachments: Iterable[str]) -> Iterator[Diagnostic]:
    """The one finding for all that is written like a page and isn't read.

    Args:
        root: the playbook's folder.
        plan: the plan's folder.
        attachments: the files of the playbook's folders that are no pages.
    """
    named = [path for path in attachments if posixpath.splitext(path)[1].lower() in _SUFFIXES]
    found = {path: f"rename it to {_renamed(path)}" for path in named if _says(root, path, _KEY)}
    found |= {name: f"move it to {plan}/{name}" for name in _at_top(root) if _says(root, name, _ENTRY)}
    if found:
        (first, hint), *others = sorted(found.items())
        more = f", as are {len(others)} others" if len(others) > 1 else ", as is another" if others else ""
        yield Diagnostic(
            rule=STRAY_PAGE,
            message=f"this file is written like a page{more}, but isn't read",
            location=Location(first),
            hint=hint,
            related=tuple(Related(Location(path), advice) for path, advice in others[:_MOST_RELATED]),
        )


def _renamed(path: str) -> str:
    return f"{visible(posixpath.splitext(path)[0].removesuffix('.md'))}.md"


def _at_top(root: Path) -> list[str]:
    """The Markdown files beside the playbook's folders."""
    try:
        with os.scandir(root) as entries:
            return [each.name for each in entries if each.name.endswith(".md") and each.is_file(follow_symlinks=False)]
    except OSError:
        return []


def _says(root: Path, path: str, key: re.Pattern[bytes]) -> bool:
    """Tell whether a file begins with front matter that has such a key."""
    data = read_file(root, path)
    front = _FRONT.match(data) if isinstance(data, bytes) else None
    return front is not None and key.search(front[1] or b"") is not None
