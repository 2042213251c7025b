"""The campaigns that were made by a play, step by step."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.plays import runs
from gameplan.publish.views.links import Badge, Link, badge, link_to
from gameplan.wording import dates as words
from gameplan.wording.flow import later_words
from gameplan.wording.relative_days import relative_words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.analysis.plays import Run, RunStep
    from gameplan.model.page import Page
    from gameplan.publish.context import Context


class StepLine(NamedTuple):
    """A step as a campaign has it."""

    title: str
    when: str
    """How long before or after the campaign's own day the play has it."""
    entry: Link | None
    said: str
    """What stands instead of an entry: that it is skipped, or missing."""
    status: Badge | None
    day: str
    late: str
    """How much later or earlier it is than the play has it; empty where it is on its day, or nobody knows."""


class RunView(NamedTuple):
    """A campaign."""

    campaign: Link
    day: str
    steps: tuple[StepLine, ...]


class Runs(NamedTuple):
    """The campaigns that were made by a play, the latest first."""

    found: tuple[RunView, ...]


def play_runs(context: Context, play: Page) -> Runs:
    """Return the campaigns that were made by a play."""
    return Runs(tuple([_run(context, run) for run in runs(context.playbook, play)]))


def _run(context: Context, run: Run) -> RunView:
    day = run.campaign.schedule.first_day
    return RunView(
        campaign=link_to(context.addresses.uris, run.campaign),
        day=words.day_words(day, weekday=False) if day else "",
        steps=tuple([_step(context, each) for each in run.steps]),
    )


def _step(context: Context, each: RunStep) -> StepLine:
    entry = each.entry
    day = entry.schedule.first_day if entry else None
    return StepLine(
        title=each.step.title,
        when=relative_words(each.step.at),
        entry=link_to(context.addresses.uris, entry) if entry else None,
        said="" if entry else say("skipped") if each.skipped else say("missing"),
        status=badge(entry.status) if entry else None,
        day=words.day_words(day, weekday=False) if day else "",
        late=later_words(each.late) if each.late else "",
    )
