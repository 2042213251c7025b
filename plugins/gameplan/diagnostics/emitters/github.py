"""Findings as annotations of GitHub Actions, and as Markdown for the step's summary.

GitHub shows ten annotations of a kind for a step and drops the rest without a word, so the worst come first and a last line
says how many more there are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gameplan.diagnostics import Severity, visible
from gameplan.diagnostics.emitters.text import place

if TYPE_CHECKING:
    from collections.abc import Collection

    from gameplan.diagnostics import Diagnostic
    from gameplan.diagnostics.emitters.report import Report

SHOWN = 10
_MOST_IN_SUMMARY = 2_000
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def emit(report: Report, changed: Collection[str] = ()) -> str:
    """The ten worst as workflow commands, those of changed files first, and a line that counts the rest."""
    ranked = sorted(
        report.findings, key=lambda found: (found.location.path not in changed, -found.severity.rank, found.order)
    )
    lines = [_annotation(finding) for finding in ranked[:SHOWN]]
    if len(ranked) > SHOWN:
        lines.append(f"… and {len(ranked) - SHOWN} more: the step's summary lists them all.")
    return "".join(f"{line}\n" for line in lines)


def summary(report: Report) -> str:
    """All findings as a Markdown table; author text stands in code spans, where it can mention and link nobody."""
    if not report.findings:
        return "### Gameplan\n\nThe plan serves the strategy: no findings.\n"
    rows = [_table_row(finding) for finding in report.findings[:_MOST_IN_SUMMARY]]
    head = [
        "### Gameplan",
        "",
        f"{len(report.findings)} finding{'s' if len(report.findings) != 1 else ''}",
        "",
        "| place | severity | rule | what | what to do |",
        "|---|---|---|---|---|",
    ]
    more = len(report.findings) - len(rows)
    return (
        "\n".join([*head, *rows, *(["", f"and {more} more: `gameplan check` lists them all"] if more else [])]) + "\n"
    )


def _table_row(finding: Diagnostic) -> str:
    cells = (
        _code(place(finding.location)),
        str(finding.severity),
        finding.rule.name,
        _code(finding.message),
        _code(finding.hint or ""),
    )
    return f"| {' | '.join(cells)} |"


def _annotation(finding: Diagnostic) -> str:
    """By the escaping of actions/toolkit, `packages/core/src/command.ts`; columns only where the span is on one line."""
    location = finding.location
    properties = {"title": f"{finding.rule.name}", "file": visible(location.path)}
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


def _code(text: str) -> str:
    if not text:
        return ""
    text = visible(text).replace("|", "\\|")
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    return f"{fence} {text} {fence}" if "`" in text else f"{fence}{text}{fence}"
