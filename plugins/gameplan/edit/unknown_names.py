"""Names that don't exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.diagnostics import visible
from gameplan.edit.wish import Refused
from gameplan.model.faults import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def unknown(
    what: str, typed: str, known: Iterable[str], otherwise: str = "", titles: Mapping[str, str] | None = None
) -> Refused:
    """Return the refusal of a name that doesn't exist, with what was probably meant.

    Args:
        what: the kind of thing: `goal`.
        typed: its name as typed.
        known: the names that there are.
        otherwise: what to say where none is near.
        titles: further names by which people may have meant one of the known, each with it.
    """
    titles = titles or {}
    near = nearest(typed, [*known, *titles])
    hint = f"did you mean '{visible(titles.get(near, near))}'?" if near else otherwise
    return Refused(f"there is no {what} '{visible(typed)}'" + (f"; {hint}" if hint else ""))
