"""The author's pages: title, why and facts before their text; the plan and the mentions after it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from gameplan.model.days import month_after
from gameplan.model.kinds import PLAIN
from gameplan.model.page import Entry, body_without_title, sort_key
from gameplan.model.pages import Audience, Goal, Journey, Kpi, Person
from gameplan.model.status import Stage
from gameplan.publish.document import Anchor, Document
from gameplan.publish.head_links import page_links
from gameplan.publish.linked_data import page_data
from gameplan.publish.meta import description, facts_of
from gameplan.publish.pages.above_text import head
from gameplan.publish.pages.below_text import tail
from gameplan.publish.pages.overview.home import home_document
from gameplan.publish.pages.strategy.panels import panels
from gameplan.publish.pages.twins import twin
from gameplan.publish.views.entry.page import anchors_above, anchors_below, other_ids, search_words
from gameplan.publish.views.measures import chart_ids
from gameplan.publish.views.mentions import mentioning
from gameplan.publish.views.stages import journey_anchors
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.page import Page
    from gameplan.publish.context import Context

_MOST_SEARCHED = 2_500_000
"""Characters of entries' texts that the search reads whole: with what it says of all others, an index of about 1.5 MB on the way."""


def page_documents(context: Context) -> Iterator[Document]:
    """A document for each of the author's pages that has an address of its own."""
    neighbours = _neighbours(context)
    for page in context.playbook.pages:
        if page.path not in context.addresses.uris or page.path in context.addresses.places:
            continue
        if page is context.lookups.home:
            yield home_document(context, page, body_without_title(page))
        else:
            yield _document(context, page, neighbours.get(page.path, (None, None)))


def _neighbours(context: Context) -> dict[str, tuple[str | None, str | None]]:
    """The uris before and after each page: entries by their day, other pages by their place among their kind."""
    found: dict[str, tuple[str | None, str | None]] = {}
    groups: list[list[Page]] = [[*sorted(context.playbook.entries, key=sort_key)]]
    groups += [list(context.playbook.of_kind(kind.name)) for kind in context.lookups.shown_kinds]
    for group in groups:
        pages = [
            page for page in group if page.path in context.addresses.uris and page.path not in context.addresses.places
        ]
        uris = [context.addresses.uris[page.path] for page in pages]
        for page, previous, following in zip(pages, [None, *uris], [*uris[1:], None], strict=False):
            found[page.path] = (previous, following)
    return found


def section_uri(page: Page) -> str:
    """The uri of the index page that a page belongs to; empty for pages without a kind."""
    if isinstance(page, Entry):
        return "calendar/index.md"
    return f"{page.kind.folder}/index.md" if page.kind.folder else ""


def _document(context: Context, page: Page, neighbours: tuple[str | None, str | None]) -> Document:
    uri = context.addresses.uris[page.path]
    to = context.addresses.to(uri)
    body = body_without_title(page)
    title = "" if page.kind == PLAIN and body.lstrip().startswith("# ") else page.title
    return Document(
        uri=uri,
        title=page.title,
        source=page.path,
        head=partial(head, context, to, page, title),
        body=body,
        tail=partial(tail, context, to, page),
        twin=twin(context, page, uri),
        ids=_other_ids(context, page),
        before=anchors_above(page) if isinstance(page, Entry) else (),
        after=tuple(_anchors_below(context, page)),
        description=description(context, page),
        tags=page.fields.tags,
        hide=page.fields.hide,
        search=_search(context, page),
        search_words=_search_words(context, page),
        search_briefly=isinstance(page, Entry) and page.path not in _read_whole(context),
        extra=page.extra,
        facts=facts_of(page),
        links=page_links(context, page.path),
        linked_data=page_data(context, page),
        section=section_uri(page),
        previous=neighbours[0],
        next=neighbours[1],
    )


def _search(context: Context, page: Page) -> dict[str, object]:
    """How search treats a page: as it says itself; what was dropped, and what ended long ago, isn't found."""
    if page.fields.search:
        return page.fields.search.model_dump(exclude_none=True)
    if isinstance(page, Entry):
        last, months = page.schedule.last_day, context.edition.search_months
        first = month_after(context.today.replace(day=1), -months) if months else None
        if page.status.stage is Stage.DROPPED or (first and last and last < first):
            return {"exclude": True}
    return {}


def _search_words(context: Context, page: Page) -> str:
    if isinstance(page, Entry):
        words = search_words(context, page)
        return words if page.path in _read_whole(context) else f"{words} · {context.lookups.summary(page)}"
    return say("Entries and workload of {name}", name=page.title) if isinstance(page.fields, Person) else ""


def _read_whole(context: Context) -> frozenset[str]:
    """Return the paths of the entries whose texts the search reads whole: the newest, until there is too much of it.

    Every reader loads the index with the first page. A playbook of thousands of texts would make that megabytes.
    """
    made: frozenset[str] | None = context.fragments.get("read whole")
    if made is None:
        taken, size = set(), 0
        found = (entry for entry in context.playbook.entries if not _search(context, entry).get("exclude"))
        for entry in sorted(found, key=_newest_first):
            size += len(entry.body.text)
            if size > _MOST_SEARCHED:
                break
            taken.add(entry.path)
        made = context.fragments["read whole"] = frozenset(taken)
    return made


def _newest_first(entry: Entry) -> tuple[int, str]:
    last = entry.schedule.last_day
    return -(last or date.max).toordinal(), entry.path


def _other_ids(context: Context, page: Page) -> tuple[str, ...]:
    """The ids in a page's head and parts besides those of its headings."""
    if isinstance(page, Entry):
        return other_ids(page)
    within = tuple(each for panel in panels(context, page) for each in panel.ids)
    if isinstance(page.fields, Goal):
        return ("why", *within)
    if isinstance(page.fields, Kpi):
        return ("measure", *chart_ids(context, page), *within)
    if isinstance(page.fields, Journey):
        return ("who", *(anchor for _, _, anchor in journey_anchors(page)), *within)
    return ("who", *within) if isinstance(page.fields, Audience) else within


def _anchors_below(context: Context, page: Page) -> Iterator[Anchor]:
    if isinstance(page, Entry):
        yield from anchors_below(context, page)
    yield from (Anchor(panel.title, panel.id) for panel in panels(context, page))
    if mentioning(context, page):
        yield Anchor(say("Mentioned by"), "mentions")
