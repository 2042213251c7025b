"""`gameplan shift`: moves the days of many entries in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gameplan.cli.selection import selection_of, selection_options
from gameplan.cli.writing_options import writing_options

if TYPE_CHECKING:
    from gameplan.cli.places import Where
    from gameplan.cli.writing_options import How


# What looks like an option may be days: -3d.
@click.command("shift", context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, metavar="BY [ID|PATH|-]…")
@selection_options
@click.option("--workdays", is_flag=True, help="Let starts land on the next workday, deadlines on the one before.")
@click.option("--with-dependents", "dependents", is_flag=True, help="Move what waits for it too, as far as it must.")
@writing_options
def shift(
    *,
    words: tuple[str, ...],
    workdays: bool,
    dependents: bool,
    how: How,
    at: Where,
    **typed: Any,  # noqa: ANN401 - click's
) -> None:
    """Move the days of entries, and change nothing else in their files.

    BY is +2w, -3d, +5wd (workdays), +1m, +1q or +1y; to=2027-03-01 moves the first of the selection to that day, and the others as
    many days. Start, end, deadlines, the end and the exceptions of what returns, and the days on which a service can be used move; what
    is published, done or cancelled is left. Months, quarters and years move by whole ones.

    Exit code 0: done, or nothing to do; 1: refused because of findings, or nothing selected; 2: it could not run.
    """
    # Only now: help needs none of it.
    from gameplan.cli.changing import workspace_at  # noqa: PLC0415
    from gameplan.cli.shifting import shift_entries, shift_of  # noqa: PLC0415

    by, names = shift_of(words)
    work = workspace_at(at)
    shift_entries(work, by, selection_of(names, typed), how, landing=workdays, dependents=dependents)
