"""Where files come from makes no difference: the disk, texts that aren't saved, a commit."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING

import pytest

from builds import SAMPLE, copy_of_sample
from gameplan.diagnostics import Diagnostic
from gameplan.history.commit_tree import CommitTree
from gameplan.model.sources import Kind, TooLargeError
from gameplan.pipeline import run, run_again
from gameplan.read.files import MAX_FILE, find_files, read_source
from gameplan.read.sources import Disk, Overlay
from gameplan.settings import load_settings, read_options
from repository import Repository, day

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from gameplan.model.sources import Sources

FOLDERS = ("strategy", "plan")
STRANGE: dict[str, str | bytes] = {
    "mkdocs.yml": "INHERIT: base.yml\nsite_name: x\nplugins:\n  - gameplan:\n      today: 2026-11-22\n",
    "base.yml": "site_url: https://plan.example.org/\n",
    "loose.md": "---\ngoals: [grow]\nstart: 2026-12-01\n---\n",
    "strategy/index.md": "---\ntitle: Playbook\n---\n",
    "strategy/goals/grow.md": "---\ntitle: Grow\n---\n",
    "strategy/goals/Grow.MD": "---\ntitle: Grow\n---\n",
    "strategy/goals/CON.md": "---\ntitle: Con\n---\n",
    "strategy/goals/a:b.md": "---\ntitle: A\n---\n",
    "strategy/goals/latin.md": b"---\ntitle: \xe9\n---\n",
    "strategy/goals/big.md": b"---\ntitle: Big\n---\n" + b"x" * (MAX_FILE + 1),
    "strategy/kpis/visits.md": "---\ntitle: Visits\nunit: visits\nreadings: visits.csv\n---\n",
    "strategy/kpis/visits.csv": "day,value\n2026-10-01,12\n2026-11-01,nonsense\n",
    "strategy/.hidden/x.md": "---\nnonsense\n---\n",
    "plan/a.md": "---\ntitle: A\ngoals: [grow]\nstart: 2026-12-01\n---\n[b](b.md) ![c](c.png)\n",
    "plan/c.png": b"png",
    "plan/deep/er/d.md": "---\ntitle: D\ngoals: [no-such]\nstart: 2026-12-02\n---\n",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A playbook with whatever a folder can hold, committed."""
    repository = Repository(tmp_path / "playbook")
    links = {"plan/link.md": "a.md", "strategy/away": str(tmp_path)}
    repository.commit({**STRANGE, **links}, day(0), modes=dict.fromkeys(links, "120000"))
    for path, target in links.items():
        (repository.root / path).unlink(missing_ok=True)
        (repository.root / path).symlink_to(target)
    return repository.root


@pytest.fixture(params=["disk", "overlay", "overlay of nothing", "commit"])
def sources(request: pytest.FixtureRequest, root: Path, tmp_path: Path) -> Iterator[Sources]:
    """The same files from each place."""
    disk = Disk(root)
    if request.param == "disk":
        yield disk
    elif request.param == "overlay":
        changed = {"plan/a.md", "base.yml", "strategy/kpis/visits.csv"}
        contents = {path: (root / path).read_bytes() for path in changed}
        copy = tmp_path / "copy"
        shutil.copytree(root, copy, symlinks=True)
        (copy / "base.yml").unlink()
        for path in changed - {"base.yml"}:
            (copy / path).write_bytes(b"other")
        yield Overlay(Disk(copy), contents)
    elif request.param == "overlay of nothing":
        yield Overlay(disk, {})
    else:
        with CommitTree(root, "HEAD") as tree:
            tree.take(["mkdocs.yml", "base.yml", "loose.md", "strategy", "plan"])
            yield tree


def test_same_files(sources: Sources, root: Path) -> None:
    """The same paths are found, and the same is said of what can't be used."""
    expected, found = find_files(Disk(root), FOLDERS), find_files(sources, FOLDERS)
    assert (found.pages, found.attachments) == (expected.pages, expected.attachments)
    assert sorted(map(str, found.diagnostics)) == sorted(map(str, expected.diagnostics))
    assert len(found.diagnostics) >= 5


@pytest.mark.parametrize("path", [*STRANGE, "plan/link.md", "plan", "plan/none.md", "strategy/away", "plan/a.md/x"])
def test_same_content(sources: Sources, root: Path, path: str) -> None:
    """The same bytes, or the same reason why there are none."""
    assert read_source(sources, path) == read_source(Disk(root), path)
    assert isinstance(read_source(sources, path, 3), Diagnostic) or (root / path).stat().st_size <= 3
    assert sources.kind(path) == Disk(root).kind(path)


def test_same_findings(sources: Sources, root: Path) -> None:
    """The whole check finds the same."""
    options = read_options(Disk(root)).options
    assert read_options(sources).options == options
    expected = run(root, options).diagnostics
    assert run(root, options, sources=sources).diagnostics == expected
    assert {"unsafe-path", "stray-page", "broken-link"} <= {finding.rule.name for finding in expected}


