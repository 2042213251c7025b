"""Notes all that a check looks at, so that its answer can be kept for as long as that stays as it is."""

from __future__ import annotations

import os
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from gameplan.history.hanging import hanging_on
from gameplan.model.addresses import WITHOUT_US
from gameplan.model.zones import zone
from gameplan.read.sources import Disk
from gameplan.settings import CONFIG_FILES, RENDERED, ZENSICAL

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from gameplan.model.sources import Kind, SourceEntry
    from gameplan.settings import Settings
    from gameplan.store.seen import Seen, Sight

ALWAYS = (float("-inf"), float("inf"))
"""Since when and until when a day holds that was typed."""


class Watched(Disk):
    """The files of a folder as they lie there, and a note of each that is looked at."""

    def __init__(self, root: Path, sight: Sight) -> None:
        """Know the folder.

        Args:
            root: the playbook's.
            sight: takes the notes.
        """
        super().__init__(root)
        self._sight = sight
        sight.kind(*(f"{folder}/.git" for folder in (root, *root.parents)))

    def kind(self, path: str) -> Kind | None:
        """Tell what a path is; None where there is nothing, or where that can't be told."""
        self._sight.kind(f"{self.root}/{path}")
        return super().kind(path)

    def entries(self, folder: str) -> Iterator[SourceEntry]:
        """List the names in a folder."""
        self._sight.folder(f"{self.root}/{folder}")
        return super().entries(folder)

    def data(self, path: str, limit: int) -> bytes:
        """Return the content of a regular file."""
        self._sight.file(f"{self.root}/{path}")
        return super().data(path, limit)


def all_seen(sight: Sight, settings: Settings, named: Iterable[Path]) -> Seen | None:
    """Return all that a check has seen, when it is done; None where that can't be told.

    Args:
        sight: noted what it read.
        settings: the playbook's.
        named: files and folders that were named on the command line.
    """
    root, docs = settings.root, settings.site.get("docs_dir") or "docs"
    history = hanging_on(root)
    if history is None or os.path.lexists(root / ZENSICAL) or not hasattr(os, "geteuid"):
        return None
    here = Path.cwd()
    ways = (root, *(folder for folder in (here, *here.parents) if folder.is_relative_to(root)), *map(_whole, named))
    beside = (
        *(f"{folder}/{name}" for folder in ways for name in (*CONFIG_FILES, "strategy")),
        *(f"{root}/{name}" for name in (docs, f"{docs}/{RENDERED}", f"{settings.options.strategy_dir}/{WITHOUT_US}")),
    )
    if any(map(os.path.islink, (*beside, *map(str, ways)))):
        return None
    sight.file(*(f"{root}/{path}" for path in settings.sources), *map(str, history.files))
    sight.kind(*beside, *map(str, ways), f"{root}/{ZENSICAL}", *map(str, history.kinds))
    sight.folder(*map(str, history.folders))
    return sight.seen()


def span_of(day: date, name: str) -> tuple[float, float]:
    """Return when a day begins and ends in a time zone, in seconds since the beginning of 1970.

    Args:
        day: the day.
        name: the zone's.
    """
    begin, end = (datetime.combine(each, time(), zone(name)) for each in (day, day + timedelta(days=1)))
    return begin.timestamp(), end.timestamp()


def _whole(path: Path) -> Path:
    return Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
