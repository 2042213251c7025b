"""A file's text as it is written, with its rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from gameplan.diagnostics import Span
from gameplan.model.body import Body
from gameplan.read.body import read_body

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.diagnostics import Diagnostic

_FENCE = re.compile(r"---[ \t]*")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_LARGEST = 256 * 1024
"""Characters of a body in which headings and links are looked for while somebody writes."""


@dataclass(frozen=True)
class Text:
    """What stands in a file, or will once it is saved."""

    path: str
    """Relative to the playbook's root."""
    whole: str

    @cached_property
    def data(self) -> bytes:
        """The text as bytes; half of a character that has two parts isn't UTF-8, and the reader says so."""
        return self.whole.encode("utf-8", "surrogatepass")

    @cached_property
    def rows(self) -> list[str]:
        """The rows without their ends, the first of them line 1."""
        return self.whole.replace("\r\n", "\n").split("\n")

    def row(self, line: int) -> str:
        """The row of a line; empty where there is none."""
        return self.rows[line - 1] if 1 <= line <= len(self.rows) else ""

    def typed(self, span: Span) -> str:
        """What stands at a place of one line."""
        return self.row(span.line)[span.column - 1 : span.end_column - 1] if span.line == span.end_line else ""

    @cached_property
    def closing(self) -> int:
        """The line of the lower fence; behind the last line where there is none yet, and 0 where there is no front matter."""
        if not _FENCE.fullmatch(self.rows[0]):
            return 0
        lines = (number for number, row in enumerate(self.rows[1:], 2) if _END.fullmatch(row))
        return next(lines, len(self.rows) + 1)

    @cached_property
    def body(self) -> Body:
        """What stands below the front matter; of a text that is larger than any that is written by hand nothing is looked for."""
        first = self.closing + 1 if self.closing else 1
        whole = "\n".join(self.rows[first - 1 :])
        return read_body(whole, first) if len(whole) <= _LARGEST else Body(whole, first)

    def in_front(self, line: int) -> bool:
        """Tell whether a line is one between the fences."""
        return 1 < line < self.closing


def moved(findings: Iterable[Diagnostic], before: Text, now: Text) -> list[Diagnostic]:
    """Return findings at the places where their lines are now; those of lines that are written anew are left out.

    Args:
        findings: of the text before.
        before: as it was.
        now: as it is.
    """
    old, new = before.rows, now.rows
    shorter = min(len(old), len(new))
    head = next((number for number in range(shorter) if old[number] != new[number]), shorter)
    tail = next((n for n in range(shorter - head) if old[-1 - n] != new[-1 - n]), shorter - head)
    shift = len(new) - len(old)
    kept = []
    for finding in findings:
        span = finding.location.span
        if span is None or span.end_line <= head:
            kept.append(finding)
        elif span.line > len(old) - tail:
            place = Span(span.line + shift, span.column, span.end_line + shift, span.end_column)
            kept.append(_at(finding, place, shift))
    return kept


def _at(finding: Diagnostic, place: Span, shift: int) -> Diagnostic:
    """The same finding at another place, with its fix."""
    fix = finding.fix
    if fix is not None:
        at = fix.span
        fix = replace(fix, span=at._replace(line=at.line + shift, end_line=at.end_line + shift))
    return replace(finding, location=finding.location._replace(span=place), fix=fix)
