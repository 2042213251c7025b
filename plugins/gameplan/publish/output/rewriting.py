"""The links in an author's Markdown, found by a Markdown reader at the places where they stand, and written anew.

Code is never touched.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, partial
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, Protocol

from gameplan.markdown_text import (
    Target,
    block_reader,
    definitions_within,
    reference_name,
    target_at,
    texts,
)
from gameplan.model.links import MENTION_PATTERN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_MENTION = re.compile(MENTION_PATTERN)
_APART = re.compile(r"\s?\[([^\[\]]{0,999})\]")
"""The name of a definition, as Python-Markdown takes it: after a blank."""
_ATTRIBUTES = re.compile(r"\{[^{}\n]{1,300}\}")


class Links(Protocol):
    """What becomes of links."""

    def href(self, href: str) -> str | None:
        """The address in the place of another; empty where the link becomes its words, None where it stays."""

    def mention(self, target: str, label: str) -> str | None:
        """The Markdown in the place of `[[target|label]]`; None where it stays."""

    def html(self, text: str) -> str:
        """A text outside of code, which may hold HTML, as it may be shown."""


def rewritten(text: str, links: Links) -> str:
    """A Markdown text with its links written anew; every other character stays, and so does all code."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    found = _Found(text, links)
    # Without a bracket there is nothing to find but code, within which HTML is no HTML.
    if "[" in text or "<" in text:
        found.read()
    return found.text()


class _Piece(NamedTuple):
    """Characters that follow each other both in the text and in what is read."""

    at: int
    """Where they stand in what is read."""
    begin: int
    """Where they stand in the text."""


