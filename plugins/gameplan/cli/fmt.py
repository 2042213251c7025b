"""`gameplan fmt`: front matter in one form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from gameplan.cli.writing_options import writing_options

if TYPE_CHECKING:
    from gameplan.cli.places import Where
    from gameplan.cli.writing_options import How


@click.command("fmt")
@click.argument("names", nargs=-1, metavar="[ID|PATH]…")
@click.option("--check", is_flag=True, help="Write nothing, and end with 1 where a file would change.")
@writing_options
def fmt(*, names: tuple[str, ...], check: bool, how: How, at: Where) -> None:
    """Write front matter in one form, and change nothing that it says.

    Keys come in the order of `gameplan schema`, lists and mappings stand on lines of their own, and quotes only where YAML needs them, so
    that later changes are small. Comments stay, and so does the text below. Without ids and paths: all pages. A file that can't be read
    is left as it is.

    Exit code 0: done, or nothing to do; 1: --check, and a file would change, or no page is named; 2: it could not run.
    """
    # Only now: help needs none of it.
    from gameplan.cli.changing import workspace_at  # noqa: PLC0415
    from gameplan.cli.formatting import format_pages  # noqa: PLC0415

    format_pages(workspace_at(at), names, how, check=check)
