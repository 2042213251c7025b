"""A format gives nothing to any entry, or asks for what none has.

## What it does

Reports formats whose `type`, or else id, is no type of this playbook, and those whose type has another format already: entries go by
the one whose file comes first. It also finds names in `requires` that are no fields of entries.

## Why is this bad?

Somebody wrote down how it is to be done, and nothing follows it.

## Example

```markdown strategy/formats/how-we-write.md
---
title: How we write articles
deadlines: {draft: -14d}
---
```

## Use instead

```markdown strategy/formats/how-we-write.md
---
title: How we write articles
type: article
deadlines: {draft: -14d}
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.messages import quoted, title_of
from gameplan.diagnostics import Diagnostic, Related, Rule, Severity, visible
from gameplan.model.formats import type_of
from gameplan.model.further_pages import Format
from gameplan.model.own_fields import meant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context
    from gameplan.model.page import Page

RULE = Rule.documented(__doc__, Severity.WARNING, name="idle-format")


def check(context: Context) -> Iterator[Diagnostic]:
    """Formats that are of no type, or of one that has another."""
    types = context.playbook.vocabulary.types
    first: dict[str, Page] = {}
    for page in context.playbook.of_kind("format"):
        if not isinstance(page.fields, Format) or "type" in page.unread:
            continue
        name = type_of(page)
        place = page.at("type") if page.places.has("type") else title_of(page)
        yield from _unknown(context, page, page.fields.requires)
        if name not in types:
            hint = f"write a line type: article, or another of {', '.join(types)}"
            yield Diagnostic(
                rule=RULE,
                message=f"{quoted(page)} says no type of entry, and '{visible(name)}' is none",
                location=place,
                hint=hint,
            )
        elif name in first:
            yield Diagnostic(
                rule=RULE,
                message=f"the type {name} has another format, {quoted(first[name])}, and entries go by that",
                location=place,
                hint="put both into one file, or write another type",
                related=(Related(title_of(first[name]), "entries go by this one"),),
            )
        else:
            first[name] = page


def _unknown(context: Context, page: Page, requires: tuple[str, ...]) -> Iterator[Diagnostic]:
    known = context.playbook.vocabulary.entry.fields.model_fields
    for number, name in enumerate(requires):
        if name not in known:
            yield Diagnostic(
                rule=RULE,
                message=f"entries have no field '{visible(name)}'",
                location=page.at("requires", number),
                hint=meant(name, known),
            )
