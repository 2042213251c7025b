"""A document as the Markdown that a site generator reads."""

from __future__ import annotations

import html
import json
import posixpath
import re
from typing import TYPE_CHECKING, Any, Protocol
from urllib.parse import quote

from gameplan.model.addresses import attachment_uri, output_path, parted, way_to
from gameplan.model.embeds import embedded_in_markdown
from gameplan.publish.addresses import CALENDAR
from gameplan.publish.html.tags import without_addresses
from gameplan.publish.output.generated import made_at
from gameplan.publish.output.page_head import LANDSCAPE, data_script
from gameplan.publish.output.resolver import Resolver
from gameplan.publish.output.rewriting import rewritten
from gameplan.wording.speech import speaking

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook
    from gameplan.publish.document import Document, Site

_ASSETS = '<div class="gp-assets" hidden>{}{}{}</div>'
_SIGNS = re.compile("[&<>\"']")
"""What HTML has to escape."""
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


def _escaped(value: Any) -> Any:  # noqa: ANN401 - whatever an author typed
    """A value of the author's as a theme may print it anywhere in its HTML."""
    if isinstance(value, str):
        return html.escape(value) if _SIGNS.search(value) else value
    if isinstance(value, dict):
        return {_escaped(str(key)): _escaped(each) for key, each in value.items()}
    return [_escaped(each) for each in value] if isinstance(value, list) else value


def _tag(text: str) -> str:
    """A tag as a theme may print it; what would be read as it stands stays as it is, since its address is made from it."""
    text = text.replace("&", "&amp;") if html.unescape(text) != text else text
    return text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _quoted(value: object) -> str:
    """A value as JSON that is also YAML: one escape a code point, since YAML takes JSON's pairs for two lone halves."""
    text = json.dumps(value, ensure_ascii=False)
    return _NOT_ASCII.sub(lambda match: f"\\U{ord(match[0]):08x}", text)


def standalone(document: Document, site: Site, playbook: Playbook, targets: Targets, base: str = "") -> str:
    """A document as one Markdown file that needs nothing of ours to be built: panels as HTML, links between the written files.

    Args:
        document: the page.
        site: what it is a part of.
        playbook: what is published.
        targets: where the links of its texts may lead.
        base: the site's address, or an empty text.
    """
    body = text_of(document, playbook, targets, relative, base)
    here = posixpath.dirname(output_path(document.uri, directories=site.directories)) or "."
    # In a block of its own: a generator takes that for HTML, and knows nothing of a page's head.
    styles = (*site.styles, *((LANDSCAPE,) if document.landscape else ()))
    links = _ASSETS.format(
        "".join(f'<link rel="stylesheet" href="{posixpath.relpath(uri, here)}">' for uri in styles),
        "".join(f'<script src="{posixpath.relpath(uri, here)}" defer></script>' for uri in site.scripts),
        data_script(document.linked_data),
    )
    head, tail = document.frame()
    body = embedded_in_markdown(body, document.view) if document.views else body
    parts = (front_matter(document), links, "", head, "", body.strip("\n"), "", tail)
    return "\n".join(parts).rstrip("\n") + "\n"


def text_of(document: Document, playbook: Playbook, targets: Targets, way: Way, base: str = "") -> str:
    """Return the Markdown of a document, its links led to where a host has the pages.

    Args:
        document: the page.
        playbook: what is published.
        targets: where the links of its texts may lead.
        way: what writes an address.
        base: the site's address, or an empty text.
    """
    if not document.source:
        return document.body
    resolver = Resolver(targets, playbook, targets.whole, base)
    with speaking(document.language):
        rewriter = _Rewriter(document.source, document.uri, resolver, way, hides=bool(playbook.hidden.parts))
        return rewritten(document.body, rewriter)


def repository_text(page: Page, text: str, shown: Playbook, whole: Playbook, base: str = "") -> str:
    """Return the text of a page with links to files as paths from the playbook's folder, but for those to what isn't shown.

    Args:
        page: of what is shown.
        text: its text, or the beginning of it.
        shown: what may be seen.
        whole: the playbook with what is hidden.
        base: the site's address, or an empty text.
    """
    resolver = Resolver(_Files(shown, whole), shown, whole, base)
    rewriter = _Rewriter(page.path, "", resolver, relative, hides=bool(shown.hidden.parts))
    return rewritten(text, rewriter)


