"""Takes out what follows from a value that can't be read: one slip is one finding."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.rules import (
    blackout,
    checklist_open,
    clash,
    closed_gate,
    crowded_calendar,
    deadline_after_publication,
    end_before_start,
    goal_without_kpi,
    idle_audience,
    idle_channel,
    idle_goal,
    illegal_transition,
    journey_gap,
    kpi_off_track,
    kpi_without_reading,
    merge_without_target,
    missed_commitment,
    missed_deadline,
    missing_goal,
    no_result,
    other_currency,
    outside_goal_period,
    over_budget,
    overbooked_owner,
    overdue,
    published_in_future,
    retire_overdue,
    retired_goal,
    review_overdue,
    stale_content,
    stale_draft,
    starts_before_dependency,
    suspect_entry,
    unapproved,
    uncited_goal,
    undated_entry,
)

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator
    from types import ModuleType

    from gameplan.diagnostics import Diagnostic
    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook


def _names(*checks: ModuleType) -> frozenset[str]:
    return frozenset(check.RULE.name for check in checks)


_WHEN = _names(
    overdue, undated_entry, stale_draft, end_before_start, published_in_future, outside_goal_period, blackout, clash,
    deadline_after_publication, starts_before_dependency, no_result, crowded_calendar, overbooked_owner,
    stale_content,
)  # fmt: skip
_STATUS = _names(
    checklist_open, closed_gate, overdue, undated_entry, stale_draft, published_in_future, no_result, unapproved, illegal_transition,
    missed_deadline,
    retired_goal, outside_goal_period, suspect_entry, blackout, clash, starts_before_dependency, deadline_after_publication,
    stale_content, retire_overdue, merge_without_target,
)  # fmt: skip
_OF_FIELD = {
    **dict.fromkeys(("start", "end", "duration", "timezone", "repeat"), _WHEN),
    "status": _STATUS,
    "deadlines": _names(missed_deadline, deadline_after_publication),
    "goals": _names(missing_goal),
    "kpis": _names(goal_without_kpi),
    **dict.fromkeys(("budget", "spent"), _names(over_budget, other_currency)),
    "published": _names(published_in_future, no_result, overdue, stale_content),
    "results": _names(no_result),
    "approved_by": _names(unapproved),
    "review_by": _names(review_overdue, stale_content),
    "audited": _names(stale_content, merge_without_target),
    "redirect": _names(merge_without_target),
    "available": _WHEN | _names(retire_overdue),
    "retire_on": _names(retire_overdue, stale_content),
    "type": _names(stale_content, checklist_open),
    "checked": _names(checklist_open),
    "lasting": _names(stale_content),
    "readings": _names(kpi_without_reading, kpi_off_track),
    "target": _names(kpi_off_track),
    "baseline": _names(kpi_off_track),
    "lifecycle": _names(uncited_goal, idle_goal, goal_without_kpi),
}
"""The rules that say nothing of a page, by the field of it that can't be read."""
_OF_CITED = _names(idle_goal, idle_audience, idle_channel, journey_gap, missed_commitment)
"""The rules that say nothing of a page that an entry cites of which nobody knows when it is, or whether it is still to come."""
_OF_TAKEN = _names(uncited_goal, idle_goal, idle_audience, idle_channel, goal_without_kpi, kpi_without_reading)
"""The rules that say nothing of a page whose id another one has: nothing can cite it."""
_TIMING = frozenset(("start", "repeat", "status", "end", "duration"))


class Consequences:
    """What follows from the values of a playbook that can't be read."""

    def __init__(self, playbook: Playbook, taken: Container[str] = ()) -> None:
        """Look for what can't be read.

        Args:
            playbook: whose pages say which of their fields that is.
            taken: the paths of pages whose ids other pages have.
        """
        self._unread = {page.path: page.unread for page in playbook.pages if page.unread}
        self._taken = taken
        doubtful = (playbook.by_path[path] for path, names in self._unread.items() if names & _TIMING)
        self._doubtful = frozenset(_cited(playbook, doubtful))

    def hold(self, finding: Diagnostic) -> bool:
        """Tell whether a finding of the check would not be there if all could be read, or might not."""
        path, rule = finding.location.path, finding.rule.name
        return (
            any(rule in _OF_FIELD.get(name, ()) for name in self._unread.get(path, ()))
            or (path in self._doubtful and rule in _OF_CITED)
            or (path in self._taken and rule in _OF_TAKEN)
        )


def _cited(playbook: Playbook, pages: Iterable[Page]) -> Iterator[str]:
    """The paths of what some pages cite, and of the goals above."""
    for page in pages:
        for link in playbook.outgoing.get(page.path, ()):
            yield link.target
            if (target := playbook.by_path.get(link.target)) is not None and target.kind.name == "goal":
                yield from (above.path for above in playbook.ancestors(target))
