"""What the last import found, so that the next one can tell what changed there from what was edited here."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from typing import TYPE_CHECKING, Any

from gameplan.importers.table import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.importers.draft import Draft
    from gameplan.read.front_matter import Value

FOLDER = ".gameplan/imports"
MOST_BYTES = 64 * 1024 * 1024
BODY, WITHIN = "@body", "@in"
"""What is kept of an entry besides its fields: a digest of its body, and in which export it was."""
_VERSION = 1

State = dict[str, dict[str, Any]]
"""What each entry was, by its source: values by field, and a digest of its body."""


def state_path(prefix: str) -> str:
    """Return the place of what is known of a source of entries."""
    plain = unicodedata.normalize("NFKD", prefix).encode("ascii", "ignore").decode().lower()
    name = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "file"
    return f"{FOLDER}/{name}-{hashlib.sha256(prefix.encode('utf-8', 'replace')).hexdigest()[:8]}.json"


def read_state(data: bytes | None) -> State:
    """Read what the last import found.

    Raises:
        Refused: where the file is damaged.
    """
    if data is None:
        return {}
    try:
        found = json.loads(data)
        entries = found["entries"]
        right = found["version"] == _VERSION and all(isinstance(each, dict) for each in entries.values())
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        right, entries = False, {}
    if not right:
        hint = "take it from an older commit, or delete it: then edits here can't be told from changes there"
        raise Refused("what is known of the last import can't be read", hint=hint)
    return dict(entries)


def state_data(state: Mapping[str, Mapping[str, Value]]) -> bytes:
    """Return what to write: a line for each entry, in order, so that differences are readable."""
    rows = [f"{_json(source)}: {_json(state[source])}" for source in sorted(state)]
    return f'{{"version": {_VERSION}, "entries": {{\n{",".join(f"{row}" + chr(10) for row in rows)}}}}}\n'.encode()


def state_of(draft: Draft, group: str = "", known: Mapping[str, Any] | None = None) -> dict[str, Value]:
    """Return what a draft is, for the next import.

    Args:
        draft: the entry.
        group: the export in which it is.
        known: what it was: that stays known of which the export says nothing any more.
    """
    known = known or {}
    unsaid = {name: value for name, value in known.items() if name not in draft.values and not draft.says(name)}
    body = digest(draft.body) if draft.says_text else known.get(BODY, "")
    return {**unsaid, **draft.values, BODY: body, WITHIN: group}


def digest(body: str) -> str:
    """Return a mark by which a body is known again; empty for none."""
    return hashlib.sha256(body.strip().encode("utf-8", "replace")).hexdigest()[:16] if body.strip() else ""


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
