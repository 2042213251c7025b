"""What commands that change files have in common: the playbook, what would be found of it then, and what they say."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from gameplan.cli.common import counted, settings_for, stop
from gameplan.cli.endings import EXIT_FINDINGS
from gameplan.cli.streams import write
from gameplan.diagnostics import visible
from gameplan.diagnostics.as_values import finding_values
from gameplan.diagnostics.ceiling import at_least
from gameplan.diagnostics.emitters.report import Report
from gameplan.diagnostics.emitters.text import emit
from gameplan.edit.differences import difference
from gameplan.edit.front import Front
from gameplan.edit.trial import Trial, tried
from gameplan.edit.writing import Changed, NotWritten, replace_contents
from gameplan.edit.yaml_text import value_text
from gameplan.pipeline import run
from gameplan.read.files import read_file
from gameplan.read.front_matter import Unreadable
from gameplan.read.sources import Disk, Overlay
from gameplan.revisions.past import past_of
from gameplan.settings import OptionError, read_options

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gameplan.cli.places import Where
    from gameplan.cli.writing_options import How
    from gameplan.model.page import Page
    from gameplan.options import Options
    from gameplan.pipeline import Result
    from gameplan.read.front_matter import Value
    from gameplan.settings import Settings

_LONGEST_VALUE = 60
_MOST_FINDINGS = 20
"""What would be found and is shown one by one."""


@dataclass(frozen=True)
class Workspace:
    """A playbook as it is."""

    settings: Settings
    result: Result
    baseline: str = ""
    """The file of findings that are known, as the options name it."""

    @classmethod
    def of(cls, where: Where) -> Workspace:
        """Read and check the playbook in a folder; what a baseline knows counts too, since more of it would be no better."""
        settings = settings_for(where.root, where.config, allow_any_host=True)
        known = settings.options.baseline
        settings = replace(settings, options=settings.options.model_copy(update={"baseline": ""}))
        return cls(settings, run(settings.root, settings.options, where.today, settings.config, past_of), known)

    def front(self, page: Page) -> Front:
        """Read the front matter of a page's file; ends the program where the file has become something else meanwhile."""
        data = read_file(self.settings.root, page.path)
        try:
            front = Front.of(data) if isinstance(data, bytes) else None
        except Unreadable:
            front = None
        return front or stop(f"{visible(page.path)} has changed meanwhile: nothing was written; run the command again")


class Field(NamedTuple):
    """A field of a file that changes."""

    key: str
    before: Value
    after: Value
    """None where there is none."""

    def __str__(self) -> str:
        """For people: `status: planned → scheduled`; of a mapping only what changes in it."""
        return "; ".join(_told(self.key, self.before, self.after))


def _told(name: str, before: Value, after: Value) -> Iterator[str]:
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            if before.get(key) != after.get(key):
                yield from _told(f"{name}.{key}", before.get(key), after.get(key))
    elif after is None:
        yield f"{visible(name)}: deleted, was {_short(before)}"
    else:
        yield f"{visible(name)}: {_short(before) + ' → ' if before is not None else ''}{_short(after)}"


@dataclass
class Changes:
    """What is to become of files."""

    before: dict[str, bytes] = field(default_factory=dict)
    """By the paths that files have now; new ones have none."""
    after: dict[str, bytes | None] = field(default_factory=dict)
    """By the paths that they are to have; None for one that goes from where it is."""
    fields: dict[str, tuple[Field, ...]] = field(default_factory=dict)
    """By the paths that files are to have."""
    moved: dict[str, str] = field(default_factory=dict)
    """The new paths of files by the old ones."""
    led: dict[str, int] = field(default_factory=dict)
    """How many references and links of a file lead elsewhere, by its path to be."""
    names: dict[str, str] = field(default_factory=dict)
    """What findings call a page from now on, by what they called it: they are no new ones."""

    def add(self, path: str, old: Front, new: Front) -> None:
        """Add a file with its front matter as it was and as it is to be; nothing where both are the same."""
        if new.data == old.data:
            return
        self.before[path], self.after[path] = old.data, new.data
        self._tell(path, old, new)

    def add_new(self, path: str, data: bytes) -> None:
        """Add a file that isn't there."""
        self.after[path] = data

    def add_moved(self, path: str, old: Front, new: Front, to: str, led: int = 0) -> None:
        """Add a page that is to lie elsewhere, or only to lead elsewhere."""
        if path == to:
            self.add(path, old, new)
        else:
            self.add_moved_file(path, old.data, to, new.data)
            self._tell(to, old, new)
        if led:
            self.led[to] = led

    def add_moved_file(self, path: str, old: bytes, to: str, new: bytes) -> None:
        """Add a file that is to lie elsewhere."""
        self.before[path], self.after[path], self.after[to] = old, None, new
        self.moved[path] = to

    def _tell(self, path: str, old: Front, new: Front) -> None:
        keys = dict.fromkeys((*old.values, *new.values))
        pairs = ((key, old.values.get(key), new.values.get(key)) for key in keys)
        self.fields[path] = tuple(Field(*each) for each in pairs if each[1] != each[2])

    @property
    def files(self) -> list[str]:
        """The paths of all files that are written, as they are to be."""
        return sorted(path for path, data in self.after.items() if data is not None)

    @property
    def count(self) -> int:
        """How many files change."""
        return len(self.files)

    def line(self, path: str) -> str:
        """Say in a line what becomes of a file."""
        origin = next((old for old, new in self.moved.items() if new == path), path)
        told = [*map(str, self.fields.get(path, ()))]
        if path in self.led and not told:
            told.append(counted(self.led[path], "link"))
        if origin != path:
            return f"{visible(origin)} → {visible(path)}" + (f": {'; '.join(told)}" if told else "")
        return f"{visible(path)}: {'; '.join(told) if told else 'new' if path not in self.before else 'changed'}"


