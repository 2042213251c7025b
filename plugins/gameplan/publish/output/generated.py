"""Generated pages that texts link to as if their files lay in the repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.addresses import attachment_uri, is_feed, is_in_calendar, made_uri
from gameplan.publish.addresses import CALENDAR, SUBSCRIBE

if TYPE_CHECKING:
    from collections.abc import Container

    from gameplan.model.playbook import Playbook


def made_at(path: str, whole: Playbook, uris: Container[str]) -> str | None:
    """Return the uri of what is generated for a path of the repository; empty if the site doesn't show it, None if there is nothing.

    A month without a page is shown by the agenda, a feed that isn't there by the page where people subscribe.

    Args:
        path: what a text links to.
        whole: the playbook with what is hidden.
        uris: those of the site.
    """
    if path == f"{whole.plan}/index.md":
        return CALENDAR
    if not path.startswith(f"{whole.strategy}/"):
        return None
    kinds = (kind for kind in whole.vocabulary.kinds if kind.folder and whole.of_kind(kind.name))
    uri = made_uri(attachment_uri(path, whole.strategy, whole.plan), kinds)
    if uri is None or uri in uris:
        return uri
    if is_in_calendar(uri):
        return CALENDAR
    return SUBSCRIBE if is_feed(uri) and uri.endswith(".ics") else ""
