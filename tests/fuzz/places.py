"""Folders for the playbooks that targets write."""

from __future__ import annotations

import tempfile
from pathlib import Path


def folder(name: str) -> Path:
    """A new empty folder; whoever runs the targets gives them a folder for temporary files, and deletes that."""
    return Path(tempfile.mkdtemp(prefix=f"gameplan-fuzz-{name}-"))
