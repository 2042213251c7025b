"""What is made of keys and values within a front matter: its keys, and what to write in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.further_pages import PlayStep, Trigger
from gameplan.model.pages import (
    Audit,
    Availability,
    Blackout,
    Commitment,
    Deadline,
    Evidence,
    JourneyNeed,
    JourneyStage,
    Reading,
    Search,
    StagedGap,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

NESTED_KEYS = frozenset(
    key
    for model in (
        *(Search, Commitment, StagedGap, Evidence, JourneyNeed, JourneyStage, Reading, Blackout, Deadline, Audit),
        Availability,
        *(Trigger, PlayStep),
    )
    for key in model.model_fields
)
"""The keys of mappings within a front matter."""


EXAMPLES: Mapping[str, tuple[str, bool]] = {
    "commitments": ("{at_least: 2, every: month}", False),
    "accepted_gaps": ("{audience: an-id, stage: a-stage, reason: Why it is accepted}", False),
    "stages": ("{id: notice, title: Notice}", False),
    "needs": ("{type: article}", False),
    "blackouts": ("{start: 2026-12-24, end: 2027-01-02, reason: Holidays}", False),
    "search": ("{exclude: true}", True),
    "results": ("{an-id: 42}", True),
    "readings": ("{2026-10-31: 42}", True),
    "baseline": ("{value: 42, on: 2026-10-31}", True),
    "target": ("{value: 60, on: 2027-06-30}", True),
    "audited": ("{on: 2026-10-31, verdict: keep}", True),
    "deadlines": ("{draft: 2026-11-20}", True),
    "available": ("{from: 2026-12-01, until: 2027-06-30}", True),
    "evidence": ("{source: Six interviews, on: 2026-10-31}", False),
    "trigger": ("{kpi: an-id, below: 40}", True),
    "steps": ("{id: teaser, title: A first look, at: -14d}", False),
    "checklist": ("{brand: Logo and colours are right}", True),
}
"""What to write in a field that is made of keys and values: one of them, and whether that is all and not an item of a list."""


CHOICES = {"verdict": "keep, update, merge or retire", "from": "the first day, as in 2026-12-01"}
"""What to write for a key that is missing and takes one of a few words."""