class _Found:
    """What has been found in a text so far: what to write anew, and what is code."""

    def __init__(self, text: str, links: Links) -> None:
        self.source, self.links = text, links
        self.edits: list[tuple[int, int, str]] = []
        self.code: list[tuple[int, int]] = []
        self.cut: set[str] = set()
        """The names of definitions that lead to what is not shown."""
        self.shift = 0
        """Where what is being read begins in the block that holds it."""
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._pieces: Sequence[_Piece] = ()
        self._cells: dict[int, int] = {}

    def text(self) -> str:
        """The text with everything in its place."""
        parts: list[str] = []
        last = 0
        for begin, end in [*sorted(self.code), (len(self.source), len(self.source))]:
            if begin >= last:
                parts += [self.links.html(self._edited(last, begin)), self.source[begin:end]]
                last = end
        return "".join(parts)

    def _edited(self, begin: int, end: int) -> str:
        parts = []
        while self.edits and self.edits[-1][0] < end:
            first, last, new = self.edits.pop()
            # What lies in code, or within what is written anew as a whole, stays.
            if first >= begin:
                parts += [self.source[begin:first], new]
                begin = last
        return "".join([*parts, self.source[begin:end]])

    def read(self) -> None:
        """Find everything: definitions at first, since they may stand behind what refers to them."""
        markdown = _markdown()
        references: dict[str, dict[str, str]] = {}
        env = {"found": self, "references": references}
        tokens: list[Token] = []
        markdown.block.parse(self.source, markdown, env, tokens)
        blocks: list[tuple[str, Sequence[_Piece]]] = []
        cells = {id(token) for opener, token in pairwise(tokens) if opener.type in ("th_open", "td_open")}
        for token, is_code in texts(tokens, self.source.split("\n")):
            if is_code and token.map:
                self.code.append((self._starts[token.map[0]], self._line(token.map[1])))
            elif block := self._block(token, in_cell=id(token) in cells):
                blocks.append(block)
        for text, pieces in blocks:
            self._pieces = pieces
            for match in definitions_within(text):
                self.define(match[1], match[2], match.span(2), match.span())
                references.setdefault(reference_name(match[1]), {"href": match[2], "title": ""})
        for text, self._pieces in blocks:
            markdown.inline.parse(text, markdown, env, [])
        # Last what comes first; of edits that begin at the same place the longest one holds the others.
        self.edits.sort(key=lambda edit: (-edit[0], edit[1]))

    def _line(self, number: int) -> int:
        return self._starts[number] if number < len(self._starts) else len(self.source)

    def _block(self, token: Token, *, in_cell: bool) -> tuple[str, Sequence[_Piece]] | None:
        """What a token holds, to be read for links, and where it stands; None where it holds none, or isn't found again."""
        if token.map is None:
            return None
        rows: list[tuple[int, str]] = []
        for number, row in enumerate(token.content.rstrip("\n").split("\n"), token.map[0]):
            place = self._place(number, row.strip(), in_cell=in_cell)
            if place is None:
                return None
            rows.append(place)
        return _joined(rows)

    def _place(self, number: int, typed: str, *, in_cell: bool) -> tuple[int, str] | None:
        """Where a line of a block stands, and as what: without what indents and quotes it, and what closes a heading."""
        line, end = self._starts[number], self._line(number + 1)
        if not in_cell:
            begin = self.source.rfind(typed, line, end)
            return (begin, typed) if begin >= 0 else None
        for form in (typed, typed.replace("|", "\\|")):
            begin = self.source.find(form, self._cells.get(number, line), end)
            if begin >= 0:
                self._cells[number] = begin + len(form)
                return begin, form
        return None

    def _at(self, place: int) -> int:
        """Where in the text a place stands of what is being read."""
        place += self.shift
        piece = self._pieces[bisect_right(self._pieces, place, key=lambda each: each.at) - 1]
        return piece.begin + place - piece.at

    def edit(self, begin: int, end: int, new: str) -> None:
        """Put something in the place of what is being read."""
        self.edits.append((self._at(begin), self._at(end - 1) + 1, new))

    def keep(self, begin: int, end: int) -> None:
        """Leave code as it is."""
        self.code.append((self._at(begin), self._at(end - 1) + 1))

    def target(self, words: tuple[int, int], target: Target, source: str) -> None:
        """Write a link anew whose words, with what opens them before, stand at a place."""
        href = self.links.href(target.href)
        if href:
            self.edit(target.begin, target.end, href)
        elif href == "":
            self.unlink(words, target.after, source)

    def unlink(self, words: tuple[int, int], after: int, source: str) -> None:
        """Leave nothing of a link but its words."""
        attributes = _ATTRIBUTES.match(source, after)
        self.edit(words[0], words[0] + (2 if source[words[0]] == "!" else 1), "")
        self.edit(words[1], attributes.end() if attributes else after, "")

    def define(self, name: str, href: str, place: tuple[int, int], whole: tuple[int, int]) -> None:
        """Write a definition anew, given where its address and all of it stand."""
        new = self.links.href(href)
        if new == "":
            self.cut.add(reference_name(name))
            self.edit(*whole, "")
        elif new:
            self.edit(*place, new)

    def definition(self, state: StateBlock, first: int) -> None:
        """Take the definition that a reader of blocks has just passed."""
        lines = range(first, state.line)
        places = [(state.bMarks[line] + state.tShift[line], state.eMarks[line]) for line in lines]
        text, self._pieces = _joined([(begin, self.source[begin:end]) for begin, end in places])
        if match := re.match(r"\[((?:\\.|[^\[\]\\])*)\]:\s*", text, re.DOTALL):
            to = state.md.helpers.parseLinkDestination(text, match.end(), len(text))
            self.define(match[1], to.str, (match.end(), to.pos), (0, len(text)))


def _joined(rows: Sequence[tuple[int, str]]) -> tuple[str, Sequence[_Piece]]:
    """Lines as one text, and where each stands."""
    pieces, at = [], 0
    for begin, row in rows:
        pieces.append(_Piece(at, begin))
        at += len(row) + 1
    return "\n".join(row for _, row in rows), pieces


@cache
def _markdown() -> MarkdownIt:
    markdown = block_reader()
    # Nothing that links hang on; emphasis takes long where it doesn't end.
    markdown.disable(["emphasis", "balance_pairs", "fragments_join"])
    blocks, inline = (dict(_rules(ruler)) for ruler in (markdown.block.ruler, markdown.inline.ruler))
    markdown.block.ruler.at("reference", partial(_definition, blocks["reference"]))
    markdown.inline.ruler.at("backticks", partial(_code, inline["backticks"]))
    markdown.inline.ruler.at("link", partial(_link, inline["link"]))
    markdown.inline.ruler.at("image", partial(_image, inline["image"]))
    markdown.inline.ruler.at("autolink", partial(_autolink, inline["autolink"]))
    markdown.inline.ruler.before("link", "mention", _mention)
    return markdown


