"""Problems: what is to be fixed, and nothing that tells of what is hidden."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from builds import Html, broken_links, build, context_at, leads, playbook
from gameplan.diagnostics import Diagnostic, Location, Related, Span
from gameplan.publish.findings import tellable
from gameplan.publish.pages.overview.problems import problems_document
from gameplan.publish.site import build_site
from gameplan.publish.views.overview.problems import MOST_FINDINGS
from gameplan.rules import unknown_key

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.publish.context import Context

MARKER = "zqxmarker"
GITHUB = "https://github.com/team/plan"
FILES: dict[str, str | bytes] = {
    "strategy/people/ana.md": "---\ntitle: Ana\n---\n",
    "plan/late.md": "---\ntitle: <b>Late</b> & </script>\ngoals: [grow]\nstart: 2026-11-02\nowner: ana\n---\n",
    "plan/later.md": "---\ntitle: Later\ngoals: [grow]\nstart: 2026-11-09\n---\n",
}
HIDDEN: dict[str, str | bytes] = {
    f"plan/{MARKER}.md": (
        f"---\ntitle: The {MARKER} title\nid: {MARKER}-id\naliases: [{MARKER}-old]\ngoals: [grow]\nstart: 2026-11-02\n"
        "visibility: internal\n---\n"
    ),
    f"plan/{MARKER}.png": b"png",
    f"strategy/goals/{MARKER}-goal.md": f"---\ntitle: {MARKER} goal\nlifecycle: dropped\nvisibility: internal\n---\n",
    f"plan/{MARKER}-broken.md": f"---\ntitle: Launch: the {MARKER}\n---\n",
    "plan/speaks.md": (
        f"---\ntitle: Speaks\ngoals: [grow, {MARKER}-goal]\nstart: 2026-12-02\ndepends_on: [{MARKER}-id]\n---\n"
        f"![x]({MARKER}.png) [y]({MARKER}x.md)\n"
    ),
    "plan/typo.md": f"---\ntitle: Typo\ngoals: [grow]\nstart: 2026-12-02\ndepends_on: [{MARKER}-ids]\n---\n[[{MARKER[:-1]}-id]]\n",
}


def problems(context: Context) -> Html:
    """The page of an context."""
    [document] = [document for document in build_site(context).documents if document.uri == "problems/index.md"]
    return Html("\n".join(document.frame()).encode())


def test_by_rule_and_by_owner(tmp_path: Path) -> None:
    """Each finding with its words, hint, page, and place in the editor; linked from home and What's new, not in the navigation."""
    site = build(playbook(tmp_path, FILES, {"repo_url": GITHUB}))
    page = Html(site["problems/index.html"])
    assert "overdue 2" in page.text
    assert "'<b>Late</b> & </script>' was due on 2026-11-02, 20 days ago, and is planned" in page.text
    assert "write status: published (or done), a new start, or status: cancelled" in page.text
    assert "Ana 1: <b>Late</b> & </script> , overdue" in page.text
    assert "Nobody 1: Later , overdue" in page.text
    assert "plan/late.md:4" in page.text
    assert f"{GITHUB}/edit/main/plan/late.md#L4" in page.hrefs()
    assert {"plan/late/", "people/ana/"} <= set(leads(site, "problems/"))
    assert page.named("b") == []
    for path in ("", "whats-new/"):
        assert "problems/" in leads(site, path, "gp-button")
        assert "2 things to fix" in Html(site[f"{path}index.html"]).text
        assert "problems/" not in leads(site, path, "nav")
    assert list(broken_links(site)) == []


def test_nothing_to_mend(tmp_path: Path) -> None:
    """An empty page says so, and nothing leads to it."""
    site = build(playbook(tmp_path, {}))
    assert "Nothing to fix." in Html(site["problems/index.html"]).text
    assert "problems/" not in [*leads(site, ""), *leads(site, "whats-new/")]


