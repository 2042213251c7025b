"""Nothing goes out on a channel.

## What it does

Looks for an entry on each channel that is still to come, and comes within the horizon (the option `horizon`, a quarter by
default) or has no day yet. A channel with commitments is judged by them: see `missed-commitment`.

## Why is this bad?

People leave a channel that falls silent, and it is dear to win them back. One that nobody needs any longer costs attention in
every plan.

## Example

```markdown strategy/channels/blog.md
---
title: Blog
---
```

## Use instead

```markdown strategy/channels/blog.md
---
title: Blog
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
channels: [blog]
start: 2026-12-03
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.messages import quoted, title_of
from gameplan.diagnostics import Diagnostic, Rule, Severity, visible
from gameplan.model.pages import Channel

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context

RULE = Rule.documented(__doc__, Severity.WARNING, name="idle-channel")


def check(context: Context) -> Iterator[Diagnostic]:
    """Channels on which nothing is to come."""
    for page in context.playbook.of_kind("channel"):
        promised = isinstance(page.fields, Channel) and page.fields.commitments
        if promised or page.path in context.strayed or context.is_served(page, "channels"):
            continue
        yield Diagnostic(
            rule=RULE,
            message=f"nothing is planned for the channel {quoted(page)} until {context.horizon}",
            location=title_of(page),
            hint=f"plan an entry with channels: [{visible(page.id)}], or delete the page",
        )
