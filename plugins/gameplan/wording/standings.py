"""How KPIs and goals stand, in words."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.health import HealthState
from gameplan.analysis.measure import KpiStatus
from gameplan.model.pages import Kpi
from gameplan.wording import dates as words
from gameplan.wording.labels import inside
from gameplan.wording.speech import plural, say, word

if TYPE_CHECKING:
    from decimal import Decimal

    from gameplan.analysis.health import Health
    from gameplan.analysis.measure import Standing
    from gameplan.model.page import Page

_NAMES = {
    "off-track": word("Off track"),
    "at-risk": word("At risk"),
    "not-measured": word("Not measured"),
    "no-target": word("No target"),
    "on-track": word("On track"),
    "achieved": word("Achieved", "a KPI"),
    "done": word("Done", "a goal"),
}
"""How KPIs and goals stand."""


class Side(Enum):
    """On which side of what is expected a KPI is."""

    AHEAD = "ahead"
    BEHIND = "behind"
    LEVEL = "level"


def state_label(state: KpiStatus | HealthState) -> str:
    """Return a state's name."""
    return say(_NAMES[state])


def state_words(state: KpiStatus | HealthState) -> str:
    """A state inside a sentence."""
    return inside(say(_NAMES[state]))


class Numbers(NamedTuple):
    """A KPI's numbers in words; empty where there are none."""

    latest: str
    month: str
    unit: str
    """Empty where it stands with the numbers."""
    target: str
    by: str
    difference: str
    """How far it is from what was expected, whichever way."""
    side: Side | None
    expected: str


def numbers(page: Page, standing: Standing) -> Numbers:
    """A KPI's numbers in words."""
    fields = page.fields
    assert isinstance(fields, Kpi)  # noqa: S101 - the caller's promise
    last, line = standing.last, standing.line
    difference, side, expected = _difference(fields, standing)
    symbol = fields.unit if words.is_symbol(fields.unit) else ""
    by = line.by if line else None
    return Numbers(
        latest=words.measure(last.value, symbol) if last else "",
        month=words.short_month_words(last.day) if last else "",
        unit="" if symbol else fields.unit,
        target=words.measure(line.end, symbol) if line else "",
        by=words.day_words(by, weekday=False) if by else "",
        difference=difference,
        side=side,
        expected=expected,
    )


def _difference(kpi: Kpi, standing: Standing) -> tuple[str, Side | None, str]:
    difference, ahead, expected, last = standing.difference, standing.ahead, standing.expected, standing.last
    if difference is None or ahead is None or expected is None or last is None:
        return "", None, ""
    typed = (last.value, *(reading.value for reading in (kpi.target, kpi.baseline) if reading))
    places = max(_places(value) for value in typed)
    if difference and not round(difference, places):
        places += 1
    rounded = round(difference, places)
    level = words.number_words(round(expected, places))
    if not rounded:
        return "0", Side.LEVEL, level
    return words.number_words(abs(rounded)), Side.AHEAD if ahead > 0 else Side.BEHIND, level


def _places(value: Decimal) -> int:
    """Count the digits that were typed after the point."""
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def side_words(said: Numbers) -> str:
    """Say how far a KPI is from what was expected, and on which side: a sign would mislead where less is better."""
    if said.side is Side.LEVEL:
        return say("as expected")
    if said.side is Side.AHEAD:
        return say("{difference} ahead", difference=said.difference)
    return say("{difference} behind plan", difference=said.difference)


class Change(NamedTuple):
    """How a KPI moved since the reading before the last one."""

    words: str
    better: bool | None
    """None where it didn't move."""


def change(page: Page, standing: Standing) -> Change | None:
    """Say whether a KPI got better since the reading before its last one; None where there is none."""
    if len(standing.points) < 2:  # noqa: PLR2004 - the last, and the one before it
        return None
    fields = page.fields
    assert isinstance(fields, Kpi)  # noqa: S101 - the caller's promise
    before, last = standing.points[-2:]
    moved, month = last.value - before.value, words.short_month_words(before.day)
    if not moved:
        return Change(say("no change since {month}", month=month), None)
    difference = words.number_words(abs(moved))
    if (moved < 0) == (fields.direction == "down"):
        return Change(say("{difference} better than in {month}", difference=difference, month=month), better=True)
    return Change(say("{difference} worse than in {month}", difference=difference, month=month), better=False)


def sentence(page: Page, standing: Standing) -> str:
    """Say how a KPI stands, as a manager would."""
    said = numbers(page, standing)
    if not said.latest or standing.last is None:
        return say("Nobody has measured it yet.")
    value = f"{said.latest} {said.unit}" if said.unit else said.latest
    value = say("{value} in {month}", value=value, month=words.month_words(standing.last.day))
    text = _against(said, standing, value)
    if not standing.fresh and standing.status is KpiStatus.NOT_MEASURED:
        text = f"{text} {say('That is too long ago to say how it stands.')}"
    return text


def _against(said: Numbers, standing: Standing, value: str) -> str:
    if not said.target:
        return say("{value}; there is no target.", value=value)
    target = say("{value} by {day}", value=said.target, day=said.by) if said.by else said.target
    if standing.status is KpiStatus.ACHIEVED:
        return say("{value}: the target of {target} is reached.", value=value, target=target)
    if said.side is Side.LEVEL:
        return say("{value}: just where the line to the target of {target} is.", value=value, target=target)
    gaps = {"value": value, "expected": said.expected, "target": target, "difference": said.difference}
    if said.side is Side.AHEAD:
        return say("{value}, against {expected} on the line to the target of {target}: ahead by {difference}.", **gaps)
    return say("{value}, against {expected} on the line to the target of {target}: behind by {difference}.", **gaps)


def health_sentence(health: Health) -> str:
    """Say who judged how a goal stands, and why."""
    if health.by_hand:
        return (
            say("The owner says: {reason}", reason=health.reason)
            if health.reason
            else say("Set by the owner, without a reason.")
        )
    if health.state is HealthState.DONE:
        return say("It is achieved.")
    if not health.kpis:
        return say("Neither it nor a goal below it has a KPI.")
    count = len(health.kpis)
    if health.own:
        return plural("By its KPI.", "By its {count} KPIs.", count)
    return plural("By the KPI of the goals below it.", "By {count} KPIs of the goals below it.", count)
