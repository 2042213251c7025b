"""What is to be done, as VTODO (RFC 5545 3.6.2), for programs that keep lists of tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.feeds.event_facts import TODO_STATUS
from gameplan.publish.ics import content_lines as lines
from gameplan.publish.ics.components import Component, Unstamped, serialised, stamp_of, uid
from gameplan.wording.labels import deadline_label
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gameplan.model.page import Entry
    from gameplan.model.revisions import Revision
    from gameplan.publish.feeds.describe import Describer
    from gameplan.publish.feeds.source import Source
    from gameplan.publish.ics.components import Piece


def task_pieces(source: Source, entry: Entry, describer: Describer, revision: Revision | None) -> Iterator[Piece]:
    """Yield an entry, due when it is to be out, and its deadlines. An entry that returns is no task: nobody ticks a series off."""
    last, schedule = entry.out_by, entry.schedule
    if schedule.start is None or last is None or schedule.recurrence:
        return
    common = lines.joined(
        [
            f"DESCRIPTION:{lines.text(describer.description(entry))}",
            *([f"URL:{lines.uri(describer.address)}"] if describer.address else []),
        ]
    )
    own = TODO_STATUS[entry.status.stage]
    day = entry.entry.published
    draft = Unstamped(
        name="VTODO",
        uid=uid(source.edition.calendar.namespace, "todo", entry.feed_id),
        stamp=stamp_of(revision, "todo"),
        status=own,
        components=[_component(last, entry.title, common, own, f"{day:%Y%m%d}T120000Z" if day else "")],
    )
    yield serialised(draft, source.edition.stamps)
    for name, deadline in sorted(entry.entry.deadlines.items()):
        status = "COMPLETED" if deadline.done else "CANCELLED" if own == "CANCELLED" else "NEEDS-ACTION"
        draft = Unstamped(
            name="VTODO",
            uid=uid(source.edition.calendar.namespace, "todo", entry.feed_id, name),
            stamp=stamp_of(revision, f"deadline/{name}"),
            status=status,
            components=[
                _component(
                    deadline.on, say("{label}: {title}", label=deadline_label(name), title=entry.title), common, status
                )
            ],
        )
        yield serialised(draft, source.edition.stamps)


def _component(due: date, title: str, common: bytes, status: str, completed: str = "") -> Component:
    """A task; the moment in which it was done is given only where it is known."""
    summary = lines.joined([f"SUMMARY:{lines.text(' '.join(title.split()))}"])
    state = [f"STATUS:{status}"]
    if status == "COMPLETED":
        state += [*([f"COMPLETED:{completed}"] if completed else []), "PERCENT-COMPLETE:100"]
    return Component([lines.when("DUE", due, None)], summary + common + lines.joined(state))
