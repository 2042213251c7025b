"""An audience gets more than one thing on one channel on one day.

## What it does

Looks for entries that begin on the same day, today or later and within the horizon (the option `horizon`, a quarter by default),
for the same audience on the same channel. Promised entries count, each time that they return; campaigns, tasks, milestones and
reviews don't. `limits: {same_day: 2}` in the options allows two a day. It only informs: on some channels two a day are usual.

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

from gameplan.check.phrases import counted, listed, quoted, when_of
from gameplan.diagnostics import Diagnostic, Related, Rule, Severity
from gameplan.model.coverage import INWARD
from gameplan.model.page import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gameplan.check.context import Context
    from gameplan.model.page import Page

RULE = Rule.documented(__doc__, Severity.INFO, name="clash")
_FRAMES = ("campaign", *INWARD)
_MOST_RELATED = 10


class _Meeting(NamedTuple):
    """Entries that meet: on which days, and for whom on which channel."""

    days: dict[date, None]
    ways: dict[tuple[str, str], None]


def check(context: Context) -> Iterator[Diagnostic]:
    """Entries that meet on a day, each group of them once."""
    meetings: dict[tuple[str, ...], _Meeting] = {}
    for (day, audience, channel), paths in sorted(_crowds(context)):
        meeting = meetings.setdefault(paths, _Meeting({}, {}))
        meeting.days[day] = None
        meeting.ways[audience, channel] = None
    for paths, meeting in meetings.items():
        yield _finding(context, paths, meeting)


def _crowds(context: Context) -> Iterator[tuple[tuple[date, str, str], tuple[str, ...]]]:
    """The paths of entries that meet, by day, audience and channel."""
    playbook = context.playbook
    met: dict[tuple[str, str], dict[date, list[str]]] = {}
    for entry in context.promised:
        if not entry.entry.audiences or not entry.entry.channels or entry.entry.type in _FRAMES:
            continue
        days = entry.schedule.begins(context.today, context.horizon)
        if days:
            channels = playbook.targets(entry, "channels")
            for audience in playbook.targets(entry, "audiences"):
                for channel in channels:
                    crowd = met.setdefault((audience.path, channel.path), {})
                    for day in days:
                        crowd.setdefault(day, []).append(entry.path)
    most = context.house.limits.same_day
    for (audience_path, channel_path), by_day in met.items():
        for day, paths in by_day.items():
            if len(paths) > most:
                yield (day, audience_path, channel_path), tuple(paths)


def _finding(context: Context, paths: tuple[str, ...], meeting: _Meeting) -> Diagnostic:
    by_path = context.playbook.by_path
    entries = sorted((page for path in paths if isinstance(page := by_path[path], Entry)), key=_fixed_last)
    days = list(meeting.days)
    more = f" and on {counted(len(days) - 1, 'more day')}" if len(days) > 1 else ""
    audiences = _titles(by_path[path] for path in dict.fromkeys(audience for audience, _ in meeting.ways))
    channels = _titles(by_path[path] for path in dict.fromkeys(channel for _, channel in meeting.ways))
    titles = listed([quoted(entry) for entry in entries])
    return Diagnostic(
        rule=RULE,
        message=f"{titles} reach {audiences} on {channels} on one day, {days[0]}{more}",
        location=when_of(entries[-1]),
        hint="move one of them to another day, or join them",
        related=tuple(Related(when_of(entry), f"on {days[0]} too") for entry in _most(entries[:-1])),
    )


def _fixed_last(entry: Entry) -> tuple[bool, str]:
    """What returns is harder to move: the finding stands at one that doesn't."""
    return entry.schedule.recurrence is None, entry.path


def _most(entries: list[Entry]) -> list[Entry]:
    """As many as a finding can show; hidden ones always, so that nobody else is told of it."""
    return sorted(entries, key=lambda entry: entry.public)[:_MOST_RELATED]


def _titles(pages: Iterator[Page]) -> str:
    return listed([quoted(page) for page in pages])
