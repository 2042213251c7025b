"""What a file is made of, and the playbook's pages by name."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from gameplan.assist.citing import name_of
from gameplan.assist.ranking import best
from gameplan.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.assist.checked import Checked
    from gameplan.assist.texts import Text
    from gameplan.diagnostics import Location
    from gameplan.model.body import Heading
    from gameplan.model.page import Page

_DEEPEST = 6
"""The level of a heading below which there is none."""
MOST = 200
"""Pages that a search gives."""


class Symbol(NamedTuple):
    """A part of a file: its front matter with a line for each key, or a section."""

    name: str
    detail: str
    span: Span
    """All of it."""
    own: Span
    """Its name."""
    is_key: bool = False
    parts: tuple[Symbol, ...] = ()


class Found(NamedTuple):
    """A page that a search found."""

    page: Page
    location: Location


def outline(text: Text, page: Page | None) -> tuple[Symbol, ...]:
    """Return the parts of a file.

    Args:
        text: as it is now.
        page: as far as it can be read.
    """
    parts = []
    if text.closing:
        last = min(text.closing, len(text.rows))
        keys = tuple(_keys(text))
        name = page.title if page is not None else "Front matter"
        detail = f"{page.kind.noun} {page.id}" if page is not None else ""
        parts.append(Symbol(name or "Front matter", detail, _lines(text, 1, last), _lines(text, 1, 1), parts=keys))
    return (*parts, *_sections(text, text.body.headings, len(text.rows)))


def _keys(text: Text) -> Iterable[Symbol]:
    """The keys at the left edge, each with the lines that belong to it."""
    begin = [
        (line, row)
        for line in range(2, min(text.closing, len(text.rows) + 1))
        if (row := text.row(line)) and ":" in row and row[0] not in " \t#-[]{}"
    ]
    after = [line for line, _ in begin[1:]] + [min(text.closing, len(text.rows) + 1)]
    for (line, row), end in zip(begin, (line - 1 for line in after), strict=False):
        key, _, value = row.partition(":")
        own = Span(line, 1, line, len(key) + 1)
        yield Symbol(key.strip() or "…", value.strip()[:80], _lines(text, line, end), own, is_key=True)


def _sections(text: Text, headings: tuple[Heading, ...], last: int) -> tuple[Symbol, ...]:
    """Sections within sections, each as far as the next heading of its level or above, or the last line of all."""
    found: list[Symbol] = []
    number = 0
    while number < len(headings):
        head = headings[number]
        after = number + 1
        while after < len(headings) and headings[after].level > head.level:
            after += 1
        end = max(headings[after].line - 1 if after < len(headings) else last, head.line)
        parts = _sections(text, headings[number + 1 : after], end) if head.level < _DEEPEST else ()
        span = _lines(text, head.line, end)
        found.append(Symbol(head.text.strip() or "…", "", span, _lines(text, head.line, head.line), parts=parts))
        number = after
    return tuple(found)


def _lines(text: Text, first: int, last: int) -> Span:
    return Span(first, 1, last, len(text.row(last)) + 1)


def search(checked: Checked, query: str) -> tuple[Found, ...]:
    """Return the pages whose ids or titles fit a query, the best first."""
    return tuple(Found(page, name_of(page)) for page in islice(best(checked.named[""], query, lambda _: True), MOST))


def folds(text: Text) -> tuple[tuple[int, int], ...]:
    """Return what can be folded, by its first and last line: the front matter, its longer values, and sections."""
    found: list[tuple[int, int]] = []
    waiting = [*outline(text, None)]
    while waiting:
        each = waiting.pop()
        waiting += each.parts
        last = each.span.end_line
        while last > each.span.line and not text.row(last).strip():
            last -= 1
        if last > each.span.line:
            found.append((each.span.line, last))
    return tuple(sorted(found))
