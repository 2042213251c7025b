"""A playbook whose files are to change: as it is, as it would be, and written where nothing speaks against it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import visible
from gameplan.diagnostics.ceiling import at_least
from gameplan.edit.front import Front
from gameplan.edit.trial import Trial, tried
from gameplan.edit.wish import Refused
from gameplan.edit.writing import Changed, NotWritten, replace_contents
from gameplan.pipeline import run
from gameplan.read.files import read_file
from gameplan.read.front_matter import Unreadable
from gameplan.read.sources import Disk, Overlay
from gameplan.settings import OptionError, read_options

if TYPE_CHECKING:
    from datetime import date

    from gameplan.edit.changes import Changes
    from gameplan.model.page import Page
    from gameplan.options import Options
    from gameplan.pipeline import Remember, Result
    from gameplan.settings import Settings


@dataclass(frozen=True)
class Workspace:
    """A playbook as it is."""

    settings: Settings
    result: Result
    baseline: str = ""
    """The file of findings that are known, as the options name it."""

    @classmethod
    def of(cls, settings: Settings, today: date | None, past: Remember) -> Workspace:
        """Read and check a playbook; what a baseline knows counts too, since more of it would be no better."""
        known = settings.options.baseline
        settings = replace(settings, options=settings.options.model_copy(update={"baseline": ""}))
        return cls(settings, run(settings.root, settings.options, today, settings.config, past), known)

    def front(self, page: Page) -> Front:
        """Read the front matter of a page's file.

        Raises:
            Refused: where the file has become something else meanwhile.
        """
        data = read_file(self.settings.root, page.path)
        try:
            front = Front.of(data) if isinstance(data, bytes) else None
        except Unreadable:
            front = None
        if front is None:
            raise Refused(f"{visible(page.path)} has changed meanwhile: nothing was written; run the command again")
        return front


class Outcome(NamedTuple):
    """What became of changes."""

    trial: Trial
    """What a check finds with them."""
    held: bool
    """Whether they weren't written because of what a check would find."""
    written: bool


def carried_out(
    work: Workspace,
    changes: Changes,
    *,
    hold: str = "info",
    force: bool = False,
    dry_run: bool = False,
    trial: Trial | None = None,
) -> Outcome:
    """Write changes, all of them or none; nothing where a check would find more than before.

    Args:
        work: the playbook as it is.
        changes: what is to become of its files.
        hold: the severity from which on a new finding keeps them from being written.
        force: whether they are written all the same. What can't be read is never written.
        dry_run: whether nothing is written.
        trial: what would be found, where that was worked out before.

    Raises:
        Refused: where a file has changed meanwhile, or can't be written.
    """
    trial = trial or trial_of(work, changes)
    held = bool(trial.refused or (at_least(trial.new, hold) and not force))
    written = bool(changes.after) and not dry_run and not held
    if written:
        try:
            replace_contents(work.settings.root, changes.before, changes.after)
        except Changed as changed:
            raise Refused(f"{changed}: nothing was written; run the command again") from None
        except NotWritten as error:
            raise Refused(f"{error}: nothing was written") from None
    return Outcome(trial, held, written)


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
