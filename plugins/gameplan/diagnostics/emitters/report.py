"""What an emitter is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from gameplan.diagnostics import Diagnostic


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The outcome of a check."""

    findings: tuple[Diagnostic, ...]
    row: Callable[[str, int], str | None]
    """A line of a file, or None where it isn't at hand."""
    today: str
    counts: dict[str, int] = field(default_factory=dict)
    """What was checked, by kind."""
    unchecked: tuple[str, ...] = ()
    """What was not checked, a line each."""
    failed: bool = False
