"""Several sites of one playbook in one run: it is read and checked once."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gameplan.options import Options
    from gameplan.pipeline import Result

_EACH = ("projection", "internal")
"""The options that differ from site to site, and change nothing of what is read and checked."""


class _Shared:
    """What was read while several sites are built."""

    def __init__(self) -> None:
        self.results: list[tuple[Path, Options, Result]] | None = None


_SHARED = _Shared()


@contextmanager
def sharing() -> Iterator[None]:
    """Let all sites that are built within be of the playbook as it was when the first of them was."""
    _SHARED.results = []
    try:
        yield
    finally:
        _SHARED.results = None


def shared(root: Path, options: Options, make: Callable[[], Result]) -> Result:
    """Return a playbook as it was read and checked for an earlier site of the run; else as it is made now.

    Args:
        root: its folder.
        options: its options.
        make: reads and checks it.
    """
    if _SHARED.results is None:
        return make()
    common = options.model_copy(update=dict.fromkeys(_EACH))
    for where, said, result in _SHARED.results:
        if where == root and said == common:
            return result
    made = make()
    _SHARED.results.append((root, common, made))
    return made
