"""An entry is scheduled without the sign-off that a policy asks for.

## What it does

A policy with `approvers` asks that one of them stands in `approved_by` of each entry that it applies to, before the entry is
scheduled, approved, published or done. Where there is git, a sign-off counts from the commit that wrote it: if the entry went back to
work after that, it must be signed off again, so `approved_by` has to be taken out, and written again by a later change. Without git,
it counts as it stands. The owner's own sign-off doesn't count: somebody else must have looked.

## Why is this bad?

It goes out without anybody having said yes who may.

## Example

```markdown strategy/people/ana.md
---
title: Ana
---
```

```markdown strategy/policies/sign-off.md
---
title: Sign-off
approvers: [ana]
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
status: scheduled
---
```

## Use instead

```markdown strategy/people/ana.md
---
title: Ana
---
```

```markdown strategy/policies/sign-off.md
---
title: Sign-off
approvers: [ana]
---
```

```markdown plan/launch.md
---
title: Launch
goals: [grow]
start: 2026-12-03
status: scheduled
approved_by: ana
---
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.policies import Reach
from gameplan.check.messages import listed, quoted, title_of
from gameplan.diagnostics import Diagnostic, Related, Rule, Severity, visible
from gameplan.model.pages import Policy
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.check.context import Context
    from gameplan.model.page import Entry, Page
    from gameplan.model.playbook import Playbook

RULE = Rule.documented(__doc__, Severity.WARNING, name="unapproved")


class _Gate(NamedTuple):
    """A policy that asks for a sign-off."""

    policy: Page
    reach: Reach
    approvers: Mapping[str, str]
    """What to type for each of them, by what they are known as: see `_people`."""


def check(context: Context) -> Iterator[Diagnostic]:
    """Entries that nobody signed off who may."""
    playbook = context.playbook
    gates = [
        _Gate(policy, Reach(playbook, policy), _people(playbook, policy, "approvers"))
        for policy in playbook.of_kind("policy")
        if isinstance(policy.fields, Policy) and policy.fields.approvers
    ]
    for entry in playbook.entries if gates else ():
        if entry.status.stage in (Stage.SCHEDULED, Stage.PUBLISHED):
            cited = playbook.targets_by_field(entry)
            signers = _people(playbook, entry, "approved_by")
            owners = frozenset(_people(playbook, entry, "owner"))
            for gate in gates:
                if gate.reach.takes(entry, cited):
                    yield from _judged(context, entry, gate, signers, owners)


def _people(playbook: Playbook, page: Page, field: str) -> dict[str, str]:
    """Return the people in a field as typed, by the path of their page, or by their name where they have none."""
    paths = {link.reference: link.target for link in playbook.outgoing.get(page.path, ()) if link.field == field}
    typed = getattr(page.fields, field)
    return {paths.get((field, number), name.casefold()): name for number, name in enumerate(typed)}


def _judged(
    context: Context, entry: Entry, gate: _Gate, signers: Mapping[str, str], owners: frozenset[str]
) -> Iterator[Diagnostic]:
    fit = [name for known, name in signers.items() if known in gate.approvers and known not in owners]
    own = [visible(name) for known, name in signers.items() if known in gate.approvers and known in owners]
    others = [visible(name) for known, name in gate.approvers.items() if known not in owners]
    who = others or [visible(name) for name in gate.approvers.values()]
    asked = f"{quoted(gate.policy)} asks for {listed(who, 'or')}"
    past = context.past.pages.get(entry.path) if context.past else None
    signed = [past.signed[name] for name in fit if past and name in past.signed]
    status = entry.at("status") if entry.places.has("status") else title_of(entry)
    names = [visible(name) for name in signers.values()]
    wanted = f"[{', '.join([*names, who[0]])}]" if names else who[0]
    place, hint = status, f"once {listed(who, 'or')} has agreed, write approved_by: {wanted}"
    if not signers:
        message = f"{quoted(entry)} is {entry.status.name}, and nobody has signed it off: {asked}"
    elif not fit and own:
        message = f"{quoted(entry)} is signed off by {listed(own)}, who owns it: nobody signs off their own work"
        place = entry.at("approved_by")
        hint = (
            hint
            if others
            else f"name somebody else under approvers in {visible(gate.policy.path)}, or as the owner here"
        )
    elif not fit:
        message, place = f"{quoted(entry)} is signed off by {listed(names)}, and {asked}", entry.at("approved_by")
    elif past and past.returned and signed and max(signed).when < past.returned.when:
        message = f"{quoted(entry)} was signed off on {max(signed).day}, and went back to work on {past.returned.day}: {asked} again"
        place = entry.at("approved_by")
        hint = "take approved_by out and set the status back; once it is signed off again, write both again"
    else:
        return
    yield Diagnostic(
        rule=RULE,
        message=message,
        location=place,
        hint=hint,
        related=(Related(gate.policy.at("approvers"), "asked for here"),),
    )
