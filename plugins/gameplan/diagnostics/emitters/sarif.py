"""Findings as SARIF 2.1.0, which GitHub's code scanning and many editors read.

Standard: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html. Columns count code points (3.14.17 `columnKind`), paths are
relative to the repository's top (3.4.4 `uriBaseId`), and fingerprints are ours (3.27.17 `partialFingerprints`).
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from gameplan.diagnostics import Severity, visible
from gameplan.diagnostics.ceiling import counts

if TYPE_CHECKING:
    from gameplan.diagnostics import Diagnostic, Fix, Location, Rule, Span
    from gameplan.diagnostics.emitters.report import Report

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_ROOT = "ROOT"
MOST = 25_000
"""Results, of which the worst are taken: GitHub refuses files with more."""
_PLACEHOLDER = re.compile(r"\{(\d+)\}")


def emit(report: Report) -> str:
    """One run as text, ASCII only; only the rules that found something are described in it."""
    found = list(zip(report.findings, report.fingerprints, strict=True))
    if len(found) > MOST:
        worst = sorted(found, key=lambda each: -each[0].severity.rank)[:MOST]
        found = sorted(worst, key=lambda each: each[0].order)
    left = sum(counts(report.findings).values()) - sum(counts(finding for finding, _ in found).values())
    rules = sorted({finding.rule.name: finding.rule for finding, _ in found}.values(), key=lambda rule: rule.name)
    places = {rule.name: number for number, rule in enumerate(rules)}
    run = {
        "tool": {
            "driver": {"name": "gameplan", "version": report.version, "rules": [_rule(rule) for rule in rules]},
        },
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The repository's top folder."}}},
        "results": [_result(finding, fingerprint, places, report) for finding, fingerprint in found],
        "invocations": [
            {
                "executionSuccessful": True,
                "toolExecutionNotifications": [
                    {"level": "note", "message": {"text": _text(text)}}
                    for text in (*(f"not checked: {text}" for text in report.unchecked), *_cut(left))
                ],
            }
        ],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=True, indent=1) + "\n"


def _cut(left: int) -> tuple[str, ...]:
    """Say that some findings aren't in the file."""
    return (f"{left:,} more findings are not in this file: `gameplan check` lists them all",) if left else ()


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.name,
        "shortDescription": {"text": rule.summary or rule.name},
        "help": {"text": rule.help or rule.summary or rule.name, "markdown": rule.help or rule.summary or rule.name},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Diagnostic, fingerprint: str, places: dict[str, int], report: Report) -> dict[str, Any]:
    result: dict[str, Any] = {
        "ruleId": finding.rule.name,
        "ruleIndex": places[finding.rule.name],
        "level": _LEVELS[finding.severity],
        "message": {"text": _text(f"{finding.message} – {finding.hint}" if finding.hint else finding.message)},
        "locations": [{"physicalLocation": _place(finding.location, report)}],
        "partialFingerprints": {"gameplan/v1": fingerprint},
    }
    if finding.related:
        result["relatedLocations"] = [
            {
                "id": number,
                "physicalLocation": _place(related.location, report),
                "message": {"text": _text(related.message)},
            }
            for number, related in enumerate(finding.related, 1)
        ]
    if finding.fix:
        result["fixes"] = [_fix(report.file(finding.location.path), finding.fix, finding.hint)]
    return result


def _text(text: str) -> str:
    """Author text that is no link (3.11.6) and holds no placeholder (3.11.5)."""
    return _PLACEHOLDER.sub(r"{{\1}}", visible(text).replace("](", "\\]("))


def _place(location: Location, report: Report) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": _artifact(report.file(location.path))}
    if location.span:
        place["region"] = _region(location.span)
    elif report.readable(location.path):
        # GitHub asks for a region of every result.
        place["region"] = {"startLine": 1}
    return place


def _artifact(path: str) -> dict[str, str]:
    try:
        data = path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        data = path.encode("utf-8", "backslashreplace")
    return {"uri": quote(data), "uriBaseId": _ROOT}


def _region(span: Span) -> dict[str, int]:
    """Lines and columns from 1, the end column not included (3.30.8)."""
    return {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": max(span.end_column, span.column if span.end_line == span.line else 1),
    }


def _fix(path: str, fix: Fix, hint: str | None) -> dict[str, Any]:
    replacement = {
        "deletedRegion": _region(fix.span),
        "insertedContent": {"text": fix.text.encode("utf-8", "replace").decode()},
    }
    change = {"artifactLocation": _artifact(path), "replacements": [replacement]}
    return {"description": {"text": _text(hint or f"write {fix.text}")}, "artifactChanges": [change]}
