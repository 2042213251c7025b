"""Gathers what a report tells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.analysis import Analysis
from gameplan.analysis.health import HealthState
from gameplan.model.revisions import Revisions
from gameplan.report import goals, money, outlook, people, plan
from gameplan.report.scope import Scope, listing, usual_period
from gameplan.report.texts import counted, opening
from gameplan.report.value import Report
from gameplan.wording import dates as words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from gameplan.model.conventions import Conventions
    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook
    from gameplan.report.scope import Period
    from gameplan.report.value import Section
    from gameplan.summary.value import Row

_MOST_NAMED = 3


class About(NamedTuple):
    """What a report is about, and who makes it."""

    name: str
    """The playbook's."""
    author: str
    """Empty where the playbook says none."""
    language: str
    """The tag of the language in which the playbook is written."""
    base: str
    """The site's address, to which titles lead; empty where it has none."""
    period: Period | None = None
    """None for this quarter and the next."""
    goal: Page | None = None
    """Only this goal, and what is below it."""


def report(playbook: Playbook, today: date, conventions: Conventions, about: About) -> Report:
    """Return the strategy as a document; the same for the same files and day.

    Args:
        playbook: with what may be told.
        today: the day.
        conventions: what the playbook asks of its plan, with what was granted for periods.
        about: what is asked for.
    """
    period = about.period or usual_period(today)
    scope = Scope(Analysis(playbook, today, conventions, Revisions()), period, about.goal, about.base)
    vision = scope.lookups.vision if about.goal is None else None
    first = vision or about.goal
    figures = (goals.goal_figure(scope), plan.plan_figure(scope), money.money_figure(scope))
    return Report(
        title=about.name,
        subtitle="Strategy and plan",
        goal=about.goal.title if about.goal else "",
        period=_period_words(period),
        day=today,
        day_words=words.day_words(today, weekday=False),
        author=about.author or about.name,
        language=about.language,
        vision=vision.title if vision else "",
        vision_text=opening(scope.lookups, first) if first else "",
        figures=tuple(figure for figure in figures if figure),
        attention=tuple(_attention(scope)),
        sections=tuple(section for section in _sections(scope) if not section.empty),
    )


def _period_words(period: Period) -> str:
    return period.name or " and ".join(part.name for part in period.parts)


def _sections(scope: Scope) -> Iterator[Section]:
    yield from goals.goal_sections(scope)
    yield people.audience_section(scope)
    yield people.message_section(scope)
    yield people.channel_section(scope)
    yield plan.key_dates(scope)
    yield plan.quarters(scope)
    yield plan.pinch_section(scope)
    yield money.money_section(scope)
    yield outlook.achieved(scope)
    yield outlook.risks(scope)
    yield outlook.decisions(scope)


def _attention(scope: Scope) -> Iterator[Row]:
    """Yield what somebody must know first."""
    for state, said in ((HealthState.OFF_TRACK, "off track"), (HealthState.AT_RISK, "at risk")):
        found = goals.goals_in_state(scope, state)
        yield from _named(scope, found, f"{counted(len(found), 'goal is', 'goals are')} {said}: ")
    late = plan.late(scope)
    yield from _named(scope, late, f"{counted(len(late), 'entry is', 'entries are')} late: ")
    if waiting := plan.waiting(scope):
        yield from _named(scope, waiting, f"{counted(len(waiting), 'entry waits', 'entries wait')} for sign-off: ")
    parts, _ = money.sums(scope)
    over = [each.goal for each in parts if each.goal and each.left is not None and each.left < 0]
    yield from _named(scope, over, "More is planned or was spent than was granted for ")
    full = plan.pinches(scope)
    people_named = dict.fromkeys(pinch.person for pinch in full)
    weeks = counted(len({pinch.monday for pinch in full}), "week is", "weeks are")
    yield from _named(scope, people_named, f"{weeks} too full for ")
    owed = [page for page in scope.of_kind("decision") if outlook.is_late(scope, page)]
    yield from _named(scope, owed, f"{counted(len(owed), 'decision is', 'decisions are')} not done in time: ")


def _named(scope: Scope, pages: Iterable[Page], words_before: str) -> Iterator[Row]:
    """Yield a sentence that names pages; nothing where there are none."""
    said = [scope.said(page) for page in pages]
    if said:
        yield (words_before, *listing(said, _MOST_NAMED), ".")
