"""The timeline: which versions of pages each commit published, the work tree being the last of them."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from gameplan.diagnostics import Diagnostic
from gameplan.history.commits import Commit
from gameplan.history.contents import blob_of, contents
from gameplan.history.missing import TooLargeHistory
from gameplan.model.workdays import DaysOff
from gameplan.read.days_off import files_of
from gameplan.read.files import read_file
from gameplan.read.playbook import read_page
from gameplan.read.site_config import ConfigError, read_configuration
from gameplan.read.sources import Disk
from gameplan.revisions.epochs import NO_CONFIG, Epochs, config_of, holidays_in
from gameplan.revisions.versions import identity_of, version_of
from gameplan.settings import OptionError, plugin_options

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from collections.abc import Set as AbstractSet
    from pathlib import Path

    from gameplan.history.commits import History
    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook
    from gameplan.model.projection import Projection
    from gameplan.options import Options
    from gameplan.revisions.epochs import Config, Epoch
    from gameplan.revisions.versions import Identity, Version


Found = TypeVar("Found")
_MOST_PAGES = 2_000_000
"""Versions of pages in all steps: each change of the options that decide how pages are read makes all of them anew."""
_MOST_BYTES = 1024 * 1024 * 1024
"""Of older versions that are read."""


class Key(NamedTuple):
    """A version of a page: what its file held, and how that was read."""

    path: str
    blob: str
    epoch: Epoch


@dataclass(frozen=True, slots=True)
class Step:
    """What one commit made of pages."""

    when: datetime
    pages: Mapping[str, Key | None]
    """By path; None where a file is a page no more."""
    off: DaysOff = field(default_factory=DaysOff)
    """The holidays after it."""


@dataclass(frozen=True, slots=True)
class Timeline:
    """All steps, oldest first."""

    steps: tuple[Step, ...]
    """The last is the work tree, whether anything is changed in it or not."""
    configs: tuple[tuple[datetime, Config], ...]
    """The versions of the configuration."""


def worktree(history: History, playbook: Playbook, root: Path, config: str) -> Commit:
    """Return what is not committed, as a commit: at `SOURCE_DATE_EPOCH` if that is later, else at the newest commit's time."""
    head = history.head()
    like = next(iter(head.values()), "")
    changed: dict[str, str | None] = {}
    pages = {page.path: None for page in playbook.pages}
    for path in (*pages, *sources(root, config)):
        data = read_file(root, path)
        if isinstance(data, bytes):
            names = names_of(data, head.get(path) or like)
            if head.get(path) not in names:
                changed[path] = names[0]
    folded = {path.casefold(): path for path in changed}
    for path in head:
        again = folded.get(path.casefold(), path)
        if path not in changed and not os.path.lexists(f"{root}/{path}"):
            changed[path] = None
        elif again != path and path not in pages and _is_one(root, path, again):
            # Where the system takes no notice of case, a file answers to its former name too.
            changed[path] = None
    return Commit(max(history.latest, _source_date()), changed)


def names_of(data: bytes, like: str) -> tuple[str, str]:
    """Return the names that Git may have given to a content of the work tree: as it is, and with the line ends that Git stores."""
    return blob_of(data, like), blob_of(data.replace(b"\r\n", b"\n"), like)


def _is_one(root: Path, path: str, again: str) -> bool:
    """Tell whether two names lead to one file."""
    with suppress(OSError):
        return (root / path).samefile(root / again)
    return False


def _source_date() -> datetime:
    try:
        return datetime.fromtimestamp(int(os.environ.get("SOURCE_DATE_EPOCH", "0")), UTC)
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0, UTC)


def timeline_of(commits: tuple[Commit, ...], root: Path, options: Options, config: str) -> Timeline:
    """The steps of a history.

    Args:
        commits: oldest first; the last is the work tree.
        root: the playbook's folder.
        options: the options as they are now.
        config: the configuration's name in the folder.
    """
    configs = _configs(commits, root, config)
    now = next(reversed(configs.values()), NO_CONFIG)
    epochs = Epochs(now, options, config)
    epoch = epochs.of(NO_CONFIG)
    steps: list[Step] = []
    alive: dict[str, str | None] = {}
    room = _MOST_PAGES
    off = DaysOff()
    for number, commit in enumerate(commits):
        before = epoch
        if number in configs:
            epoch, off = epochs.of(configs[number]), configs[number].off
        alive |= commit.changed
        touched = commit.changed if epoch is before else dict(alive)
        pages = {path: Key(path, blob, epoch) if blob and epoch.reads(path) else None for path, blob in touched.items()}
        steps.append(Step(commit.when, pages, off))
        room -= len(pages)
        if room < 0:
            raise TooLargeHistory(f"{_MOST_PAGES:,} versions of pages")
    return Timeline(tuple(steps), tuple((commits[number].when, found) for number, found in configs.items()))


