"""A document as the Markdown that a site generator reads."""

from __future__ import annotations

import html
import json
import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit, urlunsplit

from gameplan.model.addresses import output_path, parted
from gameplan.model.links import MENTION_PATTERN, linked_path
from gameplan.publish.language import speaking
from gameplan.publish.tags import without_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from urllib.parse import SplitResult

    from gameplan.model.playbook import Playbook
    from gameplan.publish.document import Document, Site

_OPENING = "data-search-exclude>"
"""How the tag around each of our parts ends."""
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_TICKS = re.compile("`+")
_MENTION = re.compile(MENTION_PATTERN)
_BRACKET = re.compile(r"[\[\]]")
_TARGET = re.compile(r"\]\(\s*<?([^\s()<>]++(?:\([^\s()<>]*\))?)>?((?:\s+[\"'(][^\"')]{0,300}[\"')])?)\s*\)")
"""What stands behind the text of a link; its title is looked for so far only, or many that never end would take for ever."""
_DEFINITION = re.compile(r"(\s{0,3}\[[^\[\]]+\]:\s*+<?)([^\s<>]++)(.*+)")
_REFERENCE = re.compile(r"!?\[([^\[\]]+)\](?:\s?\[([^\[\]]*)\])?(?![(:])")
_NOT_ASCII = re.compile(r"[^ -~]")
_SYNTAX = re.compile(r"[]\[\\`*_{}<>&#!|~^=$]")


def front_matter(document: Document, facts: Mapping[str, object] | None = None) -> str:
    """Front matter that no reader can misread (JSON is YAML), fences included.

    Args:
        document: the page.
        facts: what else templates and macros may ask of it.
    """
    rows = "\n".join(f"{_quoted(key)}: {_quoted(value)}" for key, value in meta_of(document, facts).items())
    return f"---\n{rows}\n---\n"


def meta_of(document: Document, facts: Mapping[str, object] | None = None) -> dict[str, object]:
    """The values of front matter. Texts are escaped here, because themes print them as they are.

    Args:
        document: the page.
        facts: what else templates and macros may ask of it.
    """
    meta: dict[str, object] = {
        **{key: _escaped(value) for key, value in {**(facts or {}), **document.extra}.items()},
        "title": html.escape(document.title, quote=False),
    }
    if document.description:
        meta["description"] = html.escape(document.description)
    if document.tags:
        meta["tags"] = [_tag(tag) for tag in document.tags]
    if document.hide:
        meta["hide"] = list(document.hide)
    if document.search:
        meta["search"] = {
            name: value if isinstance(value, bool) else float(str(value)) for name, value in document.search.items()
        }
    return meta


def _plain(text: str) -> str:
    """A text that no Markdown reader takes for anything else."""
    return _SYNTAX.sub(lambda match: f"&#{ord(match[0])};", text)


