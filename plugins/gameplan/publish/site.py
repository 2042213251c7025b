"""The whole site, from a playbook: a pure function of its inputs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.addressing import attachments
from gameplan.publish.calendar.budget import note
from gameplan.publish.calendar.feed import build_feeds, single_feeds
from gameplan.publish.data import data_files
from gameplan.publish.document import Site
from gameplan.publish.edition import CALENDAR
from gameplan.publish.language import speaking
from gameplan.publish.news import news_files
from gameplan.publish.pages import page_documents
from gameplan.publish.redirects import redirects
from gameplan.publish.static import asset_uri, script, style_sheet
from gameplan.publish.views import generated_documents
from gameplan.publish.views.subscribe import subscribe_document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.publish.edition import Edition


def build_site(edition: Edition) -> Site:
    """Every page, feed and file of a site."""
    with speaking(edition.language):
        return _built(edition)


def _built(edition: Edition) -> Site:
    feeds = build_feeds(edition)
    documents = (*page_documents(edition), *generated_documents(edition), subscribe_document(edition, feeds))
    css, js = style_sheet(edition), script()
    style, code = asset_uri(css, "css"), asset_uri(js, "js")
    ours = {**news_files(edition), **data_files(edition)}
    files = {
        style: css,
        code: js,
        **{published.feed.uri: published.data for published in feeds},
        **dict(single_feeds(edition)),
        **redirects(edition, documents, CALENDAR),
        **{uri: data for uri, data in ours.items() if edition.is_free(uri)},
    }
    notes = (note(feeds),)
    return Site(
        documents=tuple(sorted(documents, key=lambda document: document.uri)),
        files=files,
        uris={**_folders(edition), **edition.uris, **{page.path: uri for uri, page in edition.intros.items()}},
        attachments=attachments(edition.playbook),
        styles=(style,),
        scripts=(code,),
        notes=tuple(text for text in notes if text),
        directories=edition.directories,
    )


def _folders(edition: Edition) -> Mapping[str, str]:
    """The uris of folders that have an index, by their paths: texts link to them too."""
    playbook = edition.playbook
    kinds = {f"{playbook.strategy}/{kind.folder}": f"{kind.folder}/index.md" for kind in edition.shown_kinds}
    return {playbook.plan: CALENDAR, playbook.strategy: "index.md", **kinds}
