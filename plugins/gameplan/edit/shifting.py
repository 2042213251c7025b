"""Moves the days of entries: what files become, and nothing is written."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import visible
from gameplan.edit.changes import Changes
from gameplan.edit.front import Unwritable
from gameplan.edit.shifts import Step, parse_step
from gameplan.edit.waiting import Plan
from gameplan.edit.wish import Refused
from gameplan.model.page import Entry
from gameplan.model.relative_days import relative_meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gameplan.edit.workspace import Workspace
    from gameplan.model.page import Page

_TO = "to="
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
FORMS = "write +2w, -3d, +5wd (workdays), +1m, +1q, +1y, or to=2027-03-01"


class Shifted(NamedTuple):
    """What becomes of files, and what was left as it is."""

    changes: Changes
    notes: tuple[str, ...]


def parse_shift(by: str) -> Step | date:
    """Return how far, or to which day.

    Raises:
        Refused: where a text doesn't say so.
    """
    if by.startswith(_TO):
        day = by.removeprefix(_TO)
        try:
            # Python takes more forms than a plan does.
            return date.fromisoformat(day if _DAY.fullmatch(day) else "")
        except ValueError:
            raise Refused(f"'{visible(day)}' is not a day: write it as to=2027-03-01") from None
    step = parse_step(by)
    if step is None:
        meant = relative_meant(by)
        either = f"+{meant[1:]} or -{meant[1:]}" if by[:1].isdigit() else meant
        raise Refused(f"'{visible(by)}' is no way to move days; " + (f"did you mean {either}?" if meant else FORMS))
    return step


def entries_shifted(
    work: Workspace, by: Step | date, pages: Iterable[Page], *, landing: bool, dependents: bool
) -> Shifted:
    """Return what becomes of the files of entries whose days move.

    Args:
        work: the playbook as it is.
        by: how far, or to which day.
        pages: the entries.
        landing: whether starts land on workdays.
        dependents: whether what waits for them moves too, as far as it must.

    Raises:
        Refused: where a page is no entry, or a day can't be moved.
    """
    entries = [*readable(pages)]
    left = [entry for entry in entries if entry.status.stage.open]
    dated = [entry for entry in left if entry.schedule.first_day is not None]
    step = by if isinstance(by, Step) else step_to(by, dated)
    plan = Plan(work.result.playbook, work.front, landing)
    for entry in dated:
        _moved(plan, entry, step)
    followed = 0
    if dependents:
        try:
            followed = plan.follow()
        except Unwritable as error:
            raise Refused(f"what waits can't follow: {error}") from None
        except (OverflowError, ValueError):
            raise Refused("no day that a plan may name is as far away as what waits would have to go") from None
    changes = Changes()
    for path, front in plan.fronts.items():
        changes.add(path, work.front(work.result.playbook.by_path[path]), front)
    done, undated = len(entries) - len(left), len(left) - len(dated)
    notes = (
        *((f"{followed} because they wait for what moved",) if followed else ()),
        *((f"{done} published, done or cancelled left",) if done else ()),
        *((f"{undated} without a day left",) if undated else ()),
    )
    return Shifted(changes, notes)


def readable(pages: Iterable[Page], done: str = "moved") -> Iterator[Entry]:
    """Yield entries whose days can be read; refuses anything else, and says what is done to entries only."""
    for page in pages:
        if not isinstance(page, Entry):
            raise Refused(f"{visible(page.path)} is {page.kind.a_noun}: only entries are {done}")
        if page.unread & {"start", "end", "duration", "repeat", "available", "deadlines", "status"}:
            raise Refused(f"{visible(page.path)} has a value that can't be read: see `gameplan check`")
        yield page


def _moved(plan: Plan, entry: Entry, step: Step) -> None:
    try:
        plan.move(entry, step)
    except Unwritable as error:
        raise Refused(f"{visible(entry.path)}: {error}") from None
    except (OverflowError, ValueError):
        raise Refused(f"{visible(entry.path)}: no day that a plan may name is that far away") from None


def step_to(day: date, entries: Sequence[Entry]) -> Step:
    """Return how far it is from the first day of some entries; windows count only where nothing else does."""
    exact = [entry for entry in entries if entry.schedule.start is not None] or entries
    first = min((entry.schedule.first_day for entry in exact if entry.schedule.first_day), default=day)
    return Step((day - first).days, "d")
