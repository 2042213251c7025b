"""The days that count from an entry's start, where they are written as `-14d`."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from gameplan.assist.cursor import Where, cursor_at
from gameplan.model.page import Entry
from gameplan.model.relative_days import parse_relative
from gameplan.read.spec import spec

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gameplan.assist.checked import Checked
    from gameplan.assist.texts import Text
    from gameplan.model.page import Page


class Hint(NamedTuple):
    """A day that is meant at a place."""

    line: int
    column: int
    """Behind what is written."""
    day: date


def hints(checked: Checked, text: Text, page: Page | None, first: int, last: int) -> tuple[Hint, ...]:
    """Return the days that are meant in some lines.

    Args:
        checked: the playbook as it was checked last.
        text: the file's, as it is now.
        page: the same, as far as it can be read.
        first: the first line.
        last: the last one.
    """
    start = page.schedule.first_day if isinstance(page, Entry) else None
    if page is None or start is None:
        return ()
    return tuple(_hints(checked, text, page, start, range(max(2, first), min(last, text.closing - 1) + 1)))


def _hints(checked: Checked, text: Text, page: Page, start: date, lines: range) -> Iterator[Hint]:
    names = spec(page.kind).names
    for line in lines:
        row = text.row(line)
        at = 0
        while (at := min((found for sign in "+-" if (found := row.find(sign, at)) >= 0), default=-1)) >= 0:
            cursor = cursor_at(text, line, at + 2)
            at += 1
            if cursor.where is not Where.VALUE or names.get(str(cursor.path[0])) != "deadlines":
                continue
            if at > cursor.span.column:
                continue
            day = counted_from(checked, start, cursor.whole.strip())
            if day is not None:
                yield Hint(line, cursor.span.end_column, day)


def counted_day(checked: Checked, path: str, text: str) -> date | None:
    """Return the day that a text such as `-14d` means in an entry; None where it means none."""
    page = checked.playbook.by_path.get(path)
    start = page.schedule.first_day if isinstance(page, Entry) else None
    return counted_from(checked, start, text) if start else None


def counted_from(checked: Checked, start: date, text: str) -> date | None:
    """Return the day that a text such as `-14d` means, counted from a day; None where it counts none."""
    relative = parse_relative(text)
    with suppress(OverflowError):
        return relative.from_day(start, checked.vocabulary.zone, checked.playbook.workdays) if relative else None
    return None
