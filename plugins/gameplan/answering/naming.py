"""Finds the page that somebody names, among those that may be shown. Names are compared, and never opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.answering.refusal import Refusal
from gameplan.diagnostics import visible
from gameplan.model.page import Entry
from gameplan.resolve.identifiers import Identifiers

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook

_LONGEST = 300
_MOST_PLACES = 5


class NotFound(Refusal):
    """There is no such page, or there are several: what to write instead, in a line."""


def page_named(playbook: Playbook, name: str, kind: str = "") -> Page:
    """Return the page of an id, of `kind:id`, or of the path of its file.

    Args:
        playbook: the part that may be shown.
        name: as somebody wrote it.
        kind: of which kind it must be; empty for any.

    Raises:
        NotFound: where there is none, or are several.
    """
    known = playbook.by_path.get(name.removeprefix("./"))
    if known is not None and kind in ("", known.kind.name):
        return known
    identifiers = Identifiers((*playbook.vocabulary.kinds, playbook.vocabulary.entry), playbook.pages)
    of, colon, identifier = name.partition(":")
    if colon and of in identifiers.kinds and kind in ("", identifiers.kinds[of].name):
        found = identifiers.find(identifiers.kinds[of].name, identifier)
        pages = [found] if found else []
    else:
        pages = identifiers.anywhere(name)
    pages = [page for page in pages if kind in ("", page.kind.name)]
    if len(pages) == 1:
        return pages[0]
    short = visible(name if len(name) <= _LONGEST else f"{name[:_LONGEST]}…")
    if pages:
        places = ", ".join(visible(page.path) for page in pages[:_MOST_PLACES])
        raise NotFound(f"'{short}' is the id of several pages: write the path of one ({places})")
    what = kind or "page"
    if len(name) > _LONGEST:
        raise NotFound(f"there is no {what} '{short}'; write an id, or the path of a file")
    near = identifiers.nearest(name, *((kind,) if kind else ()))
    hint = (
        f"did you mean '{visible(near.id)}' ({visible(near.title)})?" if near else "write an id, or the path of a file"
    )
    raise NotFound(f"there is no {what} '{short}'; {hint}")


def entry_named(playbook: Playbook, name: str) -> Entry:
    """Return the entry of an id or a path.

    Raises:
        NotFound: where there is none, or the page is of another kind.
    """
    try:
        page = page_named(playbook, name, playbook.vocabulary.entry.name)
    except NotFound:
        page = page_named(playbook, name)
    if not isinstance(page, Entry):
        raise NotFound(f"{visible(page.path)} is {page.kind.a_noun}: only entries of the plan have a brief")
    return page
