"""`gameplan render` writes a site that any generator can build."""

from __future__ import annotations

import os
import posixpath
import re
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from markdown import Markdown

from builds import SAMPLE, Html, context_at, playbook
from gameplan.model.addresses import output_path
from gameplan.publish.output.plain import exported
from gameplan.publish.site import build_site

if TYPE_CHECKING:
    from collections.abc import Mapping

ROOT = Path(__file__).parent.parent
FILES = {
    "mkdocs.yml": "site_name: Small\nplugins:\n  - gameplan:\n      today: 2026-11-22\n      timezone: Europe/Prague\n"
    "      uid_namespace: 3f0d6f0e-54d5-4b5b-8d0b-5a9f2f6f1c11\n",
    "strategy/index.md": "---\ntitle: Be there\n---\n\nSee [how](about.md).\n",
    "strategy/about.md": "# How we work\n\nBack to [the plan](../plan/) and `[[launch]]`.\n",
    "strategy/goals/deep/er/grow.md": "---\nid: grow\ntitle: Grow\n---\n\nBecause.\n",
    "plan/2026/launch.md": (
        "---\nid: big-launch\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-03\naliases: [old-launch]\n---\n\n"
        "For [the goal](../../strategy/goals/deep/er/grow.md#why), [[goal:grow|growth]] and [the deal](../deal.md): [[deal]].\n\n"
        "![a chart](chart.png)\n\n```\n[[goal:grow]] [x](../../strategy/goals/deep/er/grow.md)\n```\n"
    ),
    "plan/2026/chart.png": "not really",
    "plan/deal.md": "---\ntitle: SECRET\ngoals: [grow]\nstart: 2026-12-01\nvisibility: internal\n---\n\nSECRET\n",
}


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def _render(root: Path, target: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "gameplan", "render", str(target), "--root", str(root), *more]
    environment = {**os.environ, "PYTHONHASHSEED": "3"}
    return subprocess.run(command, capture_output=True, text=True, check=False, env=environment, timeout=120)


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small playbook with a hidden entry, links of every form, and an alias."""
    _write(tmp_path / "playbook", FILES)
    return tmp_path / "playbook"


def test_pages_lie_where_their_addresses_say(small: Path, tmp_path: Path) -> None:
    """Files are named by kind and id; what is hidden is nowhere."""
    done = _render(small, tmp_path / "out")
    assert done.returncode == 0, done.stdout + done.stderr
    out = tmp_path / "out"
    assert (out / "goals" / "grow.md").is_file()
    assert (out / "plan" / "big-launch.md").is_file()
    assert (out / "plan" / "old-launch" / "index.html").is_file()
    assert b"SUMMARY:Launch" in (out / "calendar.ics").read_bytes()
    assert not [path for path in out.rglob("*") if path.is_file() and b"SECRET" in path.read_bytes()]


def test_links_are_rewritten_and_code_is_not(small: Path, tmp_path: Path) -> None:
    """Links lead to the written files, mentions become links, links to hidden pages become text."""
    _render(small, tmp_path / "out")
    text = (tmp_path / "out" / "plan" / "big-launch.md").read_text(encoding="utf-8")
    assert "[the goal](../goals/grow.md#why)" in text
    assert "[growth](../goals/grow.md)" in text
    assert "and the deal: (not public)." in text
    assert "![a chart](2026/chart.png)" in text
    assert "```\n[[goal:grow]] [x](../../strategy/goals/deep/er/grow.md)\n```" in text
    assert (tmp_path / "out" / "plan" / "2026" / "chart.png").read_bytes() == b"not really"
    about = (tmp_path / "out" / "about.md").read_text(encoding="utf-8")
    assert "[the plan](calendar/index.md)" in about
    assert "`[[launch]]`" in about


def test_panels_survive_markdown(small: Path, tmp_path: Path) -> None:
    """Python-Markdown leaves our HTML alone: it comes out as it went in."""
    _render(small, tmp_path / "out")
    text = (tmp_path / "out" / "plan" / "big-launch.md").read_text(encoding="utf-8")
    body = text.split("---\n", 2)[2]
    panels = re.findall(r"<article.*?</article>", body, re.DOTALL)
    rendered = Markdown(extensions=["attr_list", "md_in_html", "tables"]).convert(body)
    assert panels
    assert all(panel in rendered for panel in panels)


def test_our_parts_are_written_as_they_are() -> None:
    """Each page of the sample has the style sheet, the script, and our parts byte for byte: nothing is escaped once more."""
    context = context_at(SAMPLE)
    site = build_site(context)
    written = exported(site, context.playbook, context.playbook, context.edition.base)
    [style], [script] = site.styles, site.scripts
    for document in site.documents:
        text = written[document.uri].decode()
        head, tail = document.frame()
        assert head in text, document.uri
        assert tail in text, document.uri
        here = posixpath.dirname(output_path(document.uri))
        assets = Html(text.partition("---\n\n")[2].partition("\n")[0].encode())
        sheet, *more = assets.named("link")
        code, *data = assets.named("script")
        assert [each.attributes["href"].rpartition("/")[2] for each in more] == ["landscape.css"] * document.landscape
        assert [each.attributes["type"] for each in data] == ["application/ld+json"] * bool(document.linked_data)
        assert posixpath.normpath(posixpath.join(here, sheet.attributes["href"])) == style, document.uri
        assert posixpath.normpath(posixpath.join(here, code.attributes["src"])) == script, document.uri


def test_paper_and_data(small: Path, tmp_path: Path) -> None:
    """Pages that are wide are printed across, and search engines find an entry's days, whoever builds the pages."""
    assert _render(small, tmp_path / "out").returncode == 0
    month = (tmp_path / "out" / "calendar" / "2026-12.md").read_text(encoding="utf-8")
    assert 'href="../../assets/gameplan/landscape.css"' in month
    assert (
        tmp_path / "out" / "assets" / "gameplan" / "landscape.css"
    ).read_text() == "@page{size:A4 landscape;margin:9mm}"
    assert '"@type": "Event", "name": "Launch"' in (tmp_path / "out" / "plan" / "big-launch.md").read_text(
        encoding="utf-8"
    )


