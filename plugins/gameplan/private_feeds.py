"""Private feeds: those of a projection, at addresses that nobody can guess who doesn't know a secret."""

from __future__ import annotations

import base64
import hashlib
import hmac
import os
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gameplan.publication import context_of
from gameplan.publish.document import Files
from gameplan.publish.feeds.feed import build_feeds

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gameplan.options import FeedOption, Options
    from gameplan.pipeline import Result
    from gameplan.publish.document import Site
    from gameplan.publish.feeds.feed import Published

FOLDER = "private"
"""The folder of the site in which they lie."""
LEAST = 16
"""A secret with fewer letters could be found by trying."""
_BYTES = 20
"""Of an address: more than anybody can try."""


class PrivateFeeds(NamedTuple):
    """The private feeds of a site."""

    files: Mapping[str, tuple[bytes, ...]]
    """By uri."""
    notes: tuple[str, ...]
    """What whoever builds the site should know, a line each; no address is in it."""


def private_uri(secret: str, feed: str) -> str:
    """Return where a private feed lies: HMAC-SHA-256 (RFC 2104) of its name, with a secret.

    Args:
        secret: what nobody else knows.
        feed: the feed's uri on a site that shows it.
    """
    digest = hmac.new(secret.encode(), feed.encode(), hashlib.sha256).digest()[:_BYTES]
    return f"{FOLDER}/{base64.b32encode(digest).decode().lower()}.ics"


def secret_of(option: FeedOption) -> str:
    """Return the secret of a projection's feeds; empty where the environment has none that is long enough."""
    found = os.environ.get(option.secret, "")
    return found if len(found) >= LEAST else ""


def private_published(
    result: Result, root: Path, options: Options, name: str, option: FeedOption, site_name: str
) -> tuple[Published, ...]:
    """Return the feeds of a projection that are private.

    Args:
        result: the playbook.
        root: its folder.
        options: its options.
        name: the projection's name.
        option: what the options say of its feeds.
        site_name: the site's name.

    Raises:
        MissingHistory, OptionError: see `publication.context_of`.
    """
    told = options.model_copy(update={"projection": name, "internal": False, "cms": False})
    return build_feeds(context_of(result, root, told, site_name=site_name, base=option.site, told=False).feeds)


def private_feeds(result: Result, root: Path, options: Options, site_name: str) -> PrivateFeeds:
    """Return the private feeds of all projections that have some.

    Args:
        result: the playbook.
        root: its folder.
        options: its options.
        site_name: the site's name.

    Raises:
        MissingHistory, OptionError: see `publication.context_of`.
    """
    files: dict[str, tuple[bytes, ...]] = {}
    notes: list[str] = []
    for name, option in options.private.items():
        secret = secret_of(option)
        if not secret:
            notes.append(
                f"the private feeds of {name} are not written: the environment has no {option.secret} of {LEAST} letters or more"
            )
            continue
        found = private_published(result, root, options, name, option, site_name)
        files |= {private_uri(secret, each.feed.uri): each.parts for each in found}
        notes.append(
            f"{len(found)} private feeds of {name} are written; their addresses: gameplan feed --projection {name} --list"
        )
    return PrivateFeeds(files, tuple(notes))


def with_private(site: Site, feeds: PrivateFeeds) -> Site:
    """Return a site with private feeds, which nothing on it names."""
    if not feeds.files:
        return site
    parts = site.files.parts if isinstance(site.files, Files) else dict(site.files)
    return replace(site, files=Files({**parts, **feeds.files}))
