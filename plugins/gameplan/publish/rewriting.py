"""The links in an author's Markdown, found by a Markdown reader at the places where they stand, and written anew.

It reads CommonMark, and beside it what MkDocs and its usual extensions know: admonitions, details, content tabs, footnotes,
definition lists, HTML with `markdown` in it, targets with blanks, definitions within a paragraph. Code is never touched.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache, partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from gameplan.model.links import MENTION_PATTERN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_MENTION = re.compile(MENTION_PATTERN)
_CONTAINER = re.compile(r"(?:!!!|\?\?\?\+?|===[!+]?)[ \t]")
"""How admonitions, details and content tabs begin; what belongs to them is indented."""
_MARKDOWN_INSIDE = re.compile(r"<[A-Za-z][^<>]{0,500}?\smarkdown(?=[\s=>/])")
_LOOSE = re.compile(r"""\(\s*((?:[^()\n"'<>]|\([^()\n]*\)){1,500}?)(?:\s+(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'))?\s*\)""")
"""A target as Python-Markdown takes it beside CommonMark's: with blanks in it."""
_APART = re.compile(r"\s?\[([^\[\]]{0,999})\]")
"""The name of a definition, as Python-Markdown takes it: after a blank."""
_WITHIN = re.compile(
    r"""^[ ]{0,3}\[([^\[\]^][^\[\]]{0,998})\]:[ ]*+(?:\n[ ]*+)?([^\s]+)[ ]*+(?:\n?[ ]*+(?:"[^\n]*"|'[^\n]*'|\([^\n]*\))[ ]*+)?$""",
    re.MULTILINE,
)
"""A definition as Python-Markdown takes it: on any line of a paragraph."""
_ATTRIBUTES = re.compile(r"\{:?[ ]*[^{}\n]{1,300}\}")


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


class _Target(NamedTuple):
    """What stands in the brackets behind a link's words."""

    href: str
    begin: int
    end: int
    """Where the address stands."""
    after: int
    """Where the link ends."""


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
        opener = ""
        for token in tokens:
            if token.type in ("fence", "code_block") and token.map:
                self.code.append((self._starts[token.map[0]], self._line(token.map[1])))
            elif block := self._block(token, opener):
                blocks.append(block)
            opener = token.type
        for text, pieces in blocks:
            self._pieces = pieces
            for match in _WITHIN.finditer(text):
                self.define(match[1], match[2], match.span(2), match.span())
                references.setdefault(_name(match[1]), {"href": match[2], "title": ""})
        for text, self._pieces in blocks:
            markdown.inline.parse(text, markdown, env, [])
        # Last what comes first; of edits that begin at the same place the longest one holds the others.
        self.edits.sort(key=lambda edit: (-edit[0], edit[1]))

    def _line(self, number: int) -> int:
        return self._starts[number] if number < len(self._starts) else len(self.source)

    def _block(self, token: Token, opener: str) -> tuple[str, Sequence[_Piece]] | None:
        """What a token holds, to be read for links, and where it stands; None where it holds none, or isn't found again."""
        if token.map is None or token.type not in ("inline", "html_block"):
            return None
        if token.type == "html_block" and not _MARKDOWN_INSIDE.match(token.content.lstrip()):
            return None
        in_cell = opener in ("th_open", "td_open")
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

    def target(self, words: tuple[int, int], target: _Target, source: str) -> None:
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
            self.cut.add(_name(name))
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


def _name(text: str) -> str:
    """The name of a definition, as links to it may spell it."""
    from markdown_it.common.utils import normalizeReference  # noqa: PLC0415 - see `_markdown`

    return normalizeReference(text)


@cache
def _markdown() -> MarkdownIt:
    # Only here, because to import it takes as long as to write a hundred pages' links.
    from markdown_it import MarkdownIt  # noqa: PLC0415
    from mdit_py_plugins.deflist import deflist_plugin  # noqa: PLC0415
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415

    markdown = MarkdownIt("commonmark").enable("table").use(deflist_plugin).use(footnote_plugin, inline=False)
    # Nothing that links hang on; emphasis takes long where it doesn't end.
    markdown.disable(["footnote_ref", "emphasis", "balance_pairs", "fragments_join"])
    markdown.block.ruler.before(
        "fence", "container", _container, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    blocks, inline = (dict(_rules(ruler)) for ruler in (markdown.block.ruler, markdown.inline.ruler))
    markdown.block.ruler.at("reference", partial(_definition, blocks["reference"]))
    markdown.inline.ruler.at("backticks", partial(_code, inline["backticks"]))
    markdown.inline.ruler.at("link", partial(_link, inline["link"]))
    markdown.inline.ruler.at("image", partial(_image, inline["image"]))
    markdown.inline.ruler.at("autolink", partial(_autolink, inline["autolink"]))
    markdown.inline.ruler.before("link", "mention", _mention)
    # Links are wanted as they were written, and whatever their scheme.
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return markdown


def _rules(ruler: object) -> Iterator[tuple[str, Callable[..., bool]]]:
    """The rules of a reader, by name."""
    return ((rule.name, rule.fn) for rule in ruler.__rules__)  # type: ignore[attr-defined]


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """A line that opens a container, with indented lines below it: all of them are read as Markdown."""
    begin = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not (opened := _CONTAINER.match(state.src, begin, state.eMarks[start])):
        return False
    if silent:
        return True
    title = state.push("inline", "", 0)
    title.content, title.map, title.children = (
        state.src[opened.end() : state.eMarks[start]].strip(),
        [start, start + 1],
        [],
    )
    indent, last, parent = state.blkIndent, state.lineMax, state.parentType
    state.blkIndent += 4
    line = start + 1
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        line += 1
    state.lineMax, state.parentType = line, "container"
    state.md.block.tokenize(state, start + 1, line)
    state.blkIndent, state.lineMax, state.parentType, state.line = indent, last, parent, line
    return True


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
    new = found.links.mention(match[1].strip(), (match[2] or "").strip())
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
    target = _target(state, outer + 1) if outer >= 0 else None
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
    target = _target(state, close + 1) if close >= 0 else None
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
    target = _target(state, close + 1)
    if target is not None and target.after == state.pos:
        found.target(words, target, state.src)
        return
    if not _take_apart(state, words) and _name(state.src[bracket + 1 : close]) in found.cut:
        found.unlink(words, state.pos, state.src)


def _take_apart(state: StateInline, words: tuple[int, int]) -> bool:
    """Take a link whose definition, named behind its words, leads to what is not shown."""
    found: _Found = state.env["found"]
    named = _APART.match(state.src, words[1] + 1, state.posMax)
    if not named or _name(named[1]) not in found.cut:
        return False
    found.unlink(words, named.end(), state.src)
    state.pos = named.end()
    return True


def _target(state: StateInline, at: int) -> _Target | None:
    """What stands in the brackets at a place: as CommonMark has it, or else as Python-Markdown does."""
    text, maximum, helpers = state.src, state.posMax, state.md.helpers
    if at >= maximum or text[at] != "(":
        return None
    begin = _after_blanks(text, at + 1, maximum)
    to = helpers.parseLinkDestination(text, begin, maximum)
    if to.ok:
        end = _after_blanks(text, to.pos, maximum)
        title = helpers.parseLinkTitle(text, end, maximum) if end < maximum and end != to.pos else None
        if title is not None and title.ok:
            end = _after_blanks(text, title.pos, maximum)
        if end < maximum and text[end] == ")":
            return _Target(to.str, begin, to.pos, end + 1)
    match = _LOOSE.match(text, at, maximum)
    return _Target(match[1], *match.span(1), match.end()) if match else None


def _after_blanks(text: str, at: int, maximum: int) -> int:
    while at < maximum and text[at] in " \t\n":
        at += 1
    return at
