"""What a page is, in a line below its title: its kind, how it stands, short facts and buttons."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.pages import Goal
from gameplan.publish.addresses import CALENDAR, month_uri
from gameplan.publish.next_time import next_time
from gameplan.publish.views.buttons import actions
from gameplan.publish.views.links import Badge, Link, badge, links_to, people_of
from gameplan.wording.labels import kind_label, type_label, visibility
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.model.page import Entry, Page
    from gameplan.publish.context import Context
    from gameplan.publish.views.states import State


class TitleLine(NamedTuple):
    """The line below a page's title."""

    icon: str
    kind: str
    visibility: str
    """Who may see the page; empty where all may."""
    badge: Badge | None
    """An entry's status."""
    overdue: bool
    state: State | None
    """How a goal or a KPI stands."""
    facts: tuple[Link, ...]
    buttons: tuple[Link, ...]


def entry_line(context: Context, entry: Entry) -> TitleLine:
    """Return the line below an entry's title: its status, when it happens, where it is seen, and who answers for it."""
    uris = context.addresses.uris
    day, when = next_time(context, entry)
    at, place = (month_uri(day), f"d-{day}") if day else ("" if entry.status.stage.went_out else CALENDAR, "")
    targets = context.lookups.targets_by_field(entry)
    return TitleLine(
        icon=entry.kind.icon,
        kind=type_label(entry.entry.type) if entry.entry.type else kind_label(entry.kind),
        visibility=_visibility(entry),
        badge=badge(entry.status),
        overdue=entry.past_due(context.today),
        state=None,
        facts=(
            Link(when, None, "calendar-blank-outline", at, place),
            *links_to(uris, targets.get("channels", ())),
            *people_of(uris, targets.get("owner", ()), entry.fields.owner),
        ),
        buttons=actions(context, entry),
    )


def strategy_line(context: Context, page: Page, state: State | None, facts: Iterable[Link]) -> TitleLine:
    """Return the line below the title of a page of the strategy.

    Args:
        context: what is published.
        page: the page.
        state: how it stands.
        facts: its short facts.
    """
    return TitleLine(
        icon=page.kind.icon,
        kind=_kind(page),
        visibility=_visibility(page),
        badge=None,
        overdue=False,
        state=state,
        facts=tuple(facts),
        buttons=actions(context, page),
    )


def _visibility(page: Page) -> str:
    return "" if page.public else visibility(page)


def _kind(page: Page) -> str:
    if isinstance(page.fields, Goal):
        return say("Non-goal") if page.fields.non_goal else say("Goal") if page.fields.parent else say("Goal area")
    return kind_label(page.kind)
