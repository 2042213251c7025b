"""Which findings of a check are asked for: of some rules, files, or of this change; and those beyond a baseline."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gameplan.cli.common import refuse_links, stop, unknown, write_file
from gameplan.diagnostics import baseline, visible
from gameplan.diagnostics.baseline import MAX_BASELINE
from gameplan.diagnostics.counted import counted
from gameplan.diagnostics.fingerprints import fingerprints
from gameplan.history.commit_tree import fork_point
from gameplan.history.missing import MissingHistory
from gameplan.read.files import read_file
from gameplan.revisions.older import moved_since, version_of_commit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gameplan.diagnostics import Diagnostic, Rule
    from gameplan.pipeline import Result
    from gameplan.settings import Settings

BASELINE = "gameplan-baseline.json"
"""The file's name where none is given, beside `mkdocs.yml`."""


class Narrowed(NamedTuple):
    """Some of the findings, and notes about the others."""

    findings: list[Diagnostic]
    notes: tuple[str, ...] = ()


def rules_named(names: Iterable[str], rules: Mapping[str, Rule], *, ignoring: bool) -> frozenset[str]:
    """Return the rules named in arguments, which may hold several, separated by commas; end the program for an unknown name."""
    listed = list(names)
    found = [name.strip() for part in listed for name in part.split(",") if name.strip()]
    if listed and not found:
        stop(f"--{'ignore' if ignoring else 'select'} names no rule: `gameplan rules` lists them")
    for name in found:
        if name not in rules:
            unknown("rule", name, rules, "`gameplan rules` lists them")
        if ignoring and not rules[name].configurable:
            stop(f"the rule '{name}' can't be ignored: it leaves nothing to check")
    return frozenset(found)


def by_rules(findings: Iterable[Diagnostic], selected: frozenset[str], ignored: frozenset[str]) -> list[Diagnostic]:
    """Select the findings of some rules without the ignored ones; findings that leave nothing to check are always kept."""
    return [
        finding
        for finding in findings
        if not finding.rule.configurable
        or ((not selected or finding.rule.name in selected) and finding.rule.name not in ignored)
    ]


def within(findings: Iterable[Diagnostic], paths: tuple[Path, ...], root: Path) -> list[Diagnostic]:
    """The findings below some files and folders; all of them where none are named."""
    if not paths:
        return list(findings)
    wanted = []
    for path in paths:
        absolute = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
        if not absolute.is_relative_to(root):
            stop(f"{visible(str(path))} is not in the playbook")
        if not os.path.lexists(absolute):
            stop(f"there is no file or folder {visible(str(path))}")
        wanted.append(absolute.relative_to(root).as_posix())
    return [
        finding
        for finding in findings
        if any(path in (".", finding.location.path) or finding.location.path.startswith(f"{path}/") for path in wanted)
    ]


def read_baseline(file: Path, root: Path) -> frozenset[str]:
    """The fingerprints in a baseline; ends the program where it is none."""
    if not os.path.lexists(file):
        stop(f"there is no baseline {visible(str(file))}: make it with --write-baseline")
    refuse_links(file, root)
    data = read_file(file.parent, file.name, MAX_BASELINE)
    if not isinstance(data, bytes):
        stop(f"the baseline {visible(str(file))} can't be read: {data.message}")
    try:
        return baseline.load(data)
    except baseline.BadBaselineError as error:
        stop(f"the baseline {visible(str(file))} can't be used: {error}")


def write_baseline(file: Path, root: Path, marks: Mapping[Diagnostic, str]) -> None:
    """Write findings as the baseline; ends the program where there are more than could be read again."""
    refuse_links(file, root)
    data = baseline.dump(marks.items()).encode("ascii")
    if len(data) > baseline.MAX_BASELINE:
        stop(
            f"{counted(len(marks), 'finding')} are too many for a baseline: fix some, or set rules to off in the option `rules`"
        )
    write_file(file, data)


def beyond_baseline(findings: list[Diagnostic], marks: Mapping[Diagnostic, str], known: frozenset[str]) -> Narrowed:
    """The findings that aren't in a baseline; how many are, and how many of it are gone."""
    new = [finding for finding in findings if marks[finding] not in known]
    gone = len(known - set(marks.values()))
    known_still = len(findings) - len(new)
    notes = [f"{counted(known_still, 'known finding')} of the baseline"] if known_still else []
    if gone:
        notes.append(f"of the baseline, {counted(gone, 'finding')} fixed: write it again with --write-baseline")
    return Narrowed(new, tuple(notes))


def caused_since(
    findings: list[Diagnostic], marks: Mapping[Diagnostic, str], revision: str, settings: Settings, result: Result
) -> Narrowed:
    """Select the findings that did not exist where this version left a branch, also in files that it doesn't touch.

    The older version is checked for the same day, as its own options say; a page that was moved is the same page. Ends the program
    where git doesn't know that version.

    Args:
        findings: of this version.
        marks: their fingerprints.
        revision: the branch, as git takes it.
        settings: of this version.
        result: what the check of this version found.
    """
    try:
        commit = fork_point(settings.root, revision)
    except MissingHistory as missing:
        stop(f"--changed needs the history, and {missing.plain}")
    if commit is None:
        stop(
            f"git knows no commit that this version and '{visible(revision)}' share: fetch the branch with its history "
            "(in GitHub Actions, actions/checkout with fetch-depth: 0)"
        )
    known = _fingerprints_at(commit, revision, settings, result)
    new = [finding for finding in findings if marks[finding] not in known]
    left = len(findings) - len(new)
    return Narrowed(new, (f"{counted(left, 'finding')} that {visible(revision)} has too",) if left else ())


def _fingerprints_at(commit: str, revision: str, settings: Settings, now: Result) -> frozenset[str]:
    """Check an older version, and return the fingerprints as if its pages had been where they are now."""
    try:
        result = version_of_commit(settings, commit, now.today).result
    except MissingHistory as missing:
        stop(f"--changed needs the version at which this one left '{visible(revision)}', and {missing.plain}")
    moved = moved_since(result.playbook, now)
    formerly = {place: path for path, place in moved.items()}
    findings = [_at(finding, moved.get(finding.location.path)) for finding in result.diagnostics]
    return frozenset(fingerprints(findings, lambda path, line: result.row(formerly.get(path, path), line)))


def _at(finding: Diagnostic, path: str | None) -> Diagnostic:
    return finding if path is None else replace(finding, location=finding.location._replace(path=path))
