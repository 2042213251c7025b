"""Sums of money, in words."""

from __future__ import annotations

from decimal import ROUND_DOWN
from typing import TYPE_CHECKING

from gameplan.wording import dates as words
from gameplan.wording.locales import forms
from gameplan.wording.speech import say, spoken

if TYPE_CHECKING:
    from decimal import Decimal

    from gameplan.analysis.money import Costs


def money_words(amount: Decimal, currency: str) -> str:
    """Return an amount as the language writes it: `1,500 EUR`, `12.50 EUR`."""
    whole = amount.to_integral_value(ROUND_DOWN)
    text = words.number_words(whole)
    if amount != whole:
        text += f"{forms(spoken().tag).decimal}{(amount - whole) * 100:02.0f}"
    return f"{text} {currency}"


def costs_words(costs: Costs, granted: Decimal | None, currency: str) -> tuple[str, ...]:
    """Return what was granted, what is planned and what was spent, a text each; only what there is."""
    found = []
    if granted is not None:
        found.append(money_words(granted, currency))
    if costs.planned or (granted is not None and not costs.spent):
        found.append(say("{money} planned", money=money_words(costs.planned, currency)))
    if costs.spent:
        found.append(say("{money} spent", money=money_words(costs.spent, currency)))
    return tuple(found)
