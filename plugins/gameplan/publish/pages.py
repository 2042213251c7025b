"""The author's pages: title, why and facts before their text; the plan and the mentions after it."""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from gameplan.model.kinds import PLAIN
from gameplan.model.page import Entry
from gameplan.model.pages import Audience, Goal, Journey, Kpi
from gameplan.model.status import Stage
from gameplan.publish.document import Anchor, Document
from gameplan.publish.entries.page import anchors_above, anchors_below, other_ids, search_words
from gameplan.publish.head import head
from gameplan.publish.language import say
from gameplan.publish.measures import chart_ids
from gameplan.publish.meta import description, facts_of
from gameplan.publish.panels import panels
from gameplan.publish.rows import sort_key
from gameplan.publish.stages import journey_anchors
from gameplan.publish.tail import mentions, tail
from gameplan.publish.views.home import home_document
from gameplan.publish.views.plan import after

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.page import Page
    from gameplan.publish.edition import Edition

_FIRST_HEADING = re.compile(r"\s*+#[ \t][^\n]++\n?")


def page_documents(edition: Edition) -> Iterator[Document]:
    """A document for each of the author's pages that has an address of its own."""
    neighbours = _neighbours(edition)
    for page in edition.playbook.pages:
        if page.path not in edition.uris or page.path in edition.places:
            continue
        if page is edition.home:
            yield home_document(edition, page, body_without_title(page))
        else:
            yield _document(edition, page, neighbours.get(page.path, (None, None)))


def body_without_title(page: Page) -> str:
    """The text, without a first heading that only repeats the title."""
    match = _FIRST_HEADING.match(page.body.text)
    if match and page.body.headings and _plain(page.body.headings[0].text) == _plain(page.title):
        return page.body.text[match.end() :]
    return page.body.text


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _neighbours(edition: Edition) -> dict[str, tuple[str | None, str | None]]:
    """The uris before and after each page: entries by their day, other pages by their place among their kind."""
    found: dict[str, tuple[str | None, str | None]] = {}
    groups: list[list[Page]] = [[*sorted(edition.playbook.entries, key=sort_key)]]
    groups += [list(edition.playbook.of_kind(kind.name)) for kind in edition.shown_kinds]
    for group in groups:
        pages = [page for page in group if page.path in edition.uris and page.path not in edition.places]
        uris = [edition.uris[page.path] for page in pages]
        for page, previous, following in zip(pages, [None, *uris], [*uris[1:], None], strict=False):
            found[page.path] = (previous, following)
    return found


def section_uri(page: Page) -> str:
    """The uri of the index page that a page belongs to; empty for pages without a kind."""
    if isinstance(page, Entry):
        return "calendar/index.md"
    return f"{page.kind.folder}/index.md" if page.kind.folder else ""


def _document(edition: Edition, page: Page, neighbours: tuple[str | None, str | None]) -> Document:
    uri = edition.uris[page.path]
    to = edition.to(uri)
    body = body_without_title(page)
    title = "" if page.kind is PLAIN and body.lstrip().startswith("# ") else page.title
    return Document(
        uri=uri,
        title=page.title,
        source=page.path,
        head=partial(head, edition, to, page, title),
        body=body,
        tail=partial(tail, edition, to, page),
        ids=_other_ids(edition, page),
        before=anchors_above(page) if isinstance(page, Entry) else (),
        after=tuple(_anchors_below(edition, page)),
        description=description(edition, page),
        tags=page.fields.tags,
        hide=page.fields.hide,
        search=_search(edition, page),
        search_words=search_words(edition, page) if isinstance(page, Entry) else "",
        extra=page.extra,
        facts=facts_of(page),
        section=section_uri(page),
        previous=neighbours[0],
        next=neighbours[1],
    )


def _search(edition: Edition, page: Page) -> dict[str, object]:
    """How search treats a page: as it says itself; what was dropped, and what ended long ago, isn't found."""
    if page.fields.search:
        return page.fields.search.model_dump(exclude_none=True)
    if isinstance(page, Entry):
        last, months = page.schedule.last_day, edition.search_months
        first = after(edition.today.replace(day=1), -months) if months else None
        if page.status.stage is Stage.DROPPED or (first and last and last < first):
            return {"exclude": True}
    return {}


def _other_ids(edition: Edition, page: Page) -> tuple[str, ...]:
    """The ids in a page's head and parts besides those of its headings."""
    if isinstance(page, Entry):
        return other_ids(page)
    within = tuple(each for panel in panels(edition, page) for each in panel.ids)
    if isinstance(page.fields, Goal):
        return ("why", *within)
    if isinstance(page.fields, Kpi):
        return ("measure", *chart_ids(edition, page), *within)
    if isinstance(page.fields, Journey):
        return ("who", *(anchor for _, _, anchor in journey_anchors(page)), *within)
    return ("who", *within) if isinstance(page.fields, Audience) else within


def _anchors_below(edition: Edition, page: Page) -> Iterator[Anchor]:
    if isinstance(page, Entry):
        yield from anchors_below(edition, page)
    yield from (Anchor(panel.title, panel.id) for panel in panels(edition, page))
    if mentions(edition, page):
        yield Anchor(say("Mentioned by"), "mentions")
