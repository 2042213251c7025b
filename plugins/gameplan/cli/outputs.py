"""Writes findings in the formats that are asked for: one to standard output, others into files."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gameplan.cli.common import colourful, counted, refuse_links, stop, unknown, write, write_file
from gameplan.diagnostics import Severity, visible
from gameplan.diagnostics.ceiling import counts
from gameplan.diagnostics.emitters import FORMATS, text

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
    if form == "github":
        write(import_module("gameplan.cli.github_actions").emitted(report, root))
    elif form == "text":
        write(text.emit(report, colour=colourful()))
    else:
        write(FORMATS[form](report))


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
