"""Fixtures that more than one test module uses."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Protocol

import pytest

from casefile import TODAY, write_playbook
from gameplan.options import Options
from gameplan.pipeline import Result, run

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path


class CheckPlaybook(Protocol):
    """Writes files beside those of `casefile.BASE` into a folder of their own, and checks them."""

    def __call__(self, files: Mapping[str, str | bytes], options: Options | None = None, today: date = TODAY) -> Result:
        """The playbook, and what is wrong with it."""


@pytest.fixture
def playbook(tmp_path: Path) -> CheckPlaybook:
    """A playbook in order, to which a test adds the files that it is about."""
    numbers = count(1)

    def check(files: Mapping[str, str | bytes], options: Options | None = None, today: date = TODAY) -> Result:
        root = tmp_path / f"playbook-{next(numbers)}"
        write_playbook(root, files)
        return run(root, options or Options(), today)

    return check
