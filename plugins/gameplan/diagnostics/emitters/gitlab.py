"""Findings as GitLab's Code Quality report: a JSON array that merge requests show as a widget and beside the changed lines.

Form: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format. GitLab shows one finding a fingerprint, and keeps
it apart from those of the target branch by that.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from gameplan.diagnostics import Severity, visible

if TYPE_CHECKING:
    from gameplan.diagnostics.emitters.report import Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def emit(report: Report) -> str:
    """The array as text, ASCII only."""
    value = [
        {
            "description": visible(f"{finding.message} – {finding.hint}" if finding.hint else finding.message),
            "check_name": finding.rule.name,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[finding.severity],
            "location": {
                "path": visible(report.file(finding.location.path)),
                "lines": {"begin": finding.location.span.line if finding.location.span else 1},
            },
        }
        for finding, fingerprint in zip(report.findings, report.fingerprints, strict=True)
    ]
    return json.dumps(value, ensure_ascii=True, indent=1) + "\n"
