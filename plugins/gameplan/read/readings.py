"""Readings in a CSV file beside a page: of a KPI a day and a value in each row, of a question an engine too."""

from __future__ import annotations

import csv
import posixpath
from functools import partial
from io import StringIO
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

from gameplan.diagnostics import Diagnostic, Location, Span, visible
from gameplan.model.dates import parse_day
from gameplan.model.fields import as_line, parse_number
from gameplan.read.decoding import decoded
from gameplan.read.files import read_source
from gameplan.read.front_matter import Unreadable
from gameplan.rules import INVALID_VALUE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date
    from decimal import Decimal

    from gameplan.model.sources import Sources


class Readings:
    """The file that a page names, and what is wrong with it."""

    def __init__(self, sources: Sources, files: Collection[str], place: Location, name: str) -> None:
        """Know where it lies.

        Args:
            sources: the playbook's files.
            files: the paths of those that aren't pages.
            place: where the page names it.
            name: the file's name, beside the page.
        """
        self.path = posixpath.join(posixpath.dirname(place.path), name)
        self.diagnostics: list[Diagnostic] = []
        self._sources, self._files, self._place = sources, files, place

    def by_day(self) -> dict[date, Decimal]:
        """Return the values by day; headings and other rows that don't begin with a digit or have no value are passed over."""
        found: dict[date, Decimal] = {}
        for number, (day, value, *_) in self._rows(2):
            self._take(number, partial(_put, found, day, value))
        return found

    def by_engine(self) -> dict[str, dict[date, Decimal]]:
        """Return the values by engine and day."""
        found: dict[str, dict[date, Decimal]] = {}
        for number, (day, engine, value, *_) in self._rows(3):
            self._take(number, partial(_put, found.setdefault(as_line(engine), {}), day, value))
        return {engine: readings for engine, readings in found.items() if engine and readings}

    def _rows(self, least: int) -> Iterator[tuple[int, list[str]]]:
        if self.path not in self._files:
            message = f"readings: there is no file '{visible(self.path)}'"
            self._report(message, self._place, "put the file beside the page")
            return
        data = read_source(self._sources, self.path)
        if isinstance(data, Diagnostic):
            self.diagnostics.append(data)
            return
        try:
            rows = list(csv.reader(StringIO(decoded(data))))
        except (Unreadable, csv.Error) as error:
            self._report(f"this is not a CSV file: {error}", Location(self.path), "save it as CSV, UTF-8")
            return
        for number, row in enumerate(rows, 1):
            if len(row) >= least and (number > 1 or row[0][:1].isdigit()):
                yield number, row

    def _take(self, number: int, put: partial[None]) -> None:
        try:
            put()
        except PydanticCustomError as error:
            said = error.context or {}
            self._report(str(said["message"]), Location(self.path, Span(number, 1, number, 2)), str(said["hint"]))

    def _report(self, message: str, place: Location, hint: str) -> None:
        self.diagnostics.append(Diagnostic(rule=INVALID_VALUE, message=message, location=place, hint=hint or None))


def _put(readings: dict[date, Decimal], day: str, value: str) -> None:
    readings[parse_day(day.strip())] = parse_number(value.strip())
