"""What the plan costs, against what was granted: sums by goal, campaign, channel and period, in one currency.

What counts as planned is the budget of an entry that is promised: planned or further, published included. A campaign's budget holds
those of its parts: only what they leave of it counts as its own. What was spent counts whatever became of the entry.
Of the goals that an entry serves the first one pays for it, and so do the goals above that: sums over goals add up.
"""

from __future__ import annotations

from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.money import Money, main_currency, parse_money
from gameplan.model.page import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook

NOTHING = Decimal(0)


class Costs(NamedTuple):
    """What some entries cost."""

    planned: Decimal
    spent: Decimal
    entries: tuple[Entry, ...]
    """Those that cost something, the dearest first."""

    @property
    def most(self) -> Decimal:
        """The larger one of what is planned and what was spent."""
        return max(self.planned, self.spent)


class Accounts:
    """The money of a playbook."""

    def __init__(self, playbook: Playbook, currency: str = "") -> None:
        """Know what to add up.

        Args:
            playbook: with what may be seen.
            currency: in which; default: that of most of its amounts.
        """
        self.playbook = playbook
        self._given = currency

    @cached_property
    def amounts(self) -> tuple[tuple[Page, str, Money], ...]:
        """Every amount, with its page and its field."""
        return tuple(
            (page, name, parse_money(text))
            for page in self.playbook.pages
            for name in ("budget", "spent")
            if (text := getattr(page.fields, name, None))
        )

    @cached_property
    def currency(self) -> str:
        """The currency of all sums; empty where there is no amount."""
        return self._given or main_currency(money for _, _, money in self.amounts)

    @cached_property
    def _by_field(self) -> dict[tuple[str, str], Decimal]:
        return {
            (page.path, name): money.amount for page, name, money in self.amounts if money.currency == self.currency
        }

    def granted(self, page: Page) -> Decimal | None:
        """Return the budget of a page in the playbook's currency; None where it has none."""
        return self._by_field.get((page.path, "budget"))

    def spent(self, entry: Entry) -> Decimal:
        """Return what was spent on an entry."""
        return self._by_field.get((entry.path, "spent"), NOTHING)

    def planned(self, entry: Entry) -> Decimal:
        """Return what is planned for an entry itself; of a campaign what its parts leave of its budget."""
        return self._planned.get(entry.path, NOTHING)

    def of(self, entries: Iterable[Entry]) -> Costs:
        """Add up entries, each once."""
        distinct = {entry.path: entry for entry in entries}.values()
        costs = {entry.path: max(self.planned(entry), self.spent(entry)) for entry in distinct}
        dear = sorted(
            (entry for entry in distinct if costs[entry.path]), key=lambda each: (-costs[each.path], each.path)
        )
        planned, spent = (sum(map(what, distinct), NOTHING) for what in (self.planned, self.spent))
        return Costs(planned, spent, tuple(dear))

    def of_goal(self, goal: Page) -> Costs:
        """Add up what a goal pays for, and the goals below it."""
        goals = (goal, *self.playbook.descendants(goal))
        return self.of(entry for each in goals for entry in self.playbook.citing(each) if self._pays(each, entry))

    def _pays(self, goal: Page, entry: Entry) -> bool:
        return next(iter(self.playbook.targets(entry, "goals")), None) is goal

    def of_campaign(self, campaign: Entry) -> Costs:
        """Add up the parts of a campaign, and their parts; without what it spends itself."""
        return self.of(self._below(campaign))

    def of_page(self, page: Page) -> Costs:
        """Add up what cites a page, such as a channel."""
        return self.of(self.playbook.citing(page))

    def of_period(self, first: date, last: date) -> Costs:
        """Add up what begins in some days."""
        found = (entry for entry in self.playbook.entries if (day := entry.schedule.first_day) and first <= day <= last)
        return self.of(found)

    def is_campaign(self, page: Page) -> bool:
        """Tell whether other entries are parts of a page."""
        return page.path in self._parts

    @cached_property
    def _parts(self) -> dict[str, list[Entry]]:
        """The parts of each campaign, by its path."""
        found: dict[str, list[Entry]] = {}
        for entry in self.playbook.entries:
            for campaign in self.playbook.targets(entry, "campaign"):
                found.setdefault(campaign.path, []).append(entry)
        return found

    @cached_property
    def _planned(self) -> dict[str, Decimal]:
        """What is planned for each entry itself, from the parts up; of campaigns that hold each other one is taken for the outer one."""
        totals: dict[str, Decimal] = {}
        found: dict[str, Decimal] = {}
        waiting = {path: len(parts) for path, parts in self._parts.items()}
        ready = [entry for entry in self.playbook.entries if entry.path not in waiting]
        circles = [entry for entry in self.playbook.entries if entry.path in waiting]
        while ready or circles:
            entry = ready.pop() if ready else circles.pop()
            if entry.path in found:
                continue
            budget = self.granted(entry) if entry.status.stage.committed else None
            below = sum((totals.get(part.path, NOTHING) for part in self._parts.get(entry.path, ())), NOTHING)
            found[entry.path] = max((budget or NOTHING) - below, NOTHING)
            totals[entry.path] = found[entry.path] + below
            for campaign in self.playbook.targets(entry, "campaign"):
                waiting[campaign.path] -= 1
                if not waiting[campaign.path] and isinstance(campaign, Entry):
                    ready.append(campaign)
        return found

    def _below(self, campaign: Entry) -> Iterator[Entry]:
        seen = {campaign.path}
        waiting = list(self._parts.get(campaign.path, ()))
        while waiting:
            part = waiting.pop()
            if part.path not in seen:
                seen.add(part.path)
                yield part
                waiting += self._parts.get(part.path, ())
