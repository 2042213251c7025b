"""An entry begins before what it waits for is done.

## What it does

Compares the day on which an entry begins with the last day of each entry in its `depends_on`, where both are promised and still
to be done. Where only a window is known, it is wrong only if it can't come right: the latest beginning lies before the earliest
end. What returns is compared by its first time.

## Why is this bad?

One of the two days can't be kept, and nobody sees it from the entry alone.

## Example

```markdown plan/teaser.md
---
title: Teaser
goals: [grow]
start: 2026-12-07
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
depends_on: [teaser]
---
```

## Use instead

```markdown plan/teaser.md
---
title: Teaser
goals: [grow]
start: 2026-12-01
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
depends_on: [teaser]
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.analysis.dependencies import too_early
from gameplan.check.messages import quoted, when_of
from gameplan.diagnostics import Diagnostic, Related, Rule, Severity
from gameplan.model.page import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.WARNING, name="starts-before-dependency")


def check(context: Context) -> Iterator[Diagnostic]:
    """Entries before what they wait for; those that wait for each other have a finding of their own."""
    circles = [frozenset(page.path for page in circle) for circle in context.dependency_circles]
    for path in context.dependencies:
        entry = context.playbook.by_path[path]
        for link in context.playbook.outgoing.get(path, ()):
            need = context.playbook.by_path[link.target]
            if link.field != "depends_on" or not isinstance(entry, Entry) or not isinstance(need, Entry):
                continue
            found = too_early(entry, need)
            if found is None or any({path, link.target} <= circle for circle in circles):
                continue
            begin, end = found
            yield Diagnostic(
                rule=RULE,
                message=(
                    f"{quoted(entry)} begins on {begin}{_known(entry, 'at the latest')}, and {quoted(need)}, "
                    f"which it waits for, is done on {end}{_known(need, 'at the earliest')}"
                ),
                location=link.location,
                hint=f"move it to {end} or later, move the other forward, or take the id out",
                related=(Related(when_of(need), f"done on {end}"),),
            )


def _known(entry: Entry, how: str) -> str:
    """Return the words for a day that is not known exactly."""
    return "" if entry.schedule.start else f" {how}"
