"""What `gameplan init` does."""

from __future__ import annotations

import os
import posixpath
import sys
import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import click

from gameplan.cli.common import stop, unknown
from gameplan.cli.endings import EXIT_FINDINGS
from gameplan.cli.said_days import said_day
from gameplan.cli.streams import write
from gameplan.diagnostics import visible
from gameplan.diagnostics.ceiling import at_least
from gameplan.diagnostics.counted import counted
from gameplan.diagnostics.emitters.report import Report
from gameplan.diagnostics.emitters.text import emit
from gameplan.edit.differences import difference
from gameplan.edit.writing import NotWritten, replace_contents
from gameplan.history.surroundings import branch_of, is_in_repository, remote_url
from gameplan.model.faults import FieldFault, worded
from gameplan.model.languages import parse_language
from gameplan.model.workdays import Workdays
from gameplan.model.zones import parse_zone, zone
from gameplan.pipeline import run
from gameplan.read.site_config import ConfigError, read_config
from gameplan.read.sources import Disk, Overlay
from gameplan.settings import CONFIG_FILES, OptionError, read_options
from gameplan.starting.gaps import Gaps
from gameplan.starting.machine import machine_zone
from gameplan.starting.playbook import InTheWay, NewPlaybook, Surroundings, new_playbook
from gameplan.starting.site_files import SiteChoices, remote_of
from gameplan.starting.starters import BadStarter, first_day, folder_of, starter, starters

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


_LONGEST_NAME = 120
_NOBODY = "Name to come"


@dataclass(frozen=True)
class Answers:
    """What was said of a new playbook; None where it wasn't."""

    name: str | None = None
    lead: str | None = None
    timezone: str | None = None
    language: str | None = None
    starter: str | None = None
    start: str | None = None
    """The day as typed."""
    ask: bool = True
    """Whether what wasn't said may be asked."""

    @property
    def asks(self) -> bool:
        """Whether somebody is there to be asked."""
        return self.ask and sys.stdin is not None and sys.stdin.isatty()


def list_starters() -> None:
    """Show the starters that come along."""
    known = starters()
    width = max(len(about.name) for about in known)
    write("".join(f"{about.name:{width}}  {about.title}. {about.summary}\n" for about in known))


def make_playbook(folder: Path, answers: Answers, *, vscode: bool, dry_run: bool, force: bool) -> None:
    """Make a playbook in a folder, and end the program where that can't be."""
    root = Path(os.path.abspath(folder))  # noqa: PTH100 - resolve() would follow links
    if os.path.lexists(root) and not root.is_dir():
        stop(f"{visible(str(folder))} is not a folder")
    sources = Disk(root)
    config = next((name for name in CONFIG_FILES if sources.kind(name) is not None), None)
    strategy, unsaid = _strategy(sources, config)
    around = Surroundings(sources, config, strategy)
    said = _answered(answers, root, named=config is None)
    here = next(place for place in (root, *root.parents) if place.is_dir())
    choices = SiteChoices(
        name=said.name or "",
        timezone=said.timezone or "UTC",
        language=said.language or "en",
        namespace=uuid.uuid4(),
        remote=remote_of(remote_url(here)) if root == here else None,
        branch=branch_of(here),
        strategy=strategy if unsaid else "",
    )
    today = datetime.now(UTC).astimezone(zone(choices.timezone)).date()
    asked = said_day(said.start, today, choices.timezone, Workdays()) if said.start is not None else None
    chosen = _starter_folder(said.starter or "minimal")
    try:
        start = _starting(chosen, asked or today + timedelta(days=-today.weekday() % 7))
        begun = starter(chosen, Gaps(start, {"name": choices.name, "lead": said.lead or _NOBODY}))
        made = new_playbook(around, begun, choices._replace(options=begun.options), vscode=vscode)
    except (BadStarter, InTheWay) as error:
        stop(str(error))
    # What is to begin on another day is to be in order then.
    _refuse_findings(made, root, config, start if asked else today, force=force)
    if asked and start != asked:
        write(f"its weeks begin on a {start:%A}: days count from {start}\n", err=True)
    if dry_run:
        write(difference(made.before, made.after))
        write(f"{counted(len(made.after), 'file')} would be written\n", err=True)
        return
    _write(made, root, config)
    _tell(made, folder, root)


def _strategy(sources: Disk, config: str | None) -> tuple[str, bool]:
    """The folder of the strategy, which is that of the pages of a site that is there already; and whether the site leaves it unsaid."""
    if config is None:
        return "strategy", False
    try:
        docs = read_config(sources, config).get("docs_dir")
        folder = posixpath.normpath(docs) if isinstance(docs, str) else "docs"
        if folder == "plan":
            stop(
                f"{config}: the site's pages lie in plan/, where a playbook has its plan: rename that folder and docs_dir first"
            )
        options = read_options(sources, config)
    except (ConfigError, OptionError) as error:
        stop(str(error))
    if options.listed:
        stop(f"{config} lists Gameplan already: this is a playbook, and `gameplan new` adds pages to it")
    return folder, not isinstance(docs, str)


