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

from gameplan.cli.common import stop, write_files
from gameplan.diagnostics import visible
from gameplan.diagnostics.fixes import apply
from gameplan.pipeline import Result, run
from gameplan.read.files import MAX_FILE, read_file
from gameplan.settings import CONFIG_FILES

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gameplan.diagnostics import Diagnostic, Fix
    from gameplan.settings import Settings

_BOM = b"\xef\xbb\xbf"
_MOST_ROUNDS = 20
"""Checks, each of which may bring to light what the one before could not read."""
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

    Which do is found by checking a copy of the playbook with the fixes in it. What shows only when a file can be read again was
    there before: it hinders no fix, and is mended as well, where that has one right answer too.

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
        state = _harmless(_Trial(Path(folder).resolve(), result, settings, today), _State(before, 0), fixes)
    changed = {path for path, data in state.files.items() if data != before[path]}
    refused = sum(map(len, fixes.values())) - state.made
    return Fixed(
        {path: before[path] for path in changed},
        {path: state.files[path] for path in changed},
        state.made,
        max(refused, 0),
    )


def _harmless(trial: _Trial, start: _State, fixes: Mapping[str, list[Fix]]) -> _State:
    """The files with those fixes that bring nothing: file by file, then one by one."""
    taken = dict(fixes)
    state, guilty = trial.settled(start, taken)
    while guilty:
        # Where the fault shows in a file that nothing mends, any of them may have brought it.
        taken = {path: taken[path] for path in taken.keys() - guilty} if taken.keys() & guilty else {}
        state, guilty = trial.settled(start, taken) if taken else (start, set())
    alone = sorted((path, fix.span, fix.text, fix) for path in fixes.keys() - taken.keys() for fix in fixes[path])
    for path, _, _, fix in alone[:_MOST_ALONE]:
        # From the start each time: a place is one in the text as it was.
        more = {**taken, path: [*taken.get(path, ()), fix]}
        tried, guilty = trial.settled(start, more)
        if not guilty:
            state, taken = tried, more
    return state


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
        self._unread = {finding.location.path for finding in result.diagnostics if not finding.rule.configurable}
        self._seen = frozenset(finding for finding in result.diagnostics if finding.location.path in self._unread)
        self._known = Counter(_key(finding) for finding in result.diagnostics if finding not in self._seen)
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
        return state, {finding.location.path for finding in new} - self._unread

    def _run(self) -> Result:
        """The check of the copy, with the rules that the playbook itself may have."""
        settings = self._settings
        return run(self._root, settings.options, self._today, settings.config, checked=settings.root)

    def _new(self) -> list[Diagnostic]:
        left = Counter(self._known)
        new = []
        for finding in self._run().diagnostics:
            if finding.location.path in self._unread:
                # Of a file that can't be read only the first fault shows: the next one is new, though it is of the same rule.
                new += [finding] if finding not in self._seen else []
                continue
            left[_key(finding)] -= 1
            if left[_key(finding)] < 0:
                new.append(finding)
        return new


def _certain(findings: list[Diagnostic]) -> dict[str, list[Fix]]:
    """The fixes that have one right answer, by file."""
    fixes: dict[str, dict[Fix, None]] = {}
    for finding in findings:
        if finding.fix and finding.fix.certain:
            fixes.setdefault(finding.location.path, {})[finding.fix] = None
    return {path: list(found) for path, found in fixes.items()}


def _key(finding: Diagnostic) -> tuple[str, str]:
    """What findings are counted by: their words may change with a title that is mended."""
    return (finding.location.path, finding.rule.name)


def _copy(settings: Settings, target: Path) -> None:
    """What the check reads of a playbook, in another folder; of files that it doesn't read, the names."""
    for name in (*CONFIG_FILES, settings.config, "zensical.toml"):
        with suppress(OSError):
            _copy_one(settings.root / name, target / name)
    for folder in (settings.options.strategy_dir, settings.options.plan_dir):
        above = [settings.root / part for part in (*reversed(Path(folder).parents), Path(folder))]
        if link := next((place for place in above if place.is_symlink()), None):
            with suppress(OSError):
                _copy_one(link, target / link.relative_to(settings.root))
            continue
        for here, folders, names in os.walk(settings.root / folder):
            folders[:] = [name for name in folders if not name.startswith(".")]
            place = target / Path(here).relative_to(settings.root)
            place.mkdir(parents=True, exist_ok=True)
            for name in (*names, *folders):
                with suppress(OSError):
                    _copy_one(Path(here) / name, place / name)


def _copy_one(source: Path, target: Path) -> None:
    """A file or link; a file that is too large to be read is one of the same size without anything in it."""
    found = source.lstat()
    if stat.S_ISLNK(found.st_mode):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.symlink_to(source.readlink())
    elif stat.S_ISREG(found.st_mode):
        if found.st_size > MAX_FILE:
            target.touch()
            os.truncate(target, found.st_size)
        elif source.suffix in (".md", ".csv", ".yml", ".yaml", ".toml"):
            shutil.copyfile(source, target, follow_symlinks=False)
        else:
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
    """Write the files, all of them or none; ends the program where one has become something else meanwhile."""
    for path, data in changes.before.items():
        if read_file(root, path) != data:
            stop(f"{visible(path)} has changed meanwhile: nothing was written; run the check again")
    write_files({root / path: data for path, data in changes.after.items()})
