"""What the text below the front matter holds."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import Span

if TYPE_CHECKING:
    from collections.abc import Callable

_NEAR = 64 * 1024
"""How many characters below a block are searched for what it refers to: the target of `[text][name]` stands there."""

_TARGET = re.compile(r"(\]\(<?|\]: |\[\[)\[*([\w./#%-]*)")
"""What stands before the target of a link or a reference, and the target as far as the first sign that ends a word or address."""
_BEFORE_TARGETS = ("](", "](<", "]: ", "[[")
"""The same, in the order in which they count."""
_TRIES = 50
"""Places at which a text is looked for that stands in others as well."""


class BodyLink(NamedTuple):
    """A Markdown link or image, as written."""

    href: str
    line: int
    """In the file, from 1: of the block that holds it."""
    image: bool = False

    @property
    def typed(self) -> str:
        """What to look for in the text."""
        return self.href


class Mention(NamedTuple):
    """A reference of the form `[[id]]`, `[[kind:id]]` or `[[id|text]]`."""

    target: str
    """As written, without the text."""
    label: str
    line: int

    @property
    def typed(self) -> str:
        """What to look for in the text."""
        return self.target


class Heading(NamedTuple):
    """A heading."""

    level: int
    text: str
    line: int


class TaskItem(NamedTuple):
    """An item of a task list."""

    text: str
    done: bool
    line: int


class Naming(NamedTuple):
    """A sentence that names other pages."""

    text: str
    """As plain text; references in it are as written, since what they may show is not known here."""
    hrefs: tuple[str, ...]
    """The targets of its links, as written."""
    targets: tuple[str, ...]
    """Those of its references of the form `[[id]]`, without the text."""

    def names(self, reference: BodyLink | Mention) -> bool:
        """Tell whether it holds a link or a reference."""
        return reference.typed in (self.hrefs if isinstance(reference, BodyLink) else self.targets)


@dataclass(frozen=True, slots=True)
class Outline:
    """What a body is made of: needed to publish it, and mostly not to check it."""

    headings: tuple[Heading, ...] = ()
    tasks: tuple[TaskItem, ...] = ()
    excerpt: str = ""
    """The first sentence, as plain text; references in it are as written, since what they may show is not known here."""


@dataclass(frozen=True, slots=True)
class Body:
    """A page's Markdown, and what was found in it."""

    text: str = ""
    line: int = 1
    """The line of the file in which the text begins."""
    links: tuple[BodyLink, ...] = ()
    mentions: tuple[Mention, ...] = ()
    read_outline: Callable[[str, int], Outline] | None = field(default=None, repr=False, compare=False)
    """Reads the outline of a text that begins in a line, when somebody asks for it."""
    read_namings: Callable[[str], tuple[Naming, ...]] | None = field(default=None, repr=False, compare=False)
    """Reads the sentences of a text that name other pages, when somebody asks for them."""
    _outline: list[Outline] = field(default_factory=list, repr=False, compare=False)
    _namings: list[tuple[Naming, ...]] = field(default_factory=list, repr=False, compare=False)

    @property
    def outline(self) -> Outline:
        """Headings, tasks and excerpt; read once, when they are first asked for."""
        if not self._outline:
            self._outline.append(self.read_outline(self.text, self.line) if self.read_outline else Outline())
        return self._outline[0]

    @property
    def headings(self) -> tuple[Heading, ...]:
        """The headings, in order."""
        return self.outline.headings

    @property
    def tasks(self) -> tuple[TaskItem, ...]:
        """The items of task lists, in order."""
        return self.outline.tasks

    @property
    def excerpt(self) -> str:
        """The first sentence, as plain text."""
        return self.outline.excerpt

    def first_sentence(self) -> Body:
        """Return a body that has nothing but the excerpt, to keep many of them."""
        return Body(_outline=[Outline(excerpt=self.excerpt)])

    @property
    def namings(self) -> tuple[Naming, ...]:
        """The sentences that name other pages, in order; read once, when they are first asked for."""
        if not self._namings:
            asked = self.read_namings is not None and bool(self.links or self.mentions)
            self._namings.append(self.read_namings(self.text) if asked and self.read_namings else ())
        return self._namings[0]

    def place(self, needle: str, line: int) -> Span:
        """Find where a text of one line stands, from a line of the file on; the whole line where it can't be found.

        What is a part of another word or address counts only where there is nothing else, and what stands where a link or a reference
        leads counts before all else.
        """
        starts = _starts(self.text)
        row = min(max(line - self.line, 0), len(starts) - 2)
        first = at = _led_to(self.text, needle, starts[row])
        if at < 0:
            first = at = self.text.find(needle, starts[row], starts[row] + _NEAR)
        for _ in range(_TRIES):
            if at < 0 or not (
                _is_part(self.text[max(at - 1, 0) : at]) or _is_part(self.text[at + len(needle) : at + len(needle) + 1])
            ):
                break
            at = self.text.find(needle, at + 1, starts[row] + _NEAR)
        at = at if at >= 0 else first
        if at >= 0:
            found = bisect_right(starts, at) - 1
            column = at - starts[found] + 1
            return Span(found + self.line, column, found + self.line, column + len(needle))
        return Span(row + self.line, 1, row + self.line, starts[row + 1] - starts[row])


def _is_part(sign: str) -> bool:
    """Tell whether a character beside a word or an address makes it a part of another one."""
    return bool(sign) and (sign.isalnum() or sign in "./#-_%")


def _led_to(text: str, needle: str, start: int) -> int:
    """Find where a link or a reference leads to exactly this, from an offset on; -1 where none does."""
    found = re.match(r"[\w./#%-]*", needle)
    head = found[0] if found else ""
    for before in _BEFORE_TARGETS if needle else ():
        places = _targets(text).get((before, head), [])
        begin = bisect_left(places, start)
        for at in places[begin : begin + _TRIES]:
            end = at + len(needle)
            if end <= start + _NEAR and text.startswith(needle, at) and not _is_part(text[end : end + 1]):
                return at
    return -1


@lru_cache(maxsize=4)
def _targets(text: str) -> dict[tuple[str, str], list[int]]:
    """Return where links and references lead, by what stands before and how it begins; cached, as a page is asked for many places."""
    places: dict[tuple[str, str], list[int]] = {}
    for found in _TARGET.finditer(text):
        places.setdefault((found[1], found[2]), []).append(found.start(2))
    return places


@lru_cache(maxsize=4)
def _starts(text: str) -> list[int]:
    """Return where each line begins, and where the line after the last would; cached, because a page is asked for many places."""
    starts = [0]
    while (end := text.find("\n", starts[-1])) >= 0:
        starts.append(end + 1)
    return [*starts, len(text) + 1]
