"""Findings as a Markdown table, for a step's summary or a comment.

Author text stands in code spans, where it can mention and link nobody.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gameplan.diagnostics import visible
from gameplan.diagnostics.ceiling import counts
from gameplan.diagnostics.emitters.text import place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gameplan.diagnostics import Diagnostic
    from gameplan.diagnostics.emitters.report import Report

_MOST = 2_000
"""Rows."""
SUMMARY = 900_000
"""Bytes, so that a step's summary stays below GitHub's 1 MiB."""
COMMENT = 60_000
"""Bytes, so that a comment, with what else somebody writes into it, stays below GitHub's 65,536 characters."""


def emit(report: Report, most: int = COMMENT) -> str:
    """The table with a heading; a sentence where there are no findings.

    Args:
        report: what to write.
        most: bytes, of which the table is made; where they aren't enough for all findings, the worst are taken.
    """
    if not report.findings:
        return "### Gameplan\n\nThe plan serves the strategy: no findings.\n"
    rows, left = _rows(report.findings, most)
    if left:
        worst = sorted(report.findings, key=lambda finding: (-finding.severity.rank, finding.order))
        rows, left = _rows(worst, most)
    total = sum(counts(report.findings).values())
    head = [
        "### Gameplan",
        "",
        f"{total} finding{'s' if total != 1 else ''}",
        "",
        "| place | severity | rule | what | what to do |",
        "|---|---|---|---|---|",
    ]
    last = ["", f"and {left} more: `gameplan check` lists them"] if left else []
    return "\n".join([*head, *rows, *last]) + "\n"


def left_out(report: Report, most: int) -> int:
    """Count the findings that a table of so many bytes leaves out."""
    return _rows(report.findings, most)[1]


def _rows(findings: Sequence[Diagnostic], most: int) -> tuple[list[str], int]:
    """The rows of the first findings, and for how many there was no room."""
    rows: list[str] = []
    size = 0
    for finding in findings[:_MOST]:
        row = _row(finding)
        size += len(row.encode("utf-8", "replace")) + 1
        if size > most:
            break
        rows.append(row)
    return rows, sum(counts(findings[len(rows) :]).values())


def _row(finding: Diagnostic) -> str:
    cells = (
        _code(place(finding.location)),
        str(finding.severity),
        finding.rule.name,
        _code(finding.message),
        _code(finding.hint or ""),
    )
    return f"| {' | '.join(cells)} |"


def _code(text: str) -> str:
    if not text:
        return ""
    text = visible(text).replace("|", "\\|")
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"
