"""Finds files that are written like pages, and would not be read as such."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from gameplan.diagnostics import Diagnostic, Location, Related, visible
from gameplan.model.sources import Kind
from gameplan.read.files import read_source
from gameplan.rules import STRAY_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gameplan.model.sources import Sources

_SUFFIXES = (".mdtext", ".mdwn", ".mdx", ".qmd", ".text", ".txt")
"""Of what editors and systems make of a page; other Markdown's names are unsafe paths."""
_FRONT = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.*?\n)??---[ \t]*\r?(?:\n|$)", re.DOTALL)
_KEY = re.compile(rb"^[A-Za-z_]+[ \t]*:", re.MULTILINE)
_ENTRY = re.compile(rb"^(?:goals?|start)[ \t]*:", re.MULTILINE)
_MOST_RELATED = 10


def strays(sources: Sources, plan: str, attachments: Iterable[str]) -> Iterator[Diagnostic]:
    """The one finding for all that is written like a page and isn't read.

    Args:
        sources: the playbook's files.
        plan: the plan's folder.
        attachments: the files of the playbook's folders that are no pages.
    """
    named = [path for path in attachments if posixpath.splitext(path)[1].lower() in _SUFFIXES]
    found = {path: f"rename it to {_renamed(path)}" for path in named if _says(sources, path, _KEY)}
    found |= {name: f"move it to {plan}/{name}" for name in _at_top(sources) if _says(sources, name, _ENTRY)}
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


def _at_top(sources: Sources) -> list[str]:
    """The Markdown files beside the playbook's folders."""
    try:
        return [entry.name for entry in sources.entries("") if entry.name.endswith(".md") and entry.kind is Kind.FILE]
    except OSError:
        return []


def _says(sources: Sources, path: str, key: re.Pattern[bytes]) -> bool:
    """Tell whether a file begins with front matter that has such a key."""
    data = read_source(sources, path)
    front = _FRONT.match(data) if isinstance(data, bytes) else None
    return front is not None and key.search(front[1] or b"") is not None
