"""What the signs of the site mean: statuses, states of goals and KPIs, days, timelines, colours and kinds of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.measure import KpiStatus
from gameplan.publish.addresses import CALENDAR, KEY_DATES, TIMELINE, index_uri
from gameplan.publish.views.calendar.known_days import Known
from gameplan.publish.views.chips import LegendArea, legend
from gameplan.publish.views.links import Badge, Link, badge
from gameplan.publish.views.states import State, state_of
from gameplan.wording.labels import kinds_label
from gameplan.wording.speech import plural, say, word

if TYPE_CHECKING:
    from gameplan.publish.context import Context

_STAGES = {
    "idea": word("An idea: nobody has promised it"),
    "planned": word("Promised, and not begun"),
    "drafting": word("Somebody works on it"),
    "review": word("Somebody checks it"),
    "scheduled": word("Ready: it goes out on its day"),
    "published": word("It is out"),
    "retired": word("It was out, and no longer serves anybody"),
    "held": word("It waits, and nobody knows yet for how long"),
    "dropped": word("It won’t happen"),
}
"""What each stage of a status means."""
_STATUSES = {"approved": word("Checked and signed off"), "done": word("It is finished")}
"""What statuses mean that share their stage with a better known one."""
_HEALTHS = {
    KpiStatus.ON_TRACK: word("As good as expected by now, or better"),
    KpiStatus.AT_RISK: word("A little behind what is expected by now"),
    KpiStatus.OFF_TRACK: word("Far behind what is expected by now"),
    KpiStatus.ACHIEVED: word("The target is reached"),
    KpiStatus.NOT_MEASURED: word("No reading is new enough to tell"),
    KpiStatus.NO_TARGET: word("There is no target to compare with"),
}
_DAYS = {
    Known.QUIET: (word("Quiet days"), word("Nothing goes out: a policy says so")),
    Known.HOLIDAY: (word("Public holidays"), word("No workday where the team is")),
    Known.KEY: (word("Key dates"), word("A milestone, a launch, or the end of a goal")),
    Known.DEADLINE: (word("Deadlines"), word("A step that must be done by this day")),
}
_LINES = (
    (word("Hatched bar"), word("Only the month, the quarter or the year is known yet")),
    (word("Thin line between two bars"), word("The second waits for the first")),
    (word("Red dashed line between two bars"), word("The second begins before the first is finished")),
    (word("Red line from top to bottom"), word("Today")),
)


class Sign(NamedTuple):
    """A sign, and what it means."""

    mark: Badge | State | Known | str
    """A status, a state, a kind of day, or the name of an icon; an empty text where a word stands for it."""
    name: Link
    about: str


class SignGroup(NamedTuple):
    """Signs of a kind."""

    title: str
    signs: tuple[Sign, ...]


class LegendPage(NamedTuple):
    """What the signs of the site mean."""

    title: str
    groups: tuple[SignGroup, ...]
    areas: tuple[LegendArea, ...]
    """The colours of goal areas."""


def legend_title() -> str:
    """Return the page's title."""
    return say("What the signs mean")


def legend_page(context: Context) -> LegendPage:
    """Return what the signs of this site mean."""
    groups = (
        SignGroup(say("Statuses of entries"), (*_statuses(context), _overdue())),
        SignGroup(say("How goals and KPIs stand"), _states()),
        SignGroup(say("Days"), tuple([_day(kind) for kind in _DAYS])),
        SignGroup(
            say("On timelines and quarters"),
            tuple([Sign("", Link(say(name), uri=TIMELINE), say(about)) for name, about in _LINES]),
        ),
        SignGroup(say("Kinds of pages"), _kinds(context)),
    )
    areas = legend(context, context.playbook.entries).areas
    return LegendPage(legend_title(), groups, areas)


def _statuses(context: Context) -> tuple[Sign, ...]:
    made = [badge(status) for status in context.playbook.vocabulary.statuses]
    return tuple([Sign(each, Link(each.label), say(_STATUSES.get(each.name) or _STAGES[each.stage])) for each in made])


def _overdue() -> Sign:
    return Sign("timer-sand", Link(say("overdue")), say("Its day has passed, and it isn’t out"))


def _states() -> tuple[Sign, ...]:
    made = [(state_of(status), about) for status, about in _HEALTHS.items()]
    return tuple([Sign(each, Link(each.label), say(about)) for each, about in made])


def _day(kind: Known) -> Sign:
    name, about = _DAYS[kind]
    return Sign(kind, Link(say(name), uri=KEY_DATES), say(about))


def _kinds(context: Context) -> tuple[Sign, ...]:
    entry = context.playbook.vocabulary.entry
    of_kinds = [
        Sign(kind.icon, Link(kinds_label(kind), uri=index_uri(kind)), _pages(len(context.playbook.of_kind(kind.name))))
        for kind in context.lookups.shown_kinds
    ]
    return (*of_kinds, Sign(entry.icon, Link(kinds_label(entry), uri=CALENDAR), _pages(len(context.playbook.entries))))


def _pages(count: int) -> str:
    return plural("{count} page", "{count} pages", count)
