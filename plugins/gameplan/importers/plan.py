"""What an import makes of a playbook: entries that are new, changed, the same, and rows that are refused."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from gameplan.edit.front import Front, Unwritable
from gameplan.importers.columns import Chosen, Columns, Unknown, columns_of
from gameplan.importers.dates import DateReader
from gameplan.importers.draft import Draft, Goals, Problem
from gameplan.importers.drafts import Drafting
from gameplan.importers.known import Known, Made
from gameplan.importers.merging import Conflict, merged
from gameplan.importers.places import Places
from gameplan.importers.states import WITHIN, State, read_state, state_data, state_of, state_path
from gameplan.importers.table import Fault, Refused, Table
from gameplan.importers.values import Cells, is_dated

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gameplan.model.page import Entry
    from gameplan.model.playbook import Playbook


class Wish(NamedTuple):
    """How somebody wants it."""

    chosen: Chosen = Chosen()
    aliases: Mapping[tuple[str, str], str] = {}
    """What cells of a column mean instead of what they say."""
    goals: Goals = Goals()
    create: frozenset[str] = frozenset()
    order: str = ""
    """Of days: `dmy` or `mdy`."""
    folder: str = "plan"
    """Into which new entries go."""
    source: str = ""
    """What the source of rows is called; default: their program, or their file."""
    currency: str = ""
    columns: frozenset[str] = frozenset()
    """Those of all files, of which one may have what another lacks."""


@dataclass(slots=True)
class Outcome:
    """What becomes of it."""

    rows: int = 0
    new: dict[str, Draft] = field(default_factory=dict)
    """By path."""
    changed: dict[str, tuple[Front, Front]] = field(default_factory=dict)
    """By path: as it is, and as it is to be."""
    same: int = 0
    deleted: int = 0
    """Rows whose entries were deleted here."""
    problems: list[Problem] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    """The paths of entries that are no longer in the export."""
    made: list[Made] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unknown: dict[str, list[Unknown]] = field(default_factory=dict)
    """Columns that aren't understood, by the name of the file."""
    states: dict[str, tuple[bytes | None, bytes]] = field(default_factory=dict)
    """What is known of the last import, as it is and as it is to be, by path."""

    @property
    def refused(self) -> int:
        """How many rows are refused."""
        return len({(problem.file, problem.row) for problem in self.problems})


