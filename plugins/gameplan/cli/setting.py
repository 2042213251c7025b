"""What `gameplan set` does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.cli.changing import make
from gameplan.cli.selecting import selected
from gameplan.edit.setting import fields_set, refuse_empty

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gameplan.cli.selection import Selection
    from gameplan.cli.writing_options import How
    from gameplan.edit.assignments import Assignment
    from gameplan.edit.workspace import Workspace


def set_fields(work: Workspace, wanted: Sequence[Assignment], choice: Selection, how: How) -> None:
    """Write fields of the pages of a selection, and end the program."""
    refuse_empty(wanted)
    pages = selected(work.result.playbook, choice, work.settings.root)
    changes = fields_set(work, wanted, pages)
    same = len(pages) - len(changes.after)
    make(work, changes, how, (f"{same} held that already",) if same else ())
