"""Findings whose words, paths and lines are whatever the fuzzer makes of them, through each format."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from fuzz.taking import Taken
from gameplan.diagnostics import Diagnostic, Fix, Location, Related, Rule, Severity, Span
from gameplan.diagnostics.emitters import FORMATS
from gameplan.diagnostics.emitters.report import Report
from report_judges import JUDGES

if TYPE_CHECKING:
    from collections.abc import Callable

_RULES = [
    Rule(name=f"some-{severity}", severity=severity, summary="It is so.", help="## What it does\n\nIt finds.")
    for severity in Severity
]
_MOST = 12
"""Findings: more than GitHub shows of a kind."""


def report_of(data: bytes) -> Report:
    """A report that some bytes stand for."""
    taken = Taken(data)
    rows = [taken.text().replace("\n", "") for _ in range(taken.number(3))]
    folder = "docs/" if taken.number(2) else ""
    unchecked = tuple(taken.text() for _ in range(taken.number(2)))
    findings = tuple(_finding(taken) for _ in range(taken.number(_MOST)))
    return Report(
        findings=tuple(dict.fromkeys(findings)),
        row=lambda _path, line: rows[line % len(rows)] if rows else None,
        today="2026-11-22",
        unchecked=unchecked,
        failing=frozenset(found for found in findings if found.severity is Severity.ERROR),
        version="1.0",
        folder=folder,
    )


def _finding(taken: Taken) -> Diagnostic:
    what = taken.number(256)
    related = tuple(Related(_location(taken, with_span=bool(what & 1)), taken.text() or "x") for _ in range(what & 1))
    return Diagnostic(
        rule=_RULES[what % len(_RULES)],
        message=taken.text() or "x",
        location=_location(taken, with_span=bool(what & 2)),
        hint=taken.text() if what & 4 else None,
        related=related,
        fix=Fix(_span(taken), taken.text(), certain=bool(what & 16)) if what & 8 else None,
    )


def _location(taken: Taken, *, with_span: bool) -> Location:
    return Location(f"plan/{taken.text()}.md", _span(taken) if with_span else None)


def _span(taken: Taken) -> Span:
    line, column, lines, columns = (taken.number(256) for _ in range(4))
    several = lines % 4 if lines > 200 else 0
    return Span(line + 1, column + 1, line + 1 + several, columns + 1 if several else column + columns + 1)


def emit(form: str, data: bytes) -> None:
    """A format writes what its judge accepts."""
    report = report_of(data)
    JUDGES[form](FORMATS[form](report), report)


EMIT: dict[str, Callable[[bytes], None]] = {form: partial(emit, form) for form in JUDGES}
"""The target of each format."""
