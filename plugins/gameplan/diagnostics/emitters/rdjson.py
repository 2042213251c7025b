"""Findings as Reviewdog Diagnostic Format: `reviewdog -f=rdjson` writes them into a pull request, fixes as suggestions to accept.

Form: https://github.com/reviewdog/reviewdog/tree/master/proto/rdf. Columns count bytes of UTF-8 there.
"""

from __future__ import annotations

import json
from functools import lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from gameplan.diagnostics import Severity, visible

if TYPE_CHECKING:
    from gameplan.diagnostics import Diagnostic, Span
    from gameplan.diagnostics.emitters.report import Report

_BLOCK = 1024
"""Characters of a line whose bytes are counted once."""
_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def emit(report: Report) -> str:
    """The object as text, ASCII only."""
    value = {
        "source": {"name": "gameplan"},
        "severity": "ERROR" if report.failed else "INFO",
        "diagnostics": [_diagnostic(finding, report) for finding in report.findings],
    }
    return json.dumps(value, ensure_ascii=True, indent=1) + "\n"


def _diagnostic(finding: Diagnostic, report: Report) -> dict[str, Any]:
    path = finding.location.path
    location: dict[str, Any] = {"path": visible(report.file(path))}
    if finding.location.span:
        location["range"] = _range(report, path, finding.location.span)
    diagnostic: dict[str, Any] = {
        "message": visible(f"{finding.message} – {finding.hint}" if finding.hint else finding.message),
        "location": location,
        "severity": _SEVERITIES[finding.severity],
        "code": {"value": finding.rule.name},
    }
    if finding.fix and _at_hand(report, path, finding.fix.span):
        diagnostic["suggestions"] = [
            {
                "range": _range(report, path, finding.fix.span),
                "text": finding.fix.text.encode("utf-8", "replace").decode(),
            }
        ]
    return diagnostic


def _at_hand(report: Report, path: str, span: Span) -> bool:
    """Tell whether the places in bytes can be told: a suggestion at a wrong one would spoil the file."""
    return report.row(path, span.line) is not None and report.row(path, span.end_line) is not None


def _range(report: Report, path: str, span: Span) -> dict[str, Any]:
    return {
        "start": {"line": span.line, "column": _bytes(report, path, span.line, span.column)},
        "end": {"line": span.end_line, "column": _bytes(report, path, span.end_line, span.end_column)},
    }


def _bytes(report: Report, path: str, line: int, column: int) -> int:
    """A column in bytes of UTF-8, from 1."""
    row = report.row(path, line) or ""
    before = min(column - 1, len(row))
    if row.isascii():
        return column
    blocks = before // _BLOCK
    known = _bytes_by_block(row)[blocks]
    return known + len(row[blocks * _BLOCK : before].encode("utf-8", "surrogatepass")) + 1 + column - 1 - before


@lru_cache(maxsize=4)
def _bytes_by_block(row: str) -> list[int]:
    """Count the bytes before each block of a line; cached, because thousands of findings may be on one huge line."""
    blocks = (row[at : at + _BLOCK] for at in range(0, len(row), _BLOCK))
    return list(accumulate((len(block.encode("utf-8", "surrogatepass")) for block in blocks), initial=0))
