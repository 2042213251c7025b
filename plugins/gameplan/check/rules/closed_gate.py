"""An entry has a status for which it lacks something.

## What it does

Holds each entry against the option `gates`, which names the fields that must be filled in from a status on: an entry with that status, or
one that comes after it, must have them. What is on hold, cancelled or retired may lack them.

## Why is this bad?

The team decided that nothing goes on without it: what is scheduled without a channel goes out nowhere.

## Example

```yaml mkdocs.yml
plugins:
  - gameplan:
      gates: {scheduled: [channels, url]}
```

```markdown strategy/channels/blog.md
---
title: Blog
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
status: scheduled
channels: [blog]
---
```

## Use instead

```yaml mkdocs.yml
plugins:
  - gameplan:
      gates: {scheduled: [channels, url]}
```

```markdown strategy/channels/blog.md
---
title: Blog
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
status: scheduled
channels: [blog]
url: https://example.com/launch
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.messages import listed, quoted, title_of
from gameplan.check.typed import is_missing
from gameplan.diagnostics import Diagnostic, Rule, Severity, visible
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.WARNING, name="closed-gate")


def check(context: Context) -> Iterator[Diagnostic]:
    """Entries that came through a gate without what it asks for."""
    gates = context.conventions.gates
    if not gates:
        return
    vocabulary = context.playbook.vocabulary
    order = [status.name for status in vocabulary.statuses]
    asked = {vocabulary.status_words[word]: fields for word, fields in gates.items()}
    for entry in context.playbook.entries:
        if entry.status.stage in (Stage.HELD, Stage.DROPPED, Stage.RETIRED):
            continue
        passed = [name for name in order[: order.index(entry.status.name) + 1] if name in asked]
        wanted = dict.fromkeys(field for name in passed for field in asked[name])
        missing = [field for field in wanted if field in type(entry.fields).model_fields and is_missing(entry, field)]
        if missing:
            status = entry.at("status") if entry.places.has("status") else title_of(entry)
            yield Diagnostic(
                rule=RULE,
                message=f"{quoted(entry)} is {visible(entry.status.name)}, and has no {listed(missing)}: "
                f"this playbook wants {'it' if len(missing) == 1 else 'them'} from {visible(passed[0])} on",
                location=status,
                hint=f"write a line {missing[0]}: …, or set the status back",
            )
