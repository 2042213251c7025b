"""One playbook, kept up to date while somebody writes: texts that aren't saved lie over the files."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TYPE_CHECKING, NamedTuple

from gameplan.assist.checked import Checked
from gameplan.assist.texts import Text, moved
from gameplan.catalog import BY_NAME
from gameplan.check.rules import unused_ignore
from gameplan.check.run import configured
from gameplan.model.sources import Kind
from gameplan.pipeline import beyond, run
from gameplan.read.files import is_page, read_source
from gameplan.read.playbook import read_one
from gameplan.read.sources import Disk, Overlay
from gameplan.rules import DUPLICATE_ID, READ, RESOLVE, STRAY_PAGE, UNSAFE_PATH
from gameplan.settings import CONFIG_FILES, OptionError, read_options

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from pathlib import Path

    from gameplan.diagnostics import Diagnostic
    from gameplan.model.page import Page
    from gameplan.model.past import NoPast, Past
    from gameplan.model.playbook import Playbook
    from gameplan.options import Options
    from gameplan.pipeline import Remember
    from gameplan.read.playbook import KeptPages
    from gameplan.settings import ReadOptions

_OWN = frozenset((*READ, *RESOLVE)) - {DUPLICATE_ID, UNSAFE_PATH, STRAY_PAGE}
"""The rules whose findings can be told from a file itself and from what other pages are called."""


class NoPlaybook(Exception):  # noqa: N818 - an outcome, not an error of the program
    """A folder that holds no playbook, or one whose options can't be read: why."""

    def __init__(self, reason: str, config: str = "") -> None:
        """Say why.

        Args:
            reason: one line.
            config: the file in which something is wrong; empty where there is no playbook at all.
        """
        super().__init__(reason)
        self.config = config


class Glance(NamedTuple):
    """One file as it is written now."""

    page: Page | None
    """None where it is no page, or can't be read as one."""
    findings: tuple[Diagnostic, ...]
    """What is wrong with the file itself, and with its references."""


@dataclass
class KeptInMemory:
    """Pages as they were read, by what stands in their files."""

    store: KeptPages | None = None
    """What was kept of earlier runs."""
    pages: dict[str, tuple[bytes, Page]] = field(default_factory=dict)

    def get(self, path: str, data: bytes) -> Page | None:
        """Return the page of a file with this content, of which nothing was to be reported; None where it has to be read."""
        known = self.pages.get(path)
        if known is not None and known[0] == _digest(data):
            return known[1]
        page = self.store.get(path, data) if self.store is not None else None
        if page is not None:
            self.pages[path] = (_digest(data), page)
        return page

    def put(self, path: str, data: bytes, page: Page) -> None:
        """Keep such a page."""
        self.pages[path] = (_digest(data), page)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()


