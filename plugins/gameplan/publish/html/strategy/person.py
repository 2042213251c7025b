"""A person's own parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.filter_attributes import attributes
from gameplan.publish.html.goal_list import goal_list
from gameplan.publish.html.pinches import pinches
from gameplan.publish.html.rows import row
from gameplan.publish.html.sentences import sentence_html
from gameplan.publish.html.templates import Fragment, address_of, icon_html, joined, linked, relative, render
from gameplan.publish.views.strategy.person import DeadlineRow
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markupsafe import Markup

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.rows import Row
    from gameplan.publish.views.strategy.person import Owned, PersonLoad, PersonPlan, PersonWeek

_DEADLINE = Fragment(
    '<li class="gp-row gp-row--deadline gp-area-{hue}" {facets}>\n'
    '<div class="gp-row__when"><time datetime="{day}">{when}</time>{late}</div>\n'
    '<div class="gp-row__what"><a class="gp-row__title" href="{url}">{title}</a>\n'
    '<div class="gp-row__facts"><span>{icon}{about}</span></div></div>\n{why}</li>'
)
_WHY = Fragment('<div class="gp-row__why">{goals}</div>\n')
_LATE = Fragment('<strong class="gp-overdue">{words}</strong>')


def person_load(view: PersonLoad, to: Linker) -> str:
    """Draw twelve weeks as cells, each as deep as it is full."""
    weeks = [
        (week.day, week.days, f"#{week.place}" if week.place else "", week.load, week.shown) for week in view.weeks
    ]
    return render(
        "person_load.html",
        weeks=weeks,
        total=view.total,
        said=view.said,
        over=view.over,
        effort=view.effort,
        pinches=pinches(view.pinches, to, named=False),
        workload=relative(view.workload, to),
    )


def person_plan(view: PersonPlan, to: Linker) -> str:
    """Draw what a person has to do."""
    return render(
        "person_when.html",
        late=_rows(view.late, to),
        late_more=view.late_more,
        running=_rows(view.running, to),
        weeks=[_week(week, to) for week in view.weeks],
        later=_rows(view.later, to),
        later_words=view.later_words,
        undated=_rows(view.undated, to),
        held=_rows(view.held, to),
        helps=_rows(view.helps, to),
        earlier=_rows(view.earlier, to),
        earlier_words=view.earlier_words,
        nothing=sentence_html(view.nothing, to) if view.nothing else "",
    )


def _week(view: PersonWeek, to: Linker) -> dict[str, object]:
    return {
        "id": view.id,
        "label": view.label,
        "days": view.days,
        "count": view.tasks,
        "rows": _rows(view.rows, to),
        "more": view.more,
    }


def _rows(views: Iterable[Row | DeadlineRow], to: Linker) -> list[Markup]:
    return [_deadline(view, to) if isinstance(view, DeadlineRow) else row(view, to) for view in views]


def _deadline(view: DeadlineRow, to: Linker) -> Markup:
    why = [linked(goal, to, icon=True) for goal in view.goals]
    return _DEADLINE(
        hue=view.hue,
        facets=attributes(view.facets),
        day=view.day.isoformat(),
        when=view.when,
        late=_LATE(words=say("overdue")) if view.overdue else "",
        url=address_of(view.link, to),
        title=view.link.text,
        icon=icon_html("timer-sand"),
        about=say("deadline"),
        why=_WHY(goals=joined(why)) if why else "",
    )


def person_owns(view: Owned, to: Linker) -> str:
    """Draw what a person answers for."""
    others = [(relative(other.link, to), other.kind, other.look) for other in view.others]
    return render("person_owns.html", goals=goal_list(view.goals, to), others=others, more=view.more)
