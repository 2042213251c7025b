"""An entry's day has passed, and it is not done.

## What it does

Reports entries that are promised and neither published nor done after their last day, on the day of the check. Ideas and entries on
hold promise nothing; of a recurrence the last occurrence counts. What never had a `status` counts as planned: all such entries of more
than a year ago are one finding, and later ones too where there are more than ten.

## Why is this bad?

Either it happened and the plan doesn't say so, or it didn't and needs a new day.

## Example

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-11-03
status: planned
---
```

## Use instead

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-11-03
status: published
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.messages import quoted, when_of
from gameplan.diagnostics import Diagnostic, Related, Rule, Severity, visible
from gameplan.model.page import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from gameplan.check.context import Context
    from gameplan.model.playbook import Playbook

RULE = Rule.documented(__doc__, Severity.WARNING, name="overdue")
_MOST_APART = 10
"""Entries without a status, within a year, that are told one by one."""
_MOST_RELATED = 10


def check(context: Context) -> Iterator[Diagnostic]:
    """Promised entries in the past."""
    for entry in context.promised:
        last = entry.due
        if last is not None and entry.past_due(context.today):
            days = (context.today - last).days
            when = "later day in available" if entry.entry.available else "new start"
            ago = f"{days} day{'s' if days > 1 else ''}"
            yield Diagnostic(
                rule=RULE,
                message=f"'{visible(entry.title)}' was due on {last}, {ago} ago, and is {entry.status.label.lower()}",
                location=when_of(entry) if entry.entry.available else entry.at("start"),
                hint=f"write status: published (or done), a {when}, or status: cancelled",
            )


def gathered(findings: Iterable[Diagnostic], playbook: Playbook, today: date) -> list[Diagnostic]:
    """Join the findings about entries of an old plan that never had a status: each would say the same."""
    findings = list(findings)
    never = [(finding, entry) for finding in findings if (entry := _without_status(finding, playbook)) is not None]
    old = [each for each in never if each[1].long_past(today)]
    if len(never) - len(old) > _MOST_APART:
        old = never
    if len(old) < 2:  # noqa: PLR2004 - several
        return findings
    old.sort(key=lambda each: (each[1].due or today, each[1].path), reverse=True)
    (last, entry), *others = old
    one = Diagnostic(
        rule=RULE,
        message=f"{len(old):,} entries are over and never had a status, the last of them {quoted(entry)} ({entry.due}): "
        "they count as planned",
        location=last.location,
        hint="write status: published (or done) in each; or leave the old ones out in mkdocs.yml, with ignore: {plan/2019/*: [overdue]}",
        related=tuple(Related(other.location, f"was due on {each.due}") for other, each in others[:_MOST_RELATED]),
        configured=last.configured,
        own=last.own,
    )
    left = {id(finding) for finding, _ in old}
    return sorted((one, *(each for each in findings if id(each) not in left)), key=lambda finding: finding.order)


def _without_status(finding: Diagnostic, playbook: Playbook) -> Entry | None:
    """The entry that a finding of this rule is about, where it never had a status."""
    if finding.rule.name != RULE.name:
        return None
    page = playbook.by_path.get(finding.location.path)
    return page if isinstance(page, Entry) and not page.places.has("status") else None