def test_a_folder_that_is_not_there(root: Path) -> None:
    """Of a commit it is an empty one, since a new playbook had none; on the disk it is a finding."""
    with CommitTree(root, "HEAD") as tree:
        tree.take(["none"])
        assert find_files(tree, ("none",)).diagnostics == []
    assert len(find_files(Disk(root), ("none",)).diagnostics) == 1


def test_overlay() -> None:
    """New files and folders appear beside those that are there, and what is changed is read as it will be."""
    over = Overlay(Disk(SAMPLE), {"plan/new/year/x.md": b"new", "mkdocs.yml": b"site_name: Other\n"})
    assert over.kind("plan/new") is over.kind("plan/new/year") is Kind.FOLDER
    assert [entry.name for entry in over.entries("plan/new/year")] == ["x.md"]
    names = [entry.name for entry in over.entries("plan")]
    assert sorted(names) == sorted({*(path.name for path in (SAMPLE / "plan").iterdir()), "new"})
    assert read_options(over).site == {"site_name": "Other"}
    assert "plan/new/year/x.md" in find_files(over, FOLDERS).pages


def test_unsaved_texts_are_checked_as_saved_ones(tmp_path: Path) -> None:
    """Each entry of the sample in turn, changed in memory, gives the findings that it gives when it is saved."""
    root = copy_of_sample(tmp_path / "sample")
    settings = load_settings(root)
    paths = sorted(path.relative_to(root).as_posix() for path in (root / "plan").rglob("*.md"))[::12]
    for number, path in enumerate(paths):
        saved = (root / path).read_bytes()
        changed = saved.replace(b"goals: [", b"goals: [no-such, ") + b"\n[away](no-such.md)\n" * number
        unsaved = run(root, settings.options, sources=Overlay(Disk(root), {path: changed})).diagnostics
        (root / path).write_bytes(changed)
        assert unsaved == run(root, settings.options).diagnostics
        (root / path).write_bytes(saved)


def test_files_that_come_go_and_move_are_checked_as_written_ones(tmp_path: Path) -> None:
    """In memory, with what was read before, the same is found as when the files lie there."""
    root = copy_of_sample(tmp_path / "sample")
    settings = load_settings(root)
    before = run(root, settings.options)
    paths = sorted(
        path.relative_to(root).as_posix()
        for path in root.rglob("*.md")
        if "plan/" in str(path) or "goals/" in str(path)
    )
    for number, path in enumerate(paths[::15]):
        old = (root / path).read_bytes()
        after: dict[str, bytes | None] = {
            path: None,
            f"plan/moved/{number}.md": old,
            "plan/new.md": b"---\ntitle: New\ngoals: [no-such]\nstart: 2026-12-03\n---\n![](there.png)\n",
            "plan/there.png": b"picture",
            "plan/con.md": b"---\ntitle: Windows\n---\n",
            "plan/left.txt": b"---\ntitle: Left\ngoals: [x]\n---\n",
        }
        tried = run_again(before, after).diagnostics
        for name, data in after.items():
            if data is None:
                (root / name).unlink()
            else:
                (root / name).parent.mkdir(exist_ok=True)
                (root / name).write_bytes(data)
        assert tried == run(root, settings.options).diagnostics
        for name in after:
            (root / name).unlink(missing_ok=True)
        (root / path).write_bytes(old)
        (root / "plan/moved").rmdir()


def test_what_goes_is_not_there() -> None:
    """Neither in its folder, nor when it is asked for."""
    over = Overlay(Disk(SAMPLE), {"strategy/index.md": None})
    assert over.kind("strategy/index.md") is None
    assert "index.md" not in [entry.name for entry in over.entries("strategy")]
    with pytest.raises(FileNotFoundError):
        over.data("strategy/index.md", 10)


def test_too_large_for_anybody(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a commit's reader refuses to keep is refused whatever limit is asked for, and never another file's content."""
    monkeypatch.setattr("gameplan.history.commit_tree.LARGEST", 40)
    with CommitTree(root, "HEAD") as tree:
        tree.take(["plan"])
        with pytest.raises(TooLargeError):
            tree.data("plan/a.md", 10**9)


def test_nothing_is_laid_out(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of a commit no file is made anywhere, whatever it holds: what doesn't fit in memory lies in one without a name."""
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr("gameplan.history.commit_tree._MOST_IN_MEMORY", 10)
    with CommitTree(root, "HEAD") as tree:
        tree.take(["strategy", "plan"])
        assert list((tmp_path / "temporary").rglob("*")) == []
        assert tree.data("plan/a.md", MAX_FILE) == (root / "plan/a.md").read_bytes()
        assert tree.data("strategy/goals/latin.md", MAX_FILE) == (root / "strategy/goals/latin.md").read_bytes()
