"""Limits the findings shown, so that one file with a hundred thousand faults doesn't bury all others. Each is counted."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gameplan.diagnostics.diagnostic import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST = 1_000
"""Findings of one rule in one file that are shown."""


def shown(findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    """The findings in their order, and for those of a rule beyond the ceiling of a file one that counts them.

    It weighs as much as the heaviest of them, so that a check fails with it as it would with all.
    """
    found: Counter[tuple[str, str]] = Counter()
    kept: list[Diagnostic] = []
    left: dict[tuple[str, str], list[Diagnostic]] = {}
    for finding in findings:
        key = (finding.location.path, finding.rule.name)
        found[key] += 1
        if found[key] <= MOST:
            kept.append(finding)
        else:
            left.setdefault(key, []).append(finding)
    for key in [key for key, each in left.items() if len(each) == 1]:
        kept += left.pop(key)
    more = [_standing_for(each) for each in left.values()]
    return sorted([*kept, *more], key=lambda finding: finding.order) if len(kept) < len(findings) else list(findings)


def at_least(findings: Iterable[Diagnostic], fail_on: str) -> tuple[Diagnostic, ...]:
    """The findings at or above a severity; none for `never`."""
    if fail_on == "never":
        return ()
    least = Severity(fail_on).rank
    return tuple(finding for finding in findings if finding.severity.rank >= least)


def counts(findings: Iterable[Diagnostic]) -> Counter[Severity]:
    """Count the findings of each severity, including those that aren't shown."""
    total: Counter[Severity] = Counter()
    for finding in findings:
        total[finding.severity] += finding.stands_for
    return total


def _standing_for(left: list[Diagnostic]) -> Diagnostic:
    """The one finding in the place of some."""
    first = left[0]
    heaviest = max((finding.severity for finding in left), key=lambda severity: severity.rank)
    return Diagnostic(
        rule=first.rule,
        message=f"{len(left)} more findings of this rule in this file are not shown",
        location=first.location,
        hint="fix those that are shown, and check again",
        stands_for=len(left),
    ).weighing(heaviest)
