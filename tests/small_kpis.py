"""KPIs that a test makes up."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from gameplan.model.pages import Kpi, Reading

if TYPE_CHECKING:
    from collections.abc import Mapping

HOSTILE = "<script>alert(1)</script> & \"quotes\" 'too'"


def kpi(
    readings: Mapping[str, object],
    baseline: tuple[object, str | None] | None = ("0", "2026-01-01"),
    target: tuple[object, str | None] | None = ("100", "2026-12-31"),
    direction: str = "up",
) -> Kpi:
    """A KPI with some readings."""
    values = {date.fromisoformat(day): Decimal(str(value)) for day, value in readings.items()}

    def reading(pair: tuple[object, str | None] | None) -> Reading | None:
        if pair is None:
            return None
        return Reading.model_construct(value=Decimal(str(pair[0])), on=date.fromisoformat(pair[1]) if pair[1] else None)

    return Kpi.model_construct(readings=values, baseline=reading(baseline), target=reading(target), direction=direction)
