"""Somebody has more to do in a week than they can.

## What it does

Counts, for each person with a `capacity`, what there is to do in each week up to the horizon (the option `horizon`, a quarter by
default): an entry in the week in which it begins (one that returns each time) for its `owner`; a deadline that isn't done in the
week of its day, for whoever has to keep it, else for the entry's owner. What is published, on hold or cancelled is no load.
`capacity` is a number of such things; `effort` is not counted, since nobody knows in which weeks it is spent. The site's workload
counts the same.

## Why is this bad?

Something will be late, and whoever reads the plan can't see what.

## Example

```markdown strategy/people/maya.md
---
title: Maya
capacity: 1
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
owner: maya
start: 2026-12-03
deadlines: {press: 2026-12-01}
---
```

## Use instead

```markdown strategy/people/maya.md
---
title: Maya
capacity: 1
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
owner: maya
start: 2026-12-03
deadlines: {press: 2026-11-26}
---
```
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gameplan.analysis.workload import weeks
from gameplan.check.messages import counted, deadline_place, quoted, related_entries, when_of
from gameplan.diagnostics import Diagnostic, Rule, Severity, visible
from gameplan.model.days import monday_of
from gameplan.model.pages import Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.analysis.workload import Task
    from gameplan.check.context import Context
    from gameplan.diagnostics import Location
    from gameplan.model.page import Entry

RULE = Rule.documented(__doc__, Severity.WARNING, name="overbooked-owner")
_WEEK = timedelta(days=6)


def check(context: Context) -> Iterator[Diagnostic]:
    """Weeks with more to do than somebody can."""
    people = {page.id: page for page in context.playbook.of_kind("person")}
    capacities = {
        name: page.fields.capacity
        for name, page in people.items()
        if isinstance(page.fields, Person) and page.fields.capacity is not None
    }
    if not capacities:
        return
    loads = weeks(context.playbook, monday_of(context.today), monday_of(context.horizon) + _WEEK)
    for (owner, first), tasks in loads.items():
        capacity = capacities.get(owner)
        if capacity is not None and len(tasks) > capacity:
            page = people[owner]
            yield Diagnostic(
                rule=RULE,
                message=(
                    f"{quoted(page)} has {_load(tasks)} in the week of {first}, and a capacity of {capacity.normalize():f}"
                ),
                location=page.at("capacity"),
                hint="move something to another week or to somebody else, or write another capacity",
                related=related_entries(_place(task) for task in tasks),
            )


def _load(tasks: list[Task]) -> str:
    deadlines = sum(bool(task.deadline) for task in tasks)
    entries = len(tasks) - deadlines
    parts = (
        [counted(entries, "entry", "entries")] * bool(entries),
        [counted(deadlines, "deadline")] * bool(deadlines),
    )
    return " and ".join(part for those in parts for part in those)


def _place(task: Task) -> tuple[Entry, Location, str]:
    if task.deadline:
        return task.entry, deadline_place(task.entry, task.deadline), f"'{visible(task.deadline)}' is due on {task.day}"
    return task.entry, when_of(task.entry), f"begins on {task.day}"