class Told(NamedTuple):
    """What a command says of its changes itself, where a line for each file would be too many."""

    text: str
    """In place of these lines."""
    data: Mapping[str, Any]
    """For programs, beside what all commands say."""
    trial: Trial
    """What would be found, since it was worked out before."""


def make(  # noqa: PLR0913 - what there is to say
    work: Workspace,
    changes: Changes,
    how: How,
    notes: tuple[str, ...] = (),
    *,
    hold: str = "info",
    then: Callable[[], None] | None = None,
    told: Told | None = None,
) -> NoReturn:
    """Write changes, or show them, as was asked for, say what was done, and end the program.

    Args:
        work: the playbook as it is.
        changes: what is to become of its files.
        how: as was asked for.
        notes: what was left as it is, and why.
        hold: the severity from which on a new finding keeps it from being written: what has just begun lacks something.
        then: what is to be done when all is written, and nobody asked for JSON.
        told: what the command says itself.
    """
    trial = told.trial if told else trial_of(work, changes)
    hindering = at_least(trial.new, hold)
    held = trial.refused or (hindering and not how.force)
    written = bool(changes.after) and not how.dry_run and not held
    if written:
        try:
            replace_contents(work.settings.root, changes.before, changes.after)
        except Changed as changed:
            stop(f"{changed}: nothing was written; run the command again")
        except NotWritten as error:
            stop(f"{error}: nothing was written")
    if how.as_json:
        write(_json(changes, trial, notes, told.data if told else {}, written=written))
    else:
        if how.dry_run:
            write(difference(changes.before, changes.after, changes.moved))
        if trial.new:
            _tell(trial)
        _summarise(changes, trial, how, notes, told.text if told else None, written=written, held=bool(held))
        if written and then is not None:
            then()
    sys.exit(EXIT_FINDINGS if held else 0)


def trial_of(work: Workspace, changes: Changes) -> Trial:
    """Return what would be found of a playbook with changes."""
    if not changes.after:
        return Trial(work.result, (), ())
    return tried(work.result, changes.after, {**changes.moved, **changes.names}, _options_after(work, changes))


def _options_after(work: Workspace, changes: Changes) -> Options | None:
    """The options as they would be; None where they stay, or couldn't be used."""
    settings = work.settings
    if not any(name in changes.after for name in settings.sources):
        return None
    with suppress(OptionError):
        read = read_options(Overlay(Disk(settings.root), changes.after), settings.config)
        return read.options.model_copy(update={"baseline": settings.options.baseline})
    return None


def _tell(trial: Trial) -> None:
    """Show what the check would find, the first of it where it is much."""
    found = trial.refused or trial.new
    row, today = trial.result.row, trial.result.today.isoformat()
    write(emit(Report(findings=found[:_MOST_FINDINGS], row=row, today=today)), err=True)
    if len(found) > _MOST_FINDINGS:
        write(f"… and {counted(len(found) - _MOST_FINDINGS, 'finding')} more\n", err=True)


def _summarise(  # noqa: PLR0913 - what there is to say
    changes: Changes, trial: Trial, how: How, notes: tuple[str, ...], told: str | None, *, written: bool, held: bool
) -> None:
    """Say in a line a file what changed, and in a last one how many did."""
    lines = [changes.line(path) for path in changes.files] if told is None else told.splitlines()
    files = counted(changes.count, "file")
    if trial.refused:
        lines, last = [], "nothing was written: a value is wrong, and --force doesn't help"
    elif held:
        lines = []
        last = (
            f"nothing was written: {counted(len(trial.new), 'finding')} would come of it; --force writes nevertheless"
        )
    elif not changes.after:
        last = "nothing to do"
    else:
        new = all(path not in changes.before for path in changes.files) and not changes.moved
        last = (
            f"{files} {'made' if new else 'changed'}" if written else f"{files} would {'be made' if new else 'change'}"
        )
    said = "".join(f"{line}\n" for line in (*lines, "; ".join((last, *notes))))
    # A dry run's output is the difference, for programs that apply it.
    write(said, err=how.dry_run)


def _short(value: Value) -> str:
    text = visible(value_text(value))
    return text if len(text) <= _LONGEST_VALUE else f"{text[: _LONGEST_VALUE - 1]}…"


def _json(changes: Changes, trial: Trial, notes: tuple[str, ...], told: Mapping[str, Any], *, written: bool) -> str:
    origins = {new: old for old, new in changes.moved.items()}
    files = [
        {
            "path": path,
            **({"from": origins[path]} if path in origins else {"new": True} if path not in changes.before else {}),
            "fields": [
                {"field": each.key, "before": each.before, "after": each.after} for each in changes.fields.get(path, ())
            ],
            **({"links": changes.led[path]} if path in changes.led else {}),
        }
        for path in changes.files
    ]
    found: Mapping[str, Any] = {
        "version": 1,
        "written": written,
        "files": files,
        "findings": [finding_values(finding) for finding in trial.new],
        "notes": list(notes),
        **told,
    }
    return json.dumps(found, indent=2) + "\n"
