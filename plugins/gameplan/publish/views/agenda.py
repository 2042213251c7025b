"""The agenda: the weeks from the last one on, day by day, and the way to every month."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish import words
from gameplan.publish.actions import SUBSCRIBE, add_entry
from gameplan.publish.document import Anchor, Document
from gameplan.publish.language import say
from gameplan.publish.links import Link
from gameplan.publish.rows import row
from gameplan.publish.stamp import stamp
from gameplan.publish.templating import render
from gameplan.publish.views.plan import URI, between, month_uri, week_id

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from markupsafe import Markup

    from gameplan.model.page import Entry
    from gameplan.publish.templating import Linker
    from gameplan.publish.views.plan import Happening, Plan

_MOST_UNDATED = 100


class Day(NamedTuple):
    """What begins on a day."""

    iso: str
    words: str
    tense: str
    """`past`, `today` or `ahead`."""
    rows: list[Markup]


class Month(NamedTuple):
    """The way to a month."""

    link: Link
    size: int
    tense: str
    name: str
    """As in its address."""


class Week(NamedTuple):
    """An ISO week."""

    id: str
    monday: str
    label: str
    words: str
    this: bool
    begins: int
    days: list[Day]


def agenda_document(plan: Plan) -> Document:
    """The plan as a list: what goes on, what comes, and what has no day yet."""
    edition = plan.edition
    to = edition.to(URI)
    intro = edition.intros.get(URI)
    title = intro.title if intro and intro.fields.title else say("The plan")
    weeks = [_week(plan, to, monday) for monday in plan.weeks]
    running = [h for h in plan.happenings if h.occurrence.first < plan.weeks[0] <= h.occurrence.last]
    last = plan.weeks[-1] + timedelta(days=6)
    head = render(
        "agenda.html",
        title=title,
        tabs=plan.tabs(to, "Agenda", edition.today),
        pages=plan.pages,
        filters=edition.choices.of_entries(to, _shown(plan)),
        stamp=stamp(edition),
        years=_years(plan, to),
        first=words.day_words(plan.weeks[0]),
        last=words.day_words(last),
        running=[row(edition, to, entry, occurrence) for entry, occurrence in running],
        weeks=weeks,
        empty=not any(week.begins for week in weeks),
        later=sum(h.occurrence.first > last for h in plan.happenings),
        undated=[row(edition, to, entry) for entry in plan.undated[:_MOST_UNDATED]],
        more_undated=max(len(plan.undated) - _MOST_UNDATED, 0),
        subscribe=to(SUBSCRIBE),
        add=add_entry(edition.host, edition.playbook.plan, start=edition.today.isoformat()) if edition.host else None,
    )
    anchors = [Anchor(say("Under way"), "under-way")] if running else []
    anchors += [Anchor(week.label, week.id) for week in weeks if week.begins]
    anchors += [Anchor(say("No day yet"), "undated")] if plan.undated else []
    return Document(
        uri=URI,
        title=title,
        source=intro.path if intro else None,
        head=head,
        body=intro.body.text if intro else "",
        before=tuple(anchors),
        search={"exclude": True},
        section=URI,
    )


def _shown(plan: Plan) -> Iterator[Entry]:
    """What the agenda shows: what happens in its weeks, and the first of what has no day yet."""
    last = plan.weeks[-1] + timedelta(days=6)
    for happening in plan.happenings:
        if happening.occurrence.first <= last and happening.occurrence.last >= plan.weeks[0]:
            yield happening.entry
    yield from plan.undated[:_MOST_UNDATED]


def _week(plan: Plan, to: Linker, monday: date) -> Week:
    sunday = monday + timedelta(days=6)
    days: dict[date, list[Happening]] = {}
    for happening in between(plan.happenings, monday, sunday):
        days.setdefault(happening.occurrence.first, []).append(happening)
    today = plan.edition.today
    tense = {True: "past", False: "ahead"}
    return Week(
        week_id(monday),
        monday.isoformat(),
        say("Week {number}", number=monday.isocalendar().week),
        words.days_words(monday, sunday),
        monday <= today <= sunday,
        sum(map(len, days.values())),
        [
            Day(
                day.isoformat(),
                words.day_words(day),
                "today" if day == today else tense[day < today],
                [row(plan.edition, to, entry, occurrence, below_day=True) for entry, occurrence in happenings],
            )
            for day, happenings in days.items()
        ],
    )


def _years(plan: Plan, to: Linker) -> list[tuple[int, list[Month]]]:
    """Every month's link by its year, with how many entries touch it, and whether it is past, this one or ahead."""
    this_month = plan.edition.today.replace(day=1)
    years: dict[int, list[Month]] = {}
    for month, happenings in plan.months.items():
        tense = "today" if month == this_month else "past" if month < this_month else "ahead"
        name = words.month_name(month, short=True)
        years.setdefault(month.year, []).append(
            Month(Link(name, to(month_uri(month))), len(happenings), tense, f"{month:%Y-%m}")
        )
    return list(years.items())
