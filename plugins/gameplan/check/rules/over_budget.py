"""More is planned, or was spent, than was granted.

## What it does

Adds up the `budget` and the `spent` of entries, and holds the sums against the `budget` of each goal (with the goals below it), channel and
campaign, and against the option `budgets`, which grants amounts for periods. An entry counts once it is planned; ideas, and what is on
hold or cancelled, don't, but what was spent on them does. The first of an entry's goals pays for it. The budget of a campaign holds those
of its parts.

## Why is this bad?

The money is not there: something will be cancelled late, when it has cost most of its money already.

## Example

```markdown strategy/goals/grow.md
---
title: Grow
budget: 1000 EUR
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
budget: 50000 EUR
---
```

## Use instead

```markdown strategy/goals/grow.md
---
title: Grow
budget: 1000 EUR
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
budget: 900 EUR
---
```
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from gameplan.check.messages import listed, quoted, related_entries, title_of, when_of
from gameplan.diagnostics import Diagnostic, Rule, Severity
from gameplan.model.money import Money
from gameplan.model.page import Entry
from gameplan.model.pages import Channel, Goal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from gameplan.analysis.money import Accounts, Costs
    from gameplan.check.context import Context
    from gameplan.diagnostics import Location, Related
    from gameplan.model.page import Page

RULE = Rule.documented(__doc__, Severity.WARNING, name="over-budget")
_DEAREST = 3


def check(context: Context) -> Iterator[Diagnostic]:
    """What costs more than it may."""
    accounts = context.accounts
    if not accounts.amounts:
        return
    for page in context.playbook.pages:
        granted = accounts.granted(page)
        costs = _costs(accounts, page) if granted is not None else None
        if granted is not None and costs is not None and costs.most > granted:
            others = [entry for entry in costs.entries if entry is not page]
            yield Diagnostic(
                rule=RULE,
                message=f"{quoted(page)} has {_money(accounts, granted)}, and {_comes_to(accounts, costs, granted)}",
                location=page.at("budget"),
                hint=_hint(accounts, others),
                related=_dearest(others),
            )
    yield from _periods(context, accounts)


def _costs(accounts: Accounts, page: Page) -> Costs | None:
    """What a page's budget is for; None where it is its own cost."""
    if isinstance(page.fields, Goal):
        above = accounts.playbook.ancestors(page)
        # Of goals that are parts of each other nobody knows which pays for what.
        return None if above and accounts.playbook.parent(above[-1]) is page else accounts.of_goal(page)
    if isinstance(page.fields, Channel):
        return accounts.of_page(page)
    if isinstance(page, Entry):
        if accounts.is_campaign(page):
            costs = accounts.of_campaign(page)
            return costs._replace(spent=costs.spent + accounts.spent(page))
        # What was spent on an entry may be more than its own budget.
        return accounts.of([page])
    return None


def _periods(context: Context, accounts: Accounts) -> Iterator[Diagnostic]:
    """Periods for which more is planned than the options grant, at the entry with which it is too much."""
    for window, granted in context.conventions.budgets:
        if window.first is None or window.last is None or granted.currency != accounts.currency:
            continue
        costs = accounts.of_period(window.first, window.last)
        if costs.most > granted.amount and costs.entries:
            last = max(costs.entries, key=lambda entry: (entry.schedule.first_day or window.last, entry.path))
            yield Diagnostic(
                rule=RULE,
                message=f"{window.label} has {granted.typed}, and {_comes_to(accounts, costs, granted.amount)}",
                location=when_of(last),
                hint=_hint(accounts, costs.entries),
                related=_dearest(entry for entry in costs.entries if entry is not last),
            )


def _comes_to(accounts: Accounts, costs: Costs, granted: Decimal) -> str:
    if costs.planned > granted:
        return f"what is planned comes to {_money(accounts, costs.planned)}"
    return f"{_money(accounts, costs.spent)} were spent"


def _hint(accounts: Accounts, entries: Sequence[Entry]) -> str:
    dear = [
        f"{quoted(entry)} ({_money(accounts, max(accounts.planned(entry), accounts.spent(entry)))})"
        for entry in entries[:_DEAREST]
    ]
    dearest = f": the dearest {'is' if len(dear) == 1 else 'are'} {listed(dear)}" if dear else ""
    return f"plan for less, or raise the budget{dearest}"


def _money(accounts: Accounts, amount: Decimal) -> str:
    return Money(amount, accounts.currency).typed


def _dearest(entries: Iterable[Entry]) -> tuple[Related, ...]:
    return related_entries((entry, _place(entry), "one of the dearest") for entry in islice(entries, _DEAREST))


def _place(entry: Entry) -> Location:
    said = next((name for name in ("budget", "spent") if entry.places.has(name)), "")
    return entry.at(said) if said else title_of(entry)
