"""Findings that may be shown: none that would reveal what is hidden."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gameplan.diagnostics import visible
from gameplan.model.own_fields import withheld

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from gameplan.diagnostics import Diagnostic, Location
    from gameplan.model.declaration import Declaration
    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook

_ABOUT_HIDDEN = "hidden-reference"
"""The rule whose findings are about hidden pages by themselves."""


def tellable(found: Collection[Diagnostic], shown: Playbook, whole: Playbook) -> tuple[Diagnostic, ...]:
    """The findings that readers of a playbook may see, in the order that they have.

    A finding is told where it stands on a page that is shown, all that it points at stands on such pages too, and none of its
    words (message, hint, what it says of other places) names something that isn't shown: a page by its path, file name, id,
    former id or title, a file, or a field of the playbook's own. In doubt it isn't told; `gameplan check` tells all.

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
    rows = {page.path: lines for page in whole.pages if (lines := _hidden_rows(page, shown))}
    if rows:
        placed = [finding for finding in placed if not any(_is_among(each, rows) for each in _places(finding))]
    names = _hidden_names(found, shown, whole)
    if not names:
        return tuple(placed)
    return tuple(
        finding
        for finding in placed
        if finding.rule.name != _ABOUT_HIDDEN and not _names_one(" ".join(_words(finding)), names)
    )


def _hidden_fields(shown: Playbook, whole: Playbook) -> tuple[Declaration, ...]:
    """Return the fields that the whole playbook has, and what is shown of it hasn't."""
    if shown.vocabulary == whole.vocabulary:
        return ()
    known = shown.vocabulary.by_name
    return tuple(
        own
        for kind in whole.vocabulary.by_name.values()
        if kind.name in known
        for own in withheld(kind, known[kind.name])
    )


def _hidden_rows(page: Page, shown: Playbook) -> frozenset[int]:
    """Return the lines of a page's front matter in which fields stand that aren't shown."""
    known = shown.vocabulary.by_name.get(page.kind.name)
    names = {own.name for own in withheld(page.kind, known)} if known is not None and known != page.kind else set()
    if not any(page.places.has(name) for name in names):
        return frozenset()
    begins = sorted((page.places.key(name).line, name) for name in page.places.typed)
    ends = [*(line for line, _ in begins[1:]), len(page.places.lines) + 2]
    return frozenset(
        row for (line, name), end in zip(begins, ends, strict=True) if name in names for row in range(line, end)
    )


def _places(finding: Diagnostic) -> Iterator[Location]:
    yield finding.location
    for related in finding.related:
        yield related.location


def _is_among(location: Location, rows: Mapping[str, frozenset[int]]) -> bool:
    return location.span is not None and location.span.line in rows.get(location.path, ())


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
    for own in _hidden_fields(shown, whole):
        names |= {own.name, f"{own.name}s", own.called}
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
