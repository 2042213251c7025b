"""`gameplan check`: does this plan still serve this strategy?"""

from __future__ import annotations

import gc
import os
import stat
import sys
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from gameplan import __version__
from gameplan.catalog import BY_NAME
from gameplan.cli.answers import TYPED, Answer, keep_answer
from gameplan.cli.common import settings_for, stop
from gameplan.cli.endings import EXIT_FINDINGS
from gameplan.cli.fixing import write_fixes
from gameplan.cli.narrowing import (
    BASELINE,
    beyond_baseline,
    by_rules,
    caused_since,
    read_baseline,
    rules_named,
    within,
    write_baseline,
)
from gameplan.cli.outputs import form_of, spoken, summary, targets, write_outputs
from gameplan.cli.places import config_option, day_option, root_option
from gameplan.cli.streams import write
from gameplan.cli.watching import ALWAYS, Watched, all_seen, span_of
from gameplan.diagnostics import visible
from gameplan.diagnostics.causes import gathered
from gameplan.diagnostics.ceiling import at_least, shown
from gameplan.diagnostics.counted import counted
from gameplan.diagnostics.emitters import FORMATS
from gameplan.diagnostics.emitters.report import Report
from gameplan.diagnostics.emitters.text import place
from gameplan.diagnostics.fingerprints import fingerprints
from gameplan.edit.differences import difference
from gameplan.edit.fixing import fixed
from gameplan.history.repository import top_of
from gameplan.page_store import PageStore
from gameplan.pipeline import Result, run
from gameplan.revisions.past import NO_HISTORY, past_of
from gameplan.rule_packages import load_custom
from gameplan.settings import CONFIG_FILES, Settings
from gameplan.store.folder import store_of
from gameplan.store.seen import Sight

if TYPE_CHECKING:
    from datetime import date, datetime

    from gameplan.diagnostics import Diagnostic
    from gameplan.model.sources import Sources
    from gameplan.read.playbook import KeptPages


@click.command()
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path))
@root_option
@config_option
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), help="Default: github under GitHub Actions, else text."
)
@click.option(
    "--output", "outputs", multiple=True, metavar="FORMAT=FILE", help="Write a format into a file as well; repeatable."
)
@day_option
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    help="The lowest severity for which the exit code is 1.",
)
@click.option("--select", multiple=True, metavar="RULES", help="Only these rules, separated by commas; repeatable.")
@click.option("--ignore", multiple=True, metavar="RULES", help="All but these rules, separated by commas; repeatable.")
@click.option(
    "--changed", metavar="BASE", help="Only what this version adds, compared with a branch such as origin/main."
)
@click.option(
    "--baseline",
    "known",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Only findings that aren't in this file.",
)
@click.option(
    "--write-baseline",
    "writing",
    is_flag=True,
    help=f"Write all findings into the baseline, {BASELINE} if none is named.",
)
@click.option("--fix", "fixing", is_flag=True, help="Fix in the files what has only one right answer.")
@click.option("--diff", is_flag=True, help="With --fix: show what it would change, and change nothing.")
def check(  # noqa: PLR0913 - the command's options
    *,
    paths: tuple[Path, ...],
    root: Path | None,
    config: Path | None,
    form: str | None,
    outputs: tuple[str, ...],
    today: datetime | None,
    fail_on: str | None,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    changed: str | None,
    known: Path | None,
    writing: bool,
    fixing: bool,
    diff: bool,
) -> None:
    """Check the playbook, and show what is wrong, where, and what to type.

    With PATHS, only findings in these files and folders are shown; the whole playbook is read all the same, because links
    cross files. Executes nothing of the repository. Exit code 0: nothing at or above the severity; 1: findings; 2: it could not run.
    """
    # The process ends when the check does: to search what it keeps for garbage would cost a tenth, and find none.
    gc.disable()
    _refuse(fixing=fixing, diff=diff, writing=writing, narrowed=bool(select or ignore or changed is not None))
    if root is None and config is None and len(paths) == 1 and paths[0].is_dir() and _is_playbook(paths[0]):
        root, paths = paths[0], ()
    files = targets(outputs)
    sight = Sight()
    settings = settings_for(root, config)
    custom = load_custom(settings.root)
    rules = custom.among(BY_NAME)
    selected, ignored = rules_named(select, rules, ignoring=False), rules_named(ignore, rules, ignoring=True)
    known = known or (settings.root / settings.options.baseline if settings.options.baseline else None)
    if known:
        sight.file(os.path.abspath(known))  # noqa: PTH100 - resolve() would follow links
    settings = replace(settings, options=settings.options.model_copy(update={"baseline": ""}))
    outcome = _first_outcome(settings, today.date() if today else None, sight)
    if writing:
        file = known or settings.root / BASELINE
        write_baseline(file, settings.root, outcome.marks)
        known_now = counted(len(outcome.marks), "known finding")
        click.echo(f"{known_now} written: check with --baseline {visible(str(file))}", err=True)
        return
    asked = _Asked(paths, selected, ignored, changed, read_baseline(known, settings.root) if known else frozenset())
    findings, notes = asked.of(outcome, settings)
    if fixing:
        fixed_result = _mend(outcome.result, findings, settings, diff=diff)
        # History counts what isn't committed too, so it has to be asked anew about what was written.
        asked_history = fixed_result.judge is not None and fixed_result.judge.past is not None
        outcome = _Outcome.of(settings, fixed_result.today) if asked_history else _Outcome.after(fixed_result)
        findings, notes = asked.of(outcome, settings)
    report = _report(outcome, findings, notes, settings, fail_on or settings.options.fail_on)
    # First of all: they are written whatever becomes of standard output.
    write_outputs(report, files, settings.root)
    form = form_of(form)
    said = spoken(report, form, settings.root)
    answer = Answer(said, summary(report), EXIT_FINDINGS if report.failed else 0)
    # What writes files, or compares with other versions, does so each time.
    if not (fixing or files or changed is not None or form == "github" or custom.checks or custom.problems):
        places = tuple(path for path in (root, config.parent if config else None, *paths) if path is not None)
        _keep(answer, outcome.result, settings, sight, places, typed=today is not None)
    answer.give()


