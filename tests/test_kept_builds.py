"""Builds that use what earlier ones kept: the same bytes as a clean one, whatever was changed, and whatever happened to what is kept."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner

from builds import build, contents, in_child, playbook
from gameplan import site_store
from gameplan.cli import main
from gameplan.store.folder import VARIABLE
from gameplan.store.pack import PackWriter
from random_edits import BASE, FIXED, Edits, base, different, tried

if TYPE_CHECKING:
    from pathlib import Path

STEPS = {"render": 12, "mkdocs": 6, "check": 24}
"""`python tests/random_edits.py` takes two hundred and more."""
SEEDS = {"render": 5, "mkdocs": 6, "check": 7}


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where everything is kept."""
    folder = tmp_path / "store"
    monkeypatch.setenv(VARIABLE, str(folder))
    for name, value in FIXED.items():
        monkeypatch.setenv(name, value)
    return folder


def _site(root: Path, monkeypatch: pytest.MonkeyPatch, *, keep: bool = True) -> dict[str, bytes]:
    with monkeypatch.context() as patch:
        if not keep:
            patch.setenv(VARIABLE, "")
        return build(root)


def _sites_made(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """What is made anew from now on."""
    made: list[object] = []
    make = vars(site_store)["build_site"]

    def counted(context: object) -> object:
        made.append(context)
        return make(context)

    monkeypatch.setattr(site_store, "build_site", counted)
    return made


@pytest.mark.parametrize("host", STEPS)
def test_random_edits(host: str, tmp_path: Path) -> None:
    """After each step the folder is the one that a clean build makes; some builds make nothing of the site again, others do."""
    edits = Edits(base(tmp_path / "playbook"), tmp_path / "store", SEEDS[host])
    found = list(tried(edits, tmp_path, host, STEPS[host]))
    assert {done: names for done, names in found if names} == {}
    assert 0 < edits.again < len(found)


def test_a_comparison_that_finds_something(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a change of a title went unnoticed, the steps would show it."""
    monkeypatch.setattr(site_store, "_said", lambda page: (page.path,))
    monkeypatch.setattr(site_store, "_told", lambda _: ())
    edits = Edits(base(tmp_path / "playbook"), tmp_path / "store", 1)
    edits.steps = (edits.nothing, edits.retitled)
    assert any(names for _, names in tried(edits, tmp_path, "render", 6))


def test_a_text_that_changes(tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another paragraph changes its page and nothing else, and nothing else is made again; another first sentence is told elsewhere."""
    root = playbook(tmp_path / "playbook", BASE)
    before = _site(root, monkeypatch)
    made = _sites_made(monkeypatch)
    page = root / "plan/launch.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\nAnd then we rest.\n", encoding="utf-8")
    after = _site(root, monkeypatch)
    changed = different(before, after)
    assert not made
    own = {"plan/launch/index.html", "plan/launch/index.md"}
    assert own <= set(changed) <= {*own, "search/search_index.json", "sitemap.xml", "sitemap.xml.gz"}
    page.write_text(page.read_text(encoding="utf-8").replace("We launch.", "We begin."), encoding="utf-8")
    last = _site(root, monkeypatch)
    assert made
    assert "calendar.ics" in different(after, last)
    assert store.exists()


CHANGES = {
    "a day": ("plan/launch.md", "start: 2026-12-01", "start: 2026-12-02"),
    "a title": ("strategy/goals/grow.md", "title: Grow", "title: Grow faster"),
    "a parent": ("strategy/goals/deep.md", "parent: grow", "parent: none"),
    "readings": ("strategy/kpis/visits.csv", "55", "56"),
    "a heading": ("plan/launch.md", "We launch.", "We launch.\n\n## Brief\n\nSo."),
    "a checklist": ("plan/launch.md", "We launch.", "We launch.\n\n- [ ] once"),
    "a mention": ("plan/launch.md", "We launch.", "We launch.\n\nAs [[claim]] says."),
    "what a review says": ("strategy/reviews/autumn.md", "more than we hoped", "less than we hoped"),
    "a result": ("plan/launch.md", "visits: 7", "visits: 8"),
    "no text": ("plan/launch.md", "We launch.\n", ""),
    "an audience": ("plan/launch.md", "audiences: [makers]\n", ""),
    "visibility": ("strategy/goals/deep.md", "parent: grow", "parent: grow\nvisibility: internal"),
    "the site's name": ("mkdocs.yml", "site_name: Site", "site_name: Another"),
    "the day": ("mkdocs.yml", "2026-11-22", "2026-12-22"),
}
"""A file, and what is written there instead of what."""


@pytest.mark.parametrize("name", CHANGES)
def test_what_shows_elsewhere(name: str, tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever changes on other pages than its own is there in the next build."""
    path, before, after = CHANGES[name]
    root = playbook(tmp_path / "playbook", BASE, options={"fail_on": "never"})
    first = _site(root, monkeypatch)
    file = root / path
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after), encoding="utf-8")
    second = _site(root, monkeypatch)
    assert different(first, second) != []
    assert different(second, _site(root, monkeypatch, keep=False)) == []
    assert store.exists()


def test_settings_of_the_calendar(tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What feeds hold of entries is made anew where the calendar's settings are others."""
    root = playbook(tmp_path / "playbook", BASE, options={"calendar": {"planned": "tentative"}})
    before = _site(root, monkeypatch)
    config = root / "mkdocs.yml"
    config.write_text(
        config.read_text(encoding="utf-8").replace("planned: tentative", "planned: confirmed"), encoding="utf-8"
    )
    after = _site(root, monkeypatch)
    assert "calendar.ics" in different(before, after)
    assert different(after, _site(root, monkeypatch, keep=False)) == []
    assert store.exists()


def test_what_is_kept_is_small(tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred edits leave no hundred sites."""
    root = playbook(tmp_path / "playbook", BASE)
    for number in range(6):
        page = root / "plan/launch.md"
        page.write_text(f"{page.read_text(encoding='utf-8')}\n## Step {number}\n", encoding="utf-8")
        _site(root, monkeypatch)
    (folder,) = store.iterdir()
    kinds = [path.name.partition("-")[0] for path in folder.iterdir()]
    assert kinds.count("site") == 4
    assert {kind: kinds.count(kind) for kind in kinds if kind != "site"} == {
        "pages": 1,
        "texts": 1,
        "markdown": 1,
        "pieces": 1,
    }


def test_warnings_are_said_again(
    tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """A text that isn't rendered again gets the host's warnings all the same: strict builds fail each time, and not only the first."""
    root = playbook(
        tmp_path / "playbook",
        {**BASE, "strategy/how.md": "# How\n\n[Gone](gone.md), [there](goals/grow.md#nowhere), [self](#none).\n"},
        {"validation": {"anchors": "warn", "links": {"not_found": "warn"}}},
        {"rules": {"broken-link": "off", "broken-anchor": "off"}},
    )

    def said() -> list[str]:
        caplog.clear()
        with caplog.at_level(logging.WARNING, "mkdocs"):
            _site(root, monkeypatch)
        return [record.getMessage() for record in caplog.records if "how.md" in record.getMessage()]

    first = said()
    assert len(first) == 3
    assert said() == first
    goal = root / "strategy/goals/grow.md"
    goal.write_text(f"{goal.read_text(encoding='utf-8')}\n## Nowhere\n", encoding="utf-8")
    assert len(said()) == 2
    assert store.exists()


def test_no_shortcuts(tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With `shortcuts: false` nothing is kept, by the site and by `render`."""
    root = playbook(tmp_path / "playbook", BASE, options={"shortcuts": False})
    _site(root, monkeypatch)
    assert CliRunner().invoke(main, ["render", str(tmp_path / "out"), "--root", str(root)]).exit_code == 0
    assert not store.exists()


def test_extensions_that_read_other_files(
    tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """With them texts are rendered each time, and the log says so: what they read may be another by then."""
    config = {"markdown_extensions": [{"pymdownx.snippets": {"base_path": [str(tmp_path)], "check_paths": True}}]}
    root = playbook(tmp_path / "playbook", {**BASE, "strategy/how.md": '# How\n\n--8<-- "part.txt"\n'}, config)
    for words in ("first", "second"):
        (tmp_path / "part.txt").write_text(words, encoding="utf-8")
        with caplog.at_level(logging.INFO, "mkdocs"):
            assert words.encode() in _site(root, monkeypatch)["how/index.html"]
        assert any("texts are rendered each time" in record.getMessage() for record in caplog.records)
        caplog.clear()
    assert store.exists()


@pytest.mark.parametrize("what", ["link", "file", "read-only", "full"])
def test_no_place_to_keep_anything(
    what: str, tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """The site is right, and a line says that nothing is kept; so does `render`."""
    root = playbook(tmp_path / "playbook", BASE)
    clean = _site(root, monkeypatch, keep=False)
    if what == "link":
        (tmp_path / "elsewhere").mkdir()
        store.symlink_to(tmp_path / "elsewhere")
    elif what == "file":
        store.write_bytes(b"")
    elif what == "read-only":

        def refused(*_: object, **__: object) -> None:
            raise OSError(30, "Read-only file system")

        monkeypatch.setattr(PackWriter, "__init__", refused)
    else:
        put = PackWriter._put  # noqa: SLF001 - where a disk is full

        def full(writer: PackWriter, data: bytes) -> bool:
            if writer._at > 2000:  # noqa: SLF001
                writer._fail(OSError(28, "No space left on device"))  # noqa: SLF001
            return put(writer, data)

        monkeypatch.setattr(PackWriter, "_put", full)
    with caplog.at_level(logging.INFO, "mkdocs"):
        assert different(_site(root, monkeypatch), clean) == []
    said = [
        record.getMessage() for record in caplog.records if "nothing is kept for the next build" in record.getMessage()
    ]
    assert len(said) == 1
    done = CliRunner().invoke(main, ["render", str(tmp_path / "out"), "--root", str(root)])
    assert done.exit_code == 0
    assert "nothing is kept for the next run" in done.output
    assert not list(tmp_path.glob("elsewhere/*"))


def _render(root: Path, out: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "gameplan", "render", str(out), "--root", str(root)]
    return subprocess.Popen(command, env=dict(os.environ), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def test_two_at_once(tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both make what a clean one makes, and what they keep is whole."""
    root = playbook(tmp_path / "playbook", BASE)
    children = [_render(root, tmp_path / f"out{number}") for number in range(3)]
    assert [child.wait(60) for child in children] == [0, 0, 0]
    made = _sites_made(monkeypatch)
    assert CliRunner().invoke(main, ["render", str(tmp_path / "last"), "--root", str(root)]).exit_code == 0
    assert not made
    monkeypatch.setenv(VARIABLE, "")
    assert CliRunner().invoke(main, ["render", str(tmp_path / "clean"), "--root", str(root)]).exit_code == 0
    clean = contents(tmp_path / "clean")
    assert [different(contents(tmp_path / name), clean) for name in ("out0", "out1", "out2", "last")] == [[]] * 4
    assert store.exists()


def test_killed_at_any_moment(tmp_path: Path, store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next one is right."""
    root = playbook(tmp_path / "playbook", BASE)
    begun = time.monotonic()
    assert _render(root, tmp_path / "whole").wait(60) == 0
    lasts = time.monotonic() - begun
    page = root / "plan/launch.md"
    for number in range(6):
        page.write_text(
            page.read_text(encoding="utf-8").replace("title: Launch", f"title: Launch {number}"), encoding="utf-8"
        )
        child = _render(root, tmp_path / "out")
        time.sleep(lasts * (0.6 + number * 0.08))
        child.send_signal(signal.SIGKILL)
        child.wait(60)
    assert CliRunner().invoke(main, ["render", str(tmp_path / "last"), "--root", str(root)]).exit_code == 0
    monkeypatch.setenv(VARIABLE, "")
    assert CliRunner().invoke(main, ["render", str(tmp_path / "clean"), "--root", str(root)]).exit_code == 0
    assert different(contents(tmp_path / "last"), contents(tmp_path / "clean")) == []
    assert store.exists()


def test_the_sample(tmp_path: Path, store: Path) -> None:
    """The sample is built from what was kept of it, and of its front matter nothing is unknown: the second build makes no site."""
    root = base(tmp_path / "playbook", sample=True)
    variables = {VARIABLE: str(store)}
    outs = []
    for name in ("first", "second"):
        built = in_child([sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / name)], root, variables)
        assert built.code == 0, built.output
        (folder,) = store.iterdir()
        outs.append({path.name: path.stat().st_ino for path in folder.iterdir()})
    assert {name.partition("-")[0] for name in outs[0]} == {*("pages", "site", "texts", "pieces", "markdown", "search")}
    assert outs[0] == outs[1], "nothing is written anew"
    built = in_child(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(tmp_path / "clean")], root, {VARIABLE: ""}
    )
    assert built.code == 0, built.output
    clean = contents(tmp_path / "clean")
    assert [different(contents(tmp_path / name), clean) for name in ("first", "second")] == [[], []]
