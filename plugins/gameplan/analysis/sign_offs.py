"""Who signs off what: the policies and formats that ask for it, and how much of the plan has it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.policies import Reach
from gameplan.model.formats import formats_by_type
from gameplan.model.further_pages import Format
from gameplan.model.pages import Policy
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gameplan.analysis.ahead import Ahead
    from gameplan.model.page import Entry, Page
    from gameplan.model.playbook import Playbook


class OfType(NamedTuple):
    """The entries of a type."""

    type: str

    def takes(self, entry: Entry, cited: Mapping[str, Sequence[Page]]) -> bool:  # noqa: ARG002 - a policy asks for it
        """Tell whether an entry is of the type."""
        return entry.entry.type == self.type


class Gate(NamedTuple):
    """A policy or a format that asks for a sign-off."""

    policy: Page
    reach: Reach | OfType
    approvers: Mapping[str, str]
    """What to type for each of them, by what they are known as: see `people_in`."""
    four_eyes: bool
    """Whether nobody signs off their own work."""


class SignOffs(NamedTuple):
    """What a gate asks of the plan."""

    gate: Gate
    ahead: tuple[Entry, ...]
    """What is ahead and needs a sign-off before it goes out."""
    signed: tuple[Entry, ...]
    """What of it has one, by somebody who may."""
    missing: tuple[Entry, ...]
    """What of it is scheduled, and has none."""


def gates(playbook: Playbook) -> Iterator[Gate]:
    """Yield the policies that ask for a sign-off, then the first format of each type that does."""
    for page in playbook.of_kind("policy"):
        if isinstance(page.fields, Policy) and page.fields.approvers:
            yield Gate(page, Reach(playbook, page), people_in(playbook, page, "approvers"), page.fields.four_eyes)
    for name, page in formats_by_type(playbook.of_kind("format")).items():
        if isinstance(page.fields, Format) and page.fields.approvers:
            yield Gate(page, OfType(name), people_in(playbook, page, "approvers"), four_eyes=True)


def people_in(playbook: Playbook, page: Page, field: str) -> dict[str, str]:
    """Return the people in a field as typed, by the path of their page, or by their name where they have none."""
    paths = {link.reference: link.target for link in playbook.outgoing.get(page.path, ()) if link.field == field}
    typed = getattr(page.fields, field)
    return {paths.get((field, number), name.casefold()): name for number, name in enumerate(typed)}


def sign_offs(playbook: Playbook, ahead: Ahead) -> tuple[SignOffs, ...]:
    """Return what each gate asks of the plan ahead.

    Whose the last change was isn't looked at: that is what the rule `unapproved` does, with the history.
    """
    coming = [(entry, playbook.targets_by_field(entry)) for entry in playbook.entries if ahead.has(entry)]
    found = []
    for gate in gates(playbook):
        asked = tuple(entry for entry, cited in coming if gate.reach.takes(entry, cited))
        signed = {entry.path: entry for entry in asked if _is_signed(playbook, gate, entry)}
        missing = (each for each in asked if each.status.stage is Stage.SCHEDULED and each.path not in signed)
        found.append(SignOffs(gate, asked, tuple(signed.values()), tuple(missing)))
    return tuple(found)


def _is_signed(playbook: Playbook, gate: Gate, entry: Entry) -> bool:
    owners = people_in(playbook, entry, "owner") if gate.four_eyes else {}
    return any(known in gate.approvers and known not in owners for known in people_in(playbook, entry, "approved_by"))
