"""Time zones by their IANA names, from the pinned `tzdata` package and never from the machine."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources
from zoneinfo import ZoneInfo

from gameplan.model.faults import fault, nearest

# Zones of the machine or of a test, not of a place.
_NOT_PLACES = ("Factory", "localtime", "posixrules")


@cache
def zone_names() -> frozenset[str]:
    """Every name that `timezone:` takes."""
    listed = resources.files("tzdata").joinpath("zones").read_text(encoding="utf-8").split()
    return frozenset(name for name in listed if name not in _NOT_PLACES)


class _Zone(ZoneInfo):
    """A zone that can be pickled: by its name, as the data are the package's."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return zone, (self.key or "UTC",)


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """The zone of a name in `zone_names()`, by the data of the `tzdata` package: two machines get the same."""
    with zone_file(name).open("rb") as file:
        return _Zone.from_file(file, key=name)


def zone_file(name: str) -> resources.abc.Traversable:
    """The TZif file (RFC 9636) of a name in `zone_names()`."""
    return resources.files("tzdata").joinpath("zoneinfo", *name.split("/"))


def parse_zone(text: str) -> str:
    """Read a time zone's name.

    Raises:
        PydanticCustomError: where it is not in `zone_names()`.
    """
    if text in zone_names():
        return text
    # CEST is not EST: what an abbreviation resembles is no place where it holds.
    near = None if text.isupper() else nearest(text, zone_names())
    hint = f"did you mean {near}?" if near else "write a name such as Europe/Berlin or America/New_York"
    raise fault(f"'{text}' is not a time zone", hint)
