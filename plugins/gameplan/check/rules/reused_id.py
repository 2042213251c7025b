"""An id belonged to another page before.

## What it does

Asks git which pages had an id before. Neither a renamed file nor a page that was deleted and came back is another page: it has the
same title or the same text.

## Why is this bad?

Whoever subscribed to the old page gets the new one in its place: calendars take both for one event, and old links lead to the wrong
page.

## Example

```markdown plan/open-day.md 2026-06-01
---
title: Open day in June
goals: [grow]
start: 2026-06-20
status: done
---
```

```markdown plan/open-day.md 2026-09-01 deleted
```

```markdown plan/open-day.md 2026-11-01
---
title: Evening for teachers
goals: [grow]
start: 2026-12-05
---
```

## Use instead

```markdown plan/open-day.md 2026-06-01
---
title: Open day in June
goals: [grow]
start: 2026-06-20
status: done
---
```

```markdown plan/open-day.md 2026-09-01 deleted
```

```markdown plan/evening-for-teachers.md 2026-11-01
---
title: Evening for teachers
goals: [grow]
start: 2026-12-05
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.messages import title_of
from gameplan.diagnostics import Diagnostic, Rule, Severity, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.WARNING, name="reused-id")


def check(context: Context) -> Iterator[Diagnostic]:
    """Pages whose id another page had."""
    pasts = context.past.pages if context.past else {}
    for page in context.playbook.pages if pasts else ():
        past = pasts.get(page.path)
        former = past.former if past else None
        if former is None:
            continue
        other = f"'{visible(former.title)}' ({visible(former.path)})" if former.title else "another page"
        yield Diagnostic(
            rule=RULE,
            message=f"the id '{visible(page.id)}' was that of {other} until {former.until.day}",
            location=title_of(page),
            hint=f"write an id of its own, as in id: {visible(page.id)}-2",
        )
