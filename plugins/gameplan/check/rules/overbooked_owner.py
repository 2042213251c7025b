"""Somebody has more to do in a week than they can.

## What it does

Looks at each week up to the horizon (the option `horizon`, a quarter by default), for each person whose page has a `capacity`.

Where `capacity` is an amount of work (`3d a week`) or a share of the week (`60 %`), it adds up the work that lies in the week: the `effort`
of the entries that the person owns. Work is done before the day on which an entry begins: on the workdays from its first deadline on,
or on as many as its effort takes where that is earlier or there is no deadline. It is spread evenly over them, and compared to a tenth
of a day. What returns takes its effort each time. An entry without `effort` counts nothing.

Where `capacity` is a number, it counts what there is to do: an entry in the week in which it begins (one that returns each time) for its
`owner`; a deadline that isn't done in the week of its day, for whoever has to keep it, else for the entry's owner.

What is published, on hold or cancelled is no load. The site's workload counts the same. What could move is named: what isn't scheduled
yet, the latest first.

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
from functools import partial
from typing import TYPE_CHECKING

from gameplan.analysis.effort import efforts
from gameplan.analysis.pinches import pinches
from gameplan.analysis.workload import weeks, workdays_of
from gameplan.check.messages import counted, deadline_place, listed, quoted, related_entries, when_of
from gameplan.diagnostics import Diagnostic, Rule, Severity, visible
from gameplan.model.days import monday_of
from gameplan.model.effort import tenths
from gameplan.model.pages import Person

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from gameplan.analysis.effort import Work
    from gameplan.analysis.pinches import Pinch
    from gameplan.analysis.workload import Task
    from gameplan.check.context import Context
    from gameplan.diagnostics import Location
    from gameplan.model.page import Entry

RULE = Rule.documented(__doc__, Severity.WARNING, name="overbooked-owner")
_WEEK = timedelta(days=6)
_MOST_MOVABLE = 3


def check(context: Context) -> Iterator[Diagnostic]:
    """Weeks with more to do than somebody can."""
    playbook, week = context.playbook, context.conventions.week
    people = [page for page in playbook.of_kind("person") if isinstance(page.fields, Person) and page.fields.capacity]
    if not people:
        return
    first, last = monday_of(context.today), monday_of(context.horizon) + _WEEK
    by_work = any(workdays_of(page, week) is not None for page in people)
    work = (
        efforts(playbook, first, last, week, partial(playbook.workdays.has, zone=playbook.vocabulary.zone))
        if by_work
        else {}
    )
    for pinch in pinches(playbook, weeks(playbook, first, last), work, week):
        yield Diagnostic(
            rule=RULE,
            message=f"{quoted(pinch.person)} has {_load(pinch)} in the week of {pinch.monday}, and a capacity of {_capacity(pinch)}",
            location=pinch.person.at("capacity"),
            hint=_hint(pinch),
            related=related_entries((*map(_place, pinch.tasks), *map(_share, pinch.works))),
        )


def _load(pinch: Pinch) -> str:
    if pinch.works:
        return _days(pinch.load, "of work")
    deadlines = sum(bool(task.deadline) for task in pinch.tasks)
    entries = len(pinch.tasks) - deadlines
    parts = (
        [counted(entries, "entry", "entries")] * bool(entries),
        [counted(deadlines, "deadline")] * bool(deadlines),
    )
    return " and ".join(part for those in parts for part in those)


def _capacity(pinch: Pinch) -> str:
    return _days(pinch.capacity, "a week") if pinch.works else f"{pinch.capacity.normalize():f}"


def _days(days: Decimal, what: str) -> str:
    return f"{days.normalize():f} {'day' if days == 1 else 'days'} {what}"


def _hint(pinch: Pinch) -> str:
    movable = [quoted(entry) for entry in pinch.movable[:_MOST_MOVABLE]]
    such = f", such as {listed(movable, 'or')}, not scheduled yet," if movable else ""
    return f"move something{such} to another week or to somebody else, or write another capacity"


def _place(task: Task) -> tuple[Entry, Location, str]:
    if task.deadline:
        return task.entry, deadline_place(task.entry, task.deadline), f"'{visible(task.deadline)}' is due on {task.day}"
    return task.entry, when_of(task.entry), f"begins on {task.day}"


def _share(work: Work) -> tuple[Entry, Location, str]:
    return (
        work.entry,
        work.entry.at("effort") if work.entry.places.has("effort") else when_of(work.entry),
        f"{_days(tenths(work.days), 'of its work')} in this week, for {work.day}",
    )
