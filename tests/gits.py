"""The versions of Git that the tests of history run with: the machine's, and others where `.ci/gits` has put them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

_FOLDER = Path(os.environ.get("GAMEPLAN_GITS", Path(__file__).parents[1] / ".cache" / "gits"))


def others() -> dict[str, str]:
    """The folders of other versions, by their numbers."""
    return {place.parent.name: str(place) for place in sorted(_FOLDER.glob("*/bin"))}


def search_path(version: str) -> str:
    """A search path on which a version of Git is found first; the machine's own for an empty text."""
    path = os.environ.get("PATH", os.defpath)
    return f"{others()[version]}{os.pathsep}{path}" if version else path


VERSIONS = ["", *others()]


def strace() -> str | None:
    """The program that shows what others start and open, where it is installed."""
    return shutil.which("strace")
