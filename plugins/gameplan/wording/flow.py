"""How an entry came along, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.status import Stage
from gameplan.wording.changes import when_typed
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from gameplan.analysis.flow import Pace


def pace_words(pace: Pace) -> str:
    """Say how an entry moved: `First planned for Thu 12 Nov 2026, moved 3 times, now 19 days later.`; empty where it didn't."""
    if not pace.first or not (pace.moves or (pace.out and pace.later)):
        return ""
    first, far = when_typed(pace.first), later_words(pace.later)
    if not pace.moves:
        return say("First planned for {first}, went out {far}.", first=first, far=far)
    if pace.out:
        return plural(
            "First planned for {first}, moved once, went out {far}.",
            "First planned for {first}, moved {count} times, went out {far}.",
            pace.moves,
            first=first,
            far=far,
        )
    if pace.entry.status.stage is Stage.DROPPED:
        return plural(
            "First planned for {first}, moved once, in the end {far}.",
            "First planned for {first}, moved {count} times, in the end {far}.",
            pace.moves,
            first=first,
            far=far,
        )
    return plural(
        "First planned for {first}, moved once, now {far}.",
        "First planned for {first}, moved {count} times, now {far}.",
        pace.moves,
        first=first,
        far=far,
    )


def later_words(days: int) -> str:
    """Say how much later something is: `19 days later`, `2 days earlier`, `as first planned`."""
    if days == 0:
        return say("as first planned")
    if days > 0:
        return plural("{count} day later", "{count} days later", days)
    return plural("{count} day earlier", "{count} days earlier", -days)
