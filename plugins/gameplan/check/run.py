"""Runs the rules, and applies what the options and the ignore comments say."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from gameplan.check.context import Context
from gameplan.check.rules import (
    dependency_cycle,
    end_before_start,
    goal_cycle,
    missing_goal,
    non_goal,
    outside_goal_period,
    overdue,
    retired_goal,
    review_overdue,
    uncited_goal,
    undated_entry,
    unused_ignore,
)
from gameplan.diagnostics import Location

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from gameplan.check.context import Check
    from gameplan.diagnostics import Diagnostic, Rule, Severity
    from gameplan.model.playbook import Playbook

CHECKS: tuple[Check, ...] = (
    missing_goal,
    retired_goal,
    outside_goal_period,
    non_goal,
    uncited_goal,
    goal_cycle,
    end_before_start,
    dependency_cycle,
    overdue,
    undated_entry,
    review_overdue,
    unused_ignore,
)
"""Every rule of this stage, in the order in which documentation lists them."""


def run_checks(playbook: Playbook, today: date) -> list[Diagnostic]:
    """The findings of every rule of this stage."""
    context = Context(playbook, today)
    return [finding for check in CHECKS for finding in check.check(context)]


def configured(
    found: Iterable[Diagnostic],
    playbook: Playbook,
    levels: Mapping[str, Severity | None],
    patterns: Mapping[str, Iterable[str]],
    rules: Mapping[str, Rule],
) -> list[Diagnostic]:
    """Findings as the options and comments want them, sorted.

    Args:
        found: the findings of all stages.
        playbook: whose pages hold the ignore comments.
        levels: severity by rule; None where a rule is off.
        patterns: rules to ignore, by file pattern.
        rules: every rule there is, by name.
    """
    used: set[tuple[str, str]] = set()
    kept = []
    for finding in found:
        rule, path = finding.rule, finding.location.path
        if rule.configurable:
            page = playbook.by_path.get(path)
            if page is not None and page.ignores and any(ignore.rule == rule.name for ignore in page.ignores):
                used.add((path, rule.name))
                continue
            if levels.get(rule.name) is None or _ignored(path, rule.name, patterns):
                continue
        severity = levels.get(rule.name)
        kept.append(finding.weighing(severity) if severity else finding)
    level = levels.get(unused_ignore.RULE.name)
    if level is not None:
        kept += [finding.weighing(level) for finding in _unused(playbook, used, patterns, rules)]
    distinct = {finding.order: finding for finding in kept}
    return [distinct[order] for order in sorted(distinct)]


def _ignored(path: str, rule: str, patterns: Mapping[str, Iterable[str]]) -> bool:
    """Whether the options ignore a rule in a file."""
    return any(fnmatchcase(path, pattern) and rule in names for pattern, names in patterns.items())


def _unused(
    playbook: Playbook, used: set[tuple[str, str]], patterns: Mapping[str, Iterable[str]], rules: Mapping[str, Rule]
) -> Iterator[Diagnostic]:
    """The findings for ignore comments that silenced nothing."""
    for page in playbook.pages:
        for ignore in page.ignores:
            if (page.path, ignore.rule) not in used and not _ignored(page.path, unused_ignore.RULE.name, patterns):
                yield unused_ignore.unused(Location(page.path, ignore.span), ignore.rule, rules)
