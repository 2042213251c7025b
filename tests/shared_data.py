"""Finds the data that is tested against but not part of the repository: hostile files, real playbooks."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

VARIABLE = "GAMEPLAN_SHARED"


def shared_data(name: str) -> Path:
    """A folder of the shared data, beside the repository or where `GAMEPLAN_SHARED` says; skips the module where there is none."""
    named = os.environ.get(VARIABLE)
    folder = (Path(named) if named else Path(__file__).parents[2] / "shared") / name
    if not folder.is_dir():
        pytest.skip(
            f"there is no folder {folder}; set {VARIABLE} to the folder that holds {name}/", allow_module_level=True
        )
    return folder
