"""An entry is scheduled without the sign-off that a policy asks for.

## What it does

A policy with `approvers`, or a format of the entry's type with some, asks that one of them stands in `approved_by` of each entry that
it applies to, before the entry is scheduled, approved, published or done. Where there is git, a sign-off counts from the commit that
wrote it: if the entry went back to work after that, it must be signed off again, so `approved_by` has to be taken out, and written
again by a later change. Without git, it counts as it stands.

Nobody signs off their own work: the owner's sign-off doesn't count and, where there is git, nor does that of whoever made the last
change. People are known by the `email` of their pages, which must be that of their commits. A commit that writes a new sign-off is no
such change, whatever else it does, and neither is one that only says how far the entry has come: its status, deadlines, address,
results, costs and audits, and anything once it is out. Who only took part (`contributors`) may sign off. `four_eyes: false` on the
policy lets everybody sign off their own work.

Where the commit that wrote a sign-off is somebody else's, and doesn't name the one who signed as a co-author (a line
`Co-authored-by:`), that is an info until the entry is out: teams squash. It is said only where both have pages with an `email`. Of a
merge the commits count that it brings, and not who merged them.

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

from gameplan.analysis.sign_offs import gates, people_in
from gameplan.check.messages import listed, quoted, title_of
from gameplan.diagnostics import Diagnostic, Related, Rule, Severity, visible
from gameplan.model.pages import Person
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.analysis.sign_offs import Gate
    from gameplan.check.context import Context
    from gameplan.model.page import Entry
    from gameplan.model.past import Made, PagePast
    from gameplan.model.playbook import Playbook

RULE = Rule.documented(__doc__, Severity.WARNING, name="unapproved")


class _Signed(NamedTuple):
    """An entry with those who signed it off, and those whose work it is: people by what they are known as."""

    entry: Entry
    names: Mapping[str, str]
    """What was typed for each who signed it off."""
    owners: frozenset[str]
    past: PagePast | None

    @property
    def worked(self) -> Made | None:
        """The last change of it."""
        return self.past.worked if self.past else None

    def is_own(self, known: str) -> bool:
        """Tell whether it is somebody's own work."""
        return known in self.owners or bool(self.worked and self.worked.by == known)


def check(context: Context) -> Iterator[Diagnostic]:
    """Entries that nobody signed off who may."""
    playbook = context.playbook
    asking = [*gates(playbook)]
    for entry in playbook.entries if asking else ():
        if entry.status.stage in (Stage.SCHEDULED, Stage.PUBLISHED):
            cited = playbook.targets_by_field(entry)
            signers = people_in(playbook, entry, "approved_by")
            # Who isn't shown is somebody, and whether two of them are one isn't known.
            owners = frozenset(people_in(playbook, entry, "owner")) - {playbook.hidden.words.somebody.casefold()}
            past = context.past.pages.get(entry.path) if context.past else None
            signed = _Signed(entry, signers, owners, past)
            for gate in asking:
                if gate.reach.takes(entry, cited):
                    yield from _judged(playbook, gate, signed)


def _judged(playbook: Playbook, gate: Gate, signed: _Signed) -> Iterator[Diagnostic]:
    entry, past, signers = signed.entry, signed.past, signed.names
    may = {known: name for known, name in signers.items() if known in gate.approvers}
    own = {known: name for known, name in may.items() if gate.four_eyes and signed.is_own(known)}
    fit = {known: name for known, name in may.items() if known not in own}
    others = [visible(name) for known, name in gate.approvers.items() if not (gate.four_eyes and signed.is_own(known))]
    who = others or [visible(name) for name in gate.approvers.values()]
    asked = f"{quoted(gate.policy)} asks for {listed(who, 'or')}"
    since = [past.signed[name].at for name in fit.values() if past and name in past.signed]
    status = entry.at("status") if entry.places.has("status") else title_of(entry)
    names = [visible(name) for name in signers.values()]
    wanted = f"[{', '.join([*names, who[0]])}]" if names else who[0]
    place, hint = status, f"once {listed(who, 'or')} has agreed, write approved_by: {wanted}"
    if not signers:
        message = f"{quoted(entry)} is {entry.status.name}, and nobody has signed it off: {asked}"
    elif not fit and own:
        message = f"{quoted(entry)} is signed off by {_whose(own, signed)}: nobody signs off their own work"
        place = entry.at("approved_by")
        hint = hint if others else _nobody_else(gate, own, signed)
    elif not fit:
        message, place = f"{quoted(entry)} is signed off by {listed(names)}, and {asked}", entry.at("approved_by")
    elif past and past.returned and since and max(since).when < past.returned.when:
        message = f"{quoted(entry)} was signed off on {max(since).day}, and went back to work on {past.returned.day}: {asked} again"
        place = entry.at("approved_by")
        hint = "take approved_by out and set the status back; once it is signed off again, write both again"
    else:
        yield from _written_by_others(playbook, signed, fit)
        return
    yield Diagnostic(
        rule=RULE,
        message=message,
        location=place,
        hint=hint,
        related=(Related(gate.policy.at("approvers"), "asked for here"),),
    )


def _whose(own: Mapping[str, str], signed: _Signed) -> str:
    """Say who signed off their own work, and why it is theirs."""
    owners = [visible(name) for known, name in own.items() if known in signed.owners]
    authors = [visible(name) for known, name in own.items() if known not in signed.owners]
    day = signed.worked.at.day if signed.worked else None
    return " and ".join(
        [
            *([f"{listed(owners)}, who owns it"] if owners else []),
            *([f"{listed(authors)}, who made its last change on {day}"] if authors else []),
        ]
    )


def _nobody_else(gate: Gate, own: Mapping[str, str], signed: _Signed) -> str:
    """Say what to do where nobody is left who may sign off."""
    instead = "or as the owner here" if signed.owners.issuperset(own) else "or let somebody else make the last change"
    return f"name somebody else under approvers in {visible(gate.policy.path)}, {instead}"


def _written_by_others(playbook: Playbook, signed: _Signed, fit: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Sign-offs that somebody else wrote, where there is none that counts without question."""
    entry, past = signed.entry, signed.past
    if past is None or entry.status.stage is not Stage.SCHEDULED:
        return
    doubtful = [(name, made) for known, name in fit.items() if (made := _by_another(playbook, past, known, name))]
    if not fit or len(doubtful) < len(fit):
        return
    name, made = doubtful[0]
    other = playbook.by_path[made.last]
    yield Diagnostic(
        rule=RULE,
        message=f"{quoted(entry)} is signed off by {visible(name)}, and that is in a change of {quoted(other)} on {made.at.day}",
        location=entry.at("approved_by"),
        hint=f"ask {visible(name)} whether that is so; where one commits for several, name them in a line Co-authored-by: of the commit",
        related=(Related(title_of(other), "whose change it is"),),
        own=Severity.INFO,
    )


def _by_another(playbook: Playbook, past: PagePast, known: str, name: str) -> Made | None:
    """Return the change that wrote a sign-off where it is somebody else's; people without a page or an address are nobody's match."""
    made, page = past.signed.get(name), playbook.by_path.get(known)
    if made is None or page is None or not isinstance(page.fields, Person) or not page.fields.email:
        return None
    return made if made.last in playbook.by_path and known not in made.all else None
