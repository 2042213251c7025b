"""`gameplan rename`: gives a page another id, and everything that cites it the new one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gameplan.cli.writing_options import writing_options

if TYPE_CHECKING:
    from gameplan.cli.places import Where
    from gameplan.cli.writing_options import How


@click.command("rename")
@click.argument("old")
@click.argument("new")
@click.option("--keep-file", is_flag=True, help="Leave the file's name as it is.")
@writing_options
def rename(*, old: str, new: str, keep_file: bool, how: How, at: Where) -> None:
    """Give a page another id.

    OLD is the page's id, or its path. Its file gets the new name, and everything that cites the page the new id. The old one stays under
    `aliases:`, so that old addresses lead on, and under `feed_id:`, so that nobody's calendar has an event twice and no feed moves.

    Exit code 0: done; 1: refused because of findings; 2: it could not run.
    """
    # Only now: help needs none of it.
    from gameplan.cli.changing import workspace_at  # noqa: PLC0415
    from gameplan.cli.moving import rename_page  # noqa: PLC0415

    work = workspace_at(at)
    rename_page(work, old, new, how, keep_file=keep_file)
