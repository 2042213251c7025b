"""Nobody has audited a live piece for a long time.

## What it does

Looks at what is live: published entries that go on serving people, such as articles, guides and pages. It reports those whose last audit,
or else the day on which they went out, is longer ago than `limits.audit_after` (365 days by default). A piece that `review-overdue` or
`retire-overdue` tells of already is left to them.

## Why is this bad?

Prices, screens and promises change, and the page doesn't. Readers go by what it says.

## Example

```markdown plan/guide.md
---
title: How to plan a firing week
type: guide
goals: [grow]
start: 2025-03-03
status: published
---
```

## Use instead

Look at it, and write what you found. The verdict is `keep`, `update`, `merge` or `retire`:

```markdown plan/guide.md
---
title: How to plan a firing week
type: guide
goals: [grow]
start: 2025-03-03
status: published
audited: {on: 2026-11-20, verdict: keep}
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.analysis.live import Due
from gameplan.check.messages import quoted, when_of
from gameplan.diagnostics import Diagnostic, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.INFO, name="stale-content")


def check(context: Context) -> Iterator[Diagnostic]:
    """Live pieces that were audited, or published, too long ago."""
    for piece in context.coverage.pieces.pieces:
        if Due.AUDIT not in piece.dues or Due.REVIEW in piece.dues or Due.RETIRE in piece.dues:
            continue
        entry, fields = piece.entry, piece.entry.entry
        told = f"was last audited on {piece.looked_at}" if fields.audited else f"is out since {piece.looked_at}"
        place = entry.at("audited", "on") if fields.audited else entry.at("published")
        key = entry.places.typed_key("audited", "on")
        yield Diagnostic(
            rule=RULE,
            message=f"{quoted(entry)} {told}{'' if fields.audited else ', and nobody has audited it'}",
            location=place if fields.audited or fields.published else when_of(entry),
            hint=f"look at it, then write what you found: audited: {{{key}: {context.today}, verdict: keep}}",
        )
