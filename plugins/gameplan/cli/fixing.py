"""Writes the fixes that have one right answer into the files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.cli.common import stop
from gameplan.edit.writing import Changed, NotWritten, replace_contents

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.edit.fixing import Fixed


def write_fixes(root: Path, changes: Fixed) -> None:
    """Write the files, all of them or none; ends the program where one has become something else meanwhile."""
    try:
        replace_contents(root, changes.before, changes.after)
    except Changed as changed:
        stop(f"{changed}: nothing was written; run the check again")
    except NotWritten as error:
        stop(str(error))
