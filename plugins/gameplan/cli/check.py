"""`gameplan check`: does this plan still serve this strategy?"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gameplan.cli.common import EXIT_FINDINGS, colourful, day_option, root_option, settings_for, stop, write
from gameplan.diagnostics import Severity, visible
from gameplan.diagnostics.emitters import github, json, text
from gameplan.diagnostics.emitters.report import Report
from gameplan.history.changed import changed_files
from gameplan.pipeline import Result, run
from gameplan.revisions.past import past_of
from gameplan.settings import CONFIG_FILES, Settings

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from gameplan.diagnostics import Diagnostic


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@root_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    help="Default: github under GitHub Actions, else text.",
)
@day_option
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    help="From which severity on the exit code is 1.",
)
def check(
    paths: tuple[Path, ...], root: Path | None, form: str | None, today: datetime | None, fail_on: str | None
) -> None:
    """Check the playbook, and show what is wrong, where, and what to type.

    With PATHS, only findings in these files and folders are shown; the whole playbook is read all the same, because links
    cross files. Executes nothing of the repository. Exit code 0: nothing at or above the severity; 1: findings; 2: it could not run.
    """
    # The process ends when the check does: to search what it keeps for garbage would cost a tenth, and find none.
    gc.disable()
    if root is None and len(paths) == 1 and paths[0].is_dir() and _is_playbook(paths[0]):
        root, paths = paths[0], ()
    settings = settings_for(root)
    result = run(settings.root, settings.options, today.date() if today else None, settings.config, past_of)
    findings = _within(result.diagnostics, paths, settings.root)
    fail_on = fail_on or settings.options.fail_on
    failing = set(result.failing(fail_on)) & set(findings)
    report = Report(
        findings=tuple(findings),
        row=result.row,
        today=result.today.isoformat(),
        counts=_counts(result),
        unchecked=_unchecked(settings, result),
        failed=bool(failing),
    )
    form = form or ("github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text")
    _emit(report, form, settings.root)
    _summarise(report)
    sys.exit(EXIT_FINDINGS if failing else 0)


def _is_playbook(folder: Path) -> bool:
    return any((folder / name).is_file() for name in CONFIG_FILES) or (folder / "strategy").is_dir()


def _within(findings: Iterable[Diagnostic], paths: tuple[Path, ...], root: Path) -> list[Diagnostic]:
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


def _emit(report: Report, form: str, root: Path) -> None:
    if form == "json":
        write(json.emit(report))
    elif form == "github":
        write(github.emit(report, changed_files(root)))
        if target := os.environ.get("GITHUB_STEP_SUMMARY"):
            with Path(target).open("a", encoding="utf-8", errors="backslashreplace") as file:
                file.write(github.summary(report))
    else:
        write(text.emit(report, colour=colourful()))


def _counts(result: Result) -> dict[str, int]:
    counts: dict[str, int] = {}
    for page in result.playbook.pages:
        counts[page.kind.name] = counts.get(page.kind.name, 0) + 1
    return dict(sorted(counts.items()))


def _unchecked(settings: Settings, result: Result) -> tuple[str, ...]:
    off = sorted(name for name, level in settings.options.rules.items() if level == "off")
    rules = [f"rules that are off: {', '.join(off)}"] if off else []
    ignored = [
        f"ignored in {visible(pattern)}: {', '.join(names)}" for pattern, names in settings.options.ignore.items()
    ]
    history = [result.no_history] if result.no_history else []
    return (*rules, *ignored, *history, *settings.notes)


def _summarise(report: Report) -> None:
    """What was checked and found, and what was not checked, on standard error."""
    by_severity = {
        severity: sum(finding.severity is severity for finding in report.findings) for severity in reversed(Severity)
    }
    found = ", ".join(
        f"{count} {severity}{'s' if count != 1 and severity is not Severity.INFO else ''}"
        for severity, count in by_severity.items()
        if count
    )
    entries = report.counts.get("entry", 0)
    pages = sum(report.counts.values()) - entries
    click.echo(
        f"{entries} entries and {pages} strategy pages checked for {report.today}: {found or 'no findings'}", err=True
    )
    for line in report.unchecked:
        click.echo(f"not checked: {line}", err=True)