def _answered(answers: Answers, root: Path, *, named: bool) -> Answers:
    """What was said, what was asked, and the defaults."""
    name = root.name.replace("-", " ").replace("_", " ").strip().capitalize() or "Our playbook"
    if answers.ask and not answers.asks and named and answers.name is None:
        stop(f"say what the playbook is called: --name '{visible(name)}', or --yes for all defaults")
    known = [about.name for about in starters()]
    return Answers(
        name=_line(_asked(answers, answers.name, "Name of the playbook", name), "--name"),
        lead=_line(_asked(answers, answers.lead, "Who answers for it", _NOBODY), "--lead"),
        timezone=_checked(_asked(answers, answers.timezone, "Time zone", machine_zone() or "UTC"), parse_zone),
        language=_checked(_asked(answers, answers.language, "Language of the site", "en"), parse_language),
        starter=_asked(answers, answers.starter, f"What to begin with ({', '.join(known)})", "minimal"),
        start=answers.start,
    )


def _asked(answers: Answers, said: str | None, question: str, default: str) -> str:
    if said is not None:
        return said
    return str(click.prompt(question, default=default)) if answers.asks else default


def _line(text: str, option: str) -> str:
    if not text.strip() or not text.isprintable() or len(text) > _LONGEST_NAME:
        stop(f"{option} takes a line of at most {_LONGEST_NAME} characters")
    return text.strip()


def _checked(text: str, parse: Callable[[str], str]) -> str:
    try:
        return parse(text)
    except FieldFault as error:
        stop(visible(worded(error)))


def _starting(folder: Path, day: date) -> date:
    """The day from which a starter counts, if it is to start on a day."""
    try:
        return first_day(folder, day)
    except OverflowError:
        stop(f"no calendar goes as far as a week after {day}: take an earlier --start")


def _starter_folder(name: str) -> Path:
    folder = folder_of(name) or (Path(name).absolute() if Path(name).is_dir() else None)
    if folder is None:
        unknown("starter", name, [about.name for about in starters()], "write a folder, or see gameplan init --list")
    return folder


def _refuse_findings(made: NewPlaybook, root: Path, config: str | None, today: date, *, force: bool) -> None:
    """Check the playbook as it would be, and end the program where something that is new would be wrong."""
    sources = Overlay(Disk(root), made.after)
    try:
        read = read_options(sources, config)
        result = run(root, read.options, today, read.name, sources=sources)
    except OptionError as error:
        stop(str(error))
    found = at_least(result.diagnostics, "warning")
    ours = [each for each in found if each.location.path in made.after]
    if others := len(found) - len(ours):
        were = "was" if others == 1 else "were"
        click.echo(
            f"gameplan: {counted(others, 'finding')} in pages that {were} there before: see `gameplan check`", err=True
        )
    if ours and not force:
        write(emit(Report(findings=tuple(ours[:20]), row=result.row, today=result.today.isoformat())), err=True)
        told = f"{counted(len(ours), 'finding')} would come of it; --force writes nevertheless"
        click.echo(f"gameplan: nothing was written: {told}", err=True)
        sys.exit(EXIT_FINDINGS)


def _write(made: NewPlaybook, root: Path, config: str | None) -> None:
    if config is not None:
        # What was there before changes: that is to be seen.
        write(difference({config: made.before[config]}, {config: made.after[config]}))
    try:
        root.mkdir(parents=True, exist_ok=True)
        replace_contents(root, made.before, made.after)
    except NotWritten as error:
        stop(f"{error}: nothing was written")


def _tell(made: NewPlaybook, folder: Path, root: Path) -> None:
    """Say what was made, and what to type next."""
    counts = Counter(path.partition("/")[0] for path in made.after if "/" in path)
    files = [path for path in made.after if "/" not in path]
    parts = [
        *(f"{counted(count, 'file')} in {visible(name)}/" for name, count in sorted(counts.items())),
        *sorted(files),
    ]
    write(f"made: {', '.join(parts)}\n")
    if made.left:
        write(f"left as they are: {', '.join(map(visible, made.left))}\n")
    steps = [f"cd {visible(str(folder))}"] if root != Path.cwd() else []
    if not is_in_repository(root):
        steps.append('git init -b main && git add -A && git commit -m "The playbook"')
    steps += ["gameplan serve", 'gameplan new article "The first idea"']
    write("next:\n" + "".join(f"  {step}\n" for step in steps))
