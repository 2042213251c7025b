"""The calendar feed: every dated entry as an event, byte for byte the same as long as nothing changes."""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING

from gameplan.model.schedule import DEFAULT_LENGTH
from gameplan.model.status import Stage
from gameplan.publish import words
from gameplan.publish.calendar import lines
from gameplan.publish.calendar.vtimezone import FIRST_YEAR, vtimezone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.page import Entry, Page
    from gameplan.model.schedule import Schedule
    from gameplan.publish.site import Edition

EPOCH = datetime(2026, 1, 1, tzinfo=UTC)
"""When the form of our events last changed: no event's stamp is older."""
_REFRESH = "PT4H"
_LONGEST_DESCRIPTION = 2000
_STATUS = {Stage.IDEA: "TENTATIVE", Stage.PLANNED: "TENTATIVE", Stage.HELD: "TENTATIVE", Stage.DROPPED: "CANCELLED"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """What a feed is called, and whose events it holds."""

    name: str
    title: str
    namespace: uuid.UUID
    """Of the UIDs (RFC 9562 5.5): written once, never changed."""
    windows: bool = False
    """Whether windows (`2026-Q4`) are in it, as spans of days."""


def calendar_feed(edition: Edition) -> bytes:
    """The feed as it is served (`text/calendar; charset=utf-8`): CRLF line ends, components sorted by UID."""
    events = sorted(
        event for entry in edition.playbook.entries if _listed(entry, edition.feed) for event in _events(edition, entry)
    )
    zones = _zones(edition)
    if not events:
        # A calendar must hold a component (RFC 5545 3.6).
        home = edition.playbook.vocabulary.zone
        zones = {home if home != "UTC" else "Etc/UTC": FIRST_YEAR}
    parts = [lines.joined([*_head(edition)])]
    parts += [lines.joined([*vtimezone(name, year)]) for name, year in sorted(zones.items())]
    parts += [data for *_, data in events]
    return b"".join([*parts, b"END:VCALENDAR\r\n"])


def uid(namespace: uuid.UUID, identifier: str) -> str:
    """The UID of an entry's event: from its id alone, whatever its file, title or address (RFC 7986 5.3)."""
    return str(uuid.uuid5(namespace, identifier))


def _listed(entry: Entry, feed: Feed) -> bool:
    """Dated entries that are not drafts; windows where the feed holds them."""
    if entry.fields.visibility == "draft":
        return False
    return entry.schedule.start is not None or (feed.windows and entry.schedule.first_day is not None)


def _head(edition: Edition) -> Iterator[str]:
    feed = edition.feed
    title = lines.text(feed.title)
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//Gameplan//Gameplan 0//EN"
    yield "CALSCALE:GREGORIAN"
    yield f"UID:{uuid.uuid5(feed.namespace, f'feed/{feed.name}')}"
    yield f"NAME:{title}"
    yield f"X-WR-CALNAME:{title}"
    if edition.base:
        yield f"URL:{lines.uri(edition.base)}"
        yield f"SOURCE;VALUE=URI:{lines.uri(edition.base + feed.name)}"
    yield f"REFRESH-INTERVAL;VALUE=DURATION:{_REFRESH}"
    yield f"X-PUBLISHED-TTL:{_REFRESH}"


def _zones(edition: Edition) -> dict[str, int]:
    """The zones of local times in the feed, each with the first year that an event needs."""
    zones: dict[str, int] = {}
    for entry in edition.playbook.entries:
        start, name = entry.schedule.start, _clock(entry.schedule)
        if isinstance(start, datetime) and name not in (None, "UTC") and _listed(entry, edition.feed):
            zones[name] = min(zones.get(name, FIRST_YEAR), start.year)
    return zones


def _clock(schedule: Schedule) -> str | None:
    """The zone in which times are written; None for UTC: what returns keeps its time on the clock, however it was typed."""
    return None if schedule.instant and schedule.recurrence is None else schedule.zone


def _events(edition: Edition, entry: Entry) -> Iterator[tuple[str, str, bytes]]:
    """(UID, RECURRENCE-ID, bytes) of an entry's event, and of each occurrence that has moved."""
    identity = uid(edition.feed.namespace, entry.id)
    schedule = entry.schedule
    common = _common(edition, entry)
    yield (
        identity,
        "",
        lines.joined(
            [
                "BEGIN:VEVENT",
                f"UID:{identity}",
                *_stamps(edition, entry),
                *_dates(schedule),
                *_rule(schedule),
                *common,
                "END:VEVENT",
            ]
        ),
    )
    if schedule.recurrence and schedule.start is not None:
        for was, new in schedule.recurrence.moved:
            original = lines.when("RECURRENCE-ID", _on(schedule.start, was), _clock(schedule))
            moved = _dates(schedule, new)
            yield (
                identity,
                original,
                lines.joined(
                    [
                        "BEGIN:VEVENT",
                        f"UID:{identity}",
                        original,
                        *_stamps(edition, entry),
                        *moved,
                        *common,
                        "END:VEVENT",
                    ]
                ),
            )


def _stamps(edition: Edition, entry: Entry) -> list[str]:
    """DTSTAMP and LAST-MODIFIED: the newest change of anything that the event shows (RFC 5545 3.8.7.2, 3.8.7.3)."""
    playbook = edition.playbook
    shown = {
        entry.path,
        *(page.path for page in playbook.targets(entry, "goals", "owner", "channels", "audiences", "depends_on")),
    }
    stamp = lines.moment(max([EPOCH, *(edition.changed[path] for path in shown if path in edition.changed)]))
    return [f"DTSTAMP:{stamp}", f"LAST-MODIFIED:{stamp}"]


def _on(start: date | datetime, day: date) -> date | datetime:
    """The start as it is on another day: the same time on the clock."""
    if not isinstance(start, datetime):
        return day
    return datetime.combine(day, start.timetz())


def _dates(schedule: Schedule, day: date | None = None) -> list[str]:
    """DTSTART and DTEND; the end is exclusive (RFC 5545 3.6.1)."""
    start, end = schedule.start, schedule.end
    if start is None or end is None:
        window = schedule.window
        first = window.first if window and window.first else date(1970, 1, 1)
        last = window.last if window and window.last else first
        return [lines.when("DTSTART", first, None), lines.when("DTEND", last + timedelta(days=1), None)]
    begin = _on(start, day) if day else start
    if isinstance(start, datetime) and isinstance(end, datetime) and isinstance(begin, datetime):
        length = end.astimezone(UTC) - start.astimezone(UTC)
        if length <= timedelta(0):
            length = DEFAULT_LENGTH
        until = (begin.astimezone(UTC) + length).astimezone(begin.tzinfo)
        zone = _clock(schedule)
        # A time that the clocks show twice is its first occurrence (RFC 5545 3.3.5); only UTC can say the second.
        return [lines.when("DTSTART", begin, zone), lines.when("DTEND", until, None if until.fold else zone)]
    last = begin + max(schedule.extra_days, timedelta(0))
    return [lines.when("DTSTART", begin, None), lines.when("DTEND", last + timedelta(days=1), None)]


def _rule(schedule: Schedule) -> Iterator[str]:
    """RRULE, and an EXDATE for each day that falls out: one property each, since FullCalendar reads the first value only."""
    rule, start = schedule.recurrence, schedule.start
    if rule is None or start is None:
        return
    end = ""
    if rule.count is not None:
        end = f";COUNT={rule.count}"
    elif rule.until is not None:
        last = f"{rule.until:%Y%m%d}"
        if isinstance(start, datetime):
            # The end of the local day, in UTC (RFC 5545 3.3.10).
            last = lines.moment(datetime.combine(rule.until, time(23, 59, 59), start.tzinfo))
        end = f";UNTIL={last}"
    yield f"RRULE:{rule.parts}{end}"
    for day in sorted(rule.skipped):
        yield lines.when("EXDATE", _on(start, day), _clock(schedule))


def _common(edition: Edition, entry: Entry) -> list[str]:
    """What all events of an entry share."""
    stage = entry.status.stage
    page = edition.absolute(entry)
    title = f"Cancelled: {entry.title}" if stage is Stage.DROPPED else entry.title
    made = [f"SUMMARY:{lines.text(title)}", f"DESCRIPTION:{lines.text(_description(edition, entry, page))}"]
    if entry.entry.location:
        made.append(f"LOCATION:{lines.text(entry.entry.location)}")
    if page:
        made.append(f"URL:{lines.uri(page)}")
    categories = [
        entry.entry.type or "",
        *entry.fields.tags,
        *(channel.title for channel in edition.playbook.targets(entry, "channels")),
    ]
    named = [lines.text(category) for category in dict.fromkeys(categories) if category.strip()]
    if named:
        made.append(f"CATEGORIES:{','.join(named)}")
    busy = entry.entry.busy and stage is not Stage.DROPPED
    return [
        *made,
        f"STATUS:{_STATUS.get(stage, 'CONFIRMED')}",
        f"TRANSP:{'OPAQUE' if busy else 'TRANSPARENT'}",
        f"X-PLAN-STATUS:{lines.text(entry.status.name)}",
    ]


def _description(edition: Edition, entry: Entry, page: str) -> str:
    """The why in plain text; the page's address last, alone on its line, since Google and Outlook don't show URL."""
    playbook = edition.playbook
    rows = []
    if entry.schedule.start is None and entry.schedule.window:
        rows.append(f"Some time in {words.window_words(entry.schedule.window.label)}: the day isn't known yet.")
    rows += [f"Why: {_titled(edition, goal)}" for goal in playbook.targets(entry, "goals")]
    rows.append(f"Status: {entry.status.label}")
    owners = [owner.title for owner in playbook.targets(entry, "owner")] or list(entry.fields.owner)
    for label, names in (
        ("Owner", owners),
        ("Channel", [channel.title for channel in playbook.targets(entry, "channels")]),
        ("For", [audience.title for audience in playbook.targets(entry, "audiences")]),
        ("Needs first", [other.title for other in playbook.targets(entry, "depends_on")]),
    ):
        if names:
            rows.append(f"{label}: {', '.join(names)}")
    summary = edition.summary(entry)
    head = [summary, ""] if summary else []
    tail = ["", page] if page else []
    room = _LONGEST_DESCRIPTION - sum(len(part) + 1 for part in (*rows, *tail))
    if head and len(head[0]) > room:
        head[0] = head[0][: max(room, 0)].rpartition(" ")[0] + " …"
    return "\n".join((*head, *rows, *tail))


def _titled(edition: Edition, goal: Page) -> str:
    address = edition.absolute(goal)
    return f"{goal.title} – {address}" if address else goal.title
