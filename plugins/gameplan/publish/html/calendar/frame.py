"""What stands around a view of the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish.html.filter_form import filter_form
from gameplan.publish.html.icons import status_icon
from gameplan.publish.html.page_age import page_age
from gameplan.publish.html.templates import address_of, relative

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.calendar.plan import Frame, Tab, Turn
    from gameplan.publish.views.links import Link


class DrawnTab(NamedTuple):
    """One of the views, as the template takes it."""

    link: Link
    current: bool
    now: str


class Now(NamedTuple):
    """The way to today's month or quarter, as the template takes it."""

    text: str
    url: str
    name: str


def tabs(views: Iterable[Tab], to: Linker) -> list[DrawnTab]:
    """Return the ways to all views, as the template takes them."""
    return [DrawnTab(relative(view.link, to), view.current, view.now) for view in views]


def frame(view: Frame, to: Linker) -> dict[str, object]:
    """Return what stands around a view, as its template takes it."""
    return {
        "tabs": tabs(view.tabs, to),
        "pages": view.pages,
        "filters": filter_form(view.filters, to),
        "stamp": page_age(view.age),
        "named": tabs(view.named, to),
        "groups": tabs(view.groups, to),
        "legend_areas": [(relative(area.link, to), area.colour) for area in view.legend.areas],
        "legend_statuses": [(badge.label, status_icon(badge)) for badge in view.legend.statuses],
        "legend_overdue": view.legend.overdue,
        "legend_whole": relative(view.legend.whole, to),
    }


def turn(view: Turn, to: Linker) -> dict[str, object]:
    """Return the ways to what is beside a month or a quarter, as its template takes them."""
    return {
        "before": relative(view.before, to) if view.before else None,
        "after": relative(view.after, to) if view.after else None,
        "now": Now(view.now.text, address_of(view.now, to), view.now_name),
        "current": view.current,
        "subscribe": address_of(view.subscribe, to),
    }
