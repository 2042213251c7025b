"""What the editors are made of: packages from npm, each in one version and with its digest, so that the same playbook has the same forms.

Nothing of it is a part of Gameplan. It is fetched when a site with forms is built, and kept in the user's cache; or it is taken from a
folder `node_modules` of the team's own, with the versions that the team has chosen.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import os
import subprocess
import tarfile
import tempfile
from fnmatch import fnmatchcase
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import visible
from gameplan.history.program import find_program

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.store.folder import Store

_SECONDS = 300
"""How long a package may take to come."""
_LARGEST = 64 * 1024 * 1024
"""Bytes of a file of a package."""


class Package(NamedTuple):
    """A package of npm."""

    name: str
    version: str
    integrity: str
    """Its digest, as npm writes it: SHA-512 in base 64."""
    files: Mapping[str, str]
    """The name that a file gets among the forms, by its path in the package, where `*` stands for any signs; empty: its own."""


def packages(editor: str) -> tuple[Package, ...]:
    """Return the packages that an editor is made of."""
    known = json.loads(resources.files("gameplan.forms").joinpath("packages.json").read_text(encoding="utf-8"))
    return tuple(Package(**each) for each in known[editor])


class NoEditor(Exception):  # noqa: N818 - an outcome, not an error of the program
    """An editor that can't be had: why, and what to do."""


def editor_files(editor: str, root: Path, folder: str, store: Store) -> dict[str, bytes]:
    """Return the files of an editor by their names: from a folder of the team's own, from the user's cache, or from npm.

    Args:
        editor: `sveltia` or `decap`.
        root: the playbook's folder.
        folder: a folder as `npm install` makes it, relative to the playbook's; empty for none.
        store: what is kept of the playbook.

    Raises:
        NoEditor: where a package can't be had, or isn't the one that it should be.
    """
    found: dict[str, bytes] = {}
    for package in packages(editor):
        found |= _from_folder(package, root, folder) if folder else _kept(package, root, store)
    return found


def _from_folder(package: Package, root: Path, folder: str) -> dict[str, bytes]:
    """Take the files of a package from the team's own folder; no link leads out of it."""
    base = Path(os.path.realpath(root / folder / package.name))
    if not base.is_relative_to(os.path.realpath(root)) or not base.is_dir():
        raise NoEditor(f"{visible(folder)} holds no package {package.name}: run npm install {package.name}")
    found = {}
    for file in sorted(base.glob("*/**/*")):
        name = _name_of(package, file.relative_to(base).as_posix())
        if name and file.is_file() and not file.is_symlink() and file.stat().st_size <= _LARGEST:
            found[name] = file.read_bytes()
    return _whole(package, found)


def _kept(package: Package, root: Path, store: Store) -> dict[str, bytes]:
    """Take the files of a package from the cache; where it doesn't hold them, from npm, and keep them."""
    key = f"npm{hashlib.sha256(repr(package).encode()).hexdigest()[:16]}"
    pack = store.read(key)
    if pack is not None:
        names = (pack.get("names") or b"").decode().split("\n")
        held = {name: data for name in names if name and (data := pack.get(f"file:{name}")) is not None}
        pack.close()
        if len(held) == len(names):
            return held
    found = _whole(package, dict(_unpacked(package, fetched(package, root))))
    writer = store.write(key)
    if writer is not None:
        writer.add("names", "\n".join(found).encode())
        for name, data in found.items():
            writer.add(f"file:{name}", data)
        writer.commit()
    return found


def _whole(package: Package, found: dict[str, bytes]) -> dict[str, bytes]:
    """Return files as they are; refuse them where one is missing."""
    for name in package.files.values():
        if name and name not in found:
            raise NoEditor(
                f"the package {package.name} doesn't hold what becomes {name}: take version {package.version}"
            )
    return found


def _name_of(package: Package, path: str) -> str:
    """Return the name that a file of a package gets; empty where it isn't needed."""
    for pattern, name in package.files.items():
        if fnmatchcase(path, pattern):
            return name or path.rpartition("/")[2]
    return ""


def fetched(package: Package, root: Path) -> bytes:
    """Fetch a package from npm, as the user has set that up, and return its bytes.

    Args:
        package: which one; its digest must be right.
        root: the playbook's folder, in which no program counts and no configuration is read.

    Raises:
        NoEditor: where npm is not installed or has no such package, or it is another one.
    """
    windows = os.name == "nt"
    program = find_program(root, name="npm.cmd" if windows else "npm")
    own = "write cms: {packages: node_modules} for a folder with the packages"
    if program is None:
        raise NoEditor(f"forms need {package.name} from npm, which is not installed: install Node.js, or {own}")
    with tempfile.TemporaryDirectory(prefix="gameplan-") as folder:
        asked = [program, "pack", "--silent", "--ignore-scripts", f"{package.name}@{package.version}"]
        try:
            done = subprocess.run(  # noqa: S603 - a fixed command
                asked, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=_SECONDS, check=False
            )
        except (OSError, subprocess.SubprocessError):
            done = None
        made = sorted(Path(folder).glob("*.tgz"))
        if done is None or done.returncode or len(made) != 1:
            raise NoEditor(f"npm could not fetch {package.name} {package.version}: look at npm's settings, or {own}")
        data = made[0].read_bytes()
    digest = f"sha512-{base64.b64encode(hashlib.sha512(data).digest()).decode()}"
    if digest != package.integrity:
        raise NoEditor(
            f"npm gave another {package.name} {package.version} than the one that we know: nothing of it is used"
        )
    return data


def _unpacked(package: Package, data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a package that are needed; nothing is written."""
    with tarfile.open(fileobj=io.BytesIO(data), mode="r:gz") as archive:
        for member in archive:
            name = _name_of(package, member.name.partition("/")[2])
            if name and member.isfile() and member.size <= _LARGEST and (file := archive.extractfile(member)):
                yield name, file.read()
