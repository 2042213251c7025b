"""The flow: read, resolve, check. Everything else hangs on to this."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from functools import partial
from typing import TYPE_CHECKING

from gameplan.catalog import BY_NAME
from gameplan.check.consequences import Consequences
from gameplan.check.context import Context
from gameplan.check.renamed import with_renames
from gameplan.check.rules import overdue
from gameplan.check.run import OF_HISTORY, WITH_HISTORY, configured, run_checks
from gameplan.diagnostics import Diagnostic, Location, Span, baseline
from gameplan.diagnostics.baseline import MAX_BASELINE
from gameplan.diagnostics.ceiling import at_least
from gameplan.model.filters import filter_names
from gameplan.model.past import NoPast, Past
from gameplan.model.zones import zone
from gameplan.read.days_off import read_days_off
from gameplan.read.files import read_source
from gameplan.read.playbook import read_again, read_playbook
from gameplan.read.site_address import placeholder_address
from gameplan.read.site_config import config_text, place_of
from gameplan.read.site_links import site_links
from gameplan.read.sources import Disk, Overlay
from gameplan.resolve.embeds import unknown_views
from gameplan.resolve.filters import resolve_filters
from gameplan.resolve.inheritance import inherited
from gameplan.resolve.links import Surroundings, resolve
from gameplan.rule_packages import load_custom
from gameplan.rules import DUPLICATE_ID, INVALID_VALUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from gameplan.check.external_rules import CustomRules
    from gameplan.model.filters import Filter
    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook
    from gameplan.model.sources import Contents, Sources
    from gameplan.options import Options
    from gameplan.read.playbook import KeptPages, ReadFiles

    Remember = Callable[[Playbook, Path, Options, str, date], Past | NoPast]
    """Tells the past of a playbook, from its folder, its options, the name of the file in which they stand, and the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Judge:
    """Runs the rules of the check on a playbook, and weighs all that was found as the options say."""

    options: Options
    today: date
    config: str
    """The name of the file with the options."""
    cadences: Mapping[str, Filter]
    """What limits on a period are about, by their names."""
    custom: CustomRules
    past: Past | None = None
    """What history knows of the whole playbook; None where nobody asked, or there is none."""

    def judged(self, found: Iterable[Diagnostic], playbook: Playbook) -> tuple[Diagnostic, ...]:
        """What reading and linking found and what the rules find in a playbook, sorted; of a part of it, as if that were all."""
        found = list(found)
        sought = frozenset(finding.seeks for finding in found if finding.seeks)
        known = frozenset(filter_names(playbook.vocabulary))
        cadences = {name: each for name, each in self.cadences.items() if each.fields.keys() <= known}
        context = Context(playbook, self.today, self.options.conventions, cadences, self.past, sought)
        rules = self.custom.among(BY_NAME)
        levels = {name: self.options.level(rule) for name, rule in rules.items()}
        before = tuple(with_renames(found, playbook, self.past))
        checked = run_checks(context, self.custom, self.config)
        taken = {finding.location.path for finding in before if finding.rule is DUPLICATE_ID}
        follow = Consequences(playbook, taken)
        everything = [*before, *(finding for finding in checked if not follow.hold(finding))]
        shown = configured(everything, playbook, levels, self.options.ignore, rules, self.options.rules)
        return tuple(overdue.gathered(shown, playbook, self.today))


