"""What `gameplan diff` does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.cli.common import settings_for, stop, write_output
from gameplan.cli.streams import write
from gameplan.diagnostics import Diagnostic, visible
from gameplan.diff.json_form import LARGEST, BadComparison, as_json, from_json
from gameplan.diff.versions import NoVersion
from gameplan.diff.versions import compared as compare_versions
from gameplan.diff.words import summary
from gameplan.read.files import read_file
from gameplan.summary.rendering import as_html, as_markdown, as_text

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.cli.places import Where
    from gameplan.diff.comparison import Comparison
    from gameplan.diff.versions import Asked

_FORMS = {"text": as_text, "markdown": as_markdown, "html": as_html}


def compared(at: Where, asked: Asked) -> Comparison:
    """Compare two versions of the playbook in a folder; ends the program where one of them can't be read."""
    settings = settings_for(at.root, at.config, allow_any_host=True)
    try:
        return compare_versions(settings, asked)
    except NoVersion as error:
        stop(str(error))


def rendered(file: Path) -> Comparison:
    """Read what another run wrote; ends the program where it is anything else."""
    data = read_file(file.parent, file.name, LARGEST)
    if isinstance(data, Diagnostic):
        stop(f"{visible(str(file))} can't be read: {data.message}")
    try:
        return from_json(data)
    except BadComparison as error:
        stop(f"{visible(str(file))} can't be used: {error}")


def written(comparison: Comparison, form: str, output: Path | None) -> None:
    """Write a comparison in a format: to standard output, or into a file."""
    text = "" if comparison.is_empty else _FORMS[form](summary(comparison)) if form in _FORMS else as_json(comparison)
    if text or (output is not None and str(output) != "-"):
        write_output(output, text.encode())
    elif form == "text":
        write("nothing changed that people or calendars would notice\n", err=True)
