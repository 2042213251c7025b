"""One cause, one finding: what a page that is gone leaves in thirty places is one thing to fix, and not thirty."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gameplan.diagnostics.diagnostic import Related

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gameplan.diagnostics.diagnostic import Diagnostic

MOST_RELATED = 20
"""Places that stand with a finding; those beyond are counted in its words."""


def gathered(findings: Iterable[Diagnostic]) -> Mapping[Diagnostic, Diagnostic]:
    """Give the findings to show, in their order, each with the first of those that it stands for.

    Of those with one cause the heaviest is shown, else the first; the places of the others stand with it. Only what is shown changes:
    each stays a finding of its own for baselines, ignores and fixes.
    """
    findings = list(findings)
    causes: dict[str, list[Diagnostic]] = {}
    for finding in findings:
        if finding.cause:
            causes.setdefault(finding.cause.key, []).append(finding)
    heaviest = {key: max(same, key=lambda each: each.severity.rank) for key, same in causes.items()}
    told: dict[Diagnostic, Diagnostic] = {}
    for finding in findings:
        if finding.cause is None:
            told[finding] = finding
        elif finding is heaviest[finding.cause.key]:
            others = [each for each in causes[finding.cause.key] if each is not finding]
            told[_with_places(finding, others)] = finding
    return told


def _with_places(finding: Diagnostic, others: list[Diagnostic]) -> Diagnostic:
    if not others:
        return finding
    related = tuple(Related(other.location, other.message) for other in others[:MOST_RELATED])
    if finding.cause and finding.cause.told:
        first = Related(finding.location, finding.message)
        places = f"{finding.cause.told.message}: {len(others) + 1}"
        return replace(
            finding, message=places, location=finding.cause.told.location, related=(first, *related), fix=None
        )
    places = f"{len(others)} more place{'s' if len(others) > 1 else ''}"
    return replace(finding, message=f"{finding.message}; the same in {places}", related=(*finding.related, *related))
