"""What a rule may look at."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gameplan.diagnostics import Diagnostic, Rule
    from gameplan.model.playbook import Playbook


@dataclass(frozen=True, slots=True)
class Context:
    """A playbook on a day."""

    playbook: Playbook
    today: date


class Check(Protocol):
    """A module in `check/rules`."""

    @property
    def RULE(self) -> Rule:  # noqa: N802 - a constant of the module
        """The rule."""

    def check(self, context: Context, /) -> Iterator[Diagnostic]:
        """The rule's findings, in any order."""