def test_findings_of_hidden_pages_are_not_told(tmp_path: Path) -> None:
    """Neither those that stand on hidden pages and unreadable files, nor those that name them, their files or their former ids."""
    root = playbook(tmp_path, {**FILES, **HIDDEN}, options={"fail_on": "never"})
    context = context_at(root)
    assert {found.location.path for found in context.edition.findings} == {"plan/late.md", "plan/later.md"}
    site = build(root)
    for path in ("problems/index.html", "whats-new/index.html", "index.html", "feed.xml"):
        assert MARKER.encode() not in site[path].lower()
    internal = build(playbook(tmp_path / "b", {**FILES, **HIDDEN}, options={"fail_on": "never", "internal": True}))
    assert f"{MARKER}-ids" in Html(internal["problems/index.html"]).text


def test_the_rule_holds_for_every_word(tmp_path: Path) -> None:
    """A message, a hint or a related place that names something hidden is enough; part of a longer word is not."""
    root = playbook(tmp_path, {**FILES, **HIDDEN}, options={"fail_on": "never"})
    context = context_at(root)
    whole = context_at(playbook(tmp_path / "all", {**FILES, **HIDDEN}, options={"fail_on": "never", "internal": True}))
    here = Location("plan/late.md", Span(1, 1, 1, 4))
    plain = Diagnostic(rule=unknown_key.RULE, message="fine", location=here)
    hidden = Location(f"plan/{MARKER}.md", here.span)
    bad = [
        replace(plain, location=hidden),
        replace(plain, related=(Related(hidden, "x"),)),
        replace(plain, related=(Related(here, f"'{MARKER}-id' has it"),)),
        replace(plain, hint=f"did you mean '{MARKER.upper()}-OLD'?"),
        replace(plain, message=f"see plan/{MARKER}.md"),
        replace(plain, message=f"the {MARKER} title, again"),
        replace(plain, message=f"[x](../{MARKER}.png)"),
        replace(plain, message=f"[x](../{MARKER}-broken.md)", hint=None),
    ]
    broken = Diagnostic(rule=unknown_key.RULE, message="x", location=Location(f"plan/{MARKER}-broken.md"))
    good = [plain, replace(plain, message=f"a{MARKER}a"), replace(plain, related=(Related(here, "here"),))]
    assert tellable([*bad, broken, *good], context.playbook, whole.playbook) == tuple(good)


@pytest.mark.parametrize("option", ["exclude_docs", "draft_docs"])
def test_what_mkdocs_leaves_out_is_not_told(tmp_path: Path, option: str) -> None:
    """A page that mkdocs.yml leaves out is hidden here too, though its findings are known."""
    files = {
        **FILES,
        f"plan/sub/{MARKER}.md": f"---\ntitle: {MARKER} one\ngoals: [grow]\nstart: 2026-11-02\n---\n",
        "plan/near.md": f"---\ntitle: Near\ngoals: [grow]\nstart: 2026-12-02\n---\n[[{MARKER}s]]\n",
    }
    site = build(playbook(tmp_path, files, {option: "/plan/sub/*.md\n"}, {"fail_on": "never"}))
    assert MARKER not in Html(site["problems/index.html"]).text.replace(f"[[{MARKER}s]]", "")


def test_many_findings_are_counted(tmp_path: Path) -> None:
    """The first hundreds, and how many more there are."""
    context = context_at(playbook(tmp_path, FILES))
    page = problems(context.having(findings=context.edition.findings[:1] * (MOST_FINDINGS + 7)))
    assert len(page.named("li", "gp-problem")) == MOST_FINDINGS
    assert "and 7 more" in page.text


def test_a_page_with_many_findings_is_named_once(tmp_path: Path) -> None:
    """Whoever owns it sees how many there are, and not its title over and over."""
    late = FILES["plan/late.md"]
    assert isinstance(late, str)
    context = context_at(
        playbook(tmp_path, {"plan/late.md": late, "strategy/people/ana.md": FILES["strategy/people/ana.md"]})
    )
    [found] = [each for each in context.edition.findings if each.location.path == "plan/late.md"]
    many = tuple(replace(found, message=f"problem {number}") for number in range(24))
    head = problems_document(context.having(findings=many)).head
    owners = Html(str(head).partition('id="by-owner"')[2].partition("</section>")[0].encode()).text
    assert (owners.count("Late"), owners.count("×24")) == (1, 1)
