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
    from gameplan.diagnostics import Diagnostic
    from gameplan.diagnostics.emitters.report import Report

_MOST = 2_000
"""Rows, so that a summary stays below GitHub's 1 MiB."""
_MOST_BYTES = 900_000


def emit(report: Report) -> str:
    """The table with a heading; a sentence where there are no findings."""
    if not report.findings:
        return "### Gameplan\n\nThe plan serves the strategy: no findings.\n"
    rows: list[str] = []
    size = 0
    for finding in report.findings[:_MOST]:
        row = _row(finding)
        size += len(row.encode("utf-8", "replace")) + 1
        if size > _MOST_BYTES:
            break
        rows.append(row)
    total = sum(counts(report.findings).values())
    head = [
        "### Gameplan",
        "",
        f"{total} finding{'s' if total != 1 else ''}",
        "",
        "| place | severity | rule | what | what to do |",
        "|---|---|---|---|---|",
    ]
    more = total - sum(counts(report.findings[: len(rows)]).values())
    last = ["", f"and {more} more: `gameplan check` lists them"] if more else []
    return "\n".join([*head, *rows, *last]) + "\n"


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
