"""What `gameplan rename`, `gameplan move` and `gameplan archive` do."""

from __future__ import annotations

import os
import posixpath
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from gameplan.cli.changing import make
from gameplan.cli.common import stop
from gameplan.cli.selecting import one_page
from gameplan.diagnostics import Diagnostic, visible
from gameplan.diagnostics.counted import counted
from gameplan.edit.changes import Changes
from gameplan.edit.configuration import configurations_after
from gameplan.edit.front import Unwritable
from gameplan.edit.moves import outcome
from gameplan.edit.references import Leading
from gameplan.edit.renaming import Refused, refuse_unnamed, renaming
from gameplan.read.files import is_page, read_file
from gameplan.read.playbook import read_page
from gameplan.read.sources import Disk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from gameplan.cli.writing_options import How
    from gameplan.edit.moves import Outcome
    from gameplan.edit.workspace import Workspace
    from gameplan.model.page import Entry, Page

_LARGEST_FILE = 32 * 1024 * 1024
"""Bytes of a file that isn't a page."""
_ARCHIVE = "archive"


def rename_page(work: Workspace, old: str, new: str, how: How, *, keep_file: bool) -> None:
    """Give a page another id, and end the program."""
    page = one_page(work.result.playbook, old, work.settings.root)
    try:
        refuse_unnamed(page)
        if page.id == new:
            make(work, Changes(), how, (f"it is called {visible(new)} already",))
        found = renaming(work.result.playbook, page, new, work.front, keep_file=keep_file)
    except (Refused, Unwritable) as error:
        stop(str(error))
    changes = _changed(work, found.leading, found.outcome)
    changes.names[f"'{visible(page.id)}'"] = f"'{visible(new)}'"
    make(work, changes, how, _unread(work, (page.id,)))


def _unread(work: Workspace, words: Iterable[str]) -> tuple[str, ...]:
    """Say which files can't be read and may cite what gets another name or place: somebody has to look at them."""
    words = tuple(words)
    found = [
        path
        for path, text in sorted(work.result.playbook.unread.items())
        if text is None or any(word in text for word in words)
    ]
    return (f"not looked at, since they can't be read: {', '.join(map(visible, found))}",) if found else ()


def move_files(work: Workspace, paths: tuple[str, ...], folder: str, how: How) -> None:
    """Move files and folders, and end the program."""
    if not paths:
        stop("say what to move, and where to: gameplan move PATH… FOLDER")
    playbook, root = work.result.playbook, work.settings.root
    target = folder_within(work, folder)
    moved: dict[str, str] = {}
    for name in paths:
        base = _inside(root, name)
        if base and (root / base).is_dir():
            if f"{target}/".startswith(f"{base}/"):
                stop(f"{visible(base)}/ can't be moved into itself")
            held = [*(page.path for page in playbook.pages), *playbook.attachments]
            above = posixpath.dirname(base)
            found = {
                path: posixpath.join(target, posixpath.relpath(path, above))
                for path in held
                if path.startswith(f"{base}/")
            }
            if not found:
                stop(f"{visible(base)}/ has no files of the playbook")
        elif base in playbook.attachments:
            found = {base: posixpath.join(target, posixpath.basename(base))}
        else:
            page = one_page(playbook, name, root)
            found = {
                path: posixpath.join(target, posixpath.basename(path)) for path in (page.path, *_own_files(work, page))
            }
        moved |= {old: new for old, new in found.items() if old != new}
    _move(work, moved, how)


def archive_entries(work: Workspace, before: date, how: How) -> None:
    """Move what is over into the archive, and end the program."""
    playbook = work.result.playbook
    archive = f"{playbook.plan}/{_ARCHIVE}"
    over = [entry for entry in playbook.entries if _ended(entry, before) and not entry.path.startswith(f"{archive}/")]
    left = [entry for entry in over if entry.status.stage.open]
    moved: dict[str, str] = {}
    for entry in over:
        last = entry.schedule.last_day
        if last is not None and not entry.status.stage.open:
            for path in (entry.path, *_own_files(work, entry)):
                moved[path] = f"{archive}/{last.year}/{posixpath.basename(path)}"
    notes = (f"{counted(len(left), 'entry', 'entries')} still open left",) if left else ()
    _move(work, moved, how, notes)


def _ended(entry: Entry, before: date) -> bool:
    last = entry.schedule.last_day
    return last is not None and last < before


