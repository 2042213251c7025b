"""Runs the rules, and applies what the options and the ignore comments say."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from gameplan.check.external_rules import NO_RULES, run_custom
from gameplan.check.rules import (
    blackout,
    checklist_open,
    clash,
    closed_gate,
    crowded_calendar,
    deadline_after_publication,
    decision_overdue,
    dependency_cycle,
    end_before_start,
    endless_repeat,
    failing_rule,
    goal_cycle,
    goal_without_kpi,
    idle_audience,
    idle_channel,
    idle_format,
    idle_goal,
    illegal_transition,
    journey_gap,
    kpi_off_track,
    kpi_without_reading,
    merge_without_target,
    midnight_start,
    missed_commitment,
    missed_deadline,
    missing_field,
    missing_goal,
    missing_step,
    moved_page,
    no_result,
    non_goal,
    other_currency,
    outside_goal_period,
    over_budget,
    overbooked_owner,
    overdue,
    overlong_entry,
    persona_without_evidence,
    personal_data,
    published_in_future,
    retire_overdue,
    retired_but_linked,
    retired_goal,
    reused_id,
    review_overdue,
    skipped_months,
    stale_content,
    stale_draft,
    starts_before_dependency,
    suspect_entry,
    unapproved,
    uncited_goal,
    undated_entry,
    unlisted_value,
    unused_ignore,
)
from gameplan.diagnostics import Location

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping

    from gameplan.check.context import Check, Context
    from gameplan.check.external_rules import CustomRules
    from gameplan.diagnostics import Diagnostic, Rule, Severity
    from gameplan.model.playbook import Playbook

CHECKS: tuple[Check, ...] = (
    missing_goal,
    retired_goal,
    outside_goal_period,
    non_goal,
    uncited_goal,
    idle_goal,
    goal_without_kpi,
    goal_cycle,
    idle_channel,
    idle_audience,
    persona_without_evidence,
    journey_gap,
    missed_commitment,
    end_before_start,
    overlong_entry,
    midnight_start,
    endless_repeat,
    skipped_months,
    dependency_cycle,
    starts_before_dependency,
    missed_deadline,
    deadline_after_publication,
    blackout,
    clash,
    overdue,
    published_in_future,
    overbooked_owner,
    undated_entry,
    review_overdue,
    decision_overdue,
    stale_content,
    retire_overdue,
    retired_but_linked,
    merge_without_target,
    stale_draft,
    no_result,
    kpi_off_track,
    kpi_without_reading,
    suspect_entry,
    reused_id,
    moved_page,
    illegal_transition,
    unapproved,
    closed_gate,
    checklist_open,
    idle_format,
    missing_step,
    missing_field,
    unlisted_value,
    crowded_calendar,
    over_budget,
    other_currency,
    personal_data,
    failing_rule,
    unused_ignore,
)
"""Every rule of this stage, in the order in which documentation lists them."""

OF_HISTORY = tuple(check.RULE for check in (suspect_entry, reused_id, moved_page, illegal_transition))
"""The rules that find nothing without history."""
WITH_HISTORY = (*OF_HISTORY, unapproved.RULE)
"""The rules that ask for history; the others of them go by what the playbook says now where there is none."""


def run_checks(context: Context, custom: CustomRules = NO_RULES, config: str = "mkdocs.yml") -> list[Diagnostic]:
    """The findings of every rule of this stage, and of rules that other packages bring.

    Args:
        context: what they look at.
        custom: the rules of other packages.
        config: the name of the file to which belongs what goes wrong with those.
    """
    found = [finding for check in CHECKS for finding in check.check(context)]
    return [*found, *run_custom(custom, context, config)]


def configured(
    found: Iterable[Diagnostic],
    playbook: Playbook,
    levels: Mapping[str, Severity | None],
    patterns: Mapping[str, Iterable[str]],
    rules: Mapping[str, Rule],
    named: Container[str] = (),
) -> list[Diagnostic]:
    """Findings as the options and comments want them, sorted.

    Args:
        found: the findings of all stages.
        playbook: whose pages hold the ignore comments.
        levels: severity by rule; None where a rule is off.
        patterns: rules to ignore, by file pattern.
        rules: every rule there is, by name.
        named: the rules whose severity the options name: their findings have none of their own.
    """
    used: set[tuple[str, str]] = set()
    asked = {(page.path, ignore.rule) for page in playbook.pages for ignore in page.ignores}
    by_option: dict[tuple[str, str], bool] = {}
    kept = []
    for finding in found:
        rule, path = finding.rule, finding.location.path
        if rule.configurable:
            key = (path, rule.name)
            if key in asked:
                used.add(key)
                continue
            if key not in by_option:
                by_option[key] = levels.get(rule.name) is None or _ignored(path, rule.name, patterns)
            if by_option[key]:
                continue
        severity = levels.get(rule.name) if finding.own is None or rule.name in named else None
        kept.append(finding.weighing(severity) if severity else finding)
    level = levels.get(unused_ignore.RULE.name)
    if level is not None:
        kept += [finding.weighing(level) for finding in _unused(playbook, used, patterns, rules)]
    distinct = {finding.order: finding for finding in kept}
    return [distinct[order] for order in sorted(distinct)]


def _ignored(path: str, rule: str, patterns: Mapping[str, Iterable[str]]) -> bool:
    """Tell whether the options ignore a rule in a file."""
    return any(fnmatchcase(path, pattern) and rule in names for pattern, names in patterns.items())


def _unused(
    playbook: Playbook, used: set[tuple[str, str]], patterns: Mapping[str, Iterable[str]], rules: Mapping[str, Rule]
) -> Iterator[Diagnostic]:
    """The findings for ignore comments that silenced nothing."""
    for page in playbook.pages:
        for ignore in page.ignores:
            if (page.path, ignore.rule) not in used and not _ignored(page.path, unused_ignore.RULE.name, patterns):
                yield unused_ignore.unused(Location(page.path, ignore.span), ignore.rule, rules)
