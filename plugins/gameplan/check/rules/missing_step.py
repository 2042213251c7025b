"""A campaign lacks a step of its play.

## What it does

Holds each promised campaign that names a `play` against the play's steps: each needs an entry with `campaign`, `play` and `step`, or its
place among what the campaign skips. It also finds steps that the play doesn't have, also those for which another one waits, a `step`
without a `play`, and two steps of one id.

## Why is this bad?

The play was written down so that nobody forgets the step that was forgotten twice.

## Example

```markdown strategy/plays/launch.md
---
title: A launch
steps: [{id: teaser, title: A first look, at: -14d}]
---
```

```markdown plan/spring.md
---
title: The spring launch
type: campaign
goals: [grow]
start: 2027-03-10
play: launch
---
```

## Use instead

```markdown strategy/plays/launch.md
---
title: A launch
steps: [{id: teaser, title: A first look, at: -14d}]
---
```

```markdown plan/spring.md
---
title: The spring launch
type: campaign
goals: [grow]
start: 2027-03-10
play: launch
---
```

```markdown plan/spring-teaser.md
---
title: A first look at what comes in spring
goals: [grow]
start: 2027-02-24
campaign: spring
play: launch
step: teaser
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.analysis.plays import runs
from gameplan.check.messages import listed, quoted
from gameplan.diagnostics import Diagnostic, Related, Rule, Severity, visible
from gameplan.model.further_pages import Play
from gameplan.model.own_fields import meant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.analysis.plays import Run
    from gameplan.check.context import Context
    from gameplan.model.page import Entry, Page

RULE = Rule.documented(__doc__, Severity.WARNING, name="missing-step")


def check(context: Context) -> Iterator[Diagnostic]:
    """Campaigns that lack steps, and steps that no play has."""
    playbook = context.playbook
    for play in playbook.of_kind("play"):
        yield from _twice(play)
        yield from _order(play)
        for run in runs(playbook, play):
            stage = run.campaign.status.stage
            if run.missing and stage.committed and stage.open:
                yield _lacking(play, run)
    for entry in playbook.entries:
        if entry.entry.step or entry.entry.skip:
            yield from _unknown(entry, playbook.targets(entry, "play"))


def _order(play: Page) -> Iterator[Diagnostic]:
    """Steps that wait for one that the play doesn't have."""
    steps = play.fields.steps if isinstance(play.fields, Play) else ()
    known = [step.id for step in steps]
    for number, step in enumerate(steps):
        for place, name in enumerate(step.depends_on):
            if name not in known or name == step.id:
                yield Diagnostic(
                    rule=RULE,
                    message=f"the step '{visible(step.id)}' of {quoted(play)} waits for "
                    + ("itself" if name == step.id else f"the step '{visible(name)}', which the play doesn't have"),
                    location=play.at("steps", number, "depends_on", place),
                    hint=meant(name, [each for each in known if each != step.id]) if len(known) > 1 else "take it out",
                )


def _twice(play: Page) -> Iterator[Diagnostic]:
    known: set[str] = set()
    for number, step in enumerate(play.fields.steps if isinstance(play.fields, Play) else ()):
        if step.id in known:
            yield Diagnostic(
                rule=RULE,
                message=f"two steps of {quoted(play)} have the id '{visible(step.id)}', and an entry can't say which it is",
                location=play.at("steps", number, "id"),
                hint="give each an id of its own",
            )
        known.add(step.id)


def _lacking(play: Page, run: Run) -> Diagnostic:
    campaign, missing = run.campaign, [visible(step.id) for step in run.missing]
    first, skipped = missing[0], [*map(visible, campaign.entry.skip), *missing]
    steps = "the step" if len(missing) == 1 else "the steps"
    return Diagnostic(
        rule=RULE,
        message=f"{quoted(campaign)} is made by the play {quoted(play)}, and lacks {steps} {listed(missing)}",
        location=campaign.at("play"),
        hint=f"plan an entry with campaign: {visible(campaign.id)}, play: {visible(play.id)} and step: {first}; "
        f"or write skip: [{', '.join(skipped)}] here",
        related=(Related(play.at("steps"), "the steps are here"),),
    )


def _unknown(entry: Entry, plays: tuple[Page, ...]) -> Iterator[Diagnostic]:
    fields = entry.entry
    if not fields.play:
        place = entry.at("step") if fields.step else entry.at("skip")
        message = f"{quoted(entry)} names a step, and no play that has it"
        yield Diagnostic(rule=RULE, message=message, location=place, hint="write a line play: with the id of the play")
    for play in plays:
        known = [step.id for step in play.fields.steps] if isinstance(play.fields, Play) else []
        said = ((fields.step, entry.at("step")), *((name, entry.at("skip", at)) for at, name in enumerate(fields.skip)))
        for name, place in said:
            if name and name not in known:
                hint = meant(name, known) if known else "the play has no steps yet: describe them there first"
                message = f"the play {quoted(play)} has no step '{visible(name)}'"
                yield Diagnostic(rule=RULE, message=message, location=place, hint=hint)
