"""What feeds are made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable

    from gameplan.analysis.lookups import Lookups
    from gameplan.publish.addresses import Addresses
    from gameplan.publish.edition import Edition
    from gameplan.publish.ics.components import Pieces


@dataclass(frozen=True)
class Source:
    """What is published, where its pages lie, and what was made of it already."""

    edition: Edition
    lookups: Lookups
    addresses: Addresses
    made: dict[Hashable, Pieces] = field(default_factory=dict)
    """Pieces of feeds by all that they show."""
