"""`gameplan diff`: what a change means for strategy and plan."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gameplan.cli.places import where_options

if TYPE_CHECKING:
    from gameplan.cli.places import Where

FORMATS = ("text", "markdown", "json", "html")


@click.command("diff")
@click.argument("base", required=False)
@click.argument("head", required=False)
@click.option("--format", "form", type=click.Choice(FORMATS), default="text", help="Default: text.")
@click.option(
    "--render",
    "file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write what another run wrote with --format json in another format; of the playbook nothing is read.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="PATH", help="Write into this file."
)
@where_options
def diff(
    *,
    base: str | None,
    head: str | None,
    form: str,
    file: Path | None,
    output: Path | None,
    at: Where,
) -> None:
    """Say what a change means: goals that lose their last entry, what moves, what subscribers will see, what the check finds now.

    BASE is a branch or commit, HEAD another one. Without HEAD the files as they are now are compared, committed or not; without BASE with
    where they left the main branch. Nothing is written where nothing changed, and nothing is checked out.

    Exit code 0, whatever changed; 2: it could not run.
    """
    # Only now: help needs none of it.
    from gameplan.cli.differing import compared, rendered, written  # noqa: PLC0415
    from gameplan.diff.versions import Asked  # noqa: PLC0415

    asked = Asked(base, head, at.today)
    comparison = rendered(file) if file is not None else compared(at, asked)
    written(comparison, form, output)
