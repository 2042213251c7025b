"""What is kept between runs: whatever happens to it, what is read is what was written, or nothing."""

from __future__ import annotations

import dataclasses
import enum
import errno
import os
import subprocess
import sys
import time
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gameplan.store import pack as packs
from gameplan.store.digest import UnknownValueError, digest_of, software
from gameplan.store.folder import VARIABLE, Store, store_of
from gameplan.store.memo import Memo
from gameplan.store.pack import Pack, PackWriter

if TYPE_CHECKING:
    from pathlib import Path

PIECES = {"a": b"one", "b": b"", "c": b"\x00" * 5000}


def _written(path: Path) -> Path:
    writer = PackWriter(path)
    for name, data in PIECES.items():
        writer.add(name, data)
    assert writer.commit()
    return path


def _read(path: Path) -> dict[str, bytes]:
    pack = Pack.opened(path)
    if pack is None:
        return {}
    try:
        return {name: data for name in PIECES if (data := pack.get(name)) is not None}
    finally:
        pack.close()


def test_pieces_are_read_again(tmp_path: Path) -> None:
    """Each piece is what it was, only the user can read the file, and nothing else is left in the folder."""
    path = _written(tmp_path / "pack")
    assert _read(path) == PIECES
    assert path.stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == [path]


@given(cut=st.integers(0, 6000))
def test_a_file_that_was_cut_off(cut: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Nothing is read of it."""
    path = _written(tmp_path_factory.mktemp("cut") / "pack")
    data = path.read_bytes()
    path.write_bytes(data[: min(cut, len(data) - 1)])
    assert _read(path) == {}


@given(at=st.integers(0, 10**6), flip=st.integers(1, 255))
def test_a_file_that_was_changed(at: int, flip: int, tmp_path_factory: pytest.TempPathFactory) -> None:
    """What is read of it is what was written; a piece that was changed isn't read."""
    path = _written(tmp_path_factory.mktemp("changed") / "pack")
    data = bytearray(path.read_bytes())
    data[at % len(data)] ^= flip
    path.write_bytes(bytes(data))
    assert _read(path).items() <= PIECES.items()


def test_a_file_under_another_name(tmp_path: Path) -> None:
    """What was kept of something else isn't read, however whole it is."""
    path = _written(tmp_path / "pack")
    path.rename(tmp_path / "other")
    assert _read(tmp_path / "other") == {}


@pytest.mark.parametrize("what", ["link", "folder", "pipe"])
def test_what_is_no_file(what: str, tmp_path: Path) -> None:
    """A link, a folder or a pipe in the place of a file is as good as nothing, and nobody waits for it."""
    path = tmp_path / "pack"
    if what == "link":
        path.symlink_to(_written(tmp_path / "other"))
    elif what == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    assert _read(path) == {}


@pytest.mark.parametrize("after", [0, 1, 2, 3, 4])
def test_a_full_disk(after: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was kept stays as it was, no half of a file is left, and the reason is told."""
    store = Store(tmp_path)
    _written(tmp_path / "pack")
    writer = store.write("pack")
    assert writer is not None
    file, left = vars(writer)["_file"], [after]

    def write(data: bytes) -> int:
        left[0] -= 1
        if left[0] < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return int(file.write(data))

    monkeypatch.setitem(vars(writer), "_file", type("File", (), {"write": staticmethod(write), "close": file.close})())
    for name, data in PIECES.items():
        writer.add(name, data * 2)
    assert not writer.commit()
    assert "No space left on device" in store.trouble
    assert _read(tmp_path / "pack") == PIECES
    assert [path.name for path in tmp_path.iterdir()] == ["pack"]


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept of what is larger than a file may be."""
    monkeypatch.setattr(packs, "LARGEST", 1000)
    writer = PackWriter(tmp_path / "pack")
    for name, data in PIECES.items():
        writer.add(name, data)
    assert not writer.commit()
    assert list(tmp_path.iterdir()) == []


def test_a_store_of_ones_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each playbook has its own folder, which only the user can read."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    one, two = store_of(tmp_path / "one"), store_of(tmp_path / "two")
    assert one.folder is not None
    assert one.folder != two.folder
    assert one.folder.stat().st_mode & 0o077 == 0
    assert store_of(tmp_path / "one").folder == one.folder


@pytest.mark.parametrize(
    ("what", "problem"), [("link", "is a link"), ("file", "File exists"), ("open", "can be written by others")]
)
def test_a_folder_that_is_not_believed(
    what: str, problem: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A link, a file, or a folder that others can write is left alone, and the reason is told."""
    cache = tmp_path / "cache"
    if what == "link":
        (tmp_path / "theirs").mkdir()
        cache.symlink_to(tmp_path / "theirs")
    elif what == "file":
        cache.write_bytes(b"")
    else:
        cache.mkdir()
        cache.chmod(0o777)
    monkeypatch.setenv(VARIABLE, str(cache))
    store = store_of(tmp_path / "book")
    assert store.folder is None
    assert problem in store.trouble
    assert store.read("x") is None
    assert store.write("x") is None


@pytest.mark.parametrize("at", ["repository/book/.cache", "repository/.cache/gameplan", "repository/link/x"])
def test_a_folder_within_the_repository(at: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a pull request can bring isn't believed, whoever made the folder, and on whatever way it is named."""
    root = tmp_path / "repository" / "book"
    root.mkdir(parents=True)
    (tmp_path / "repository" / ".git").mkdir()
    (tmp_path / "repository" / "inside").mkdir()
    (tmp_path / "repository" / "link").symlink_to(tmp_path / "repository" / "inside")
    monkeypatch.setenv(VARIABLE, str(tmp_path / at))
    store = store_of(root)
    assert store.folder is None
    assert "lies in the repository" in store.trouble
    assert not (tmp_path / at).exists()


def test_somebody_elses_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another user keeps isn't believed."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    assert store_of(tmp_path / "book").folder is not None
    monkeypatch.setattr(os, "getuid", lambda: 12345)
    assert "belongs to somebody else" in store_of(tmp_path / "book").trouble


def test_a_disk_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is kept, and the reason is told."""

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setenv(VARIABLE, str(tmp_path / "cache"))
    store = store_of(tmp_path / "book")
    monkeypatch.setattr("tempfile.mkstemp", refused)
    assert store.write("x") is None
    assert "Read-only file system" in store.trouble
    monkeypatch.setattr("pathlib.Path.mkdir", refused)
    assert "Read-only file system" in store_of(tmp_path / "book").trouble


def test_no_store(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An empty name means that nothing is kept; nobody is told, since it was asked for."""
    monkeypatch.setenv(VARIABLE, "")
    store = store_of(tmp_path)
    assert store.folder is None
    assert store.trouble == ""


def test_tidy(tmp_path: Path) -> None:
    """The newest of each kind stay, and what a run left that was ended is deleted after a day."""
    store = Store(tmp_path / "one")
    assert store.folder is not None
    store.folder.mkdir()
    for number in range(7):
        for kind in ("site", "texts"):
            path = _written(store.folder / f"{kind}-{number}")
            os.utime(path, (1_000_000 + number, 1_000_000 + number))
    left, new = store.folder / "site-x.new", store.folder / "site-y.new"
    left.write_bytes(b"")
    new.write_bytes(b"")
    os.utime(left, (1_000_000, 1_000_000))
    store.tidy()
    kept = {path.name for path in store.folder.iterdir()}
    assert kept == {"site-y.new", *(f"{kind}-{number}" for kind in ("site", "texts") for number in (3, 4, 5, 6))}


def test_playbooks_that_are_gone(tmp_path: Path) -> None:
    """What a playbook left that nobody has built for two months is deleted; what isn't ours stays."""
    old, other, mine = tmp_path / "old", tmp_path / "other", Store(tmp_path / "mine")
    long_ago = time.time() - 100 * 24 * 3600
    for folder in (old, other, tmp_path / "mine"):
        folder.mkdir()
        _written(folder / "site-1")
    for path in (old / "site-1", old):
        os.utime(path, (long_ago, long_ago))
    mine.tidy()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mine", "other"]


def test_memo(tmp_path: Path) -> None:
    """An answer is there in the next run, and gone in the one after a run that didn't ask for it."""
    store = Store(tmp_path)
    first = Memo(store, "memo")
    first.put("a", [1, "x"])
    first.put("b", (2,))
    first.finish()
    second = Memo(store, "memo")
    assert second.get("a") == [1, "x"]
    second.put("c", 3)
    second.finish()
    third = Memo(store, "memo")
    assert (third.get("a"), third.get("b"), third.get("c")) == ([1, "x"], None, 3)
    third.finish()
    assert Memo(Store(None), "memo").get("a") is None


@dataclasses.dataclass
class _Point:
    x: int
    y: Any = None


class _Colour(enum.Enum):
    RED = 1
    BLUE = 2


VALUES: tuple[Any, ...] = (
    None, True, 1, 1.0, "1", b"1", "", (), [], {}, set(), (1,), (1, 2), ((1,), 2), [1], {"a": 1}, {"b": 1}, {1: "a"}, {"a", "b"}, {"ab"},
    _Point(1), _Point(2), _Point(1, "y"), _Colour.RED, _Colour.BLUE, len, partial(int, base=2), partial(int, base=3), int,
)  # fmt: skip


def test_digests_tell_values_apart() -> None:
    """No two of them have the same, and each has the same again."""
    found = [digest_of(value) for value in VALUES]
    assert len(set(found)) == len(VALUES)
    assert found == [digest_of(value) for value in VALUES]
    assert digest_of(1, 2) != digest_of((1, 2))


def test_digests_are_the_same_in_every_run() -> None:
    """Whatever Python's hashes are."""
    code = "from gameplan.store.digest import digest_of; print(digest_of({'a', 'b', 'c', 'd'}, len, {'x': frozenset('abc')}))"
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(found) == 1


@pytest.mark.parametrize("value", [object(), lambda: 1, [lambda: 1], {"a": object()}, iter([])])
def test_digests_of_what_is_unknown(value: object) -> None:
    """There is none: what can't be told apart isn't kept."""
    with pytest.raises(UnknownValueError):
        digest_of(value)


def test_digest_of_the_program(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is another one with another version of a library, or another time of a file of ours."""
    software.cache_clear()
    before = software()
    for name, other in (("_version", lambda _: "x"), ("program_files", list)):
        with monkeypatch.context() as patch:
            patch.setattr(f"gameplan.store.digest.{name}", other)
            software.cache_clear()
            assert software() != before
    software.cache_clear()
    assert software() == before