@dataclass(frozen=True, slots=True)
class Result:
    """A playbook, and all that is wrong with it."""

    playbook: Playbook
    diagnostics: tuple[Diagnostic, ...]
    """Sorted by path, line, column and rule."""
    today: date
    texts: Mapping[str, str]
    """The text of files that could not be read as pages, and of the options where something is wrong with them."""
    filters: Mapping[str, Filter] = field(default_factory=dict)
    """Of the playbook's own feeds, by their names."""
    before: tuple[Diagnostic, ...] = ()
    """What reading and linking found, whatever the options say of it."""
    judge: Judge | None = None
    """What found the rest."""
    no_history: str = ""
    """Which rules did not run for want of history, and why; empty where they did, or are off."""
    reading: ReadFiles | None = None
    """What was read, to check it again with other contents of some files."""
    sources: Sources | None = field(default=None, repr=False, compare=False)
    """From which it was read."""
    _rows: dict[str, list[str]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def failing(self, fail_on: str) -> tuple[Diagnostic, ...]:
        """The findings at or above a severity; none for `never`."""
        return at_least(self.diagnostics, fail_on)

    def row(self, path: str, line: int) -> str | None:
        """A line of a file, to show with a finding; None where it isn't at hand."""
        page = None if path in self.texts else self.playbook.by_path.get(path)
        if page and page.body.line > 1 and line < page.body.line:
            front = page.places.lines
            return front[line - 2] if 2 <= line < len(front) + 2 else "---"  # noqa: PLR2004 - front matter begins in line 2
        rows = self._rows_of(path, page)
        at = line - (page.body.line if page else 1)
        return rows[at] if 0 <= at < len(rows) else None

    def _rows_of(self, path: str, page: Page | None) -> list[str]:
        """The lines of a file without its front matter; kept until another file's are asked for, since findings come file by file."""
        if path not in self._rows:
            self._rows.clear()
            text = page.body.text if page else self.texts.get(path)
            self._rows[path] = [] if text is None else text.split("\n")
        return self._rows[path]


def run(  # noqa: PLR0913, PLR0917 - what there is to know, all but two of it seldom
    root: Path,
    options: Options,
    today: date | None = None,
    config: str = "mkdocs.yml",
    past: Remember | None = None,
    sources: Sources | None = None,
    kept: KeptPages | None = None,
) -> Result:
    """Read, link and check the playbook in a folder. What its authors did wrong is in the result, and never raised.

    Args:
        root: the folder.
        options: the playbook's options.
        today: the day to check for; default: that of the options, else the day it is.
        config: the name of the file in the folder in which the options stand.
        past: tells what the rules may know of history; asked only where one of them is on.
        sources: its files, where they aren't those on the disk.
        kept: pages that needn't be read again.
    """
    with without_collector():
        sources = sources or Disk(root)
        vocabulary = options.vocabulary
        reading = read_playbook(sources, options.strategy_dir, options.plan_dir, vocabulary, kept)
        day = today or options.today or today_in(vocabulary.zone)
        return _judged(reading, sources, options, day, config, past)


def _judged(
    reading: ReadFiles, sources: Sources, options: Options, today: date, config: str, past: Remember | None
) -> Result:
    playbook, unresolved = _resolved(reading, options, sources, config)
    unknown, filters, cadences = _filtered(playbook, sources, options, config)
    told: Past | NoPast = NoPast("")
    if past is not None and any(options.level(rule) for rule in WITH_HISTORY):
        told = past(playbook, sources.root, options, config, today)
    idle = [rule.name for rule in OF_HISTORY if options.level(rule)]
    no_history = (
        f"history ({', '.join(idle)}): {told.reason}" if isinstance(told, NoPast) and told.reason and idle else ""
    )
    before = (*reading.diagnostics, *unresolved, *unknown)
    judge = Judge(
        options=options,
        today=today,
        config=config,
        cadences=cadences,
        custom=load_custom(sources.root),
        past=told if isinstance(told, Past) else None,
    )
    found = judge.judged(before, playbook)
    if any(finding.location.path == config for finding in found):
        reading.texts[config] = config_text(sources, config)
    result = Result(playbook, found, today, reading.texts, filters, before, judge, no_history, reading, sources)
    return beyond(result, sources, options.baseline, config) if options.baseline else result


def _resolved(reading: ReadFiles, options: Options, sources: Sources, config: str) -> tuple[Playbook, list[Diagnostic]]:
    """The playbook of what was read, with what its entries have from elsewhere, and what is wrong with its links."""
    site = site_links(sources, config)
    folders = Surroundings(options.strategy_dir, options.plan_dir, options.calendar.file, site)
    read = read_days_off(sources, options.holidays)
    pages, inheritance, found = inherited(reading.pages, read.off)
    files = reading.files
    playbook, unresolved = resolve(pages, files.pages, files.attachments, options.vocabulary, folders, reading.unread)
    playbook = replace(playbook, workdays=inheritance.workdays)
    return playbook, [*found, *unresolved, *_unread_holidays(read.problems, sources, config)]


def _unread_holidays(problems: Iterable[str], sources: Sources, config: str) -> Iterator[Diagnostic]:
    for problem in problems:
        location = Location(config, place_of(sources, config, "gameplan", "holidays"))
        hint = "write the name of a calendar file beside mkdocs.yml, or a country, as in PT"
        yield Diagnostic(rule=INVALID_VALUE, message=f"holidays: {problem}", location=location, hint=hint)


def _filtered(
    playbook: Playbook, sources: Sources, options: Options, config: str
) -> tuple[list[Diagnostic], Mapping[str, Filter], Mapping[str, Filter]]:
    """What the options' feeds and limits are about, and what is wrong with them and with the site's address."""

    def place(name: str, field: str) -> Span:
        return place_of(sources, config, "gameplan", "views" if name in options.views else "feeds", name, field)

    filters, unknown = resolve_filters(playbook, options.own_feeds, config, place)
    of_limits = partial(place_of, sources, config, "gameplan", "limits", "cadence")
    cadences, strange = resolve_filters(playbook, options.cadences, config, of_limits, "limit")
    views = unknown_views(playbook, options.views)
    return [*unknown, *strange, *views, *placeholder_address(sources, config)], filters, cadences


def run_again(result: Result, contents: Contents, options: Options | None = None) -> Result:
    """Check once more with other contents of some files. Reads nothing else, and writes nothing.

    Args:
        result: of `run`.
        contents: of files that were read, of new ones, and of some that are to go.
        options: what the options would be; default: as they were.
    """
    judge, reading, below = result.judge, result.reading, result.sources
    if judge is None or reading is None or below is None:
        raise ValueError("this result can't be checked again")
    with without_collector():
        options, sources = options or judge.options, Overlay(below, contents)
        reading = read_again(
            reading, sources, (options.strategy_dir, options.plan_dir), options.vocabulary, contents.keys()
        )
        playbook, unresolved = _resolved(reading, options, sources, judge.config)
        unknown, filters, cadences = _filtered(playbook, sources, options, judge.config)
        before = (*reading.diagnostics, *unresolved, *unknown)
        judge = replace(judge, cadences=cadences, options=options)
        found = judge.judged(before, playbook)
        texts = {**result.texts, **reading.texts}
        return Result(playbook, found, result.today, texts, filters, before, judge, result.no_history, reading, below)


def beyond(result: Result, sources: Sources, file: str, config: str) -> Result:
    """What a check found beyond a baseline; a baseline that can't be used is a finding itself.

    Args:
        result: the whole check's.
        sources: the playbook's files.
        file: the baseline's name, as the options say it.
        config: the name of the file with the options.
    """
    data = read_source(sources, file, MAX_BASELINE)
    try:
        known = baseline.load(data if isinstance(data, bytes) else b"")
    except baseline.BadBaselineError as error:
        problem = str(error) if isinstance(data, bytes) and data else "there is no such file to read"
        if isinstance(data, Diagnostic) and "larger" in data.message:
            problem = data.message
        span = place_of(sources, config, "gameplan", "baseline")
        hint = "make it with `gameplan check --write-baseline`, or delete the option"
        message = f"baseline: {problem}"
        bad = Diagnostic(rule=INVALID_VALUE, message=message, location=Location(config, span), hint=hint)
        found = sorted((*result.diagnostics, bad), key=lambda finding: finding.order)
        return replace(result, diagnostics=tuple(found), texts={**result.texts, config: config_text(sources, config)})
    return replace(result, diagnostics=tuple(baseline.beyond(result.diagnostics, result.row, known)))


@contextmanager
def without_collector() -> Iterator[None]:
    """Pauses the cycle collector: all that is made here is kept, and to search it for garbage again and again costs a third."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def today_in(name: str) -> date:
    """The day it is in a time zone."""
    return datetime.now(UTC).astimezone(UTC if name == "UTC" else zone(name)).date()
