"""Where questions about one playbook are asked, again and again: it is read anew when its files have changed."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from gameplan.answering.refusal import Refusal
from gameplan.answering.shown import Shown, shown_of
from gameplan.assist.workspace import KeptInMemory
from gameplan.diagnostics import visible
from gameplan.pipeline import run
from gameplan.revisions.past import past_of
from gameplan.settings import CONFIG_FILES, OptionError, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from gameplan.settings import Settings

_OF_GIT = (".git/HEAD", ".git/logs/HEAD")
"""What changes with each commit; rules of history hang on it."""


class Desk:
    """A playbook about which questions are asked."""

    def __init__(self, root: Path, today: date | None = None, *, internal: bool = False) -> None:
        """Know the folder; nothing is read yet.

        Args:
            root: the playbook's.
            today: the day to answer for; default: that of the options, else the day it is.
            internal: whether internal and draft pages are told too.
        """
        self.root, self._today, self._internal = root, today, internal
        self._kept = KeptInMemory()
        self._known: tuple[object, Shown] | None = None

    def shown(self) -> Shown:
        """Return the playbook as its files are now.

        Raises:
            Refusal: where there is none, or its options can't be used.
        """
        if not self.root.is_dir():
            raise Refusal(f"the folder of the playbook is gone: {visible(str(self.root))}")
        if self._known is not None and self._known[0] == _stamp(self.root, self._known[1].settings, self._day):
            return self._known[1]
        try:
            settings = load_settings(self.root, allow_any_host=True)
        except OptionError as error:
            raise Refusal(str(error)) from None
        # Before anything is read: what is written meanwhile is seen next time.
        stamp = _stamp(self.root, settings, self._day)
        # What a baseline knows counts as there before a change.
        options = settings.options.model_copy(update={"baseline": ""})
        result = run(self.root, options, self._today, settings.config, past_of, kept=self._kept)
        found = shown_of(settings, result, internal=self._internal)
        self._known = (stamp, found)
        return found

    @property
    def _day(self) -> date:
        return self._today or datetime.now(UTC).astimezone().date()


def _stamp(root: Path, settings: Settings, day: date) -> object:
    """What changes when something is written: names, sizes and times of all files; and the day."""
    options = settings.options
    folders = (str(root / folder) for folder in (options.strategy_dir, options.plan_dir))
    named = [*options.holidays, *([options.baseline] if options.baseline else [])]
    names = sorted({*CONFIG_FILES, *_OF_GIT, *settings.sources, *named})
    return day, sorted(_seen(folders)), [_state(str(root / name)) for name in names]


def _seen(folders: Iterator[str]) -> Iterator[tuple[str, int, int]]:
    """Yield the name, size and time of each file in folders; links are not followed."""
    left = [*folders]
    while left:
        try:
            found = [*os.scandir(left.pop())]
        except OSError:
            continue
        for each in found:
            if each.is_dir(follow_symlinks=False):
                left.append(each.path)
            else:
                yield _state(each.path)


def _state(path: str) -> tuple[str, int, int]:
    try:
        found = os.lstat(path)
    except OSError:
        return path, -1, -1
    return path, found.st_size, found.st_mtime_ns
