"""`gameplan move` and `gameplan archive`: files go into another folder, and links follow them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gameplan.cli.places import Day
from gameplan.cli.writing_options import writing_options

if TYPE_CHECKING:
    from datetime import datetime

    from gameplan.cli.places import Where
from gameplan.cli.writing_options import How


@click.command("move")
@click.argument("paths", nargs=-1, required=True, metavar="PATH… FOLDER")
@writing_options
def move(*, paths: tuple[str, ...], how: How, at: Where) -> None:
    """Move files or folders of the playbook into another folder of it, which is made where it isn't there.

    Links lead to the new places, those in the moved files too. Ids and addresses stay. Pages may be named by their ids.

    Exit code 0: done, or nothing to do; 1: refused because of findings; 2: it could not run.
    """
    # Only now: help needs none of it.
    from gameplan.cli.changing import workspace_at  # noqa: PLC0415
    from gameplan.cli.moving import move_files  # noqa: PLC0415

    work = workspace_at(at)
    move_files(work, paths[:-1], paths[-1], how)


@click.command("archive")
@click.option(
    "--before",
    required=True,
    type=Day(),
    metavar="DAY",
    help="Move what ended before this day.",
)
@writing_options
def archive(*, before: datetime, how: How, at: Where) -> None:
    """Move entries that are over into plan/archive/YEAR/, by the year in which they ended.

    What is still open is left, however long ago it should have ended, and so is what still serves people and what open entries wait for.
    Links lead to the new places. Ids, addresses and calendar feeds stay as they are.

    Exit code 0: done, or nothing to do; 1: refused because of findings; 2: it could not run.
    """
    # Only now: help needs none of it.
    from gameplan.cli.changing import workspace_at  # noqa: PLC0415
    from gameplan.cli.moving import archive_entries  # noqa: PLC0415

    work = workspace_at(at)
    archive_entries(work, before.date(), how)
