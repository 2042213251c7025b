"""Rows as entries: their values, their goals, and what is wrong with them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from gameplan.diagnostics import Severity
from gameplan.importers.bodies import body_text
from gameplan.importers.dates import Days
from gameplan.importers.draft import Draft, Goals, Problem
from gameplan.importers.table import Fault
from gameplan.read.fields import read_fields
from gameplan.read.front_matter import Unreadable, Value, parse

if TYPE_CHECKING:
    from collections.abc import Collection

    from gameplan.importers.columns import Columns
    from gameplan.importers.table import Row, Table
    from gameplan.importers.values import Cells, Typed

_LONGEST_KEY = 150


class Drafting:
    """Makes drafts of the rows of a table."""

    def __init__(self, file: str, table: Table, columns: Columns, cells: Cells, goals: Goals) -> None:
        self.file, self.table, self.columns, self.cells, self.goals = file, table, columns, cells, goals
        self.aliases: dict[tuple[str, str], str] = {}
        """What cells of a column mean instead of what they say."""
        self.prefix = file
        self.present: Collection[str] = ()
        """The sources of entries that there are: what they serve is known here."""
        self.problems: list[Problem] = []
        self.notes: Counter[str] = Counter()
        self._rows: dict[str, Row] = {}
        self._twins: Counter[str] = Counter()
        self._sources: dict[int, str] = {}

    def drafts(self) -> list[Draft]:
        """Return the rows that are right as entries; the others are among the problems."""
        self.sources()
        made = (self._draft(row) for row in self.table.rows)
        return [draft for draft in made if draft is not None]

    def _draft(self, row: Row) -> Draft | None:
        before = len(self.problems)
        wanted = {*self.columns.fields, *self.columns.extra, self.columns.key, ""}
        texts = {*self.columns.bodies, *self.columns.listed}
        for column, fault in row.faults.items():
            # Texts below the front matter may hold what a field may not, but must be there.
            if column in wanted or (column in texts and column not in row.cells):
                self._refuse(row, column, fault)
        values: dict[str, Value] = {}
        for column, name in self.columns.fields.items():
            if column in row.cells and column not in row.faults:
                self._read(row, column, name, values)
        values |= {name: row.cells[column] for column, name in self.columns.extra.items() if column in row.cells}
        self._completed(row, values)
        draft = Draft(self.file, row.number, self._sources[id(row)], values, self._body(row), self._columns())
        draft.says_text = bool(self.columns.bodies or self.columns.listed)
        if len(self.problems) == before:
            self._validate(draft)
        return draft if len(self.problems) == before else None

    def _read(self, row: Row, column: str, name: str, values: dict[str, Value]) -> None:
        """Put the value of a cell among those of its row."""
        text = self._meant(column, row.cells[column])
        if not text:
            return
        value = self.cells.value(name, text, column)
        if isinstance(value, Fault):
            self._refuse(row, column, value)
        elif isinstance(value, Days):
            values[name] = value.end if name == "end" and value.end else value.start
            if name == "start" and value.end and "end" not in self.columns.fields.values():
                values["end"] = value.end
        elif name == "owner":
            self._owners(value, values)
        elif name == "contributors" and "contributors" in values:
            values[name] = list(dict.fromkeys((*(values[name] or ()), *value)))
        elif value:
            values[name] = value

    def _meant(self, column: str, text: str) -> str:
        """A cell as somebody said that it is meant, all of it or parts of a list."""
        if not self.aliases:
            return text
        if (column, text) in self.aliases:
            return self.aliases[column, text]
        parts = [part.strip() for part in text.split(",")]
        if len(parts) == 1:
            return text
        return ", ".join(filter(None, (self.aliases.get((column, part), part) for part in parts)))

    def _owners(self, value: Typed, values: dict[str, Value]) -> None:
        listed = value if isinstance(value, list) else [value]
        if listed:
            values["owner"] = listed[0]
        if len(listed) > 1:
            values["contributors"] = list(dict.fromkeys((*(values.get("contributors") or ()), *listed[1:])))
            self.notes["rows with several owners: the first one is the owner, the others are contributors"] += 1

    def _completed(self, row: Row, values: dict[str, Value]) -> None:
        """Add what follows from other values, and refuse a row that lacks a title or a goal."""
        if "end" in values and "start" not in values:
            values["start"] = values.pop("end")
        if values.get("end") == values.get("start"):
            values.pop("end", None)
        if "title" not in values and self.columns.of("title") not in row.faults:
            self._refuse(row, self.columns.of("title"), Fault("it has no title", "write one, or --map 'COLUMN=title'"))
        column = self.columns.of("goals")
        if "goals" not in values and not (column in row.faults or column in row.cells):
            goals = self.goals.of(values)
            if goals:
                values["goals"] = list[object](goals)
            elif not self.goals.later and self._sources[id(row)] not in self.present:
                hint = "use --goal ID, --goal-by FIELD:VALUE=ID, or --goals-later"
                self._refuse(row, column, Fault("it serves no goal", hint))

    def sources(self) -> dict[str, Row]:
        """Return where each row comes from, which is the same in each export, with the row; found before anything else of it is read."""
        if not self._rows:
            for row in self.table.rows:
                self._rows[self._source_of(row)] = row
            self._sources = {id(row): source for source, row in self._rows.items()}
        return self._rows

    def title_of(self, row: Row) -> str:
        """Return the title that a row gives."""
        return " ".join(row.cells.get(self.columns.of("title"), "").split())

    def _source_of(self, row: Row) -> str:
        key = " ".join((row.name or row.cells.get(self.columns.key, "")).split())[:_LONGEST_KEY]
        source = f"{self.prefix}:{key}"
        if key and source in self._rows:
            first = self._rows[source].number
            self._refuse(
                row, self.columns.key, Fault(f"it has the key '{key[:60]}' of row {first}", "name another by --key")
            )
        if not key:
            key = f"{self.title_of(row)} {self._first_day(row)}".strip()[:_LONGEST_KEY]
            source = f"{self.prefix}:{key}"
        while source in self._rows:
            self._twins[key] += 1
            source = f"{self.prefix}:{key} ({self._twins[key] + 1})"
        return source

    def _first_day(self, row: Row) -> str:
        for name in ("start", "end"):
            column = self.columns.of(name)
            if column in row.cells and column in self.columns.fields:
                found = self.cells.value(name, row.cells[column], column)
                return found.start if isinstance(found, Days) else row.cells[column]
        return ""

    def _body(self, row: Row) -> str:
        texts = [row.cells[column] for column in self.columns.bodies if column in row.cells]
        return body_text(texts, ((column, row.cells[column]) for column in self.columns.listed if column in row.cells))

    def _columns(self) -> dict[str, str]:
        return {name: column for column, name in (self.columns.fields | self.columns.extra).items()}

    def _validate(self, draft: Draft) -> None:
        """Ask the reader of pages what it would say, and say it of the row and the column."""
        kind, vocabulary = self.cells.vocabulary.entry, self.cells.vocabulary
        text = draft.front()
        try:
            front = parse(text)
        except Unreadable as error:
            names = [line.partition(":")[0] for line in text.split("\n")]
            column = draft.columns.get(names[max(error.span.line - 2, 0)], "")
            self.problems.append(Problem(self.file, draft.row, column, error.message, error.hint))
            return
        lines = text.split("\n")
        for finding in read_fields("", kind, front, vocabulary).diagnostics:
            if finding.severity is not Severity.ERROR:
                continue
            span = finding.location.span
            name = lines[span.line - 2].partition(":")[0] if span and 2 <= span.line < len(lines) + 2 else ""  # noqa: PLR2004 - below the fence
            self.problems.append(
                Problem(
                    self.file,
                    draft.row,
                    draft.columns.get(name, name),
                    finding.message.removeprefix(f"{name}: "),
                    finding.hint or "",
                )
            )

    def _refuse(self, row: Row, column: str, fault: Fault) -> None:
        hint = fault.hint.replace("COLUMN", column) if column in self.table.columns else fault.hint
        self.problems.append(Problem(self.file, row.number, column, fault.message, hint))
