"""A piece is to be merged, and nobody knows into what.

## What it does

Reports published and retired entries whose last audit says `verdict: merge`, and that don't say with `redirect` where their readers go.

## Why is this bad?

What is in it gets lost, and its address leads nowhere.

## Example

```markdown plan/guide.md
---
title: Reading a kiln log
type: guide
goals: [grow]
start: 2026-03-03
status: published
audited: {on: 2026-10-01, verdict: merge}
---
```

## Use instead

Name the page that takes it up, by its id, or by its address:

```markdown plan/guide.md
---
title: Reading a kiln log
type: guide
goals: [grow]
start: 2026-03-03
status: published
audited: {on: 2026-10-01, verdict: merge}
redirect: base
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

RULE = Rule.documented(__doc__, Severity.WARNING, name="merge-without-target")


def check(context: Context) -> Iterator[Diagnostic]:
    """Pieces to merge that don't say into what."""
    for entry in context.playbook.entries:
        audit = entry.entry.audited
        if audit and audit.verdict == "merge" and not entry.entry.redirect and entry.status.stage.went_out:
            yield Diagnostic(
                rule=RULE,
                message=f"{quoted(entry)} is to be merged, and doesn't say into what",
                location=entry.at("audited", "verdict"),
                hint="write the id of the page that takes it up, or its address: redirect: an-id",
            )
