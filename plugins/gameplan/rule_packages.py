"""Loads the rules that other packages bring, by the entry point group `gameplan.rules`; never from the checked folder.

Only what is installed is asked, and nothing that lies in the checked folder is imported: neither by a path on which Python was
started, nor by a package that is installed as a link to it. A virtual environment in that folder is an exception, since whoever
runs the check made it.
"""

from __future__ import annotations

import os
import re
import site
import sys
import sysconfig
from contextlib import contextmanager
from functools import cache, lru_cache
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from gameplan.catalog import BY_NAME
from gameplan.check.external_rules import Custom, CustomRules
from gameplan.diagnostics import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from importlib.metadata import EntryPoint

GROUP = "gameplan.rules"
_NAME = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+){0,9}")
_LONGEST_NAME = 60


class _RefusedError(Exception):
    """Why a rule can't be used."""


@lru_cache(maxsize=64)
def load_custom(root: Path) -> CustomRules:
    """The rules of installed packages, for a playbook in a folder; found once in a process."""
    checks: dict[str, Custom] = {}
    problems = []
    root = Path(os.path.realpath(root))
    with _without(root):
        for package, point in _points():
            try:
                custom = _loaded(root, package, point)
                _see_that_it_is_new(custom.rule.name, checks)
                checks[custom.rule.name] = custom
            except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever somebody else's code does
                said = str(error) if isinstance(error, _RefusedError) else f"{type(error).__name__}: {error}"
                problems.append(f"the rule {point.name} of the package '{package}' can't be used: {said[:300]}")
    return CustomRules(tuple(checks.values()), tuple(problems))


def _points() -> list[tuple[str, EntryPoint]]:
    """Return the entry points of the group with the names of their packages, sorted; of a package installed twice the first."""
    found: dict[str, list[EntryPoint]] = {}
    if not _may_have_points():
        return []
    for package in import_module("importlib.metadata").distributions():
        if points := [point for point in package.entry_points if point.group == GROUP]:
            found.setdefault(package.metadata["Name"] or "", points)
    return sorted(
        ((name, point) for name, points in found.items() for point in points), key=lambda pair: (pair[0], pair[1].name)
    )


def _may_have_points() -> bool:
    """Tell whether any package may have an entry point of the group.

    To read what all packages say of themselves takes longer than to check a small playbook, and nearly no one has such a package.
    """
    if any(hasattr(finder, "find_distributions") and finder is not PathFinder for finder in sys.meta_path):
        return True
    for place in sys.path:
        if place and not os.path.isdir(place):  # noqa: PTH112 - for each entry of the path, at each start
            if os.path.exists(place):  # noqa: PTH110
                return True
            continue
        for pattern in ("*.dist-info/entry_points.txt", "*.egg-info/entry_points.txt", "EGG-INFO/entry_points.txt"):
            for file in Path(place or ".").glob(pattern):
                try:
                    if GROUP.encode() in file.read_bytes():
                        return True
                except OSError:
                    return True
    return False


def _loaded(root: Path, package: str, point: EntryPoint) -> Custom:
    spec = find_spec(point.module.partition(".")[0])
    places = [] if spec is None else [spec.origin, *(spec.submodule_search_locations or ())]
    if any(place is not None and _inside(place, root) for place in places):
        raise _RefusedError("it lies in the checked folder, and nothing is run from there; install it as a copy")
    thing = point.load()
    rule, check = getattr(thing, "RULE", None), getattr(thing, "check", None)
    if not isinstance(rule, Rule) or not callable(check):
        raise _RefusedError("it needs a RULE, made by gameplan.diagnostics.Rule, and a function check(context)")
    if not _NAME.fullmatch(rule.name) or len(rule.name) > _LONGEST_NAME:
        raise _RefusedError("its name must be lower-case words with hyphens between them")
    return Custom(rule, check, package)


def _see_that_it_is_new(name: str, checks: Mapping[str, Custom]) -> None:
    if name in BY_NAME:
        raise _RefusedError(f"Gameplan has a rule '{name}' of its own")
    if name in checks:
        raise _RefusedError(f"the package '{checks[name].package}' has a rule '{name}' too")


@contextmanager
def _without(root: Path) -> Iterator[None]:
    """Keep Python from finding modules in the checked folder, which is on its path if it was started there."""
    before = sys.path
    sys.path = [place for place in before if not _inside(place or ".", root)]
    try:
        yield
    finally:
        sys.path = before


def _inside(place: str, root: Path) -> bool:
    """Tell whether something lies in the checked folder, and not where packages are installed."""
    path = Path(os.path.realpath(place))
    return path.is_relative_to(root) and not any(path.is_relative_to(folder) for folder in _installed())


@cache
def _installed() -> tuple[Path, ...]:
    """Return the folders in which packages are installed, and that of the standard library."""
    names = ("purelib", "platlib", "stdlib", "platstdlib")
    places = [sysconfig.get_path(name) for name in names]
    if site.ENABLE_USER_SITE:
        places.append(site.getusersitepackages())
    return tuple(Path(os.path.realpath(place)) for place in places if place)
