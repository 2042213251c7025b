"""What can't be published is found by the check, where it stands, before anything of the last site is touched."""

from __future__ import annotations

import os
import posixpath
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as some

from builds import build, build_in_child, contents, playbook, sample_context
from gameplan.model.addresses import FOLDERS, output_path, way_to
from gameplan.pipeline import run
from gameplan.publish.site import build_site
from gameplan.resolve.places import PLACES
from gameplan.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gameplan.diagnostics import Diagnostic

ENTRY = "---\ntitle: T\ngoals: [grow]\nstart: 2026-12-02\n{}---\n{}"
LONG = "ü" * 99
CASES: dict[str, tuple[Mapping[str, str | bytes], str]] = {
    "an id like a file of ours": ({"plan/a.md": ENTRY.format("id: index.html\n", "")}, "plan/a.md:5:5"),
    "an id like the index of its kind": (
        {"strategy/goals/a.md": "---\ntitle: A\nid: index.html\n---\n"},
        "strategy/goals/a.md:3:5",
    ),
    "a former id like a file of ours": ({"plan/a.md": ENTRY.format("aliases: [index.html]\n", "")}, "plan/a.md:5:11"),
    "a file named like one": ({"plan/index.html.md": ENTRY.format("", "")}, "plan/index.html.md:1:1"),
    "a page named like another's file": (
        {"strategy/x/index.md": "# X\n", "strategy/x/index.html.md": "# Y\n"},
        "strategy/x/index.md:1:1",
    ),
    "a file like a page's folder": ({"strategy/goals/grow": b"x"}, "strategy/goals/grow"),
    "a file like an entry's folder": ({"plan/launch": b"x"}, "plan/launch"),
    "a file like a page": ({"strategy/goals/grow/index.html": b"x"}, "strategy/goals/grow/index.html"),
    "a file like the home page": ({"strategy/index.html": b"x"}, "strategy/index.html"),
    "a file in other letters": ({"strategy/goals/GROW": b"x"}, "strategy/goals/GROW"),
    "a file like the feed": ({"strategy/calendar.ics": b"x"}, "strategy/calendar.ics"),
    **{f"a file like the folder {name}": ({f"strategy/{name}": b"x"}, f"strategy/{name}") for name in FOLDERS},
    **{
        f"a folder like the file {name}": ({f"strategy/{name}/x.png": b"x"}, f"strategy/{name}/x.png")
        for name in (*PLACES, "calendar.ics")
    },
    "a file like a former id": (
        {"plan/a.md": ENTRY.format("aliases: [old]\n", ""), "plan/old": b"x"},
        "plan/a.md:5:11",
    ),
    "an id of too many bytes": ({"plan/a.md": ENTRY.format(f"id: {LONG}ü\n", "").replace("ü", "漢")}, "plan/a.md:5:5"),
    "a former id of too many bytes": ({"plan/a.md": ENTRY.format(f"aliases: [{'漢' * 99}]\n", "")}, "plan/a.md:5:11"),
    "too many folders": ({f"plan/{'/'.join(['d' * 190] * 6)}/x.png": b"x"}, f"plan/{'/'.join(['d' * 190] * 6)}/x.png"),
    "a host in brackets": ({"plan/a.md": ENTRY.format("", "See [it](https://[your-domain]/x).\n")}, "plan/a.md:6:10"),
    "an image of a host in brackets": ({"plan/a.md": ENTRY.format("", "![it](//[cdn]/x.png)\n")}, "plan/a.md:6:7"),
    "a host by definition": ({"plan/a.md": ENTRY.format("", "See [it].\n\n[it]: https://[x]/\n")}, "plan/a.md:8:7"),
    "an automatic link": ({"plan/a.md": ENTRY.format("", "<https://[x]/y>\n")}, "plan/a.md:6:2"),
    "a bracket that isn't closed": ({"plan/a.md": ENTRY.format("", "[it](https://a]b/)\n")}, "plan/a.md:6:6"),
    "a sign that stands for a slash": (
        {"plan/a.md": ENTRY.format("", "[it](https://ex℀mple.org/)\n")},
        "plan/a.md:6:6",
    ),
}


def found(root: Path) -> list[Diagnostic]:
    """The errors of the check."""
    result = run(root, load_settings(root).options)
    return [finding for finding in result.diagnostics if finding.severity == "error"]


@pytest.mark.parametrize("name", CASES)
def test_what_cannot_be_published_is_found(name: str, tmp_path: Path) -> None:
    """One error each, at its place, that says what to do."""
    files, place = CASES[name]
    root = playbook(tmp_path, files)
    [finding] = found(root)
    assert finding.rule.name in ("unsafe-path", "broken-link")
    span = finding.location.span
    assert (f"{finding.location.path}:{span.line}:{span.column}" if span else finding.location.path) == place
    assert finding.hint


@pytest.mark.parametrize(
    "name",
    ["an id like a file of ours", "a file like a page's folder", "a file like the folder feeds", "a host in brackets"],
)
def test_the_last_site_stays(name: str, tmp_path: Path) -> None:
    """The build ends with the finding, and the site is what it was."""
    root = playbook(tmp_path, {})
    assert build_in_child(root).code == 0
    before = contents(root / "site")
    files, place = CASES[name]
    playbook(root, files)
    built = build_in_child(root)
    assert (built.code, contents(root / "site") == before) == (1, True)
    assert place in built.output
    assert "Traceback" not in built.output


