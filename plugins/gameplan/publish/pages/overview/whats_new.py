"""What's new: the changes of the plan by day; and those of the last days for the home page."""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby, islice
from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.analysis.changes import by_day, local_day
from gameplan.publish.addresses import PROBLEMS, WHATS_NEW
from gameplan.publish.document import Document
from gameplan.publish.feeds.news import ATOM, JSON
from gameplan.publish.html.links import links
from gameplan.publish.html.templates import Fragment, icon_html, link_html, render
from gameplan.publish.views.links import Link
from gameplan.wording import dates as words
from gameplan.wording.changes import sentence
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from datetime import date

    from gameplan.analysis.changes import ToldChange
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

MOST_CHANGES = 100
DAYS_ON_HOME = 7
_MOST_ON_HOME = 5
_ICONS = {
    "added": "calendar-plus-outline",
    "moved": "calendar-arrow-right",
    "status": "progress-check",
    "removed": "calendar-remove-outline",
}
_CHANGE = Fragment(
    '<li class="gp-change gp-area-{area}">{icon}<div><p>{title} <span>{sentence}</span>{day}</p>{goals}</div></li>'
)
_DAY = Fragment(' <time class="gp-quiet" datetime="{day}">{words}</time>')
_GOALS = Fragment('<p class="gp-row__facts">{goals}</p>')


def whats_new_document(context: Context) -> Document:
    """The newest changes, by the day on which they were made."""
    to = context.addresses.to(WHATS_NEW)
    newest = list(islice(by_day(context.lookups, context.edition.revisions), MOST_CHANGES))
    days = [
        (day.isoformat(), words.day_words(day), [_change(context, to, found, day=None) for found in changes])
        for day, changes in groupby(newest, key=lambda found: local_day(context.playbook, found.change.when))
    ]
    intro = context.addresses.intros.get(WHATS_NEW)
    title = intro.title if intro and intro.fields.title else say("What’s new")
    named = ((ATOM, say("Follow as Atom")), (JSON, say("as JSON Feed")))
    head = render(
        "whats_new.html",
        title=title,
        days=days,
        most=MOST_CHANGES if len(newest) == MOST_CHANGES else 0,
        history=context.edition.revisions.latest is not None,
        feeds=[Link(text, to(uri), "rss") for uri, text in named if context.addresses.is_free(uri)],
        problems=Link(problem_words(context), to(PROBLEMS), "clipboard-alert-outline")
        if context.edition.findings
        else None,
    )
    return Document(
        uri=WHATS_NEW,
        title=title,
        source=intro.path if intro else None,
        head=head,
        body=intro.body.text if intro else "",
        ids=tuple(f"d-{iso}" for iso, *_ in days),
        description=say(
            "What was added, moved, finished or dropped in the plan of {site}, newest first.",
            site=context.edition.site_name,
        ),
        hide=("navigation", "toc"),
        section=WHATS_NEW,
    )


def problem_words(context: Context) -> str:
    """Say how much there is to fix."""
    return plural("{count} thing to fix", "{count} things to fix", len(context.edition.findings))


def recent_changes(context: Context, to: Linker) -> tuple[list[Markup], int]:
    """The changes of the week before the newest commit, newest first, and how many more there are of that week."""
    if context.edition.as_of is None:
        return [], 0
    first = context.edition.as_of - timedelta(days=DAYS_ON_HOME - 1)
    found = [
        (change, day)
        for change in by_day(context.lookups, context.edition.revisions)
        if (day := local_day(context.playbook, change.change.when)) >= first
    ]
    shown = [_change(context, to, change, day=day) for change, day in found[:_MOST_ON_HOME]]
    return shown, len(found) - len(shown)


def _change(context: Context, to: Linker, found: ToldChange, *, day: date | None) -> Markup:
    uri = context.addresses.uris.get(found.entry.path) if found.entry else None
    goals = Markup().join(link_html(link, icon=True) for link in links(context, to, found.goals))
    return _CHANGE(
        area=context.lookups.hue([goal for goal in found.goals if goal.path in context.addresses.uris]),
        icon=icon_html(_ICONS[found.change.what]),
        title=link_html(Link(found.title, to(uri) if uri else None)),
        sentence=sentence(found.change),
        day=_DAY(day=day.isoformat(), words=words.day_words(day)) if day else "",
        goals=_GOALS(goals=goals) if goals else "",
    )