def _configs(commits: tuple[Commit, ...], root: Path, config: str) -> dict[int, Config]:
    """The usable versions of the configuration, by the number of the commit; a file that it inherits is a part of it."""
    files = sources(root, config)
    changes = {number: files & commit.changed.keys() for number, commit in enumerate(commits)}
    last = len(commits) - 1
    blobs = (commits[number].changed[path] for number, paths in changes.items() if number != last for path in paths)
    said: dict[str | None, bytes | None] = dict(contents(root, {blob: None for blob in blobs if blob}))
    now: dict[str, bytes | None] = {}
    found = {}
    for number, paths in changes.items():
        for path in paths:
            blob = commits[number].changed[path]
            data = read_file(root, path) if blob and number == last else said.get(blob)
            now[path] = None if isinstance(data, Diagnostic) else data
        if paths:
            gone = commits[number].changed.get(config, "") is None
            version = NO_CONFIG if gone else config_of(root, config, now)
            if version is not None:
                found[number] = version
    return found


def sources(root: Path, config: str) -> AbstractSet[str]:
    """The configuration's name, and those of the files in the playbook's folder that it inherits now, or has its holidays from."""
    files: tuple[str, ...] = ()
    with suppress(ConfigError, OptionError):
        said = read_configuration(Disk(root), config)
        files = said.files
        files += files_of(holidays_in(plugin_options(said.values.get("plugins"), config)[0]))
    return frozenset({config, *(path for path in files if not path.startswith("../"))})


_KEPT: dict[tuple[Path, frozenset[Identity], Projection, bool], dict[Key, Version | None]] = {}
"""What the last call read: while a site is served, older versions stay what they were."""


def read_versions(
    root: Path, keys: Collection[Key], present: frozenset[Identity], *, projection: Projection, formats: bool
) -> Mapping[Key, Version]:
    """Read the versions; whole entries are kept only if they are gone from the playbook."""
    before = _KEPT.get((root, present, projection, formats), {})
    found = {key: before[key] for key in keys if key in before}
    found |= _read(root, [key for key in keys if key not in before], present, projection=projection, formats=formats)
    _KEPT.clear()
    _KEPT[root, present, projection, formats] = found
    return {key: version for key, version in found.items() if version is not None}


def _read(
    root: Path, keys: Collection[Key], present: frozenset[Identity], *, projection: Projection, formats: bool
) -> dict[Key, Version | None]:
    def version(key: Key, data: bytes) -> Version | None:
        page = read_page(key.path, data, key.epoch.folders, key.epoch.vocabulary)
        return (
            None
            if page is None
            else version_of(page, projection=projection, keep=identity_of(page) not in present, formats=formats)
        )

    return read_keys(root, keys, version)


def read_keys(root: Path, keys: Iterable[Key], read: Callable[[Key, bytes], Found | None]) -> dict[Key, Found | None]:
    """Read each version's content, and return what is made of it; None where it is missing, or nothing can be made of it."""
    by_blob: dict[str, list[Key]] = {}
    for key in keys:
        by_blob.setdefault(key.blob, []).append(key)
    found: dict[Key, Found | None] = {key: None for group in by_blob.values() for key in group}
    room = _MOST_BYTES
    folders = {folder for key in found for folder in key.epoch.folders}
    for blob, data in contents(root, by_blob, folders):
        room -= len(data or b"") * len(by_blob[blob])
        if room < 0:
            raise TooLargeHistory(f"{_MOST_BYTES // 1024**2} MiB of older versions")
        for key in by_blob[blob] if data is not None else ():
            found[key] = read(key, data or b"")
    return found


def sorted_keys(line: Timeline, playbook: Playbook) -> tuple[dict[Key, Page], dict[Key, None]]:
    """The present versions, with their pages, which need not be read again; and all others."""
    newest = {path: key for step in line.steps for path, key in step.pages.items()}
    now = {key: page for page in playbook.pages if (key := newest.get(page.path)) is not None}
    others = {key: None for step in line.steps for key in step.pages.values() if key is not None and key not in now}
    return now, others


def known(pages: Mapping[str, Key | None], versions: Mapping[Key, Found]) -> dict[str, Found | None]:
    """Return the versions of pages after a commit, without those that can't be read: the last good one stayed published."""
    return {path: key and versions[key] for path, key in pages.items() if key is None or key in versions}
