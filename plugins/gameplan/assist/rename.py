"""A page that gets another id, with everything that cites it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gameplan.assist.changes import Change, decoded, edits
from gameplan.assist.cursor import Where, cursor_at
from gameplan.assist.target import Target, target_at
from gameplan.diagnostics import visible
from gameplan.edit.configuration import configurations_after
from gameplan.edit.front import Front, Unwritable
from gameplan.edit.renaming import Refused, refuse_unnamed, renaming
from gameplan.edit.trial import tried
from gameplan.read.files import read_source
from gameplan.read.front_matter import Unreadable

if TYPE_CHECKING:
    from gameplan.assist.checked import Checked
    from gameplan.assist.texts import Text
    from gameplan.model.page import Page
    from gameplan.model.sources import Contents, Sources

_MOST_FOUND = 3
"""Findings that a refusal names."""


def renamed_at(checked: Checked, text: Text, line: int, column: int) -> Target | None:
    """Return the page whose id stands at a place, in its own file or in one that cites it; None where none does.

    Args:
        checked: the playbook as it was checked last.
        text: the file's, as it is now.
        line: from 1.
        column: in characters, from 1.

    Raises:
        Refused: where the page has no id of its own.
    """
    cursor = cursor_at(text, line, column)
    target = target_at(checked, text, line, column)
    if target is None or cursor.where is Where.LINK or not cursor.whole:
        return None
    named = cursor.whole.strip()
    at = named.find(target.page.id)
    if at < 0:
        # Its title, or a former id.
        return None
    refuse_unnamed(target.page)
    column = target.span.column + cursor.whole.index(named) + at
    return Target(target.page, target.span._replace(column=column, end_column=column + len(target.page.id)))


def rename(checked: Checked, page: Page, new: str, *, keep_file: bool = False) -> Change:
    """Work out what becomes of the playbook's files when a page gets another id, as `gameplan rename` does.

    Args:
        checked: the playbook, with all texts as they are now.
        page: which of its pages.
        new: the id.
        keep_file: whether its file keeps its name.

    Raises:
        Refused: where it can't be called so, or a check would find something then.
    """
    sources = checked.result.sources
    if page.id == new or sources is None:
        return Change()

    try:
        found = renaming(checked.playbook, page, new, partial(_front, sources), keep_file=keep_file)
    except Unwritable as error:
        raise Refused(str(error)) from None
    moved, pairs = dict(found.leading.moved), found.outcome.fronts
    for path in moved.values():
        if sources.kind(path) is not None:
            raise Refused(f"{visible(path)} is there already: rename one of the two first")
    before = {path: old.data for path, (old, _) in pairs.items()}
    after: dict[str, bytes] = {path: now.data for path, (_, now) in pairs.items()}
    for name, (old, now) in configurations_after(
        sources, checked.files, found.leading, checked.playbook.strategy
    ).items():
        before[name], after[name] = old, now
    _refuse_findings(checked, after, moved, {f"'{visible(page.id)}'": f"'{visible(new)}'"})
    changed = {}
    for path, data in after.items():
        then, now_text = decoded(before[path]), decoded(data)
        if then is not None and now_text is not None:
            changed[path] = edits(then, now_text)
    return Change(changed, moved, _unread(checked, page.id))


def _front(sources: Sources, page: Page) -> Front:
    """Read the front matter of a page's file.

    Raises:
        Refused: where the file is another one than that which was checked: places in it would be others.
    """
    data = read_source(sources, page.path)
    try:
        front = Front.of(data) if isinstance(data, bytes) else None
    except Unreadable:
        front = None
    same = front is not None and "\n".join(front.rows[page.body.line - 1 :]) == page.body.text
    if front is None or not same or (front.closing and page.places.lines != front.rows[1 : front.closing - 1]):
        raise Refused(f"{visible(page.path)} has changed meanwhile: ask again")
    return front


def _refuse_findings(checked: Checked, after: dict[str, bytes], moved: dict[str, str], names: dict[str, str]) -> None:
    """Refuse what would bring a finding.

    Raises:
        Refused: with the first of them.
    """
    contents: Contents = {moved.get(path, path): data for path, data in after.items()}
    contents = {**dict.fromkeys(moved), **contents}
    new = tried(checked.result, contents, {**moved, **names}).new
    if new:
        said = "; ".join(f"{visible(each.location.path)}: {visible(each.message)}" for each in new[:_MOST_FOUND])
        raise Refused(f"a check would find then: {said}")


def _unread(checked: Checked, name: str) -> tuple[str, ...]:
    """Say which files can't be read and may cite the page: somebody has to look at them."""
    found = [path for path, text in sorted(checked.playbook.unread.items()) if text is None or name in text]
    return (f"not looked at, since they can't be read: {', '.join(map(visible, found))}",) if found else ()