class _Files:
    """The files of the repository, each by its path."""

    def __init__(self, shown: Playbook, whole: Playbook) -> None:
        self._shown, self._whole = shown, whole

    def uri(self, path: str) -> str | None:
        return path if path in self._shown.by_path or path in self._shown.files else None

    def hides(self, path: str) -> bool:
        return path in self._whole.by_path or path in self._whole.files


class Way(Protocol):
    """Writes the address of a uri, as a link on the page of another uri has it."""

    def __call__(self, uri: str, here: str, /, query: str = "", fragment: str = "") -> str:
        """Write it.

        Args:
            uri: where it leads.
            here: the uri of the page with the link.
            query: what the link asks.
            fragment: the place in the page.
        """


def relative(uri: str, here: str, query: str = "", fragment: str = "") -> str:
    """The address of a uri from a file, percent-encoded.

    Args:
        uri: where it leads; the place in its page, if it has one, counts more than a fragment.
        here: the file in which the link stands.
        query: what the link asks.
        fragment: the place in the page.
    """
    page, place = parted(uri)
    path = quote(way_to(page, posixpath.dirname(here)))
    at = quote(place) or fragment
    return f"{path}{f'?{query}' if query else ''}{f'#{at}' if at else ''}"


class Targets:
    """Where the links of a playbook's texts may lead, among the files that are written."""

    def __init__(self, site: Site, whole: Playbook) -> None:
        """Gather them.

        Args:
            site: what is written.
            whole: the playbook with what is hidden, to tell a hidden page from a missing one.
        """
        self.uris, self.attachments, self.whole = site.uris, site.attachments, whole
        self.made = {*(document.uri for document in site.documents if not document.source), *site.files}
        """The uris of what has no file in the repository."""
        folders = (posixpath.dirname(entry.path) for entry in whole.entries)
        self.plan = {part for folder in folders for part in (folder, *_above(folder)) if _inside(part, whole.plan)}
        """The plan's folders."""

    def uri(self, path: str) -> str | None:
        """The uri of what lies at a path of the repository, or would; empty where it is made, and not shown."""
        whole = self.whole
        for candidate in (path, f"{path}/index.md", f"{path}/README.md"):
            if found := self.uris.get(candidate) or self.attachments.get(candidate):
                return found
        if path in self.plan:
            return CALENDAR
        uri = attachment_uri(path, whole.strategy, whole.plan)
        return uri if uri in self.made else made_at(path, whole, self.made)

    def hides(self, path: str) -> bool:
        """Whether what lies at a path is there, and not shown."""
        return path in self.whole.by_path or path in self.whole.files


def _above(folder: str) -> Iterator[str]:
    while folder := posixpath.dirname(folder):
        yield folder


def _inside(path: str, folder: str) -> bool:
    return path == folder or path.startswith(f"{folder}/")


class _Rewriter:
    """What becomes of the links of one body: addresses among a host's pages."""

    def __init__(self, source: str, here: str, resolver: Resolver, way: Way, *, hides: bool) -> None:
        self._source, self._here, self._resolver, self._way, self._hides = source, here, resolver, way, hides

    def html(self, text: str) -> str:
        """The author's own HTML, without addresses that lead to what is hidden."""
        if "<" not in text or not self._hides:
            return text
        return without_addresses(text, self._resolver.leads_away)

    def mention(self, target: str, label: str) -> str | None:
        """A link to what is mentioned; its words where it is hidden."""
        found = self._resolver.mention(self._source, target)
        if found is None:
            return None
        text = label or _plain(found.words)
        return f"[{text}]({self._way(found.uri, self._here)})" if found.uri else text

    def href(self, href: str) -> str | None:
        """A link's address among the pages; empty where it leads to a hidden page, None where it can stay."""
        target = self._resolver.href(self._source, href)
        if target is None or not target.uri:
            return None if target is None else ""
        return self._way(target.uri, self._here, target.query, target.fragment)
