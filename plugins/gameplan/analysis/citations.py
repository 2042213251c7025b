"""What is looked up for every entry: who else cites its goals, which rules it has to follow, and when nothing goes out."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gameplan.analysis.policies import concerned, has_only_quiet_days, is_general, quiet_days
from gameplan.model.page import Entry, sort_key
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.analysis.lookups import Lookups
    from gameplan.analysis.policies import QuietDays
    from gameplan.model.page import Page

VOICES = ("voice", "tone", "tone-of-voice", "style")
"""The ids of messages that say how we speak: they are in every brief for their audiences."""
_FIELDS = ("goals", "audiences", "channels", "messages", "kpis", "owner", "stage")
"""The fields of kinds that an entry's page shows by name."""


class Citations:
    """What entries have in common; each found once for all of them."""

    def __init__(self, lookups: Lookups) -> None:
        """Know where to look."""
        self._lookups = lookups
        self._governed: dict[str, frozenset[str] | None] = {}
        """The paths of the entries that a policy applies to, by its own; None where those are all."""

    @cached_property
    def along(self) -> Mapping[str, list[Entry]]:
        """The entries that cite a goal, by the goal's path, in the order of their days; what is dropped is left out."""
        found: dict[str, list[Entry]] = {}
        for goal in self._lookups.playbook.goals:
            citing = (page for page in self._lookups.sources(goal, "goals") if isinstance(page, Entry))
            kept = [entry for entry in citing if entry.status.stage is not Stage.DROPPED]
            found[goal.path] = sorted(kept, key=sort_key)
        return found

    @cached_property
    def places(self) -> Mapping[tuple[str, str], int]:
        """Where an entry stands among those that cite a goal, by the paths of both."""
        return {
            (path, entry.path): place for path, entries in self.along.items() for place, entry in enumerate(entries)
        }

    @cached_property
    def own_fields(self) -> tuple[str, ...]:
        """The fields by which entries cite kinds of the team's own."""
        kinds = self._lookups.playbook.vocabulary.kinds
        return tuple(kind.field for kind in kinds if kind.field and kind.field not in _FIELDS)

    @cached_property
    def voices(self) -> tuple[Page, ...]:
        """The messages that say how we speak."""
        return tuple(page for page in self._lookups.playbook.of_kind("message") if page.id in VOICES)

    @cached_property
    def quiet(self) -> tuple[QuietDays, ...]:
        """The quiet days of all policies, in the order of their dates."""
        policies = self._lookups.playbook.of_kind("policy")
        found = (quiet for policy in policies for quiet in quiet_days(policy))
        return tuple(sorted(found, key=lambda quiet: (quiet.first, quiet.last, quiet.policy.path)))

    def policies(self, entry: Entry) -> tuple[Page, ...]:
        """The rules that an entry is to follow; those that are nothing but quiet days are left out."""
        policies = self._lookups.playbook.of_kind("policy")
        return tuple(page for page in policies if self.governs(page, entry) and not has_only_quiet_days(page))

    def governs(self, policy: Page, entry: Entry) -> bool:
        """Tell whether a policy applies to an entry; see `analysis.policies`."""
        if policy.path not in self._governed:
            general = is_general(self._lookups.playbook, policy)
            paths = (found.path for found in concerned(self._lookups, policy))
            self._governed[policy.path] = None if general else frozenset(paths)
        found = self._governed[policy.path]
        return found is None or entry.path in found
