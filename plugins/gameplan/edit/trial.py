"""What a check would find of a playbook with other contents of some files, before anything is written."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import Severity, visible
from gameplan.model.page import Entry
from gameplan.model.past import ChangeMoment, Past, Transition
from gameplan.pipeline import run_again
from gameplan.read.playbook import read_page
from gameplan.rules import READ, RESOLVE

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping

    from gameplan.diagnostics import Diagnostic
    from gameplan.model.past import PagePast
    from gameplan.model.playbook import Playbook
    from gameplan.model.sources import Contents
    from gameplan.options import Options
    from gameplan.pipeline import Result

_READ = frozenset(READ)
_VALUES = frozenset((*READ, *RESOLVE))


class Trial(NamedTuple):
    """The playbook as it would be."""

    result: Result
    """What a check finds of it."""
    new: tuple[Diagnostic, ...]
    """The findings that weren't there before."""
    refused: tuple[Diagnostic, ...]
    """Those of them that say that what was to be written can't be read: no wish makes sense of it."""


def tried(
    result: Result, contents: Contents, moved: Mapping[str, str] | None = None, options: Options | None = None
) -> Trial:
    """Check a playbook with other contents of some files; nothing is written.

    Args:
        result: what was found of it as it is, without a baseline.
        contents: of files that were read, of new ones, and of some that are to go.
        moved: the new paths of files by their old ones, so that what was found of them before isn't new.
        options: what the options would be; default: as they are.
    """
    moved = moved or {}
    after = run_again(_with_steps(result, contents, moved), contents, options)
    known = _Known(contents.keys(), moved, _renaming(result.playbook, after.playbook, contents, moved))
    left = Counter(known.before(finding) for finding in result.diagnostics)
    new: list[Diagnostic] = []
    for finding in after.diagnostics:
        key = known.after(finding)
        left[key] -= 1
        if left[key] < 0:
            new.append(finding)
    refused = tuple(
        finding
        for finding in new
        if finding.rule in _READ and finding.severity is Severity.ERROR and finding.location.path in contents
    )
    return Trial(after, tuple(new), refused)


class _Known(NamedTuple):
    """Tells which findings are the same before and after.

    Of a page that is changed a rule is broken or it isn't: its words name days and titles that were to change. But that a value can't be
    read, or names nothing, is said of that value. All else is known by its words, with the new paths, ids and titles in them.
    """

    changed: Collection[str]
    moved: Mapping[str, str]
    renamed: Callable[[str], str]
    """Returns words with the new ids and titles in the place of the old ones."""

    def before(self, finding: Diagnostic) -> tuple[str, str, str]:
        """Return what a finding is counted by that was there before."""
        path, message = self.moved.get(finding.location.path, finding.location.path), finding.message
        for old, new in self.moved.items() if ".md" in message else ():
            message = message.replace(old, new)
        return self._key(path, finding, self.renamed(message))

    def after(self, finding: Diagnostic) -> tuple[str, str, str]:
        """Return what a finding is counted by that would be there."""
        return self._key(finding.location.path, finding, finding.message)

    def _key(self, path: str, finding: Diagnostic, message: str) -> tuple[str, str, str]:
        known = finding.rule not in _VALUES and path in self.changed
        return (path, finding.rule.name, "" if known else message)


def _renaming(before: Playbook, after: Playbook, contents: Contents, moved: Mapping[str, str]) -> Callable[[str], str]:
    """Return a function that writes the new ids and titles of pages in the place of the old ones."""
    old_paths = {new: old for old, new in moved.items()}
    names: dict[str, str] = {}
    for path in contents:
        then, now = before.by_path.get(old_paths.get(path, path)), after.by_path.get(path)
        if then is not None and now is not None:
            pairs = ((then.title, now.title), (then.id, now.id))
            names |= {visible(old): visible(new) for old, new in pairs if old and old != new}
    if not names:
        return lambda message: message
    known = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    pattern = re.compile(rf"(?<!\w)(?:{known})(?!\w)")
    return lambda message: pattern.sub(lambda found: names[found[0]], message)


def _with_steps(result: Result, contents: Contents, moved: Mapping[str, str]) -> Result:
    """Let the past know of the statuses that would change and of the files that would be moved: rules ask it for both."""
    judge = result.judge
    if judge is None or judge.past is None:
        return result
    pages = {moved.get(path, path): known for path, known in judge.past.pages.items()}
    pages |= dict(_steps(result, contents, judge.past))
    return replace(result, judge=replace(judge, past=replace(judge.past, pages=pages)))


def _steps(result: Result, contents: Contents, past: Past) -> Iterator[tuple[str, PagePast]]:
    """The past of the entries whose statuses would change, with that as the last change of all."""
    playbook = result.playbook
    folders = (playbook.strategy, playbook.plan)
    last = max((known.changed.when for known in past.pages.values()), default=None)
    for path, data in contents.items():
        if data is None:
            continue
        now, then, known = (
            playbook.by_path.get(path),
            read_page(path, data, folders, playbook.vocabulary),
            past.pages.get(path),
        )
        if last is None or known is None or not isinstance(now, Entry) or not isinstance(then, Entry):
            continue
        if now.status != then.status and "status" not in (now.unread | then.unread):
            at = ChangeMoment(last + timedelta(seconds=1), result.today)
            yield path, replace(known, changed=at, transition=Transition(at, now.status.name, then.status.name))
