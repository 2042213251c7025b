"""Findings for people: the place first, the line with a caret below it, then what to type."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from gameplan.diagnostics import Severity, visible

if TYPE_CHECKING:
    from gameplan.diagnostics import Diagnostic, Location
    from gameplan.diagnostics.emitters.report import Report

_COLOURS = {Severity.ERROR: "\x1b[1;31m", Severity.WARNING: "\x1b[1;33m", Severity.INFO: "\x1b[1;36m"}
_RESET, _BOLD, _DIM = "\x1b[0m", "\x1b[1m", "\x1b[2m"
_WIDEST = 160


def emit(report: Report, *, colour: bool = False) -> str:
    """Write all findings, one after the other; nothing where there are none. The author's text is made safe to show."""
    return "".join(_finding(finding, report, colour=colour) for finding in report.findings)


def place(location: Location) -> str:
    """`path:line:column`, as editors and terminals jump to."""
    path = visible(location.path)
    return f"{path}:{location.span.line}:{location.span.column}" if location.span else path


def _finding(finding: Diagnostic, report: Report, *, colour: bool) -> str:
    mark = _COLOURS[finding.severity] if colour else ""
    bold, dim, reset = (_BOLD, _DIM, _RESET) if colour else ("", "", "")
    where = place(finding.location)
    lines = [f"{bold}{where}{reset}: {mark}{finding.severity}[{finding.rule.name}]{reset}: {visible(finding.message)}"]
    excerpt = _excerpt(finding, report)
    hint = visible(finding.hint) if finding.hint else ""
    if excerpt:
        number, row, caret = excerpt
        lines.append(f"{dim}{number:>5} |{reset} {row}")
        lines.append(f"{dim}      |{reset} {mark}{caret}{reset}{' ' + hint if hint else ''}".rstrip())
    elif hint:
        lines.append(f"        {hint}")
    lines += [
        f"        {dim}{place(related.location)}: {visible(related.message)}{reset}" for related in finding.related
    ]
    return "\n".join(lines) + "\n"


def _excerpt(finding: Diagnostic, report: Report) -> tuple[int, str, str] | None:
    """The line, cut where it is very long, and carets under the part that is meant."""
    span = finding.location.span
    row = report.row(finding.location.path, span.line) if span else None
    if span is None or row is None:
        return None
    start = span.column - 1
    end = min(span.end_column - 1 if span.end_line == span.line else len(row), len(row))
    cut = max(0, start - _WIDEST // 2)
    before, meant, after = (
        visible(row[cut:start]),
        visible(row[start : min(end, start + _WIDEST)]),
        visible(row[end : cut + _WIDEST]),
    )
    meant = meant[:_WIDEST]
    shown = ("…" if cut else "") + before
    return span.line, f"{shown}{meant}{after}".rstrip(), " " * _cells(shown) + "^" * max(_cells(meant), 1)


def _cells(text: str) -> int:
    """Count the cells of a terminal that a text takes."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )
