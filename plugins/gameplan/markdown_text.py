"""Reads the blocks of Markdown texts as the sites of MkDocs take them, for whoever looks for links.

It is CommonMark, and beside it what MkDocs and its usual extensions know: admonitions, details, content tabs, footnotes,
definition lists, HTML with `markdown` in it, targets with blanks, definitions within a paragraph.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_CONTAINER = re.compile(r"(?:(!!!|\?\?\?\+?)|===[!+]?)[ \t]")
"""How admonitions, details and content tabs begin; what belongs to them is indented."""
_MARKDOWN_INSIDE = re.compile(r"\s*<[A-Za-z][^<>]{0,500}?\smarkdown(?=[\s=>/])")
_LOOSE = re.compile(r"""\(\s*((?:[^()\n"'<>]|\([^()\n]*\)){1,500}?)(?:\s+(?:"[^"\n]{0,300}"|'[^'\n]{0,300}'))?\s*\)""")
"""A target as Python-Markdown takes it beside CommonMark's: with blanks in it."""
_WITHIN = re.compile(
    r"""^[ ]{0,3}\[([^\[\]^][^\[\]]{0,998})\]:[ ]*+(?:\n[ ]*+)?([^\s]+)[ ]*+(?:\n?[ ]*+(?:"[^\n]*"|'[^\n]*'|\([^\n]*\))[ ]*+)?$""",
    re.MULTILINE,
)
"""A definition as Python-Markdown takes it: on any line of a paragraph."""
_TAB = 4
"""Blanks by which Python-Markdown indents what belongs to a block."""


class Target(NamedTuple):
    """What stands in the brackets behind a link's words."""

    href: str
    begin: int
    end: int
    """Where the address stands."""
    after: int
    """Where the link ends."""


def block_reader() -> MarkdownIt:
    """Make a reader of blocks; links are taken as they were written, whatever their scheme.

    What it reads is found in its tokens: those of footnotes stand where they were written.
    """
    # Only here, because to import it takes as long as to check a hundred entries, and most playbooks' bodies don't need it.
    from markdown_it import MarkdownIt  # noqa: PLC0415
    from mdit_py_plugins.deflist import deflist_plugin  # noqa: PLC0415
    from mdit_py_plugins.footnote import footnote_plugin  # noqa: PLC0415

    markdown = MarkdownIt("commonmark").enable("table").use(deflist_plugin).use(footnote_plugin)
    markdown.disable(["footnote_inline", "footnote_ref", "footnote_tail"])
    markdown.block.ruler.before(
        "fence", "container", _container, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return markdown


def reference_name(text: str) -> str:
    """Return the name of a definition in the form in which a reader keeps it, since links to it may spell it otherwise."""
    from markdown_it.common.utils import normalizeReference  # noqa: PLC0415 - see `block_reader`

    return normalizeReference(text)


def definitions_within(text: str) -> Iterator[re.Match[str]]:
    """Yield the definitions on the lines of a paragraph: the first group is the name, the second the address."""
    return _WITHIN.finditer(text) if "]:" in text else iter(())


def texts(tokens: Iterable[Token], rows: list[str]) -> Iterator[tuple[Token, bool]]:
    """Yield the tokens that hold text, and whether it is code.

    HTML counts where `markdown` in its first tag says that there is Markdown in it, and what is indented in a list only
    as far as Python-Markdown takes it for code: by four blanks for each list around it and four more.

    Args:
        tokens: of a whole text.
        rows: its lines.
    """
    depth = 0
    for token in tokens:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            depth += 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            depth -= 1
        elif token.type == "fence":
            yield token, True
        elif token.type == "code_block" and token.map:
            for part in _parts(token, token.map[0]) if depth else (token,):
                row = rows[(part.map or token.map)[0]].expandtabs(_TAB)
                yield part, len(row) - len(row.lstrip()) >= _TAB * (depth + 1)
        elif token.type == "inline" or (token.type == "html_block" and _MARKDOWN_INSIDE.match(token.content)):
            yield token, False


def _parts(token: Token, first: int) -> Iterator[Token]:
    """Split an indented block at its empty lines, each part a block of its own."""
    lines = token.content.rstrip("\n").split("\n")
    for number, begins in enumerate(lines):
        if begins.strip() and (not number or not lines[number - 1].strip()):
            last = next((at for at in range(number, len(lines)) if not lines[at].strip()), len(lines))
            yield token.copy(map=[first + number, first + last], content="\n".join(lines[number:last]) + "\n")


def target_at(state: StateInline, at: int) -> Target | None:
    """Return what stands in the brackets at a place: as CommonMark has it, or else as Python-Markdown does."""
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
            return Target(to.str, begin, to.pos, end + 1)
    match = _LOOSE.match(text, at, maximum)
    return Target(match[1], *match.span(1), match.end()) if match else None


def _after_blanks(text: str, at: int, maximum: int) -> int:
    while at < maximum and text[at] in " \t\n":
        at += 1
    return at


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """A line that opens a container, with indented lines below it: all of them are read as Markdown."""
    begin = state.bMarks[start] + state.tShift[start]
    if state.is_code_block(start) or not (opened := _CONTAINER.match(state.src, begin, state.eMarks[start])):
        return False
    if silent:
        return True
    # What stands in a tab is the page's own text; an admonition is beside it.
    aside = bool(opened[1])
    if aside:
        state.push("container_open", "div", 1)
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
    if aside:
        state.push("container_close", "div", -1)
    return True
