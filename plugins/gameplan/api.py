"""What hosts build on: a playbook, read and checked, as the pages and files of a site.

A host is a program that turns pages into a site: a plugin of a site generator, or a script. It needs nothing else of Gameplan than
what stands in `__all__`; everything here stays as it is until a new major version, and everything elsewhere may change at any time.
`docs/hosts.md` shows a whole host in fifty lines.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlunsplit

from gameplan.diagnostics import Diagnostic, Severity
from gameplan.model.addresses import output_path, site_url
from gameplan.publication import CheckFailedError, MissingHistory, checked_context, doubts
from gameplan.publish.document import Anchor, HeadLink, NavItem
from gameplan.publish.output.markdown import Targets, meta_of, text_of
from gameplan.publish.output.page_head import head_html
from gameplan.publish.site import build_site
from gameplan.settings import OptionError, load_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gameplan.publish.context import Context
    from gameplan.publish.document import Document, Site

__all__ = [
    "Anchor",
    "CheckFailedError",
    "Diagnostic",
    "HeadLink",
    "MissingHistory",
    "NavItem",
    "OptionError",
    "Parts",
    "PublishedPage",
    "PublishedSite",
    "Severity",
    "publish",
]


class Parts(NamedTuple):
    """What stands on a page above and below the author's text, as HTML."""

    above: str
    """With the page's title as `h1`, unless the text has it."""
    below: str


@dataclass(frozen=True)
class PublishedPage:
    """A page of a site: our parts as HTML around the author's own Markdown."""

    _document: Document = field(repr=False)
    _site: Site = field(repr=False)
    _texts: _Texts = field(repr=False)

    @property
    def uri(self) -> str:
        """The page's name on the site: a path that ends in `.md`, such as `goals/grow.md`."""
        return self._document.uri

    @property
    def file(self) -> str:
        """Where its HTML belongs, relative to the site's root."""
        return output_path(self.uri, directories=self._site.directories)

    @property
    def url(self) -> str:
        """Its address relative to the site's root; empty for the home page."""
        return site_url(self.uri, directories=self._site.directories)

    @property
    def title(self) -> str:
        """Its title, as plain text."""
        return self._document.title

    @property
    def source(self) -> str | None:
        """The path of the author's file in the repository; None where nobody wrote the page."""
        return self._document.source

    @property
    def section(self) -> str:
        """The uri of the index that lists it; empty where none does."""
        return self._document.section

    @property
    def neighbours(self) -> tuple[str | None, str | None]:
        """The uris of the pages before and after it."""
        return self._document.previous, self._document.next

    @property
    def headings(self) -> tuple[tuple[Anchor, ...], tuple[Anchor, ...]]:
        """The headings in our parts above and below the text, for a table of contents."""
        return self._document.before, self._document.after

    @cached_property
    def meta(self) -> Mapping[str, object]:
        """Front matter for templates and other plugins. Texts in it are escaped, and can be set into HTML as they are."""
        return meta_of(self._document, self._document.facts)

    @property
    def search_words(self) -> str:
        """What a search should find it by besides its text."""
        return self._document.search_words

    @property
    def text(self) -> str:
        """The author's Markdown, without front matter. Its links lead to the addresses of this site, relative to the page."""
        return self._texts.of(self._document)

    @property
    def parts(self) -> Parts:
        """Our HTML above and below the text; made again each time, since it is most of a site."""
        return Parts(*self._document.frame())

    @property
    def head(self) -> str:
        """HTML for the end of the page's head: feeds, data for search engines, the rule for paper."""
        return head_html(self._site, self._document, self.file)


@dataclass(frozen=True)
class PublishedSite:
    """Everything that a playbook's site is made of. It holds no file system: a host writes what it wants where it wants."""

    name: str
    language: str
    """Its BCP 47 tag, for `html lang`."""
    pages: tuple[PublishedPage, ...]
    """Sorted by uri."""
    files: Mapping[str, bytes]
    """Feeds, data, styles, scripts and redirects, by their place relative to the site's root."""
    attachments: Mapping[str, Path]
    """Pictures and other files of the authors', by their place; each lies in the repository, where no link leads out of it."""
    styles: tuple[str, ...]
    """The places of the style sheets that each page needs."""
    scripts: tuple[str, ...]
    """The places of the scripts that each page may have; without them every page is complete."""
    navigation: tuple[NavItem, ...]
    """All pages but those that an index lists, in their order."""
    findings: tuple[Diagnostic, ...]
    """What the check found that doesn't fail it."""
    notes: tuple[str, ...]
    """What whoever builds the site should know, a line each."""

    @cached_property
    def by_uri(self) -> Mapping[str, PublishedPage]:
        """The pages by their uris."""
        return {page.uri: page for page in self.pages}


def publish(
    root: Path,
    *,
    today: date | None = None,
    internal: bool = False,
    directories: bool = True,
    config: str | None = None,
) -> PublishedSite:
    """Read a playbook, check it, and return its site.

    Nothing is written, and nothing of the repository is run but the rules that its options name.

    Args:
        root: the playbook's folder, with its `mkdocs.yml` or `gameplan.yml`.
        today: the day to publish for; default: as the options say, or the day it is.
        internal: whether pages are in it that are hidden from the public.
        directories: whether addresses are folders (`goals/grow/`) or files (`goals/grow.html`).
        config: the name of the file with the options.

    Raises:
        OptionError: where an option is wrong.
        CheckFailedError: where the check finds something at or above the severity at which it fails.
        MissingHistory: where feeds would lose their identities, because there is neither a history nor an option.
    """
    settings = load_settings(Path(os.path.abspath(root)), config, allow_any_host=True)  # noqa: PTH100 - resolve() would follow links
    result, context = checked_context(settings, today, internal=internal, directories=directories)
    site = build_site(context)
    texts = _Texts(context, Targets(site, result.playbook))
    return PublishedSite(
        name=context.edition.site_name,
        language=context.edition.language.tag,
        pages=tuple(PublishedPage(document, site, texts) for document in site.documents),
        files=site.files,
        attachments={uri: settings.root / path for path, uri in site.attachments.items()},
        styles=site.styles,
        scripts=site.scripts,
        navigation=site.navigation,
        findings=result.diagnostics,
        notes=(*doubts(context), *site.notes),
    )


class _Texts:
    """The authors' texts, with links to the addresses of a site."""

    def __init__(self, context: Context, targets: Targets) -> None:
        self._context, self._targets = context, targets

    def of(self, document: Document) -> str:
        """The text of a page."""
        context = self._context

        def way(uri: str, here: str, query: str = "", fragment: str = "") -> str:
            path, _, place = context.addresses.to(here)(uri).partition("#")
            return urlunsplit(("", "", path, query, place or fragment))

        return text_of(document, context.playbook, self._targets, way, context.edition.base).strip("\n")
