"""What other plugins made of our files: taken out, kept back, or put elsewhere. Nobody is told of what isn't published."""

from __future__ import annotations

import html
import os
from typing import TYPE_CHECKING, NamedTuple

from mkdocs.structure.files import InclusionLevel

from gameplan.model.addresses import output_path

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import File, Files
    from mkdocs.structure.pages import Page

    from gameplan.mkdocs_plugin.mount import Mounted
    from gameplan.publish.document import Document


class Changes(NamedTuple):
    """How MkDocs' files differ from what was put into them."""

    gone: frozenset[str]
    """The paths of authors' files that are not published."""
    moved: Mapping[str, str]
    """The uris of pages that are published elsewhere, by their paths."""
    missing: tuple[str, ...]
    """The source uris of generated files that are not published."""


def changes(files: Files, mounted: Mounted, *, serving: bool) -> Changes:
    """Compare MkDocs' files with what was put into them.

    Args:
        files: MkDocs'.
        mounted: what was put into them.
        serving: whether drafts are shown.
    """
    least = InclusionLevel.DRAFT if serving else InclusionLevel.NOT_IN_NAV
    shift = shift_of(files, mounted)
    gone: set[str] = set()
    moved: dict[str, str] = {}
    missing: list[str] = []
    for uri, place in mounted.places.items():
        file, path = files.src_uris.get(uri), mounted.sources.get(uri)
        if file is None or file.inclusion.value < least.value:
            if path is None:
                missing.append(uri)
            else:
                gone.add(path)
        elif path is not None and uri in mounted.documents and (elsewhere := _elsewhere(file, place, shift)):
            moved[path] = elsewhere
    return Changes(frozenset(gone), moved, tuple(missing))


def shows_drafts(config: MkDocsConfig) -> bool:
    """Whether another plugin, such as a blog, is told to publish pages that say `draft: true`."""
    return any(getattr(getattr(plugin, "config", None), "draft", False) is True for plugin in config.plugins.values())


def locks_texts(config: MkDocsConfig) -> bool:
    """Whether another plugin gives readers texts only for a password: no other file may tell them then."""
    return "encryptcontent" in config.plugins


def version_in_feeds(config: MkDocsConfig) -> str:
    """The version that the plugin `mike` has put into the site's address; empty where that is an alias, or nothing was put there."""
    plugin = config.plugins.get("mike")
    alias = plugin.config.get("canonical_version") if plugin is not None else None
    return os.environ.get("MIKE_DOCS_VERSION", "") if plugin is not None and config.site_url and alias is None else ""


def for_rss(page: Page, document: Document) -> None:
    """Say what the plugin `rss` asks of a page: what we generate isn't news, and what has no text has its title at least."""
    page.meta.setdefault("description", html.escape(document.title))
    if document.source is None:
        page.meta["draft"] = True


def shift_of(files: Files, mounted: Mounted) -> str:
    """The folder into which the whole site was moved, such as that of a language: no page is elsewhere for that."""
    for uri, planned in mounted.places.items():
        file = files.src_uris.get(uri)
        if file is not None and uri in mounted.documents and uri not in mounted.sources:
            # A page that we generate: nobody moves one of those by itself.
            return file.dest_uri.removesuffix(planned) if file.dest_uri.endswith(f"/{planned}") else ""
    return ""


def _elsewhere(file: File, place: str, shift: str) -> str:
    """The uri of a page that isn't where it was to be; empty where it is, or where no uri of ours leads."""
    found = file.dest_uri.removeprefix(shift)
    uri = f"{found.removesuffix('.html')}.md"
    return uri if found != place and output_path(uri, directories=file.use_directory_urls) == found else ""
