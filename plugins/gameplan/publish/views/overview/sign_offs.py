"""Who signs off what, as a table on the list of policies: proof for whoever has to answer for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.sign_offs import OfType, sign_offs
from gameplan.publish.views.links import Link, link_to, people_of
from gameplan.publish.views.strategy.policy import applies
from gameplan.wording.labels import type_label
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.analysis.sign_offs import Gate, SignOffs
    from gameplan.publish.context import Context

_MOST = 3
"""Entries that are named; the rest is counted."""


class SignOffLine(NamedTuple):
    """What one policy or format asks for."""

    policy: Link
    what: tuple[Link, ...]
    """What needs a sign-off."""
    approvers: tuple[Link, ...]
    own: str
    """Whether people may sign off their own work."""
    ahead: str
    signed: str
    missing: tuple[Link, ...]
    """What is scheduled without one."""
    more: str


class SignOffTable(NamedTuple):
    """Who signs off what."""

    lines: tuple[SignOffLine, ...]


def sign_off_table(context: Context) -> SignOffTable:
    """Return who signs off what; without lines where nothing asks for it, or nobody here may know who did."""
    if "approved_by" in context.playbook.vocabulary.entry.untold:
        return SignOffTable(())
    return SignOffTable(tuple([_line(context, each) for each in sign_offs(context.playbook, context.analysis.ahead)]))


def _line(context: Context, found: SignOffs) -> SignOffLine:
    gate, uris = found.gate, context.addresses.uris
    named = found.missing[:_MOST]
    more = len(found.missing) - len(named)
    return SignOffLine(
        policy=link_to(uris, gate.policy),
        what=_what(context, gate),
        approvers=tuple([_person(context, known, name) for known, name in gate.approvers.items()]),
        own=say("No") if gate.four_eyes else say("Yes"),
        ahead=str(len(found.ahead)),
        signed=str(len(found.signed)),
        missing=tuple([link_to(uris, entry) for entry in named]),
        more=say("and {count} more", count=more) if more > 0 else "",
    )


def _person(context: Context, known: str, name: str) -> Link:
    """Link to somebody; their name where they have no page."""
    page = context.playbook.by_path.get(known)
    return people_of(context.addresses.uris, (page,) if page else (), (name,))[0]


def _what(context: Context, gate: Gate) -> tuple[Link, ...]:
    if isinstance(gate.reach, OfType):
        return (Link(type_label(gate.reach.type)),)
    said = applies(context, gate.policy)
    return (said.plan,) if said.plan else said.named
