"""Another playbook, as its site publishes it: the entries of `data/playbook.json`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gameplan.importers.moments import wall_clock
from gameplan.importers.table import Refused, Row, Table, limited, made_row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.importers.table import Reading

_LINKS = (
    *("goals", "audiences", "channels", "messages", "kpis", "campaign", "contributors", "answers", "competitors"),
    *("theme", "team", "depends_on", "supersedes", "related", "play"),
)
_SAID = ("type", "location", "budget", "spent", "published", "url", "retire_on", "lasting")
_VERSION = 1


def read_playbook_file(found: Mapping[str, Any], reading: Reading) -> Table:
    """Return the entries of a playbook as a table of our own fields.

    Raises:
        Refused: where the file is of a later version.
    """
    if found.get("version") != _VERSION:
        raise Refused("it is a playbook.json of another version", hint=f"version {_VERSION} can be imported")
    entries = found["pages"].get("entry")
    rows = [_row(number, entry, reading) for number, entry in enumerate(entries or (), 1) if isinstance(entry, dict)]
    if not rows:
        raise Refused("it has no entries")
    columns = tuple(dict.fromkeys(name for row in rows for name in (*row.cells, *row.faults)))
    limited(len(columns), sum(len(row.cells) for row in rows), len(rows))
    others = sum(len(pages) for kind, pages in found["pages"].items() if kind != "entry" and isinstance(pages, list))
    notes = ["texts and deadlines are not in playbook.json, or not as they were typed"]
    notes += [f"{others} strategy pages left out: only entries are imported"] * bool(others)
    own = {name for entry in entries for name in (entry.get("own") or {})}
    meant = {name: name for name in columns if name not in own or name in _SAID}
    return Table(columns, tuple(rows), "playbook", meant, tuple(notes))


def _row(number: int, entry: Mapping[str, Any], reading: Reading) -> Row:
    fields, links = entry.get("fields") or {}, entry.get("links") or {}
    cells = {
        "title": _text(entry.get("title")),
        "status": _text(entry.get("status")),
        "visibility": "" if entry.get("visibility") == "public" else _text(entry.get("visibility")),
        "owner": _joined(entry.get("owner")),
        "tags": _joined(entry.get("tags")),
        "review_by": _text(entry.get("review_by")),
        **{name: _text(fields.get(name)) for name in _SAID},
        **{name: _joined(str(each).partition(":")[2] for each in links.get(name) or ()) for name in _LINKS},
        **{str(name): _text(value) for name, value in (entry.get("own") or {}).items()},
        **_schedule(entry.get("schedule") or {}, reading.zone),
    }
    return made_row(number, cells, name=_text(entry.get("id")))


def _schedule(schedule: Mapping[str, Any], zone: str) -> dict[str, str]:
    own = _text(schedule.get("zone"))
    cells = {
        name: wall_clock(_text(schedule.get(name)), own or zone)
        if "T" in _text(schedule.get(name))
        else _text(schedule.get(name))
        for name in ("start", "end")
    }
    window = schedule.get("window") or {}
    cells["start"] = cells["start"] or _text(window.get("label"))
    if cells["end"] == cells["start"]:
        cells["end"] = ""
    cells["timezone"] = own if own and own != zone else ""
    cells["repeat"] = _text(schedule.get("rrule"))
    return cells


def _text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, list):
        return _joined(value)
    return str(value) if isinstance(value, (str, int, float)) else ""


def _joined(values: object) -> str:
    return ", ".join(str(each) for each in values) if values is not None and not isinstance(values, str) else ""  # type: ignore[attr-defined]
