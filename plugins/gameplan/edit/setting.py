"""Writes fields of pages: what files become, and nothing is written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.diagnostics import visible
from gameplan.edit.assignments import assigned, is_known
from gameplan.edit.changes import Changes
from gameplan.edit.front import Unwritable
from gameplan.edit.unknown_names import unknown
from gameplan.edit.wish import Refused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gameplan.edit.assignments import Assignment
    from gameplan.edit.workspace import Workspace
    from gameplan.model.page import Page


def refuse_empty(wanted: Sequence[Assignment]) -> None:
    """Refuse assignments that say nothing which a file could hold.

    Raises:
        Refused: where there is none, or one that names nothing.
    """
    if not wanted:
        raise Refused("say what to set: status=planned, tags+=spring, goals-=grow, or stage= to delete the line")
    for each in wanted:
        try:
            each.text.encode("utf-8")
        except UnicodeEncodeError:
            raise Refused(f"the value of {visible(each.field)} is not UTF-8") from None
        if each.sign != "=" and not each.text:
            raise Refused(f"{visible(str(each))} names nothing: write {visible(each.field)}{each.sign}VALUE")


def fields_set(work: Workspace, wanted: Sequence[Assignment], pages: Sequence[Page]) -> Changes:
    """Return what becomes of the files of some pages.

    Args:
        work: the playbook as it is.
        wanted: what is to be written.
        pages: in which files.

    Raises:
        Refused: where a page can't have a field, or a file can't take it.
    """
    refuse_empty(wanted)
    _refuse_unknown(work, wanted, pages)
    changes = Changes()
    for page in pages:
        old = new = work.front(page)
        try:
            for each in wanted:
                new = assigned(new, page, each)
        except Unwritable as error:
            raise Refused(f"{visible(page.path)}: {error}") from None
        changes.add(page.path, old, new)
    return changes


def _refuse_unknown(work: Workspace, wanted: Sequence[Assignment], pages: Sequence[Page]) -> None:
    """Refuse a field that a page can't have."""
    vocabulary = work.result.playbook.vocabulary
    for each in wanted:
        for page in pages:
            if not is_known(each.field, page, vocabulary):
                names = sorted(page.kind.fields.model_fields)
                hint = f"{visible(page.path)} is {page.kind.a_noun}: see gameplan schema {visible(page.kind.name)} for its fields"
                raise unknown("field", each.field.partition(".")[0], names, hint)
