"""Two publications of one feed: programs that have the first must see what changed in the second, and nothing else."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from builds import BASE, committed, feed_of, playbook
from feed_reading import entry, unfolded
from gameplan.model.revisions import Revision, Revisions
from gameplan.pipeline import run
from gameplan.publication import context_of
from gameplan.publish.feeds.feed import build_feeds
from gameplan.settings import load_settings
from validators import Question, Verdict, folder, verdicts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

VALIDATORS = folder()
FILES: dict[str, str] = {
    "strategy/goals/grow.md": "---\ntitle: Grow\n---\n",
    "plan/e.md": entry("id: e\nstart: 2026-12-03\nend: 2026-12-04\n"),
    "plan/f.md": entry("id: f\nstart: 2026-12-05 10:00\nrepeat: {every: week, count: 4}\n", title="F"),
    "plan/g.md": "---\ntitle: G\ngoals: [other]\nstart: 2026-12-05\n---\n",
    "strategy/goals/other.md": "---\ntitle: Other\n---\n",
    "plan/launch.md": entry("start: TBD\n"),
}
CHANGES: dict[str, tuple[dict[str, str | None], set[str], int]] = {
    "nothing": ({}, set(), 0),
    "moved": ({"plan/e.md": entry("id: e\nstart: 2026-12-10\nend: 2026-12-11\n")}, {"E"}, 1),
    "retitled": ({"plan/e.md": entry("id: e\nstart: 2026-12-03\nend: 2026-12-04\n", title="E anew")}, {"E anew"}, 0),
    "goal retitled": ({"strategy/goals/other.md": "---\ntitle: Another\n---\n"}, {"G"}, 0),
    "cancelled": ({"plan/e.md": entry("id: e\nstart: 2026-12-03\nend: 2026-12-04\nstatus: cancelled\n")}, {"Cancelled: E"}, 1),
    "deleted": ({"plan/e.md": None}, {"Cancelled: E"}, 1),
    "file renamed": ({"plan/e.md": None, "plan/new.md": FILES["plan/e.md"]}, set(), 0),
}  # fmt: skip
"""What is changed, the titles of the events that then have another stamp, and by how much their SEQUENCE grows. No event
shows where its file lies, as long as its id is the same."""


def verdict_on(after: bytes, before: bytes, work: Path) -> Verdict:
    """What the validators say of the second publication."""
    work.mkdir()
    only = ("ical", "vobject", "ics.py", "libical", "node", "sabre", "ruby", "calcurse")
    return verdicts({"feed": Question(after, previous=before, without=only)}, work)["feed"]


def stamps(data: bytes) -> dict[str, tuple[str, int]]:
    """LAST-MODIFIED and SEQUENCE of each event, by title."""
    found = {}
    for part in "\n".join(unfolded(data)).split("BEGIN:VEVENT\n")[1:]:
        rows = dict(row.split(":", 1) for row in part.splitlines() if row.startswith(("SUMMARY:", "LAST-", "SEQUENCE")))
        found[rows["SUMMARY"]] = rows["LAST-MODIFIED"], int(rows["SEQUENCE"])
    return found


@pytest.mark.parametrize("name", CHANGES)
def test_from_git(name: str, tmp_path: Path) -> None:
    """Two commits, two publications."""
    changes, titles, more = CHANGES[name]
    root = playbook(tmp_path / "playbook", FILES)
    committed(root, "2026-11-01T10:00:00+0000")
    before = feed_of(root)
    for path, content in {**changes, "strategy/unrelated.md": "---\ntitle: A page\n---\nText.\n"}.items():
        if content is None:
            (root / path).unlink()
        else:
            (root / path).write_text(content, encoding="utf-8")
    committed(root, "2026-11-20T10:00:00+0000")
    after = feed_of(root)
    # What was deleted has no page any more.
    allowed = ("feed-url",) if name == "deleted" else ()
    assert verdict_on(after, before, tmp_path / "work").faults(*allowed) == []
    late = {title: sequence for title, (modified, sequence) in stamps(after).items() if modified == "20261120T100000Z"}
    assert late == dict.fromkeys(titles, more)


def published(root: Path, revisions: Mapping[str, Revision]) -> bytes:
    """The feed of a playbook whose history is said to be this."""
    options = load_settings(root).options
    context = context_of(run(root, options), root, options, site_name="Site", base=BASE)
    context = context.having(revisions=Revisions(pages=revisions, latest=datetime(2026, 11, 20, tzinfo=UTC)))
    return next(feed.data for feed in build_feeds(context.feeds) if feed.feed.key == "all")


def test_as_history_says(tmp_path: Path) -> None:
    """The stamps of an entry's events are those of its revision; the validator takes the second publication for one of the first."""
    early, late = datetime(2026, 11, 1, 10, tzinfo=UTC), datetime(2026, 11, 20, 10, tzinfo=UTC)
    paths = [path for path in FILES if path.startswith("plan/")]
    first = {path: Revision(modified=early, created=early) for path in paths}
    before = published(playbook(tmp_path / "a", FILES), first)
    moved = playbook(tmp_path / "b", {**FILES, "plan/e.md": CHANGES["moved"][0]["plan/e.md"] or ""})
    second = {**first, "plan/e.md": Revision(modified=late, created=early, sequences={"event": 1})}
    after = published(moved, second)
    assert verdict_on(before, before, tmp_path / "same").faults() == []
    assert verdict_on(after, before, tmp_path / "moved").faults() == []
    assert stamps(after)["E"] == ("20261120T100000Z", 1)
    assert stamps(after)["F"] == stamps(before)["F"] == ("20261101T100000Z", 0)


def test_the_validator_would_tell(tmp_path: Path) -> None:
    """A change without another stamp is found: else the tests above would prove nothing."""
    early = datetime(2026, 11, 1, 10, tzinfo=UTC)
    revisions = {path: Revision(modified=early, created=early) for path in FILES if path.startswith("plan/")}
    before = published(playbook(tmp_path / "a", FILES), revisions)
    moved = playbook(tmp_path / "b", {**FILES, "plan/e.md": CHANGES["moved"][0]["plan/e.md"] or ""})
    rules = {rule for rule, _ in verdict_on(published(moved, revisions), before, tmp_path / "work").findings}
    assert rules >= {"revision-modified", "revision-unseen", "revision-sequence"}
