"""Options that many commands have. It loads next to nothing: help shows them."""

from __future__ import annotations

from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

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


class Where(NamedTuple):
    """Which playbook, and on which day."""

    root: Path | None = None
    config: Path | None = None
    today: date | None = None


def where_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the three options that say which playbook and day: together as `at`."""

    @root_option
    @config_option
    @day_option
    @wraps(command)
    def run(**typed: Any) -> Any:  # noqa: ANN401 - click's
        root, config, today = (typed.pop(name) for name in Where._fields)
        return command(at=Where(root, config, today.date() if today else None), **typed)

    return run
