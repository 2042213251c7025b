"""Each page's Markdown twin: beside its HTML, named in its head and in llms.txt, with no more than readers may see."""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import unquote

import pytest
from markdown_it import MarkdownIt

from builds import BASE, Html, broken_links, build, contents, playbook, sample_context, sample_site
from gameplan.mkdocs_plugin.others import locks_texts
from gameplan.model.addresses import output_path, twin_path
from gameplan.model.page import Entry

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from mkdocs.config.defaults import MkDocsConfig


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The sample's site."""
    return contents(sample_site(tmp_path_factory)[0])


def as_pages(site: Mapping[str, bytes]) -> dict[str, bytes]:
    """The site with each twin as a page beside it, for whoever follows its links."""
    reader = MarkdownIt("commonmark", {"html": False})
    twins = {
        f"{path}.html": reader.render(data.decode()).encode() for path, data in site.items() if path.endswith(".md")
    }
    return {**site, **twins}


def alternate(site: Mapping[str, bytes], path: str) -> list[str]:
    """Where a page's head says that its twin is."""
    return [
        element.attributes["href"]
        for element in Html(site[path]).named("link")
        if element.attributes.get("type") == "text/markdown"
    ]


def test_every_page_has_a_twin(sample: dict[str, bytes]) -> None:
    """Beside its HTML, with its title at the top; the page's head and llms.txt lead there."""
    _, context = sample_context()
    addresses, seen = context.addresses, set()
    for page in context.playbook.pages:
        uri = addresses.uris.get(page.path)
        if uri is None or page.path in addresses.places:
            continue
        twin = twin_path(uri)
        text = sample[twin].decode()
        assert text.startswith("# "), page.path
        title = Html(MarkdownIt().render(text.partition("\n")[0]).encode()).text
        assert title == " ".join(page.title.split())
        [link] = alternate(sample, output_path(uri))
        assert link.removeprefix("../" * uri.count("/")).lstrip("./") == twin
        if page.kind.folder:
            assert f"]({BASE}{twin})" in sample["llms.txt"].decode() or isinstance(page, Entry)
        seen.add(twin)
    assert {path for path in sample if path.endswith(".md")} == seen
    assert len(seen) > 150


def test_links_lead_somewhere(sample: dict[str, bytes]) -> None:
    """Those of our part and those of the author's text; to another page they lead to its twin."""
    pages = as_pages(sample)
    assert [each for each in broken_links(pages) if ".md.html" in each] == []
    followed = Html(pages["plan/gift-season/index.md.html"]).hrefs()
    assert {"../../goals/cut-churn/index.md", "../../calendar/2026-11/", "../../index.md"} <= set(followed)
    assert "[grow](none.md)" not in followed
    lost = {**pages, "x.md.html": b'<a href="goals/none/index.md">'}
    assert [*broken_links(lost)] == ["x.md.html:1: goals/none/index.md (no file)"]


ODD: dict[str, str | bytes] = {
    "strategy/goals/grow.md": '---\ntitle: "Grow *more* [x](y) <b>"\nsuccess: ["`5` | 6"]\n---\nMore of us.\n',
    "strategy/notes/ä b.md": "---\ntitle: Notes\n---\nTo [[grow]], [it](../goals/grow.md#why), ![p](p.png), [[entry:secret]].\n",
    "strategy/notes/p.png": b"png",
    "strategy/about.md": "# About us\n\nSee [the notes](<notes/ä b.md>) and [the plan](../plan/).\n",
    "plan/secret.md": "---\ntitle: Zqx\ngoals: [grow]\nstart: 2026-12-02\nvisibility: internal\n---\nZqx.\n",
    "plan/launch.md": "---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-01\n---\nWe launch {{ words }}, after [[secret]].\n",
}


@pytest.mark.parametrize("directories", [True, False])
def test_of_a_small_site(tmp_path: Path, *, directories: bool) -> None:
    """Folders or files, odd names and titles: links lead to twins, titles stay text, and what is hidden is nowhere."""
    site = build(playbook(tmp_path, ODD, {"use_directory_urls": directories}))
    pages = as_pages(site)
    assert [each for each in broken_links(pages) if ".md.html" in each] == []
    end = "/index.md" if directories else ".md"
    goal = Html(pages[f"goals/grow{end}.html"])
    assert "Grow *more* [x](y) <b>" in goal.text
    assert "`5` | 6" in goal.text
    [about] = [path for path in site if path.endswith(f"about{end}")]
    assert site[about].decode().startswith("# About us\n")
    notes = unquote(Html(pages[f"{about}.html"]).hrefs()[0])
    assert notes.endswith(f"notes/ä b{end}")
    assert not [path for path, data in site.items() if path.endswith(".md") and b"zqx" in data.lower()]
    assert not [path for path in site if "secret" in path]


def test_what_other_plugins_make_of_a_text(tmp_path: Path) -> None:
    """The twin says what they leave of it."""
    hook = (
        "def on_page_markdown(markdown, page, config, files):\n"
        "    return markdown.replace('{{ words }}', 'as we said').replace('More of us.', '')\n"
    )
    root = playbook(tmp_path, {**ODD, "hook.py": hook}, {"hooks": ["hook.py"]})
    site = build(root)
    assert "We launch as we said, after" in site["plan/launch/index.md"].decode()
    assert b"More of us" not in site["goals/grow/index.md"]


def test_a_page_that_is_taken_out_has_none(tmp_path: Path) -> None:
    """Neither a file nor a line."""
    hook = (
        "def on_files(files, config):\n    for file in list(files):\n        if 'launch' in file.src_uri:\n"
        "            files.remove(file)\n    return files\n"
    )
    site = build(playbook(tmp_path, {**ODD, "hook.py": hook}, {"hooks": ["hook.py"]}))
    assert not [path for path, data in site.items() if "launch" in path or (path.endswith(".md") and b"Launch" in data)]


def test_what_is_locked_has_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A plugin that gives readers texts for a password only: no file beside the page tells them, and no link leads to one."""
    config = cast("MkDocsConfig", SimpleNamespace(plugins={"search": None, "encryptcontent": None}))
    assert locks_texts(config)
    assert not locks_texts(cast("MkDocsConfig", SimpleNamespace(plugins={"search": None})))

    def locked(config: object) -> bool:  # noqa: ARG001 - it is asked of the site's
        return True

    monkeypatch.setattr("gameplan.mkdocs_plugin.plugin.locks_texts", locked)
    site = build(playbook(tmp_path, ODD))
    assert not [path for path in site if path.endswith(".md")]
    assert not [path for path, data in site.items() if b"text/markdown" in data]
    assert b"/index.md" not in site["llms.txt"]


def test_nobody_else_takes_them_for_pages(sample: dict[str, bytes]) -> None:
    """They are neither in the search nor in the sitemap."""
    index: dict[str, Any] = json.loads(sample["search/search_index.json"])
    assert not [each["location"] for each in index["docs"] if ".md" in each["location"]]
    assert b".md" not in sample["sitemap.xml"]
