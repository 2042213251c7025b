"""What parsers of Python's make of the texts of feeds: paths from the command line, JSON to standard output.

Run by the interpreter that has the parsers. By parser, file and UID: the texts of an event's properties. A parser that isn't installed
isn't in the answer.
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path
from typing import Any

Texts = dict[str, dict[str, Any]]


def with_vobject(data: str) -> Texts:
    """As vobject reads it."""
    [calendar] = importlib.import_module("vobject").readComponents(data)
    return {
        str(event.uid.value): {
            **{name: event.contents[name][0].value for name in ("summary", "description", "location", "contact") if name in event.contents},
            "categories": event.contents["categories"][0].value if "categories" in event.contents else [],
        }
        for event in calendar.contents.get("vevent", [])
    }  # fmt: skip


def with_ical(data: str) -> Texts:
    """As ical reads it, which Home Assistant uses."""
    calendar = importlib.import_module("ical.calendar_stream").IcsCalendarStream.calendar_from_ics(data)
    return {
        event.uid: {
            "summary": event.summary,
            "description": event.description,
            **({"location": event.location} if event.location else {}),
            "categories": list(event.categories),
        }
        for event in calendar.events
    }


def with_ics(data: str) -> Texts:
    """As ics.py reads it."""
    calendar = importlib.import_module("ics").Calendar(data)
    return {
        event.uid: {
            "summary": event.name,
            "description": event.description,
            **({"location": event.location} if event.location else {}),
        }
        for event in calendar.events
    }


def main() -> None:
    """Print what each parser that is there reads."""
    found: dict[str, dict[str, Texts]] = {}
    for name, read in {"vobject": with_vobject, "ical": with_ical, "ics": with_ics}.items():
        try:
            importlib.import_module(name)
        except ImportError:
            continue
        found[name] = {path: read(Path(path).read_bytes().decode()) for path in sys.argv[1:]}
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
