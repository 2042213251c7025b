"""Makes the development environment in `.venv`, or leaves it as it is where it is whole and right.

It is right where a note in it says that it was finished, in this folder, with the Python that it has, and from the lock file and
`pyproject.toml` as they are. Everything else is half made, moved, or old, and is made anew: nothing needs to be deleted by hand.
"""

from __future__ import annotations

import argparse
import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path.cwd().resolve()
FOLDER = ROOT / ".venv"
NOTE = FOLDER / ".ready"
PYTHON = FOLDER / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
LOCKS = ("requirements.lock", ".ci/requirements.lock")
"""What `make site` and `make test` need, and all that is ever used. The second holds the first."""


def note(lock: str) -> str:
    """Say what an environment is made from."""
    version = ".".join(map(str, sys.version_info[:2]))
    files = (f"{name} {hashlib.sha256((ROOT / name).read_bytes()).hexdigest()}" for name in (lock, "pyproject.toml"))
    return "\n".join((str(ROOT), f"Python {version}", *files, ""))


def flaw(locks: tuple[str, ...]) -> str:
    """Say why there must be a new environment; nothing where there needn't be."""
    if not FOLDER.exists():
        return "there is none yet"
    try:
        written = NOTE.read_text(encoding="utf-8")
    except (OSError, ValueError):
        return "it was never finished"
    if written not in map(note, locks):
        return "it was made elsewhere, or from something else"
    asked = [str(PYTHON), "-I", "-c", "import gameplan, sys; print('.'.join(map(str, sys.version_info[:2])))"]
    try:
        done = subprocess.run(asked, capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return "its Python doesn't start any more"
    return "" if f"\nPython {done.stdout.strip()}\n" in written else "its Python is another one by now"


def make(lock: str) -> None:
    """Make the environment anew, with nothing left of the one before; the note comes last."""
    if FOLDER.is_symlink() or FOLDER.is_file():
        FOLDER.unlink()
    NOTE.unlink(missing_ok=True)
    # Where this runs in an environment, perhaps the very one that goes, the Python that it was made with makes the new one.
    python = getattr(sys, "_base_executable", "") or sys.executable
    subprocess.run([python, "-m", "venv", "--clear", str(FOLDER)], check=True)
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "install", "--quiet"]
    subprocess.run([*pip, "--require-hashes", "--requirement", lock], check=True)
    # What builds us is in the lock file too, so that nothing comes from elsewhere.
    subprocess.run([*pip, "--no-deps", "--no-build-isolation", "--editable", "."], check=True)
    NOTE.write_text(note(lock), encoding="utf-8")


def main() -> int:
    """Do what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--everything", action="store_true", help="with what CI needs: linters, browsers, fuzzing")
    locks = LOCKS[1:] if parser.parse_args().everything else LOCKS
    why = flaw(locks)
    if why:
        print(f"Making the environment in .venv: {why}")
        try:
            make(locks[0])
        except subprocess.CalledProcessError as error:
            print("The environment in .venv could not be made; what says why is above.", file=sys.stderr)
            return error.returncode or 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
