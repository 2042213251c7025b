"""Pages that may be named at a place, by their ids and titles: those that matter now come first."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote

from gameplan.assist.suggestion import Sort, Suggestion
from gameplan.model.anchors import anchors_of
from gameplan.model.links import linked_path
from gameplan.model.page import Entry
from gameplan.model.pages import Goal, is_in_force

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from gameplan.assist.checked import Checked
    from gameplan.model.fields import RefersTo
    from gameplan.model.page import Page

_SAFE = "/!$&+,;=:@~"
"""Signs that stay as they are in a link."""


def matches(typed: str, *names: str) -> int:
    """Tell how well a text that is being typed fits some names: 3 the beginning, 2 the beginning of a word, 1 a part, 0 not at all."""
    word = typed.strip().casefold()
    if not word:
        return 1
    best = 0
    for name in names:
        plain = name.casefold()
        at = plain.find(word)
        if at == 0:
            return 3
        if at > 0:
            best = max(best, 2 if not plain[at - 1].isalnum() or f" {word}" in plain else 1)
    return best


def named(checked: Checked, refers: RefersTo, typed: str, listed: Collection[str], own: str) -> Iterator[Suggestion]:
    """Yield the pages that a field may name.

    Args:
        checked: the playbook.
        refers: of which kind; the empty kind is any.
        typed: what stands there so far.
        listed: ids that stand in the same list.
        own: the path of the page that is written.
    """
    playbook = checked.playbook
    pages = playbook.of_kind(refers.kind) if refers.kind else playbook.pages
    for page in _best(checked, (page for page in pages if page.path != own and page.id not in listed), typed):
        yield _suggested(page, page.id)


def mentioned(checked: Checked, own: str, typed: str) -> Iterator[Suggestion]:
    """Yield the pages that a text may refer to by `[[id]]`; with their kind where several have the id."""
    kind, colon, rest = typed.partition(":")
    known = checked.identifiers.kinds.get(kind.strip()) if colon else None
    pages = checked.playbook.of_kind(known.name) if known else checked.playbook.pages
    for page in _best(checked, (page for page in pages if page.path != own), rest if known else typed):
        alone = len(checked.identifiers.anywhere(page.id)) == 1 and not known
        yield _suggested(page, page.id if alone else f"{page.kind.name}:{page.id}")


def linked(checked: Checked, own: str, typed: str) -> Iterator[Suggestion]:
    """Yield the files that a link may lead to, as paths from the page; behind a # the headings of the page that is named."""
    href, mark, anchor = typed.partition("#")
    if mark:
        page = checked.playbook.by_path.get(own if not href else linked_path(own, href) or "")
        for heading in anchors_of(page.body).headings if page else ():
            if heading and matches(anchor, heading):
                yield Suggestion(heading, f"{href}#{heading}", Sort.WORD, found_by=f"{href}#{heading}")
        return
    if ":" in typed or typed.startswith("/"):
        return
    here = posixpath.dirname(own)
    for page in _best(checked, (page for page in checked.playbook.pages if page.path != own), typed.rpartition("/")[2]):
        path = _from(here, page.path, typed)
        yield Suggestion(path, path, Sort.FILE, page.title, page.kind.noun, f"{path} {page.title}")
    for file in checked.playbook.attachments:
        path = _from(here, file, typed)
        if matches(typed, path, posixpath.basename(file)):
            yield Suggestion(path, path, Sort.FILE)


def _from(here: str, path: str, typed: str) -> str:
    """A path as a page writes it, with `./` before it where that was typed."""
    made = quote(posixpath.relpath(path, here or "."), safe=_SAFE)
    return f"./{made}" if typed.startswith("./") and not made.startswith(".") else made


def _suggested(page: Page, name: str) -> Suggestion:
    return Suggestion(name, name, Sort.PAGE, page.title, page.fields.summary or page.kind.noun, f"{name} {page.title}")


def _best(checked: Checked, pages: Iterable[Page], typed: str) -> Iterator[Page]:
    """Yield the pages that a text may mean, the best first."""
    found = [(fit, page) for page in pages if (fit := matches(typed, page.id, page.title))]
    if len(found) > 1:
        found.sort(key=lambda each: (-each[0], _weight(checked, each[1]), each[1].path))
    yield from (page for _, page in found)


def _weight(checked: Checked, page: Page) -> tuple[int, int]:
    """Order pages that fit as well: goals in force first, then strategy, then entries that are near."""
    if isinstance(page.fields, Goal):
        return (0 if is_in_force(page.fields, checked.today) else 2, 0)
    if isinstance(page, Entry):
        day = page.schedule.first_day
        return (3, abs((day - checked.today).days) if day else 100_000)
    return (1, 0)
