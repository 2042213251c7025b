"""Everything that happens, as pieces of feeds: entries, their deadlines and tasks, the ends of goals, and reviews."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from gameplan.analysis.changes import removed_targets
from gameplan.analysis.policies import applied, is_general, quiet_days, quiet_key
from gameplan.model.own_fields import reviews_of
from gameplan.model.page import LONG_AGO, Entry
from gameplan.model.pages import Goal, in_force
from gameplan.model.status import Stage, Status
from gameplan.publish.feed_settings import LONG
from gameplan.publish.feeds.catalogue import in_feeds
from gameplan.publish.feeds.describe import Describer
from gameplan.publish.feeds.tasks import task_pieces
from gameplan.publish.ics import content_lines as lines
from gameplan.publish.ics.components import (
    Component,
    Pieces,
    Remembered,
    Stamp,
    Unstamped,
    serialised,
    stamp_of,
    uid,
)
from gameplan.publish.ics.schedule import event_dates, whole_days, zones_of
from gameplan.wording import dates as words
from gameplan.wording.declared_values import called
from gameplan.wording.labels import deadline_label, kind_noun
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping, Sequence

    from gameplan.analysis.live import LivePiece
    from gameplan.model.page import Page
    from gameplan.model.revisions import Removed, Revision
    from gameplan.publish.feed_settings import Span
    from gameplan.publish.feeds.source import Source
    from gameplan.publish.ics.components import Piece
    from gameplan.publish.ics.ledger import Record


def pieces_of(source: Source, entry: Entry) -> Pieces:
    """The pieces of an entry: those of an earlier edition, where they would be the same."""
    revision = source.edition.revisions.pages.get(entry.path)
    targets = source.lookups.targets_by_field(entry)
    key = (
        entry.id,
        entry.places.text,
        entry.title,
        source.lookups.summary(entry),
        revision,
        _told(entry),
        _seen(source, targets),
    )
    known = source.made.get(key) or source.edition.kept.get(key)
    if known is None:
        describer = Describer(source, entry, targets, source.addresses.absolute(entry))
        known = Pieces(
            events=tuple(_event_pieces(source, entry, describer, revision)),
            deadlines=tuple(_deadline_pieces(source, entry, describer, revision)),
            tasks=tuple(task_pieces(source, entry, describer, revision)),
        )
    source.made[key] = known
    return known


def _told(entry: Entry) -> tuple[Hashable, ...]:
    """Return the names that an entry's pieces show besides those of pages; hidden people have no name here."""
    return (entry.fields.owner, *(deadline.owner for deadline in entry.entry.deadlines.values()))


def _seen(source: Source, targets: Mapping[str, Sequence[Page]]) -> tuple[Hashable, ...]:
    """Return what an entry's pieces show of other pages."""
    return tuple(
        (
            field,
            page.id,
            page.title,
            page.kind.name,
            *((source.lookups.hue([page]),) if field == "goals" else ()),
            in_feeds(source, page) if isinstance(page, Entry) else page.places.text if field == "stage" else None,
        )
        for field, pages in targets.items()
        for page in pages
    )


def removed_pieces(source: Source, removed: Removed) -> tuple[Piece, ...]:
    """The event of an entry that was deleted, as cancelled."""
    gone = Status(removed.entry.status.name, Stage.DROPPED)
    describer = Describer(source, removed.entry, removed_targets(source.edition.playbook, removed), "")
    return tuple(_event_pieces(source, replace(removed.entry, status=gone), describer, removed.revision))


def gone_piece(identity: str, record: Record) -> Piece:
    """The event of an entry that only the ledger knows, as cancelled."""
    first = record.first or date.min
    last = record.last if record.last not in (None, date.max) else first
    common = [
        f"SUMMARY:{lines.text(say('Cancelled: {title}', title=record.title))}",
        "STATUS:CANCELLED",
        "TRANSP:TRANSPARENT",
    ]
    draft = Unstamped(
        name="VEVENT",
        uid=identity,
        stamp=Stamp(record.modified, record.created, record.sequence),
        status="CANCELLED",
        components=[Component(whole_days(first, last or first), lines.joined(common))],
    )
    return serialised(draft, None)


def _deadline_pieces(
    source: Source, entry: Entry, describer: Describer, revision: Revision | None
) -> Iterator[tuple[Piece, tuple[str, ...]]]:
    when = words.schedule_words(entry.schedule, source.edition.playbook.vocabulary.zone)
    for name, deadline in sorted(entry.entry.deadlines.items()):
        title = say("{label}: {title}", label=deadline_label(name), title=entry.title)
        rows = [
            say(
                "{deadline} is due for “{title}”, {when}.", deadline=deadline_label(name), title=entry.title, when=when
            ),
            "",
        ]
        rows += [*([say("Done.")] if deadline.done else []), *describer.rows(entry)]
        done = source.edition.calendar.done_mark and deadline.done
        cancelled = entry.status.stage is Stage.DROPPED
        common = lines.joined(describer.note(f"✓ {title}" if done else title, rows, cancelled=cancelled))
        draft = Unstamped(
            name="VEVENT",
            uid=uid(source.edition.calendar.namespace, "deadline", entry.feed_id, name),
            stamp=stamp_of(revision, f"deadline/{name}"),
            status="CANCELLED" if cancelled else "CONFIRMED",
            components=[Component(whole_days(deadline.on, deadline.on), common)],
        )
        yield serialised(draft, source.edition.stamps), deadline.owner or entry.fields.owner


