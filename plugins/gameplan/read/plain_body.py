"""Fast ways through bodies that hold nothing but headings, paragraphs, flat lists, fenced code and simple links.

For those they find exactly what markdown-it finds, which a property test holds them to, in a tenth of the time; at the first
character that could mean more, they give up. Most entries of most plans are that plain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gameplan.model.body import BodyLink, Heading, Mention, Outline, TaskItem
from gameplan.read.inline import MENTION, TASK, clean, first_sentence, mention_text
from gameplan.read.plain_words import MARKUP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# What opens something else than a paragraph, or could mean more than itself anywhere in it.
_MORE = re.compile(r"[\\<&|~\x00-\x08\x0b-\x1f\x7f\x85\u2028\u2029]")
# Rows that are shifted, whose content may be code; and what makes a list's item of it.
_SHIFTED = re.compile(
    r"\n(?:[ \t]+[^\n \t]|[^\S\n \t]|[>=_~]|!!!|\?\?\?"
    r"|(?:[-*+]|\d{1,9}[.)])(?:[ \t]{2,}[^\n \t]|\t|[^\S\n]*(?=\n|\Z)|[ \t](?:>|===|!!!|\?\?\?)|[ \t](?:[-*+]|\d{1,9}[.)])(?:\s|\Z)))"
)
# Without a row that could close it in another form; so that each row is looked at once, however many are opened.
_FENCED = re.compile(r"(?:^|(?<=\n))```[\w-]*[ \t]*\n(?:(?![ \t]*```).*\n)*```[ \t]*(?=\n|\Z)")
_OPENS_MORE = re.compile(r"[\s>#=_*+~?|-]|!!!|\[[^\]]*\]:|\d{1,9}[.)]")
_HEADING = re.compile(r"(#{1,6})[ \t]+([^\s#].*)")
_ITEM = re.compile(r"[-*+] (?=\S)(.+)")
_BOX = re.compile(r"\[[ xX]\]")
_FENCE = re.compile(r"```[\w-]*[ \t]*")
_CODE = re.compile(r"`([^`\n]*)`")
_LINK = re.compile(r"\[([^\[\]\n]*)\]\(([^\s()\[\]]*)\)")
_MARKS = re.compile(r"[*_]")


class _TooMuch(Exception):  # noqa: N818 - not an error: the other parser's turn
    """The body needs a real parser."""


def plain_links(text: str, line: int) -> tuple[tuple[BodyLink, ...], tuple[Mention, ...]] | None:
    """The links and mentions of a body, or None where it needs a real parser."""
    masked = _FENCED.sub(_blanked, text) if "```" in text else text
    if _MORE.search(masked) or _SHIFTED.search(f"\n{masked}"):
        return None
    if "`" in masked:
        if "``" in masked or any(row.count("`") % 2 for row in masked.split("\n")):
            return None
        masked = _CODE.sub(lambda match: "\x01" * len(match[0]), masked)
    links: list[BodyLink] = []
    for match, at in _numbered(_LINK, masked, line):
        if "\x01" in match[2]:
            return None
        image = masked[match.start() - 1 : match.start()] == "!"
        links.append(BodyLink(match[2], at, image))
    if links:
        masked = _LINK.sub("\x01", masked)
    if "](" in masked or "][" in masked or "]:" in masked:
        return None
    mentions: list[Mention] = []
    for match, at in _numbered(MENTION, masked, line) if "[[" in masked else ():
        if _MARKS.search(match[0]) or "\x01" in match[0]:
            return None
        mentions.append(Mention(match[1].strip(), (match[2] or "").strip(), at))
    return tuple(links), tuple(mentions)


def _numbered(pattern: re.Pattern[str], text: str, line: int) -> Iterator[tuple[re.Match[str], int]]:
    """The matches of a pattern in a text, with their lines: each is counted from the one before."""
    counted = 0
    for match in pattern.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        yield match, line


def _blanked(match: re.Match[str]) -> str:
    """Return as many empty lines as a block of code has."""
    return "\n" * match[0].count("\n")


def plain_outline(text: str, line: int) -> Outline | None:
    """Headings, tasks and excerpt of a body, or None where it needs a real parser."""
    if _MORE.search(text):
        return None
    reader = _Reader(line)
    try:
        reader.read(text.split("\n"))
    except _TooMuch:
        return None
    return Outline(tuple(reader.headings), tuple(reader.tasks), reader.excerpt)


class _Reader:
    def __init__(self, line: int) -> None:
        self.line = line
        self.headings: list[Heading] = []
        self.tasks: list[TaskItem] = []
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
                kind = self.text(row, before)
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
        self.headings.append(Heading(len(match[1]), self.plain(_unclosed(match[2])), number))
        self.inline(match[2])
        return "heading"

    def item(self, content: str, number: int) -> str:
        task = TASK.match(content)
        if (
            (task and (not task[2].strip() or "{" in content))
            or (not task and _BOX.search(content))
            or _OPENS_MORE.match(task[2] if task else content)
            or content.startswith("```")
        ):
            raise _TooMuch
        self.inline(content)
        if task:
            text = self.plain(content)[4:].strip()
            if not text:
                raise _TooMuch
            self.tasks.append(TaskItem(text, task[1] != " ", number))
        return "item"

    def text(self, row: str, before: str) -> str:
        """A row of a paragraph."""
        if _OPENS_MORE.match(row) or before == "item":
            raise _TooMuch
        self.inline(row)
        if not self.excerpt:
            self.paragraph.append(row)
        return "text"

    def close(self) -> None:
        """The end of a paragraph: the first is the excerpt."""
        if self.paragraph:
            if any(MARKUP.search(row) for row in self.paragraph):
                raise _TooMuch
            self.excerpt = first_sentence(self.plain("\n".join(self.paragraph), keep_mentions=True))
            self.paragraph = []

    def inline(self, row: str) -> None:
        """Read a row of text: links and references of these forms, and code, don't change the outline."""
        if "`" in row and ("``" in row or row.count("`") % 2):
            raise _TooMuch
        if "[" in row or "]" in row:
            rest = _LINK.sub("\x01", _CODE.sub("\x01", row))
            if "](" in rest or "][" in rest or "]:" in rest:
                raise _TooMuch

    def plain(self, text: str, *, keep_mentions: bool = False) -> str:
        """The words of a text, without its marks; references stay as written where that is asked for."""
        if _MARKS.search(text) or "![" in text or text.count("`") % 2:
            raise _TooMuch
        parts = _CODE.split(text) if "`" in text else [text]
        for number in range(1, len(parts), 2):
            if parts[number] != parts[number].strip() or not parts[number]:
                raise _TooMuch
        words = [_LINK.sub(_label, part) if "[" in part else part for part in parts[::2]]
        parts[::2] = words if keep_mentions else [mention_text(part) for part in words]
        return clean("".join(parts))


def _unclosed(text: str) -> str:
    """A heading's text without the marks that may close it."""
    text = text.rstrip(" \t")
    bare = text.rstrip("#")
    return bare.rstrip(" \t") if bare[-1:] in (" ", "\t") else text


def _label(match: re.Match[str]) -> str:
    """A link's words."""
    return match[1]
