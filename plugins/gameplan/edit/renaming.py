"""A page that gets another id: what becomes of its file, and of all that cites it. Nothing is written."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import visible
from gameplan.edit.moves import outcome
from gameplan.edit.references import Leading
from gameplan.read.files import is_page
from gameplan.read.playbook import read_page
from gameplan.resolve.identifiers import stem

if TYPE_CHECKING:
    from gameplan.edit.front import Front
    from gameplan.edit.moves import Edit, Outcome, Read
    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook


class Refused(Exception):  # noqa: N818 - an outcome, not an error of the program
    """Why a page can't get an id, and what to do."""


class Renaming(NamedTuple):
    """A page that gets another id."""

    leading: Leading
    outcome: Outcome


def renaming(playbook: Playbook, page: Page, new: str, read: Read, *, keep_file: bool = False) -> Renaming:
    """Work out what becomes of a playbook's pages when one of them gets another id.

    The old id stays among the page's aliases, so that old addresses lead on, and as its feed_id, so that no feed moves.

    Args:
        playbook: as it is.
        page: which of its pages.
        new: the id.
        read: reads a page's file.
        keep_file: whether a file that is called as the page is keeps its name.

    Raises:
        Refused: where the page has no id of its own, or the new one can't be one or is taken.
        Unwritable: where something that cites the page can't be changed.
    """
    refuse_unnamed(page)
    path = page.path
    if not keep_file and stem(path) == page.id:
        path = posixpath.join(posixpath.dirname(path), f"{new}.md")
    _refuse_name(playbook, page, new, path)
    leading = Leading(playbook, {page.path: new}, {page.path: path} if path != page.path else {})
    return Renaming(leading, outcome(leading, read, {page.path: _with_id(page, new, path)}))


def refuse_unnamed(page: Page) -> None:
    """Refuse a page whose address comes from its file.

    Raises:
        Refused: where it is one.
    """
    if page.kind.folder == "" or stem(page.path) in ("index", "README"):
        raise Refused(
            f"{visible(page.path)} is {page.kind.a_noun}, whose address comes from its file: use `gameplan move`"
        )


def _with_id(page: Page, new: str, path: str) -> Edit:
    """Return what changes in a renamed page's own front matter."""

    def edit(front: Front) -> Front:
        if page.fields.id or stem(path) != new:
            front = front.written(page.places.typed.get("id", "id"), new)
        if page.feed_id == new:
            front = front.without("feed_id")
        elif not page.fields.feed_id:
            front = front.written("feed_id", page.id)
        key = page.places.typed.get("aliases", "aliases")
        # Who is called back gets no alias of its own name.
        return front.without_items(key, [new]).with_items(key, [page.id])

    return edit


def _refuse_name(playbook: Playbook, page: Page, new: str, path: str) -> None:
    """Refuse an id that can't be one, or is taken."""
    taken = [
        each
        for each in playbook.pages
        if each.kind == page.kind and each is not page and new in (each.id, *each.fields.aliases)
    ]
    if taken:
        raise Refused(f"'{visible(new)}' is taken by {visible(taken[0].path)}")
    folders = (playbook.strategy, playbook.plan)
    try:
        data = f"---\nid: '{new.replace(chr(39), chr(39) * 2)}'\ntitle: A\n---\n".encode()
        read = read_page(page.path, data, folders, playbook.vocabulary)
    except UnicodeEncodeError:
        read = None
    if read is None or read.fields.id != new or "/" in new or not is_page(path, folders):
        raise Refused(f"'{visible(new)}' can't be an id: use letters, digits and hyphens, as in spring-launch")
