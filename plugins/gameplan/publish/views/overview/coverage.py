"""Coverage: audiences against stages, goals against months, promises against what is planned, and every gap as a sentence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gameplan.publish.addresses import COVERAGE
from gameplan.publish.gaps import gaps_of
from gameplan.publish.views.links import Link
from gameplan.publish.views.overview.crossings import CrossTable, cross_tables
from gameplan.publish.views.overview.gap_list import AcceptedGap, GapGroup, accepted_gaps, gap_groups
from gameplan.publish.views.overview.heat import GoalTable, StageTable, goal_table, shades, stage_tables
from gameplan.wording import dates as words
from gameplan.wording.speech import hinted, say

if TYPE_CHECKING:
    from gameplan.analysis.stage_coverage import CommitmentRecord
    from gameplan.publish.context import Context

_MOST_COMMITMENTS = 100


@dataclass(frozen=True, slots=True)
class PromisePeriod:
    """What was promised for a period, and what is planned in it."""

    words: str
    planned: int
    promised: int


@dataclass(frozen=True, slots=True)
class Promise:
    """A promise of a channel, a goal or an audience."""

    link: Link
    words: str
    periods: tuple[PromisePeriod, ...]


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """What the plan covers."""

    title: str
    today: str
    journeys: tuple[StageTable, ...]
    more_journeys: int
    """How many are left out."""
    missing: str
    """Why there is no table of audiences and stages."""
    shades: tuple[tuple[int, str], ...]
    """The shades, each with the numbers that it stands for."""
    goals: GoalTable
    own: tuple[CrossTable, ...]
    promises: tuple[Promise, ...]
    more_promises: int
    size: int
    """How many gaps there are."""
    gaps: tuple[GapGroup, ...]
    accepted: tuple[AcceptedGap, ...]


def coverage_page(context: Context) -> CoveragePage:
    """Return what the page of what the plan covers shows."""
    intro = context.addresses.intros.get(COVERAGE)
    journeys, more_journeys = stage_tables(context)
    commitments = context.analysis.coverage.commitments
    return CoveragePage(
        title=intro.title if intro and intro.fields.title else say("Coverage"),
        today=words.day_words(context.today, weekday=False),
        journeys=journeys,
        more_journeys=more_journeys,
        missing="" if journeys else _missing(context),
        shades=shades(),
        goals=goal_table(context),
        own=cross_tables(context),
        promises=tuple([_promise(context, record) for record in commitments[:_MOST_COMMITMENTS]]),
        more_promises=max(len(commitments) - _MOST_COMMITMENTS, 0),
        size=len(gaps_of(context)),
        gaps=gap_groups(context),
        accepted=accepted_gaps(context),
    )


def _promise(context: Context, record: CommitmentRecord) -> Promise:
    """Return a commitment: whose, in words, and for each period what is planned and what was promised."""
    page, made = record.page, record.commitment
    return Promise(
        Link(page.title, None, page.kind.icon, context.addresses.uris[page.path], "when"),
        words.commitment_words(made),
        tuple(
            [
                PromisePeriod(words.period_words(made.every, period.first), period.planned, made.at_least)
                for period in record.periods
            ]
        ),
    )


def _missing(context: Context) -> str:
    """Say why there is no matrix of audiences and stages."""
    playbook = context.playbook
    audiences, journeys = playbook.of_kind("audience"), playbook.of_kind("journey")
    if not audiences and not journeys:
        return hinted(
            "There are no audiences and journeys yet, so there is nothing to cross. Write one below {folder}.",
            folder=f"{playbook.strategy}/audiences/",
        )
    if not audiences:
        return hinted(
            "There are no audiences yet, so there is nothing to cross. Write one below {folder}.",
            folder=f"{playbook.strategy}/audiences/",
        )
    if not journeys:
        return hinted(
            "There are no journeys yet, so there is nothing to cross. Write one below {folder}.",
            folder=f"{playbook.strategy}/journeys/",
        )
    return say("No journey has a stage and an audience: there is nothing to cross.")
