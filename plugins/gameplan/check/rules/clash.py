"""An audience gets more than one thing on one channel on one day.

## What it does

Looks for entries that begin on one day, today or later and within the horizon (the option `horizon`, a quarter by default), for the
same audience on the same channel. Promised entries count, each time that they return; what lasts for several days, campaigns, tasks,
milestones and reviews don't. `limits: {same_day: 2}` in the options allows two a day. It only informs: on some channels two a day are
usual.

## Why is this bad?

They take each other's readers: the second is overlooked, or taken for too much.

## Example

```markdown strategy/audiences/owner.md
---
title: Owner
---
```

```markdown strategy/channels/letter.md
---
title: Letter
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
audiences: [owner]
channels: [letter]
start: 2026-12-03
---
```

```markdown plan/prices.md
---
title: Prices
goals: [grow]
audiences: [owner]
channels: [letter]
start: 2026-12-03
---
```

## Use instead

```markdown strategy/audiences/owner.md
---
title: Owner
---
```

```markdown strategy/channels/letter.md
---
title: Letter
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
audiences: [owner]
channels: [letter]
start: 2026-12-03
---
```

```markdown plan/prices.md
---
title: Prices
goals: [grow]
audiences: [owner]
channels: [letter]
start: 2026-12-07
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.check.messages import counted, listed, quoted, when_of
from gameplan.diagnostics import Diagnostic, Related, Rule, Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from gameplan.check.context import Context
    from gameplan.model.page import Entry, Page

RULE = Rule.documented(__doc__, Severity.INFO, name="clash")
_MOST_RELATED = 10


class _Meeting(NamedTuple):
    """Entries that meet: on which days, and for whom on which channel."""

    entries: tuple[Entry, ...]
    days: dict[date, None]
    audiences: dict[Page, None]
    channels: dict[Page, None]


def check(context: Context) -> Iterator[Diagnostic]:
    """Entries that meet on a day, each group of them once."""
    meetings: dict[tuple[str, ...], _Meeting] = {}
    for crowd in context.coverage.crowds:
        paths = tuple(entry.path for entry in crowd.entries)
        meeting = meetings.setdefault(paths, _Meeting(crowd.entries, {}, {}, {}))
        meeting.days[crowd.day] = None
        meeting.audiences[crowd.audience] = None
        meeting.channels[crowd.channel] = None
    for meeting in meetings.values():
        yield _finding(meeting)


def _finding(meeting: _Meeting) -> Diagnostic:
    entries = sorted(meeting.entries, key=_fixed_last)
    days = list(meeting.days)
    more = f" and on {counted(len(days) - 1, 'more day')}" if len(days) > 1 else ""
    audiences, channels = _titles(meeting.audiences), _titles(meeting.channels)
    titles = listed([quoted(entry) for entry in entries])
    return Diagnostic(
        rule=RULE,
        message=f"{titles} reach {audiences} on {channels} on one day, {days[0]}{more}",
        location=when_of(entries[-1]),
        hint="move one of them to another day, or join them",
        related=tuple(Related(when_of(entry), f"on {days[0]} too") for entry in _most(entries[:-1])),
    )


def _fixed_last(entry: Entry) -> tuple[bool, str]:
    """Sort recurring entries first: they are harder to move, so the finding is placed at the last entry, one that happens once."""
    return entry.schedule.recurrence is None, entry.path


def _most(entries: list[Entry]) -> list[Entry]:
    """Return as many entries as a finding can show. Hidden ones come first: a finding that names one is never shown in public."""
    return sorted(entries, key=lambda entry: entry.public)[:_MOST_RELATED]


def _titles(pages: Iterable[Page]) -> str:
    return listed([quoted(page) for page in pages])
