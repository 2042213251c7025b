"""The colours of goal areas, as classes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.analysis.lookups import HUES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gameplan.analysis.lookups import Lookups
    from gameplan.model.page import Page


NEUTRAL = "gp-area-0"
"""The class of what has the colour of no goal area."""


def colour(lookups: Lookups, goals: Sequence[Page]) -> str:
    """Return the classes of the colour of the first of some goals: after the eighth area colours come again, with a second mark."""
    again = " gp-again" if goals and lookups.area(goals[0]) > HUES else ""
    return f"gp-area-{lookups.hue(goals)}{again}"
