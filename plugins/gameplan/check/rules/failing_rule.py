"""A rule of another package could not be loaded, or failed.

## What it does

Reports each rule that a package brings by the entry point group `gameplan.rules` and that can't be used: it can't be imported, has a
name that is taken, lies in the checked folder, raises an exception, or yields something else than findings. All other rules run.

## Why is this bad?

What the rule was written for isn't checked, and nobody would notice.

## Example

A rule of a package fails where an entry has no day:

```markdown plan/party.md
---
title: A party
goals: [grow]
status: idea
---
```

```python house_rules.py
from gameplan.diagnostics import Diagnostic, Rule, Severity

RULE = Rule(name="no-fridays", severity=Severity.WARNING, summary="Something goes out on a Friday.", help="")


def check(context):
    for entry in context.playbook.entries:
        if entry.schedule.start.isoweekday() == 5:
            yield Diagnostic(rule=RULE, message="it goes out on a Friday", location=entry.at("start"))
```

## Use instead

```markdown plan/party.md
---
title: A party
goals: [grow]
status: idea
---
```

```python house_rules.py
from gameplan.diagnostics import Diagnostic, Rule, Severity

RULE = Rule(name="no-fridays", severity=Severity.WARNING, summary="Something goes out on a Friday.", help="")


def check(context):
    for entry in context.playbook.entries:
        day = entry.schedule.first_day
        if day and day.isoweekday() == 5:
            yield Diagnostic(rule=RULE, message=f"{day} is a Friday", location=entry.at("start"))
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.diagnostics import Diagnostic, Rule, Severity, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context
    from gameplan.diagnostics import Location

RULE = Rule.documented(__doc__, Severity.WARNING, name="failing-rule")
_LONGEST = 200


def check(_context: Context) -> Iterator[Diagnostic]:
    """Find nothing here: failures show when the rules of other packages run, in `check/external_rules.py`."""
    yield from ()


def failed(location: Location, name: str, package: str, error: BaseException) -> Diagnostic:
    """The finding for a rule that raised."""
    said = visible(f"{error}"[:_LONGEST])
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return Diagnostic(
        rule=RULE,
        message=f"the rule '{visible(name)}' of the package '{visible(package)}' failed: {what}",
        location=location,
        hint=f"tell whoever maintains {visible(package)}; until then nothing is checked by it",
    )


def not_loaded(location: Location, problem: str) -> Diagnostic:
    """The finding for a rule that could not be loaded."""
    return Diagnostic(rule=RULE, message=visible(problem), location=location, hint="fix the package, or uninstall it")
