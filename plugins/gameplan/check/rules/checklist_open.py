"""Something on the checklist is not ticked off, and the entry is about to go out.

## What it does

Looks at the checklists of the format of an entry's type, and of the policies that apply to it, once the entry is approved or scheduled:
what isn't in its `checked` is still open. It also finds names in `checked` that are on no checklist, at any time.

## Why is this bad?

The list was written after something had gone out wrong. It helps only if somebody looks at it.

## Example

```markdown strategy/policies/sign-off.md
---
title: Sign-off
checklist: {brand: Logo and colours are right, legal: Legal has read it}
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
status: scheduled
checked: [brand]
---
```

## Use instead

Look at what is open, then tick it off:

```markdown strategy/policies/sign-off.md
---
title: Sign-off
checklist: {brand: Logo and colours are right, legal: Legal has read it}
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
status: scheduled
checked: [brand, legal]
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.analysis.checklists import Checklists, plain_name
from gameplan.check.messages import listed, quoted
from gameplan.diagnostics import Diagnostic, Related, Rule, Severity, visible
from gameplan.model.faults import nearest
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.analysis.checklists import CheckItem
    from gameplan.check.context import Context
    from gameplan.model.page import Entry

RULE = Rule.documented(__doc__, Severity.WARNING, name="checklist-open")


def check(context: Context) -> Iterator[Diagnostic]:
    """Entries that are about to go out, or name what is on no list."""
    lists, hidden = Checklists(context.playbook), context.playbook.hidden.names
    # Where a list isn't shown, nobody says that a name is on none.
    whole = not (hidden.get("format") or hidden.get("policy"))
    for entry in context.playbook.entries:
        items = lists.of(entry)
        yield from _unknown(entry, items) if whole else ()
        left = [item for item in items if not item.done]
        if left and entry.status.stage is Stage.SCHEDULED:
            yield _open(entry, left)


def _open(entry: Entry, left: list[CheckItem]) -> Diagnostic:
    names = [*entry.entry.checked, *(item.name for item in left)]
    return Diagnostic(
        rule=RULE,
        message=f"{quoted(entry)} is {entry.status.name}, and not ticked off: {'; '.join(visible(item.text) for item in left)}",
        location=entry.at("checked") if entry.places.has("checked") else entry.at("status"),
        hint=f"once all of it is right write checked: [{', '.join(visible(name) for name in names)}]",
        related=tuple(
            Related(page.at("checklist"), "asked for here") for page in dict.fromkeys(item.page for item in left)
        ),
    )


def _unknown(entry: Entry, items: tuple[CheckItem, ...]) -> Iterator[Diagnostic]:
    known = {plain_name(name) for item in items for name in (item.name, item.text)}
    for number, text in enumerate(entry.entry.checked):
        if plain_name(text) not in known:
            names = [item.name for item in items]
            near = nearest(text, names)
            there = f"write one of {listed([visible(name) for name in names], 'or')}" if names else "delete the line"
            yield Diagnostic(
                rule=RULE,
                message=f"'{visible(text)}' is on no checklist for {quoted(entry)}",
                location=entry.at("checked", number),
                hint=f"did you mean {visible(near)}?" if near else there,
            )
