"""`gameplan copy`: entries once more, at another time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gameplan.cli.selection import selection_of, selection_options
from gameplan.cli.writing_options import writing_options

if TYPE_CHECKING:
    from gameplan.cli.places import Where
    from gameplan.cli.writing_options import How


@click.command("copy")
@click.argument("names", nargs=-1, metavar="[CAMPAIGN|ID|PATH|-]…")
@click.option(
    "--start",
    required=True,
    metavar="DAY",
    help="The day to which the first of them goes, such as 2027-03-01, +2w or next monday.",
)
@click.option("--into", metavar="FOLDER", help="The folder of the copies; default: those of the old ones.")
@selection_options
@writing_options
def copy(
    *,
    names: tuple[str, ...],
    start: str,
    into: str | None,
    how: How,
    at: Where,
    **typed: Any,  # noqa: ANN401 - click's
) -> None:
    """Copy entries to another time; a campaign with everything that is part of it.

    What is relative between them stays: days, dependencies, campaign. Copies are planned again, with ids of their own, and without
    results and other things that happened. The year in an id, a title or a folder becomes that of the copy.

    Exit code 0: done; 1: refused because of findings, or nothing selected; 2: it could not run.
    """
    # Only now: help needs none of it.
    from gameplan.cli.changing import workspace_at  # noqa: PLC0415
    from gameplan.cli.copying import copy_entries  # noqa: PLC0415

    copy_entries(workspace_at(at), selection_of(names, typed), start, into, how)
