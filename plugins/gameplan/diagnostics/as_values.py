"""A finding as plain values, for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gameplan.diagnostics import Diagnostic


def finding_values(finding: Diagnostic) -> dict[str, Any]:
    """Return where a finding is, which rule says it, how bad it is, what is wrong and what to do."""
    span = finding.location.span
    return {
        "path": finding.location.path,
        "line": span.line if span else None,
        "column": span.column if span else None,
        "rule": finding.rule.name,
        "severity": str(finding.severity),
        "message": finding.message,
        "hint": finding.hint,
    }
