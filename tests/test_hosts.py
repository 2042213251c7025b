"""The editors of Git hosts: by their addresses, and safe whatever a title holds."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from builds import Html, build, in_child, playbook
from gameplan.publish.hosts import host_of

if TYPE_CHECKING:
    from pathlib import Path

GITHUB = "https://github.com/team/plan"
GITLAB = "https://gitlab.com/team/plan"
OWN = "https://git.example.org/group/sub/plan"


@pytest.mark.parametrize(
    ("repo_url", "edit_uri", "strategy", "edit", "new"),
    [
        (GITHUB, "edit/main/strategy/", "strategy", f"{GITHUB}/edit/main/plan/a.md", f"{GITHUB}/new/main/plan"),
        (f"{GITHUB}/", "edit/main/strategy", "strategy", f"{GITHUB}/edit/main/plan/a.md", f"{GITHUB}/new/main/plan"),
        (GITHUB, "blob/main/strategy/", "strategy", f"{GITHUB}/edit/main/plan/a.md", f"{GITHUB}/new/main/plan"),
        (GITHUB, f"{GITHUB}/edit/main/strategy/", "strategy", f"{GITHUB}/edit/main/plan/a.md", f"{GITHUB}/new/main/plan"),
        (GITHUB, "edit/a/b/docs/strategy/", "strategy", f"{GITHUB}/edit/a/b/docs/plan/a.md", f"{GITHUB}/new/a/b/docs/plan"),
        (GITHUB, "edit/main/x/y/", "x/y", f"{GITHUB}/edit/main/plan/a.md", f"{GITHUB}/new/main/plan"),
        ("https://ghe.example.org/t/p", "edit/main/strategy/", "strategy", "https://ghe.example.org/t/p/edit/main/plan/a.md", "https://ghe.example.org/t/p/new/main/plan"),
        (GITLAB, "-/edit/main/strategy/", "strategy", f"{GITLAB}/-/edit/main/plan/a.md", f"{GITLAB}/-/new/main/plan"),
        (GITLAB, "edit/main/strategy/", "strategy", f"{GITLAB}/-/edit/main/plan/a.md", f"{GITLAB}/-/new/main/plan"),
        (OWN, "-/edit/main/sub/strategy/", "strategy", f"{OWN}/-/edit/main/sub/plan/a.md", f"{OWN}/-/new/main/sub/plan"),
    ],
    ids=["github", "slashes", "blob", "whole address", "sub-folder", "deep strategy", "enterprise", "gitlab", "old gitlab", "own gitlab"],
)  # fmt: skip
def test_hosts_that_are_known(repo_url: str, edit_uri: str, strategy: str, edit: str, new: str) -> None:
    """GitHub, GitHub Enterprise and GitLab, from any branch and folder."""
    host = host_of(repo_url, edit_uri, strategy)
    assert host is not None
    assert host.edit("plan/a.md") == edit
    assert host.edit("plan/a.md", 12) == f"{edit}#L12"
    url, _, query = host.new("plan", "x.md", "text").partition("?")
    assert (url, query) == (new, "filename=x.md&value=text" if "/-/" not in new else "file_name=x.md")


@pytest.mark.parametrize(
    ("repo_url", "edit_uri"),
    [
        (None, "edit/main/strategy/"),
        (GITHUB, None),
        ("", ""),
        (GITHUB, "edit/main/docs/"),
        (GITHUB, "edit/main/notstrategy/"),
        (GITHUB, "?query=root/strategy/"),
        (GITHUB, "#root/strategy/"),
        (GITHUB, "wiki/strategy/"),
        ("https://bitbucket.org/team/plan", "src/main/strategy/"),
        ("https://codeberg.org/team/plan", "edit/main/strategy/"),
        ("https://gitea.example.org/team/plan", "_edit/main/strategy/"),
        ("https://example.org/", "edit/main/strategy/"),
        ("https://token@github.com/team/plan", "edit/main/strategy/"),
        ("ssh://git@github.com/team/plan", "edit/main/strategy/"),
        ("git@github.com:team/plan", "edit/main/strategy/"),
        ("javascript:alert(1)//", "edit/main/strategy/"),
        (GITHUB, "javascript:alert(1)/a/b/edit/main/strategy/"),
        ("https://[x/team/plan", "edit/main/strategy/"),
        ("https://gitlab.example.org/team/plan", "edit/main/strategy/"),
    ],
)
def test_hosts_that_are_not_known(repo_url: str | None, edit_uri: str | None) -> None:
    """Nothing is offered where an address would be a guess, no link at all, or tell a secret."""
    assert host_of(repo_url, edit_uri, "strategy") is None


@pytest.mark.parametrize(
    "text",
    ['"><script>alert(1)</script>', "a&value=b#c?d", "=1+1\r\n\t%0A", "\u2028 ünï 🎉", "../../x", "\ud800"],
)
def test_texts_are_encoded(text: str) -> None:
    """Whatever a name or a text holds, it is the value of one parameter, or one path."""
    host = host_of(GITHUB, "edit/main/strategy/", "strategy")
    assert host is not None
    url = urlsplit(host.new("plan", text, text))
    assert url.geturl().isascii()
    assert (url.path, url.fragment) == ("/team/plan/new/main/plan", "")
    known = text.encode("utf-8", "replace").decode()
    assert parse_qs(url.query, keep_blank_values=True) == {"filename": [known], "value": [known]}
    edit = host.edit(f"plan/{text}.md")
    assert edit.isascii()
    assert not set('"<>#?&') & set(edit.removeprefix("https://"))


def buttons(data: bytes, name: str) -> list[str]:
    """Where the buttons of a name lead."""
    html = re.split('<a class="gp-button[^"]*" href="', data.decode(errors="replace"))[1:]
    links = [part.partition("</a>")[0] for part in html]
    return [Html(f'<a href="{link}</a>'.encode()).hrefs()[0] for link in links if name in link]


def test_add_an_entry(tmp_path: Path) -> None:
    """From the plan with today's day, from a goal with the goal; nowhere where the host isn't known."""
    files = {
        "strategy/goals/no.md": "---\ntitle: No\nid: 'no: yes'\n---\n",
        "strategy/channels/blog.md": "---\ntitle: Blog\n---\n",
    }
    site = build(playbook(tmp_path / "a", files, {"repo_url": GITHUB}))
    [link] = buttons(site["goals/grow/index.html"], "Add an entry")
    assert link.startswith(f"{GITHUB}/new/main/plan?filename=new-entry.md&value=")
    [text] = parse_qs(urlsplit(link).query)["value"]
    assert text == "---\ntitle: New entry\ngoals: [grow]\nstart: TBD\nstatus: idea\n---\n\nWhat it is, and for whom.\n"
    [link] = buttons(site["calendar/index.html"], "Add an entry")
    assert "start: 2026-11-22\n" in parse_qs(urlsplit(link).query)["value"][0]
    assert "goals: []\n" in parse_qs(urlsplit(link).query)["value"][0]
    [link] = buttons(site["goals/no-yes/index.html"], "Add an entry")
    assert 'goals: ["no: yes"]\n' in parse_qs(urlsplit(link).query)["value"][0]
    assert buttons(site["channels/blog/index.html"], "Add an entry") == []
    other = build(playbook(tmp_path / "b", files, {"repo_url": "https://codeberg.org/team/plan"}))
    assert not [path for path, data in other.items() if b"Add an entry" in data or buttons(data, "Edit")]


def test_edit_where_the_theme_has_no_button(tmp_path: Path) -> None:
    """Material without its button, and other generators, have ours; a theme that has one isn't doubled."""
    config = {"repo_url": GITHUB}
    edit = f"{GITHUB}/edit/main/plan/launch.md"
    assert buttons(build(playbook(tmp_path / "a", {}, config))["plan/launch/index.html"], "Edit") == []
    material = build(playbook(tmp_path / "b", {}, config, material=True))
    assert buttons(material["plan/launch/index.html"], "Edit") == [edit]
    theme = {"name": "material", "font": False, "features": ["content.action.edit"]}
    with_its_own = build(playbook(tmp_path / "c", {}, {**config, "theme": theme}))
    assert buttons(with_its_own["plan/launch/index.html"], "Edit") == []
    done = in_child([sys.executable, "-m", "gameplan", "render", str(tmp_path / "out")], tmp_path / "a")
    assert done.code == 0, done.output
    assert buttons((tmp_path / "out/plan/launch.md").read_bytes(), "Edit") == [edit]
