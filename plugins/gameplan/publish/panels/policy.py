"""A policy's own parts: what it applies to, and what is planned in its quiet days all the same."""

from __future__ import annotations

from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from gameplan.publish import words
from gameplan.publish.language import plural, say
from gameplan.publish.links import Link
from gameplan.publish.names import choice_words, kinds_label, type_label
from gameplan.publish.page_plan import plan_of
from gameplan.publish.panels.panel import Panel
from gameplan.publish.policies import applied, is_general, quiet_days, within
from gameplan.publish.rows import row
from gameplan.publish.templating import link_html, render

if TYPE_CHECKING:
    from gameplan.model.page import Entry, Page
    from gameplan.publish.edition import Edition
    from gameplan.publish.policies import Applied, Quiet
    from gameplan.publish.templating import Linker

_MOST_ROWS = 40
_LIST = "calendar/list.md"


def policy_panels(edition: Edition, policy: Page) -> list[Panel]:
    """What a policy applies to, and its quiet days where it has some."""
    found = [Panel(title=say("What it applies to"), id="applies", make=partial(_applies, edition, policy))]
    if quiet_days(policy):
        found.append(Panel(title=say("Quiet days"), id="quiet", make=partial(_quiet, edition, policy)))
    return found


def _applies(edition: Edition, policy: Page, to: Linker) -> str:
    said = applied(edition, policy)
    other = edition.playbook.hidden.words
    told = [each for each in said if each.known or each.text in (other.somebody, other.other)]
    unknown = Markup(", ").join(each.text for each in said if each not in told)
    return render(
        "policy_applies.html",
        general=is_general(edition, policy),
        plan=link_html(Link(say("the plan"), to("calendar/index.md"))),
        types=[_link(edition, to, each) for each in told],
        unknown=say("Not found in this playbook: {names}.", names=unknown) if unknown else "",
    )


def _link(edition: Edition, to: Linker, each: Applied) -> Link:
    """Where a type, a kind or a page is listed."""
    if each.page:
        return Link(each.page.title, to(edition.uris[each.page.path]), each.page.kind.icon)
    if each.kind in edition.shown_kinds and each.kind:
        return Link(kinds_label(each.kind), to(f"{each.kind.folder}/index.md"), each.kind.icon)
    if each.medium:
        channels = edition.playbook.vocabulary.by_name["channel"]
        url = to(f"{channels.folder}/index.md") if channels in edition.shown_kinds else None
        return Link(words.capital(choice_words(each.medium)), url, channels.icon)
    icon = edition.playbook.vocabulary.entry.icon
    return Link(type_label(each.type) if each.type else each.text, to(_LIST) if each.type else None, icon)


def _quiet(edition: Edition, policy: Page, to: Linker) -> str:
    concerned = None if is_general(edition, policy) else plan_of(edition, policy).entries
    periods = [(quiet, _period(edition, to, quiet, concerned)) for quiet in quiet_days(policy)]
    over = [made for quiet, made in periods if quiet.last < edition.today]
    return render(
        "policy_quiet.html",
        ahead=[made for quiet, made in periods if quiet.last >= edition.today],
        over=over,
        over_words=plural("{count} earlier time", "{count} earlier times", len(over)),
    )


def _period(edition: Edition, to: Linker, quiet: Quiet, concerned: list[Entry] | None) -> dict[str, Any]:
    found = list(within(edition, quiet, concerned))
    more = len(found) - _MOST_ROWS
    return {
        "days": words.days_words(quiet.first, quiet.last),
        "reason": quiet.reason,
        "count": plural("{count} entry in them", "{count} entries in them", len(found)),
        "rows": [row(edition, to, entry, occurrence) for entry, occurrence in islice(found, _MOST_ROWS)],
        "more": say("and {count} more", count=more) if more > 0 else "",
    }
