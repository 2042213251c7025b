"""Findings that may be shown: none that would reveal what is hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gameplan.diagnostics import visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gameplan.diagnostics import Diagnostic
    from gameplan.model.playbook import Playbook

_ABOUT_HIDDEN = "hidden-reference"
"""The rule whose findings are about hidden pages by themselves."""


def tellable(found: Collection[Diagnostic], shown: Playbook, whole: Playbook) -> tuple[Diagnostic, ...]:
    """The findings that readers of a playbook may see, in the order that they have.

    A finding is told where it stands on a page that is shown, all that it points at stands on such pages too, and none of its
    words (message, hint, what it says of other places) names something that isn't shown: a page by its path, file name, id,
    former id or title, or a file. In doubt it isn't told; `gameplan check` tells all.

    Args:
        found: all findings.
        shown: what the readers see.
        whole: all that there is.
    """
    paths = {page.path for page in shown.pages}
    placed = [
        finding
        for finding in found
        if finding.location.path in paths and all(related.location.path in paths for related in finding.related)
    ]
    names = _hidden_names(found, shown, whole)
    if not names:
        return tuple(placed)
    return tuple(
        finding
        for finding in placed
        if finding.rule.name != _ABOUT_HIDDEN and not _names_one(" ".join(_words(finding)), names)
    )


def _words(finding: Diagnostic) -> Iterator[str]:
    """All that a finding says."""
    yield finding.message
    yield finding.hint or ""
    for related in finding.related:
        yield related.message


def _hidden_names(found: Collection[Diagnostic], shown: Playbook, whole: Playbook) -> set[str]:
    """Return the names that must not be shown, as they would be shown, in one case of letters."""
    paths = {page.path for page in shown.pages}
    hidden = [page for page in whole.pages if page.path not in paths]
    names = {name for page in hidden for name in (page.id, page.title, *page.fields.aliases)}
    # Files that can't be read are no pages, and still have findings.
    unread = {finding.location.path for finding in found} - {page.path for page in whole.pages}
    files = {*(page.path for page in hidden), *unread, *(set(whole.attachments) - set(shown.attachments))}
    for path in files:
        name = path.rpartition("/")[2]
        names |= {path, name, name.removesuffix(".md")}
    return {text for name in names if (text := visible(name).casefold().strip())}


def _names_one(text: str, names: Collection[str]) -> bool:
    """Tell whether a text holds one of some names as a word of its own."""
    folded = text.casefold()
    return any(name in folded and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", folded) for name in names)
