"""Templates kept as Jinja compiled them: faster, and whatever lies in the folder, the same."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import jinja2
import pytest

from gameplan.publish.html.compiled import keep_compiled

if TYPE_CHECKING:
    from pathlib import Path

_SOURCES = {"a.html": "{{ x | upper }} {% include 'b.html' %}", "b.html": "{{ x }}"}


@pytest.fixture(autouse=True)
def written(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python writes compiled modules, as it does unless told otherwise."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def _environment(folder: Path, *, trim_blocks: bool = False) -> tuple[jinja2.Environment, list[str]]:
    """An environment that keeps what it compiles, and the names of what it compiled itself."""
    environment = jinja2.Environment(loader=jinja2.DictLoader(dict(_SOURCES)), autoescape=True, trim_blocks=trim_blocks)
    compiled: list[str] = []
    compile_ = environment.compile

    def counted(source: str, name: str | None = None, *rest: object, **more: object) -> object:
        compiled.append(str(name))
        return compile_(source, name, *rest, **more)  # type: ignore[call-overload]

    environment.compile = counted  # type: ignore[assignment, method-assign]
    keep_compiled(environment, folder)
    return environment, compiled


def _rendered(environment: jinja2.Environment) -> str:
    return environment.get_template("a.html").render(x="<b>")


def _files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file())


def test_compiled_once(tmp_path: Path) -> None:
    """The second environment compiles nothing and makes the same."""
    first, compiled = _environment(tmp_path / "kept")
    expected = _rendered(first)
    assert sorted(compiled) == ["a.html", "b.html"]
    second, compiled = _environment(tmp_path / "kept")
    assert _rendered(second) == expected
    assert compiled == []


def test_other_template(tmp_path: Path) -> None:
    """A template that has changed is compiled again."""
    _rendered(_environment(tmp_path / "kept")[0])
    environment, compiled = _environment(tmp_path / "kept")
    assert isinstance(environment.loader, jinja2.DictLoader)
    environment.loader.mapping = {**_SOURCES, "b.html": "changed"}
    assert _rendered(environment).endswith("changed")
    assert compiled == ["b.html"]


def test_other_environment(tmp_path: Path) -> None:
    """What makes other code of the same template keeps its own: options, and filters that want the context."""
    _rendered(_environment(tmp_path / "kept")[0])
    environment, compiled = _environment(tmp_path / "kept", trim_blocks=True)
    _rendered(environment)
    assert sorted(compiled) == ["a.html", "b.html"]
    other = jinja2.Environment(loader=jinja2.DictLoader(dict(_SOURCES)), autoescape=True)

    @jinja2.pass_context
    def upper(context: object, value: str) -> str:
        return f"{type(context).__name__} {value}"

    other.filters["upper"] = upper
    keep_compiled(other, tmp_path / "kept")
    assert _rendered(other).startswith("Context ")


@pytest.mark.parametrize("damage", [b"", b"x", b"x" * 5000, None])
def test_damaged(damage: bytes | None, tmp_path: Path) -> None:
    """A damaged file is as good as none: what is cut off, what is something else, and what has one other byte."""
    expected = _rendered(_environment(tmp_path / "kept")[0])
    for file in _files(tmp_path):
        code = file.read_bytes()
        file.write_bytes(code[:-9] + bytes([code[-9] ^ 1]) + code[-8:] if damage is None else damage)
    environment, compiled = _environment(tmp_path / "kept")
    assert _rendered(environment) == expected
    assert sorted(compiled) == ["a.html", "b.html"]
    environment, compiled = _environment(tmp_path / "kept")
    assert (_rendered(environment), compiled) == (expected, [])


def test_link(tmp_path: Path) -> None:
    """Nothing is kept behind a link: who else writes there, nobody knows."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "kept").symlink_to(tmp_path / "elsewhere")
    environment, _ = _environment(tmp_path / "kept")
    _rendered(environment)
    assert environment.bytecode_cache is None
    assert _files(tmp_path) == []


def test_foreign(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is taken from a folder of somebody else."""
    _rendered(_environment(tmp_path / "kept")[0])
    monkeypatch.setattr("os.getuid", lambda: 12345)
    environment, compiled = _environment(tmp_path / "kept")
    _rendered(environment)
    assert environment.bytecode_cache is None
    assert len(compiled) == 2


def test_no_room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing can be written all is made, and nothing half done is left."""
    environment, _ = _environment(tmp_path / "kept")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", full)
    assert _rendered(environment)
    assert _files(tmp_path) == []


def test_a_file_in_its_place(tmp_path: Path) -> None:
    """Where a file lies in the place of the folder nothing is kept."""
    (tmp_path / "kept").write_text("x")
    environment, _ = _environment(tmp_path / "kept")
    assert environment.bytecode_cache is None
    assert _rendered(environment)


def test_switched_off(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where Python writes no compiled modules, no compiled templates are written either."""
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    _rendered(_environment(tmp_path / "kept")[0])
    assert _files(tmp_path) == []