def test_navigation_of_another_host(small: Path, tmp_path: Path) -> None:
    """A configuration that inherits the written navigation has the plugin's order."""
    (small / "strategy" / "notes" / "old").mkdir(parents=True)
    for path in ("notes/index.md", "notes/a_b.md", "notes/old/c.md"):
        (small / "strategy" / path).write_text(f"# Page {path}\n", encoding="utf-8")
    theme = "theme: {name: material, font: false}\n"
    with (small / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write(f"docs_dir: strategy\n{theme}")
    assert _render(small, tmp_path / "out" / "docs").returncode == 0
    (tmp_path / "out" / "mkdocs.yml").write_text(f"INHERIT: docs/.nav.yml\nsite_name: Small\n{theme}", encoding="utf-8")
    menus = []
    for folder in (small, tmp_path / "out"):
        done = subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q"], cwd=folder, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stderr
        page = (folder / "site" / "goals" / "index.html").read_text(encoding="utf-8")
        menu = re.search(r'<nav class="md-nav md-nav--primary".*?</nav>\s*</div>\s*</div>\s*</div>', page, re.DOTALL)
        assert menu
        menus.append(
            [" ".join(text.split()) for text in re.findall(r'class="md-ellipsis">(.*?)</span>', menu[0], re.DOTALL)]
        )
    ours, theirs = menus
    assert "Old" in ours
    assert ours == theirs


def test_nothing_is_written_where_the_check_fails(small: Path, tmp_path: Path) -> None:
    """A finding keeps the last good folder as it is."""
    _render(small, tmp_path / "out")
    before = {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}
    _write(small, {"plan/bad.md": "---\ntitle: Bad\nstart: 2026-12-05\n---\n"})
    done = _render(small, tmp_path / "out")
    assert done.returncode == 1
    assert "missing-goal" in done.stdout
    assert before == {path: path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file()}


def test_a_second_run_replaces_the_first(small: Path, tmp_path: Path) -> None:
    """What is gone from the playbook is gone from the folder, and the same playbook gives the same bytes."""
    _render(small, tmp_path / "out")
    _render(small, tmp_path / "again")
    first = {
        path.relative_to(tmp_path / "out"): path.read_bytes()
        for path in (tmp_path / "out").rglob("*")
        if path.is_file()
    }
    second = {
        path.relative_to(tmp_path / "again"): path.read_bytes()
        for path in (tmp_path / "again").rglob("*")
        if path.is_file()
    }
    assert first == second
    (small / "strategy" / "about.md").unlink()
    _write(small, {"strategy/index.md": "---\ntitle: Be there\n---\n"})
    assert _render(small, tmp_path / "out").returncode == 0
    assert not (tmp_path / "out" / "about.md").exists()


@pytest.mark.parametrize("target", ["playbook/plan/out", "playbook", "full"])
def test_folders_that_hold_something_else_are_refused(small: Path, tmp_path: Path, target: str) -> None:
    """The playbook's own folders, and folders with files of somebody else, stay untouched."""
    _write(tmp_path, {"full/mine.txt": "mine"})
    done = _render(small, tmp_path / target)
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert (tmp_path / "full" / "mine.txt").read_text(encoding="utf-8") == "mine"


def test_hidden_pages_are_written_when_asked_for(small: Path, tmp_path: Path) -> None:
    """`--internal` writes internal pages too."""
    assert _render(small, tmp_path / "out", "--internal").returncode == 0
    assert (tmp_path / "out" / "plan" / "deal.md").is_file()


def test_results_of_a_hidden_kpi_are_hidden(small: Path, tmp_path: Path) -> None:
    """A public entry shows its value for a public KPI, and neither name nor value for an internal one."""
    _write(
        small,
        {
            "strategy/kpis/margin.md": "---\ntitle: Margin\nvisibility: internal\n---\n",
            "strategy/kpis/visits.md": "---\ntitle: Visits\n---\n",
            "plan/done.md": (
                "---\ntitle: Done\ngoals: [grow]\nstart: 2026-10-01\nstatus: done\nresults: {visits: 4321, margin: 98765}\n---\n"
            ),
        },
    )
    assert _render(small, tmp_path / "out").returncode == 0
    text = (tmp_path / "out" / "plan" / "done.md").read_text(encoding="utf-8")
    assert ">Visits<" in text
    assert "4,321" in text
    assert "margin" not in text.lower()
    assert "98765" not in text.replace(",", "")


def test_a_former_id_that_looks_like_a_file(tmp_path: Path) -> None:
    """An alias that ends in .md would need a folder where the page's text lies: the rest is written all the same."""
    front = "---\ntitle: Again\naliases: [again.md, before]\ngoals: [grow]\nstart: 2026-12-02\n---\n"
    context = context_at(playbook(tmp_path, {"plan/again.md": front}))
    files = exported(build_site(context), context.playbook, context.playbook)
    assert {"plan/again.md", "plan/before/index.html"} <= files.keys()
    assert not [name for name in files if name.startswith("plan/again.md/")]