def _refuse(*, fixing: bool, diff: bool, writing: bool, narrowed: bool) -> None:
    """End the command where it is asked for what doesn't go together."""
    if diff and not fixing:
        stop("--diff shows what --fix would change: write --fix --diff")
    if fixing and writing:
        stop("--fix changes files and --write-baseline keeps findings: use one at a time")
    if writing and narrowed:
        stop("--write-baseline keeps all findings: leave out --select, --ignore and --changed")


def _first_outcome(settings: Settings, today: date | None, sight: Sight) -> _Outcome:
    """Check the playbook, with the pages that were kept, and note what that hangs on."""
    files = Watched(settings.root, sight)
    if not settings.options.shortcuts:
        return _Outcome.of(settings, today, files)
    pages = PageStore(store_of(settings.root), settings.options, "check", patient=True)
    outcome = _Outcome.of(settings, today, files, pages)
    pages.finish()
    return outcome


def _keep(
    answer: Answer, result: Result, settings: Settings, sight: Sight, named: tuple[Path, ...], *, typed: bool
) -> None:
    """Keep an answer for the next time that the same is asked, if it is known on what it hangs."""
    asked = click.get_current_context().meta.get(TYPED)
    options = settings.options
    no_history = result.no_history.partition(": ")[2]
    if asked is None or not options.shortcuts or no_history not in ("", NO_HISTORY):
        return
    # Where the folder that one is in is gone, an answer can be given, and not kept.
    with suppress(OSError):
        seen = all_seen(sight, settings, named)
        if seen is not None:
            span = ALWAYS if typed or options.today else span_of(result.today, options.vocabulary.zone)
            keep_answer(asked, answer, seen, *span)


_MOST_REFUSED = 20
"""Fixes that are not made and named one by one."""


