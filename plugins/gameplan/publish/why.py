"""Why something is done: the way from the vision down to it, whom it is for, and how its success is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gameplan.model.pages import Kpi
from gameplan.publish import words
from gameplan.publish.facts import fact_lines
from gameplan.publish.language import say
from gameplan.publish.links import Link, links
from gameplan.publish.names import kinds_label
from gameplan.publish.templating import Piece, link_html

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gameplan.model.page import Entry, Page
    from gameplan.publish.site import Edition
    from gameplan.publish.templating import Linker

_DEEPEST = 8
_LADDER = Piece('<ol class="gp-ladder">{steps}</ol>')
_STEP = Piece(
    '<li style="--gp-depth:{depth}"><span class="gp-ladder__label">{label}</span> <a href="{url}">{title}</a></li>'
)
_HERE = Piece(
    '<li style="--gp-depth:{depth}" class="gp-ladder__here">'
    '<span class="gp-ladder__label">{label}</span> <strong>{title}</strong></li>'
)

_KPI = Piece("{link}: {value}")
_SHOWN_ELSEWHERE = ("goals", "audiences", "channels", "messages", "kpis", "owner")
"""The fields of kinds that an entry's page shows by name."""


class Ladder(NamedTuple):
    """The first steps of the way from the vision down to a page."""

    steps: Markup
    height: int

    def ending(self, label: str, title: str) -> Markup:
        """The whole ladder, whose last step is the page that it stands on."""
        here = _HERE(depth=min(self.height, _DEEPEST), label=label, title=title)
        return _LADDER(steps=self.steps + here)


def entry_ladders(edition: Edition, to: Linker, entry: Entry) -> Iterator[Markup]:
    """From the vision down to an entry, for each goal that it cites."""
    for goal in edition.targets(entry, "goals"):
        key = (goal.path, to.up)
        ladder = edition.ladders.get(key)
        if ladder is None:
            ladder = edition.ladders[key] = _ladder(edition, to, (*_above(edition, goal), goal))
        yield ladder.ending(say("This entry"), entry.title)


def goal_ladder(edition: Edition, to: Linker, goal: Page) -> Markup:
    """From the vision down to a goal."""
    return _ladder(edition, to, _above(edition, goal)).ending(_label(edition, goal), goal.title)


def has_ladder(edition: Edition, goal: Page) -> bool:
    """Whether anything is above a goal."""
    return any(_above(edition, goal))


def _above(edition: Edition, goal: Page) -> Iterator[Page]:
    if edition.vision is not None and edition.vision.path in edition.uris:
        yield edition.vision
    yield from reversed(edition.playbook.ancestors(goal))


def _ladder(edition: Edition, to: Linker, pages: Iterable[Page]) -> Ladder:
    steps = [
        _STEP(
            depth=min(depth, _DEEPEST), label=_label(edition, page), url=to(edition.uris[page.path]), title=page.title
        )
        for depth, page in enumerate(pages)
    ]
    return Ladder(Markup().join(steps), len(steps))


def _label(edition: Edition, page: Page) -> str:
    if page is edition.vision:
        return say("Vision")
    return say("Goal") if edition.playbook.parent(page) else say("Goal area")


def why_facts(edition: Edition, to: Linker, entry: Entry) -> Markup:
    """Whom an entry is for, what it says, and how its success is measured."""
    vocabulary = edition.playbook.vocabulary
    own = [kind for kind in vocabulary.kinds if kind.field and kind.field not in _SHOWN_ELSEWHERE]
    lines = [
        (say("For"), _links(edition, to, edition.targets(entry, "audiences"))),
        (say("At the stage"), _stage(edition, to, entry)),
        (say("Says"), _links(edition, to, edition.targets(entry, "messages"))),
        *((kinds_label(kind), _links(edition, to, edition.targets(entry, kind.field))) for kind in own),
        (say("Measured by"), Markup("<br>").join(_measures(edition, to, entry))),
    ]
    return fact_lines((label, html) for label, html in lines if html)


def _links(edition: Edition, to: Linker, pages: Iterable[Page]) -> Markup:
    return Markup(", ").join(link_html(link, icon=True) for link in links(edition, to, pages))


def _stage(edition: Edition, to: Linker, entry: Entry) -> Markup:
    """An entry's stage of a journey, by their titles."""
    journey = next(iter(edition.targets(entry, "stage")), None)
    if journey is None:
        return Markup()
    link = Link(words.stage_words(journey, entry), to(edition.uris[journey.path]), journey.kind.icon)
    return link_html(link, icon=True)


def _measures(edition: Edition, to: Linker, entry: Entry) -> Iterable[Markup]:
    """The KPIs of an entry; where it names none, those of its goals, each once."""
    if own := edition.targets(entry, "kpis"):
        return _kpis(edition, to, own)
    goals = edition.targets(entry, "goals")
    return dict.fromkeys(kpi for goal in goals for kpi in _goal_measures(edition, to, goal))


def _goal_measures(edition: Edition, to: Linker, goal: Page) -> tuple[Markup, ...]:
    """The KPIs of a goal, or of the nearest goal above it that has any."""
    key = (goal.path, to.up)
    found = edition.measures.get(key)
    if found is None:
        steps = (_own_measures(edition, step) for step in (goal, *edition.playbook.ancestors(goal)))
        found = edition.measures[key] = _kpis(edition, to, next((kpis for kpis in steps if kpis), ()))
    return found


def _own_measures(edition: Edition, goal: Page) -> tuple[Page, ...]:
    named_by = (page for page in edition.sources(goal, "goals") if isinstance(page.fields, Kpi))
    return (*edition.targets(goal, "kpis"), *named_by)


def _kpis(edition: Edition, to: Linker, kpis: Iterable[Page]) -> tuple[Markup, ...]:
    """KPIs, each with its latest value against its target."""
    made = []
    for kpi in kpis:
        link = link_html(Link(kpi.title, to(edition.uris[kpi.path]), kpi.kind.icon), icon=True)
        value = _latest(kpi)
        made.append(_KPI(link=link, value=value) if value else link)
    return tuple(made)


def _latest(kpi: Page) -> str:
    fields = kpi.fields
    if not isinstance(fields, Kpi) or not isinstance(fields.readings, dict) or not fields.readings:
        return ""
    last = max(fields.readings)
    value, month = words.measure(fields.readings[last], fields.unit), words.month_words(last)
    if not fields.target:
        return say("{value} in {month}", value=value, month=month)
    target = words.measure(fields.target.value, fields.unit)
    return say("{value} in {month}, target {target}", value=value, month=month, target=target)
