"""Compares two versions of a playbook."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.ahead import Ahead
from gameplan.diagnostics.fingerprints import fingerprints
from gameplan.diff.comparison import Comparison, Found, Turn
from gameplan.diff.pages import matched, moves, named, other_changes, turns, when
from gameplan.diff.subscriptions import calendars, gone, is_anew, seen_twice
from gameplan.model.page import Entry
from gameplan.model.pages import Goal
from gameplan.revisions.older import moved_since

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.diagnostics import Diagnostic
    from gameplan.diff.pages import Pages
    from gameplan.diff.subscriptions import Subscriptions
    from gameplan.model.page import Page
    from gameplan.pipeline import Result

KEPT = frozenset(("journey-gap", "missed-commitment", "idle-audience", "idle-channel"))
"""Rules about what was promised to be served."""
LOAD = frozenset(("overbooked-owner", "over-budget"))
_COVERED = KEPT | LOAD | {"uncited-goal"}
"""Rules whose findings have a section of their own."""


class Versions(NamedTuple):
    """What two versions are called."""

    base: str
    head: str


def compare(then: Result, now: Result, versions: Versions, subscriptions: Subscriptions) -> Comparison:
    """Compare two versions of a playbook, checked for the same day without a baseline.

    Args:
        then: the older one.
        now: the newer one.
        versions: what they are called.
        subscriptions: the feeds of both.
    """
    moved = moved_since(then.playbook, now)
    pages = matched(then.playbook, now.playbook, moved)
    paths = {pair.before.path: pair.after.path for pair in pages.pairs if pair.before.path != pair.after.path}
    come, left_behind = _findings(then, now, paths)
    entries = [page for page in pages.added if isinstance(page, Entry)]
    left = [page for page in pages.removed if isinstance(page, Entry)]
    lost, gained = _goals(then, now, pages)
    shifts = moves(pages.pairs)
    days = {turn.page.path: shift.days for shift in shifts for turn in shift.entries}
    return Comparison(
        base=versions.base,
        head=versions.head,
        day=now.today.isoformat(),
        lost=tuple(named(goal) for goal in lost),
        gained=tuple(named(goal) for goal in gained),
        broken=tuple(_found(each) for each in come if each.rule.name in KEPT),
        met=tuple(_found(each) for each in left_behind if each.rule.name in KEPT),
        added=tuple(Turn(named(entry), "", when(entry) or "no day") for entry in entries),
        removed=tuple(Turn(named(entry), when(entry) or "no day", "") for entry in left),
        moved=shifts,
        statuses=tuple(turns(pages, "status", then.playbook, now.playbook)),
        owners=tuple(turns(pages, "owner", then.playbook, now.playbook)),
        goals=tuple(turns(pages, "goals", then.playbook, now.playbook)),
        renamed=tuple(Turn(named(new), old.id, new.id) for old, new in pages.pairs if old.id != new.id),
        changed=tuple(other_changes(pages, days, entries=True)),
        new_pages=tuple(named(page) for page in pages.added if not isinstance(page, Entry)),
        gone_pages=tuple(named(page) for page in pages.removed if not isinstance(page, Entry)),
        strategy=tuple(other_changes(pages, days, entries=False)),
        load=tuple(_found(each) for each in come if each.rule.name in LOAD),
        calendars=calendars(subscriptions, pages),
        gone_calendars=gone(subscriptions),
        anew=is_anew(subscriptions),
        twice=tuple(seen_twice(subscriptions, pages)),
        found=tuple(_found(each) for each in come if each.rule.name not in _COVERED),
        fixed=sum(each.rule.name not in _COVERED for each in left_behind),
        unread=tuple(_unread(then, now)),
    )


def _goals(then: Result, now: Result, pages: Pages) -> tuple[list[Page], list[Page]]:
    """The goals that lost all that was ahead for them, and those that have something ahead for the first time."""
    before, after = Ahead(then.playbook, then.today), Ahead(now.playbook, now.today)
    lost, gained = [], []
    for pair in pages.pairs:
        if isinstance(pair.after.fields, Goal) and isinstance(pair.before.fields, Goal):
            had, has = bool(before.of(pair.before)), bool(after.of(pair.after))
            lost += [pair.after] if had and not has else []
            gained += [pair.after] if has and not had else []
    gained += [page for page in pages.added if isinstance(page.fields, Goal) and after.of(page)]
    return lost, gained


def _findings(then: Result, now: Result, paths: dict[str, str]) -> tuple[list[Diagnostic], list[Diagnostic]]:
    """The findings that only one of the versions has: those of the newer one, then those of the older."""
    old = [_at(finding, paths.get(finding.location.path)) for finding in then.diagnostics]
    formerly = {new: path for path, new in paths.items()}
    before = [*fingerprints(old, lambda path, line: then.row(formerly.get(path, path), line))]
    after = [*fingerprints(now.diagnostics, now.row)]
    had, has = frozenset(before), frozenset(after)
    new = [finding for finding, mark in zip(now.diagnostics, after, strict=True) if mark not in had]
    gone = [finding for finding, mark in zip(old, before, strict=True) if mark not in has]
    return new, gone


def _at(finding: Diagnostic, path: str | None) -> Diagnostic:
    return finding if path is None else replace(finding, location=finding.location._replace(path=path))


def _found(finding: Diagnostic) -> Found:
    span = finding.location.span
    return Found(
        finding.rule.name,
        str(finding.severity),
        finding.message,
        finding.location.path,
        span.line if span else 0,
        finding.hint or "",
    )


def _unread(then: Result, now: Result) -> Iterator[str]:
    """Pages that can't be compared, since one of the versions can't be read."""
    for path in sorted(now.playbook.unread.keys() | then.playbook.unread.keys()):
        sides = [name for name, result in (("before", then), ("now", now)) if path in result.playbook.unread]
        if sides != ["before", "now"] or then.playbook.unread[path] != now.playbook.unread[path]:
            yield f"{path} can't be read {' and '.join(sides)}"
