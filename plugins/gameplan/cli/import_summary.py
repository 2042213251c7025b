"""What `gameplan import` says: a table of rows and entries, and what to type for those that it can't take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gameplan.diagnostics import visible
from gameplan.diagnostics.counted import counted
from gameplan.edit.yaml_text import value_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.importers.merging import Conflict
    from gameplan.importers.plan import Outcome

_MOST = 30
"""Rows and pages that are named one by one."""


def as_text(outcome: Outcome, *, written: bool) -> str:
    """Return the summary.

    Args:
        outcome: what becomes of the files.
        written: whether it is being written, and not refused.
    """
    lines = [f"{name:<10}{count:>6}" for name, count in _counts(outcome).items()]
    lines += _problems(outcome)
    lines += _some([_conflict(each) for each in outcome.conflicts], "conflicts")
    lines += _some([f"{visible(path)}: no longer in the file; nothing was deleted" for path in outcome.gone], "entries")
    if written:
        lines += _some([f"{visible(made.path)}: made for '{visible(made.title)}'" for made in outcome.made], "pages")
    lines += [visible(note) for note in dict.fromkeys(outcome.notes)]
    return "".join(f"{line}\n" for line in lines)


def as_data(outcome: Outcome, owed: int) -> dict[str, Any]:
    """Return the summary for programs."""
    return {
        "import": {
            **_counts(outcome),
            "problems": [problem._asdict() for problem in outcome.problems],
            "conflicts": [conflict._asdict() for conflict in outcome.conflicts],
            "gone": outcome.gone,
            "made": [made.path for made in outcome.made],
            "goals_owed": owed,
            "remarks": outcome.notes,
        }
    }


def unknown_text(outcome: Outcome) -> str:
    """Say which columns aren't understood, and what to type."""
    lines = []
    for name, columns in outcome.unknown.items():
        lines.append(f"gameplan: {visible(name)}: {counted(len(columns), 'column')} not understood:")
        for each in columns:
            samples = ", ".join(map(visible, each.samples))
            lines.append(f"  '{visible(each.column)}', as in {samples}")
            lines.append(f"    --map '{visible(each.column)}=FIELD', or --map '{visible(each.column)}=' to drop it")
    lines.append("or for all of them: --rest body (a list below the text), --rest x (fields of your own), --rest drop")
    return "".join(f"{line}\n" for line in lines)


def _counts(outcome: Outcome) -> dict[str, int]:
    counts = {
        "rows": outcome.rows,
        "new": len(outcome.new),
        "changed": len(outcome.changed),
        "the same": outcome.same,
        "refused": outcome.refused,
    }
    return counts | ({"deleted here": outcome.deleted} if outcome.deleted else {})


def _problems(outcome: Outcome) -> Iterator[str]:
    several = len({problem.file for problem in outcome.problems}) > 1
    lines = []
    for problem in outcome.problems:
        place = f"row {problem.row}" + (f", {visible(problem.column)}" if problem.column else "")
        place = f"{visible(problem.file)}, {place}" if several else place
        lines.append(f"{place}: {visible(problem.message)}" + (f"; {visible(problem.hint)}" if problem.hint else ""))
    yield from _some(lines, "problems")


def _conflict(conflict: Conflict) -> str:
    values = (conflict.here, conflict.there, conflict.before)
    here, there, before = (visible(value_text(value))[:60] if value is not None else "nothing" for value in values)
    return (
        f"{visible(conflict.path)}, {visible(conflict.field)}: changed both here and there; kept {here}, not {there}"
        f" (was {before})"
    )


def _some(lines: list[str], what: str) -> Iterator[str]:
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"… and {len(lines) - _MOST} more {what}"
