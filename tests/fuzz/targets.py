"""The targets: functions that take any bytes, and raise where a promise is broken."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

FORMATS = ("text", "github", "gitlab", "sarif", "json", "junit", "rdjson", "markdown")


class Target(NamedTuple):
    """Where a target is, and what becomes of it."""

    module: str
    """Below `fuzz`: imported only where the target runs, so that each process holds no more of the package than it tries."""
    weight: int
    """Its part of the time, in proportion."""
    seeds: str
    """What it begins with: `files`, `fronts` or `bodies` of playbooks, `cases` (files behind a byte), `configs`, `words` or `reports`."""


TARGETS = {
    "reader": Target("reading", 3, "files"),
    "front": Target("reading", 3, "fronts"),
    "body": Target("reading", 3, "files"),
    "check": Target("checking", 4, "cases"),
    "fixes": Target("checking", 4, "cases"),
    "feed": Target("checking", 3, "files"),
    "options": Target("settling", 3, "configs"),
    "lines": Target("lines", 1, "words"),
    **{f"emit-{form}": Target("emitting", 1, "reports") for form in FORMATS},
}
"""By their names, which are those of the functions."""


def load(name: str) -> Callable[[bytes], None]:
    """The function of a target."""
    module = import_module(f"fuzz.{TARGETS[name].module}")
    form = name.removeprefix("emit-")
    found: Callable[[bytes], None] = module.EMIT[form] if form != name else getattr(module, name)
    return found
