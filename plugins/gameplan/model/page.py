"""A page of the playbook, with the place of everything that it says."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, cast

from gameplan.diagnostics import Location, Span
from gameplan.model.body import Body
from gameplan.model.fields import SECOND_NAMES
from gameplan.model.schedule import Schedule

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gameplan.model.kinds import Kind
    from gameplan.model.pages import EntryFields, PageFields
    from gameplan.model.schedule import Occurrence
    from gameplan.model.status import Status

_FIRST_HEADING = re.compile(r"\s*+#[ \t][^\n]++\n?")

LONG_AGO = timedelta(days=365)
"""After which what was not done is no longer late, but forgotten."""

Path = tuple[str | int, ...]
"""Where a value stands among the others: keys, and places in lists from 0."""
Place = tuple[int, int, int, int]
"""A `Span` before anybody asks for it: most places are never looked at."""


class Positions(NamedTuple):
    """The places of a front matter's keys and values, by the keys as typed."""

    values: Mapping[Path, Place]
    keys: Mapping[Path, Place]


@lru_cache(maxsize=4)
def _rows(text: str) -> list[str]:
    """The rows of a text; kept, because a page asks for one after the other."""
    return text.split("\n")


class Places:
    """Where the keys and values of a front matter stand; found when somebody asks for the first of them."""

    __slots__ = ("_find", "_glance", "_positions", "_source", "text", "typed", "width")

    def __init__(
        self,
        text: str | None = None,
        find: Callable[[str], Positions] | None = None,
        typed: Mapping[str, str] | None = None,
        width: int = 3,
        known: Positions | None = None,
        glance: Callable[[str, str], Place | None] | None = None,
    ) -> None:
        self.text = text
        """The front matter as typed, its first row in line 2; None where the file has none."""
        self.typed: Mapping[str, str] = typed or {}
        """The key as typed by canonical key, in the order of the text."""
        self.width = width
        """Of what stands for the whole in line 1: the three hyphens, or as much as there is of a line without them."""
        self._find = find
        self._glance = glance
        """Finds the place of the value of a key at the left edge without looking for all others; None where that isn't sure."""
        self._positions = known
        self._source: Places | None = None

    def named(self, typed: Mapping[str, str]) -> Places:
        """The same places under canonical keys, so that nothing after this needs to know what was typed."""
        places = Places(self.text, self._find, typed, self.width, glance=self._glance)
        # What is found for one of them is found for both.
        places._source = self
        return places

    @property
    def positions(self) -> Positions:
        """Every place."""
        if self._source is not None:
            return self._source.positions
        if self._positions is None:
            text = self.text
            self._positions = Positions({}, {}) if self._find is None or text is None else self._find(text)
        return self._positions

    @property
    def start(self) -> Span:
        """The beginning of the first line, for what is missing."""
        return Span(1, 1, 1, self.width + 1)

    @property
    def lines(self) -> list[str]:
        """The rows of the front matter, the first of them in line 2."""
        return [] if self.text is None else _rows(self.text)

    def value(self, *path: str | int) -> Span:
        """The place of a value; of the nearest value around it where it has none of its own."""
        path = self._as_typed(path)
        if self._glance is not None and self.text is not None and len(path) == 1:
            place = self._glance(self.text, str(path[0]))
            if place is not None:
                return Span(*place)
        values = self.positions.values
        while path:
            if path in values:
                return Span(*values[path])
            path = path[:-1]
        return self.start

    def key(self, *path: str | int) -> Span:
        """The place of a key."""
        place = self.positions.keys.get(self._as_typed(path))
        return Span(*place) if place else self.value(*path)

    def has(self, *path: str) -> bool:
        """Tell whether the front matter has a key."""
        return path[0] in self.typed and (len(path) == 1 or self._as_typed(path) in self.positions.keys)

    def typed_key(self, *path: str | int) -> str:
        """Return the last key of a path as typed."""
        return str(self._as_typed(path)[-1])

    def _as_typed(self, path: Path) -> Path:
        if not path:
            return path
        typed = (self.typed.get(str(path[0]), path[0]), *path[1:])
        second = (*typed[:-1], SECOND_NAMES.get(str(typed[-1]), "")) if len(typed) > 1 else ()
        return second if second in self.positions.keys and typed not in self.positions.keys else typed


