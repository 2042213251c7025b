"""The whole site, from a playbook: a pure function of its inputs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gameplan.forms.site import forms_files
from gameplan.publish.addresses import CALENDAR, attachments
from gameplan.publish.data.files import data_files
from gameplan.publish.document import Document, Files, Site
from gameplan.publish.feeds.feed import build_feeds, single_feeds
from gameplan.publish.feeds.news import news_files
from gameplan.publish.feeds.size_limits import note
from gameplan.publish.head_links import site_links
from gameplan.publish.output.assets import asset_uri, script, style_sheet
from gameplan.publish.output.redirects import redirects
from gameplan.publish.pages.authored import page_documents
from gameplan.publish.pages.calendar.embedded import with_views
from gameplan.publish.pages.navigation import navigation
from gameplan.publish.pages.overview.documents import generated_documents
from gameplan.publish.pages.overview.subscribe import subscribe_document
from gameplan.wording.speech import speaking

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.publish.context import Context


def _findable(document: Document) -> Document:
    """Let the search find a page without a text of its own: what has none at all isn't in its index."""
    return document if document.search_words else replace(document, search_words=document.title)


def build_site(context: Context) -> Site:
    """Every page, feed and file of a site."""
    with speaking(context.edition.language):
        return _built(context)


def _built(context: Context) -> Site:
    feeds = build_feeds(context.feeds)
    made = (
        *page_documents(context),
        *map(_findable, generated_documents(context)),
        _findable(subscribe_document(context, feeds)),
    )
    documents = tuple(with_views(context, made))
    css, js = style_sheet(context), script()
    style, code = asset_uri(css, "css"), asset_uri(js, "js")
    ours = {**news_files(context.feeds.source), **data_files(context)}
    files: dict[str, bytes | tuple[bytes, ...]] = {
        **_forms(context),
        style: css,
        code: js,
        **{published.feed.uri: published.parts for published in feeds},
        **dict(single_feeds(context.feeds)),
        **redirects(context, documents, CALENDAR),
        **{uri: data for uri, data in ours.items() if context.addresses.is_free(uri)},
    }
    notes = (note(feeds),)
    ordered = tuple(sorted(documents, key=lambda document: document.uri))
    return Site(
        documents=ordered,
        files=Files(files),
        uris={
            **_folders(context),
            **context.addresses.uris,
            **{page.path: uri for uri, page in context.addresses.intros.items()},
        },
        attachments=attachments(context.playbook),
        styles=(style,),
        scripts=(code,),
        links=site_links(context, files),
        navigation=navigation(context, ordered),
        notes=tuple(text for text in notes if text),
        directories=context.edition.directories,
    )


def _forms(context: Context) -> Mapping[str, bytes]:
    """Return the page with the forms, where the site has them."""
    edition = context.edition
    if edition.forms is None:
        return {}
    return forms_files(
        edition.forms,
        edition.playbook,
        edition.today,
        base=edition.base,
        language=edition.language.tag,
        directories=edition.directories,
    )


def _folders(context: Context) -> Mapping[str, str]:
    """The uris of folders that have an index, by their paths: texts link to them too."""
    playbook = context.playbook
    kinds = {f"{playbook.strategy}/{kind.folder}": f"{kind.folder}/index.md" for kind in context.lookups.shown_kinds}
    return {playbook.plan: CALENDAR, playbook.strategy: "index.md", **kinds}
