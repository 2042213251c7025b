"""What is live, what is due, and what was retired: the site says it, and old addresses lead on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builds import context_at, playbook
from gameplan.publish.site import build_site

if TYPE_CHECKING:
    from pathlib import Path


def entry(title: str, *lines: str) -> str:
    """An entry that was published in March."""
    more = "".join(f"{line}\n" for line in lines)
    status = "" if any(line.startswith("status:") for line in lines) else "status: published\n"
    return f"---\ntitle: {title}\ntype: guide\ngoals: [grow]\nstart: 2026-03-03\n{status}{more}---\n"


def retired(title: str, to: str) -> str:
    """A retired entry, with where it leads."""
    return entry(title, "status: retired", f"redirect: {to}")


def test_retired_pieces_lead_on(tmp_path: Path) -> None:
    """The address of a retired piece leads where it says: on, over several steps, and away; in a circle the pages stay."""
    root = playbook(
        tmp_path,
        {
            "plan/new.md": entry("New"),
            "plan/old.md": retired("Old", "new"),
            "plan/older.md": retired("Older", "old"),
            "plan/away.md": retired("Away", "https://example.org/a?b=1&c=2"),
            "plan/one.md": retired("One", "two"),
            "plan/two.md": retired("Two", "one"),
            "plan/still.md": entry("Still", "redirect: new"),
            "plan/quiet.md": entry("Quiet", "status: retired"),
            "plan/goal.md": retired("Goal", "goal:grow"),
            "plan/text.md": entry("Text") + "See [old](old.md), [[older]] and [[away]].\n",
        },
    )
    context = context_at(root)
    site = build_site(context)
    uris = {document.uri for document in site.documents}
    kept = {
        name
        for name in ("new", "old", "older", "away", "one", "two", "still", "quiet", "goal")
        if f"plan/{name}.md" in uris
    }
    assert kept == {"new", "one", "two", "still", "quiet"}

    def leads(name: str) -> str:
        data = site.files[f"plan/{name}/index.html"]
        assert isinstance(data, bytes)
        return data.decode().partition('rel="canonical" href="')[2].partition('"')[0]

    assert [leads(name) for name in ("old", "older", "goal")] == [
        "../../plan/new/",
        "../../plan/new/",
        "../../goals/grow/",
    ]
    assert leads("away") == "https://example.org/a?b=1&amp;c=2"
    assert site.uris["plan/older.md"] == "plan/new.md"
    assert site.uris["plan/away.md"] == "plan/away.md"


def test_a_retired_piece_leads_to_nothing_hidden(tmp_path: Path) -> None:
    """Where the page that it leads to isn't shown, its own page stays, and names nothing."""
    root = playbook(
        tmp_path,
        {
            "plan/zqx.md": entry("Zqx", "visibility: internal"),
            "plan/old.md": retired("Old", "zqx"),
            "plan/also.md": retired("Also", "https://plan.example.org/plan/zqx/"),
        },
        {"site_url": "https://plan.example.org/"},
        {"fail_on": "never"},
    )
    context = context_at(root)
    site = build_site(context)
    pages = {document.uri: document for document in site.documents}
    assert {"plan/old.md", "plan/also.md"} <= pages.keys()
    for uri in ("plan/old.md", "plan/also.md"):
        head = pages[uri].head
        assert "zqx" not in (head() if callable(head) else head).casefold()
