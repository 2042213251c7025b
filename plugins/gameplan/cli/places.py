"""Options that many commands have. It loads next to nothing: help shows them."""

from __future__ import annotations

from pathlib import Path

import click

root_option = click.option(
    "-C",
    "--root",
    "root",
    type=click.Path(path_type=Path, file_okay=False),
    help="The playbook's folder; default: the nearest with a mkdocs.yml.",
)
config_option = click.option(
    "-f",
    "--config-file",
    "config",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="The file with the options, as for mkdocs build; default: mkdocs.yml.",
)
day_option = click.option(
    "--today", type=click.DateTime(["%Y-%m-%d"]), help="The day to check for, as in 2026-12-03; default: today."
)
