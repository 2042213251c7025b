"""What files are with the fixes that have one right answer: only those that bring no new finding. Nothing is written."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from gameplan.check.consequences import Consequences
from gameplan.diagnostics import Severity
from gameplan.diagnostics.emitters.text import place
from gameplan.diagnostics.fixes import apply
from gameplan.edit.links import with_links
from gameplan.edit.splices import BOM
from gameplan.pipeline import run_again
from gameplan.read.body import read_body
from gameplan.read.files import read_source
from gameplan.read.front_matter import Unreadable, split
from gameplan.rules import READ, RESOLVE

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gameplan.diagnostics import Diagnostic, Fix
    from gameplan.pipeline import Result

_READ = frozenset((*READ, *RESOLVE))
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
    refused: tuple[tuple[Diagnostic, str], ...] = ()
    """The findings whose fixes are not, each with what would then be wrong."""
    result: Result | None = None
    """The check's result for the playbook with the fixes applied."""


def fixed(result: Result, findings: list[Diagnostic]) -> Fixed:
    """The files with every certain fix that does no harm; nothing is written.

    Which do harm is found by checking the playbook with the fixes in it, in memory. What shows only when a value or a file can be read
    again was there before: it hinders no fix, and is fixed as well, where that has one right answer too.

    Args:
        result: what the whole check found.
        findings: those of them that may be fixed.
    """
    fixes = _certain(findings)
    sources = result.sources
    if sources is None:
        raise ValueError("this result can't be checked again")
    before = {path: data for path in fixes if isinstance(data := read_source(sources, path), bytes)}
    fixes = {path: fixes[path] for path in before}
    if not fixes:
        return Fixed({}, {}, 0, (), result)
    trial = _Trial(result)
    state = _harmless(trial, _State(before, 0, result), fixes)
    changed = {path for path, data in state.files.items() if data != before[path]}
    left = [
        finding for finding in findings if finding.fix and finding.fix.certain and finding in state.result.diagnostics
    ]
    return Fixed(
        {path: before[path] for path in changed},
        {path: state.files[path] for path in changed},
        state.made,
        tuple((finding, trial.harm.get(finding.location.path, "")) for finding in left),
        state.result,
    )


def _harmless(trial: _Trial, start: _State, fixes: Mapping[str, list[Fix]]) -> _State:
    """The files with those fixes that do no harm: file by file, then one by one."""
    taken = dict(fixes)
    state, guilty = trial.settled(start, taken)
    while guilty:
        # Where the fault shows in a file that nothing fixes, any of them may have brought it.
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
    result: Result
    """What a check finds of them."""

    def with_more(self, fixes: Mapping[str, list[Fix]]) -> _State:
        """The files with more fixes."""
        files, made = dict(self.files), self.made
        for path in fixes.keys() & files.keys():
            mark = BOM if files[path].startswith(BOM) else b""
            with suppress(UnicodeDecodeError):
                text, count = with_fixes(files[path].removeprefix(BOM).decode("utf-8"), fixes[path])
                files[path] = mark + text.encode("utf-8")
                made += count
        return _State(files, made, self.result)


def with_fixes(text: str, fixes: Iterable[Fix]) -> tuple[str, int]:
    """Apply fixes to a file's text, and return how many there were.

    Links below the front matter are led elsewhere as links, and not as letters: what looks like them in code stays.
    """
    body = _body(text)
    hrefs = {link.href for link in read_body(body, 1).links}
    above = text.count("\n", 0, len(text) - len(body))
    rows = text.split("\n")
    links: dict[str, str] = {}
    others: list[Fix] = []
    for fix in fixes:
        old = (
            rows[fix.span.line - 1][fix.span.column - 1 : fix.span.end_column - 1] if fix.span.line <= len(rows) else ""
        )
        if fix.span.line > above and old in hrefs:
            links[old] = fix.text
        else:
            others.append(fix)
    text, applied = apply(text, others)
    if not links:
        return text, len(applied)
    body = _body(text)
    led, count = with_links(body, links)
    return text.removesuffix(body) + led, len(applied) + count


def _body(text: str) -> str:
    """What stands below the front matter; nothing where that can't be told."""
    try:
        line = split(text.replace("\r\n", "\n")).body_line
    except Unreadable:
        return ""
    return "\n".join(text.split("\n")[line - 1 :])


class _Trial:
    """Checks the playbook with fixes in it."""

    def __init__(self, result: Result) -> None:
        self._result = result
        self._unread = {finding.location.path for finding in result.diagnostics if not finding.rule.configurable}
        self._seen = frozenset(finding for finding in result.diagnostics if finding.location.path in self._unread)
        self._known = Counter(_key(finding) for finding in result.diagnostics if finding not in self._seen)
        self._follow = Consequences(result.playbook)
        self.harm: dict[str, str] = {}
        """What fixes would break, by the file that they are in."""

    def settled(self, state: _State, fixes: Mapping[str, list[Fix]]) -> tuple[_State, set[str]]:
        """Apply fixes, and those of findings that then appear; return the files in which something new is wrong even so."""
        asked = set(fixes)
        for _ in range(_MOST_ROUNDS):
            state = state.with_more(fixes)
            state = state._replace(result=run_again(self._result, state.files))
            new = self._new(state.result)
            fixes = _certain(new)
            if not new or not fixes.keys() & state.files.keys():
                break
        harmful = [finding for finding in new if self._harms(finding)]
        for finding in harmful:
            words = f"{place(finding.location)}: {finding.message}"
            blamed = {finding.location.path} & asked or asked
            self.harm.update((path, words) for path in blamed if path not in self.harm)
        return state, {finding.location.path for finding in harmful}

    def _harms(self, finding: Diagnostic) -> bool:
        """Tell whether a finding that is new comes from a fix, and not only to light: of what could not be read nothing was said before."""
        path, span = finding.location.path, finding.location.span
        if path in self._unread or self._follow.hold(finding):
            return False
        if finding.rule not in _READ:
            return finding.severity is Severity.ERROR
        page = self._result.playbook.by_path.get(path)
        return not (page and span and any(page.places.value(name).line == span.line for name in page.unread))

    def _new(self, result: Result) -> list[Diagnostic]:
        left = Counter(self._known)
        new = []
        for finding in result.diagnostics:
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
    """Return what findings are counted by. Not by their words: those may change when a fix changes a title."""
    return (finding.location.path, finding.rule.name)
