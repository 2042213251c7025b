"""Links to what nobody writes: months, indexes, feeds and data, which the check, the build and `gameplan render` know alike."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urljoin

import pytest

from builds import BASE, build, context_at, leads, playbook, sample_context
from gameplan.model.addresses import is_feed, made_uri
from gameplan.pipeline import run
from gameplan.publish.output.plain import exported
from gameplan.publish.site import build_site
from gameplan.settings import load_settings

if TYPE_CHECKING:
    from pathlib import Path

SPELLINGS = {
    "calendar/index.md": "calendar/",
    "calendar/2026-12.md": "calendar/2026-12/",
    "calendar/board.md": "calendar/board/",
    "calendar/2019-01.md": "calendar/",  # a month that has passed, or has nothing in it
    "calendar/2019-q2.md": "calendar/",
    "coverage.md": "coverage/",
    "coverage/": "coverage/",
    "coverage/index.md": "coverage/",
    "goals/index.md": "goals/",
    "goals.md": "goals/",
    "whats-new/index.md": "whats-new/",
    "problems.md": "problems/",
    "subscribe.md": "subscribe/",
    "subscribe/index.md#all": "subscribe/#all",
    "data/playbook.json": "data/playbook.json",
    "data/plan.csv": "data/plan.csv",
    "data/goals.csv": "data/goals.csv",
    "llms.txt": "llms.txt",
    "feed.xml": "feed.xml",
    "calendar.ics": "calendar.ics",
    "feeds/goal-grow.ics": "feeds/goal-grow.ics",
    "feeds/goal-shrink.ics": "subscribe/",
    "../plan/index.md": "calendar/",
}
"""Where each way to write such a link leads."""
NOTHING = (
    "calendar/2026-13.md",
    "kpis/index.md",
    "data/kpis.csv",
    "data/other.json",
    "coverage/other.md",
    "calendar/2026-12/index.md",
)
"""What looks alike, and is nowhere."""


def linking(root: Path, *hrefs: str) -> Path:
    """A playbook with a page that has these links."""
    text = "\n".join(f"[x]({href})\n" for href in hrefs)
    return playbook(root, {"strategy/guide.md": f"---\ntitle: Guide\n---\n{text}"})


def test_what_is_made_can_be_linked_to(tmp_path: Path) -> None:
    """All spellings pass a strict build, so also the check, and lead where they should, on the site and among rendered files."""
    root = linking(tmp_path, *SPELLINGS)
    site = build(root, strict=True)
    own = re.findall(r'<a href="([^"]*)">x</a>', site["guide/index.html"].decode())
    assert [urljoin(f"{BASE}guide/", href).removeprefix(BASE) for href in own] == list(SPELLINGS.values())
    context = context_at(root)
    written = exported(build_site(context), context.playbook, context.playbook)
    rows = [row for row in written["guide.md"].decode().split("\n") if row.startswith("[x](")]
    assert len(rows) == len(SPELLINGS)
    assert [row for row in rows if row[4:-1].partition("#")[0] not in written] == []


@pytest.mark.parametrize("href", NOTHING)
def test_what_only_looks_made_is_found(href: str, tmp_path: Path) -> None:
    """A link to what no site has is a finding."""
    root = linking(tmp_path, href)
    found = run(root, load_settings(root).options).diagnostics
    assert [finding.rule.name for finding in found if finding.location.path == "strategy/guide.md"] == ["broken-link"]


def test_everything_that_is_made_is_known() -> None:
    """All pages and files of the sample that nobody wrote may be linked to: none is missing in what the check knows."""
    _, context = sample_context()
    site = build_site(context)
    uris = [document.uri for document in site.documents if not document.source]
    uris += [uri for uri in site.files if not uri.endswith(".html") and not uri.startswith("assets/")]
    kinds = context.lookups.shown_kinds
    assert {uri for uri in uris if made_uri(uri, kinds, context.edition.calendar.file) != uri} == set()
    assert sum(is_feed(uri) for uri in uris) < len(uris)


def test_what_is_made_and_not_shown_is_words(tmp_path: Path) -> None:
    """An index of a kind whose pages are all hidden has no address on the public site, and a strict build passes."""
    people = {"strategy/people/ana.md": "---\ntitle: Ana\nvisibility: internal\n---\n"}
    guide = {"strategy/guide.md": "---\ntitle: Guide\n---\nWho: [all of us](people/index.md).\n"}
    site = build(playbook(tmp_path, {**people, **guide}), strict=True)
    assert b"all of us" in site["guide/index.html"]
    assert not [address for address in leads(site, "guide/") if address.startswith("people")]
