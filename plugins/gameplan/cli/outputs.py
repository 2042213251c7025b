"""Writes findings in the formats that are asked for: one to standard output, others into files."""

from __future__ import annotations

import os
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from gameplan.cli.common import refuse_links, stop, unknown, write_file
from gameplan.cli.streams import colourful
from gameplan.diagnostics import Severity, visible
from gameplan.diagnostics.ceiling import counts
from gameplan.diagnostics.counted import counted
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


def write_outputs(report: Report, files: list[tuple[str, Path]], root: Path) -> None:
    """Write a report into files.

    Args:
        report: what to write.
        files: formats with the file of each.
        root: the playbook's folder.
    """
    for name, path in files:
        refuse_links(path, root)
        write_file(path, FORMATS[name](report).encode("utf-8", "backslashreplace"))


def form_of(form: str | None) -> str:
    """Return the format on standard output: the one that is asked for; else github under GitHub Actions, and text elsewhere."""
    return form or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")


def spoken(report: Report, form: str, root: Path) -> str:
    """Return a report in a format.

    Args:
        report: what to say.
        form: the format.
        root: the playbook's folder, to ask what a pull request changes.
    """
    if form == "github":
        said: str = import_module("gameplan.cli.github_actions").emitted(report, root)
        return said
    return text.emit(report, colour=colourful()) if form == "text" else FORMATS[form](report)


def summary(report: Report) -> str:
    """Return what was checked and found, and what was not checked, for standard error."""
    total = counts(report.findings)
    found = ", ".join(
        counted(total[severity], severity, "info" if severity is Severity.INFO else "")
        for severity in reversed(Severity)
        if total[severity]
    )
    entries = report.counts.get("entry", 0)
    pages = sum(report.counts.values()) - entries
    checked = f"{counted(entries, 'entry', 'entries')} and {counted(pages, 'strategy page')} checked for {report.today}"
    rows = (f"{checked}: {found or 'no findings'}", *(f"not checked: {line}" for line in report.unchecked))
    return "".join(f"{row}\n" for row in rows)
