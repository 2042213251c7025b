"""Files that change, come, go and move in one go: whatever fails at whatever call, all of them are old, or all are new."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builds import contents
from gameplan.edit.writing import Exists, NotWritten, replace_contents

if TYPE_CHECKING:
    from collections.abc import Callable

OLD = {"plan/a.md": b"a", "plan/q4/b.md": b"b", "plan/q4/c.md": b"c", "strategy/d.md": b"d"}
AFTER: dict[str, bytes | None] = {
    "plan/a.md": b"A, and more",
    "plan/q4/b.md": None,
    "plan/q4/c.md": None,
    "plan/archive/2026/b.md": b"b",
    "plan/archive/2026/c.md": b"c, moved",
    "strategy/goals/new.md": b"new",
}
NEW = {
    "plan/a.md": b"A, and more",
    "plan/archive/2026/b.md": b"b",
    "plan/archive/2026/c.md": b"c, moved",
    "strategy/d.md": b"d",
    "strategy/goals/new.md": b"new",
}
BEFORE = {path: OLD[path] for path in AFTER if path in OLD}
CALLS = (
    "os.fsync",
    "Path.replace",
    "tempfile.mkstemp",
    "Path.chmod",
    "Path.mkdir",
    "Path.unlink",
    "Path.hardlink_to",
    "Path.rmdir",
)
HARMLESS = ("Path.hardlink_to", "Path.rmdir")
"""A copy takes the place of a second name, and an empty folder may stay."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The old files."""
    for path, data in OLD.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(data)
    return tmp_path


def test_all_at_once(root: Path) -> None:
    """Folders are made where they are needed, and go where nothing is left in them."""
    replace_contents(root, BEFORE, AFTER)
    assert contents(root) == NEW
    assert not (root / "plan/q4").exists()
    replace_contents(
        root, {path: NEW[path] for path in NEW if path in AFTER}, {path: BEFORE.get(path) for path in AFTER}
    )
    assert contents(root) == OLD
    assert not (root / "plan/archive").exists()


@pytest.mark.parametrize("where", CALLS)
@pytest.mark.parametrize("number", range(1, 9))
def test_whichever_call_fails(root: Path, monkeypatch: pytest.MonkeyPatch, where: str, number: int) -> None:
    """The disk is full, or refuses: no file is half, none is lost, and nothing is left beside them."""
    part, _, name = where.partition(".")
    owner = {"os": os, "Path": Path, "tempfile": tempfile}[part]
    true: Callable[..., object] = getattr(owner, name)
    calls: list[int] = []

    def faulty(*arguments: object, **more: object) -> object:
        calls.append(1)
        if len(calls) == number:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return true(*arguments, **more)

    failed = False
    with monkeypatch.context() as patched:
        patched.setattr(owner, name, faulty)
        try:
            replace_contents(root, BEFORE, AFTER)
        except NotWritten:
            failed = True
        except OSError:
            # Tidying up failed last of all.
            failed = where == "Path.unlink"
    there = {path: data for path, data in contents(root).items() if not path.rpartition("/")[2].startswith(".")}
    assert there in (OLD, NEW)
    if len(calls) >= number and where not in (*HARMLESS, "Path.unlink"):
        assert failed
        assert there == OLD
    if where != "Path.unlink":
        assert contents(root) == there


@pytest.mark.parametrize("path", ["plan/archive/2026/b.md", "plan/archive", "strategy/goals/new.md"])
def test_what_came_meanwhile_stays(root: Path, path: str) -> None:
    """A file where a new one should be, or where a folder should."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(b"mine")
    before = contents(root)
    with pytest.raises(NotWritten):
        replace_contents(root, BEFORE, AFTER)
    assert contents(root) == before


def test_what_is_gone_meanwhile(root: Path) -> None:
    """A file that should move and isn't there."""
    (root / "plan/q4/b.md").unlink()
    before = contents(root)
    with pytest.raises(NotWritten):
        replace_contents(root, BEFORE, AFTER)
    assert contents(root) == before


def test_a_new_file_where_a_link_is(root: Path) -> None:
    """Wherever it leads, also nowhere."""
    (root / "strategy/goals").mkdir()
    (root / "strategy/goals/new.md").symlink_to(root / "nowhere")
    with pytest.raises((Exists, NotWritten)):
        replace_contents(root, BEFORE, AFTER)
    assert not (root / "nowhere").exists()