class _Outcome(NamedTuple):
    """What a check found, with the fingerprint of each finding."""

    result: Result
    marks: dict[Diagnostic, str]

    @classmethod
    def of(
        cls, settings: Settings, today: date | None, sources: Sources | None = None, kept: KeptPages | None = None
    ) -> _Outcome:
        """The outcome for a day; default: that of the options, else the day it is."""
        return cls.after(run(settings.root, settings.options, today, settings.config, past_of, sources, kept))

    @classmethod
    def after(cls, result: Result) -> _Outcome:
        """The outcome of a check that has run."""
        marks = fingerprints(result.diagnostics, result.row)
        return cls(result, dict(zip(result.diagnostics, marks, strict=True)))


class _Asked(NamedTuple):
    """The findings that the user asks for."""

    paths: tuple[Path, ...]
    selected: frozenset[str]
    ignored: frozenset[str]
    changed: str | None
    known: frozenset[str]

    def of(self, outcome: _Outcome, settings: Settings) -> tuple[list[Diagnostic], tuple[str, ...]]:
        """Select the findings of a check, and say what was left out."""
        result, marks = outcome
        findings = list(result.diagnostics)
        notes: list[str] = []
        if self.known:
            findings, said = beyond_baseline(findings, marks, self.known)
            notes += said
        if self.changed is not None:
            findings, said = caused_since(findings, marks, self.changed, settings, result)
            notes += said
        findings = by_rules(findings, self.selected, self.ignored)
        if self.selected:
            notes.append(f"rules other than {', '.join(sorted(self.selected))}")
        if self.ignored:
            notes.append(f"rules that are ignored: {', '.join(sorted(self.ignored))}")
        return within(findings, self.paths, settings.root), tuple(notes)


def _mend(result: Result, findings: list[Diagnostic], settings: Settings, *, diff: bool) -> Result:
    """Write the fixes into the files, and give what a check finds of them; or show them, and end the program."""
    changes = fixed(result, findings)
    fixes = counted(changes.made, "fix", "fixes")
    said = f"{fixes} would be made" if diff else f"{fixes} made"
    if changes.refused:
        said += f"; {len(changes.refused)} not, because something else would be wrong then. Fix by hand:"
    if not diff:
        write_fixes(settings.root, changes)
    else:
        write(difference(changes.before, changes.after))
    click.echo(said, err=True)
    for finding, harm in changes.refused[:_MOST_REFUSED]:
        click.echo(f"  {place(finding.location)}: {visible(finding.hint or finding.message)}", err=True)
        click.echo(f"    would bring {visible(harm)}", err=True)
    if len(changes.refused) > _MOST_REFUSED:
        click.echo(f"  and {len(changes.refused) - _MOST_REFUSED} more", err=True)
    if diff:
        sys.exit(EXIT_FINDINGS if changes.made else 0)
    return changes.result or result


def _report(
    outcome: _Outcome, findings: list[Diagnostic], notes: tuple[str, ...], settings: Settings, fail_on: str
) -> Report:
    result = outcome.result
    told = gathered(findings)
    seen = shown(list(told))
    standing = [finding for finding in seen if finding.stands_for > 1]
    return Report(
        findings=tuple(seen),
        row=result.row,
        today=result.today.isoformat(),
        counts=_counts(result),
        unchecked=(*_unchecked(settings, result), *notes),
        failing=frozenset(at_least(seen, fail_on)),
        version=__version__,
        marks={
            **outcome.marks,
            **{finding: outcome.marks[first] for finding, first in told.items() if first in outcome.marks},
            **dict(zip(standing, fingerprints(standing, result.row), strict=True)),
        },
        folder=_folder(settings.root),
        readable=partial(_readable, settings.root),
    )


def _readable(root: Path, path: str) -> bool:
    """Tell whether a path is a regular file, and no link."""
    try:
        return stat.S_ISREG((root / path).lstat().st_mode)
    except (OSError, ValueError):
        return False


def _folder(root: Path) -> str:
    """The playbook's folder in its repository, as reports name it."""
    inside = root.relative_to(top_of(root)).as_posix()
    return "" if inside == "." else f"{inside}/"


def _is_playbook(folder: Path) -> bool:
    return any((folder / name).is_file() for name in CONFIG_FILES) or (folder / "strategy").is_dir()


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
