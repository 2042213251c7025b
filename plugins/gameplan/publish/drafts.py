"""Drafts for authors: the front matter of a new entry, and the lines by which a gap is accepted."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, NamedTuple, TypedDict

from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.model.page import Page

_PLAIN = re.compile(r"(?!(?:true|false|yes|no|on|off|null)$)[a-z][a-z0-9-]*(?:/[a-z0-9-]+)?")
"""A text that YAML takes for a text as it is."""


class Draft(TypedDict, total=False):
    """What a new entry says already."""

    goal: str
    """The id of the goal that it will serve."""
    start: str
    """When it will be: a day, a window such as `2026-12`, or `TBD`."""
    audience: str
    """The id of whom it is for."""
    stage: str
    """A journey's stage: `journey/stage`."""
    channel: str
    """The id of where it is said."""
    entry_type: str
    """What it will be."""
    more: Mapping[str, str]
    """Further fields, each with the id of a page or with a word."""


class Acceptance(NamedTuple):
    """The line that accepts a gap, and where it stands."""

    page: Page
    text: str
    """Ready to copy: with the key, unless the page has that."""
    line: int
    """Of the page's file, below which it belongs; 0 where the page accepts nothing yet."""


def draft_fields(draft: Draft) -> dict[str, str]:
    """Return what a new entry says already, by field; a field that takes several pages names one."""
    said = {
        "type": draft.get("entry_type", ""),
        "goals": draft.get("goal", ""),
        "start": draft.get("start", ""),
        "audiences": draft.get("audience", ""),
        "stage": draft.get("stage", ""),
        "channels": draft.get("channel", ""),
        **draft.get("more", {}),
    }
    return {name: value for name, value in said.items() if value}


def new_name(draft: Draft) -> str:
    """Return the name of a new entry's file, with its day; on a page, `begin.js` adds the moment of the click."""
    start = draft.get("start", "")
    return f"{start}-new-entry.md" if re.fullmatch(r"[0-9]{4}[0-9QH-]{0,6}", start) else "new-entry.md"


def draft_lines(draft: Draft) -> list[str]:
    """Write what a new entry says beside its title, start and status, as lines of front matter."""
    lists = (("goals", "goal"), ("audiences", "audience"), ("channels", "channel"))
    rows = [("type", yaml_text(draft["entry_type"]))] if draft.get("entry_type") else []
    rows += [(name, _listed(value)) for name, key in lists if (value := str(draft.get(key, "")))]
    rows += [("stage", yaml_text(draft["stage"]))] if draft.get("stage") else []
    rows += [
        (name, yaml_text(value) if name == "owner" else _listed(value)) for name, value in draft.get("more", {}).items()
    ]
    return [f"{name}: {value}" for name, value in rows]


def draft_text(draft: Draft) -> str:
    """The file of a new entry."""
    said = draft_lines(draft)
    if not draft.get("goal"):
        said.insert(1 if draft.get("entry_type") else 0, "goals: []")
    rows = (f"title: {say('New entry')}", *said, f"start: {draft.get('start', 'TBD')}", "status: idea")
    front = "".join(f"{row}\n" for row in rows)
    return f"---\n{front}---\n\n{say('What it is, and for whom.')}\n"


def acceptance(page: Page, accepted: Mapping[str, str]) -> Acceptance:
    """Return the lines by which a page of the strategy accepts a gap, and where they belong.

    Args:
        page: the page.
        accepted: what may stay empty, by the keys of an accepted gap.
    """
    said = ", ".join(f"{name}: {yaml_text(value)}" for name, value in accepted.items())
    item = f"  - {{{said}{', ' if said else ''}reason: {yaml_text(say('Why this may stay empty'))}}}"
    if not getattr(page.fields, "accepted_gaps", ()):
        return Acceptance(page, f"accepted_gaps:\n{item}", 0)
    return Acceptance(page, item, page.places.value("accepted_gaps").line)


def yaml_text(text: str) -> str:
    """A text as YAML takes it for one."""
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _listed(value: str) -> str:
    return f"[{yaml_text(value)}]" if value else "[]"
