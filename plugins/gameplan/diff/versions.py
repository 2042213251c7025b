"""Finds the two versions that are to be compared, reads them, and compares them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import visible
from gameplan.diff.compare import Versions, compare
from gameplan.diff.subscriptions import Subscriptions
from gameplan.history.commit_tree import commit_of, fork_point, refuse_shallow, time_of
from gameplan.history.missing import MissingHistory
from gameplan.model.zones import zone
from gameplan.pipeline import run
from gameplan.publication import feeds_alone, result_told
from gameplan.revisions.older import Version, version_of_commit
from gameplan.revisions.past import past_of

if TYPE_CHECKING:
    from datetime import date

    from gameplan.diff.comparison import Comparison
    from gameplan.publish.feeds.feeds import Feeds
    from gameplan.settings import Settings

_MAIN = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""Where the main branch may be found."""


class Asked(NamedTuple):
    """Which versions to compare, and for which day."""

    base: str | None = None
    head: str | None = None
    today: date | None = None


class NoVersion(Exception):  # noqa: N818 - an outcome, not an error of the program
    """A version that can't be read: why, in a line."""


def compared(settings: Settings, asked: Asked, *, told: bool = False) -> Comparison:
    """Compare two versions of a playbook.

    Args:
        settings: of the one in the folder.
        asked: which versions.
        told: whether only what the options show is compared; else all.

    Raises:
        NoVersion: where one of them can't be read.
    """
    settings = replace(settings, options=settings.options.model_copy(update={"baseline": ""}))
    try:
        return _compared(settings, asked, told=told)
    except MissingHistory as missing:
        raise NoVersion(f"diff needs the history, and {missing.plain}") from None


def _compared(settings: Settings, asked: Asked, *, told: bool) -> Comparison:
    head = _commit(settings, asked.head) if asked.head else None
    base = _base(settings, asked, head)
    today = asked.today or settings.options.today
    if head is not None:
        # The same two commits are to give the same text on any day.
        day = today or time_of(settings.root, head).astimezone(zone(settings.options.timezone or "UTC")).date()
        now = version_of_commit(settings, head, day)
    else:
        now = Version(run(settings.root, settings.options, today, settings.config, past_of), settings.options)
    then = version_of_commit(settings, base, now.result.today)
    if told:
        internal = {"internal": settings.options.internal}
        then, now = (
            each._replace(result=result_told(each.result, each.options.model_copy(update=internal)))
            for each in (then, now)
        )
    versions = Versions(base[:12], head[:12] if head else "")
    return compare(then.result, now.result, versions, Subscriptions(_feeds(settings, then), _feeds(settings, now)))


def _feeds(settings: Settings, version: Version) -> Feeds:
    return feeds_alone(
        version.result, settings.root, version.options, str(settings.site.get("site_name") or "Playbook")
    )


def _commit(settings: Settings, revision: str) -> str:
    found = commit_of(settings.root, revision)
    if not found:
        raise NoVersion(
            f"git knows no commit '{visible(revision)}': fetch it, with its history "
            "(in GitHub Actions, actions/checkout with fetch-depth: 0)"
        )
    return found


def _base(settings: Settings, asked: Asked, head: str | None) -> str:
    """The version to compare with: where the newer one left it, as far as the two share a history."""
    root = settings.root
    if asked.base is not None:
        there = _commit(settings, asked.base)
        left = fork_point(root, there, head or "HEAD")
        # Who names an older version last looks back.
        return there if left is None or (head is not None and left == head) else left
    here = head or commit_of(root, "HEAD")
    if here is None:
        raise NoVersion("there is no commit here that could be compared with")
    for name in _MAIN:
        found = fork_point(root, name, here) if commit_of(root, name) else None
        if found is not None:
            return found
    refuse_shallow(root)
    return here
