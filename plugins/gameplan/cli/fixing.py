"""Writes the fixes that have one right answer into the files, or shows what they would change."""

from __future__ import annotations

import difflib
import os
import shutil
import stat
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gameplan.cli.common import stop, write_file
from gameplan.diagnostics import visible
from gameplan.diagnostics.fixes import apply
from gameplan.pipeline import Result, run
from gameplan.read.files import read_file
from gameplan.settings import CONFIG_FILES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gameplan.diagnostics import Diagnostic, Fix
    from gameplan.settings import Settings

_BOM = b"\xef\xbb\xbf"


_MOST_ROUNDS = 4
_MOST_ALONE = 20
"""Fixes that are tried one by one, where a file's fixes together bring a finding: each costs a check."""


class Fixed(NamedTuple):
    """What fixes make of files."""

    before: dict[str, bytes]
    """The files that change, by path."""
    after: dict[str, bytes]
    made: int
    """How many fixes are in them."""
    refused: int
    """How many are not, because something else would then be wrong."""


def fixed(result: Result, findings: list[Diagnostic], settings: Settings, today: date) -> Fixed:
    """The files with every certain fix that brings no finding which wasn't there.

    Which do is found by checking a copy of the playbook with the fixes in it. What shows only when a file can be read again is
    mended as well, where that has one right answer too.

    Args:
        result: what the whole check found.
        findings: those of them that may be mended.
        settings: the playbook's.
        today: the day to check for.
    """
    fixes = _certain(findings)
    before = {path: data for path in fixes if isinstance(data := read_file(settings.root, path), bytes)}
    fixes = {path: fixes[path] for path in before}
    if not fixes:
        return Fixed({}, {}, 0, 0)
    with tempfile.TemporaryDirectory(prefix="gameplan-") as folder:
        trial = _Trial(Path(folder).resolve(), result, settings, today)
        left = dict(fixes)
        state, guilty = trial.settled(_State(before, 0), left)
        while guilty:
            # Where the fault shows in a file that nothing mends, any of them may have brought it.
            left = {path: left[path] for path in left.keys() - guilty} if left.keys() & guilty else {}
            if not left:
                state = _State(before, 0)
                break
            state, guilty = trial.settled(_State(before, 0), left)
        alone = [(path, fix) for path in fixes.keys() - left.keys() for fix in fixes[path]]
        for path, fix in sorted(alone)[:_MOST_ALONE]:
            tried, guilty = trial.settled(state, {path: [fix]})
            state = state if guilty else tried
    changed = {path for path, data in state.files.items() if data != before[path]}
    refused = sum(len(set(found)) for path, found in fixes.items()) - state.made
    return Fixed(
        {path: before[path] for path in changed},
        {path: state.files[path] for path in changed},
        state.made,
        max(refused, 0),
    )


class _State(NamedTuple):
    """Files by path, and how many fixes are in them."""

    files: Mapping[str, bytes]
    made: int

    def with_fixes(self, fixes: Mapping[str, list[Fix]]) -> _State:
        """The files with more fixes."""
        files, made = dict(self.files), self.made
        for path in fixes.keys() & files.keys():
            mark = _BOM if files[path].startswith(_BOM) else b""
            with suppress(UnicodeDecodeError):
                text, applied = apply(files[path].removeprefix(_BOM).decode("utf-8"), fixes[path])
                files[path] = mark + text.encode("utf-8")
                made += len(applied)
        return _State(files, made)


class _Trial:
    """A copy of the playbook, to check what fixes would do."""

    def __init__(self, root: Path, result: Result, settings: Settings, today: date) -> None:
        self._root, self._settings, self._today = root, settings, today
        self._known = Counter(_key(finding) for finding in result.diagnostics)
        _copy(settings, root)

    def settled(self, state: _State, fixes: Mapping[str, list[Fix]]) -> tuple[_State, set[str]]:
        """A state with fixes, and with those of what they bring to light; and the files in which something new is wrong even then."""
        for _ in range(_MOST_ROUNDS):
            state = state.with_fixes(fixes)
            for path, data in state.files.items():
                (self._root / path).write_bytes(data)
            new = self._new()
            fixes = _certain(new)
            if not new or not fixes.keys() & state.files.keys():
                break
        return state, {finding.location.path for finding in new}

    def _new(self) -> list[Diagnostic]:
        left = Counter(self._known)
        new = []
        for finding in run(self._root, self._settings.options, self._today).diagnostics:
            left[_key(finding)] -= 1
            if left[_key(finding)] < 0:
                new.append(finding)
        return new


def _certain(findings: list[Diagnostic]) -> dict[str, list[Fix]]:
    """The fixes that have one right answer, by file."""
    fixes: dict[str, list[Fix]] = {}
    for finding in findings:
        if finding.fix and finding.fix.certain:
            fixes.setdefault(finding.location.path, []).append(finding.fix)
    return fixes


def _key(finding: Diagnostic) -> tuple[str, str, str]:
    return (finding.location.path, finding.rule.name, finding.message)


def _copy(settings: Settings, target: Path) -> None:
    """What the check reads of a playbook, in another folder; of files that it doesn't read, the names."""
    for name in (*CONFIG_FILES, "zensical.toml"):
        source = settings.root / name
        if source.is_file() and not source.is_symlink():
            shutil.copyfile(source, target / name)
    for folder in (settings.options.strategy_dir, settings.options.plan_dir):
        for here, folders, names in os.walk(settings.root / folder):
            place = target / Path(here).relative_to(settings.root)
            place.mkdir(parents=True, exist_ok=True)
            for name in (*names, *folders):
                with suppress(OSError):
                    _copy_one(Path(here) / name, place / name)


def _copy_one(source: Path, target: Path) -> None:
    mode = source.lstat().st_mode
    if stat.S_ISLNK(mode):
        target.symlink_to(source.readlink())
    elif stat.S_ISREG(mode) and source.suffix in (".md", ".csv"):
        shutil.copyfile(source, target, follow_symlinks=False)
    elif stat.S_ISREG(mode):
        target.touch()


def difference(changes: Fixed) -> str:
    """What fixes change, as a unified difference; author text is shown, never sent raw."""
    lines: list[str] = []
    for path in sorted(changes.after):
        old, new = (visible_rows(data[path]) for data in (changes.before, changes.after))
        name = visible(path)
        lines += difflib.unified_diff(old, new, f"a/{name}", f"b/{name}", n=1)
    return "".join(lines)


def visible_rows(data: bytes) -> list[str]:
    """A file's lines, for people."""
    rows = data.removeprefix(_BOM).decode("utf-8", "replace").split("\n")
    rows = rows[:-1] if rows[-1] == "" else rows
    return [f"{visible(row.removesuffix(chr(13)))}\n" for row in rows]


def write_fixes(root: Path, changes: Fixed) -> None:
    """Write the files, each whole or not at all; ends the program where one has become something else meanwhile."""
    for path, data in changes.after.items():
        if read_file(root, path) != changes.before[path]:
            stop(f"{visible(path)} has changed meanwhile: run the check again")
        write_file(root / path, data)
