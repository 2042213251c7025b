"""What a check writes under GitHub Actions."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gameplan.diagnostics.emitters import github, markdown
from gameplan.history.changed import changed_files

if TYPE_CHECKING:
    from gameplan.diagnostics.emitters.report import Report

_ALL = "`gameplan check` lists them all"


def emitted(report: Report, root: Path) -> str:
    """Return a report as annotations of GitHub Actions; the step's summary gets all of it, where there is one.

    Args:
        report: what to write.
        root: the playbook's folder, to ask what a pull request changes.
    """
    target = os.environ.get("GITHUB_STEP_SUMMARY")
    summed_up = _add_to_summary(Path(target), report) if target else False
    return github.emit(report, changed_files(root), _elsewhere(report) if summed_up else _ALL)


def _elsewhere(report: Report) -> str:
    """Say where findings without an annotation can be seen: in the step's summary, as far as it has room for them."""
    left = markdown.left_out(report, markdown.SUMMARY)
    return f"the step's summary has all but {left}, and {_ALL}" if left else github.IN_SUMMARY


def _add_to_summary(file: Path, report: Report) -> bool:
    """Tell whether a report could be added to a step's summary."""
    try:
        with file.open("a", encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(markdown.emit(report, markdown.SUMMARY))
    except OSError as error:
        click.echo(f"the step's summary can't be written: {error.strerror}", err=True)
        return False
    return True
