"""Entries as chips: short links for the cells and strips of a calendar."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup, escape

from gameplan.publish.html.filter_attributes import attributes
from gameplan.publish.html.icons import STAGES
from gameplan.publish.html.templates import Fragment, icon_html
from gameplan.publish.views.colours import colour
from gameplan.publish.views.facets import facets_of
from gameplan.publish.views.links import Link, badge
from gameplan.wording import dates as words
from gameplan.wording.labels import status_label, visibility
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from gameplan.model.page import Entry
    from gameplan.model.schedule import Occurrence
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

NOTHING = Markup()
_CHIP = Fragment(
    '<li class="{style}{more}" {facets}{attributes}><a href="{url}"{skip}>{mark}'
    '<span class="gp-e__title">{clock}{title}</span>{note}</a></li>'
)
_CONTINUED = Fragment(
    '<li class="{style} gp-bar gp-bar--on{last}" {facets}><a href="{url}" tabindex="-1">'
    '<span class="gp-sr">{words}</span></a></li>'
)
_MARK = Fragment('{icon}<span class="gp-sr">{words} </span>')
_DOT = Fragment('<i class="gp-dot gp-dot--{stage}"></i>')
_CLOCK = Fragment('<span class="gp-e__clock">{text}</span> ')
_NOTE = Fragment(' <span class="gp-e__note{always}">{text}</span>')
_DAYS = Fragment(' <span class="gp-sr">{text}</span>')
_PLACE = Fragment(' style="grid-area:{area}"')
_LENGTH = Fragment(' style="--n:{units}"')
_SKIP = Markup(' tabindex="-1"')


class ChipParts(NamedTuple):
    """What is the same in all chips of an entry on pages of one depth."""

    style: Markup
    facets: Markup
    url: Markup
    mark: Markup
    """Its status as an icon and a hidden word; whether it is overdue, and whether the public sees it."""
    title: Markup
    dot: Markup
    """A dot that stands for it where there is no room for more; hidden from screen readers."""


class Chips:
    """Makes the chips of a page."""

    def __init__(self, context: Context, to: Linker) -> None:
        self.context, self.to = context, to

    def parts(self, entry: Entry) -> ChipParts:
        """Return what is the same in all chips of an entry."""
        key = ("chip parts", entry.path, self.to.up)
        parts: ChipParts | None = self.context.fragments.get(key)
        if parts is None:
            parts = self.context.fragments[key] = _parts(self.context, self.to, entry)
        return parts

    def single(self, entry: Entry, occurrence: Occurrence | None = None, *, note: str = "") -> Markup:
        """A chip that stands for itself, with the time of day where it has one."""
        parts = self.parts(entry)
        return _CHIP(
            **parts._asdict(),
            clock=self._clock(entry, occurrence),
            note=_NOTE(text=note, always=" gp-e__note--always") if note else NOTHING,
            more=NOTHING,
            attributes=NOTHING,
            skip=NOTHING,
        )

    def bar(self, entry: Entry, occurrence: Occurrence, day: date, units: str, *, first: bool, last: bool) -> Markup:
        """The part of a bar that has its label: where it begins on the page, and at the beginning of each week.

        Args:
            entry: the entry.
            occurrence: one time that it happens, of several days.
            day: the day on which the part stands.
            units: how much room the label has, in widths of that day.
            first: whether it is the first part on the page, for the keyboard and for narrow pages.
            last: whether the bar ends on this day.
        """
        begun = occurrence.first == day
        ends = words.days_words(occurrence.first, occurrence.last)
        if begun:
            ends = say("until {day}", day=words.day_words(occurrence.last, weekday=False))
        styles = " gp-bar" + (" gp-bar--begin" if begun else "") + ("" if first else " gp-bar--again")
        return _CHIP(
            **self.parts(entry)._asdict(),
            clock=self._clock(entry, occurrence) if begun else NOTHING,
            note=_NOTE(text=ends, always="") if first else NOTHING,
            more=styles + (" gp-bar--end" if last else ""),
            attributes=_LENGTH(units=units),
            skip=NOTHING if first else _SKIP,
        )

    def continued(self, entry: Entry, occurrence: Occurrence, day: date) -> Markup:
        """The part of a bar on a day on which it only goes on: for the mouse; its text is hidden."""
        parts = self.parts(entry)
        return _CONTINUED(
            style=parts.style,
            facets=parts.facets,
            url=parts.url,
            words=say(
                "{title} continues, day {day} of {days}",
                title=parts.title,
                day=(day - occurrence.first).days + 1,
                days=(occurrence.last - occurrence.first).days + 1,
            ),
            last=" gp-bar--end" if day == occurrence.last else "",
        )

    def strip(self, entry: Entry, occurrence: Occurrence, area: str, backwards: bool) -> Markup:  # noqa: FBT001 - a place's two parts
        """A bar on a strip, with its days for whoever hears it.

        Args:
            entry: the entry.
            occurrence: one time that it happens, of several days.
            area: its place in the grid.
            backwards: whether its title ends with it, instead of beginning with it.
        """
        return _CHIP(
            **self.parts(entry)._asdict(),
            clock=NOTHING,
            note=_DAYS(text=words.days_words(occurrence.first, occurrence.last)),
            more=" gp-q__bar" + (" gp-q__bar--back" if backwards else ""),
            attributes=_PLACE(area=area),
            skip=NOTHING,
        )

    def windows(self, entries: Iterable[Entry]) -> list[Markup]:
        """Chips of what has no day yet, each with its window."""
        return [
            self.single(entry, note=words.schedule_words(entry.schedule, self.context.playbook.vocabulary.zone))
            for entry in entries
        ]

    def _clock(self, entry: Entry, occurrence: Occurrence | None) -> Markup:
        if occurrence is None or occurrence.clock is None:
            return NOTHING
        text = words.clock_words(occurrence.clock)
        if entry.schedule.zone != self.context.playbook.vocabulary.zone:
            text += f" {words.zone_words(entry.schedule.zone)}"
        return _CLOCK(text=text)


def _parts(context: Context, to: Linker, entry: Entry) -> ChipParts:
    status, late = badge(entry), entry.overdue(context.today)
    said = [status.label, *([say("overdue")] if late else []), *([] if entry.public else [visibility(entry)])]
    icon = icon_html(STAGES[status.stage])
    icon += icon_html("timer-sand") if late else NOTHING
    icon += NOTHING if entry.public else icon_html("lock-outline")
    hue = colour(context.lookups, context.lookups.targets(entry, "goals"))
    return ChipParts(
        style=escape(f"gp-e {hue} gp-e--{status.stage}" + (" gp-e--late" if late else "")),
        facets=attributes(facets_of(context, entry)),
        url=escape(to(context.addresses.uris[entry.path])),
        mark=_MARK(icon=icon, words=say("{label}:", label=", ".join(said))),
        title=escape(entry.title),
        dot=_DOT(stage=str(status.stage)),
    )


def legend(
    context: Context, to: Linker, entries: Iterable[Entry]
) -> tuple[list[tuple[Link, str]], list[tuple[str, str]]]:
    """Explain colours and shapes: the goal areas that some entries serve with their colours, and their statuses with icons."""
    areas, statuses = set(), set()
    for entry in entries:
        areas |= {context.lookups.area(goal) for goal in context.lookups.targets(entry, "goals")[:1]}
        statuses.add(entry.status)
    tops = [goal for goal in context.playbook.goals if context.lookups.areas.get(goal.path) in areas]
    shown = [status for status in context.playbook.vocabulary.statuses if status in statuses]
    return (
        [(Link(goal.title, to(context.addresses.uris[goal.path])), colour(context.lookups, [goal])) for goal in tops],
        [(status_label(status), str(status.stage)) for status in shown],
    )
