"""The entries that serve a page: what is ahead, and what was."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.kinds import PLAIN, VISION
from gameplan.model.page import Entry
from gameplan.model.pages import Kpi, Policy
from gameplan.publish.ahead import citing, coming_key, is_ahead, serving, upcoming
from gameplan.publish.policies import concerned
from gameplan.publish.rows import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.model.page import Page
    from gameplan.model.schedule import Occurrence
    from gameplan.publish.edition import Edition


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


def plan_of(edition: Edition, page: Page) -> PagePlan:
    """The entries that serve a page; found once, since its head, its panels and lists ask for them."""
    known = edition.page_plans.get(page.path)
    if known is None:
        known = edition.page_plans[page.path] = in_order(edition, _entries(edition, page))
    return known


def in_order(edition: Edition, found: Iterable[Entry]) -> PagePlan:
    """Some entries, in order."""
    entries = sorted(found, key=sort_key)
    ahead = ((upcoming(entry, edition), entry) for entry in entries if is_ahead(entry, edition))
    earlier = [entry for entry in entries if not is_ahead(entry, edition)]
    earlier.sort(key=lambda entry: entry.schedule.first_day or date.min, reverse=True)
    return PagePlan(tuple(sorted(ahead, key=coming_key)), tuple(earlier))


def _entries(edition: Edition, page: Page) -> Iterable[Entry]:
    """Who cites a page; of a KPI also who serves the goals that it measures, of a policy whom it concerns."""
    playbook = edition.playbook
    if isinstance(page.fields, Policy):
        return concerned(edition, page)
    found = dict.fromkeys(citing(playbook, page))
    if isinstance(page.fields, Kpi):
        for goal in edition.scores.goals(page):
            found |= dict.fromkeys(serving(playbook, goal))
    return found


def has_plan(page: Page) -> bool:
    """Whether a page shows the entries that serve it."""
    return page.kind is not PLAIN and page.kind is not VISION and not isinstance(page, Entry)
