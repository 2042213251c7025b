"""What `gameplan diff` does."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gameplan.cli.common import settings_for, stop, write_output
from gameplan.cli.streams import write
from gameplan.diagnostics import Diagnostic, visible
from gameplan.diff.compare import Versions, compare
from gameplan.diff.json_form import LARGEST, BadComparison, as_json, from_json
from gameplan.diff.subscriptions import Subscriptions
from gameplan.diff.words import summary
from gameplan.history.commit_tree import commit_of, fork_point, refuse_shallow, time_of
from gameplan.history.missing import MissingHistory
from gameplan.model.zones import zone
from gameplan.pipeline import run
from gameplan.publication import feeds_alone
from gameplan.read.files import read_file
from gameplan.revisions.older import Version, version_of_commit
from gameplan.revisions.past import past_of
from gameplan.summary.rendering import as_html, as_markdown, as_text

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from gameplan.cli.places import Where
    from gameplan.diff.comparison import Comparison
    from gameplan.publish.feeds.feeds import Feeds
    from gameplan.settings import Settings

_MAIN = ("origin/HEAD", "origin/main", "origin/master", "main", "master")
"""Where the main branch may be found."""
_FORMS = {"text": as_text, "markdown": as_markdown, "html": as_html}


class Asked(NamedTuple):
    """Which versions to compare, and for which day."""

    base: str | None = None
    head: str | None = None
    today: date | None = None


def compared(at: Where, asked: Asked) -> Comparison:
    """Compare two versions of the playbook in a folder; ends the program where one of them can't be read."""
    settings = settings_for(at.root, at.config, allow_any_host=True)
    settings = replace(settings, options=settings.options.model_copy(update={"baseline": ""}))
    try:
        return _compared(settings, asked)
    except MissingHistory as missing:
        stop(f"diff needs the history, and {missing.plain}")


def _compared(settings: Settings, asked: Asked) -> Comparison:
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
    versions = Versions(base[:12], head[:12] if head else "")
    return compare(then.result, now.result, versions, Subscriptions(_feeds(settings, then), _feeds(settings, now)))


def _feeds(settings: Settings, version: Version) -> Feeds:
    return feeds_alone(
        version.result, settings.root, version.options, str(settings.site.get("site_name") or "Playbook")
    )


def _commit(settings: Settings, revision: str) -> str:
    return commit_of(settings.root, revision) or stop(
        f"git knows no commit '{visible(revision)}': fetch it, with its history (in GitHub Actions, actions/checkout with fetch-depth: 0)"
    )


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
        stop("there is no commit here that could be compared with")
    for name in _MAIN:
        found = fork_point(root, name, here) if commit_of(root, name) else None
        if found is not None:
            return found
    refuse_shallow(root)
    return here


def rendered(file: Path) -> Comparison:
    """Read what another run wrote; ends the program where it is anything else."""
    data = read_file(file.parent, file.name, LARGEST)
    if isinstance(data, Diagnostic):
        stop(f"{visible(str(file))} can't be read: {data.message}")
    try:
        return from_json(data)
    except BadComparison as error:
        stop(f"{visible(str(file))} can't be used: {error}")


def written(comparison: Comparison, form: str, output: Path | None) -> None:
    """Write a comparison in a format: to standard output, or into a file."""
    text = "" if comparison.is_empty else _FORMS[form](summary(comparison)) if form in _FORMS else as_json(comparison)
    if text or (output is not None and str(output) != "-"):
        write_output(output, text.encode())
    elif form == "text":
        write("nothing changed that people or calendars would notice\n", err=True)
