"""A policy's own parts: what it applies to, and what is planned in its quiet days all the same."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from gameplan.analysis.policies import applied, is_general, quiet_days, within
from gameplan.publish.addresses import CALENDAR, LIST, index_uri
from gameplan.publish.html.rows import row
from gameplan.publish.html.templates import link_html, render
from gameplan.publish.pages.strategy.panel import Panel
from gameplan.publish.views.links import Link
from gameplan.publish.views.rows import entry_row
from gameplan.wording import dates as words
from gameplan.wording.labels import choice_words, kinds_label, type_label
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from gameplan.analysis.policies import Applied, QuietDays
    from gameplan.model.page import Entry, Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

_MOST_ROWS = 40


def policy_panels(context: Context, policy: Page) -> list[Panel]:
    """Return the panels of what a policy applies to, and of its quiet days where it has some."""
    found = [Panel(title=say("What it applies to"), id="applies", make=partial(_applies, context, policy))]
    if quiet_days(policy):
        found.append(Panel(title=say("Quiet days"), id="quiet", make=partial(_quiet, context, policy)))
    return found


def _applies(context: Context, policy: Page, to: Linker) -> str:
    said = applied(context.playbook, policy)
    other = context.playbook.hidden.words
    told = [each for each in said if each.known or each.text in (other.somebody, other.other)]
    unknown = Markup(", ").join(each.text for each in said if each not in told)
    return render(
        "policy_applies.html",
        general=is_general(context.playbook, policy),
        plan=link_html(Link(say("the plan"), to(CALENDAR))),
        types=[_link(context, to, each) for each in told],
        unknown=say("Not found in this playbook: {names}.", names=unknown) if unknown else "",
    )


def _link(context: Context, to: Linker, each: Applied) -> Link:
    """Link to where a type, a kind or a page is listed."""
    if each.page:
        return Link(each.page.title, to(context.addresses.uris[each.page.path]), each.page.kind.icon)
    if each.kind in context.lookups.shown_kinds and each.kind:
        return Link(kinds_label(each.kind), to(index_uri(each.kind)), each.kind.icon)
    if each.medium:
        channels = context.playbook.vocabulary.by_name["channel"]
        url = to(index_uri(channels)) if channels in context.lookups.shown_kinds else None
        return Link(words.capital(choice_words(each.medium)), url, channels.icon)
    icon = context.playbook.vocabulary.entry.icon
    return Link(type_label(each.type) if each.type else each.text, to(LIST) if each.type else None, icon)


def _quiet(context: Context, policy: Page, to: Linker) -> str:
    concerned = None if is_general(context.playbook, policy) else context.analysis.page_plans.of(policy).entries
    periods = [(quiet, _period(context, to, quiet, concerned)) for quiet in quiet_days(policy)]
    over = [made for quiet, made in periods if quiet.last < context.today]
    return render(
        "policy_quiet.html",
        ahead=[made for quiet, made in periods if quiet.last >= context.today],
        over=over,
        over_words=plural("{count} earlier time", "{count} earlier times", len(over)),
    )


def _period(context: Context, to: Linker, quiet: QuietDays, concerned: list[Entry] | None) -> dict[str, Any]:
    found = list(within(context.analysis.happenings, context.analysis.ahead, quiet, concerned))
    more = len(found) - _MOST_ROWS
    return {
        "days": words.days_words(quiet.first, quiet.last),
        "reason": quiet.reason,
        "count": plural("{count} entry in them", "{count} entries in them", len(found)),
        "rows": [row(entry_row(context, entry, occurrence), to) for entry, occurrence in islice(found, _MOST_ROWS)],
        "more": say("and {count} more", count=more) if more > 0 else "",
    }
