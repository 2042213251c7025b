"""The four real playbooks, each read and checked once in a test run: the largest takes seconds."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from gameplan.options import Options
from gameplan.pipeline import run
from shared_data import shared_data

if TYPE_CHECKING:
    from gameplan.pipeline import Result

CORPORA = shared_data("corpora")
TODAY = date(2026, 11, 22)
NAMES = ("digitalgov", "publiccode", "rustgoals", "fedstrategy")


@cache
def checked(name: str) -> Result:
    """A playbook with default options."""
    return run(CORPORA / name, Options(), TODAY)
