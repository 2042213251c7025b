"""A field holds a word that the team doesn't use.

## What it does

Holds each page against the option `allowed`, which lists words by the kind of page or the type of entry (`entry` for all), and by
field.

## Why is this bad?

Two words for one thing part what belongs together: in lists, filters and feeds.

## Example

```yaml mkdocs.yml
plugins:
  - gameplan:
      allowed: {entry: {tags: [prices, events]}}
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
tags: [Price]
---
```

## Use instead

```yaml mkdocs.yml
plugins:
  - gameplan:
      allowed: {entry: {tags: [prices, events]}}
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
tags: [prices]
---
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gameplan.check.messages import listed
from gameplan.check.required_fields import asked_of
from gameplan.diagnostics import Diagnostic, Fix, Rule, Severity, visible
from gameplan.model.faults import nearest, simplified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context
    from gameplan.diagnostics import Location
    from gameplan.model.page import Page

RULE = Rule.documented(__doc__, Severity.WARNING, name="unlisted-value")


def check(context: Context) -> Iterator[Diagnostic]:
    """Words that are none of those that a field may hold."""
    for page, name, fields in asked_of(context.playbook, context.conventions.allowed):
        for field, words in fields.items():
            for location, value in _values(page, field):
                if value not in words:
                    yield _finding(location, value, f"'{field}' of {_a(name)}", words)


def _values(page: Page, field: str) -> Iterator[tuple[Location, str]]:
    """Yield the words in a field, each with its place."""
    found = getattr(page.fields, field, None)
    if isinstance(found, str) and found and page.places.has(field):
        yield page.at(field), found
    elif isinstance(found, tuple):
        for number, value in enumerate(found):
            if value:
                yield page.at(field, number), value


def _finding(location: Location, value: str, where: str, words: tuple[str, ...]) -> Diagnostic:
    near = nearest(value, words)
    same = near is not None and simplified(near) == simplified(value)
    hint = f"write {listed([visible(word) for word in words], 'or')}" if words else "delete it"
    if near is not None:
        hint = f"write {visible(near)}" if same else f"did you mean {visible(near)}?"
    span = location.span
    simple = same and span is not None and span.line == span.end_line and re.fullmatch(r"[\w-]+", near or "")
    return Diagnostic(
        rule=RULE,
        message=f"'{visible(value)}' is not allowed in {where}",
        location=location,
        hint=hint,
        fix=Fix(span, near) if simple and span is not None and near is not None else None,
    )


def _a(name: str) -> str:
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"