class Ignore(NamedTuple):
    """A comment that silences a rule in its file."""

    rule: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Page:
    """A Markdown file that could be read."""

    path: str
    """Relative to the playbook's root, with forward slashes: what identifies the page while the pipeline runs."""
    kind: Kind
    id: str
    fields: PageFields
    title: str
    """The title in the front matter; else the first heading, else a name made from the file's."""
    places: Places = field(default_factory=Places, compare=False, repr=False)
    body: Body = field(default_factory=Body, compare=False, repr=False)
    ignores: tuple[Ignore, ...] = ()
    files: tuple[str, ...] = ()
    """The paths of other files that it is made from."""
    unread: frozenset[str] = frozenset()
    """Its fields whose values can't be read: what would follow from their being empty is not said of the page."""
    extra: Mapping[str, object] = field(default_factory=dict, compare=False, repr=False)
    """What it says to the site generator and to its plugins."""

    @property
    def feed_id(self) -> str:
        """What calendars and the addresses of feeds know it by: its id, or a former one that it says."""
        return self.fields.feed_id or self.id

    def at(self, *path: str | int) -> Location:
        """The location of a value in the front matter."""
        return Location(self.path, self.places.value(*path))

    @property
    def start(self) -> Location:
        """The first line, for what is missing."""
        return Location(self.path, self.places.start)

    @property
    def public(self) -> bool:
        """Whether a public site shows it."""
        return str(self.fields.visibility) == "public"

    @property
    def draft(self) -> bool:
        """Whether it says `draft: true`, as posts of blogs do."""
        return self.extra.get("draft") is True


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Entry(Page):
    """A plan entry."""

    schedule: Schedule = field(default_factory=Schedule)
    status: Status
    typed: EntryFields | None = field(default=None, compare=False, repr=False)
    """What it says itself, where `fields` have more: what it has from its format, and days that count from its start."""
    inherited: tuple[str, ...] = ()
    """The fields that it has from its format, deadlines aside."""

    @property
    def entry(self) -> EntryFields:
        """The fields, as those of an entry."""
        return cast("EntryFields", self.fields)

    @property
    def day_out(self) -> date | None:
        """The day on which it went out, by its own word or by its day; of what returns, the first."""
        schedule = self.schedule
        return self.entry.published or (schedule.first_day if schedule.recurrence else self.out_by)

    @property
    def edges(self) -> tuple[Path, Path]:
        """The places in the front matter of its first and its last day."""
        return (("available", "from"), ("available", "until")) if self.entry.available else (("start",), ("end",))

    @property
    def out_by(self) -> date | None:
        """The day by which it is to be out: its last one; of what is available for some days, the first."""
        return self.schedule.first_day if self.entry.available else self.schedule.last_day

    def outgoing(self, first: date, last: date) -> Iterator[Occurrence]:
        """Yield the times from first to last on which it reaches people anew: of what is available for some days only the first."""
        for occurrence in self.schedule.occurrences(first, last):
            if self.entry.available is None:
                yield occurrence
            elif occurrence.first >= first:
                yield replace(occurrence, last=occurrence.first)

    @property
    def due(self) -> date | None:
        """The day after which it is overdue: that by which it is to be out, where it is promised, and neither published nor done."""
        return self.out_by if self.status.stage.committed and self.status.stage.open else None

    def past_due(self, today: date) -> bool:
        """Tell whether it is promised, its last day has passed, and it is neither published nor done."""
        due = self.due
        return due is not None and due < today

    def overdue(self, today: date) -> bool:
        """Tell whether it is past due, and not so long that nobody waits for it any more."""
        return self.past_due(today) and not self.long_past(today)

    def long_past(self, today: date) -> bool:
        """Tell whether it is open, and was to be out more than a year ago: that is no longer to come, whatever it says."""
        last = self.out_by if self.status.stage.open else None
        return last is not None and today - last > LONG_AGO


def sort_key(entry: Entry) -> tuple[date, str]:
    """Order entries by the day on which they begin, or else went out; those without a day come last."""
    out = entry.entry.published if entry.status.stage.went_out else None
    return (entry.schedule.first_day or out or date.max, entry.path)


def body_without_title(page: Page) -> str:
    """The text, without a first heading that only repeats the title."""
    match = _FIRST_HEADING.match(page.body.text)
    if match and page.body.headings and _plain(page.body.headings[0].text) == _plain(page.title):
        return page.body.text[match.end() :]
    return page.body.text


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()