class Workspace:
    """A playbook, its texts that aren't saved, and what the last check found.

    Texts are put by one thread; `check` and questions may run in others, and take them as they are when they begin.
    """

    def __init__(
        self, root: Path, past: Remember | None = None, today: date | None = None, store: KeptPages | None = None
    ) -> None:
        """Know the folder; nothing is read yet.

        Args:
            root: the playbook's.
            past: tells what the rules may know of history.
            today: the day to check for; default: that of the options, else the day it is.
            store: pages that needn't be read, at the beginning.
        """
        self.root, self._today = root, today
        self._texts: dict[str, Text] = {}
        self._kept = KeptInMemory(store)
        self._past = None if past is None else _Remembered(past)
        self._glances: dict[str, tuple[Text, Checked, Glance]] = {}
        self._written = False
        """Whether files were written since the last check began."""
        self._looking = Lock()
        """What links pages is used by one at a time."""
        self.checked: Checked | None = None
        """The last check's; None before the first."""

    def put(self, path: str, whole: str) -> Text:
        """Take a file's text as it is now, whether saved or not."""
        text = self._texts[path] = Text(path, whole)
        return text

    def drop(self, path: str) -> None:
        """Take the file as it is on the disk again."""
        self._texts.pop(path, None)
        self._glances.pop(path, None)

    def text(self, path: str) -> Text | None:
        """The text of a file that was put."""
        return self._texts.get(path)

    @property
    def texts(self) -> tuple[Text, ...]:
        """All texts that were put."""
        return tuple(self._texts.values())

    @property
    def current(self) -> bool:
        """Whether the last check has seen every text as it is."""
        return self.checked is not None and not self._written and self.checked.texts == self._texts

    def saved(self) -> None:
        """Note that files were written: they are read, and history is asked anew, at the next check."""
        self._written = True
        if self._past is not None:
            self._past.forget()

    def check(self) -> Checked:
        """Read what is new, link and check the playbook, and keep the result.

        Raises:
            NoPlaybook: where there is none.
        """
        self._written = False
        texts = dict(self._texts)
        sources = Overlay(Disk(self.root), {path: text.data for path, text in texts.items()})
        read = _options(sources)
        # What a baseline knows isn't shown, and is there: a change that doesn't bring it isn't blamed for it.
        options = read.options.model_copy(update={"baseline": ""})
        result = run(self.root, options, self._today, read.name, self._past, sources, self._kept)
        self._kept.store = None
        known = read.options.baseline
        shown = beyond(result, sources, known, read.name) if known else result
        checked = Checked(result, shown.diagnostics, read.options, read.name, read.sources, texts)
        checked.prepare()
        self.checked = checked
        return checked

    def glance(self, path: str) -> Glance:
        """Read one file as it is written now, with what is wrong with it, without looking at the others again."""
        text, checked = self._texts.get(path), self.checked
        if text is None or checked is None or not is_page(path, checked.folders):
            page = checked.playbook.by_path.get(path) if checked and text is None else None
            return Glance(page, ())
        with self._looking:
            known = self._glances.get(path)
            if known is None or known[0] is not text or known[1] is not checked:
                known = self._glances[path] = (text, checked, _glance(text, checked))
        return known[2]

    def page(self, path: str) -> Page | None:
        """A page as it is written now; as it was checked last where it can't be read at the moment."""
        page = self.glance(path).page
        return page or (self.checked.playbook.by_path.get(path) if self.checked else None)

    def findings(self, path: str) -> tuple[Diagnostic, ...]:
        """What is wrong with a file: as the last check says, and at once for what is written since."""
        checked, text = self.checked, self._texts.get(path)
        if checked is None:
            return ()
        found, before = checked.by_path.get(path, ()), checked.texts.get(path)
        if text is None or text is before or (before is not None and before.whole == text.whole):
            return found
        glance = self.glance(path)
        if glance.page is None and glance.findings:
            # Of a file that can't be read the check says nothing else.
            return glance.findings
        before = before or _as_checked(checked, path)
        others = [finding for finding in found if finding.rule not in _OWN]
        kept = moved(others, before, text) if before is not None else others
        return tuple(sorted((*glance.findings, *kept), key=lambda finding: finding.order))


class _Remembered:
    """Asks for the past once, until files are saved."""

    def __init__(self, ask: Remember) -> None:
        self._ask = ask
        self._told: Past | NoPast | None = None

    def __call__(self, playbook: Playbook, root: Path, options: Options, config: str, today: date) -> Past | NoPast:
        if self._told is None:
            self._told = self._ask(playbook, root, options, config, today)
        return self._told

    def forget(self) -> None:
        self._told = None


def _options(sources: Overlay) -> ReadOptions:
    """The playbook's options.

    Raises:
        NoPlaybook: where there is none.
    """
    config = next((name for name in CONFIG_FILES if sources.kind(name) is not None), "")
    try:
        read = read_options(sources)
    except OptionError as error:
        raise NoPlaybook(str(error), config) from None
    folders = (read.options.strategy_dir, read.options.plan_dir)
    missing = [folder for folder in folders if sources.kind(folder) is not Kind.FOLDER]
    if missing:
        raise NoPlaybook(f"there is no folder {missing[0]}/", config if read.listed else "")
    return read


def _glance(text: Text, checked: Checked) -> Glance:
    result, path = checked.result, text.path
    judge, reading, sources = result.judge, result.reading, result.sources
    if judge is None or reading is None or sources is None:
        raise ValueError("this result can't be checked again")
    read = read_one(path, text.data, sources, reading.files, checked.folders, checked.vocabulary)
    page = next(iter(read.pages), None)
    found: Iterable[Diagnostic] = read.diagnostics
    if page is not None:
        found = (*found, *checked.links.found(page))
    rules = judge.custom.among(BY_NAME)
    levels = {name: checked.options.level(rule) for name, rule in rules.items()}
    # What a comment silences is known only when every rule has run.
    levels[unused_ignore.RULE.name] = None
    alone = _alone(checked.playbook, page)
    shown = configured(found, alone, levels, checked.options.ignore, rules, checked.options.rules)
    return Glance(page, tuple(finding for finding in shown if finding.location.path == path))


def _alone(playbook: Playbook, page: Page | None) -> Playbook:
    """A playbook as if it had one page."""
    return replace(playbook, pages=() if page is None else (page,))


def _as_checked(checked: Checked, path: str) -> Text | None:
    """A file as it was when it was checked; None where it can't be read."""
    sources = checked.result.sources
    data = read_source(sources, path) if sources is not None else None
    if not isinstance(data, bytes):
        return None
    with suppress(UnicodeDecodeError):
        return Text(path, data.removeprefix(b"\xef\xbb\xbf").decode())
    return None
