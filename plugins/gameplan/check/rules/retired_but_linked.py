"""A page that people rely on links to a piece that was retired.

## What it does

Reports pages of the strategy and live pieces whose text, `related` or `redirect` names an entry with the status `retired`. Reviews
look back, and may name whatever there was.

## Why is this bad?

Readers are sent to what you took down because it no longer holds.

## Example

```markdown plan/old.md
---
title: Firing week, the old way
type: guide
goals: [grow]
start: 2025-03-03
status: retired
---
```

```markdown plan/guide.md
---
title: How to plan a firing week
type: guide
goals: [grow]
start: 2026-10-03
status: published
---

Begin with [the old way](old.md).
```

## Use instead

Take the link out, or link to what took its place:

```markdown plan/old.md
---
title: Firing week, the old way
type: guide
goals: [grow]
start: 2025-03-03
status: retired
---
```

```markdown plan/guide.md
---
title: How to plan a firing week
type: guide
goals: [grow]
start: 2026-10-03
status: published
---

Begin with an empty week.
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.messages import quoted
from gameplan.diagnostics import Cause, Diagnostic, Related, Rule, Severity, visible
from gameplan.model.links import MENTION
from gameplan.model.page import Entry
from gameplan.model.pages import Review
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context
    from gameplan.model.links import PageLink

RULE = Rule.documented(__doc__, Severity.WARNING, name="retired-but-linked")
_FIELDS = (MENTION, "related", "redirect")


def check(context: Context) -> Iterator[Diagnostic]:
    """Links to what was retired, from pages that are in force."""
    live = context.coverage.pieces.by_path
    for entry in context.playbook.entries:
        if entry.status.stage is not Stage.RETIRED:
            continue
        onward = next(iter(context.playbook.targets(entry, "redirect")), None)
        instead = f", or link to where that leads: {visible(onward.title)}" if onward else ""
        hint = f"take the link out{instead}"
        for link in context.playbook.incoming.get(entry.path, ()):
            source = link.page
            relied_on = source.path in live if isinstance(source, Entry) else not isinstance(source.fields, Review)
            if relied_on and link.field in _FIELDS and link.source != entry.path:
                yield _finding(link, entry, hint)


def _finding(link: PageLink, entry: Entry, hint: str) -> Diagnostic:
    return Diagnostic(
        rule=RULE,
        message=f"{quoted(link.page)} links to {quoted(entry)}, which is retired",
        location=link.location,
        hint=hint,
        related=(Related(entry.at("status"), "retired here"),),
        cause=Cause(f"retired {entry.path}"),
    )
