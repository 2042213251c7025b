"""Numbers and amounts of money, with commas and dots as countries have them; what could be two numbers is refused."""

from __future__ import annotations

import re

from gameplan.importers.table import Fault
from gameplan.model.money import SYMBOLS, parse_money

_BLANKS = re.compile(r"[\s\u00a0\u202f'’]")
_DIGITS = re.compile(r"[+-]?[0-9][0-9.,]*")
_THOUSAND = 3


def number_text(text: str) -> str | Fault:
    """Return a number as it is typed: `1234.5` for `1.234,5` and `1,234.5`."""
    plain = _BLANKS.sub("", text).removesuffix("%")
    if not _DIGITS.fullmatch(plain):
        return Fault(f"'{text[:40]}' is not a number", "write a number such as 1200 or 3.5")
    signs = [sign for sign in plain if sign in ".,"]
    if not signs:
        return plain.removeprefix("+")
    last = signs[-1]
    whole, _, rest = plain.rpartition(last)
    if len(set(signs)) == 1 and (len(signs) > 1 or len(rest) == _THOUSAND):
        if len(signs) == 1 and not whole.strip("+-").startswith("0"):
            joined = f"{whole}{rest}"
            return Fault(f"'{text[:40]}' may be {joined} or {whole}.{rest}", f"write {joined} or {whole}.{rest}0")
        if len(signs) > 1:
            return re.sub("[.,]", "", plain)
    if signs.count(last) > 1:
        return Fault(f"'{text[:40]}' is not a number", "write a number such as 1200 or 3.5")
    return f"{re.sub('[.,]', '', whole)}.{rest}".removesuffix(".").removeprefix("+")


def money_text(text: str, currency: str) -> str | Fault:
    """Return an amount as it is typed: `1500 EUR` for `€1,500.00` and `1.500,00 €`.

    Args:
        text: what stands in the cell.
        currency: of amounts without one; empty where that isn't known.
    """
    plain = _BLANKS.sub("", text)
    name = next((name for sign, name in SYMBOLS.items() if sign in plain), "")
    if match := re.search(r"[A-Z]{3}", plain):
        name = match[0]
    digits = re.sub(r"[A-Z]{3}|[€$£]", "", plain)
    if not re.fullmatch(r"[0-9][0-9.,]*", digits):
        return Fault(f"'{text[:40]}' is not an amount of money", "write a number and a currency: 1500 EUR")
    if not (name or currency):
        return Fault(f"'{text[:40]}' has no currency", f"write {digits} EUR, or set `currency` in mkdocs.yml")
    return parse_money(f"{digits} {name or currency}").typed
