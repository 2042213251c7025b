"""`gameplan report`: the strategy as a document for those who decide."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gameplan.cli.places import config_option, day_option, projection_option, root_option

if TYPE_CHECKING:
    from datetime import datetime

FORMATS = ("markdown", "html", "pdf")


@click.command("report")
@click.option(
    "--period",
    metavar="PERIOD",
    help="As in 2027-Q1, 2027 or 2026-10-01/2027-03-31; default: this quarter and the next.",
)
@click.option("--goal", metavar="ID", help="Only a goal, and what is below it.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    help="Default: by the ending of the file, else markdown. pdf needs `pip install 'gameplan[report]'`.",
)
@click.option("--internal", is_flag=True, help="Internal and draft pages too.")
@projection_option
@click.option(
    "--fonts",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    metavar="FOLDER",
    help="Further fonts for pdf: Typst's own have Latin, Greek, Cyrillic, Hebrew and Arabic letters.",
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="PATH", help="Write into this file."
)
@root_option
@config_option
@day_option
def report(  # noqa: PLR0913 - the command's options
    *,
    period: str | None,
    goal: str | None,
    form: str | None,
    internal: bool,
    projection: str | None,
    fonts: Path | None,
    output: Path | None,
    root: Path | None,
    config: Path | None,
    today: datetime | None,
) -> None:
    """Write the strategy as a document for those who decide.

    Goals with their numbers, audiences, messages, key dates, what is planned by quarter, money, results, risks and decisions. The same
    files and day give the same bytes.

    Exit code 0: written; 2: it could not run.
    """
    # Only now: help needs none of it.
    from gameplan.cli.reporting import Asked, write_report  # noqa: PLC0415

    day = today.date() if today else None
    form = form or {".pdf": "pdf", ".html": "html", ".htm": "html"}.get(
        output.suffix.lower() if output else "", "markdown"
    )
    write_report(root, config, day, Asked(period, goal, form, internal, projection, fonts, output))
