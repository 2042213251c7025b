"""`gameplan set`: writes fields of many pages in one go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from gameplan.cli.selection import selection_of, selection_options
from gameplan.cli.writing_options import writing_options

if TYPE_CHECKING:
    from gameplan.cli.places import Where
    from gameplan.cli.writing_options import How


@click.command("set")
@click.argument("words", nargs=-1, metavar="FIELD=VALUE… [ID|PATH|-]…")
@selection_options
@writing_options
def set(  # noqa: A001 - the command's name, and its options
    *,
    words: tuple[str, ...],
    how: How,
    at: Where,
    **typed: Any,  # noqa: ANN401 - click's
) -> None:
    """Write fields of entries and strategy pages, and change nothing else in their files.

    FIELD=VALUE writes a value, FIELD+=VALUE adds to a list, FIELD-=VALUE takes out of one, and FIELD= deletes the line. Which pages,
    ids and paths say (- for ids on standard input), and options; --all is the whole plan. What the check would find then is shown
    first, and nothing is written where that is more than before.

    Exit code 0: done, or nothing to do; 1: refused because of findings, or nothing selected; 2: it could not run.
    """
    # Only now: help needs none of it.
    from gameplan.cli.changing import workspace_at  # noqa: PLC0415
    from gameplan.cli.setting import set_fields  # noqa: PLC0415
    from gameplan.edit.assignments import assignment  # noqa: PLC0415

    wanted = tuple(found for word in words if (found := assignment(word)) is not None)
    choice = selection_of(tuple(word for word in words if assignment(word) is None), typed)
    work = workspace_at(at)
    set_fields(work, wanted, choice, how)
