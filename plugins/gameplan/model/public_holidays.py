"""Public holidays of countries, by the package `holidays`, whose version is pinned: the same commit has the same days."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from gameplan.model.faults import nearest

if TYPE_CHECKING:
    from datetime import date


@lru_cache(maxsize=1024)
def public_holidays(country: str, year: int) -> frozenset[date]:
    """Return the public holidays of a year.

    Args:
        country: two letters (ISO 3166-1), or those with a hyphen and the code of a region: `US-CA`.
        year: the year.
    """
    import holidays  # noqa: PLC0415 - it takes a tenth of a second, and most playbooks name no country

    name, _, region = country.partition("-")
    return frozenset(holidays.country_holidays(name, subdiv=region or None, years=year))


def unknown_country(country: str) -> str:
    """Say what is wrong with a country or region; empty where nothing is."""
    import holidays  # noqa: PLC0415

    known = holidays.list_supported_countries(include_aliases=False)
    name, _, region = country.partition("-")
    if name not in known:
        near = nearest(name, known)
        return f"there is no country '{name}'; " + (f"did you mean {near}?" if near else "write two letters: PT")
    if region and region not in known[name]:
        near = nearest(region, known[name])
        hint = f"did you mean {name}-{near}?" if near else f"write {name}"
        return f"{name} has no region '{region}'; {hint}"
    return ""
