"""Older versions of entries with what the playbook gave them at the time: a format, a policy or a holiday moves deadlines, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.formats import Inheritance
from gameplan.model.workdays import DaysOff, Workdays

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.model.formats import Recipe
    from gameplan.revisions.versions import Version


class Inheriting:
    """What entries have from elsewhere, commit by commit."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._alive: dict[str, Version] = {}
        self._now, self._off = Inheritance(), DaysOff()

    def step(self, pages: Mapping[str, Version | None], off: DaysOff) -> dict[str, Version | None]:
        """Return the versions of pages after a commit: of those that it touched, and of entries that it changed by touching others.

        Args:
            pages: by path; None where a file is a page no more.
            off: the holidays after the commit.
        """
        gives = off != self._off
        for path, version in pages.items():
            before = self._alive.pop(path, None)
            if version is not None:
                self._alive[path] = version
            gives = gives or any(each is not None and each.gives for each in (before, version))
        self._off = off
        found = {path: version and version.under(self._now) for path, version in pages.items()}
        return {**found, **(self._changed() if gives else {})}

    def _changed(self) -> dict[str, Version | None]:
        """Return all entries that may have something from elsewhere, where that is something else than before."""
        now = self._inheritance()
        if now == self._now:
            return {}
        self._now = now
        return {path: version.under(now) for path, version in self._alive.items() if version.raw is not None}

    def _inheritance(self) -> Inheritance:
        giving = [self._alive[path] for path in sorted(self._alive) if self._alive[path].gives]
        recipes: dict[str, Recipe] = {}
        for version in giving:
            if version.recipe is not None:
                recipes.setdefault(*version.recipe)
        return Inheritance(recipes, Workdays(self._off, tuple(quiet for version in giving for quiet in version.quiet)))
