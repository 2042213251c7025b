"""Amounts of money, as people type them."""

from __future__ import annotations

import re
from collections import Counter
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

SYMBOLS = {"€": "EUR", "$": "USD", "£": "GBP"}
_THOUSAND = 3
"""Digits behind a sign that parts thousands."""


class Money(NamedTuple):
    """An amount in a currency."""

    amount: Decimal
    currency: str
    """As ISO 4217 has it."""

    @property
    def typed(self) -> str:
        """The amount as it is typed: `1500 EUR`."""
        return f"{plain_amount(self.amount)} {self.currency}"


def parse_money(text: str) -> Money:
    """Return what an amount says that a field has accepted: `1500 EUR`, `€1,500`, `1.500,50 €`.

    A single sign parts thousands where three digits come after it, and else cents: `1.500` is fifteen hundred, `1.5` one and a half.
    """
    currency = next((name for sign, name in SYMBOLS.items() if sign in text), "") or text[-_THOUSAND:]
    digits = re.sub(r"[^0-9.,]", "", text)
    signs = [sign for sign in digits if sign in ".,"]
    cents = ""
    if len(set(signs)) > 1 or (len(signs) == 1 and len(digits.rpartition(signs[0])[2]) != _THOUSAND):
        digits, _, cents = digits.rpartition(signs[-1])
    whole = re.sub(r"[.,]", "", digits)
    return Money(Decimal(f"{whole or 0}.{cents or 0}"), currency)


def plain_amount(amount: Decimal) -> str:
    """Return an amount without needless noughts: `1500`, `12.50`."""
    return f"{amount:.0f}" if amount == amount.to_integral_value() else f"{amount:.2f}"


def main_currency(amounts: Iterable[Money]) -> str:
    """Return the currency of most amounts, of several the first by name; empty where there are none."""
    counted = Counter(money.currency for money in amounts)
    return min(counted, key=lambda name: (-counted[name], name), default="")