class Import:
    """Makes entries of tables."""

    def __init__(
        self,
        playbook: Playbook,
        wish: Wish,
        front: Callable[[Entry], Front],
        stored: Callable[[str], bytes | None],
    ) -> None:
        """Begin an import.

        Args:
            playbook: as it is.
            wish: how somebody wants it.
            front: reads the front matter of an entry's file.
            stored: reads a file that knows of the last import, by its path.
        """
        self.playbook, self.wish, self.front, self.stored = playbook, wish, front, stored
        self.places = Places(playbook, wish.folder)
        self.known = Known(playbook, wish.create, self.places)
        self.outcome = Outcome(made=self.known.made)
        self._by_source: dict[str, list[Entry]] = {}
        for entry in playbook.entries:
            if entry.entry.source:
                self._by_source.setdefault(entry.entry.source, []).append(entry)

    def add(self, name: str, table: Table) -> None:
        """Add the rows of a file.

        Args:
            name: of the file.
            table: what is in it.

        Raises:
            Refused: where its columns can't be understood.
        """
        mapped = self.wish.chosen.mapped
        others = self.wish.columns.difference(table.columns)
        chosen = self.wish.chosen._replace(mapped={name: mapped[name] for name in mapped if name not in others})
        columns = columns_of(table, self.playbook.vocabulary, chosen)
        self.outcome.rows += len(table.rows)
        self.outcome.notes += [f"{name}: {note}" for note in table.notes]
        if columns.unknown:
            self.outcome.unknown[name] = columns.unknown
            return
        if dropped := [column for column in columns.dropped if column not in self.wish.chosen.mapped]:
            self.outcome.notes.append(f"{name}: columns dropped: {', '.join(dropped)} (--map 'COLUMN=FIELD' takes one)")
        drafting = self._drafting(name, table, columns)
        group = f"{table.origin}:{table.group or name}"
        path = state_path(drafting.prefix)
        before = self.outcome.states[path][1] if path in self.outcome.states else self.stored(path)
        state = read_state(before)
        places = self._registered(drafting, state)
        drafts = drafting.drafts()
        self.outcome.problems += drafting.problems
        self.outcome.notes += [
            f"{text} ({count})" for text, count in (drafting.notes + drafting.cells.said).items() if count
        ]
        for draft in drafts:
            self._take(draft, places, state)
        self._missing(drafting, state, group)
        after = state_data(
            {**state, **{draft.source: state_of(draft, group, state.get(draft.source)) for draft in drafts}}
        )
        first = self.outcome.states[path][0] if path in self.outcome.states else before
        self.outcome.states[path] = (first, after)

    def _drafting(self, name: str, table: Table, columns: Columns) -> Drafting:
        vocabulary = self.playbook.vocabulary
        readers: dict[str, DateReader] = {}
        for column, target in columns.fields.items():
            if is_dated(target, vocabulary):
                texts = [row.cells[column] for row in table.rows if column in row.cells]
                reader = DateReader.of(texts, vocabulary.zone, self.wish.order)
                if isinstance(reader, Fault):
                    raise Refused(reader.message, column=column, hint=reader.hint)
                readers[column] = reader
        # What one column of days decides holds for the others of its file.
        order = {reader.order for reader in readers.values() if reader.order}
        if len(order) == 1:
            readers = {column: _ordered(reader, next(iter(order))) for column, reader in readers.items()}
        cells = Cells(vocabulary, self.known, readers, self.wish.currency)
        drafting = Drafting(name, table, columns, cells, self.wish.goals)
        drafting.aliases = dict(self.wish.aliases)
        drafting.present = self._by_source.keys()
        named = any(row.name for row in table.rows) and table.origin != "file"
        drafting.prefix = self.wish.source or (table.origin if named else name)
        return drafting

    def _registered(self, drafting: Drafting, state: State) -> dict[str, tuple[str, str]]:
        """Give each row its place, so that rows can name each other; return id and path by source."""
        places: dict[str, tuple[str, str]] = {}
        for source, row in drafting.sources().items():
            there = self._by_source.get(source, [])
            if there:
                places[source] = (there[0].id, there[0].path)
            elif source not in state and (title := drafting.title_of(row)):
                # Another playbook's entries keep their names.
                places[source] = self.places.entry(row.name if drafting.table.origin == "playbook" else title)
            for name in (row.name, drafting.title_of(row)) if source in places else ():
                if name:
                    self.known.register("entry", name, places[source][0])
        return places

    def _take(self, draft: Draft, places: Mapping[str, tuple[str, str]], state: State) -> None:
        """Put an entry among those that are new, changed, or the same."""
        there = self._by_source.get(draft.source, [])
        if len(there) > 1:
            paths = " and ".join(entry.path for entry in there)
            message = f"{paths} both say source: {draft.source}"
            self.outcome.problems.append(Problem(draft.file, draft.row, "", message, "delete the line in one of them"))
        elif there:
            self._merge(draft, there[0], state)
        elif draft.source in state:
            self.outcome.deleted += 1
        else:
            self.outcome.new[places[draft.source][1]] = draft
        for made in self.known.made:
            if made.identifier == draft.values.get("campaign"):
                goals = draft.values.get("goals")
                made.goals += [goal for goal in goals or () if goal not in made.goals]

    def _merge(self, draft: Draft, entry: Entry, state: State) -> None:
        front = self.front(entry)
        try:
            found = merged(front, entry, draft, state.get(draft.source))
        except Unwritable as error:
            self.outcome.problems.append(Problem(draft.file, draft.row, "", f"{entry.path}: {error}"))
            return
        self.outcome.conflicts += found.conflicts
        if found.front.data == front.data:
            self.outcome.same += 1
        else:
            self.outcome.changed[entry.path] = (front, found.front)

    def _missing(self, drafting: Drafting, state: State, group: str) -> None:
        """Name the entries that were in the export the last time, and are here still."""
        present = drafting.sources()
        for source, known in state.items():
            if source not in present and known.get(WITHIN) == group and source in self._by_source:
                self.outcome.gone.append(self._by_source[source][0].path)


def _ordered(reader: DateReader, order: str) -> DateReader:
    return DateReader(reader.zone, reader.order or order, reader.short_years, reader.clocks)
