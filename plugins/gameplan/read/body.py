"""What a page's Markdown holds: links, references, headings, task lists and an excerpt, with the lines of the file.

The site is rendered by Python-Markdown; this reads the same text by CommonMark, with admonitions and content tabs, which it
would otherwise take for code and so miss the links in them.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from gameplan.model.body import Body, BodyLink, Heading, Mention, Outline, Task
from gameplan.read.inline import MENTION, TASK, clean, first_sentence, mention_text
from gameplan.read.plain_body import plain_links, plain_outline
from gameplan.read.plain_words import plain_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

_WORDS = ("text", "text_special")
_ESCAPED = str.maketrans("[]", "\x02\x03")
_UNESCAPED = str.maketrans("\x02\x03", "[]")
r"""Brackets that are typed as `\[` or as an entity, which begin no reference; no text holds these characters itself."""
_TAB = re.compile(r"===[!+]? ")
_BREAK = re.compile(r"<br[\s/>]", re.IGNORECASE)
_CODE = re.compile("\0([0-9]+)\0")
"""What stands for a code span while its surroundings are looked at: no text holds that character."""


def read_body(text: str, line: int) -> Body:
    """Find the links of a body; `line` is the line of the file in which it begins. The rest is read when it is asked for."""
    if "[" not in text:
        # Nothing but `<https://…>` could be a link, and that leads out of the playbook.
        return Body(text, line, read_outline=read_outline)
    found = plain_links(text, line)
    if found is None:
        full = read_full(text, line)
        return Body(text, line, tuple(full.links), tuple(full.mentions), lambda _, __: full.outline)
    return Body(text, line, *found, read_outline)


def read_outline(text: str, line: int) -> Outline:
    """Headings, tasks and excerpt of a body."""
    return plain_outline(text, line) or read_full(text, line).outline


def read_full(text: str, line: int) -> Found:
    """Everything in a body, through markdown-it."""
    found = Found(line)
    opener = None
    for token in _markdown().parse(text):
        if token.type == "inline":
            found.inline(token, opener)
        elif token.type == "list_item_open":
            found.in_item = True
        opener = token
    return found


class Found:
    """What has been found so far."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.links: list[BodyLink] = []
        self.mentions: list[Mention] = []
        self.headings: list[Heading] = []
        self.tasks: list[Task] = []
        self.excerpt = ""
        self.in_item = False

    @property
    def outline(self) -> Outline:
        """What was found, but links and mentions."""
        return Outline(tuple(self.headings), tuple(self.tasks), self.excerpt)

    def inline(self, token: Token, opener: Token | None) -> None:
        """Take what an inline token holds; `opener` is the token before it."""
        at = self.line + (token.map[0] if token.map else 0)
        children = token.children or []
        text = plain_text(children)
        kind = opener.type if opener else ""
        if kind == "heading_open" and opener:
            self.headings.append(Heading(int(opener.tag[1:]), text, at))
        elif kind == "paragraph_open" and opener:
            if self.in_item and (match := TASK.match(text)):
                self.tasks.append(Task(match[2], match[1] != " ", at))
            elif not self.excerpt and opener.level == 0:
                self.excerpt = first_sentence(_words(children))
        self.in_item = False
        self._references(children, at)

    def _references(self, children: Sequence[Token], at: int) -> None:
        run = ""
        for child in [*children, None]:
            if child is not None and child.type in _WORDS:
                run += child.content if child.type == "text" else child.content.translate(_ESCAPED)
                continue
            if run:
                self.mentions += [Mention(m[1].strip(), (m[2] or "").strip(), at) for m in MENTION.finditer(run)]
                run = ""
            if child is None:
                return
            if child.type in ("softbreak", "hardbreak"):
                at += 1
            elif child.type == "link_open":
                self.links.append(BodyLink(str(child.attrGet("href") or ""), at))
            elif child.type == "image":
                self.links.append(BodyLink(str(child.attrGet("src") or ""), at, image=True))


def plain_text(children: Sequence[Token], *, keep_mentions: bool = False) -> str:
    """The words of an inline text, without its marks; references stay as written where that is asked for."""
    parts: list[str] = []
    run = ""
    for child in [*children, None]:
        if child is not None and child.type in _WORDS:
            run += child.content if child.type == "text" else child.content.translate(_ESCAPED)
            continue
        if run:
            parts.append((run if keep_mentions else mention_text(run)).translate(_UNESCAPED))
            run = ""
        if child is not None and child.type in ("code_inline", "image"):
            parts.append(child.content)
        elif child is not None and child.type in ("softbreak", "hardbreak"):
            parts.append(" ")
    return clean("".join(parts))


def _words(children: Sequence[Token]) -> str:
    """The words of a paragraph, without the markup of extensions; references and code stay as written."""
    parts: list[str] = []
    codes: list[str] = []
    before = None
    for child in children:
        if child.type == "text" and before == "link_open" and child.content.startswith("^"):
            # The name of a footnote, which CommonMark takes for a link.
            continue
        before = child.type
        if child.type in ("text", "image"):
            parts.append(child.content)
        elif child.type == "code_inline":
            parts.append(f"\0{len(codes)}\0")
            codes.append(child.content)
        elif child.type in ("softbreak", "hardbreak") or _BREAK.match(child.content):
            parts.append("\n")
    words = plain_words("".join(parts))
    return clean(_CODE.sub(lambda match: codes[int(match[1])], words) if codes else words)


@cache
def _markdown() -> MarkdownIt:
    # Only here, because to import it takes as long as to check a hundred entries, and most playbooks' bodies don't need it.
    from markdown_it import MarkdownIt  # noqa: PLC0415
    from mdit_py_plugins.admon import admon_plugin  # noqa: PLC0415

    # What is escaped is to be told from what isn't: `\\[\\[id\\]\\]` is no reference.
    markdown = MarkdownIt("commonmark").enable("table").disable("text_join").use(admon_plugin)
    markdown.block.ruler.before(
        "fence", "content_tab", _content_tab, {"alt": ["paragraph", "reference", "blockquote", "list"]}
    )
    # Links are wanted as they were written, and whatever their scheme.
    markdown.normalizeLink = lambda url: url  # type: ignore[method-assign]
    markdown.validateLink = lambda url: True  # type: ignore[method-assign]  # noqa: ARG005
    return markdown


def _content_tab(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """`=== "Title"` with indented lines below it: the lines are read as Markdown."""
    if state.is_code_block(start) or not _TAB.match(
        state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    ):
        return False
    if silent:
        return True
    indent, last, parent = state.blkIndent, state.lineMax, state.parentType
    state.blkIndent += 4
    line = start + 1
    while line < end and (state.isEmpty(line) or state.sCount[line] >= state.blkIndent):
        line += 1
    state.lineMax, state.parentType = line, "content_tab"
    state.md.block.tokenize(state, start + 1, line)
    state.blkIndent, state.lineMax, state.parentType, state.line = indent, last, parent, line
    return True