def test_what_is_no_address_ends_no_build(tmp_path: Path) -> None:
    """Where findings fail no build, a link that can't be followed is text, and the site is made."""
    files, _ = CASES["a host in brackets"]
    more = {"plan/b.md": ENTRY.format("id: b\n", "[a](https://[x]/y) ![b](https://ex℀mple.org/b.png) <https://[x]/>\n")}
    site = build(playbook(tmp_path, {**files, **more}, options={"fail_on": "never"}))
    assert b"your-domain" not in site["plan/a/index.html"]
    assert b"https://[x]" not in site["plan/b/index.html"].replace(b"&lt;https://[x]/&gt;", b"").split(b"<main>")[
        1
    ].replace(b">https://[x]/<", b"")


def test_ordinary_names_are_free(tmp_path: Path) -> None:
    """Neither a picture beside its page, nor a file of the author's own, nor a feed's link stands in anybody's way."""
    files: dict[str, str | bytes] = {
        "strategy/goals/grow/chart.png": b"x",
        "strategy/404.html": b"x",
        "strategy/robots.txt": b"x",
        "strategy/CNAME": b"x",
        "strategy/data/own.csv": b"x",
        "strategy/assets/logo.svg": b"x",
        "strategy/feeds/readme.txt": b"x",
        "strategy/calendars/x.png": b"x",
        "plan/launch/photo.jpg": b"x",
        "plan/a.md": ENTRY.format(
            "aliases: [a, A]\n", "[v6](http://[::1]/x) [mail](mailto:a@example.org) [b](#x[y])\n"
        ),
    }
    assert found(playbook(tmp_path, files)) == []


def test_all_places_of_ours_are_known() -> None:
    """What the check takes for ours is what a site really has: nothing is made in another folder, or at another place above."""
    site = build_site(sample_context()[1])
    made = {*site.files, *(output_path(document.uri) for document in site.documents if not document.source)}
    kinds = {kind.folder for kind in sample_context()[1].lookups.shown_kinds}
    assert {place.partition("/")[0] for place in made if "/" in place} - kinds <= set(FOLDERS)
    indexes = {place for place in made if re.fullmatch(r"[^/]+/index\.html", place)}
    assert {place.partition("/")[0] for place in indexes} <= kinds | (
        set(FOLDERS) - {"assets", "data", "feeds", "search"}
    )
    assert {place for place in made if "/" not in place} <= {
        *PLACES,
        "calendar.ics",
        "feed.json",
        "feed.xml",
        "llms.txt",
    }


def test_clashes_of_other_styles_end_in_one_line(tmp_path: Path) -> None:
    """What only another plugin, or addresses that are files, brings together ends the build before anything is written."""
    hook = (
        "from mkdocs.structure.files import File\n"
        "def on_files(files, config):\n"
        "    files.append(File.generated(config, 'goals/grow/index.html/x.txt', content='x'))\n"
        "    return files\n"
    )
    built = build_in_child(playbook(tmp_path, {"hook.py": hook}, {"hooks": ["hook.py"]}))
    assert built.code == 1
    assert "gameplan: goals/grow.md and goals/grow/index.html/x.txt can't both be on the site" in built.output
    assert "Traceback" not in built.output


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root can read every file")
def test_a_file_that_cannot_be_read(tmp_path: Path) -> None:
    """It is found by the check, not by the host when it copies it."""
    root = playbook(tmp_path, {"plan/chart.png": b"x"})
    (root / "plan/chart.png").chmod(0)
    [finding] = found(root)
    assert (finding.rule.name, finding.location.path) == ("unsafe-path", "plan/chart.png")


def test_a_file_that_the_system_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same, as whoever isn't root sees it."""
    root = playbook(tmp_path, {"plan/chart.png": b"x"})
    true = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: not str(path).endswith("chart.png") and true(path, mode))
    [finding] = found(root)
    assert (finding.rule.name, finding.location.path) == ("unsafe-path", "plan/chart.png")
    assert "can't be opened" in finding.message


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("template", "nope.html"),
        ("template", "../../mkdocs.yml"),
        ("template", "/etc/passwd"),
        ("icon", "nope"),
        ("icon", "../../main"),
        ("template", "[]"),
    ],
)
def test_what_the_theme_lacks_ends_no_build(
    key: str, name: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """A template or an icon that there isn't is a warning with the page's name, and the page is made without it."""
    files = {"strategy/about.md": f"---\n{key}: {name}\n---\n# About\n\nWords.\n", "theme/partials/own.html": ""}
    material = {"theme": {"name": "material", "font": False}}
    site = build(playbook(tmp_path, files, material))
    assert b"Words." in site["about/index.html"]
    assert f"about.md: the theme has no {key} '" in caplog.text
    assert "root:" not in site["about/index.html"].decode()


def test_what_the_theme_has_is_used(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """A template of the theme's and an icon of it stay."""
    files = {
        "strategy/about.md": "---\ntemplate: own.html\nicon: material/sign-text\n---\n# About\n",
        "theme/own.html": "OWN {{ page.meta.icon }}",
    }
    site = build(playbook(tmp_path, files))
    assert site["about/index.html"].startswith(b"OWN")
    assert "the theme has no template" not in caplog.text


_NAMES = some.sampled_from(("a", "b", "c.md", "\u00e9", "..", ".", ""))


@given(path=some.lists(_NAMES, min_size=1, max_size=5), folder=some.lists(_NAMES, max_size=4))
def test_the_way_from_folder_to_file(path: list[str], folder: list[str]) -> None:
    """It is the one that Python's own function finds, of whatever names the two are made."""
    to, here = "/".join(path).lstrip("/") or "a", "/".join(folder).lstrip("/")
    assert way_to(to, here) == posixpath.relpath(to, here or ".")
