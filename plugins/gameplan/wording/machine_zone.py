"""Keeps the machine's time zone out: Babel looks for it when it is loaded, and fails where `TZ` names no zone."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def without_machine_zone() -> Iterator[None]:
    """Let the machine be in UTC while something is loaded."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "UTC"
    try:
        yield
    finally:
        if before is None:
            del os.environ["TZ"]
        else:
            os.environ["TZ"] = before
