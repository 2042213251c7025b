"""What commands that change files have in common: the playbook, and what they say."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from gameplan.cli.common import settings_for
from gameplan.cli.endings import EXIT_FINDINGS
from gameplan.cli.streams import write
from gameplan.diagnostics.as_values import finding_values
from gameplan.diagnostics.counted import counted
from gameplan.diagnostics.emitters.report import Report
from gameplan.diagnostics.emitters.text import emit
from gameplan.edit.differences import difference
from gameplan.edit.workspace import Workspace, carried_out
from gameplan.revisions.past import past_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gameplan.cli.places import Where
    from gameplan.cli.writing_options import How
    from gameplan.edit.changes import Changes
    from gameplan.edit.trial import Trial

_MOST_FINDINGS = 20
"""What would be found and is shown one by one."""


def workspace_at(where: Where) -> Workspace:
    """Read and check the playbook in a folder."""
    return Workspace.of(settings_for(where.root, where.config, allow_any_host=True), where.today, past_of)


class Told(NamedTuple):
    """What a command says of its changes itself, where a line for each file would be too many."""

    text: str
    """In place of these lines."""
    data: Mapping[str, Any]
    """For programs, beside what all commands say."""
    trial: Trial
    """What would be found, since it was worked out before."""


def make(  # noqa: PLR0913 - what there is to say
    work: Workspace,
    changes: Changes,
    how: How,
    notes: tuple[str, ...] = (),
    *,
    hold: str = "info",
    then: Callable[[], None] | None = None,
    told: Told | None = None,
) -> NoReturn:
    """Write changes, or show them, as was asked for, say what was done, and end the program.

    Args:
        work: the playbook as it is.
        changes: what is to become of its files.
        how: as was asked for.
        notes: what was left as it is, and why.
        hold: the severity from which on a new finding keeps it from being written: what has just begun lacks something.
        then: what is to be done when all is written, and nobody asked for JSON.
        told: what the command says itself.
    """
    known = told.trial if told else None
    outcome = carried_out(work, changes, hold=hold, force=how.force, dry_run=how.dry_run, trial=known)
    trial, held, written = outcome
    if how.as_json:
        write(_json(changes, trial, notes, told.data if told else {}, written=written))
    else:
        if how.dry_run:
            write(difference(changes.before, changes.after, changes.moved))
        if trial.new:
            _tell(trial)
        _summarise(changes, trial, how, notes, told.text if told else None, written=written, held=held)
        if written and then is not None:
            then()
    sys.exit(EXIT_FINDINGS if held else 0)


def _tell(trial: Trial) -> None:
    """Show what the check would find, the first of it where it is much."""
    found = trial.refused or trial.new
    row, today = trial.result.row, trial.result.today.isoformat()
    write(emit(Report(findings=found[:_MOST_FINDINGS], row=row, today=today)), err=True)
    if len(found) > _MOST_FINDINGS:
        write(f"… and {counted(len(found) - _MOST_FINDINGS, 'finding')} more\n", err=True)


def _summarise(  # noqa: PLR0913 - what there is to say
    changes: Changes, trial: Trial, how: How, notes: tuple[str, ...], told: str | None, *, written: bool, held: bool
) -> None:
    """Say in a line a file what changed, and in a last one how many did."""
    lines = [changes.line(path) for path in changes.files] if told is None else told.splitlines()
    files = counted(changes.count, "file")
    if trial.refused:
        lines, last = [], "nothing was written: a value is wrong, and --force doesn't help"
    elif held:
        lines = []
        last = (
            f"nothing was written: {counted(len(trial.new), 'finding')} would come of it; --force writes nevertheless"
        )
    elif not changes.after:
        last = "nothing to do"
    else:
        new = all(path not in changes.before for path in changes.files) and not changes.moved
        last = (
            f"{files} {'made' if new else 'changed'}" if written else f"{files} would {'be made' if new else 'change'}"
        )
    said = "".join(f"{line}\n" for line in (*lines, "; ".join((last, *notes))))
    # A dry run's output is the difference, for programs that apply it.
    write(said, err=how.dry_run)


def _json(changes: Changes, trial: Trial, notes: tuple[str, ...], told: Mapping[str, Any], *, written: bool) -> str:
    origins = {new: old for old, new in changes.moved.items()}
    files = [
        {
            "path": path,
            **({"from": origins[path]} if path in origins else {"new": True} if path not in changes.before else {}),
            "fields": [
                {"field": each.key, "before": each.before, "after": each.after} for each in changes.fields.get(path, ())
            ],
            **({"links": changes.led[path]} if path in changes.led else {}),
        }
        for path in changes.files
    ]
    found: Mapping[str, Any] = {
        "version": 1,
        "written": written,
        "files": files,
        "findings": [finding_values(finding) for finding in trial.new],
        "notes": list(notes),
        **told,
    }
    return json.dumps(found, indent=2) + "\n"
