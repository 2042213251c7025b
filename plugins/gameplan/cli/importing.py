"""What `gameplan import` does."""

from __future__ import annotations

import json
import os
import stat
import sys
from typing import TYPE_CHECKING, NoReturn

import click

from gameplan.cli.changing import Told, make
from gameplan.cli.common import stop
from gameplan.cli.endings import EXIT_CANNOT_RUN, EXIT_FINDINGS
from gameplan.cli.import_summary import as_data, as_text, unknown_text
from gameplan.cli.import_wish import wish_of
from gameplan.cli.narrowing import BASELINE
from gameplan.cli.streams import is_terminal, write
from gameplan.diagnostics import Diagnostic, baseline, visible
from gameplan.diagnostics.counted import counted
from gameplan.diagnostics.fingerprints import fingerprints
from gameplan.edit.changes import Changes
from gameplan.edit.workspace import trial_of
from gameplan.importers.columns import field_named
from gameplan.importers.detect import read_table
from gameplan.importers.plan import Import, Wish
from gameplan.importers.states import MOST_BYTES as LARGEST_STATE
from gameplan.importers.table import MOST_BYTES, Reading, Refused, Table
from gameplan.read.files import read_file

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gameplan.cli.import_wish import Asked
    from gameplan.cli.writing_options import How
    from gameplan.edit.trial import Trial
    from gameplan.edit.workspace import Workspace
    from gameplan.importers.plan import Outcome

_OWED = "missing-goal"


def import_files(work: Workspace, asked: Asked, how: How) -> None:
    """Import files, and end the program."""
    reading = Reading(asked.encoding, asked.delimiter, asked.sheet, work.result.playbook.vocabulary.zone)
    tables: dict[str, Table] = {}
    for file in asked.files:
        name = file.name
        if name in tables:
            stop(f"there are two files called {visible(name)}: rename one of them, or import one after the other")
        tables[name] = _read(file, reading)
    wish = wish_of(work, asked, tables)
    outcome = _outcome(work, wish, tables)
    if outcome.unknown and _can_ask(how):
        wish = wish._replace(chosen=wish.chosen._replace(mapped={**wish.chosen.mapped, **_answers(work, outcome)}))
        outcome = _outcome(work, wish, tables)
    if outcome.unknown:
        write(unknown_text(outcome), err=True)
        sys.exit(EXIT_CANNOT_RUN)
    if outcome.problems and not asked.partial:
        _refuse(outcome, how)
    _make(work, outcome, asked, how)


def _read(file: Path, reading: Reading) -> Table:
    """Read a file's table; ends the program where it has none."""
    name = visible(str(file))
    try:
        found = file.stat()
        if not stat.S_ISREG(found.st_mode):
            stop(f"{name} is not a file")
        if found.st_size > MOST_BYTES:
            stop(f"{name}: it has more than {MOST_BYTES // 1024 // 1024} MiB; split it")
        with file.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        stop(f"{name} can't be read: {getattr(error, 'strerror', None) or 'no such file'}")
    try:
        return read_table(file.name, data, reading)
    except Refused as refused:
        return _stop_for(refused, name)


def _stop_for(refused: Refused, name: str) -> NoReturn:
    stop(f"{name}: {refused}" + (f"; {refused.hint}" if refused.hint else ""))


def _outcome(work: Workspace, wish: Wish, tables: Mapping[str, Table]) -> Outcome:
    def stored(path: str) -> bytes | None:
        if not os.path.lexists(work.settings.root / path):
            return None
        data = read_file(work.settings.root, path, LARGEST_STATE)
        return stop(f"{visible(path)}: {data.message}") if isinstance(data, Diagnostic) else data

    importing = Import(work.result.playbook, wish, work.front, stored)
    for name, table in tables.items():
        try:
            importing.add(name, table)
        except Refused as refused:
            _stop_for(refused, visible(name))
    return importing.outcome


def _can_ask(how: How) -> bool:
    return is_terminal() and sys.stdin is not None and sys.stdin.isatty() and not how.as_json


def _answers(work: Workspace, outcome: Outcome) -> dict[str, str]:
    """Ask what each column is that isn't understood, once."""
    found: dict[str, str] = {}
    for column in (each for columns in outcome.unknown.values() for each in columns):
        if column.column in found:
            continue
        click.echo(f"Column '{visible(column.column)}', as in {', '.join(map(visible, column.samples))}", err=True)
        while True:
            typed = str(click.prompt("  field, body, or nothing to drop it", default="", show_default=False, err=True))
            if field_named(typed, work.result.playbook.vocabulary) is not None:
                break
            click.echo(f"  there is no field '{visible(typed)}'", err=True)
        found[column.column] = typed
    return found


def _refuse(outcome: Outcome, how: How) -> NoReturn:
    """Show the rows that can't be imported, and end the program."""
    if how.as_json:
        write(json.dumps({"version": 1, "written": False, "files": [], **as_data(outcome, 0)}, indent=2) + "\n")
    else:
        write(as_text(outcome, written=False), err=how.dry_run)
        write("nothing was written: --partial imports the other rows\n", err=how.dry_run)
    sys.exit(EXIT_FINDINGS)


def _make(work: Workspace, outcome: Outcome, asked: Asked, how: How) -> NoReturn:
    """Write what comes of it."""
    changes = Changes()
    for path, draft in outcome.new.items():
        changes.add_new(path, draft.data())
    for made in outcome.made:
        changes.add_new(made.path, made.data())
    for path, (old, new) in outcome.changed.items():
        changes.add(path, old, new)
    trial = trial_of(work, changes)
    owed: tuple[Diagnostic, ...] = ()
    if asked.goals_later:
        owed = tuple(finding for finding in trial.new if finding.rule.name == _OWED)
        trial = trial._replace(new=tuple(finding for finding in trial.new if finding not in owed))
        _owe(work, changes, trial, owed)
    for path, (before, after) in outcome.states.items():
        if before != after:
            changes.after[path] = after
            changes.before |= {path: before} if before is not None else {}
    notes = (f"{counted(len(owed), 'goal')} owed: in {_baseline(work)}",) if owed else ()
    make(
        work,
        changes,
        how,
        notes,
        hold="warning",
        told=Told(as_text(outcome, written=True), as_data(outcome, len(owed)), trial),
    )


def _owe(work: Workspace, changes: Changes, trial: Trial, owed: tuple[Diagnostic, ...]) -> None:
    """Add findings to the baseline, so that only new ones are told from now on."""
    if not owed:
        return
    name, root = _baseline(work), work.settings.root
    data = read_file(root, name, baseline.MAX_BASELINE) if os.path.lexists(root / name) else None
    if isinstance(data, Diagnostic):
        stop(f"the baseline {visible(name)} can't be read: {data.message}")
    marks = zip(trial.result.diagnostics, fingerprints(trial.result.diagnostics, trial.result.row), strict=True)
    try:
        after = baseline.extended(data, [(finding, mark) for finding, mark in marks if finding in owed])
    except baseline.BadBaselineError as error:
        stop(f"the baseline {visible(name)} can't be used: {error}")
    changes.after[name] = after.encode("ascii")
    changes.before |= {name: data} if data is not None else {}


def _baseline(work: Workspace) -> str:
    return work.baseline or BASELINE
