"""The options of every command that writes. It loads next to nothing: help shows them."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any, NamedTuple

import click

from gameplan.cli.places import where_options

if TYPE_CHECKING:
    from collections.abc import Callable


class How(NamedTuple):
    """How a command is to change files."""

    dry_run: bool = False
    force: bool = False
    as_json: bool = False


def writing_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options of all that write: together as `how`, and the playbook as `at`."""

    @click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
    @click.option("--force", is_flag=True, help="Write even though the check would find more than before.")
    @click.option("--json", "as_json", is_flag=True, help="Say what changed as JSON, for programs.")
    @where_options
    @wraps(command)
    def run(**typed: Any) -> Any:  # noqa: ANN401 - click's
        how = How(*(typed.pop(name) for name in How._fields))
        return command(how=how, **typed)

    return run
