"""`gameplan digest`: the week as a message for a chat or a mail."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from gameplan.cli.places import projection_option, where_options

if TYPE_CHECKING:
    from gameplan.cli.places import Where

FORMATS = ("text", "markdown", "html", "slack", "teams")
_MOST_DAYS = 92


@click.command("digest")
@click.option(
    "--days", type=click.IntRange(1, _MOST_DAYS), default=7, show_default=True, help="How far back and ahead."
)
@click.option("--owner", metavar="NAME", help="Only what somebody answers for: an id or a name.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    help="Default: text. slack and teams: JSON for a webhook.",
)
@click.option("--internal", is_flag=True, help="Internal and draft pages too.")
@projection_option
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), metavar="PATH", help="Write into this file."
)
@where_options
def digest(  # noqa: PLR0913 - the command's options
    *,
    days: int,
    owner: str | None,
    form: str,
    internal: bool,
    projection: str | None,
    output: Path | None,
    at: Where,
) -> None:
    """Say what happened, what comes, what is late, what waits for sign-off, which goals are idle, and which KPIs moved.

    It sends nothing: pipe it into a mail, or post it to a webhook, on Monday morning. The same files and day give the same text.

    Exit code 0, whatever it says; 2: it could not run.
    """
    # Only now: help needs none of it.
    from gameplan.cli.digesting import write_digest  # noqa: PLC0415

    write_digest(at, days=days, owner=owner or "", form=form, internal=internal, projection=projection, output=output)
