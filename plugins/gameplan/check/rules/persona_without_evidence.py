"""What is said of an audience comes from nowhere.

## What it does

Reports audiences that say what people need, find hard, are like, prefer, value or how they buy, and name no `evidence`.

## Why is this bad?

A persona that somebody made up reads like one that people were asked about, and the plan is built on it all the same.

## Example

```markdown strategy/audiences/founders.md
---
title: Founders
needs: [an answer on Sunday evening]
accepted_gaps: [{reason: The plan for them comes next week}]
---
```

## Use instead

```markdown strategy/audiences/founders.md
---
title: Founders
needs: [an answer on Sunday evening]
accepted_gaps: [{reason: The plan for them comes next week}]
evidence: [{source: Nine interviews, on: 2026-10-20}]
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.messages import quoted
from gameplan.diagnostics import Diagnostic, Rule, Severity
from gameplan.model.pages import Audience

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.INFO, name="persona-without-evidence")
_SAID = ("needs", "challenges", "traits", "preferences", "values", "buying")


def check(context: Context) -> Iterator[Diagnostic]:
    """Audiences of whom something is said, and nobody says how it is known."""
    for page in context.playbook.of_kind("audience"):
        fields = page.fields
        said = next((name for name in _SAID if getattr(fields, name)), "")
        if isinstance(fields, Audience) and said and not fields.evidence and "evidence" not in page.unread:
            yield Diagnostic(
                rule=RULE,
                message=f"nobody says how what stands here of {quoted(page)} is known",
                location=page.at(said),
                hint="write a line evidence: [{source: Nine interviews, on: 2026-10-20}], or ask some of them first",
            )
