"""Addresses and places of files on the site."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from gameplan.model.addresses import attachment_uri, parted, site_url

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.model.playbook import Playbook


class Urls(dict[str, str]):
    """The address of each uri relative to the site's root, percent-encoded; made when it is first asked for."""

    def __init__(self, directories: bool) -> None:  # noqa: FBT001 - the only thing to say
        self.directories = directories

    def __missing__(self, uri: str) -> str:
        page, place = parted(uri)
        url = quote(site_url(page, directories=self.directories))
        self[uri] = f"{url}#{quote(place)}" if place else url
        return self[uri]


def folders_of(path: str) -> list[str]:
    """The folders in which a file lies, the outermost first."""
    parts = path.split("/")
    return ["/".join(parts[:end]) for end in range(1, len(parts))]


def attachments(playbook: Playbook) -> Mapping[str, str]:
    """The files besides pages, by path, with their uris: what only hidden pages show is itself hidden."""
    return {path: attachment_uri(path, playbook.strategy, playbook.plan) for path in playbook.attachments}
