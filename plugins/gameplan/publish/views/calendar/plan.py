"""The way from view to view of the plan, and what stands around each."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.happenings import Happenings
from gameplan.model.days import quarter_of
from gameplan.model.filters import filter_values
from gameplan.publish.addresses import (
    BOARD,
    CALENDAR,
    KEY_DATES,
    LIST,
    TIMELINE,
    WORKLOAD,
    month_uri,
    quarter_uri,
    view_uri,
)
from gameplan.publish.views.calendar.groups import groupings, lane_groupings
from gameplan.publish.views.chips import Legend, legend
from gameplan.publish.views.filter_form import FilterForm, choices_of
from gameplan.publish.views.links import Link
from gameplan.publish.views.page_age import PageAge, page_age
from gameplan.wording.declared_values import called
from gameplan.wording.speech import say, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from gameplan.model.page import Entry
    from gameplan.publish.context import Context
    from gameplan.publish.edition import ChosenView
    from gameplan.publish.views.calendar.groups import Grouping


class Tab(NamedTuple):
    """One of the views, as a link."""

    link: Link
    current: bool
    now: str = ""
    """The page of today's month or quarter to which it leads, where it does: the reader's today may be another."""


class Frame(NamedTuple):
    """What stands around a view."""

    tabs: tuple[Tab, ...]
    pages: str
    """The months that have a page, as in their addresses."""
    filters: FilterForm
    age: PageAge
    legend: Legend
    """What the colours and marks of what it shows mean."""
    named: tuple[Tab, ...] = ()
    """The views of the playbook's own."""
    groups: tuple[Tab, ...] = ()
    """The same view grouped by something else; empty where there is nothing else."""


class Turn(NamedTuple):
    """The way from a month or a quarter to those beside it."""

    before: Link | None
    after: Link | None
    now: Link
    """To today's, as of the build."""
    now_name: str
    """As in its address."""
    current: bool
    """Whether it is today's."""
    subscribe: Link


class Plan:
    """The views of the plan: what they show, and the way from one to the other."""

    def __init__(self, context: Context, chosen: ChosenView | None = None) -> None:
        """Know what is shown.

        Args:
            context: what is published.
            chosen: a view of the playbook's own, which shows a part of the plan; default: all of it.
        """
        self.context, self.chosen = context, chosen
        self.happenings = context.analysis.happenings
        self.only: frozenset[str] | None = None
        """The paths of the entries that the view of the playbook's own shows; None where that is all of them."""
        self.overdue: tuple[Entry, ...] = tuple(context.analysis.coverage.overdue)
        if chosen is not None:
            taken = context.edition.filters[chosen.name]
            entries = [
                entry
                for entry in context.playbook.entries
                if taken.takes(filter_values(context.playbook, entry, context.lookups.targets_by_field(entry)))
            ]
            self.happenings = Happenings(entries, context.today)
            self.only = frozenset(entry.path for entry in entries)
            self.overdue = tuple([entry for entry in self.overdue if entry in entries])

    def frame(self, current: str, day: date, entries: Iterable[Entry], *, coloured: bool = True) -> Frame:
        """Return what stands around a view.

        Args:
            current: its name.
            day: where it is in time.
            entries: what it shows or counts, each once or more often.
            coloured: whether it shows entries in colours.
        """
        shown = list(dict.fromkeys(entries))
        filters = choices_of(self.context).of_entries(shown, coloured=coloured)
        told = legend(self.context, shown)
        return Frame(self.tabs(current, day), self.pages, filters, page_age(self.context), told, self.named)

    @property
    def named(self) -> tuple[Tab, ...]:
        """The views of the playbook's own."""
        views = self.context.edition.views
        return tuple([Tab(Link(view.title, uri=view_uri(view.name)), view == self.chosen) for view in views])

    @cached_property
    def groupings(self) -> tuple[Grouping, ...]:
        """What boards and quarters can be grouped by."""
        return groupings(self.context)

    @cached_property
    def lane_groupings(self) -> tuple[Grouping, ...]:
        """What timelines can have lanes by, besides goals."""
        return lane_groupings(self.context)

    def groups(self, usual: str, uri: Callable[[str], str], field: str) -> tuple[Tab, ...]:
        """Return the ways to the same view grouped by something else.

        Args:
            usual: what it is grouped by where nobody asks.
            uri: returns the uri of the view that is grouped by a field; by no field, as usual.
            field: by which it is grouped here; empty where as usual.
        """
        if not self.groupings:
            return ()
        ways = (("", usual), *((grouping.own.name, called(grouping.own)) for grouping in self.groupings))
        return tuple([Tab(Link(text, uri=uri(name)), name == field) for name, text in ways])

    def tabs(self, current: str, day: date) -> tuple[Tab, ...]:
        """Return the views, to change from one to the other without losing the place.

        Args:
            current: the name of the view that is shown.
            day: where it is in time.
        """
        month = self.happenings.near(day)
        # Months and quarters are places in time themselves: from them the tabs lead to what is near.
        dated = current not in ("Month", "Quarter")
        return tuple(
            [
                Tab(
                    Link(say(name), None, icon, uri),
                    name == current and self.chosen is None,
                    name_of(uri) if dated and name in ("Month", "Quarter") else "",
                )
                for name, uri, icon in (
                    (word("Agenda"), CALENDAR, "format-list-text"),
                    (word("Timeline"), TIMELINE, "chart-gantt"),
                    (word("Month"), month_uri(month), "calendar-month-outline"),
                    (word("Quarter"), quarter_uri(quarter_of(month)), "calendar-week"),
                    (word("Key dates"), KEY_DATES, "rhombus-outline"),
                    (word("Board"), BOARD, "view-column-outline"),
                    (word("Workload"), WORKLOAD, "chart-bar"),
                    (word("List"), LIST, "table"),
                )
            ]
        )

    @cached_property
    def pages(self) -> str:
        """The months that have a page, as in their addresses: scripts look here for the month of the reader's today."""
        return " ".join(f"{month:%Y-%m}" for month in self.happenings.months)


def name_of(uri: str) -> str:
    """Return the name of a month's or a quarter's page, as in its address."""
    return uri.rpartition("/")[2].removesuffix(".md")
