"""Statuses of plan entries: the words a team uses, and the stage that each of them means."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class Stage(StrEnum):
    """What a status means, whatever a team calls it."""

    IDEA = "idea"
    PLANNED = "planned"
    DRAFTING = "drafting"
    REVIEW = "review"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    RETIRED = "retired"
    HELD = "held"
    DROPPED = "dropped"

    @property
    def open(self) -> bool:
        """Whether something is still to be done."""
        return self not in (Stage.PUBLISHED, Stage.RETIRED, Stage.DROPPED)

    @property
    def committed(self) -> bool:
        """Whether the entry is promised: planned or later, and not put off or dropped."""
        return self not in (Stage.IDEA, Stage.HELD, Stage.DROPPED)

    @property
    def went_out(self) -> bool:
        """Whether it was published, be it still there or retired."""
        return self in (Stage.PUBLISHED, Stage.RETIRED)


@dataclass(frozen=True, slots=True)
class Status:
    """A status that an entry may have."""

    name: str
    stage: Stage
    aliases: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name as people read it."""
        return self.name.replace("-", " ").capitalize()


STATUSES = (
    Status("idea", Stage.IDEA),
    Status("planned", Stage.PLANNED, ("todo", "backlog")),
    Status("in-progress", Stage.DRAFTING, ("drafting", "doing")),
    Status("in-review", Stage.REVIEW, ("review",)),
    Status("approved", Stage.SCHEDULED),
    Status("scheduled", Stage.SCHEDULED),
    Status("published", Stage.PUBLISHED, ("live",)),
    Status("done", Stage.PUBLISHED),
    Status("retired", Stage.RETIRED),
    Status("on-hold", Stage.HELD, ("paused",)),
    Status("cancelled", Stage.DROPPED, ("canceled", "killed", "dropped")),
)
"""The built-in statuses in their order."""


def status_words(statuses: Iterable[Status]) -> dict[str, str]:
    """The name of a status by each word that means it, in the order of the statuses."""
    return {word: status.name for status in statuses for word in (*status.aliases, status.name)}


TYPES = (
    "article",
    "video",
    "podcast",
    "email",
    "social",
    "webinar",
    "event",
    "campaign",
    "launch",
    "release",
    "page",
    "report",
    "guide",
    "template",
    "service",
    "task",
    "milestone",
    "review",
)
"""The built-in types of entries."""
LASTING = frozenset({"article", "video", "podcast", "page", "report", "guide", "template", "service"})
"""The built-in types of entries that go on serving people once they are published."""
INWARD = ("task", "milestone", "review")
"""The types of entries that are for nobody outside the team."""