def goal_pieces(source: Source, goal: Page) -> Iterator[Piece]:
    """The last day of a goal that is in force."""
    fields = goal.fields
    if not isinstance(fields, Goal) or fields.non_goal or fields.lifecycle not in ("accepted", "achieved"):
        return
    last = in_force(fields)[1]
    if last is not None:
        describer = _describer(source, goal)
        rows = [*([source.lookups.summary(goal), ""] if source.lookups.summary(goal) else []), *fields.success]
        common = [*describer.note(say("Goal ends: {goal}", goal=goal.title), rows), *describer.goals([goal])]
        yield _page_piece(source, goal, "end", last, common)


def review_pieces(source: Source, page: Page) -> Iterator[Piece]:
    """The days on which a page, and what it says in fields with a review, must be looked at again."""
    if page.fields.review_by is not None:
        describer = _describer(source, page)
        rows = [say("Look at this {kind} again: does it still hold?", kind=kind_noun(page.kind))]
        rows += [say("Owner: {names}", names=", ".join(describer.owners))] if describer.owners else []
        common = describer.note(say("Review: {title}", title=page.title), rows)
        yield _page_piece(source, page, "review", page.fields.review_by, common)
    for own, day in reviews_of(page):
        describer = _describer(source, page)
        rows = [say("“{field}” is to be looked at again: does it still hold?", field=called(own))]
        rows += [say("Owner: {names}", names=", ".join(describer.owners))] if describer.owners else []
        title = say("Review: {title}", title=f"{page.title} ({called(own)})")
        yield _page_piece(source, page, f"review/{own.name}", day, describer.note(title, rows))


def quiet_pieces(source: Source, policy: Page) -> Iterator[Piece]:
    """The days on which nothing goes out, says a policy."""
    # Of two that begin on the same day the longer one counts: they would have one UID.
    found = {quiet_key(quiet): quiet for quiet in quiet_days(policy)}
    if not found:
        return
    playbook, describer = source.edition.playbook, _describer(source, policy)
    about = say("Nothing goes out on these days.")
    if not is_general(playbook, policy):
        names = ", ".join(each.text for each in applied(playbook, policy))
        about = say("Nothing of this goes out on these days: {names}.", names=names)
    for key, quiet in found.items():
        title = say("Quiet days: {reason}", reason=quiet.reason) if quiet.reason else policy.title
        yield _page_piece(source, policy, key, quiet.first, describer.note(title, [about]), quiet.last)


def upkeep_pieces(source: Source, piece: LivePiece) -> Iterator[Piece]:
    """The days on which a live piece is to be audited next, and retired; an audit that nobody waits for any more aside."""
    entry, as_of = piece.entry, source.edition.as_of
    describer = _describer(source, entry)
    owned = [say("Owner: {names}", names=", ".join(describer.owners))] if describer.owners else []
    if piece.audit_by is not None and (as_of is None or as_of - piece.audit_by <= LONG_AGO):
        rows = [say("Audit this piece: keep it, update it, merge it or retire it?"), *owned]
        common = describer.note(say("Audit: {title}", title=entry.title), rows)
        yield _page_piece(source, entry, "audit", piece.audit_by, common)
    if entry.entry.retire_on is not None:
        rows = [say("This piece is to be retired."), *owned]
        common = describer.note(say("Retire: {title}", title=entry.title), rows)
        yield _page_piece(source, entry, "retire", entry.entry.retire_on, common)


def _event_pieces(source: Source, entry: Entry, describer: Describer, revision: Revision | None) -> Iterator[Piece]:
    schedule, settings = entry.schedule, source.edition.calendar
    shown = span_of(source, entry)
    first, last = schedule.first_day, schedule.last_day
    draft = Unstamped(
        name="VEVENT",
        uid=uid(settings.namespace, entry.feed_id),
        stamp=stamp_of(revision, "event"),
        status=describer.status(entry.status.stage),
        components=(),
        event=Remembered(entry.title, first, last or date.max) if first else None,
    )
    if shown == "span" or first is None or last is None:
        common = lines.joined(describer.entry(entry, entry.title))
        components = [Component(dates, common) for dates in event_dates(schedule)]
        yield serialised(replace(draft, components=components, zones=zones_of(schedule)), source.edition.stamps)
        return
    common = lines.joined(describer.entry(entry, say("Starts: {title}", title=entry.title)))
    yield serialised(replace(draft, components=[Component(whole_days(first, first), common)]), source.edition.stamps)
    if shown == "start-end":
        common = lines.joined(describer.entry(entry, say("Ends: {title}", title=entry.title)))
        draft = replace(draft, uid=uid(settings.namespace, "end", entry.feed_id), event=None)
        yield serialised(replace(draft, components=[Component(whole_days(last, last), common)]), source.edition.stamps)


def span_of(source: Source, entry: Entry) -> Span:
    """Decide how an entry's days are shown: as one bar, unless it is long and the playbook wants its type otherwise."""
    schedule = entry.schedule
    if schedule.timed or schedule.recurrence or schedule.start is None or schedule.extra_days < LONG:
        return "span"
    return source.edition.calendar.spans.get(entry.entry.type or "", "span")


def _describer(source: Source, page: Page) -> Describer:
    return Describer(source, page, source.lookups.targets_by_field(page), source.addresses.absolute(page))


def _page_piece(
    source: Source, page: Page, facet: str, day: date, common: list[str], last: date | None = None
) -> Piece:
    kind = "" if isinstance(page, Entry) else page.kind.name
    draft = Unstamped(
        name="VEVENT",
        uid=uid(source.edition.calendar.namespace, facet, kind, page.feed_id),
        stamp=stamp_of(source.edition.revisions.pages.get(page.path), facet),
        status="CONFIRMED",
        components=[Component(whole_days(day, last or day), lines.joined(common))],
    )
    return serialised(draft, source.edition.stamps)
