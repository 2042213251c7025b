"""How KPIs and goals stand, in words and as chips: a shape and a word, and never colour alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.health import HealthState
from gameplan.model.measure import KpiStatus
from gameplan.model.pages import Kpi
from gameplan.publish import words
from gameplan.publish.icons import HEALTHS
from gameplan.publish.templating import Piece, icon_html

if TYPE_CHECKING:
    from decimal import Decimal

    from markupsafe import Markup

    from gameplan.model.health import Health
    from gameplan.model.measure import Standing
    from gameplan.model.page import Page

_CHIP = Piece('<span class="gp-health gp-health--{state}">{icon}{label}</span>')
_MARK = Piece(
    '<span class="gp-mark gp-mark--{state}" title="{label}">{icon}<span class="gp-sr">{label}: </span></span>'
)
_NAMES: dict[str, str] = {str(state): state.replace("-", " ").capitalize() for state in (*KpiStatus, *HealthState)}
_MONTH = "{:%b %Y}"


def state_chip(state: KpiStatus | HealthState) -> Markup:
    """A state: a shape and a word."""
    return _CHIP(state=state, icon=icon_html(HEALTHS[state]), label=_NAMES[str(state)])


def state_mark(state: KpiStatus | HealthState) -> Markup:
    """A state as its shape, with the word for whoever doesn't see it, or points at it."""
    return _MARK(state=state, icon=icon_html(HEALTHS[state]), label=_NAMES[str(state)])


def state_words(state: KpiStatus | HealthState) -> str:
    """A state inside a sentence."""
    return _NAMES[str(state)].lower()


class Numbers(NamedTuple):
    """A KPI's numbers in words; empty where there are none."""

    latest: str
    month: str
    unit: str
    """Empty where it stands with the numbers."""
    target: str
    by: str
    difference: str
    side: str
    """`ahead`, `behind`, `as expected`."""
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
        month=_MONTH.format(last.day) if last else "",
        unit="" if symbol else fields.unit,
        target=words.measure(line.end, symbol) if line else "",
        by=words.day_words(by, weekday=False) if by else "",
        difference=difference,
        side=side,
        expected=expected,
    )


def _difference(kpi: Kpi, standing: Standing) -> tuple[str, str, str]:
    difference, ahead, expected, last = standing.difference, standing.ahead, standing.expected, standing.last
    if difference is None or ahead is None or expected is None or last is None:
        return "", "", ""
    typed = (last.value, *(reading.value for reading in (kpi.target, kpi.baseline) if reading))
    places = max(_places(value) for value in typed)
    if difference and not round(difference, places):
        places += 1
    rounded = round(difference, places)
    level = words.number_words(round(expected, places))
    if not rounded:
        return "0", "as expected", level
    sign = "+" if rounded > 0 else ""
    return f"{sign}{words.number_words(rounded)}", "ahead" if ahead > 0 else "behind", level


def _places(value: Decimal) -> int:
    """How many digits were typed after the point."""
    exponent = value.normalize().as_tuple().exponent
    return max(-exponent, 0) if isinstance(exponent, int) else 0


def sentence(page: Page, standing: Standing) -> str:
    """What a manager would say of a KPI."""
    said = numbers(page, standing)
    if not said.latest or standing.last is None:
        return "Nobody has measured it yet."
    unit = f" {said.unit}" if said.unit else ""
    first = f"{said.latest}{unit} in {words.month_words(standing.last.day)}"
    target = f"{said.target} by {said.by}" if said.by else said.target
    if not said.target:
        text = f"{first}; there is no target."
    elif standing.status is KpiStatus.ACHIEVED:
        text = f"{first}: the target of {target} is reached."
    elif said.side == "as expected":
        text = f"{first}: just where the line to the target of {target} is."
    else:
        short = said.difference.lstrip("+−")
        text = f"{first}, against {said.expected} on the line to the target of {target}: {said.side} by {short}."
    if not standing.fresh and standing.status is KpiStatus.NOT_MEASURED:
        text += " That is too long ago to say how it stands."
    return text


def health_sentence(health: Health) -> str:
    """Who says how a goal stands, and why."""
    if health.by_hand:
        return f"By hand: {health.reason}" if health.reason else "By hand, without a reason."
    if health.state is HealthState.DONE:
        return "It is achieved."
    if not health.kpis:
        return "Neither it nor a goal below it has a KPI."
    count = len(health.kpis)
    what = f"its {'KPI' if count == 1 else f'{count} KPIs'}"
    return f"By {what}." if health.own else f"By {what[4:] if count > 1 else 'the KPI'} of the goals below it."
