"""The Makefile's environment: made anew wherever it is half made, moved or old, and left alone where it is right."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).parents[1]
SAYS = "Making the environment in .venv: "
LOCKS = ("requirements.lock", ".ci/requirements.lock")

# Builds itself with nothing but Python, so that no registry is asked.
_BACKEND = """
import os, zipfile

def build_editable(folder, settings=None, metadata=None):
    name = "gameplan-1-py3-none-any.whl"
    about = {
        "METADATA": "Metadata-Version: 2.1\\nName: gameplan\\nVersion: 1\\n",
        "WHEEL": "Wheel-Version: 1.0\\nGenerator: us\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n",
        "entry_points.txt": "[console_scripts]\\ngameplan = gameplan:main\\n",
        "RECORD": "",
    }
    with zipfile.ZipFile(os.path.join(folder, name), "w") as wheel:
        wheel.writestr("gameplan.pth", os.getcwd())
        for file, text in about.items():
            wheel.writestr(f"gameplan-1.dist-info/{file}", text)
    return name
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with our Makefile that needs nothing, and its environment; each test leaves a whole one."""
    root = tmp_path_factory.mktemp("environment") / "project"
    (root / ".ci").mkdir(parents=True)
    for name in ("Makefile", ".ci/environment.py"):
        shutil.copy(ROOT / name, root / name)
    for name in LOCKS:
        (root / name).write_text("# Nothing.\n", encoding="utf-8")
    (root / "backend.py").write_text(_BACKEND, encoding="utf-8")
    (root / "pyproject.toml").write_text(
        '[build-system]\nrequires = []\nbuild-backend = "backend"\nbackend-path = ["."]\n', encoding="utf-8"
    )
    (root / "gameplan.py").write_text("def main():\n    print('It runs.', __file__)\n", encoding="utf-8")
    assert f"{SAYS}there is none yet" in make(root)
    return root


def make(root: Path, target: str = "check") -> str:
    """What `make` says, which must end well, and must have run our command from that folder if it was to."""
    done = subprocess.run(
        ["make", target], cwd=root, env=surroundings(), capture_output=True, text=True, timeout=180, check=False
    )
    said = done.stdout + done.stderr
    assert done.returncode == 0, said
    assert target != "check" or f"It runs. {root / 'gameplan.py'}" in said
    return said


def surroundings() -> dict[str, str]:
    """The variables for `make`: with the Python that runs the tests, and nothing of the `make` that started them."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MAKE", "MFLAGS", "COV"))}
    return {**kept, "PYTHON": sys.executable}


def gone(root: Path) -> None:
    """Take away the Python that the environment was made with, as an upgrade does."""
    for path in (root / ".venv" / "bin").glob("python*"):
        path.unlink()
        path.symlink_to("/nowhere/python3")


def another(root: Path) -> None:
    """Put another Python in the place of the one that the environment was made with."""
    python = root / ".venv" / "bin" / "python"
    python.unlink()
    python.write_text("#!/bin/sh\necho 3.10\n", encoding="utf-8")
    python.chmod(0o755)


def uninstalled(root: Path) -> None:
    """End in the middle of installing."""
    (root / ".venv" / ".ready").unlink()
    for path in (root / ".venv").rglob("gameplan*"):
        path.unlink() if path.is_file() else shutil.rmtree(path)


def linked(root: Path) -> None:
    """Leave a link that leads nowhere."""
    shutil.rmtree(root / ".venv")
    (root / ".venv").symlink_to("/nowhere/environment")


@pytest.mark.parametrize(
    ("ruin", "why"),
    [
        (gone, "its Python doesn't start any more"),
        (another, "its Python is another one by now"),
        (linked, "there is none yet"),
    ],
)
def test_a_ruined_environment_is_made_anew(made: Path, ruin: Callable[[Path], None], why: str) -> None:
    """Once, and it says why; then there is nothing to do."""
    ruin(made)
    assert f"{SAYS}{why}" in make(made)
    assert SAYS not in make(made)


def test_an_end_in_the_middle_does_no_harm(made: Path) -> None:
    """`make` is killed with all that it started while it makes the environment, and comes to an end the next time."""
    uninstalled(made)
    kept = (made / ".venv" / "pyvenv.cfg").stat().st_mtime_ns
    child = subprocess.Popen(["make", "check"], cwd=made, env=surroundings(), start_new_session=True)
    until = time.monotonic() + 60
    config = made / ".venv" / "pyvenv.cfg"
    while child.poll() is None and (not config.exists() or config.stat().st_mtime_ns == kept):
        assert time.monotonic() < until
        time.sleep(0.01)
    assert child.poll() is None
    os.killpg(child.pid, signal.SIGKILL)
    child.wait()
    assert f"{SAYS}it was never finished" in make(made)


def test_everything_is_enough_for_the_rest(made: Path) -> None:
    """An environment with everything needs no other for `make site`, until other versions are locked."""
    assert f"{SAYS}it was made elsewhere, or from something else" in make(made, "everything")
    assert SAYS not in make(made)
    assert SAYS not in make(made, "everything")
    with (made / LOCKS[1]).open("a", encoding="utf-8") as file:
        file.write("# More of it.\n")
    assert f"{SAYS}it was made elsewhere, or from something else" in make(made)


def test_a_moved_folder_has_a_new_environment(made: Path) -> None:
    """Its commands would start the Python of the old folder, and run what is there. This is the last test that needs one."""
    assert f"{SAYS}it was made elsewhere" in make(made.rename(made.with_name("moved")))


@pytest.mark.parametrize("name", LOCKS)
def test_lock_files_pin_all_with_hashes(name: str) -> None:
    """Every line names one version and its hashes; nothing says where things come from, which is everybody's own choice."""
    text = (ROOT / name).read_text(encoding="utf-8")
    lines = re.sub(r"\\\n\s*", " ", re.sub(r"^#.*\n", "", text, flags=re.MULTILINE)).splitlines()
    pinned = re.compile(r"[a-z0-9-]+==[0-9][\w.]*(?: ; [^\\]+?)?(?: +--hash=sha256:[0-9a-f]{64})+")
    assert not [line for line in lines if not pinned.fullmatch(line)]
    assert "://" not in text
    assert "--index" not in text


def test_lock_files_hold_what_pyproject_names() -> None:
    """Also what builds us; and both have the same versions."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    extras, groups = project["project"]["optional-dependencies"], project["dependency-groups"]
    needed = [
        *project["project"]["dependencies"],
        *extras["test"],
        *groups["build"],
        *project["build-system"]["requires"],
    ]
    small, large = (
        {*re.findall(r"^(\S+==\S+(?: ; .*)?) \\$", (ROOT / name).read_text(), re.MULTILINE)} for name in LOCKS
    )
    assert small < large
    # Those of others are tried in an environment of their own, in their newest versions.
    ours = [name for extra, names in extras.items() if extra != "plugins" for name in names]
    for wanted, lock in ((needed, small), ([*needed, *ours, *groups["ci"]], large)):
        names = {line.partition("==")[0] for line in lock}
        assert {re.split(r"[^\w-]", line.lower())[0] for line in wanted} <= names
