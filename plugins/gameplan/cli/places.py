"""Options that many commands have. It loads next to nothing: help shows them."""

from __future__ import annotations

from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import click

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

_FIRST_YEAR, _LAST_YEAR = 1970, 2199
"""Those of `model.dates`, which help shouldn't wait for."""
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


projection_option = click.option(
    "--projection",
    metavar="NAME",
    help="What it shows: public, internal, or one of the playbook's projections; default: as the options say.",
)


class Day(click.DateTime):
    """A day of the years that a plan may name; outside of them arithmetic overflows and calendars differ."""

    def __init__(self) -> None:
        """Take it as ISO 8601 writes it."""
        super().__init__(["%Y-%m-%d"])

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:  # noqa: ANN401 - click's
        """Return a day, or say why the text is none.

        Raises:
            click.UsageError: where it is none, or in another year.
        """
        day = super().convert(value, param, ctx)
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            self.fail(f"{value} is not in the years {_FIRST_YEAR} to {_LAST_YEAR}", param, ctx)
        return day


day_option = click.option("--today", type=Day(), help="The day to check for, as in 2026-12-03; default: today.")


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
