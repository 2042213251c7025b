"""Any bytes as a file, as its front matter, and as its body."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from fuzz.places import folder
from gameplan.options import Options
from gameplan.read.decoding import decoded
from gameplan.read.front_matter import Unreadable, parse, split
from gameplan.read.playbook import ReadFiles, read_page, read_playbook
from gameplan.read.sources import Disk
from promises import agrees, check_body, check_body_places, check_places, check_span, check_values, check_words

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.model.page import Page

VOCABULARY = Options(timezone="Europe/Prague").vocabulary
_PATHS = ("plan/case.md", "strategy/goals/case.md")


@cache
def _root() -> Path:
    root = folder("reader")
    for path in _PATHS:
        (root / path).parent.mkdir(parents=True)
    return root


def _read(data: bytes) -> ReadFiles:
    for path in _PATHS:
        (_root() / path).write_bytes(data)
    return read_playbook(Disk(_root()), "strategy", "plan", VOCABULARY)


def reader(data: bytes) -> None:
    """A file is a page or findings, alike each time: as an entry, and as a page of the strategy."""
    reading, again = _read(data), _read(data)
    assert reading.diagnostics == again.diagnostics
    assert list(map(_said, reading.pages)) == list(map(_said, again.pages))
    check_words(reading.diagnostics)
    for path in _PATHS:
        check_places(reading.diagnostics, path, data)
    for page in reading.pages:
        assert page.title
        assert not any(unicodedata.category(letter) in ("Cc", "Cs", "Zl", "Zp") for letter in page.title), page.title
    alone = [read_page(path, data, ("strategy", "plan"), VOCABULARY) for path in _PATHS]
    assert [_said(page) for page in alone if page is not None] == list(map(_said, reading.pages))


def _said(page: Page) -> tuple[object, ...]:
    """What a page says."""
    return (page.path, page.id, page.title, page.kind, page.fields, page.extra, page.body.text, page.body.excerpt)


def front(data: bytes) -> None:
    """A front matter is read, by every way alike, with places that it has; or refused at one of them."""
    text = data.decode("utf-8", "replace").replace("\r", "")
    rows = ["---", *text.split("\n"), "---"]
    agrees(text)
    try:
        strict = parse(text)
    except Unreadable as unreadable:
        check_span(unreadable.span, rows)
        if unreadable.fix:
            check_span(unreadable.fix.span, rows)
        return
    check_values(strict, text)
    values, keys = strict.places.positions
    assert {name for name in strict.values if (name,) not in values} == set()
    for line, column, *_ in (*values.values(), *keys.values()):
        assert 2 <= line <= len(rows)
        assert 1 <= column <= len(rows[line - 1]) + 1


def body(data: bytes) -> None:
    """A body is read by the fast way and by the other alike, and what is found stands in it."""
    try:
        text = split(decoded(data)).body
    except Unreadable:
        return
    check_body(text, 5)
    check_body_places(text, 5)
