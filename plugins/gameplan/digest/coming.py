"""What comes: overdue, day by day, and without a day; of the whole playbook, since who runs the command has its files."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.filters import filter_values
from gameplan.model.status import Stage
from gameplan.wording import dates as words
from gameplan.wording.labels import deadline_label, entry_status, visibility
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.model.page import Entry, Page
    from gameplan.model.pages import Deadline
    from gameplan.model.playbook import Playbook
    from gameplan.model.schedule import Occurrence, Schedule

_ADDRESS = re.compile(r"(?<!\s)\s*+<[^<>]*>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """An entry, one time that it happens, or one of its deadlines."""

    day: str
    """Below which it stands, or stood, as ISO 8601; a window as typed."""
    when: str
    """The time or the days; of what is overdue, when it was to be."""
    title: str
    status: str
    stage: Stage
    owners: tuple[str, ...]
    channels: tuple[str, ...]
    goals: tuple[str, ...]
    due: bool = False
    """Whether it is a deadline."""
    path: str = ""
    """Of the entry's file."""


class Coming(NamedTuple):
    """What is to come."""

    overdue: tuple[Row, ...]
    """The oldest first."""
    days: Mapping[date, tuple[Row, ...]]
    """In order; only days on which there is something."""
    undated: tuple[Row, ...]
    """By their windows; what has none at all is last."""

    @property
    def empty(self) -> bool:
        """Whether there is nothing."""
        return not (self.overdue or self.days or self.undated)


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Whose and which entries are wanted."""

    playbook: Playbook
    goal: Page | None = None
    """With what serves goals below it."""
    channel: Page | None = None
    owner: str = ""
    """An id, a title or a name; in upper or lower case."""
    only: frozenset[str] | None = None
    """The paths of the entries that are wanted; None for all."""

    @cached_property
    def people(self) -> Mapping[str, Page]:
        """People's pages by present and former ids."""
        people = self.playbook.of_kind("person")
        former = {_key(alias): person for person in people for alias in person.fields.aliases}
        return {**former, **{_key(person.id): person for person in people}}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """By what people can be chosen: ids, titles, and the names of those without a page."""
        known = [name for person in self.playbook.of_kind("person") for name in (person.id, person.title)]
        for entry in self.playbook.entries:
            typed = [*entry.fields.owner, *(name for each in entry.entry.deadlines.values() for name in each.owner)]
            known += [_ADDRESS.sub("", name) for name in typed if _key(name) not in self.people]
        return tuple(dict.fromkeys(known))

    @property
    def narrow(self) -> bool:
        """Whether anything is left out."""
        return bool(self.goal or self.channel or self.owner or self.only is not None)

    @property
    def owner_known(self) -> bool:
        """Whether there is such an owner."""
        return _key(self.owner) in {*map(_key, self.names), *self.people}

    def owners(self, typed: tuple[str, ...]) -> tuple[str, ...]:
        """The names of owners."""
        return tuple(self.people[_key(name)].title if _key(name) in self.people else name for name in typed)

    def takes(self, entry: Entry) -> bool:
        """Tell whether an entry serves the goal and goes out on the channel."""
        if self.only is not None and entry.path not in self.only:
            return False
        if self.goal is None and self.channel is None:
            return True
        values = filter_values(self.playbook, entry)
        chosen = (("goals", self.goal), ("channels", self.channel))
        return all(page is None or page.path in values[name] for name, page in chosen)

    def owned(self, typed: tuple[str, ...]) -> bool:
        """Tell whether the owner is among some."""
        if not self.owner:
            return True
        found: set[str] = set()
        for name in typed:
            person = self.people.get(_key(name))
            own = (person.id, person.title, *person.fields.aliases) if person else (name, _ADDRESS.sub("", name))
            found.update(map(_key, own))
        return _key(self.owner) in found


