"""What `gameplan set` does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.cli.changing import Changes, make
from gameplan.cli.common import stop, unknown
from gameplan.cli.selecting import selected
from gameplan.diagnostics import visible
from gameplan.edit.assignments import assigned, is_known
from gameplan.edit.front import Unwritable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gameplan.cli.changing import Workspace
    from gameplan.cli.selection import Selection
    from gameplan.cli.writing_options import How
    from gameplan.edit.assignments import Assignment
    from gameplan.model.page import Page


def set_fields(work: Workspace, wanted: Sequence[Assignment], choice: Selection, how: How) -> None:
    """Write fields of the pages of a selection, and end the program."""
    if not wanted:
        stop("say what to set: status=planned, tags+=spring, goals-=grow, or stage= to delete the line")
    for each in wanted:
        _refuse(each)
    pages = selected(work.result.playbook, choice, work.settings.root)
    _refuse_unknown(work, wanted, pages)
    changes = Changes()
    for page in pages:
        old = new = work.front(page)
        try:
            for each in wanted:
                new = assigned(new, page, each)
        except Unwritable as error:
            stop(f"{visible(page.path)}: {error}")
        changes.add(page.path, old, new)
    same = len(pages) - len(changes.after)
    make(work, changes, how, (f"{same} held that already",) if same else ())


def _refuse(wanted: Assignment) -> None:
    """End the program where an assignment says nothing that a file could hold."""
    try:
        wanted.text.encode("utf-8")
    except UnicodeEncodeError:
        stop(f"the value of {visible(wanted.field)} is not UTF-8")
    if wanted.sign != "=" and not wanted.text:
        stop(f"{visible(str(wanted))} names nothing: write {visible(wanted.field)}{wanted.sign}VALUE")


def _refuse_unknown(work: Workspace, wanted: Sequence[Assignment], pages: Sequence[Page]) -> None:
    """End the program where a page can't have a field."""
    vocabulary = work.result.playbook.vocabulary
    for each in wanted:
        for page in pages:
            if not is_known(each.field, page, vocabulary):
                names = sorted(page.kind.fields.model_fields)
                hint = f"{visible(page.path)} is {page.kind.a_noun}: see gameplan schema {visible(page.kind.name)} for its fields"
                unknown("field", each.field.partition(".")[0], names, hint)