def _escaped(value: object) -> object:
    """A value of the author's as a theme may print it anywhere in its HTML."""
    if isinstance(value, dict):
        return {html.escape(str(key)): _escaped(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_escaped(each) for each in value]
    return html.escape(value) if isinstance(value, str) else value


def _tag(text: str) -> str:
    """A tag as a theme may print it; what would be read as it stands stays as it is, since its address is made from it."""
    text = text.replace("&", "&amp;") if html.unescape(text) != text else text
    return text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _label(text: str) -> str:
    """The name of a definition, as links to it may spell it."""
    return " ".join(text.strip().lstrip("[").partition("]")[0].split()).casefold()


def _quoted(value: object) -> str:
    """A value as JSON that is also YAML: one escape a code point, since YAML takes JSON's pairs for two lone halves."""
    text = json.dumps(value, ensure_ascii=False)
    return _NOT_ASCII.sub(lambda match: f"\\U{ord(match[0]):08x}", text)


def standalone(document: Document, site: Site, playbook: Playbook, whole: Playbook, base: str = "") -> str:
    """A document as one Markdown file that needs nothing of ours to be built: panels as HTML, links between the written files.

    Args:
        document: the page.
        site: what it is a part of.
        playbook: what is published.
        whole: the playbook with what is hidden, to tell a hidden page from a missing one.
        base: the site's address, or an empty text.
    """
    with speaking(document.language):
        body = _Rewriter(document, site, playbook, whole, base).text() if document.source else document.body
    here = posixpath.dirname(output_path(document.uri, directories=site.directories))
    links = "".join(f'<link rel="stylesheet" href="{posixpath.relpath(style, here or ".")}">' for style in site.styles)
    head, tail = document.frame()
    if "data-gp-copy" in head or "data-gp-list" in head:
        links += "".join(f'<script src="{posixpath.relpath(uri, here or ".")}" defer></script>' for uri in site.scripts)
    head, tail = (part.replace(_OPENING, f"{_OPENING}{links}", 1) for part in (head, tail))
    return "\n".join((front_matter(document), head, "", body.strip("\n"), "", tail)).rstrip("\n") + "\n"


def relative(uri: str, here: str, query: str = "", fragment: str = "") -> str:
    """The address of a uri from a file, percent-encoded.

    Args:
        uri: where it leads; the place in its page, if it has one, counts more than a fragment.
        here: the file in which the link stands.
        query: what the link asks.
        fragment: the place in the page.
    """
    page, place = parted(uri)
    path = quote(posixpath.relpath(page, posixpath.dirname(here) or "."))
    return urlunsplit(("", "", path, query, quote(place) or fragment))


class _Rewriter:
    """Turns the links of one body into links between uris."""

    def __init__(self, document: Document, site: Site, playbook: Playbook, whole: Playbook, base: str) -> None:
        self.document, self.site, self.playbook, self.whole, self.base = document, site, playbook, whole, base
        self.source = document.source or ""
        self.cut: set[str] = set()
        """The names of definitions that lead to what is hidden."""

    def text(self) -> str:
        """The body; code is left as it is."""
        parts: list[tuple[bool, list[str]]] = [(False, [])]
        fence = ""
        for row in self.document.body.split("\n"):
            match = _FENCE.match(row)
            if match and (not fence or (match[1][0] == fence[0] and len(match[1]) >= len(fence))):
                fence = "" if fence else match[1]
                parts.append((True, [row])) if fence else parts[-1][1].append(row)
                parts += [] if fence else [(False, [])]
            else:
                parts[-1][1].append(row)
        for code, rows in parts:
            found = (_DEFINITION.fullmatch(row) for row in rows if not code and "]:" in row)
            self.cut |= {_label(each[1]) for each in found if each and self.href(each[2]) == ""}
        return "\n".join("\n".join(rows) if code else self.prose_of(rows) for code, rows in parts if rows)

    def prose_of(self, rows: list[str]) -> str:
        """Lines outside of fences."""
        text = "\n".join(map(self.row, rows))
        if "<" not in text or not self.playbook.hidden.parts:
            return text
        parts, last = [], 0
        for begin, end in _code_spans(text):
            parts += [without_addresses(text[last:begin], self.leads_away), text[begin:end]]
            last = end
        return "".join([*parts, without_addresses(text[last:], self.leads_away)])

    def leads_away(self, href: str) -> bool:
        """Whether an address leads to what is hidden."""
        return self.playbook.hidden.leads(href, self.base)

    def row(self, row: str) -> str:
        """A line, its code spans left as they are."""
        if "[" not in row:
            return row
        if definition := _DEFINITION.fullmatch(row):
            if _label(definition[1]) in self.cut:
                return ""
            return definition[1] + (self.href(definition[2]) or definition[2]) + definition[3]
        parts, last = [], 0
        for begin, end in _code_spans(row):
            parts += [self.prose(row[last:begin]), row[begin:end]]
            last = end
        return "".join([*parts, self.prose(row[last:])])

    def prose(self, text: str) -> str:
        text = _MENTION.sub(self.mention, text)
        parts, last = [], 0
        for begin, target in _links(text):
            parts += [text[last:begin], self.link(text[begin : target.start()], target)]
            last = target.end()
        text = "".join([*parts, text[last:]])
        return _REFERENCE.sub(self.reference, text) if self.cut else text

    def reference(self, match: re.Match[str]) -> str:
        """The words of a link whose definition leads to what is hidden."""
        return match[1] if _label(match[2] or match[1]) in self.cut else match[0]

    def link(self, opened: str, target: re.Match[str]) -> str:
        """A link, given as what stands before its closing bracket and the rest."""
        href = self.href(target[1])
        if href == "":
            return opened.partition("[")[2]
        return f"{opened}]({href or target[1]}{target[2]})"

    def mention(self, match: re.Match[str]) -> str:
        page = self.whole.mentioned(self.source, match[1].strip())
        hidden = self.playbook.hidden
        if page is None and not hidden.mentions(match[1]):
            return match[0]
        uri = self.site.uris.get(page.path) if page else None
        label = match[2].strip() if match[2] else _plain(page.title if page and uri else hidden.words.other)
        return f"[{label}]({self.relative(uri)})" if uri else label

    def href(self, href: str) -> str | None:
        """A link's address among the written files; empty where it leads to a hidden page, None where it can stay."""
        path = linked_path(self.source, href)
        uri = self.site.uris.get(path) or self.site.attachments.get(path) if path else None
        if uri is None:
            return "" if path in self.whole.by_path or path in self.whole.files or self.leads_away(href) else None
        return self.relative(uri, urlsplit(href))

    def relative(self, uri: str, said: SplitResult | None = None) -> str:
        return relative(uri, self.document.uri, said.query if said else "", said.fragment if said else "")


def _code_spans(row: str) -> Iterator[tuple[int, int]]:
    """Where the code spans of a line begin and end: between two rows of backticks that are alike."""
    ticks = [match.span() for match in _TICKS.finditer(row)]
    following: dict[int, int] = {}
    closing: list[int | None] = [None] * len(ticks)
    for number in reversed(range(len(ticks))):
        length = ticks[number][1] - ticks[number][0]
        closing[number] = following.get(length)
        following[length] = number
    number = 0
    while number < len(ticks):
        close = closing[number]
        if close is not None:
            yield ticks[number][0], ticks[close][1]
        number = number + 1 if close is None else close + 1


def _links(text: str) -> Iterator[tuple[int, re.Match[str]]]:
    """The inline links and images of a text: where each begins, and its target; of one within another, the outer.

    The text of a link holds brackets in pairs, and no pairs in those.
    """
    opened: list[tuple[int, int]] = []
    found: list[tuple[int, re.Match[str]]] = []
    for bracket in _BRACKET.finditer(text):
        at = bracket.start()
        if bracket[0] == "[":
            opened.append((at, 0))
        elif opened:
            begin, depth = opened.pop()
            if opened:
                opened[-1] = (opened[-1][0], max(opened[-1][1], depth + 1))
            if depth <= 1 and (target := _TARGET.match(text, at)):
                found.append((begin - (text[begin - 1 : begin] == "!"), target))
    last = 0
    for begin, target in sorted(found, key=lambda link: link[0]):
        if begin >= last:
            yield begin, target
            last = target.end()
