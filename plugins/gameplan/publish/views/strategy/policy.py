"""A policy's own parts: what it applies to, and what is planned in its quiet days all the same."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.policies import applied, is_general, quiet_days, within
from gameplan.publish.addresses import CALENDAR, LIST, index_uri
from gameplan.publish.views.links import Link
from gameplan.publish.views.rows import Row, entry_row
from gameplan.wording import dates as words
from gameplan.wording.labels import choice_words, kinds_label, type_label
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from gameplan.analysis.policies import Applied, QuietDays
    from gameplan.model.page import Entry, Page
    from gameplan.publish.context import Context

_MOST_ROWS = 40


class Applies(NamedTuple):
    """What a policy applies to."""

    plan: Link | None
    """The way to all entries, where it applies to all of them."""
    named: tuple[Link, ...]
    """Where the types, kinds and pages that it names are listed."""
    unknown: str
    """What it names and the playbook doesn't have, in a sentence."""


class QuietPeriod(NamedTuple):
    """Quiet days, with what is planned in them."""

    days: str
    reason: str
    size: str
    """How much is planned in them."""
    rows: tuple[Row, ...]
    more: str


class QuietPeriods(NamedTuple):
    """A policy's quiet days."""

    ahead: tuple[QuietPeriod, ...]
    over: tuple[QuietPeriod, ...]
    over_words: str


def applies(context: Context, policy: Page) -> Applies:
    """Return what a policy applies to."""
    said = applied(context.playbook, policy)
    other = context.playbook.hidden.words
    told = [each for each in said if each.known or each.text in (other.somebody, other.other)]
    unknown = ", ".join(each.text for each in said if each not in told)
    return Applies(
        plan=Link(say("the plan"), uri=CALENDAR) if is_general(context.playbook, policy) else None,
        named=tuple([_link(context, each) for each in told]),
        unknown=say("Not found in this playbook: {names}.", names=unknown) if unknown else "",
    )


def _link(context: Context, each: Applied) -> Link:
    """Link to where a type, a kind or a page is listed."""
    if each.page:
        return Link(each.page.title, None, each.page.kind.icon, context.addresses.uris[each.page.path])
    if each.kind in context.lookups.shown_kinds and each.kind:
        return Link(kinds_label(each.kind), None, each.kind.icon, index_uri(each.kind))
    if each.medium:
        channels = context.playbook.vocabulary.by_name["channel"]
        uri = index_uri(channels) if channels in context.lookups.shown_kinds else ""
        return Link(words.capital(choice_words(each.medium)), None, channels.icon, uri)
    icon = context.playbook.vocabulary.entry.icon
    return Link(type_label(each.type) if each.type else each.text, None, icon, LIST if each.type else "")


def quiet_periods(context: Context, policy: Page) -> QuietPeriods:
    """Return a policy's quiet days, those that are over apart."""
    concerned = None if is_general(context.playbook, policy) else context.analysis.page_plans.of(policy).entries
    periods = [(quiet, _period(context, quiet, concerned)) for quiet in quiet_days(policy)]
    over = tuple([made for quiet, made in periods if quiet.last < context.today])
    return QuietPeriods(
        ahead=tuple([made for quiet, made in periods if quiet.last >= context.today]),
        over=over,
        over_words=plural("{count} earlier time", "{count} earlier times", len(over)),
    )


def _period(context: Context, quiet: QuietDays, concerned: list[Entry] | None) -> QuietPeriod:
    found = list(within(context.analysis.happenings, context.analysis.ahead, quiet, concerned))
    more = len(found) - _MOST_ROWS
    return QuietPeriod(
        days=words.days_words(quiet.first, quiet.last),
        reason=quiet.reason,
        size=plural("{count} entry in them", "{count} entries in them", len(found)),
        rows=tuple([entry_row(context, entry, occurrence) for entry, occurrence in islice(found, _MOST_ROWS)]),
        more=say("and {count} more", count=more) if more > 0 else "",
    )
