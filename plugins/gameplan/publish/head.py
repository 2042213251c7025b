"""What stands above an author's text: the title, the short facts, why, and the rest of the front matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.model.kinds import PLAIN
from gameplan.model.page import Entry
from gameplan.model.pages import Audience, Goal, Journey, Kpi, in_force
from gameplan.publish import words
from gameplan.publish.actions import actions
from gameplan.publish.ahead import citing, is_ahead, next_words
from gameplan.publish.facts import fact_list, facts
from gameplan.publish.language import say
from gameplan.publish.links import Link, badge, links, people
from gameplan.publish.measures import health_line, kpi_panel
from gameplan.publish.names import kind_label, life_label, type_label, type_words, visibility
from gameplan.publish.review import review_counts
from gameplan.publish.stages import stage_strip
from gameplan.publish.standings import state_chip
from gameplan.publish.templating import Piece, icon_html, link_html, render, status_html
from gameplan.publish.why import entry_ladders, goal_ladder, has_ladder, why_facts

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.model.pages import JourneyNeed
    from gameplan.publish.site import Edition
    from gameplan.publish.templating import Linker

_CHIPS = Piece('<p class="gp-chips"><span class="gp-kind">{icon}{kind}</span>{chips}</p>')
_CHIP = Piece('<span class="gp-chip">{what}</span>')
_HIDDEN = Piece('<span class="gp-chip gp-chip--hidden">{icon}{visibility}</span>')
_TOP = Piece('<div class="gp-top">{line}<p class="gp-do">{buttons}</p></div>')
_BUTTON = Piece('<a class="gp-button" href="{url}">{icon}{text}</a>')
_OVERDUE = Piece('<strong class="gp-overdue">{overdue}</strong>')
_DEADLINE = Piece('<tr><th scope="row">{name}</th><td>{day}</td><td>{owner}</td><td>{done}</td></tr>')
_DONE = Piece("{icon} {done}")


def head(edition: Edition, to: Linker, page: Page, title: str) -> str:
    """The HTML above a page's text.

    Args:
        edition: what is published.
        to: makes addresses relative to the page.
        page: the page.
        title: its title; empty where its text has it.
    """
    if page.kind is PLAIN:
        return render("title.html", title=title) if title else ""
    values = {
        "title": title,
        "chips": _chip_line(edition, to, page),
        "facts": fact_list(facts(edition, to, page)),
        "summary": page.fields.summary,
    }
    if isinstance(page, Entry):
        tasks = page.body.tasks
        return render(
            "entry_head.html",
            **values,
            area=edition.hue(edition.targets(page, "goals")),
            ladders=list(entry_ladders(edition, to, page)),
            why=why_facts(edition, to, page),
            deadlines=_deadlines(edition, page),
            tasks=(sum(task.done for task in tasks), len(tasks)),
        )
    shows_ladder = isinstance(page.fields, Goal) and has_ladder(edition, page)
    return render(
        "strategy_head.html",
        **values,
        ladder=goal_ladder(edition, to, page) if shows_ladder else "",
        stages=_stages(edition, page),
        measure=kpi_panel(edition, page) if isinstance(page.fields, Kpi) else "",
        counts=review_counts(edition, page),
        strip=stage_strip(edition, page) if isinstance(page.fields, Audience) else "",
        health=health_line(edition, page) if isinstance(page.fields, Goal) else "",
    )


def _chip_line(edition: Edition, to: Linker, page: Page) -> Markup:
    """What a page is, and the short facts and buttons beside it."""
    chips = [] if page.public else [_HIDDEN(icon=icon_html("lock-outline"), visibility=visibility(page))]
    shown: list[Link] = []
    if isinstance(page, Entry):
        chips.append(status_html(badge(page)))
        if page.overdue(edition.today):
            chips.append(_OVERDUE(overdue=say("overdue")))
        shown = _entry_chips(edition, to, page)
    elif isinstance(page.fields, Goal):
        chips += [state_chip(health.state)] if (health := edition.scores.goal(page)) else []
        shown = _goal_chips(edition, page, page.fields)
    elif isinstance(page.fields, Kpi):
        chips.append(state_chip(edition.scores.kpi(page).status))
    chips += [_CHIP(what=link_html(link, icon=True)) for link in shown]
    line = _CHIPS(icon=icon_html(page.kind.icon), kind=_label(page), chips=Markup().join(chips))
    buttons = [_BUTTON(url=do.url or "", icon=icon_html(do.icon), text=do.text) for do in actions(edition, to, page)]
    return _TOP(line=line, buttons=Markup().join(buttons)) if buttons else line


def _label(page: Page) -> str:
    if isinstance(page, Entry):
        return type_label(page.entry.type) if page.entry.type else kind_label(page.kind)
    if isinstance(page.fields, Goal):
        return say("Non-goal") if page.fields.non_goal else say("Goal") if page.fields.parent else say("Goal area")
    return kind_label(page.kind)


def _entry_chips(edition: Edition, to: Linker, entry: Entry) -> list[Link]:
    """When an entry happens, where it is seen, and who answers for it."""
    when = words.schedule_words(entry.schedule, edition.playbook.vocabulary.zone)
    day = entry.schedule.first_day if entry.schedule.start else None
    at = f"{to(f'calendar/{day:%Y-%m}.md')}#d-{day}" if day else to("calendar/index.md")
    channels = links(edition, to, edition.targets(entry, "channels"))
    return [Link(when, at, "calendar-blank-outline"), *channels, *people(edition, to, entry)]


def _goal_chips(edition: Edition, page: Page, goal: Goal) -> list[Link]:
    """Where a goal is in its life, its period, and what is ahead for it."""
    chips = [Link(life_label(goal.lifecycle), None, "target")]
    first, last = in_force(goal)
    if goal.period and "/" not in goal.period.label:
        chips.append(Link(words.window_words(goal.period.label), None, "calendar-blank-outline"))
    elif first and last:
        chips.append(Link(words.days_words(first, max(first, last)), None, "calendar-blank-outline"))
    elif last:
        chips.append(Link(say("by {day}", day=words.day_words(last, weekday=False)), None, "calendar-blank-outline"))
    ahead = [entry for entry in citing(edition.playbook, page) if is_ahead(entry, edition)]
    plan = say("nothing planned")
    if ahead:
        plan = say("{count} ahead · {when}", count=len(ahead), when=next_words(ahead, edition))
    return [*chips, Link(plan, "#when", "calendar-check-outline")]


def _deadlines(edition: Edition, entry: Entry) -> Markup:
    """An entry's deadlines as rows of a table, by their day; persons by their pages' titles, else as written."""
    rows = []
    for name, deadline in sorted(entry.entry.deadlines.items(), key=lambda item: (item[1].on, item[0])):
        row = _DEADLINE(
            name=name.replace("-", " ").replace("_", " ").capitalize(),
            day=words.day_words(deadline.on),
            owner=", ".join(edition.people.get(owner, owner) for owner in deadline.owner),
            done=_DONE(icon=icon_html("check-circle"), done=say("done")) if deadline.done else "",
        )
        rows.append(row)
    return Markup().join(rows)


def _stages(edition: Edition, page: Page) -> list[tuple[str, str, str, str, int]]:
    """A journey's stages: id, title, what people ask, what it needs, and how many entries it has."""
    if not isinstance(page.fields, Journey):
        return []
    entries = [entry for entry in edition.sources(page, "stage") if isinstance(entry, Entry)]
    stages = []
    for stage in page.fields.stages:
        needs = ", ".join(_need(need) for need in stage.needs)
        count = sum(entry.entry.stage.endswith(f"/{stage.id}") for entry in entries)
        stages.append((stage.id, stage.title or stage.id, stage.question, needs, count))
    return stages


def _need(need: JourneyNeed) -> str:
    """What a stage needs: a type of entry, a channel, or both."""
    kind = type_words(need.type) if need.type else ""
    if kind and need.channel:
        return say("{type} on {channel}", type=kind, channel=need.channel)
    return kind or need.channel or ""
