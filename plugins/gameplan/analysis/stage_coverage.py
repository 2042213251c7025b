"""What the plan covers of the strategy: the stages of audiences, and what was promised. The rules are those of docs/health.md."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.ahead import citing, happens, is_ahead
from gameplan.analysis.commitments import kept
from gameplan.analysis.live import Live
from gameplan.model.pages import Audience, Channel, Goal, Journey, in_force, is_in_force
from gameplan.model.status import INWARD

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from gameplan.analysis.commitments import Period
    from gameplan.model.conventions import Conventions
    from gameplan.model.page import Entry, Page
    from gameplan.model.pages import Commitment, JourneyStage, StagedGap
    from gameplan.model.playbook import Playbook

_ByStage = dict[tuple[str, str, str], list["Entry"]]
"""Entries by the path of a journey, the stage, and the path of an audience."""


class StageCell(NamedTuple):
    """An audience at a stage of a journey."""

    audience: Page
    journey: Page
    stage: JourneyStage
    entries: tuple[Entry, ...]
    """Those ahead."""
    live: tuple[Entry, ...]
    """Those that are published and go on serving it."""
    due: tuple[Entry, ...]
    """Those of the live ones that somebody must look at."""
    asked: bool
    """Whether the journey is this audience's."""
    accepted: str
    """Why nothing needs to be here."""

    @property
    def gap(self) -> bool:
        """Whether something should be here, and isn't."""
        return self.asked and not self.entries and not self.live and not self.accepted


class CommitmentRecord(NamedTuple):
    """One commitment of a page, and how it is kept."""

    page: Page
    number: int
    """Its place among the page's, from 0."""
    commitment: Commitment
    periods: tuple[Period, ...]

    @property
    def short(self) -> tuple[Period, ...]:
        """The periods with less than was promised."""
        return tuple(period for period in self.periods if period.planned < self.commitment.at_least)


class Clash(NamedTuple):
    """Several entries for one audience on one channel and day."""

    day: date
    audience: Page
    channel: Page
    entries: tuple[Entry, ...]


