"""Pages that may be named at a place, by their ids and titles: those that matter now come first."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import quote

from gameplan.assist.ranking import best, fit
from gameplan.assist.suggestion import Sort, Suggestion
from gameplan.model.anchors import anchors_of
from gameplan.model.links import linked_path

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gameplan.assist.checked import Checked
    from gameplan.model.fields import RefersTo
    from gameplan.model.page import Page

_SAFE = "/!$&+,;=:@~"
"""Signs that stay as they are in a link."""


def named(checked: Checked, refers: RefersTo, typed: str, listed: Collection[str], own: str) -> Iterator[Suggestion]:
    """Yield the pages that a field may name.

    Args:
        checked: the playbook.
        refers: of which kind; the empty kind is any.
        typed: what stands there so far.
        listed: ids that stand in the same list.
        own: the path of the page that is written.
    """
    for page in best(
        checked.named.get(refers.kind, ()), typed, lambda page: page.path != own and page.id not in listed
    ):
        yield _suggested(page, page.id)


def mentioned(checked: Checked, own: str, typed: str) -> Iterator[Suggestion]:
    """Yield the pages that a text may refer to by `[[id]]`; with their kind where several have the id."""
    kind, colon, rest = typed.partition(":")
    known = checked.identifiers.kinds.get(kind.strip()) if colon else None
    among = checked.named.get(known.name if known else "", ())
    for page in best(among, rest if known else typed, lambda page: page.path != own):
        alone = not known and len(checked.identifiers.anywhere(page.id)) == 1
        yield _suggested(page, page.id if alone else f"{page.kind.name}:{page.id}")


def linked(checked: Checked, own: str, typed: str) -> Iterator[Suggestion]:
    """Yield the files that a link may lead to, as paths from the page; behind a # the headings of the page that is named."""
    href, mark, anchor = typed.partition("#")
    if mark:
        page = checked.playbook.by_path.get(own if not href else linked_path(own, href) or "")
        for heading in anchors_of(page.body).headings if page else ():
            if heading and fit(anchor.casefold(), heading):
                yield Suggestion(heading, f"{href}#{heading}", Sort.WORD, found_by=f"{href}#{heading}")
        return
    if ":" in typed or typed.startswith("/"):
        return
    here = posixpath.dirname(own)
    folder, slash, word = typed.rpartition("/")
    within = f"{posixpath.normpath(posixpath.join(here, folder))}/" if slash else ""
    within = "" if within == "./" else within
    for page in best(checked.named[""], word, lambda page: page.path != own and page.path.startswith(within)):
        path = _from(here, page.path, typed)
        yield Suggestion(path, path, Sort.FILE, page.title, page.kind.noun, f"{path} {page.title}")
    for file in checked.playbook.attachments:
        if file.startswith(within) and fit(word.casefold(), posixpath.basename(file).casefold()):
            path = _from(here, file, typed)
            yield Suggestion(path, path, Sort.FILE)


def _from(here: str, path: str, typed: str) -> str:
    """A path as a page writes it, with `./` before it where that was typed."""
    made = quote(posixpath.relpath(path, here or "."), safe=_SAFE)
    return f"./{made}" if typed.startswith("./") and not made.startswith(".") else made


def _suggested(page: Page, name: str) -> Suggestion:
    return Suggestion(name, name, Sort.PAGE, page.title, page.fields.summary or page.kind.noun, f"{name} {page.title}")
