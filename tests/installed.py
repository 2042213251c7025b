"""Installs packages with rules of their own, for as long as a test needs them."""

from __future__ import annotations

import importlib
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def write_package(folder: Path, modules: Mapping[str, str], *, name: str = "team-rules") -> Path:
    """Write modules, and what makes them a package that brings rules, into a folder, which is returned.

    Args:
        folder: the folder.
        modules: the source of each module by the name of its file.
        name: the name of the package.
    """
    about = folder / f"{name.replace('-', '_')}-1.0.dist-info"
    about.mkdir(parents=True)
    (about / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n", encoding="utf-8")
    points = [f"{file.removesuffix('.py').replace('_', '-')} = {file.removesuffix('.py')}\n" for file in modules]
    (about / "entry_points.txt").write_text(f"[gameplan.rules]\n{''.join(points)}", encoding="utf-8")
    for file, source in modules.items():
        (folder / file).write_text(source, encoding="utf-8")
    return folder


@contextmanager
def importable(folder: Path) -> Iterator[None]:
    """Lets Python find what is in a folder, and forgets it afterwards."""
    before, known = list(sys.path), set(sys.modules)
    sys.path.append(str(folder))
    importlib.invalidate_caches()
    try:
        yield
    finally:
        sys.path[:] = before
        for name in set(sys.modules) - known:
            if str(getattr(sys.modules[name], "__file__", None)).startswith(str(folder)):
                del sys.modules[name]


@contextmanager
def installed(modules: Mapping[str, str], *, name: str = "team-rules") -> Iterator[None]:
    """A package with some modules, each of which is a rule; nothing where there are none."""
    if not modules:
        yield
        return
    with tempfile.TemporaryDirectory() as folder, importable(write_package(Path(folder), modules, name=name)):
        yield
