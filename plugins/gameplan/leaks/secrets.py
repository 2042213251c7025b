"""What nobody who sees a projection may read: the texts that only hidden pages and hidden values hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from pydantic import BaseModel

from gameplan.leaks.words import RUN, Runs, Words, sought
from gameplan.model.money import parse_money
from gameplan.model.own_fields import declared_fields
from gameplan.model.page import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook

_NEVER = frozenset(("kind", "visibility", "status", "type", "hide", "search", "timezone"))
"""Fields whose values are words that every playbook has."""


class Secret(NamedTuple):
    """Where a text that is sought comes from."""

    path: str
    what: str
    """The field, `text`, `file name`, or an older version's."""
    said: str
    """The text."""


def secrets_of(
    whole: Playbook, shown: Playbook, older: Iterable[Page], also_shown: Iterable[str]
) -> dict[Words, Secret]:
    """Return what is sought: runs of words that stand on hidden pages or in hidden fields, and nowhere in what is shown.

    Args:
        whole: everything.
        shown: what the projection shows.
        older: older versions of pages that are hidden now.
        also_shown: other texts that anybody may read, such as the words of the program.
    """
    found: dict[Words, Secret] = {}
    for secret in _hidden(whole, shown, older):
        for words in sought(secret.said):
            found.setdefault(words, secret)
    known = Runs(range(1, RUN + 1))
    for page in shown.pages:
        for _, text in texts_of(page):
            known.add(text)
        known.add(page.path)
    for text in (*shown.attachments, *also_shown):
        known.add(text)
    return {words: secret for words, secret in found.items() if words not in known}


def _hidden(whole: Playbook, shown: Playbook, older: Iterable[Page]) -> Iterator[Secret]:
    for page in whole.pages:
        told = shown.by_path.get(page.path)
        known = {*texts_of(told)} if told is not None else set()
        for what, text in texts_of(page):
            if (what, text) not in known:
                yield Secret(page.path, what, text)
        if told is None:
            yield Secret(page.path, "file name", page.path.rpartition("/")[2].removesuffix(".md"))
    for path in {*whole.attachments, *whole.unread} - {*shown.attachments}:
        yield Secret(path, "file name", path.rpartition("/")[2])
    for page in older:
        for what, text in texts_of(page):
            yield Secret(page.path, f"{what}, in an older version", text)


def texts_of(page: Page) -> Iterator[tuple[str, str]]:
    """Yield all that a page says, each text with the name of its field; of its body each line."""
    yield "id", page.id
    yield "title", page.title
    fields = page.typed if isinstance(page, Entry) and page.typed is not None else page.fields
    money = {own.name for own in declared_fields(type(fields)) if own.type == "money"}
    for name in sorted(fields.model_fields_set - _NEVER):
        said = getattr(fields, name)
        # As a site would write it: `€1,500` is `1500 EUR`.
        yield from ((name, parse_money(text).typed if name in money else text) for text in _said(said))
    for name, value in page.extra.items():
        yield from ((name, text) for text in _said(value))
    # Lines, since a paragraph is told by any part of it, and code and lists have no sentences.
    for line in page.body.text.split("\n"):
        if line.strip():
            yield "text", line


def _said(value: object) -> Iterator[str]:
    """Yield the texts in a value; numbers and days stand anywhere."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _said(getattr(value, name))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            yield from _said(key)
            yield from _said(each)
    elif isinstance(value, (list, tuple)):
        for each in value:
            yield from _said(each)
