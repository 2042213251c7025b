"""Places in files."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A stretch of text: lines and columns from 1, columns in code points, the end not included."""

    line: int
    column: int
    end_line: int
    end_column: int


class Location(NamedTuple):
    """A file, and the part of it that is meant; no span means the file as a whole."""

    path: str
    """Relative to the playbook's root, with forward slashes."""
    span: Span | None = None
