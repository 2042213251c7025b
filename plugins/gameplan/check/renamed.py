"""References that lead nowhere because what they name was renamed: they say what became of it."""

from __future__ import annotations

import posixpath
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from gameplan.diagnostics import Related, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gameplan.diagnostics import Diagnostic
    from gameplan.model.page import Page
    from gameplan.model.past import Past
    from gameplan.model.playbook import Playbook

_FILE = "file"


def with_renames(found: Iterable[Diagnostic], playbook: Playbook, past: Past | None) -> Iterator[Diagnostic]:
    """Add the new name to findings about a page or file that was renamed, unless it is hidden from the reader.

    Args:
        found: the findings.
        playbook: what was read.
        past: what history knows; None where there is none.
    """
    moved = _moved(playbook, past) if past else {}
    for finding in found:
        page = moved.get((finding.seeks[0], _normal(finding.seeks[1]))) if finding.seeks and moved else None
        yield finding if page is None else _telling(finding, page, past)


def _moved(playbook: Playbook, past: Past | None) -> Mapping[tuple[str, str], Page]:
    """The pages that were renamed, by what they were called: kind and id, id alone, and path."""
    names: dict[tuple[str, str], list[Page]] = {}
    for page in playbook.pages if past else ():
        told = past.pages.get(page.path) if past else None
        if told and told.moved and (told.moved.public or not page.public):
            for key in ((page.kind.name, told.moved.id), ("", told.moved.id), (_FILE, told.moved.path)):
                names.setdefault((key[0], _normal(key[1])), []).append(page)
    return {key: pages[0] for key, pages in names.items() if len(pages) == 1}


def _telling(finding: Diagnostic, page: Page, past: Past | None) -> Diagnostic:
    moved = past.pages[page.path].moved if past else None
    if moved is None or finding.seeks is None:
        return finding
    was = f"{visible(moved.path)} was renamed to {visible(page.path)} on {moved.until.day}"
    here = posixpath.dirname(finding.location.path)
    if finding.seeks[0] == _FILE:
        hint = f"{was}: write {visible(posixpath.relpath(page.path, here))}"
    elif page.fields.id:
        hint = f"{was}, and has the id '{visible(page.id)}': write that"
    else:
        hint = f"{was}: write id: {visible(moved.id)} there"
    related = (*finding.related, Related(page.start, f"it was '{visible(moved.id)}'"))
    # Where the page gets its id back, another id here would be wrong.
    return replace(finding, hint=hint, related=related, fix=None)


def _normal(name: str) -> str:
    return unicodedata.normalize("NFC", name)
