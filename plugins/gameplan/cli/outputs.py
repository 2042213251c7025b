"""Writes findings in the formats that are asked for: one to standard output, others into files."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gameplan.cli.common import colourful, counted, refuse_links, stop, unknown, write, write_file
from gameplan.diagnostics import Severity, visible
from gameplan.diagnostics.ceiling import counts
from gameplan.diagnostics.emitters import FORMATS, github, markdown, text
from gameplan.history.changed import changed_files

if TYPE_CHECKING:
    from gameplan.diagnostics.emitters.report import Report


def targets(outputs: tuple[str, ...]) -> list[tuple[str, Path]]:
    """`FORMAT=FILE` taken apart; ends the program where one is neither, or where two name one file."""
    found = []
    for output in outputs:
        form, equals, file = output.partition("=")
        if not equals or not file:
            stop(f"--output takes a format and a file, as in sarif=findings.sarif: '{visible(output)}'")
        if form not in FORMATS:
            unknown("format", form, FORMATS, f"there are {', '.join(FORMATS)}")
        found.append((form, Path(file)))
    files = [os.path.realpath(file) for _, file in found]
    if len(set(files)) < len(files):
        stop("--output: two formats can't be written into one file")
    return found


def emit(report: Report, form: str | None, files: list[tuple[str, Path]], root: Path) -> None:
    """Write a report.

    Args:
        report: what to write.
        form: the format on standard output; default: github under GitHub Actions, else text.
        files: formats with the file of each.
        root: the playbook's folder, to ask what a pull request changes.
    """
    for name, path in files:
        # First of all: they are written whatever becomes of standard output.
        refuse_links(path, root)
        write_file(path, FORMATS[name](report).encode("utf-8", "backslashreplace"))
    actions = os.environ.get("GITHUB_ACTIONS") == "true"
    form = form or ("github" if actions else "text")
    summed_up = False
    if form == "github" and (target := os.environ.get("GITHUB_STEP_SUMMARY")):
        summed_up = _add_to_summary(Path(target), report)
    if form == "github":
        write(github.emit(report, changed_files(root), _elsewhere(report) if summed_up else _ALL))
    elif form == "text":
        write(text.emit(report, colour=colourful()))
    else:
        write(FORMATS[form](report))


_ALL = "`gameplan check` lists them all"


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


def summarise(report: Report) -> None:
    """Print what was checked and found, and what was not checked, on standard error."""
    total = counts(report.findings)
    found = ", ".join(
        counted(total[severity], severity, "info" if severity is Severity.INFO else "")
        for severity in reversed(Severity)
        if total[severity]
    )
    entries = report.counts.get("entry", 0)
    pages = sum(report.counts.values()) - entries
    checked = f"{counted(entries, 'entry', 'entries')} and {counted(pages, 'strategy page')} checked for {report.today}"
    click.echo(f"{checked}: {found or 'no findings'}", err=True)
    for line in report.unchecked:
        click.echo(f"not checked: {line}", err=True)
