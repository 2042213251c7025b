"""What is to be done, as VTODO (RFC 5545 3.6.2), for programs that keep lists of tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.status import Stage
from gameplan.publish.calendar import lines
from gameplan.publish.calendar.pieces import Component, label, serialised, stamp_of, uid

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gameplan.model.page import Entry
    from gameplan.model.revisions import Revision
    from gameplan.publish.calendar.describe import Describer
    from gameplan.publish.calendar.pieces import Piece, Stamp
    from gameplan.publish.site import Edition

_STATUS = {
    Stage.IDEA: "NEEDS-ACTION",
    Stage.PLANNED: "NEEDS-ACTION",
    Stage.HELD: "NEEDS-ACTION",
    Stage.PUBLISHED: "COMPLETED",
    Stage.DROPPED: "CANCELLED",
}


def task_pieces(edition: Edition, entry: Entry, describer: Describer, revision: Revision | None) -> Iterator[Piece]:
    """An entry, due on its last day, and its deadlines. What returns is no task: nobody ticks a series off."""
    last, schedule = entry.schedule.last_day, entry.schedule
    if schedule.start is None or last is None or schedule.recurrence:
        return
    common = lines.joined(
        [
            f"DESCRIPTION:{lines.text(describer.description(entry))}",
            *([f"URL:{lines.uri(describer.address)}"] if describer.address else []),
        ]
    )
    own = _STATUS.get(entry.status.stage, "IN-PROCESS")
    stamp = stamp_of(revision, "todo")
    identity = uid(edition.calendar.namespace, "todo", entry.id)
    yield _task(identity, stamp, last, entry.title, common, _state(own, _completed(entry, stamp)))
    for name, deadline in sorted(entry.entry.deadlines.items()):
        stamp = stamp_of(revision, f"deadline/{name}")
        status = "COMPLETED" if deadline.done else "CANCELLED" if own == "CANCELLED" else "NEEDS-ACTION"
        identity = uid(edition.calendar.namespace, "todo", entry.id, name)
        state = _state(status, lines.moment(stamp.modified))
        yield _task(identity, stamp, deadline.on, f"{label(name)}: {entry.title}", common, state)


def _state(status: str, completed: str) -> list[str]:
    done = [f"COMPLETED:{completed}", "PERCENT-COMPLETE:100"] if status == "COMPLETED" else []
    return [f"STATUS:{status}", *done]


def _completed(entry: Entry, stamp: Stamp) -> str:
    """When it was done: at noon of the day on which it went out, else when its status last changed."""
    if entry.entry.published is not None:
        return f"{entry.entry.published:%Y%m%d}T120000Z"
    return lines.moment(stamp.modified)


def _task(identity: str, stamp: Stamp, due: date, title: str, common: bytes, state: list[str]) -> Piece:
    summary = lines.joined([f"SUMMARY:{lines.text(' '.join(title.split()))}"])
    dates = [lines.when("DUE", due, None)]
    return serialised("VTODO", identity, stamp, [Component(dates, summary + common + lines.joined(state))])
