"""The plan by month: the agenda from this month on, and a page for each month."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.publish import words
from gameplan.publish.actions import SUBSCRIBE, add_entry
from gameplan.publish.document import Anchor, Document
from gameplan.publish.links import Link
from gameplan.publish.rows import row, sort_key
from gameplan.publish.templating import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markupsafe import Markup

    from gameplan.model.page import Entry
    from gameplan.model.schedule import Occurrence
    from gameplan.publish.site import Edition
    from gameplan.publish.templating import Linker

URI = "calendar/index.md"
_MONTHS_AHEAD = 4
_MOST_UNDATED = 100


class _Happening(NamedTuple):
    entry: Entry
    occurrence: Occurrence


def agenda_documents(edition: Edition) -> Iterator[Document]:
    """The agenda, then a page for each month in which something begins."""
    months = _months(edition)
    order = sorted(months)
    for place, month in enumerate(order):
        before = order[place - 1] if place else None
        after = order[place + 1] if place + 1 < len(order) else None
        yield _month_document(edition, month, months[month], (before, after))
    yield _agenda_document(edition, months)


def month_uri(month: date) -> str:
    """The uri of a month's page."""
    return f"calendar/{month:%Y-%m}.md"


def _months(edition: Edition) -> dict[date, list[_Happening]]:
    """What begins in each month; an endless recurrence counts as far as everything else goes, and a year from today."""
    entries = edition.playbook.entries
    last = max(
        [entry.schedule.first_day for entry in entries if entry.schedule.start and entry.schedule.first_day]
        or [edition.today]
    )
    horizon = max(last, edition.today + timedelta(days=366))
    months: dict[date, list[_Happening]] = {}
    for entry in entries:
        first = entry.schedule.first_day
        if entry.schedule.start is None or first is None:
            continue
        end = max(entry.schedule.last_day or horizon, first)
        for occurrence in entry.schedule.occurrences(first, end):
            months.setdefault(occurrence.first.replace(day=1), []).append(_Happening(entry, occurrence))
    for happenings in months.values():
        happenings.sort(
            key=lambda h: (
                h.occurrence.first,
                h.occurrence.clock.isoformat() if h.occurrence.clock else "",
                h.entry.path,
            )
        )
    return months


def _days(edition: Edition, to: Linker, happenings: list[_Happening]) -> list[tuple[str, str, str, list[Markup]]]:
    """Rows by the day on which they begin: ISO day, words, whether it is past, today or ahead, rows."""
    days: dict[date, list[Markup]] = {}
    for happening in happenings:
        days.setdefault(happening.occurrence.first, []).append(
            row(edition, to, happening.entry, happening.occurrence, below_day=True)
        )
    tense = {True: "past", False: "ahead"}
    return [
        (day.isoformat(), words.day_words(day), "today" if day == edition.today else tense[day < edition.today], rows)
        for day, rows in sorted(days.items())
    ]


def _month_document(
    edition: Edition, month: date, happenings: list[_Happening], around: tuple[date | None, date | None]
) -> Document:
    uri = month_uri(month)
    to = edition.to(uri)
    before, after = (month_uri(other) if other else None for other in around)
    title = words.month_words(month)

    def head() -> str:
        return render(
            "month.html",
            title=title,
            before=Link(words.month_words(around[0]), to(before)) if around[0] and before else None,
            after=Link(words.month_words(around[1]), to(after)) if around[1] and after else None,
            agenda=to(URI),
            days=_days(edition, to, happenings),
        )

    return Document(
        uri=uri,
        title=title,
        head=head,
        ids=tuple(dict.fromkeys(f"d-{happening.occurrence.first}" for happening in happenings)),
        hide=("toc",),
        search={"exclude": True},
        section=URI,
        previous=before,
        next=after,
    )


def _agenda_document(edition: Edition, months: dict[date, list[_Happening]]) -> Document:
    to = edition.to(URI)
    this_month = edition.today.replace(day=1)
    coming = [month for month in sorted(months) if month >= this_month][:_MONTHS_AHEAD]
    undated = sorted(
        (entry for entry in edition.playbook.entries if entry.schedule.start is None and entry.status.stage.open),
        key=sort_key,
    )
    intro = edition.intros.get(URI)
    years: dict[int, list[tuple[Link, int, str]]] = {}
    for month in sorted(months):
        tense = "today" if month == this_month else "past" if month < this_month else "ahead"
        years.setdefault(month.year, []).append((Link(f"{month:%b}", to(month_uri(month))), len(months[month]), tense))
    title = intro.title if intro and intro.fields.title else "The plan"
    head = render(
        "agenda.html",
        title=title,
        today=words.day_words(edition.today),
        years=sorted(years.items()),
        months=[
            (f"m-{month:%Y-%m}", words.month_words(month), to(month_uri(month)), _days(edition, to, months[month]))
            for month in coming
        ],
        undated=[row(edition, to, entry) for entry in undated[:_MOST_UNDATED]],
        more_undated=max(len(undated) - _MOST_UNDATED, 0),
        subscribe=to(SUBSCRIBE),
        list=to("calendar/list.md"),
        add=add_entry(edition.host, edition.playbook.plan, start=edition.today.isoformat()) if edition.host else None,
    )
    anchors = [Anchor(words.month_words(month), f"m-{month:%Y-%m}") for month in coming]
    anchors += [Anchor("No day yet", "undated")] if undated else []
    body = intro.body.text if intro else ""
    return Document(
        uri=URI,
        title=title,
        source=intro.path if intro else None,
        head=head,
        body=body,
        before=tuple(anchors),
        search={"exclude": True},
        section=URI,
    )