def _rules(ruler: object) -> Iterator[tuple[str, Callable[..., bool]]]:
    """The rules of a reader, by name."""
    return ((rule.name, rule.fn) for rule in ruler.__rules__)  # type: ignore[attr-defined]


def _definition(rule: Callable[..., bool], state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001
    passed = rule(state, start, end, silent)
    if passed and not silent:
        state.env["found"].definition(state, start)
    return passed


def _code(rule: Callable[..., bool], state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    begin = state.pos
    passed = rule(state, silent)
    if passed and not silent and not state.pending and state.tokens and state.tokens[-1].type == "code_inline":
        state.env["found"].keep(begin, state.pos)
    return passed


def _mention(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    if state.src[state.pos] != "[" or not (match := _MENTION.match(state.src, state.pos, state.posMax)):
        return False
    found: _Found = state.env["found"]
    # In a table the bar is typed with a backslash.
    new = found.links.mention(match[1].removesuffix("\\").strip(), (match[2] or "").strip())
    if new is None:
        return False
    if not silent:
        found.edit(*match.span(), new)
        state.pending += match[0]
    state.pos = match.end()
    return True


def _autolink(rule: Callable[..., bool], state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    begin = state.pos
    passed = rule(state, silent)
    if passed and not silent:
        found: _Found = state.env["found"]
        href = state.src[begin + 1 : state.pos - 1]
        if found.links.href(href) == "":
            found.edit(begin, state.pos, f"`{href}`")
    return passed


def _link(rule: Callable[..., bool], state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    if state.src[state.pos] != "[":
        return False
    begin = state.pos
    close = state.md.helpers.parseLinkLabel(state, begin, True)  # noqa: FBT003 - markdown-it's signature
    passed = rule(state, silent)
    if passed and silent:
        return True
    if passed:
        _take(state, (begin, close), begin)
        return True
    found: _Found = state.env["found"]
    if not silent and close >= 0 and _take_apart(state, (begin, close)):
        return True
    # Python-Markdown knows links with links in their words.
    outer = close if close >= 0 else state.md.helpers.parseLinkLabel(state, begin)
    target = target_at(state, outer + 1) if outer >= 0 else None
    if target is None or found.links.href(target.href) is None:
        return False
    if not silent:
        found.target((begin, outer), target, state.src)
        last, state.pos, state.posMax = state.posMax, begin + 1, outer
        state.md.inline.tokenize(state)
        state.posMax = last
    state.pos = target.after
    return True


def _image(rule: Callable[..., bool], state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    if not state.src.startswith("![", state.pos):
        return False
    begin = state.pos
    found: _Found = state.env["found"]
    # What stands in its brackets is read as a text of its own.
    found.shift += begin + 2
    passed = rule(state, silent)
    found.shift -= begin + 2
    if passed and silent:
        return True
    close = state.md.helpers.parseLinkLabel(state, begin + 1)
    if passed:
        _take(state, (begin, close), begin + 1)
        return True
    target = target_at(state, close + 1) if close >= 0 else None
    if target is None or found.links.href(target.href) is None:
        return False
    if not silent:
        found.target((begin, close), target, state.src)
    state.pos = target.after
    return True


def _take(state: StateInline, words: tuple[int, int], bracket: int) -> None:
    """Take a link or an image that has just been passed, by where its words stand and its first bracket."""
    found: _Found = state.env["found"]
    close = words[1]
    target = target_at(state, close + 1)
    if target is not None and target.after == state.pos:
        found.target(words, target, state.src)
        return
    if not _take_apart(state, words) and reference_name(state.src[bracket + 1 : close]) in found.cut:
        found.unlink(words, state.pos, state.src)


def _take_apart(state: StateInline, words: tuple[int, int]) -> bool:
    """Take a link whose definition, named behind its words, leads to what is not shown."""
    found: _Found = state.env["found"]
    named = _APART.match(state.src, words[1] + 1, state.posMax)
    if not named or reference_name(named[1]) not in found.cut:
        return False
    found.unlink(words, named.end(), state.src)
    state.pos = named.end()
    return True
