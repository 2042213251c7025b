"""What `gameplan shift` does."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import click

from gameplan.cli.changing import Changes, make
from gameplan.cli.common import stop
from gameplan.cli.selecting import selected
from gameplan.diagnostics import visible
from gameplan.edit.front import Unwritable
from gameplan.edit.shifts import Step, parse_step
from gameplan.edit.waiting import Plan
from gameplan.model.page import Entry
from gameplan.model.relative_days import relative_meant

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gameplan.cli.changing import Workspace
    from gameplan.cli.selection import Selection
    from gameplan.cli.writing_options import How
    from gameplan.model.page import Page

_TO = "to="
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_FORMS = "write +2w, -3d, +5wd (workdays), +1m, +1q, +1y, or to=2027-03-01"


def shift_of(words: tuple[str, ...]) -> tuple[Step | date, tuple[str, ...]]:
    """Return how far, or to which day, and the ids and paths; ends the program where the first word doesn't say so."""
    if not words:
        stop(f"say how far: {_FORMS}")
    by, *names = words
    for name in names:
        if name.startswith("-") and name != "-":
            raise click.NoSuchOption(name.partition("=")[0])
    if by.startswith(_TO):
        day = by.removeprefix(_TO)
        try:
            # Python takes more forms than a plan does.
            return date.fromisoformat(day if _DAY.fullmatch(day) else ""), tuple(names)
        except ValueError:
            stop(f"'{visible(day)}' is not a day: write it as to=2027-03-01")
    step = parse_step(by)
    if step is None:
        if by.startswith("--"):
            raise click.NoSuchOption(by.partition("=")[0])
        meant = relative_meant(by)
        either = f"+{meant[1:]} or -{meant[1:]}" if by[:1].isdigit() else meant
        stop(f"'{visible(by)}' is no way to move days; " + (f"did you mean {either}?" if meant else _FORMS))
    return step, tuple(names)


def shift_entries(
    work: Workspace, by: Step | date, choice: Selection, how: How, *, landing: bool, dependents: bool
) -> None:
    """Move the entries of a selection, and end the program."""
    pages = selected(work.result.playbook, choice, work.settings.root)
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
            stop(f"what waits can't follow: {error}")
        except (OverflowError, ValueError):
            stop("no day that a plan may name is as far away as what waits would have to go")
    changes = Changes()
    for path, front in plan.fronts.items():
        changes.add(path, work.front(work.result.playbook.by_path[path]), front)
    done, undated = len(entries) - len(left), len(left) - len(dated)
    notes = (
        *((f"{followed} because they wait for what moved",) if followed else ()),
        *((f"{done} published, done or cancelled left",) if done else ()),
        *((f"{undated} without a day left",) if undated else ()),
    )
    make(work, changes, how, notes)


def readable(pages: Iterable[Page], done: str = "moved") -> Iterator[Entry]:
    """Yield entries whose days can be read; ends the program at anything else, and says what is done to entries only."""
    for page in pages:
        if not isinstance(page, Entry):
            stop(f"{visible(page.path)} is {page.kind.a_noun}: only entries are {done}")
        if page.unread & {"start", "end", "duration", "repeat", "available", "deadlines", "status"}:
            stop(f"{visible(page.path)} has a value that can't be read: see `gameplan check`")
        yield page


def _moved(plan: Plan, entry: Entry, step: Step) -> None:
    try:
        plan.move(entry, step)
    except Unwritable as error:
        stop(f"{visible(entry.path)}: {error}")
    except (OverflowError, ValueError):
        stop(f"{visible(entry.path)}: no day that a plan may name is that far away")


def step_to(day: date, entries: Sequence[Entry]) -> Step:
    """Return how far it is from the first day of some entries; windows count only where nothing else does."""
    exact = [entry for entry in entries if entry.schedule.start is not None] or entries
    first = min((entry.schedule.first_day for entry in exact if entry.schedule.first_day), default=day)
    return Step((day - first).days, "d")
