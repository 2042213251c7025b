"""Where people subscribe."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.templates import address_of, relative, render

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.overview.subscribe import FeedItem, FeedSection, FullFeed, SubscribePage


def subscribe_page(view: SubscribePage, to: Linker) -> str:
    """Draw all feeds."""
    return render(
        "subscribe.html",
        title=view.title,
        everything=view.everything,
        everything_file=address_of(view.everything.file, to),
        sections=[_section(section, to) for section in view.sections],
        full_feeds=[_full(feed, to) for feed in view.full],
        limits=view.limits,
        google=view.google,
        refresh=view.refresh,
    )


def _section(view: FeedSection, to: Linker) -> dict[str, object]:
    return {
        "id": view.id,
        "title": view.title,
        "about": view.about,
        "groups": [[_item(item, to) for item in group] for group in view.groups],
        "folded": [_item(item, to) for item in view.folded],
    }


def _item(view: FeedItem, to: Linker) -> tuple[FeedItem, str, str]:
    """Return a feed with the addresses of the page whose feed it is, and of its file. There may be hundreds."""
    return view, address_of(view.link, to), address_of(view.file, to)


def _full(view: FullFeed, to: Linker) -> dict[str, object]:
    splits = [(split.by, [(relative(part.link, to), part.size) for part in split.parts]) for split in view.splits]
    return {"link": relative(view.feed.link, to), "size": view.feed.size, "splits": splits}
