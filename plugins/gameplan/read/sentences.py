"""The sentences of a paragraph that name other pages: what somebody said of them, as plain text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gameplan.model.body import Naming
from gameplan.read.inline import MENTION, clean, shortened
from gameplan.read.plain_words import plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

_END = re.compile(r"[.!?…][\"'”’»)\]]*\s+|[。！？]|\n{2,}")
_KEPT = re.compile("\0([0-9]+)\0")
"""What stands for a link's target, a reference or a code span while sentences are told apart: no text holds that character."""
_LINK = re.compile("\x02[^\x02\x03]*\x03")
"""A link with its words, for the same time."""
_ESCAPED = str.maketrans("[]", "\x02\x03")
_UNESCAPED = str.maketrans("\x02\x03", "[]")
r"""Brackets that are typed as `\[` begin no reference; no text holds these characters itself."""


class _Paragraph:
    """A paragraph whose links, references and code are set aside."""

    def __init__(self, children: Sequence[Token]) -> None:
        self.kept: list[tuple[str, str, str]] = []
        """What is shown, where a link leads, and what a reference names."""
        self._parts: list[str] = []
        self._run = ""
        for child in children:
            self._take(child)
        self._close_run()
        self.text = "".join(self._parts)

    def _take(self, child: Token) -> None:
        if child.type in ("text", "text_special"):
            self._run += child.content if child.type == "text" else child.content.translate(_ESCAPED)
            return
        self._close_run()
        if child.type == "code_inline":
            self._parts.append(self._keep(child.content))
        elif child.type == "link_open":
            self._parts.append("\x02" + self._keep("", href=str(child.attrGet("href") or "")))
        elif child.type == "link_close":
            self._parts.append("\x03")
        elif child.type in ("softbreak", "hardbreak"):
            self._parts.append("\n")

    def _close_run(self) -> None:
        """Take what was read since the last mark: a reference may come in several pieces."""
        self._parts.append(MENTION.sub(self._mention, self._run).translate(_UNESCAPED))
        self._run = ""

    def _mention(self, match: re.Match[str]) -> str:
        return self._keep(match[0], target=match[1].strip())

    def _keep(self, shown: str, *, href: str = "", target: str = "") -> str:
        self.kept.append((shown, href, target))
        return f"\0{len(self.kept) - 1}\0"

    def sentences(self) -> Iterator[str]:
        """Yield its sentences: one ends where the next begins with anything but a small letter."""
        begin = 0
        for match in _END.finditer(self.text):
            if not self.text[match.end() : match.end() + 1].islower():
                yield self.text[begin : match.end()]
                begin = match.end()
        yield self.text[begin:]

    def words(self, sentence: str) -> str:
        """Return a sentence as plain text; empty where it says nothing but names."""
        words = plain_words(sentence)
        if not re.search(r"\w", _KEPT.sub("", _LINK.sub("", words))):
            return ""
        shown = _KEPT.sub(lambda match: self.kept[int(match[1])][0], words.replace("\x02", "").replace("\x03", ""))
        return shortened(clean(shown))


def namings(children: Sequence[Token]) -> Iterator[Naming]:
    """Yield the sentences of a paragraph that name other pages, and say more than their names."""
    paragraph = _Paragraph(children)
    for sentence in paragraph.sentences() if paragraph.kept else ():
        kept = [paragraph.kept[int(match[1])] for match in _KEPT.finditer(sentence)]
        hrefs = tuple(href for _, href, _ in kept if href)
        targets = tuple(target for _, _, target in kept if target)
        if (hrefs or targets) and (text := paragraph.words(sentence)):
            yield Naming(text, hrefs, targets)
