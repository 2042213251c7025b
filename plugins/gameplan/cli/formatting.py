"""What `gameplan fmt` does."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from gameplan.cli.changing import make
from gameplan.cli.endings import EXIT_FINDINGS
from gameplan.cli.selecting import selected
from gameplan.cli.selection import Selection
from gameplan.cli.streams import write
from gameplan.diagnostics import visible
from gameplan.diagnostics.counted import counted
from gameplan.edit.canonical import canonical
from gameplan.edit.changes import Changes
from gameplan.edit.front import Front, Unwritable
from gameplan.read.front_matter import Unreadable

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import NoReturn

    from gameplan.cli.writing_options import How
    from gameplan.edit.workspace import Workspace
    from gameplan.model.page import Page


def format_pages(work: Workspace, names: tuple[str, ...], how: How, *, check: bool) -> NoReturn:
    """Write the front matter of pages in the one form, and end the program.

    Args:
        work: the playbook as it is.
        names: ids and paths; none for all pages.
        how: as was asked for.
        check: whether to write nothing, and to end with another code where a file would change.
    """
    playbook = work.result.playbook
    pages: Iterable[Page] = selected(playbook, Selection(names), work.settings.root) if names else playbook.pages
    changes, notes = Changes(), []
    for page in pages:
        old = work.front(page)
        try:
            made = canonical(old.data, page.kind)
        except (Unwritable, Unreadable) as error:
            notes.append(f"{visible(page.path)} is left as it is: {error}")
            continue
        changes.add(page.path, old, Front.of(made))
    if check:
        _tell(changes, notes)
    make(work, changes, how, tuple(notes))


def _tell(changes: Changes, notes: list[str]) -> NoReturn:
    """Name the files that would change, and end the program."""
    rows = [*map(visible, changes.files), *notes]
    last = f"{counted(changes.count, 'file')} would change: run gameplan fmt" if changes.after else "nothing to do"
    write("".join(f"{row}\n" for row in (*rows, last)))
    sys.exit(EXIT_FINDINGS if changes.after else 0)
