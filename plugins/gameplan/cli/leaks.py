"""`gameplan leaks`: proof that a folder tells nothing that is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gameplan.cli.places import where_options

if TYPE_CHECKING:
    from gameplan.cli.places import Where


@click.command("leaks")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
@click.option(
    "--projection",
    metavar="NAME",
    help="What may be in it: public, or one of the playbook's projections; default: public.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How places are printed.")
@where_options
def leaks(*, at: Where, folder: str, projection: str | None, form: str) -> None:
    """Look through every file of DIR for what a projection hides.

    DIR is a built site, or any folder, whoever made it. Packed files, PDF, calendars, search indexes and notes beside pictures are
    taken apart. What is sought are the texts of 8 letters and more that only hidden pages and fields hold, today or in an older version.

    Exit code 0: nothing hidden is told; 1: something is, or a file couldn't be read; 2: it could not run.
    """
    # Only now: help needs none of it.
    from gameplan.cli.leaking import look  # noqa: PLC0415

    look(at, folder, projection, as_json=form == "json")
