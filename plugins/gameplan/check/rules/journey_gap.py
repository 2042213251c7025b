"""Nothing serves an audience at a stage of its journey.

## What it does

Looks, for each journey and each of its audiences (all of them where it names none), for an entry at every stage: one with that
`stage` and that audience which is still to come, and comes within the horizon (the option `horizon`, a quarter by default) or
has no day yet. What is published and lasts serves the stage too: an article, a guide, a video, a podcast, a page, a report, a
template or a service, or what says `lasting: true`, until it is retired or another published entry `supersedes` it. A piece that
is due for another look still serves. The hint says what the stage `needs`. An audience for which nothing at all is to come is
`idle-audience`, and not told of stage by stage.

## Why is this bad?

People who get stuck there go no further, however good all other stages are.

## Example

```markdown strategy/audiences/owner.md
---
title: Owner
---
```

```markdown strategy/journeys/buying.md
---
title: Buying
audiences: [owner]
stages: [{id: notice}, {id: compare}]
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
audiences: [owner]
stage: buying/notice
start: 2026-12-03
---
```

## Use instead

Plan an entry for the stage, or accept the gap with its reason, on the journey's page or the audience's:

```markdown strategy/audiences/owner.md
---
title: Owner
---
```

```markdown strategy/journeys/buying.md
---
title: Buying
audiences: [owner]
stages: [{id: notice}, {id: compare}]
accepted_gaps: [{stage: compare, reason: Owners compare with what they have.}]
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
audiences: [owner]
stage: buying/notice
start: 2026-12-03
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.messages import listed, quoted
from gameplan.diagnostics import Diagnostic, Rule, Severity, visible
from gameplan.model.pages import Journey

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.analysis.stage_coverage import StageCell
    from gameplan.check.context import Context
    from gameplan.diagnostics import Location
    from gameplan.model.pages import JourneyNeed

RULE = Rule.documented(__doc__, Severity.WARNING, name="journey-gap")


def check(context: Context) -> Iterator[Diagnostic]:
    """Stages at which nothing is to come for an audience whose journey it is."""
    coming, idle = context.coverage.coming, context.idle_audiences
    for cell in context.coverage.cells:
        if not cell.asked or cell.accepted or cell.live or cell.audience in idle:
            continue
        if not any(entry.path in coming for entry in cell.entries):
            stage = f"{cell.journey.id}/{cell.stage.id}"
            needs = [_need(need) for need in cell.stage.needs]
            asked = f" (the stage needs {listed(needs)})" if needs else ""
            yield Diagnostic(
                rule=RULE,
                message=(
                    f"nothing is live or planned for {quoted(cell.audience)} "
                    f"at the stage '{visible(stage)}' until {context.horizon}"
                ),
                location=_place(cell),
                hint=(
                    f"plan an entry with audiences: [{visible(cell.audience.id)}] and stage: {visible(stage)}{asked}, "
                    "or accept the gap with a reason under accepted_gaps"
                ),
            )


def _need(need: JourneyNeed) -> str:
    """What a stage asks for, as `article on guides`."""
    where = f"{'on ' if need.type else 'something on '}{visible(need.channel)}" if need.channel else ""
    return " ".join(part for part in (need.type, where) if part)


def _place(cell: StageCell) -> Location:
    stages = cell.journey.fields.stages if isinstance(cell.journey.fields, Journey) else ()
    number = next(number for number, stage in enumerate(stages) if stage is cell.stage)
    return cell.journey.at("stages", number, "id")