def _key(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def coming(choice: Wanted, first: date, last: date, *, undated: bool) -> Coming:
    """Return what comes from a first day to a last one, both included, and what is overdue; what was dropped is left out.

    Args:
        choice: whose and which.
        first: the first day: today.
        last: the last day.
        undated: whether what has no day yet is wanted.
    """
    found = _Found(choice, first, last)
    for entry in choice.playbook.entries:
        if entry.status.stage is not Stage.DROPPED and not entry.long_past(first) and choice.takes(entry):
            found.add(entry)
    return found.coming(undated=undated)


class _Found:
    """Rows, each with what it is sorted by."""

    def __init__(self, choice: Wanted, first: date, last: date) -> None:
        self.choice, self.first, self.last = choice, first, last
        self.home = choice.playbook.vocabulary.zone
        self.overdue: list[tuple[date, str, Row]] = []
        self.days: list[tuple[date, str, str, Row]] = []
        self.undated: list[tuple[date, str, Row]] = []

    def add(self, entry: Entry) -> None:
        """Add an entry, and what is due for it."""
        late = entry.overdue(self.first)
        if self.choice.owned(entry.fields.owner):
            if late:
                self._late(entry)
            elif entry.schedule.start is None:
                self._undated(entry)
            else:
                self._happens(entry)
        if entry.status.stage.open and not late:
            for name, deadline in sorted(entry.entry.deadlines.items()):
                if not deadline.done and self.choice.owned(deadline.owner or entry.fields.owner):
                    self._due(entry, name, deadline)

    def coming(self, *, undated: bool) -> Coming:
        """Everything in its order."""
        days: dict[date, list[Row]] = {}
        for day, _, _, row in sorted(self.days, key=lambda item: item[:3]):
            days.setdefault(day, []).append(row)
        return Coming(
            tuple(row for *_, row in sorted(self.overdue, key=lambda item: item[:2])),
            {day: tuple(rows) for day, rows in days.items()},
            tuple(row for *_, row in sorted(self.undated, key=lambda item: item[:2])) if undated else (),
        )

    def _late(self, entry: Entry) -> None:
        schedule = entry.schedule
        row = self._row(entry, _typed_day(schedule), words.schedule_words(schedule, self.home))
        self.overdue.append((entry.due or date.min, entry.path, row))

    def _undated(self, entry: Entry) -> None:
        schedule = entry.schedule
        if entry.status.stage.open:
            when = words.schedule_words(schedule, self.home)
            row = self._row(entry, _typed_day(schedule), when)
            self.undated.append((schedule.first_day or date.max, entry.path, row))

    def _happens(self, entry: Entry) -> None:
        for occurrence in entry.schedule.occurrences(self.first, self.last):
            day = max(occurrence.first, self.first)
            row = self._row(entry, day.isoformat(), _when(occurrence, entry.schedule, self.home))
            clock = f"{occurrence.clock:%H:%M}" if occurrence.clock and day == occurrence.first else ""
            self.days.append((day, clock, entry.path, row))

    def _due(self, entry: Entry, name: str, deadline: Deadline) -> None:
        day, owners = deadline.on, deadline.owner or entry.fields.owner
        late = day < self.first
        when = say("due {day}", day=words.day_words(day)) if late else say("due")
        title = say("{label}: {title}", label=deadline_label(name), title=entry.title)
        row = self._row(entry, day.isoformat(), when, title=title, owners=owners)
        if late:
            self.overdue.append((day, entry.path, row))
        elif day <= self.last:
            self.days.append((day, "", entry.path, row))

    def _row(self, entry: Entry, day: str, when: str, *, title: str = "", owners: tuple[str, ...] = ()) -> Row:
        targets = self.choice.playbook.targets_by_field(entry)
        hidden = "" if entry.public else f" ({visibility(entry)})"
        return Row(
            day=day,
            when=when,
            title=f"{title or entry.title}{hidden}",
            status=entry_status(entry),
            stage=entry.status.stage,
            owners=self.choice.owners(owners or entry.fields.owner),
            channels=tuple(page.title for page in targets.get("channels", ())),
            goals=tuple(page.title for page in targets.get("goals", ())),
            due=bool(title),
            path=entry.path,
        )


def _typed_day(schedule: Schedule) -> str:
    if schedule.start is None or schedule.first_day is None:
        return schedule.window.label if schedule.window else ""
    return schedule.first_day.isoformat()


def _when(occurrence: Occurrence, schedule: Schedule, home: str) -> str:
    """The time of an occurrence, or its days where it has more than one."""
    start, end = schedule.start, schedule.end
    one = occurrence.first == occurrence.last
    days = words.days_words(occurrence.first, occurrence.last)
    if occurrence.clock is None or not isinstance(start, datetime) or not isinstance(end, datetime):
        return say("all day") if one else days
    clock = f"{start:%H:%M}–{end:%H:%M}" if schedule.lasts > timedelta(0) and one else f"{start:%H:%M}"
    text = clock if one else say("{days}, from {clock}", days=days, clock=clock)
    return text if schedule.zone == home else f"{text} {words.zone_words(schedule.zone)}"
