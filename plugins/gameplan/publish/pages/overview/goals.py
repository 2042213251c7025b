"""The strategy map: the vision, the goal areas, and the goals below them, each with how it stands and what is planned for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gameplan.analysis.goal_tree import forest, is_quiet
from gameplan.model.playbook import goal_fields
from gameplan.publish.addresses import index_uri
from gameplan.publish.data.csv_lists import csv_uri
from gameplan.publish.document import Document
from gameplan.publish.html.charts import progress, sparkline
from gameplan.publish.html.links import people
from gameplan.publish.html.standings import state_chip, state_mark
from gameplan.publish.html.templates import Fragment, icon_html, link_html, render
from gameplan.publish.views.charts import spark
from gameplan.publish.views.links import Link
from gameplan.publish.views.states import state_of
from gameplan.wording import dates as words
from gameplan.wording.ahead import next_words
from gameplan.wording.labels import kinds_label, life_words
from gameplan.wording.speech import plural, say
from gameplan.wording.standings import numbers, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gameplan.analysis.goal_tree import Forest, Node
    from gameplan.model.kinds import Kind
    from gameplan.model.page import Entry, Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

_MOST_OPEN = 40
"""Up to how many goals nothing is folded, and KPIs are drawn."""
_MOST_NEXT = 3
TROUBLED = "needs-attention"
"""The id of the list of goals that are at risk or off track."""

_CARD = Fragment(
    '<div class="gp-node{style}">{title}<p class="gp-node__how">{how}</p>{part}<p class="gp-node__facts">{facts}</p>{next}</div>'
)
_QUIET_CARD = Fragment(
    '<div class="gp-node gp-node--quiet gp-state--{state}">{title}<p class="gp-node__facts">{facts}</p></div>'
)
_TITLE = Fragment('<h{level} class="gp-node__title"><a href="{url}">{title}</a></h{level}>')
_ITEM = Fragment("<li>{card}{below}</li>")
_LIST = Fragment('<ul class="gp-branch">{items}</ul>')
_FOLD = Fragment('<details class="gp-fold"><summary>{words}{trouble}</summary>{list}</details>')
_TROUBLE = Fragment(' <span class="gp-fold__trouble">{icon}{words}</span>')
_WHEN = Fragment('<a class="gp-node__when{gap}" href="{url}">{icon}{words}</a>')
_KPI = Fragment('<a class="gp-node__kpi" href="{url}">{drawn}<span>{words}</span></a>')
_NO_KPI = Fragment('<a class="gp-node__none" href="{url}">{words}</a>')
_CHIP = Fragment('<span class="gp-chip">{what}</span>')
_PART = Fragment('<p class="gp-node__facts"><span>{words}</span></p>')
_NEXT = Fragment('<details class="gp-next"><summary>{words}</summary><ul>{rows}</ul></details>')
_NEXT_ROW = Fragment('<li><a href="{url}">{title}</a> <span>{when}</span></li>')


class Area(NamedTuple):
    """A goal area as a column."""

    id: str
    number: int
    """Of its colour."""
    about: str
    """How many goals are in it; empty where there are none."""
    card: Markup
    below: Markup
    more: int
    """How many goals are left out."""


def goals_document(context: Context, kind: Kind) -> Document:
    """The strategy map."""
    uri = index_uri(kind)
    to = context.addresses.to(uri)
    intro = context.addresses.intros.get(uri)
    title = intro.title if intro else say("Strategy map")
    vision = context.lookups.vision
    found = forest(context.lookups)
    cards = Cards(context, to)
    areas = [cards.area(node, found) for node in found.areas]
    head = render(
        "goals.html",
        title=title,
        vision=Link(vision.title, to(context.addresses.uris[vision.path]))
        if vision and vision.path in context.addresses.uris
        else None,
        areas=areas,
        aside=cards.listed(found.aside, 1),
        circles=cards.listed(found.circles, 1),
        troubled=[_marked(context, to, goal) for goal in troubled(context)],
        troubled_id=TROUBLED,
        others=[
            Link(
                f"{kinds_label(other)} ({len(context.playbook.of_kind(other.name))})",
                to(index_uri(other)),
                other.icon,
            )
            for other in context.lookups.shown_kinds
            if other is not kind
        ],
        file=to(csv_uri(kind)) if context.addresses.is_free(csv_uri(kind)) else "",
    )
    return Document(
        uri=uri,
        title=title,
        source=intro.path if intro else None,
        head=head,
        body=intro.body.text if intro else "",
        hide=("navigation", "toc"),
        section=uri,
    )


def troubled(context: Context) -> list[Page]:
    """The goals that are at risk or off track, the most troubled first."""
    states = [(health.state, goal) for goal in context.playbook.goals if (health := context.analysis.scores.goal(goal))]
    return [goal for state, goal in sorted(states, key=lambda item: item[0] != "off-track") if state.troubled]


def _marked(context: Context, to: Linker, goal: Page) -> Markup:
    """A goal with how it stands."""
    health = context.analysis.scores.goal(goal)
    mark = state_mark(state_of(health.state)) if health else Markup()
    return mark + link_html(Link(goal.title, to(context.addresses.uris[goal.path])))


class Cards:
    """Makes the cards of a map."""

    def __init__(self, context: Context, to: Linker) -> None:
        self._context = context
        self._to = to
        self._folds = len(context.playbook.goals) > _MOST_OPEN
        self._taken = {TROUBLED, "aside", "circles"}

    def area(self, node: Node, found: Forest) -> Area:
        """A goal area with all that is below it."""
        goals = [each.goal for each in node.all_below() if not is_quiet(each.goal)]
        more = found.more.get(node.goal.path, 0)
        return Area(
            self._anchor(node.goal),
            self._context.lookups.hue([node.goal]),
            plural("{count} goal", "{count} goals", len(goals) + more) if goals else "",
            self._card(node),
            self.listed(node.below, 1),
            more,
        )

    def _anchor(self, goal: Page) -> str:
        """An area's place on the map: its id, with nothing in it that an address can't hold."""
        name = "-".join("".join(letter if letter.isalnum() or letter in "-_." else " " for letter in goal.id).split())
        while name in self._taken:
            name = f"{name}-"
        self._taken.add(name)
        return name

    def listed(self, nodes: Sequence[Node], level: int) -> Markup:
        """Goals as a list, with what is below each: at once, or folded where there are many."""
        order = sorted(nodes, key=lambda node: not node.below and is_quiet(node.goal))
        return _LIST(items=Markup().join(self._item(node, level) for node in order)) if order else Markup()

    def _item(self, node: Node, level: int) -> Markup:
        below = self.listed(node.below, level + 1)
        if below and self._folds:
            below = self._fold(node, below)
        return _ITEM(card=self._card(node), below=below)

    def _fold(self, node: Node, below: Markup) -> Markup:
        goals = [each.goal for each in node.all_below()]
        scores = self._context.analysis.scores
        count = sum((health := scores.goal(goal)) is not None and health.state.troubled for goal in goals)
        trouble = plural("{count} needs attention", "{count} need attention", count)
        return _FOLD(
            words=plural("{count} sub-goal", "{count} sub-goals", len(goals)),
            trouble=_TROUBLE(icon=icon_html("alert"), words=trouble) if count else "",
            list=below,
        )

    def _card(self, node: Node) -> Markup:
        goal, fields = node.goal, goal_fields(node.goal)
        url = self._to(self._context.addresses.uris[goal.path])
        title = _TITLE(level=min(node.level + 2, 6), url=url, title=goal.title)
        owners = Markup().join(link_html(owner, icon=True) for owner in people(self._context, self._to, goal))
        if is_quiet(goal):
            state = "non-goal" if fields.non_goal else fields.lifecycle
            chip = self._health(goal) if state == "achieved" else _CHIP(what=life_words(state))
            return _QUIET_CARD(state=state, title=title, facts=chip + owners)
        ahead = self._context.analysis.coverage.by_goal.get(goal.path, ())
        proposed = _CHIP(what=life_words("proposed")) if fields.lifecycle == "proposed" else Markup()
        return _CARD(
            style=" gp-node--area" if node.level == 0 else "",
            title=title,
            how=self._health(goal) + proposed + self._measured(goal, url),
            part=_PART(words=say("part of {goal}", goal=self._link(node.above))) if node.above else "",
            facts=owners + self._when(goal, url, ahead),
            next=self._next(ahead) if node.level or not node.below else "",
        )

    def _link(self, goal: Page) -> Markup:
        return link_html(Link(goal.title, self._to(self._context.addresses.uris[goal.path])))

    def _health(self, goal: Page) -> Markup:
        health = self._context.analysis.scores.goal(goal)
        return state_chip(state_of(health.state)) if health else Markup()

    def _measured(self, goal: Page, url: str) -> Markup:
        """Draw what measures a goal: its latest value on the way to its target; else say that nothing does."""
        kpis, own = self._context.analysis.scores.measures(goal)
        place = f"{url}#measure"
        if not kpis:
            return _NO_KPI(url=place, words=say("No KPI")) if goal_fields(goal).lifecycle == "accepted" else Markup()
        if len(kpis) > 1 or not own:
            told = plural("{count} KPI", "{count} KPIs", len(kpis))
            below = plural("{count} KPI below", "{count} KPIs below", len(kpis))
            return _KPI(url=place, drawn=icon_html("chart-line"), words=told if own else below)
        standing = self._context.analysis.scores.kpi(kpis[0])
        said = numbers(kpis[0], standing)
        if not said.latest:
            return _NO_KPI(url=place, words=say("No reading"))
        drawn = Markup()
        if not self._folds:
            drawn = sparkline(spark(standing), sentence(kpis[0], standing))
        elif standing.share is not None:
            drawn = progress(standing.share, say("{share} of the way", share=words.percent_words(standing.share)))
        told = say("{latest} → {target}", latest=said.latest, target=said.target) if said.target else said.latest
        return _KPI(url=place, drawn=drawn, words=told)

    def _when(self, goal: Page, url: str, ahead: Sequence[Entry]) -> Markup:
        place = f"{url}#when"
        if not ahead:
            idle = goal in self._idle
            return _WHEN(
                gap=" gp-gap" if idle else "",
                url=place,
                icon=icon_html("calendar-remove-outline"),
                words=say("nothing planned"),
            )
        day = self._context.analysis.coverage.begins_next(ahead[0])
        when = (
            say("next {day}", day=words.day_words(day, weekday=False))
            if day
            else next_words(ahead, self._context.analysis.ahead)
        )
        told = say("{count} ahead · {when}", count=len(ahead), when=when)
        return _WHEN(gap="", url=place, icon=icon_html("calendar-check-outline"), words=told)

    @property
    def _idle(self) -> Iterable[Page]:
        return self._context.analysis.coverage.idle

    def _next(self, ahead: Sequence[Entry]) -> Markup:
        rows = [
            _NEXT_ROW(url=self._to(self._context.addresses.uris[entry.path]), title=entry.title, when=self._day(entry))
            for entry in ahead[:_MOST_NEXT]
        ]
        return (
            _NEXT(words=plural("What is next", "The next {count}", len(rows)), rows=Markup().join(rows))
            if rows
            else Markup()
        )

    def _day(self, entry: Entry) -> str:
        day = self._context.analysis.coverage.begins_next(entry)
        return (
            words.day_words(day)
            if day
            else words.schedule_words(entry.schedule, self._context.playbook.vocabulary.zone)
        )
