"""What the commands share."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NoReturn

import click

from gameplan.diagnostics import visible
from gameplan.settings import OptionError, Settings, find_root, load_settings

EXIT_FINDINGS, EXIT_CANNOT_RUN = 1, 2

root_option = click.option(
    "-C",
    "--root",
    "root",
    type=click.Path(path_type=Path, file_okay=False),
    help="The playbook's folder; default: the nearest with a mkdocs.yml.",
)
day_option = click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), help="The day to check for, as in 2026-12-03; default: today."
)


def settings_for(root: Path | None, *, allow_any_host: bool = False) -> Settings:
    """The settings of the playbook in a folder, or around the present one; ends the program with exit code 2 where they are wrong."""
    folder = root if root is not None else find_root(Path.cwd())
    if not folder.is_dir():
        stop(f"there is no folder {visible(str(folder))}")
    try:
        return load_settings(folder.resolve(), allow_any_host=allow_any_host)
    except OptionError as error:
        stop(str(error))


def stop(message: str) -> NoReturn:
    """Say in one line why the program can't run, and end it."""
    click.echo(f"gameplan: {message}", err=True)
    sys.exit(EXIT_CANNOT_RUN)


def write(text: str) -> None:
    """Write to standard output as UTF-8, whatever the console's encoding; what it can't show is escaped."""
    stream = sys.stdout
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    stream.write(text)
    stream.flush()