def _move(work: Workspace, moved: Mapping[str, str], how: How, notes: tuple[str, ...] = ()) -> None:
    playbook, root = work.result.playbook, work.settings.root
    folders = (playbook.strategy, playbook.plan)
    twice = [path for path, count in Counter(moved.values()).items() if count > 1]
    if twice:
        stop(f"several files would become {visible(twice[0])}: rename one of them first")
    for old, new in moved.items():
        page = playbook.by_path.get(old)
        if os.path.lexists(root / new) and new not in moved:
            stop(f"{visible(new)} is there already: rename one of the two first")
        if page is not None:
            _refuse_other_kind(work, page, new, folders)
    leading = Leading(playbook, {}, moved)
    try:
        changes = _changed(work, leading, outcome(leading, work.front, {}))
    except Unwritable as error:
        stop(str(error))
    for old, new in moved.items():
        if old not in playbook.by_path:
            data = read_file(root, old, _LARGEST_FILE)
            if isinstance(data, Diagnostic):
                stop(f"{visible(old)}: {data.message}")
            changes.add_moved_file(old, data, new, data)
    names = {posixpath.basename(old) for old in moved}
    make(work, changes, how, (*notes, *_unread(work, names)))


def _refuse_other_kind(work: Workspace, page: Page, path: str, folders: tuple[str, str]) -> None:
    """End the program where a page would be none any more, or of another kind or id."""
    if not is_page(path, folders):
        stop(f"{visible(path)} would be no page of the playbook")
    there = read_page(path, work.front(page).data, folders, work.result.playbook.vocabulary)
    if there is None or there.kind != page.kind:
        noun = there.kind.a_noun if there else "no page"
        stop(f"{visible(page.path)} is {page.kind.a_noun}, and would be {noun} as {visible(path)}")
    if there.id != page.id:
        stop(
            f"{visible(page.path)} has its id '{visible(page.id)}' from its folder: write id: {visible(page.id)} into it first"
        )


def _changed(work: Workspace, leading: Leading, found: Outcome) -> Changes:
    """Take what becomes of the pages, and of the site's configuration."""
    changes = Changes(moved=dict(leading.moved))
    for path, (old, new) in found.fronts.items():
        changes.add_moved(path, old, new, leading.moved.get(path, path), found.led[path])
    for name, (before, after) in configurations_after(
        Disk(work.settings.root), work.settings.sources, leading, work.result.playbook.strategy
    ).items():
        changes.before[name], changes.after[name] = before, after
    return changes


def _own_files(work: Workspace, page: Page) -> Iterable[str]:
    """The files that a page reads and that lie beside it, unless another page reads them too."""
    others = {path for each in work.result.playbook.pages if each is not page for path in each.files}
    here = posixpath.dirname(page.path)
    known = set(work.result.playbook.attachments)
    return [path for path in page.files if path in known and path not in others and posixpath.dirname(path) == here]


def folder_within(work: Workspace, name: str) -> str:
    """Return a folder as a path within the playbook; ends the program where it is none of the strategy's or the plan's."""
    playbook = work.result.playbook
    path = _inside(work.settings.root, name) or ""
    top = path.partition("/")[0]
    if not any(path == folder or path.startswith(f"{folder}/") for folder in (playbook.strategy, playbook.plan)):
        stop(f"{visible(name)} is not in {visible(playbook.strategy)}/ or {visible(playbook.plan)}/: pages lie there")
    if not is_page(f"{path}/a.md", (playbook.strategy, playbook.plan)):
        stop(f"{visible(name)} can't hold pages: its name is that of hidden files or of templates")
    if os.path.lexists(work.settings.root / path) and not (work.settings.root / path).is_dir():
        stop(
            f"{visible(name)} is not a folder: name the folder last, as in gameplan move {visible(top)}/a.md {visible(top)}/archive"
        )
    return path


def _inside(root: Path, name: str) -> str | None:
    """A path within the playbook, seen from where one is or else from the playbook's folder; None outside of it."""
    try:
        for base in (Path.cwd(), root):
            path = Path(os.path.abspath(base / name))  # noqa: PTH100 - resolve() would follow links
            if path.is_relative_to(root) and (os.path.lexists(path) or base == root):
                return path.relative_to(root).as_posix()
    except (OSError, ValueError):
        return None
    return None
