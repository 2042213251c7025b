"""`gameplan set`: writes fields of many pages in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gameplan.cli.places import config_option, day_option, root_option
from gameplan.cli.selection import selection_of, selection_options

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path


@click.command("set")
@click.argument("words", nargs=-1, metavar="FIELD=VALUE… [ID|PATH|-]…")
@selection_options
@click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")
@click.option("--force", is_flag=True, help="Write even though the check would find more than before.")
@click.option("--json", "as_json", is_flag=True, help="Say what changed as JSON, for programs.")
@root_option
@config_option
@day_option
def set(  # noqa: A001, PLR0913 - the command's name, and its options
    *,
    words: tuple[str, ...],
    dry_run: bool,
    force: bool,
    as_json: bool,
    root: Path | None,
    config: Path | None,
    today: datetime | None,
    **typed: Any,  # noqa: ANN401 - click's
) -> None:
    """Write fields of entries and strategy pages, and change nothing else in their files.

    FIELD=VALUE writes a value, FIELD+=VALUE adds to a list, FIELD-=VALUE takes out of one, and FIELD= deletes the line. Which pages,
    ids and paths say (- for ids on standard input), and options; --all is the whole plan. What the check would find then is shown
    first, and nothing is written where that is more than before.

    Exit code 0: done, or nothing to do; 1: refused because of findings, or nothing selected; 2: it could not run.
    """
    # Only now: help needs none of it.
    from gameplan.cli.changing import How, Workspace  # noqa: PLC0415
    from gameplan.cli.setting import set_fields  # noqa: PLC0415
    from gameplan.edit.assignments import assignment  # noqa: PLC0415

    wanted = tuple(found for word in words if (found := assignment(word)) is not None)
    choice = selection_of(tuple(word for word in words if assignment(word) is None), typed)
    work = Workspace.of(root, config, today.date() if today else None)
    set_fields(work, wanted, choice, How(dry_run=dry_run, force=force, as_json=as_json))
