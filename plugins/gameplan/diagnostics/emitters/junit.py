"""Findings as JUnit's XML, which nearly every build server shows as tests.

The form is that of Jenkins' xUnit schema and of GitLab's reader: a suite a file with a case a finding. What fails the check is a
failure; findings below that are cases that passed, with the words as their output.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr

from gameplan.diagnostics import visible
from gameplan.diagnostics.emitters.text import place

if TYPE_CHECKING:
    from gameplan.diagnostics import Diagnostic
    from gameplan.diagnostics.emitters.report import Report

_NO_CHARACTER = re.compile("[\ufffe\uffff]")
"""What XML 1.0 doesn't allow and `visible` leaves (section 2.2)."""


def emit(report: Report) -> str:
    """The document; without findings, one suite with one case that passed."""
    suites = [
        _suite(path, list(findings), report)
        for path, findings in groupby(report.findings, key=lambda finding: finding.location.path)
    ]
    if not suites:
        suites = ['<testsuite name="gameplan" tests="1" failures="0">', '<testcase classname="gameplan" name="check"/>']
        suites.append("</testsuite>")
    failures = sum(finding in report.failing for finding in report.findings)
    head = f'<testsuites name="gameplan" tests="{max(len(report.findings), 1)}" failures="{failures}">'
    return "\n".join(['<?xml version="1.0" encoding="UTF-8"?>', head, *suites, "</testsuites>"]) + "\n"


def _suite(path: str, findings: list[Diagnostic], report: Report) -> str:
    failures = sum(finding in report.failing for finding in findings)
    lines = [f'<testsuite name={_attribute(path)} tests="{len(findings)}" failures="{failures}">']
    lines += [_case(finding, fails=finding in report.failing) for finding in findings]
    return "\n".join([*lines, "</testsuite>"])


def _case(finding: Diagnostic, *, fails: bool) -> str:
    where = place(finding.location)
    name = f"{finding.rule.name} {where.removeprefix(visible(finding.location.path)).lstrip(':')}".rstrip()
    lines = (f"{where}: {finding.severity}[{finding.rule.name}]: {finding.message}", finding.hint or "")
    text = "\n".join(_text(line) for line in lines if line)
    inside = (
        f"<failure type={_attribute(finding.rule.name)} message={_attribute(finding.message)}>{text}</failure>"
        if fails
        else f"<system-out>{text}</system-out>"
    )
    return f"<testcase classname={_attribute(finding.location.path)} name={_attribute(name)}>{inside}</testcase>"


def _text(text: str) -> str:
    return escape(_plain(visible(text)))


def _attribute(text: str) -> str:
    return quoteattr(_plain(visible(text)))


def _plain(text: str) -> str:
    return _NO_CHARACTER.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
