"""Pages that exist once more for each field that they can be grouped by."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.publish.views.calendar.groups import Grouping


def found_after(grouping: Grouping | None) -> Mapping[str, object]:
    """Return how search treats such a page: what is grouped by a field is found after what isn't."""
    return {"boost": 0.5} if grouping else {}
