"""The entries that serve a page: what is ahead, and what was."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.ahead import citing, coming_key, serving
from gameplan.analysis.policies import concerned
from gameplan.model.formats import type_of
from gameplan.model.further_pages import Decision, Format, Risk
from gameplan.model.kinds import PLAIN, VISION
from gameplan.model.page import Entry, sort_key
from gameplan.model.pages import Kpi, Policy

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.analysis.ahead import Ahead
    from gameplan.analysis.health import Scores
    from gameplan.analysis.lookups import Lookups
    from gameplan.model.page import Page
    from gameplan.model.schedule import Occurrence


class PagePlan(NamedTuple):
    """A page's entries."""

    coming: tuple[tuple[Occurrence | None, Entry], ...]
    """What is ahead, in order, each with its next time where it returns."""
    earlier: tuple[Entry, ...]
    """The rest, the latest first."""

    @property
    def ahead(self) -> list[Entry]:
        """What is ahead, without its times."""
        return [entry for _, entry in self.coming]

    @property
    def entries(self) -> list[Entry]:
        """All of them."""
        return [*self.earlier[::-1], *self.ahead]


class PagePlans:
    """The entries that serve each page; found once, since a page's head, its parts and lists ask for them."""

    def __init__(self, lookups: Lookups, ahead: Ahead, scores: Scores) -> None:
        """Know where to look.

        Args:
            lookups: into the playbook.
            ahead: what is ahead.
            scores: which goals a KPI measures.
        """
        self._lookups, self._ahead, self._scores = lookups, ahead, scores
        self._known: dict[str, PagePlan] = {}

    def of(self, page: Page) -> PagePlan:
        """Return the entries that serve a page."""
        known = self._known.get(page.path)
        if known is None:
            known = self._known[page.path] = self.in_order(self._entries(page))
        return known

    def in_order(self, found: Iterable[Entry]) -> PagePlan:
        """Return some entries, in order."""
        entries = sorted(found, key=sort_key)
        ahead = ((self._ahead.upcoming(entry), entry) for entry in entries if self._ahead.has(entry))
        earlier = [entry for entry in entries if not self._ahead.has(entry)]
        earlier.sort(key=lambda entry: entry.schedule.first_day or date.min, reverse=True)
        return PagePlan(tuple(sorted(ahead, key=coming_key)), tuple(earlier))

    def _entries(self, page: Page) -> Iterable[Entry]:
        """Return the entries that cite a page, or that it is about: of a KPI also those that serve its goals."""
        playbook = self._lookups.playbook
        if isinstance(page.fields, Policy):
            return concerned(self._lookups, page)
        if isinstance(page.fields, Format):
            return [entry for entry in playbook.entries if entry.entry.type == type_of(page)]
        found = dict.fromkeys(citing(playbook, page))
        if isinstance(page.fields, Kpi):
            for goal in self._scores.goals(page):
                found |= dict.fromkeys(serving(playbook, goal))
        return found


def has_plan(page: Page) -> bool:
    """Tell whether a page shows the entries that serve it."""
    return page.kind not in (PLAIN, VISION) and not isinstance(page, Entry) and not isinstance(page.fields, UNCITED)


UNCITED = (Risk, Decision)
"""The fields of kinds that entries can't cite."""
