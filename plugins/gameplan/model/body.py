"""What the text below the front matter holds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from gameplan.diagnostics import Span


class BodyLink(NamedTuple):
    """A Markdown link or image, as written."""

    href: str
    line: int
    """In the file, from 1: of the block that holds it."""
    image: bool = False


class Mention(NamedTuple):
    """A reference of the form `[[id]]`, `[[kind:id]]` or `[[id|text]]`."""

    target: str
    """As written, without the text."""
    label: str
    line: int


class Heading(NamedTuple):
    """A heading."""

    level: int
    text: str
    line: int


class Task(NamedTuple):
    """An item of a task list."""

    text: str
    done: bool
    line: int


@dataclass(frozen=True, slots=True)
class Body:
    """A page's Markdown, and what was found in it."""

    text: str = ""
    line: int = 1
    """The line of the file in which the text begins."""
    links: tuple[BodyLink, ...] = ()
    mentions: tuple[Mention, ...] = ()
    headings: tuple[Heading, ...] = ()
    tasks: tuple[Task, ...] = ()
    excerpt: str = ""
    """The first sentence, as plain text."""

    def place(self, needle: str, line: int) -> Span:
        """Where a text stands, searched from a line of the file on; the whole line where it can't be found."""
        rows = self.text.split("\n")
        for number in range(max(line - self.line, 0), len(rows)):
            column = rows[number].find(needle)
            if column >= 0:
                at = number + self.line
                return Span(at, column + 1, at, column + 1 + len(needle))
        row = rows[line - self.line] if 0 <= line - self.line < len(rows) else ""
        return Span(line, 1, line, len(row) + 1)
