"""What else an entry's front matter says: where, with whom, at what cost, and what became of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.views.declared_facts import DeclaredFacts
from gameplan.publish.views.links import Fact, Link, links_to
from gameplan.wording import dates as words
from gameplan.wording.labels import verdict_label
from gameplan.wording.live import due_words
from gameplan.wording.money import money_words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gameplan.model.page import Entry
    from gameplan.model.pages import EntryFields
    from gameplan.publish.context import Context


class AuditLine(NamedTuple):
    """The last look at a live piece."""

    day: str
    verdict: str
    by: tuple[Link, ...]
    note: str


class Details(NamedTuple):
    """What else an entry says; empty where it says nothing."""

    ownerless: bool
    """Whether nobody answers for it, though something is still to be done."""
    location: str
    contributors: tuple[Link, ...]
    approved_by: tuple[Link, ...]
    effort: str
    budget: str
    went_out: Link | None
    audit: AuditLine | None
    dues: tuple[str, ...]
    """Why somebody must look at it, where it is live."""
    available: str
    """From when till when it can be used."""
    retire_on: str
    leads_to: Link | None
    """Where its address leads, or will once it is retired."""
    supersedes: tuple[Link, ...]
    superseded_by: tuple[Link, ...]
    related: tuple[Link, ...]
    own: tuple[Fact, ...]
    """What it says in fields of the playbook's own."""


def _audit(entry: EntryFields, named: Callable[[str, Iterable[str]], tuple[Link, ...]]) -> AuditLine | None:
    audit = entry.audited
    if audit is None:
        return None
    return AuditLine(
        words.day_words(audit.on), verdict_label(str(audit.verdict)), named("audited", audit.by), audit.note
    )


def _way_on(context: Context, page: Entry) -> Link | None:
    said = page.entry.redirect
    if "://" in said:
        return Link(said, said)
    return next(iter(links_to(context.addresses.uris, context.lookups.targets(page, "redirect"))), None)


def details(context: Context, page: Entry) -> Details:
    """Return what else an entry says."""
    entry, uris = page.entry, context.addresses.uris
    targets = context.lookups.targets_by_field(page)

    def named(field: str, typed: Iterable[str]) -> tuple[Link, ...]:
        return links_to(uris, targets.get(field, ())) or tuple([Link(name) for name in typed])

    went_out, piece = None, context.analysis.live.by_path.get(page.path)
    if entry.published or entry.url:
        done = words.day_words(entry.published) if entry.published else say("there")
        went_out = Link(done, entry.url)
    return Details(
        ownerless=not entry.owner and page.status.stage.open,
        location=entry.location or "",
        contributors=named("contributors", entry.contributors),
        approved_by=named("approved_by", entry.approved_by),
        effort=words.effort_words(entry.effort) if entry.effort else "",
        budget=_budget(context, page),
        went_out=went_out,
        audit=_audit(entry, named),
        dues=due_words(piece) if piece else (),
        available=_available(entry),
        retire_on=words.day_words(entry.retire_on) if entry.retire_on else "",
        leads_to=_way_on(context, page),
        supersedes=links_to(uris, targets.get("supersedes", ())),
        superseded_by=links_to(uris, context.lookups.sources(page, "supersedes")),
        related=links_to(uris, targets.get("related", ())),
        own=tuple(DeclaredFacts(context.lookups, uris, page).rest()),
    )


def _available(entry: EntryFields) -> str:
    """Say from when till when something can be used; nothing where that isn't said."""
    days = entry.available
    if days is None:
        return ""
    first = words.day_words(days.first, weekday=False)
    if days.until is None:
        return say("from {day} on", day=first)
    return say("from {first} to {last}", first=first, last=words.day_words(days.until, weekday=False))


def _budget(context: Context, page: Entry) -> str:
    """What an entry may cost, and has cost; of a campaign also what its parts come to. In another currency as typed."""
    accounts = context.analysis.accounts
    granted, spent = accounts.granted(page), accounts.spent(page)
    if granted is None and not spent:
        return page.entry.budget or ""
    parts = accounts.of_campaign(page) if accounts.is_campaign(page) else None
    found = [money_words(granted, accounts.currency)] if granted is not None else []
    if parts is not None and parts.planned:
        found.append(say("{money} of it for its parts", money=money_words(parts.planned, accounts.currency)))
    if all_spent := spent + (parts.spent if parts is not None else 0):
        found.append(say("{money} spent", money=money_words(all_spent, accounts.currency)))
    return ", ".join(found)
