"""`gameplan leaks`: proof that a folder tells nothing that is hidden."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gameplan.cli.places import config_option, day_option, root_option

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@click.command("leaks")
@click.argument("folder", metavar="DIR", type=click.Path(file_okay=False))
@click.option(
    "--projection",
    metavar="NAME",
    help="What may be in it: public, or one of the playbook's projections; default: public.",
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", help="How places are printed.")
@root_option
@config_option
@day_option
def leaks(
    *,
    folder: str,
    projection: str | None,
    form: str,
    root: Path | None,
    config: Path | None,
    today: datetime | None,
) -> None:
    """Look through every file of DIR for what a projection hides.

    DIR is a built site, or any folder, whoever made it. Packed files, PDF, calendars, search indexes and notes beside pictures are
    taken apart. What is sought are the texts of 8 letters and more that only hidden pages and fields hold, today or in an older version.

    Exit code 0: nothing hidden is told; 1: something is, or a file couldn't be read; 2: it could not run.
    """
    # Only now: help needs none of it.
    from gameplan.cli.leaking import look  # noqa: PLC0415
    from gameplan.cli.places import Where  # noqa: PLC0415

    look(Where(root, config, today.date() if today else None), folder, projection, as_json=form == "json")
