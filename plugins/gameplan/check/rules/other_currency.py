"""An amount is in another currency than the others.

## What it does

Looks at every `budget` and `spent`. The currency of a playbook is that of the option `currency`, or else that of most of its amounts.

## Why is this bad?

Sums are made in one currency, and nothing is converted: an amount in another one is missing from each of them.

## Example

```markdown strategy/goals/grow.md
---
title: Grow
budget: 9000 EUR
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
budget: 900 EUR
spent: 100 USD
---
```

## Use instead

```markdown strategy/goals/grow.md
---
title: Grow
budget: 9000 EUR
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
budget: 900 EUR
spent: 92 EUR
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.messages import quoted
from gameplan.diagnostics import Diagnostic, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.WARNING, name="other-currency")


def check(context: Context) -> Iterator[Diagnostic]:
    """Amounts that no sum can hold."""
    accounts = context.accounts
    for page, name, money in accounts.amounts:
        if money.currency != accounts.currency:
            yield Diagnostic(
                rule=RULE,
                message=f"{name} of {quoted(page)} is in {money.currency}, and this playbook's amounts are in {accounts.currency}",
                location=page.at(name),
                hint=f"write it in {accounts.currency}: nothing is converted; or set currency: {money.currency} in the options",
            )
