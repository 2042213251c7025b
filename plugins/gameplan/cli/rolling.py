"""What `gameplan rollover` does."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NoReturn

from gameplan.cli.asking import edited
from gameplan.cli.changing import make
from gameplan.cli.common import stop
from gameplan.cli.streams import write
from gameplan.diagnostics import visible
from gameplan.diagnostics.counted import counted
from gameplan.edit.assignments import Assignment, assigned
from gameplan.edit.changes import Changes
from gameplan.edit.front import Unwritable
from gameplan.edit.rollover import BadRow, choices, proposal, unfinished
from gameplan.edit.waiting import Plan
from gameplan.model.dates import parse_period
from gameplan.model.faults import FieldFault, worded
from gameplan.model.pages import Review
from gameplan.read.sources import Disk
from gameplan.starting.pages import Names, new_page

if TYPE_CHECKING:
    from gameplan.cli.writing_options import How
    from gameplan.edit.rollover import Choice
    from gameplan.edit.workspace import Workspace
    from gameplan.model.dates import Window
    from gameplan.model.page import Entry

_LARGEST_TABLE = 1024 * 1024


def roll_over(work: Workspace, typed: str, data: bytes | None, how: How, *, edit: bool) -> None:
    """Print the table of what a period left, or do what one says, and end the program."""
    period = _period(typed)
    if period.last is None or period.last >= work.result.today:
        stop(f"{visible(typed)} isn't over yet")
    entries = unfinished(work.result.playbook, period)
    table = proposal(work.result.playbook, period, entries)
    if data is None and edit:
        said = edited(table, ".txt") if entries else ""
        if said is None:
            stop("nothing was changed: the table was not saved")
        data = said.encode()
    if data is None:
        if entries:
            write(table)
        else:
            write(f"{visible(typed)} left nothing unfinished\n", err=True)
        return
    chosen = _chosen(data, entries)
    if chosen or not entries:
        _apply(work, period, chosen, how)
    else:
        write("the table has no rows: nothing was changed\n", err=True)


def _period(typed: str) -> Window:
    try:
        return parse_period(typed)
    except FieldFault as error:
        stop(visible(worded(error)))


def _chosen(data: bytes, entries: list[Entry]) -> list[Choice]:
    if len(data) > _LARGEST_TABLE:
        stop("the table holds more than 1 MiB")
    try:
        return [*choices(data.decode("utf-8-sig"), entries)]
    except UnicodeDecodeError:
        stop("the table is not UTF-8")
    except BadRow as error:
        stop(f"row {error.line} of the table: {visible(str(error))}: nothing was written")


def _apply(work: Workspace, period: Window, chosen: list[Choice], how: How) -> NoReturn:
    plan = Plan(work.result.playbook, work.front, landing=True)
    for choice in chosen:
        try:
            if choice.step is not None:
                plan.move(choice.entry, choice.step)
            elif choice.action == "drop":
                front = work.front(choice.entry)
                plan.fronts[choice.entry.path] = assigned(front, choice.entry, Assignment("status", "=", "cancelled"))
        except Unwritable as error:
            stop(f"{visible(choice.entry.path)}: {error}: nothing was written")
        except (OverflowError, ValueError):
            stop(f"{visible(choice.entry.path)}: no day that a plan may name is that far away")
    changes = Changes()
    for path, front in plan.fronts.items():
        changes.add(path, work.front(work.result.playbook.by_path[path]), front)
    counts = Counter(choice.action for choice in chosen)
    _add_review(work, period, changes, chosen)
    told = (("move", "moved"), ("drop", "dropped"), ("keep", "kept"))
    notes = tuple(f"{counted(counts[action], 'entry', 'entries')} {word}" for action, word in told if counts[action])
    make(work, changes, how, notes, hold="warning")


def _add_review(work: Workspace, period: Window, changes: Changes, chosen: list[Choice]) -> None:
    """Write the first draft of the period's review, where there is none."""
    playbook = work.result.playbook
    reviews = [page for page in playbook.of_kind("review") if isinstance(page.fields, Review)]
    if any(
        isinstance(page.fields, Review) and page.fields.period and page.fields.period.label == period.label
        for page in reviews
    ):
        return
    kind = playbook.vocabulary.by_name["review"]
    names = Names(playbook, Disk(work.settings.root))
    title = f"Review of {period.label}"
    page = new_page(
        names, kind, {"title": title, "period": period.label}, f"{playbook.strategy}/{kind.folder}", work.result.today
    )
    dropped = [choice.entry for choice in chosen if choice.action == "drop"]
    moved = [choice.entry for choice in chosen if choice.action == "move"]
    body = _REVIEW + _listed("What moved on", moved) + _listed("What we dropped", dropped)
    front = page.data.partition(b"\n---\n")[0] + b"\n---\n"
    changes.add_new(page.path, front + body.encode())


_REVIEW = """\
What this time was about, in two sentences.

## What worked

Which entries brought more than their like, and what do they have in common?

## What did not

What did we expect that didn't come? What did we know in the first week already?

## What we change

Each change is a decision: write it to `decisions:` above, or give it a page.
"""


def _listed(title: str, entries: list[Entry]) -> str:
    rows = "".join(f"- [[entry:{entry.id}]]\n" for entry in entries)
    return f"\n## {title}\n\n{rows}" if rows else ""
