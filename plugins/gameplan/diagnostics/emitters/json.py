"""Findings for programs: one versioned object."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from gameplan.diagnostics import Diagnostic, Span
    from gameplan.diagnostics.emitters.report import Report

VERSION = 1


def emit(report: Report) -> str:
    """The object as text; everything beyond ASCII is escaped, so that no console can misread it."""
    value = {
        "version": VERSION,
        "today": report.today,
        "failed": report.failed,
        "counts": report.counts,
        "unchecked": list(report.unchecked),
        "findings": [
            _finding(finding, fingerprint)
            for finding, fingerprint in zip(report.findings, report.fingerprints, strict=True)
        ],
    }
    return json.dumps(value, ensure_ascii=True, indent=1) + "\n"


def _finding(finding: Diagnostic, fingerprint: str) -> dict[str, Any]:
    return {
        "rule": finding.rule.name,
        "severity": str(finding.severity),
        "message": finding.message,
        "hint": finding.hint,
        "path": _path(finding.location.path),
        **_span(finding.location.span),
        "related": [
            {"path": _path(related.location.path), **_span(related.location.span), "message": related.message}
            for related in finding.related
        ],
        "fix": {**_span(finding.fix.span), "text": finding.fix.text, "certain": finding.fix.certain}
        if finding.fix
        else None,
        "fingerprint": fingerprint,
    }


def _path(path: str) -> str:
    """A name that is not UTF-8 can't stand in JSON: the bytes in question are escaped."""
    return path.encode("utf-8", "backslashreplace").decode("utf-8")


def _span(span: Span | None) -> dict[str, Any]:
    """Lines and columns from 1, in code points; null where the file as a whole is meant."""
    if span is None:
        return {"start": None, "end": None}
    return {
        "start": {"line": span.line, "column": span.column},
        "end": {"line": span.end_line, "column": span.end_column},
    }
