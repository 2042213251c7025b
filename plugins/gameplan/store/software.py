"""What makes things: the program and its libraries, so that what another version made is not taken for this one's."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def program_files() -> list[tuple[str, int, int]]:
    """List Gameplan's own files as they lie on the disk with their sizes and times, but for what Python keeps there."""
    whole = str(Path(__file__).parents[1])
    found: list[tuple[str, int, int]] = []
    waiting = [whole]
    while waiting:
        with os.scandir(waiting.pop()) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    if entry.name != "__pycache__":
                        waiting.append(entry.path)
                else:
                    state = entry.stat()
                    found.append((entry.path[len(whole) + 1 :], state.st_size, state.st_mtime_ns))
    return sorted(found)


def places_of_modules() -> Iterable[tuple[str, tuple[int, int, int] | None]]:
    """Yield the places in which Python looks for modules, each with its state: to install or remove a package changes one."""
    for place in sys.path:
        try:
            state = os.stat(place or ".")  # noqa: PTH116 - for each entry of the path, at each start
        except OSError:
            yield place, None
        else:
            yield place, (state.st_ino, state.st_mtime_ns, state.st_ctime_ns)
