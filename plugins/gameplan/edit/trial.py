"""What a check would find of a playbook with other contents of some files, before anything is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import Severity
from gameplan.model.page import Entry
from gameplan.model.past import ChangeMoment, Past, Transition
from gameplan.pipeline import run_again
from gameplan.read.playbook import read_page
from gameplan.rules import READ

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.diagnostics import Diagnostic
    from gameplan.model.past import PagePast
    from gameplan.model.sources import Contents
    from gameplan.pipeline import Result

_READ = frozenset(READ)


class Trial(NamedTuple):
    """The playbook as it would be."""

    result: Result
    """What a check finds of it."""
    new: tuple[Diagnostic, ...]
    """The findings that weren't there before: of a file, a rule and words."""
    refused: tuple[Diagnostic, ...]
    """Those of them that say that what was to be written can't be read: no wish makes sense of it."""


def tried(result: Result, contents: Contents, moved: Mapping[str, str] | None = None) -> Trial:
    """Check a playbook with other contents of some files; nothing is written.

    Args:
        result: what was found of it as it is, without a baseline.
        contents: of files that were read, of new ones, and of some that are to go.
        moved: the new paths of files by their old ones, so that what was found of them before isn't new.
    """
    moved = moved or {}
    after = run_again(_with_steps(result, contents, moved), contents)
    left = Counter(_key(finding, moved) for finding in result.diagnostics)
    new: list[Diagnostic] = []
    for finding in after.diagnostics:
        left[_key(finding, {})] -= 1
        if left[_key(finding, {})] < 0:
            new.append(finding)
    refused = tuple(
        finding
        for finding in new
        if finding.rule in _READ and finding.severity is Severity.ERROR and finding.location.path in contents
    )
    return Trial(after, tuple(new), refused)


def _key(finding: Diagnostic, moved: Mapping[str, str]) -> tuple[str, str, str]:
    """Return what findings are counted by: before and after files are moved."""
    path, message = finding.location.path, finding.message
    for old, new in moved.items() if ".md" in message else ():
        message = message.replace(old, new)
    return (moved.get(path, path), finding.rule.name, message)


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
