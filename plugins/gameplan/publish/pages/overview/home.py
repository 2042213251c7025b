"""The home page: what this week holds, what is overdue and what changed, around the vision's own text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.addresses import HOME
from gameplan.publish.document import Anchor, Document
from gameplan.publish.head_links import page_links
from gameplan.publish.html.overview.home import doors as draw_doors
from gameplan.publish.html.overview.home import home_page as draw_home_page
from gameplan.publish.linked_data import site_data
from gameplan.publish.meta import description, facts_of
from gameplan.publish.pages.twins import twin
from gameplan.publish.views.overview.home import home_page
from gameplan.publish.views.overview.start import doors
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.page import Page
    from gameplan.publish.context import Context
    from gameplan.publish.views.overview.home import HomePage


def home_document(context: Context, page: Page | None, body: str) -> Document:
    """Return the dashboard around the vision's own text."""
    to = context.addresses.to(HOME)
    view = home_page(context, page)
    return Document(
        uri=HOME,
        title=say("Home"),
        source=page.path if page else None,
        head=draw_home_page(view, to),
        body=body,
        tail=draw_doors(doors(context), to),
        twin=twin(context, page, HOME) if page else "",
        before=tuple(_anchors(view)),
        description=description(context, page) if page else "",
        tags=page.fields.tags if page else (),
        hide=(page.fields.hide if page else ()) or ("navigation", "toc"),
        extra=page.extra if page else {},
        facts=facts_of(page) if page else {},
        links=page_links(context, page.path) if page else (),
        linked_data=site_data(context),
    )


def _anchors(view: HomePage) -> Iterator[Anchor]:
    if view.fresh:
        yield Anchor(say("Begin here"), "start")
        return
    yield Anchor(say("Next {count} days", count=view.coming.days), "next-days")
    if view.overdue.shown:
        yield Anchor(say("Overdue"), "overdue")
    if view.changes.shown:
        yield Anchor(say("What changed"), "what-changed")
    if view.areas:
        yield Anchor(say("Goals"), "goals")
    if view.kpis:
        yield Anchor(say("Scorecard"), "scorecard")
