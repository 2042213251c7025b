"""Public holidays of countries, by the package `holidays`, whose version is pinned: the same commit has the same days."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from gameplan.model.faults import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date


@lru_cache(maxsize=1024)
def public_holidays(country: str, year: int) -> Mapping[date, str]:
    """Return the public holidays of a year with their names, in the language of the country.

    Args:
        country: two letters (ISO 3166-1), or those with a hyphen and the code of a region: `US-CA`.
        year: the year.
    """
    import holidays  # noqa: PLC0415 - it takes a tenth of a second, and most playbooks name no country

    name, _, region = country.partition("-")
    # Without a language they would have that of the machine, and two machines would build two sites.
    language = holidays.country_holidays(name).default_language
    return dict(holidays.country_holidays(name, subdiv=region or None, years=year, language=language))


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
