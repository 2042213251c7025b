"""What stands above an author's text: the title, the short facts, why, and the rest of the front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.model.kinds import PLAIN
from gameplan.model.page import Entry
from gameplan.model.pages import Audience, Goal, Kpi
from gameplan.publish.html.buttons import actions
from gameplan.publish.html.facts import fact_list, facts
from gameplan.publish.html.ladder import goal_ladder, has_ladder
from gameplan.publish.html.links import links, people
from gameplan.publish.html.measures import health_line, kpi_panel
from gameplan.publish.html.stages import stage_strip
from gameplan.publish.html.templates import Fragment, icon_html, link_html, render, status_html
from gameplan.publish.pages.entry.page import entry_head
from gameplan.publish.pages.strategy.audience import persona
from gameplan.publish.pages.strategy.journey import journey_table
from gameplan.publish.pages.strategy.review import review_counts
from gameplan.publish.pages.strategy.short_facts import short_facts, standing_chips
from gameplan.publish.views.links import Link, badge
from gameplan.wording import dates as words
from gameplan.wording.labels import kind_label, type_label, visibility
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

_CHIPS = Fragment('<p class="gp-chips"><span class="gp-kind">{icon}{kind}</span>{chips}</p>')
_CHIP = Fragment('<span class="gp-chip">{what}</span>')
_HIDDEN = Fragment('<span class="gp-chip gp-chip--hidden">{icon}{visibility}</span>')
_TOP = Fragment('<div class="gp-top">{line}<p class="gp-do">{buttons}</p></div>')
_BUTTON = Fragment('<a class="gp-button" href="{url}">{icon}{text}</a>')
_OVERDUE = Fragment('<strong class="gp-overdue">{overdue}</strong>')


def head(context: Context, to: Linker, page: Page, title: str) -> str:
    """The HTML above a page's text.

    Args:
        context: what is published.
        to: makes addresses relative to the page.
        page: the page.
        title: its title; empty where its text has it.
    """
    if page.kind == PLAIN:
        return render("title.html", title=title) if title else ""
    chips = _chip_line(context, to, page)
    if isinstance(page, Entry):
        return entry_head(context, to, page, title, chips)
    values = {
        "title": title,
        "chips": chips,
        "facts": fact_list(facts(context, to, page)),
        "summary": page.fields.summary,
    }
    return render(
        "strategy_head.html",
        **values,
        why=isinstance(page.fields, Goal),
        ladder=goal_ladder(context, to, page) if isinstance(page.fields, Goal) and has_ladder(context, page) else "",
        journey=journey_table(context, to, page),
        measure=kpi_panel(context, page) if isinstance(page.fields, Kpi) else "",
        counts=review_counts(context, page),
        persona=persona(page),
        strip=stage_strip(context, page) if isinstance(page.fields, Audience) else "",
        health=health_line(context, page) if isinstance(page.fields, Goal) else "",
    )


def _chip_line(context: Context, to: Linker, page: Page) -> Markup:
    """What a page is, and the short facts and buttons beside it."""
    chips = [] if page.public else [_HIDDEN(icon=icon_html("lock-outline"), visibility=visibility(page))]
    shown: list[Link] = []
    if isinstance(page, Entry):
        chips.append(status_html(badge(page)))
        if page.past_due(context.today):
            chips.append(_OVERDUE(overdue=say("overdue")))
        shown = _entry_chips(context, to, page)
    else:
        chips += standing_chips(context, page)
        shown = list(short_facts(context, to, page))
    chips += [_CHIP(what=link_html(link, icon=True)) for link in shown]
    line = _CHIPS(icon=icon_html(page.kind.icon), kind=_label(page), chips=Markup().join(chips))
    buttons = [_BUTTON(url=do.url or "", icon=icon_html(do.icon), text=do.text) for do in actions(context, to, page)]
    return _TOP(line=line, buttons=Markup().join(buttons)) if buttons else line


def _label(page: Page) -> str:
    if isinstance(page, Entry):
        return type_label(page.entry.type) if page.entry.type else kind_label(page.kind)
    if isinstance(page.fields, Goal):
        return say("Non-goal") if page.fields.non_goal else say("Goal") if page.fields.parent else say("Goal area")
    return kind_label(page.kind)


def _entry_chips(context: Context, to: Linker, entry: Entry) -> list[Link]:
    """When an entry happens, where it is seen, and who answers for it."""
    when = words.schedule_words(entry.schedule, context.playbook.vocabulary.zone)
    day = entry.schedule.first_day if entry.schedule.start else None
    at = f"{to(f'calendar/{day:%Y-%m}.md')}#d-{day}" if day else to("calendar/index.md")
    channels = links(context, to, context.lookups.targets(entry, "channels"))
    return [Link(when, at, "calendar-blank-outline"), *channels, *people(context, to, entry)]
