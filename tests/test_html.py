"""Every page of the sample is valid HTML, as another program reads it; what the theme itself does is told apart by a page without us."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builds import build, contents, sample_site, write
from checkers import Fault, html_faults

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

PLAIN = """\
site_name: Plain
site_url: https://plain.example.org/
repo_url: https://git.example.org/team/plain
edit_uri: edit/main/docs/
theme:
  name: material
  font: false
  features: [content.action.edit, navigation.indexes, navigation.tabs, navigation.path, navigation.top, navigation.footer]
  palette:
    - {scheme: default, toggle: {icon: material/weather-night, name: Dark}}
    - {scheme: slate, toggle: {icon: material/weather-sunny, name: Light}}
plugins: [search]
markdown_extensions: [pymdownx.tasklist]
"""
PAGE = "# Page\n\n- [ ] Open\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"


def test_pages_are_valid(tmp_path_factory: pytest.TempPathFactory) -> None:
    """There is no fault in any page of the sample that isn't in the same theme's pages without Gameplan."""
    plain = write(
        tmp_path_factory.mktemp("plain"),
        {"mkdocs.yml": PLAIN, "docs/index.md": PAGE, "docs/a/index.md": PAGE, "docs/a/b.md": PAGE},
    )
    build(plain)
    theirs = {(fault.rule, fault.text) for fault in html_faults(plain / "site", tmp_path_factory.mktemp("plain-work"))}
    folder, _ = sample_site(tmp_path_factory)
    found = list(html_faults(folder, tmp_path_factory.mktemp("sample-work")))
    assert [fault for fault in found if (fault.rule, fault.text) not in theirs] == []


def test_a_fault_would_be_found(tmp_path: Path) -> None:
    """What isn't valid is found, with its page and line."""
    write(
        tmp_path, {"site/a/index.html": "<!doctype html>\n<title>x</title>\n<p id=a><div id=a></div>\n", "work/x": ""}
    )
    found = list(html_faults(tmp_path / "site", tmp_path / "work"))
    assert {(fault.path, fault.line, fault.rule) for fault in found} >= {("a/index.html", 3, "no-dup-id")}
    assert all(isinstance(fault, Fault) for fault in found)
    assert contents(tmp_path / "site")
