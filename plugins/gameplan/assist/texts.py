"""A file's text as it is written, with its rows."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from typing import TYPE_CHECKING

from gameplan.model.body import Body
from gameplan.read.body import read_body

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.diagnostics import Diagnostic, Span

_FENCE = re.compile(r"---[ \t]*")
_END = re.compile(r"(?:---|\.\.\.)[ \t]*")
_MOST_ROWS = 1_000
"""Rows between the first and the last difference that are compared one by one."""
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
    lines = _lines(before.rows, now.rows)
    kept = []
    for finding in findings:
        span = finding.location.span
        if span is None:
            kept.append(finding)
        elif span.line in lines and lines.get(span.end_line) == lines[span.line] + span.end_line - span.line:
            kept.append(_at(finding, span, lines[span.line] - span.line))
    return kept


def _lines(old: list[str], new: list[str]) -> dict[int, int]:
    """Where lines are that stay as they are, by where they were."""
    shorter = min(len(old), len(new))
    head = next((number for number in range(shorter) if old[number] != new[number]), shorter)
    tail = next((n for n in range(shorter - head) if old[-1 - n] != new[-1 - n]), shorter - head)
    blocks = [(0, 0, head), (len(old) - tail, len(new) - tail, tail)]
    gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(gone) + len(come) <= _MOST_ROWS:
        same = SequenceMatcher(None, gone, come, autojunk=False).get_matching_blocks()
        blocks += [(head + each.a, head + each.b, each.size) for each in same]
    return {first + n + 1: then + n + 1 for first, then, size in blocks for n in range(size)}


def _at(finding: Diagnostic, span: Span, shift: int) -> Diagnostic:
    """The same finding some lines below, with its fix."""
    if not shift:
        return finding
    fix = finding.fix
    if fix is not None:
        fix = replace(fix, span=_below(fix.span, shift))
    return replace(finding, location=finding.location._replace(span=_below(span, shift)), fix=fix)


def _below(span: Span, shift: int) -> Span:
    return span._replace(line=span.line + shift, end_line=span.end_line + shift)
