"""What this machine knows of the one who uses it: the time zone."""

from __future__ import annotations

import os
from pathlib import Path

from gameplan.model.zones import zone_names

_ZONES = "zoneinfo/"


def machine_zone() -> str | None:
    """Return the name of the machine's time zone; None where it has none that calendars know."""
    for name in _names():
        if name in zone_names():
            return "UTC" if name.endswith("/UTC") else name
    return None


def _names() -> list[str]:
    said = os.environ.get("TZ", "").lstrip(":")
    try:
        link = os.path.realpath("/etc/localtime")
        file = Path("/etc/timezone")
        typed = file.read_text(encoding="utf-8", errors="replace").strip() if file.is_file() else ""
    except OSError:
        link = typed = ""
    return [said, link.rpartition(_ZONES)[2] if _ZONES in link else "", typed]
