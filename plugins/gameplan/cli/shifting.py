"""What `gameplan shift` does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gameplan.cli.changing import make
from gameplan.cli.common import stop
from gameplan.cli.selecting import selected
from gameplan.edit.shifting import FORMS, entries_shifted, parse_shift

if TYPE_CHECKING:
    from datetime import date

    from gameplan.cli.selection import Selection
    from gameplan.cli.writing_options import How
    from gameplan.edit.shifts import Step
    from gameplan.edit.workspace import Workspace


def shift_of(words: tuple[str, ...]) -> tuple[Step | date, tuple[str, ...]]:
    """Return how far, or to which day, and the ids and paths; ends the program where the first word doesn't say so."""
    if not words:
        stop(f"say how far: {FORMS}")
    by, *names = words
    for name in names:
        if name.startswith("-") and name != "-":
            raise click.NoSuchOption(name.partition("=")[0])
    if by.startswith("--"):
        raise click.NoSuchOption(by.partition("=")[0])
    return parse_shift(by), tuple(names)


def shift_entries(
    work: Workspace, by: Step | date, choice: Selection, how: How, *, landing: bool, dependents: bool
) -> None:
    """Move the entries of a selection, and end the program."""
    pages = selected(work.result.playbook, choice, work.settings.root)
    shifted = entries_shifted(work, by, pages, landing=landing, dependents=dependents)
    make(work, shifted.changes, how, shifted.notes)
