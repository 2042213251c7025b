"""A public page holds somebody's e-mail address.

## What it does

Looks for e-mail addresses in the front matter and the text of public pages. Those of a role (`press@`, `info@`, `support@` …) and
of domains that are set aside for examples are let be. The rule is off unless the options name it:
`rules: {personal-data: warning}`.

## Why is this bad?

A site is copied, searched and harvested; what stood on it once can't be taken back. Whoever is named may never have been asked.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
---

Questions to maya.osei@kilnwork.io.
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
---

Questions to press@kilnwork.io.
```
"""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from gameplan.diagnostics import Diagnostic, Location, Rule, Severity, Span, visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.check.context import Context
    from gameplan.model.page import Page

RULE = Rule.documented(__doc__, Severity.WARNING, name="personal-data", by_option=True)

_ADDRESS = re.compile(r"(?<![\w.%+-])([A-Za-z0-9][\w.%+-]{0,63})@([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,8})")
_EXAMPLES = re.compile(r"(?:^|\.)(?:example(?:\.(?:com|net|org))?|invalid|test|localhost)$")
_ROLES = frozenset(
    (
        *("abuse", "accessibility", "admin", "billing", "careers", "contact", "events", "feedback", "hello", "help"),
        *("info", "jobs", "legal", "mail", "marketing", "media", "news", "newsletter", "noreply", "no-reply", "office"),
        *("partners", "postmaster", "press", "privacy", "sales", "security", "service", "support", "team", "webmaster"),
    )
)


def check(context: Context) -> Iterator[Diagnostic]:
    """E-mail addresses on public pages."""
    for page in context.playbook.pages:
        if page.public:
            for location, address in _addresses(page):
                yield Diagnostic(
                    rule=RULE,
                    message=f"the page is public, and holds the address {visible(address)}",
                    location=location,
                    hint="take it out, write the address of a role, or write visibility: internal",
                )


def _addresses(page: Page) -> Iterator[tuple[Location, str]]:
    for number, start, address in _found(page.places.text or "", 2):
        if _is_typed(page, number, start):
            yield Location(page.path, Span(number, start + 1, number, start + 1 + len(address))), address
    for number, start, address in _found(page.body.text, page.body.line):
        yield Location(page.path, Span(number, start + 1, number, start + 1 + len(address))), address


def _found(text: str, first: int) -> Iterator[tuple[int, int, str]]:
    """Yield the addresses of people in a text whose first row has that number, each with its row and its column from 0."""
    at = text.find("@")
    while at >= 0:
        begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
        row = text[begin : end if end >= 0 else None]
        for match in _ADDRESS.finditer(row):
            name, domain = match[1].casefold(), match[2].casefold()
            if name not in _ROLES and not _EXAMPLES.search(domain) and not domain.rpartition(".")[2].isdigit():
                yield first + text.count("\n", 0, begin), match.start(), match[0]
        at = text.find("@", end) if end >= 0 else -1


def _is_typed(page: Page, line: int, column: int) -> bool:
    """Tell whether a place in the front matter is in a key or a value, and not in a comment."""
    places, here = page.places.positions, (line, column + 1)
    return any(place[:2] <= here < place[2:] for place in chain(places.values.values(), places.keys.values()))
