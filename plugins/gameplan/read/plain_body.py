"""A fast way through bodies that hold nothing but headings, paragraphs, flat lists, fenced code and simple links.

For those it finds exactly what markdown-it finds, which a property test holds it to, in a tenth of the time; at the first
character that could mean more, it gives up. Most entries of most plans are that plain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gameplan.model.body import Body, BodyLink, Heading, Mention, Task
from gameplan.read.inline import MENTION, TASK, clean, first_sentence, mention_text

if TYPE_CHECKING:
    from collections.abc import Iterable

# What opens something else than a paragraph, or could mean more than itself anywhere in it.
_MORE = re.compile(r"[\\<&|\r\x00]|~~~")
_OPENS_MORE = re.compile(r"[\s>#=_*+~?|-]|!!!|\[[^\]]*\]:|\d{1,9}[.)]")
_HEADING = re.compile(r"(#{1,6})[ \t]+(\S.*?)(?:[ \t]+#+)?[ \t]*")
_ITEM = re.compile(r"[-*+] (?=\S)(.+)")
_FENCE = re.compile(r"```[\w-]*[ \t]*")
_CODE = re.compile(r"`([^`]*)`")
_LINK = re.compile(r"(!?)\[([^\[\]]*)\]\(([^\s()\[\]]*)\)")
_MARKS = re.compile(r"[*_]")


class _TooMuch(Exception):  # noqa: N818 - not an error: the other parser's turn
    """The body needs a real parser."""


def read_plain(text: str, line: int) -> Body | None:
    """What a body holds, or None where it needs a real parser."""
    if _MORE.search(text):
        return None
    reader = _Reader(line)
    try:
        reader.read(text.split("\n"))
    except _TooMuch:
        return None
    links, mentions = tuple(reader.links), tuple(reader.mentions)
    return Body(text, line, links, mentions, tuple(reader.headings), tuple(reader.tasks), reader.excerpt)


class _Reader:
    def __init__(self, line: int) -> None:
        self.line = line
        self.links: list[BodyLink] = []
        self.mentions: list[Mention] = []
        self.headings: list[Heading] = []
        self.tasks: list[Task] = []
        self.excerpt = ""
        self.paragraph: list[str] = []
        """The rows of the first paragraph, as far as it has been read."""

    def read(self, rows: list[str]) -> None:
        before = ""
        numbered = iter(enumerate(rows, self.line))
        for number, row in numbered:
            if not row.strip(" \t"):
                kind = ""
            elif row.startswith("```"):
                kind = self.fence(row, numbered)
            elif match := _HEADING.fullmatch(row):
                kind = self.heading(match, number)
            elif match := _ITEM.fullmatch(row):
                kind = self.item(match[1], number)
            else:
                kind = self.text(row, number, before)
            if kind != "text":
                self.close()
            before = kind
        self.close()

    def fence(self, row: str, numbered: Iterable[tuple[int, str]]) -> str:
        """Skip a block of code."""
        if not _FENCE.fullmatch(row):
            raise _TooMuch
        for _, inner in numbered:
            if inner.rstrip(" \t") == "```":
                return "fence"
            if inner.lstrip().startswith("```"):
                raise _TooMuch
        raise _TooMuch

    def heading(self, match: re.Match[str], number: int) -> str:
        self.headings.append(Heading(len(match[1]), self.plain(match[2]), number))
        self.inline(match[2], number)
        return "heading"

    def item(self, content: str, number: int) -> str:
        task = TASK.match(content)
        if _OPENS_MORE.match(task[2] if task else content) or content.startswith("```"):
            raise _TooMuch
        self.inline(content, number)
        if task:
            self.tasks.append(Task(self.plain(content)[4:].strip(), task[1] != " ", number))
        return "item"

    def text(self, row: str, number: int, before: str) -> str:
        """A row of a paragraph."""
        if _OPENS_MORE.match(row) or before == "item":
            raise _TooMuch
        self.inline(row, number)
        if not self.excerpt:
            self.paragraph.append(row)
        return "text"

    def close(self) -> None:
        """The end of a paragraph: the first is the excerpt."""
        if self.paragraph:
            self.excerpt = first_sentence(self.plain("\n".join(self.paragraph)))
            self.paragraph = []

    def inline(self, row: str, number: int) -> None:
        """The links and references of a row; code in it is masked."""
        if "`" in row and ("``" in row or row.count("`") % 2):
            raise _TooMuch
        if "[" not in row and "]" not in row:
            return
        masked = _CODE.sub(lambda match: "\x01" * len(match[0]), row) if "`" in row else row
        for match in _LINK.finditer(masked):
            if "\x01" in match[3]:
                raise _TooMuch
            self.links.append(BodyLink(match[3], number, image=bool(match[1])))
        rest = _LINK.sub("\x01", masked)
        if "](" in rest or "][" in rest or "]:" in rest:
            raise _TooMuch
        for match in MENTION.finditer(rest):
            if _MARKS.search(match[0]) or "\x01" in match[0]:
                raise _TooMuch
            self.mentions.append(Mention(match[1].strip(), (match[2] or "").strip(), number))

    def plain(self, text: str) -> str:
        """The words of a text, without its marks."""
        if _MARKS.search(text) or text.count("`") % 2:
            raise _TooMuch
        if "[" in text:
            text = mention_text(_LINK.sub(r"\2", text))
        return clean(_CODE.sub(r"\1", text) if "`" in text else text)
