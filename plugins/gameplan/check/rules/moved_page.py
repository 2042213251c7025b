"""A page lost its id, because its file was renamed.

## What it does

Asks git which files were renamed in the last 90 days, or are renamed now and not yet committed; case counts too. A page without `id:`
has its file's name for an id, and so another one since. It is an error where calendars show the entry, or where pages refer to the page;
else a warning. A page that says which id it wants, the old one or the new one (`id:`), or names the old one among its `aliases`, is in
order. What was renamed longer ago isn't reported: subscribers have the new page by now.

## Why is this bad?

The page's address changes, and links to it break. Whoever subscribed sees the entry cancelled, and added again.

## Example

```markdown plan/open-day.md 2026-09-01
---
title: Open day
goals: [grow]
start: 2026-12-05
---
```

```markdown plan/open-day.md 2026-11-01 deleted
```

```markdown plan/winter-open-day.md 2026-11-01
---
title: Open day
goals: [grow]
start: 2026-12-05
---
```

## Use instead

```markdown plan/open-day.md 2026-09-01
---
title: Open day
goals: [grow]
start: 2026-12-05
---
```

```markdown plan/open-day.md 2026-11-01 deleted
```

```markdown plan/winter-open-day.md 2026-11-01
---
id: open-day
title: Open day
goals: [grow]
start: 2026-12-05
---
```
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from gameplan.check.messages import title_of
from gameplan.diagnostics import Diagnostic, Fix, Rule, Severity, Span, visible
from gameplan.model.links import MENTION
from gameplan.model.page import Entry
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context
    from gameplan.model.page import Page
    from gameplan.model.past import Moved

RULE = Rule.documented(__doc__, Severity.WARNING, name="moved-page")
_PLAIN = re.compile(r"[^\W\d_][\w.-]*\w|[^\W\d_]")
_WORDS = ("true", "false", "null", "yes", "no", "on", "off", "y", "n")
"""Words that YAML takes for something else than a text."""


def check(context: Context) -> Iterator[Diagnostic]:
    """Pages that lost their id with their file's name."""
    pasts = context.past.pages if context.past else {}
    taken: set[tuple[str, str]] | None = None
    for page in context.playbook.pages if pasts else ():
        past = pasts.get(page.path)
        moved = past.moved if past else None
        if moved is None or page.fields.id or _same(moved.id, page.id) or (page.public and not moved.public):
            continue
        if taken is None:
            taken = {
                (each.kind.name, unicodedata.normalize("NFC", name))
                for each in context.playbook.pages
                for name in (each.id, *each.fields.aliases)
            }
        if (page.kind.name, unicodedata.normalize("NFC", moved.id)) not in taken:
            yield _lost(context, page, moved)


def _lost(context: Context, page: Page, moved: Moved) -> Diagnostic:
    old, new = visible(moved.id), visible(page.id)
    rows = {"id": moved.id}
    hint = f"write id: {_typed(old)}"
    if _is_named(context, page):
        rows["aliases"] = page.id
        hint += f" and aliases: [{_typed(new)}], because other pages use the new name"
    file = f"{visible(moved.path)} was renamed" if moved.path != page.path else "its id: was deleted"
    return Diagnostic(
        rule=RULE,
        message=f"this page was '{old}' until {file} on {moved.until.day}: {_loss(context, page)}",
        location=title_of(page),
        hint=f"{hint}; or, if the new id is the one you want, id: {_typed(new)}",
        fix=_inserted(page, rows),
        own=Severity.ERROR if _is_missed(context, page) else None,
    )


def _loss(context: Context, page: Page) -> str:
    if _is_subscribed(context, page):
        return "subscribers will see it cancelled and added again, and its address changes"
    return "its address changes, and feeds and links that name it lead nowhere"


def _is_missed(context: Context, page: Page) -> bool:
    """Tell whether subscribers see the page, or others refer to it, by its new name or its old one."""
    return (
        _is_subscribed(context, page) or bool(context.playbook.incoming.get(page.path)) or page.path in context.strayed
    )


def _is_subscribed(context: Context, page: Page) -> bool:
    """Tell whether calendars show an entry that isn't over."""
    if not isinstance(page, Entry) or page.schedule.first_day is None or page.status.stage is Stage.DROPPED:
        return False
    last = page.schedule.last_day
    return page.public and (last is None or last >= context.today)


def _is_named(context: Context, page: Page) -> bool:
    """Tell whether other pages refer to a page by the id that it has now."""
    links = context.playbook.incoming.get(page.path, ())
    return any(link.field != MENTION for link in links) or page.path in context.playbook.mentions.values()


def _same(one: str, other: str) -> bool:
    return unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)


def _typed(name: str) -> str:
    """An id as YAML takes it for a text."""
    if _PLAIN.fullmatch(name) and name.casefold() not in _WORDS:
        return name
    return "'" + name.replace("'", "''") + "'"


def _inserted(page: Page, rows: dict[str, str]) -> Fix | None:
    """The rows at the beginning of a front matter; None where one of the keys stands there already."""
    if any(page.places.has(key) for key in rows) or not all(name.isprintable() for name in rows.values()):
        return None
    typed = [f"{key}: [{_typed(name)}]" if key == "aliases" else f"{key}: {_typed(name)}" for key, name in rows.items()]
    if page.places.text is None:
        return Fix(Span(1, 1, 1, 1), "\n".join(("---", *typed, "---", "", "")))
    first = next((row for row in page.places.lines if row.strip() and not row.lstrip().startswith("#")), "")
    indent = first[: len(first) - len(first.lstrip())]
    return Fix(Span(2, 1, 2, 1), "".join(f"{indent}{row}\n" for row in typed))
