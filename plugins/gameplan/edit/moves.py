"""Pages that get other ids or other places, with everything that cites them: what becomes of which file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gameplan.diagnostics import visible
from gameplan.edit.front import Unwritable

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gameplan.edit.front import Front
    from gameplan.edit.references import Leading
    from gameplan.model.page import Page

    Read = Callable[[Page], Front]
    Edit = Callable[[Front], Front]


@dataclass
class Outcome:
    """What becomes of files."""

    fronts: dict[str, tuple[Front, Front]] = field(default_factory=dict)
    """Of pages that change or move, as they are and as they are to be; by the paths that they have now."""
    led: dict[str, int] = field(default_factory=dict)
    """How many references and links of a page lead elsewhere."""


def outcome(leading: Leading, read: Read, edits: Mapping[str, Edit]) -> Outcome:
    """Work out what becomes of a playbook's pages; nothing is written.

    Args:
        leading: which get other ids and places.
        read: reads a page's file.
        edits: what else changes in front matter, by path.

    Raises:
        Unwritable: where something that cites a page can't be changed, with the name of its file.
    """
    found = Outcome()
    citing = leading.citing()
    for page in leading.playbook.pages:
        places = citing.get(page.path, {})
        if not (places or page.path in edits or page.path in leading.moved or leading.in_text(page)):
            continue
        front = read(page)
        try:
            redone = leading.redone(page, front, places)
            # Last, since it may add lines.
            changed = edits[page.path](redone.front) if page.path in edits else redone.front
        except Unwritable as error:
            raise Unwritable(f"{visible(page.path)}: {error}") from None
        if changed.data != front.data or page.path in leading.moved:
            found.fronts[page.path] = (front, changed)
            found.led[page.path] = redone.led
    return found
