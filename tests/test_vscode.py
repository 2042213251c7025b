"""The extension for VS Code: its types, its tests with a stand-in for the editor and with the real server, and its package."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "editors" / "vscode"
TOOLS = Path(os.environ.get("GAMEPLAN_EDITORS") or ROOT / ".cache" / "editors") / "node_modules"
"""What it is built with, where `.ci/editors` puts it."""
LICENCE = re.compile("licen[cs]e", re.IGNORECASE)
"""Names of files that hold one."""
NEEDED = bool(os.environ.get("GAMEPLAN_EDITORS_NEEDED"))
"""Whether a test must fail where that is not, instead of being skipped."""


@pytest.fixture(scope="module")
def extension(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The extension as it is now, in a folder where it can be built; skips the tests where it can't."""
    for found, what in ((shutil.which("node"), "no Node"), (TOOLS.is_dir(), f"no {TOOLS}")):
        if not found:
            if NEEDED:
                pytest.fail(f"there is {what}, and GAMEPLAN_EDITORS_NEEDED is set")
            pytest.skip(f"there is {what}: install Node 20 and run .ci/editors, or name its folder in GAMEPLAN_EDITORS")
    folder = tmp_path_factory.mktemp("vscode") / "extension"
    shutil.copytree(SOURCE, folder, ignore=shutil.ignore_patterns("node_modules", "dist"))
    (folder / "node_modules").symlink_to(TOOLS)
    npm(folder, "build")
    return folder


def npm(folder: Path, script: str) -> str:
    """Run a script of the manifest, which must succeed."""
    server = Path(sys.executable).with_name("gameplan")
    done = subprocess.run(
        ["npm", "run", "--silent", script],
        cwd=folder,
        env={**os.environ, "GAMEPLAN_SERVER": str(server)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_types(extension: Path) -> None:
    """TypeScript finds nothing wrong."""
    npm(extension, "check")


def test_in_an_editor(extension: Path) -> None:
    """Its own tests pass: which server is started and when, what is said without one, and the real one over its pipes."""
    said = npm(extension, "test")
    assert re.search(r"^# pass [1-9]", said, re.MULTILINE)
    assert "# skipped 0" in said


def test_package(extension: Path) -> None:
    """The package holds the extension and what it says of itself, and nothing else."""
    npm(extension, "package")
    with ZipFile(extension / "gameplan.vsix") as package:
        names = {name for name in package.namelist() if name.startswith("extension/")}
        files = ("package.json", "readme.md", "dist/extension.js", "dist/third-party-notices.txt")
        assert names == {f"extension/{file}" for file in files}
        assert json.loads(package.read("extension/package.json"))["main"] == "./dist/extension.js"
        notices = package.read("extension/dist/third-party-notices.txt").decode()
    parts = notices.split(f"\n\n{'-' * 80}\n\n")[1:]
    packages = packages_in(extension)
    assert {"vscode-languageclient", "vscode-jsonrpc", "vscode-languageclient/node_modules/minimatch"} <= packages
    assert len(parts) == len(packages)
    for folder in (TOOLS / name for name in packages):
        manifest = json.loads((folder / "package.json").read_text(encoding="utf-8"))
        head = f"{manifest['name']} {manifest['version']} ({manifest['license']})\n\n"
        [part] = [part for part in parts if part.startswith(head)]
        licences = [path.read_text(encoding="utf-8").strip() for path in folder.iterdir() if LICENCE.match(path.name)]
        assert licences
        assert all(text and text in part for text in licences)
        assert re.search("without restriction|with or without\\s+fee", part)


def packages_in(extension: Path) -> set[str]:
    """The folders of the packages in the extension, by what esbuild writes above each file where it leaves comments."""
    manifest = json.loads((extension / "package.json").read_text(encoding="utf-8"))
    command = manifest["scripts"]["build-tests"].split()
    command = [part for part in command if not part.startswith(("--external:vscode-languageclient", "--outfile"))]
    done = subprocess.run(
        ["npx", "--no-install", *command], cwd=extension, capture_output=True, text=True, check=True, timeout=120
    )
    one = r"(?:@[^/\n]+/)?[^/\n]+"
    return set(re.findall(rf"^ *// .*?node_modules/({one}(?:/node_modules/{one})*)/", done.stdout, re.MULTILINE))


def test_no_licence_no_build(extension: Path, tmp_path: Path) -> None:
    """A package without a licence's text ends the build, which names it and leaves nothing to publish."""
    folder = tmp_path / "extension"
    shutil.copytree(SOURCE, folder, ignore=shutil.ignore_patterns("node_modules", "dist"))
    packages = folder / "node_modules"
    packages.mkdir()
    for name in {name.partition("/node_modules/")[0] for name in packages_in(extension)}:
        shutil.copytree(TOOLS / name, packages / name)
    for name in ("esbuild", "@esbuild"):
        (packages / name).symlink_to(TOOLS / name)
    npm(folder, "build")
    shutil.rmtree(folder / "dist")
    for path in (packages / "vscode-languageclient/node_modules/minimatch").iterdir():
        if LICENCE.match(path.name):
            path.unlink()
    with pytest.raises(AssertionError, match=r"minimatch \S+ is bundled, and there is no text of its licence"):
        npm(folder, "build")
    assert not (folder / "dist").exists()


def test_no_lock_file() -> None:
    """A lock file would name the registry that somebody built from; instead each version is exact."""
    manifest = json.loads((SOURCE / "package.json").read_text(encoding="utf-8"))
    assert not (SOURCE / "package-lock.json").exists()
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in manifest["devDependencies"].values())
