"""Findings as annotations of GitHub Actions; all of them stand in the step's summary, as Markdown.

GitHub shows ten annotations of a kind for a step and drops the rest without a word, so those of changed files come first, and a last
line says how many more there are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.diagnostics import Severity, visible
from gameplan.diagnostics.ceiling import counts

if TYPE_CHECKING:
    from collections.abc import Collection

    from gameplan.diagnostics import Diagnostic
    from gameplan.diagnostics.emitters.report import Report

SHOWN = 10
IN_SUMMARY = "see the step's summary"
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def emit(report: Report, changed: Collection[str] = (), elsewhere: str = IN_SUMMARY) -> str:
    """Write ten findings of each severity as workflow commands, those of changed files first, and count the rest in a line.

    Args:
        report: what to write.
        changed: the files that a pull request changes.
        elsewhere: where the rest can be seen.
    """
    ranked = sorted(
        report.findings, key=lambda found: (found.location.path not in changed, -found.severity.rank, found.order)
    )
    shown: dict[Severity, int] = dict.fromkeys(Severity, 0)
    lines = []
    for finding in ranked:
        shown[finding.severity] += 1
        if shown[finding.severity] <= SHOWN:
            lines.append(_annotation(finding, report))
    more = sum(counts(ranked).values()) - len(lines)
    if more > 0:
        lines.append(f"… and {more} more: {elsewhere}.")
    return "".join(f"{line}\n" for line in lines)


def _annotation(finding: Diagnostic, report: Report) -> str:
    """Write a finding as a workflow command, escaped as actions/toolkit does. Columns are given only for a span on one line."""
    location = finding.location
    properties = {"title": finding.rule.name, "file": visible(report.file(location.path))}
    if location.span:
        properties["line"] = str(location.span.line)
        if location.span.end_line == location.span.line:
            properties |= {"col": str(location.span.column), "endColumn": str(location.span.end_column)}
    joined = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    text = finding.message + (f" – {finding.hint}" if finding.hint else "")
    return f"::{_COMMANDS[finding.severity]} {joined}::{_data(visible(text))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
