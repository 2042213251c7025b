"""The way from view to view of the plan."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.days import quarter_of
from gameplan.publish.addresses import BOARD, CALENDAR, LIST, WORKLOAD, month_uri, quarter_uri
from gameplan.publish.views.links import Link
from gameplan.wording.speech import say, word

if TYPE_CHECKING:
    from datetime import date

    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context


class Tab(NamedTuple):
    """One of the views, as a link."""

    link: Link
    current: bool
    now: str = ""
    """The page of today's month or quarter to which it leads, where it does: the reader's today may be another."""


class Now(NamedTuple):
    """The way to today's month or quarter."""

    text: str
    url: str
    name: str
    """As in its address."""


class Plan:
    """The views of the plan: what they show, and the way from one to the other."""

    def __init__(self, context: Context) -> None:
        """Know what is shown."""
        self.context = context
        self.happenings = context.analysis.happenings

    def tabs(self, to: Linker, current: str, day: date) -> list[Tab]:
        """The views, to change from one to the other without losing the place.

        Args:
            to: makes addresses.
            current: the name of the view that is shown.
            day: where it is in time.
        """
        month = self.happenings.near(day)
        # Months and quarters are places in time themselves: from them the tabs lead to what is near.
        dated = current not in ("Month", "Quarter")
        return [
            Tab(
                Link(say(name), to(uri), icon),
                name == current,
                _name(uri) if dated and name in ("Month", "Quarter") else "",
            )
            for name, uri, icon in (
                (word("Agenda"), CALENDAR, "format-list-bulleted"),
                (word("Month"), month_uri(month), "calendar-month-outline"),
                (word("Quarter"), quarter_uri(quarter_of(month)), "chart-gantt"),
                (word("Board"), BOARD, "view-column-outline"),
                (word("Workload"), WORKLOAD, "account-clock-outline"),
                (word("List"), LIST, "table"),
            )
        ]

    def now(self, to: Linker, uri: str, text: str) -> Now:
        """The way to the page of today, as of the build."""
        return Now(text, to(uri), _name(uri))

    @cached_property
    def pages(self) -> str:
        """The months that have a page, as in their addresses: scripts look here for the month of the reader's today."""
        return " ".join(f"{month:%Y-%m}" for month in self.happenings.months)


def _name(uri: str) -> str:
    return uri.rpartition("/")[2].removesuffix(".md")