class StageCoverage:
    """What a plan covers on a day: stages, commitments, and crowded days. Each part is found when somebody asks for it."""

    def __init__(self, playbook: Playbook, today: date, conventions: Conventions) -> None:
        self.playbook, self.today, self.conventions = playbook, today, conventions

    def is_ahead(self, entry: Entry) -> bool:
        """Tell whether an entry is ahead."""
        return is_ahead(entry, self.today)

    def targets(self, page: Page, field: str) -> tuple[Page, ...]:
        """The pages that a page refers to by a field."""
        return self.playbook.targets(page, field)

    @cached_property
    def ahead(self) -> tuple[Entry, ...]:
        """The entries that are ahead."""
        return tuple(entry for entry in self.playbook.entries if self.is_ahead(entry))

    @cached_property
    def coming(self) -> frozenset[str]:
        """The paths of entries ahead that happen, or may, within the horizon; overdue entries are still to come."""
        last = self.today + self.conventions.horizon
        return frozenset(
            entry.path for entry in self.ahead if entry.overdue(self.today) or happens(entry, self.today, last)
        )

    @cached_property
    def pieces(self) -> Live:
        """What is live."""
        return Live(self.playbook, self.today, self.conventions.limits.audit_after)

    @cached_property
    def live(self) -> tuple[Entry, ...]:
        """The live entries at a stage of a journey; those that are ahead as well count there."""
        return tuple(
            piece.entry for piece in self.pieces.pieces if piece.entry.entry.stage and not self.is_ahead(piece.entry)
        )

    @cached_property
    def cells(self) -> tuple[StageCell, ...]:
        """Every audience at every stage of the journeys that are its own, or at which something is ahead for it."""
        journeys = self.playbook.of_kind("journey")
        found, live = (self._at_stages(entries) for entries in ((self.ahead, self.live) if journeys else ((), ())))
        served = {(journey, audience) for journey, _, audience in found}
        return tuple(
            self._cell((audience, journey, stage), found, live, asked=asked)
            for journey in journeys
            for audience, asked in self._audiences(journey)
            if asked or (journey.path, audience.path) in served
            for stage in (journey.fields.stages if isinstance(journey.fields, Journey) else ())
        )

    def _cell(
        self, place: tuple[Page, Page, JourneyStage], found: _ByStage, live: _ByStage, *, asked: bool
    ) -> StageCell:
        audience, journey, stage = place
        key = (journey.path, stage.id, audience.path)
        alive = tuple(live.get(key, ()))
        due = tuple(entry for entry in alive if self.pieces.by_path[entry.path].dues)
        accepted = self._accepted(journey, stage, audience)
        return StageCell(audience, journey, stage, tuple(found.get(key, ())), alive, due, asked, accepted)

    def _at_stages(self, entries: Iterable[Entry]) -> _ByStage:
        """Entries by the path of a journey, the stage, and the path of an audience."""
        found: _ByStage = {}
        for entry in entries:
            for journey in self.targets(entry, "stage"):
                for audience in self.targets(entry, "audiences"):
                    key = (journey.path, entry.entry.stage.rpartition("/")[2], audience.path)
                    found.setdefault(key, []).append(entry)
        return found

    def _audiences(self, journey: Page) -> Iterator[tuple[Page, bool]]:
        """The audiences, and whether a journey is theirs: where it names none, it is everybody's."""
        own = self.targets(journey, "audiences")
        named = isinstance(journey.fields, Journey) and bool(journey.fields.audiences)
        yield from ((audience, True) for audience in own)
        for audience in self.playbook.of_kind("audience"):
            if audience not in own:
                yield audience, not named

    def _accepted(self, journey: Page, stage: JourneyStage, audience: Page) -> str:
        """Return the reason why nothing needs to be at a stage for an audience; empty where nobody gave one."""
        named = (None, stage.id, f"{journey.id}/{stage.id}")
        gaps = (gap for gap in self._gaps(journey, audience) if gap.stage in named)
        return next((gap.reason for gap in gaps), "")

    def accepts_nothing(self, audience: Page) -> bool:
        """Tell whether an audience's page says that nothing needs to be ahead for it, at whatever stage."""
        return any(gap.stage is None for gap in self._gaps(audience, audience))

    @staticmethod
    def _gaps(page: Page, audience: Page) -> Iterator[StagedGap]:
        """The gaps that two pages accept for an audience, but those of goals alone."""
        for each in dict.fromkeys((page, audience)):
            for gap in each.fields.accepted_gaps if isinstance(each.fields, (Journey, Audience)) else ():
                if gap.audience in (None, audience.id) and (gap.stage or not gap.goal):
                    yield gap

    @cached_property
    def accepted_goals(self) -> dict[str, str]:
        """The ids of goals that may have nothing ahead, with the reason: a goal's own page needn't name it."""
        found = {}
        for page in (page for name in ("journey", "audience", "goal") for page in self.playbook.of_kind(name)):
            fields = page.fields
            own = page.id if isinstance(fields, Goal) else None
            for gap in fields.accepted_gaps if isinstance(fields, (Journey, Audience, Goal)) else ():
                if (goal := gap.goal or own) and not gap.stage:
                    found[goal] = gap.reason
        return found

    @cached_property
    def commitments(self) -> tuple[CommitmentRecord, ...]:
        """Every commitment of channels, audiences, and goals in force, with how it is kept."""
        found = []
        for name in ("channel", "goal", "audience"):
            for page in self.playbook.of_kind(name):
                fields = page.fields
                if not isinstance(fields, (Channel, Goal, Audience)) or not fields.commitments:
                    continue
                if isinstance(fields, Goal) and not is_in_force(fields, self.today):
                    continue
                entries = citing(self.playbook, page)
                found += [
                    CommitmentRecord(page, number, made, self._kept(page, made, entries))
                    for number, made in enumerate(fields.commitments)
                ]
        return tuple(found)

    @property
    def promises(self) -> tuple[CommitmentRecord, ...]:
        """The commitments, by the name that they had in version 0.1."""
        return self.commitments

    def _kept(self, page: Page, commitment: Commitment, entries: list[Entry]) -> tuple[Period, ...]:
        """The periods of a commitment; of a goal's only those that lie wholly in the time in which it is in force."""
        periods = kept(commitment, entries, self.today, self.conventions.horizon)
        if not isinstance(page.fields, Goal):
            return periods
        first, last = in_force(page.fields)
        return tuple(
            period for period in periods if (not first or first <= period.first) and (not last or period.last <= last)
        )

    @cached_property
    def crowds(self) -> tuple[Clash, ...]:
        """The days within the horizon on which an audience gets more by one channel than the team allows, in order."""
        days: dict[tuple[date, str, str], list[Entry]] = {}
        for entry in self.ahead:
            places = self._places(entry)
            for day in self._single_days(entry) if places else ():
                for audience, channel in places:
                    days.setdefault((day, audience, channel), []).append(entry)
        by_path, most = self.playbook.by_path, self.conventions.limits.same_day
        return tuple(
            Clash(day, by_path[audience], by_path[channel], tuple(entries))
            for (day, audience, channel), entries in sorted(days.items(), key=lambda item: item[0])
            if len(entries) > most
        )

    def _places(self, entry: Entry) -> list[tuple[str, str]]:
        """Return the paths of audiences and channels that an entry reaches; none unless it is promised and meant for others."""
        kind, fields = entry.entry.type, entry.entry
        if not entry.status.stage.committed or kind == "campaign" or kind in INWARD or not fields.audiences:
            return []
        channels = self.targets(entry, "channels") if fields.channels else ()
        return [(audience.path, channel.path) for channel in channels for audience in self.targets(entry, "audiences")]

    def _single_days(self, entry: Entry) -> list[date]:
        """The days within the horizon on which something happens that is over on the same day."""
        if entry.schedule.extra_days:
            return []
        return entry.schedule.begins(self.today, self.today + self.conventions.horizon)
