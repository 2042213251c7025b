"""A field is empty that the team wants filled in.

## What it does

Holds each page against the option `require`, which names fields by the kind of page or the type of entry (`entry` for all), and each
entry against the `requires` of the format of its type.
Ideas, and what is on hold, cancelled or dropped, may lack them.

## Why is this bad?

The team decided that such a page is of no use without the field: nobody can work with a webinar that nobody owns.

## Example

```yaml mkdocs.yml
plugins:
  - gameplan:
      require: {webinar: [owner]}
```

```markdown plan/launch.md
---
title: Launch
type: webinar
goals: [grow]
start: 2026-12-03
---
```

## Use instead

```yaml mkdocs.yml
plugins:
  - gameplan:
      require: {webinar: [owner]}
```

```markdown plan/launch.md
---
title: Launch
type: webinar
goals: [grow]
owner: Maya
start: 2026-12-03
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.messages import quoted
from gameplan.check.required_fields import asked_of
from gameplan.check.typed import is_missing
from gameplan.diagnostics import Diagnostic, Rule, Severity, visible
from gameplan.model.formats import formats_by_type
from gameplan.model.further_pages import Format
from gameplan.model.page import Entry
from gameplan.model.pages import Goal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.check.context import Context
    from gameplan.model.kinds import Kind
    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook

RULE = Rule.documented(__doc__, Severity.WARNING, name="missing-field")


def check(context: Context) -> Iterator[Diagnostic]:
    """Pages without a field that they must have."""
    told: set[tuple[str, str]] = set()
    wishes = [*asked_of(context.playbook, context.conventions.require), *_of_formats(context)]
    for page, name, fields in wishes:
        if _may_lack(page):
            continue
        for field in fields:
            known = field in type(page.fields).model_fields and (page.path, field) not in told
            if known and is_missing(page, field):
                told.add((page.path, field))
                yield Diagnostic(
                    rule=RULE,
                    message=f"{quoted(page)} has no {field}, and this playbook wants one of every {visible(name)}",
                    location=page.at(field) if page.places.has(field) else page.start,
                    hint=f"write a line {field}: …",
                )


def asked_fields(
    playbook: Playbook, require: Mapping[str, tuple[str, ...]], kind: Kind, of_type: str
) -> tuple[str, ...]:
    """Return the fields that a playbook wants of every page of a kind, or entry of a type.

    Args:
        playbook: with its formats.
        require: the option of that name.
        kind: the kind.
        of_type: the type; empty for none.
    """
    form = formats_by_type(playbook.of_kind("format")).get(of_type)
    of_format = form.fields.requires if form and isinstance(form.fields, Format) else ()
    words = [word for word in (kind.name, kind.plural, of_type) if word]
    return tuple(dict.fromkeys((*(name for word in words for name in require.get(word, ())), *of_format)))


def _of_formats(context: Context) -> Iterator[tuple[Page, str, tuple[str, ...]]]:
    """Yield the entries of each type with the fields that its format requires."""
    found = formats_by_type(context.playbook.of_kind("format"))
    asked = {name: page.fields.requires for name, page in found.items() if isinstance(page.fields, Format)}
    yield from asked_of(context.playbook, {name: fields for name, fields in asked.items() if fields})


def _may_lack(page: Page) -> bool:
    if isinstance(page, Entry):
        return not page.status.stage.committed
    return isinstance(page.fields, Goal) and page.fields.lifecycle == "dropped"
