"""What a page's Markdown holds: links, references, headings, task lists and an excerpt, with the lines of the file.

The site is rendered by Python-Markdown; this reads the same text by CommonMark, with the blocks that sites know beside it, which
it would otherwise take for code and so miss the links in them.
"""

from __future__ import annotations

import re
from functools import lru_cache, partial
from typing import TYPE_CHECKING

from gameplan.markdown_text import block_reader, definitions_within, reference_name, target_at, texts
from gameplan.model.body import Body, BodyLink, Heading, Mention, Naming, Outline, TaskItem
from gameplan.read.inline import MENTION, TASK, clean, first_sentence, mention_text
from gameplan.read.plain_body import plain_links, plain_outline
from gameplan.read.plain_words import plain_words
from gameplan.read.sentences import namings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_WORDS = ("text", "text_special")
_ESCAPED = str.maketrans("[]", "\x02\x03")
_UNESCAPED = str.maketrans("\x02\x03", "[]")
r"""Brackets that are typed as `\[` or as an entity, which begin no reference; no text holds these characters itself."""
_BREAK = re.compile(r"<br[\s/>]", re.IGNORECASE)
_TOP = re.compile(r"\s*^(# [^\n\[]*)$", re.MULTILINE)
_MARKS = re.compile(r"[*_]")
_CODE = re.compile("\0([0-9]+)\0")
"""What stands for a code span while its surroundings are looked at: no text holds that character."""


def read_body(text: str, line: int) -> Body:
    """Find the links of a body; `line` is the line of the file in which it begins. The rest is read when it is asked for."""
    if "[" not in text:
        # Nothing but `<https://…>` could be a link, and that leads out of the playbook.
        return Body(text, line, read_outline=read_outline)
    found = plain_links(text, line) or read_links(text, line)
    return Body(text, line, *found, read_outline, read_namings)


def read_links(text: str, line: int) -> tuple[tuple[BodyLink, ...], tuple[Mention, ...]]:
    """The links and references in a body, through markdown-it, without what else there is in it."""
    found = Found(line)
    markdown = _markdown(emphasis=False)
    env: dict[str, object] = {}
    for token, is_code in texts(markdown.parse(text, env), text.split("\n")):
        if not is_code:
            if token.type != "inline":
                token.children = markdown.parseInline(token.content, env)[0].children
            found.references(token)
    if any(_MARKS.search(f"{mention.target}{mention.label}") for mention in found.mentions):
        # Emphasis within brackets makes them text.
        found = read_full(text, line)
    return tuple(found.links), tuple(found.mentions)


def read_outline(text: str, line: int) -> Outline:
    """Headings, tasks and excerpt of a body."""
    return plain_outline(text, line) or read_full(text, line).outline


def read_namings(text: str) -> tuple[Naming, ...]:
    """The sentences of a body that name other pages, in order; headings are none."""
    found: list[Naming] = []
    opener = ""
    for token in _markdown().parse(text, {}):
        if token.type == "inline" and opener != "heading_open":
            found += namings(token.children or [])
        opener = token.type
    return tuple(found)


def top_headings(body: Body) -> Iterator[Heading]:
    """Find the headings of the first level; a text that begins with a plain one isn't read further."""
    if (first := _TOP.match(body.text)) and (heading := read_outline(first[1], body.line).headings):
        yield heading[0]
    yield from (heading for heading in body.headings if heading.level == 1)


def read_full(text: str, line: int) -> Found:
    """Everything in a body, through markdown-it."""
    found = Found(line)
    opener = None
    markdown = _markdown()
    env: dict[str, object] = {}
    tokens = markdown.parse(text, env)
    for token in tokens:
        if token.type == "inline":
            found.inline(token, opener)
        elif token.type == "list_item_open":
            found.in_item = True
        opener = token
    # What is read as text though it is no paragraph: HTML, and what is indented in a list.
    for token, is_code in texts(tokens, text.split("\n")):
        if not is_code and token.type != "inline":
            token.children = markdown.parseInline(token.content, env)[0].children
            found.references(token)
    found.links.sort(key=lambda link: link.line)
    found.mentions.sort(key=lambda mention: mention.line)
    return found


class Found:
    """What has been found so far."""

    def __init__(self, line: int) -> None:
        self.line = line
        self.links: list[BodyLink] = []
        self.mentions: list[Mention] = []
        self.headings: list[Heading] = []
        self.tasks: list[TaskItem] = []
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
                self.tasks.append(TaskItem(match[2], match[1] != " ", at))
            elif not self.excerpt and opener.level == 0:
                self.excerpt = first_sentence(_words(children))
        self.in_item = False
        self.references(token)

    def references(self, token: Token) -> None:
        """Take the links and references that a token holds."""
        at = self.line + (token.map[0] if token.map else 0)
        run = ""
        for child in [*(token.children or []), None]:
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
    for child in children:
        if child.type in ("text", "image"):
            parts.append(child.content)
        elif child.type == "code_inline":
            parts.append(f"\0{len(codes)}\0")
            codes.append(child.content)
        elif child.type in ("softbreak", "hardbreak") or _BREAK.match(child.content):
            parts.append("\n")
    words = plain_words("".join(parts))
    return clean(_CODE.sub(lambda match: codes[int(match[1])], words) if codes else words)


@lru_cache(maxsize=2)
def _markdown(*, emphasis: bool = True) -> MarkdownIt:
    # What is escaped is to be told from what isn't: `\\[\\[id\\]\\]` is no reference.
    markdown = block_reader().disable("text_join")
    if not emphasis:
        markdown.disable(["emphasis", "balance_pairs", "fragments_join"])
    markdown.core.ruler.before("inline", "definitions_within", _define)
    rules = {rule.name: rule.fn for rule in markdown.inline.ruler.__rules__}
    markdown.inline.ruler.at("link", partial(_loose, rules["link"], "link"))
    markdown.inline.ruler.at("image", partial(_loose, rules["image"], "image"))
    return markdown


def _define(state: StateCore) -> None:
    """Know the definitions within paragraphs, before anything refers to them."""
    references = state.env.setdefault("references", {})
    for token in state.tokens:
        found = list(definitions_within(token.content)) if token.type == "inline" else ()
        for match in found:
            references.setdefault(reference_name(match[1]), {"href": match[2], "title": ""})
        for match in reversed(found):
            # It is no text any more; its lines stay.
            token.content = token.content[: match.start()] + "\n" * match[0].count("\n") + token.content[match.end() :]


def _loose(rule: Callable[[StateInline, bool], bool], kind: str, state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """A link or an image, also where only the site takes it for one."""
    if rule(state, silent):
        return True
    begin = state.pos
    opened = begin + (kind == "image")
    if state.src[opened : opened + 1] != "[" or (kind == "image" and state.src[begin] != "!"):
        return False
    close = state.md.helpers.parseLinkLabel(state, opened, disableNested=kind == "link")
    target = target_at(state, close + 1) if close >= 0 else None
    if target is None:
        return False
    if not silent:
        words = state.src[opened + 1 : close]
        if kind == "image":
            image = state.push("image", "img", 0)
            image.attrs, image.content, image.children = {"src": target.href}, words, []
        else:
            state.push("link_open", "a", 1).attrs = {"href": target.href}
            last, state.pos, state.posMax = state.posMax, opened + 1, close
            state.md.inline.tokenize(state)
            state.posMax = last
            state.push("link_close", "a", -1)
    state.pos = target.after
    return True
