"""What is said of gaps: for each kind of gap a sentence in which pages are named, as links or by their titles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.wording import dates as words
from gameplan.wording.speech import say, word

if TYPE_CHECKING:
    from datetime import date

    from gameplan.analysis.stage_coverage import Clash, CommitmentRecord, StageCell
    from gameplan.model.page import Entry, Page

_MOST_PERIODS = 4
_KINDS = {
    "stages": word("Audiences with nothing at a stage"),
    "idle": word("Goals with nothing ahead"),
    "unmeasured": word("Goals without a KPI"),
    "stale": word("KPIs without a fresh reading"),
    "promises": word("Missed commitments"),
    "goals": word("Entries ahead that serve no goal"),
    "audiences": word("Entries ahead for nobody"),
    "owner": word("Entries ahead that nobody owns"),
    "overdue": word("Entries that are overdue"),
    "clashes": word("Several things at once for one audience"),
}


class GapSentence(NamedTuple):
    """A sentence about pages: each can be named in it by a link, or by its title."""

    text: str
    """In the site's language, with each gap's name in braces."""
    gaps: dict[str, Page | str]

    @property
    def plain(self) -> str:
        """The sentence with the pages' titles."""
        return self.text.format(
            **{name: each if isinstance(each, str) else each.title for name, each in self.gaps.items()}
        )


def _told(text: str, **gaps: Page | str) -> GapSentence:
    return GapSentence(text, gaps)


def kind_words(kind: str) -> str:
    """Return the heading for a kind of gap."""
    return say(_KINDS[kind])


def empty_stage(cell: StageCell) -> GapSentence:
    """Say that an audience has nothing at a stage."""
    stage = cell.stage.title or cell.stage.id
    return _told(say("Nothing for {page} at the stage “{stage}”."), page=cell.audience, stage=stage)


def idle(goal: Page) -> GapSentence:
    """Say that a goal has nothing ahead."""
    return _told(say("Nothing is planned for the goal {page} although it is in force."), page=goal)


def accepted_idle(goal: Page) -> GapSentence:
    """Say of a goal that may have nothing ahead that it hasn't."""
    return _told(say("Nothing is planned for {page}."), page=goal)


def unmeasured(goal: Page) -> GapSentence:
    """Say that a goal has no KPI."""
    return _told(say("Nothing measures the goal {page} nor any goal below it."), page=goal)


def stale(kpi: Page, last: date | None) -> GapSentence:
    """Say that a KPI has no fresh reading."""
    if last is None:
        return _told(say("Nobody has measured {page} yet."), page=kpi)
    day = words.day_words(last, weekday=False)
    return _told(say("Nobody has measured {page} since {day}."), page=kpi, day=day)


def missed_commitment(record: CommitmentRecord) -> GapSentence:
    """Say that a commitment isn't kept."""
    short = record.short[:_MOST_PERIODS]
    told = ", ".join(
        say(
            "{count} in {period}",
            count=period.planned,
            period=words.period_words(record.commitment.every, period.first),
        )
        for period in short
    )
    if more := len(record.short) - len(short):
        told = say("{several} and {count} more", several=told, count=more)
    made = words.commitment_words(record.commitment)
    return _told(say("{page} commits to {promise}: only {told}."), page=record.page, promise=made, told=told)


def lacking(entry: Entry, field: str) -> GapSentence:
    """Say that an entry has no goal, audience or owner."""
    if field == "goals":
        return _told(say("{page} serves no goal."), page=entry)
    if field == "audiences":
        return _told(say("{page} names no audience."), page=entry)
    return _told(say("{page} has no owner."), page=entry)


def overdue(entry: Entry, due: date) -> GapSentence:
    """Say that an entry's day has passed."""
    day = words.day_words(due, weekday=False)
    return _told(say("{page} was due on {day}."), page=entry, day=day)


def clash(found: Clash) -> GapSentence:
    """Say that several entries reach one audience by one channel on one day."""
    first, second, *more = found.entries
    pages = {"first": first, "second": second, "audience": found.audience, "channel": found.channel}
    day = words.day_words(found.day)
    if not more:
        return _told(say("{first} and {second} reach {audience} by {channel} on {day}."), **pages, day=day)
    text = say("{first}, {second} and {count} more reach {audience} by {channel} on {day}.")
    return _told(text, **pages, count=str(len(more)), day=day)
