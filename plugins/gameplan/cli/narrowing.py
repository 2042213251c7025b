"""Which findings of a check are asked for: of some rules, files, or of this change; and those beyond a baseline."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from gameplan.catalog import BY_NAME
from gameplan.cli.common import stop, unknown, write_file
from gameplan.diagnostics import baseline, visible
from gameplan.diagnostics.fingerprints import fingerprints
from gameplan.history.snapshot import fork_point, snapshot
from gameplan.pipeline import MAX_BASELINE, run
from gameplan.settings import CONFIG_FILES, OptionError, Settings, load_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from gameplan.diagnostics import Diagnostic

BASELINE = "gameplan-baseline.json"
"""The file's name where none is given, beside `mkdocs.yml`."""


class Narrowed(NamedTuple):
    """Some of the findings, and what is to be said of the others."""

    findings: list[Diagnostic]
    notes: tuple[str, ...] = ()


def rules_named(names: Iterable[str], *, ignoring: bool) -> frozenset[str]:
    """The rules in arguments, where several stand in one, by commas; ends the program for a name that is none."""
    found = [name.strip() for listed in names for name in listed.split(",") if name.strip()]
    for name in found:
        if name not in BY_NAME:
            unknown("rule", name, BY_NAME, "`gameplan rules` lists them")
        if ignoring and not BY_NAME[name].configurable:
            stop(f"the rule '{name}' can't be ignored: it leaves nothing to check")
    return frozenset(found)


def by_rules(findings: Iterable[Diagnostic], selected: frozenset[str], ignored: frozenset[str]) -> list[Diagnostic]:
    """The findings of the selected rules but the ignored ones; those that leave nothing to check are always among them."""
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


def read_baseline(file: Path) -> frozenset[str]:
    """The fingerprints in a baseline; ends the program where it is none."""
    try:
        with file.open("rb") as stream:
            data = stream.read(MAX_BASELINE + 1)
        if len(data) > MAX_BASELINE:
            stop(f"{visible(str(file))} is too large for a baseline")
        return baseline.load(data.decode("utf-8"))
    except FileNotFoundError:
        stop(f"there is no baseline {visible(str(file))}: make it with --write-baseline")
    except (OSError, UnicodeDecodeError) as error:
        stop(
            f"the baseline {visible(str(file))} can't be read: {getattr(error, 'strerror', None) or 'it is not UTF-8'}"
        )
    except baseline.BadBaselineError as error:
        stop(f"the baseline {visible(str(file))} can't be used: {error}")


def write_baseline(file: Path, marks: Mapping[Diagnostic, str]) -> None:
    """Write findings as the baseline."""
    write_file(file, baseline.dump(marks.items()).encode("ascii"))


def beyond_baseline(findings: list[Diagnostic], marks: Mapping[Diagnostic, str], known: frozenset[str]) -> Narrowed:
    """The findings that aren't in a baseline; how many are, and how many of it are gone."""
    new = [finding for finding in findings if marks[finding] not in known]
    gone = len(known - set(marks.values()))
    notes = [f"{len(findings) - len(new)} known findings of the baseline"] if len(new) < len(findings) else []
    if gone:
        notes.append(f"{gone} findings of the baseline are mended: write it anew with --write-baseline")
    return Narrowed(new, tuple(notes))


def caused_since(
    findings: list[Diagnostic], marks: Mapping[Diagnostic, str], revision: str, settings: Settings, today: date
) -> Narrowed:
    """The findings that were not there where this version left a branch: also those in files that it doesn't touch.

    The older version is checked for the same day, as its own options say. Ends the program where git doesn't know that version.
    """
    commit = fork_point(settings.root, revision)
    if commit is None:
        stop(
            f"git knows no commit that this version and '{visible(revision)}' share: fetch the branch with its history "
            "(in GitHub Actions, actions/checkout with fetch-depth: 0)"
        )
    known = _fingerprints_at(commit, settings, today)
    new = [finding for finding in findings if marks[finding] not in known]
    left = len(findings) - len(new)
    return Narrowed(new, (f"{left} findings that {visible(revision)} has too",) if left else ())


def _fingerprints_at(commit: str, settings: Settings, today: date) -> frozenset[str]:
    """The fingerprints of what the check found in an older version."""
    with tempfile.TemporaryDirectory(prefix="gameplan-") as folder:
        root = Path(folder).resolve()
        here = settings.options
        snapshot(settings.root, commit, (*CONFIG_FILES, "zensical.toml", here.strategy_dir, here.plan_dir), root)
        try:
            then = load_settings(root, allow_any_host=True).options
        except OptionError:
            # As the options of today say, of what there was then: a new playbook had nothing.
            then = here
        for name in (then.strategy_dir, then.plan_dir):
            (root / name).mkdir(parents=True, exist_ok=True)
        if (then.strategy_dir, then.plan_dir) != (here.strategy_dir, here.plan_dir):
            snapshot(settings.root, commit, (then.strategy_dir, then.plan_dir), root)
        result = run(root, then, today)
        return frozenset(fingerprints(result.diagnostics, result.row))
