"""A status changed in a way that the workflow doesn't allow.

## What it does

Asks git for the last change of each entry's status, and the option `workflow` whether it allows it. Silent without the option. A
status that the option doesn't name may be followed by any; one with an empty list by none. What changed before the option did isn't
judged. The mainline counts: a pull request is one change, and what isn't committed is the last.

## Why is this bad?

A step was left out that the team has agreed on, such as the review.

## Example

```yaml mkdocs.yml
plugins:
  - gameplan:
      workflow:
        in-progress: [in-review, on-hold]
        in-review: [in-progress, scheduled]
```

```markdown plan/launch.md 2026-11-01
---
title: Launch
goals: [grow]
start: 2026-12-03
status: in-progress
---
```

```markdown plan/launch.md 2026-11-09
---
title: Launch
goals: [grow]
start: 2026-12-03
status: scheduled
---
```

## Use instead

```yaml mkdocs.yml
plugins:
  - gameplan:
      workflow:
        in-progress: [in-review, on-hold]
        in-review: [in-progress, scheduled]
```

```markdown plan/launch.md 2026-11-01
---
title: Launch
goals: [grow]
start: 2026-12-03
status: in-progress
---
```

```markdown plan/launch.md 2026-11-09
---
title: Launch
goals: [grow]
start: 2026-12-03
status: in-review
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.messages import listed, quoted, title_of
from gameplan.diagnostics import Diagnostic, Rule, Severity
from gameplan.model.conventions import next_statuses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.WARNING, name="illegal-transition")


def check(context: Context) -> Iterator[Diagnostic]:
    """Entries whose status took a way that there isn't."""
    past, after = context.past, next_statuses(context.conventions, context.playbook.vocabulary)
    if past is None or not after:
        return
    for entry in context.playbook.entries:
        known = past.pages.get(entry.path)
        change = known.transition if known else None
        if change is None or (past.workflow_since and change.at.when <= past.workflow_since.when):
            continue
        allowed = after.get(change.before)
        if allowed is None or change.after in allowed or change.after != entry.status.name:
            continue
        legal = (
            f"after {change.before} comes {listed(allowed, 'or')}"
            if allowed
            else f"nothing comes after {change.before}"
        )
        yield Diagnostic(
            rule=RULE,
            message=f"{quoted(entry)} went from {change.before} to {change.after} on {change.at.day}: {legal}",
            location=entry.at("status") if entry.places.has("status") else title_of(entry),
            hint=f"write status: {listed(allowed or (change.before,), 'or')}, or allow it in the option workflow",
        )
