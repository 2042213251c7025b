"""The links and references in a page's text, and where they lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.assist.target import target_at
from gameplan.model.links import linked_path

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.assist.checked import Checked
    from gameplan.assist.texts import Text
    from gameplan.diagnostics import Span


class Leading(NamedTuple):
    """A place that leads to a file of the playbook."""

    span: Span
    path: str
    title: str
    """Of the page; empty for other files."""


def links(checked: Checked, text: Text) -> tuple[Leading, ...]:
    """Return the places of a page's text that lead to pages and files of the playbook.

    Args:
        checked: the playbook as it was checked last.
        text: the file's, as it is now.
    """
    return tuple({each.span: each for each in _links(checked, text)}.values())


def _links(checked: Checked, text: Text) -> Iterator[Leading]:
    body = text.body
    for mention in body.mentions:
        span = body.place(mention.typed, mention.line)
        found = target_at(checked, text, span.line, span.column)
        if found is not None:
            yield Leading(span, found.page.path, found.page.title)
    for link in body.links:
        path = linked_path(text.path, link.href)
        page = checked.playbook.by_path.get(path or "")
        if path and (page is not None or path in checked.playbook.files):
            yield Leading(body.place(link.typed, link.line), path, page.title if page else "")
