"""A goal means something else since an entry that cites it last changed.

## What it does

Asks git when the meaning of each goal last changed: its title, `parent`, `period` or `start` and `end`, `kpis`, `audiences`,
`success`, `non_goal`, or a word of its text; not its layout, case and punctuation, and neither owner, health, dates of review nor
budget. Entries that are still to be done, cite the goal, and last changed before that day are reported, until they change or say
`reviewed:` with that day or a later one. What was changed back is no change. The finding is an info where only words of the goal's
title or text changed; a goal with several such entries is shown once, with their places. The mainline counts: a merge is one change,
and what isn't committed is the last.

## Why is this bad?

The entry was planned for another goal than the one that is there now, and perhaps nobody has noticed.

## Example

```markdown strategy/goals/studios.md 2026-09-01
---
title: More studios
success: [A hundred new customers a month]
---
```

```markdown plan/launch.md 2026-10-01
---
title: Launch
goals: [studios]
start: 2026-12-03
---
```

```markdown strategy/goals/studios.md 2026-11-02
---
title: More studios
success: [Nobody leaves in the first year]
---
```

## Use instead

```markdown strategy/goals/studios.md 2026-09-01
---
title: More studios
success: [A hundred new customers a month]
---
```

```markdown strategy/goals/studios.md 2026-11-02
---
title: More studios
success: [Nobody leaves in the first year]
---
```

```markdown plan/launch.md 2026-11-03
---
title: Launch
goals: [studios]
start: 2026-12-03
reviewed: 2026-11-03
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.messages import listed, quoted
from gameplan.diagnostics import Cause, Diagnostic, Related, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context
    from gameplan.check.goal_citations import Citation
    from gameplan.model.past import PagePast

RULE = Rule.documented(__doc__, Severity.WARNING, name="suspect-entry")
_PARTS = {
    "title": "title",
    "parent": "parent",
    "period": "period",
    "kpis": "KPIs",
    "audiences": "audiences",
    "success": "success",
    "non_goal": "being a goal at all",
    "text": "text",
}
"""The parts of a goal's meaning, as people call them."""
_WORDING = frozenset(("title", "text"))
"""The parts that may change by a word, and mean what they meant."""


def check(context: Context) -> Iterator[Diagnostic]:
    """Entries whose goals changed their meaning."""
    pages = context.past.pages if context.past else {}
    for citation in context.citations:
        entry, goal = pages.get(citation.entry.path), pages.get(citation.goal.path)
        if entry and goal and goal.meanings and citation.entry.status.stage.open:
            yield from _suspect(context, citation, entry, goal)


def _suspect(context: Context, citation: Citation, entry: PagePast, goal: PagePast) -> Iterator[Diagnostic]:
    reviewed = citation.entry.entry.reviewed
    news = [
        change
        for change in goal.meanings
        if change.at.when > entry.changed.when and (reviewed is None or change.at.day > reviewed)
    ]
    parts = [part for part in _PARTS if news and news[0].before.get(part) != goal.meaning.get(part)]
    if not parts:
        return
    last, names = news[-1].at.day, listed([_PARTS[part] for part in parts])
    told = f"the goal {quoted(citation.goal)} has changed since entries that serve it last did"
    yield Diagnostic(
        rule=RULE,
        message=f"the goal {quoted(citation.goal)} has changed since this entry last did on {entry.changed.day}: {names}",
        location=citation.location,
        hint=f"see whether the entry still serves it, then write reviewed: {max(last, context.today)}",
        related=(Related(citation.goal.start, f"changed on {last}"),),
        cause=Cause(f"changed {citation.goal.path}", Related(citation.goal.at("title"), told)),
        # A title or text may be put in other words without another meaning.
        own=Severity.INFO if _WORDING.issuperset(parts) else None,
    )
