"""Every gap between the strategy and the plan, as a sentence, with what to do about it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.measure import KpiStatus
from gameplan.model.days import months_between, quarter_number
from gameplan.model.pages import Audience, Channel, Goal, is_in_force
from gameplan.model.playbook import goal_fields
from gameplan.publish.drafts import Acceptance, Draft, acceptance
from gameplan.wording import gaps as gap_words
from gameplan.wording.labels import type_label
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gameplan.analysis.stage_coverage import CommitmentRecord, StageCell
    from gameplan.model.page import Page
    from gameplan.publish.context import Context
    from gameplan.wording.gaps import GapSentence

KINDS = (
    *("stages", "idle", "unmeasured", "stale", "promises"),
    *("goals", "audiences", "owner", "overdue", "clashes"),
)
"""Kinds of gaps, in the order in which they are told."""


class Gap(NamedTuple):
    """A gap: a sentence, and what to do."""

    kind: str
    page: Page
    told: GapSentence
    todo: str
    """What else to do, beside what follows from it."""
    anchor: str = ""
    """The place on the page that is about it."""
    draft: Draft | None = None
    """The entry that would close it."""
    accept: Acceptance | None = None
    """How it is accepted."""

    @property
    def text(self) -> str:
        """The sentence as plain text."""
        return self.told.plain


def gaps_of(context: Context) -> tuple[Gap, ...]:
    """Return the gaps that nobody accepted, kind by kind in the order of `KINDS`; found once."""
    found: tuple[Gap, ...] | None = context.fragments.get("gaps")
    if found is None:
        found = context.fragments["gaps"] = _find(context)
    return found


def _find(context: Context) -> tuple[Gap, ...]:
    order = {kind: number for number, kind in enumerate(KINDS)}
    parts = (_stages, _goals, _kpis, _commitments, _entries)
    return tuple(sorted((gap for part in parts for gap in part(context)), key=lambda gap: order[gap.kind]))


def stage_draft(cell: StageCell) -> Draft:
    """An entry for an audience at a stage."""
    return Draft(audience=cell.audience.id, stage=f"{cell.journey.id}/{cell.stage.id}")


def _stages(context: Context) -> Iterator[Gap]:
    for cell in context.analysis.coverage.cells:
        if cell.gap:
            yield Gap(
                "stages",
                cell.audience,
                gap_words.empty_stage(cell),
                _needed(context, cell),
                draft=stage_draft(cell),
                accept=acceptance(cell.journey, {"audience": cell.audience.id, "stage": cell.stage.id}),
            )


def _needed(context: Context, cell: StageCell) -> str:
    """Say what a stage asks for, where its journey says it."""
    titles = {channel.id: channel.title for channel in context.playbook.of_kind("channel")}
    needs = []
    for need in cell.stage.needs:
        what, where = type_label(need.type) if need.type else "", titles.get(need.channel or "", need.channel or "")
        needs.append(say("{type} on {channel}", type=what, channel=where) if what and where else what or where)
    return say("The stage asks for: {needs}.", needs=", ".join(each for each in needs if each)) if any(needs) else ""


def _goals(context: Context) -> Iterator[Gap]:
    for goal in context.analysis.coverage.idle:
        todo = say(
            "Plan an entry with goals: [{goal}], or close the goal with lifecycle: achieved or dropped.", goal=goal.id
        )
        accept = acceptance(goal, {})
        yield Gap("idle", goal, gap_words.idle(goal), todo, "when", draft=Draft(goal=goal.id), accept=accept)
    for goal in context.playbook.goals:
        if is_in_force(goal_fields(goal), context.today) and not context.analysis.scores.measures(goal)[0]:
            todo = say("Name a KPI under kpis, or name the goal on a KPI's page.")
            yield Gap("unmeasured", goal, gap_words.unmeasured(goal), todo, "measure")


def _kpis(context: Context) -> Iterator[Gap]:
    for kpi in context.playbook.of_kind("kpi"):
        standing = context.analysis.scores.kpi(kpi)
        if standing.status is KpiStatus.NOT_MEASURED:
            told = gap_words.stale(kpi, standing.last.day if standing.last else None)
            yield Gap("stale", kpi, told, say("Add the latest value under readings."), "measure")


def _commitments(context: Context) -> Iterator[Gap]:
    for record in context.analysis.coverage.commitments:
        if record.short:
            missing = sum(record.commitment.at_least - period.planned for period in record.short)
            todo = say("Plan {count} more, or commit to less under commitments.", count=missing)
            told = gap_words.missed_commitment(record)
            yield Gap("promises", record.page, told, todo, "when", draft=_commitment_draft(record, context.today))


def _commitment_draft(record: CommitmentRecord, today: date) -> Draft:
    """Draft an entry that helps to keep a commitment, in the first period that lacks one."""
    page, period = record.page, record.short[0]
    draft = Draft(entry_type=record.commitment.of or "", start=_start(period.first, period.last, today))
    if isinstance(page.fields, Goal):
        draft["goal"] = page.id
    elif isinstance(page.fields, Channel):
        draft["channel"] = page.id
    elif isinstance(page.fields, Audience):
        draft["audience"] = page.id
    return draft


def _start(first: date, last: date, today: date) -> str:
    """Return a start within a period: all of it if it is a year, a quarter or a month, else its first day that isn't over."""
    after = last + timedelta(days=1)
    months = months_between(first, after)
    if first.day == after.day == 1 and months in (1, 3, 12):
        return {1: f"{first:%Y-%m}", 3: f"{first.year}-Q{quarter_number(first)}", 12: str(first.year)}[months]
    return str(max(first, today))


def _entries(context: Context) -> Iterator[Gap]:
    coverage = context.analysis.coverage
    todos = {
        "goals": say("Write what it is for under goals."),
        "audiences": say("Write whom it is for under audiences."),
        "owner": say("Write who answers for it under owner."),
    }
    for name, todo in todos.items():
        for entry in coverage.lonely(name):
            yield Gap(name, entry, gap_words.lacking(entry, name), todo)
    for entry in coverage.overdue:
        told = gap_words.overdue(entry, entry.due or context.today)
        yield Gap("overdue", entry, told, say("Publish it, move it, or drop it."))
    for found in coverage.clashes:
        yield Gap("clashes", found.entries[0], gap_words.clash(found), say("Move one of them."))
