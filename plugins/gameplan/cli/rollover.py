"""`gameplan rollover`: what a period left unfinished, decided in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gameplan.cli.writing_options import writing_options

if TYPE_CHECKING:
    from typing import BinaryIO

    from gameplan.cli.places import Where
    from gameplan.cli.writing_options import How


_LARGEST_TABLE = 1024 * 1024


@click.command("rollover")
@click.argument("period")
@click.option("--edit", is_flag=True, help="Open the table in your editor ($EDITOR), and do what it says then.")
@click.option("--apply", "file", type=click.File("rb"), metavar="FILE|-", help="Do what an edited table says.")
@writing_options
def rollover(*, period: str, edit: bool, file: BinaryIO | None, how: How, at: Where) -> None:
    """Decide what becomes of what PERIOD, such as 2026-Q4, left unfinished.

    Without an option the table is printed: a row for each open entry, with what is proposed. Edit it, and give it back with --apply; --edit
    does both. Keep leaves an entry as it is, move +1q moves it with its deadlines, drop cancels it. The first draft of the review of the
    period is written too, where there is none.

    Exit code 0: done; 1: refused because of findings; 2: it could not run.
    """
    # Only now: help needs none of it.
    from gameplan.cli.changing import workspace_at  # noqa: PLC0415
    from gameplan.cli.rolling import roll_over  # noqa: PLC0415

    data = file.read(_LARGEST_TABLE + 1) if file is not None else None
    roll_over(workspace_at(at), period, data, how, edit=edit)
