"""Finds the data that is tested against but not part of the repository: hostile files, real playbooks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

VARIABLE = "GAMEPLAN_SHARED"


def found_data(name: str) -> Path | None:
    """A folder of the shared data, beside the repository or where `GAMEPLAN_SHARED` says; None where there is none."""
    named = os.environ.get(VARIABLE)
    folder = (Path(named) if named else Path(__file__).parents[2] / "shared") / name
    return folder if folder.is_dir() else None


def shared_data(name: str) -> Path:
    """The same folder; skips the module where there is none."""
    folder = found_data(name)
    if folder is None:
        pytest.skip(
            f"there is no folder {name}/ of shared data; set {VARIABLE} to the folder that holds it",
            allow_module_level=True,
        )
    return folder
