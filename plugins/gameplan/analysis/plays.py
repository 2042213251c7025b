"""Plays: which campaigns were made by one, and what each made of its steps."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.further_pages import Play
from gameplan.model.page import Entry, sort_key
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gameplan.model.further_pages import PlayStep
    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook


class RunStep(NamedTuple):
    """A step of a play as one campaign has it."""

    step: PlayStep
    entry: Entry | None
    """None where the campaign lacks it; of several the first."""
    skipped: bool
    """Whether the campaign says that it does without."""
    meant: date | None
    """The day on which the play has it; None where the campaign has no day yet."""

    @property
    def late(self) -> int | None:
        """How many days later it is than the play has it; less than nothing where it is earlier, None where that isn't known."""
        day = self.entry.schedule.first_day if self.entry else None
        return (day - self.meant).days if day and self.meant else None


class Run(NamedTuple):
    """A campaign that was made by a play."""

    campaign: Entry
    steps: tuple[RunStep, ...]

    @property
    def missing(self) -> tuple[PlayStep, ...]:
        """The steps that it neither has nor does without."""
        return tuple(each.step for each in self.steps if each.entry is None and not each.skipped)


def runs(playbook: Playbook, play: Page) -> tuple[Run, ...]:
    """Return the campaigns that were made by a play, the latest first; entries that are its steps are none.

    Args:
        playbook: with what may be seen.
        play: the play.
    """
    found = [page for page in playbook.sources(play, "play") if isinstance(page, Entry) and not page.entry.step]
    return tuple(Run(each, tuple(_steps(playbook, play, each))) for each in sorted(found, key=sort_key, reverse=True))


def _steps(playbook: Playbook, play: Page, campaign: Entry) -> Iterator[RunStep]:
    parts = [
        page
        for page in playbook.sources(campaign, "campaign")
        if isinstance(page, Entry) and play in playbook.targets(page, "play")
    ]
    made: dict[str, Entry] = {}
    for entry in sorted(parts, key=sort_key):
        if entry.status.stage is not Stage.DROPPED:
            made.setdefault(entry.entry.step, entry)
    day = campaign.schedule.first_day if campaign.schedule.start else None
    for step in play.fields.steps if isinstance(play.fields, Play) else ():
        meant = None
        if day is not None:
            with suppress(OverflowError):
                meant = step.at.from_day(day, campaign.schedule.zone, playbook.workdays)
        yield RunStep(step, made.get(step.id), step.id in campaign.entry.skip, meant)
