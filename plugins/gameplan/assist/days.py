"""Days that may be written at a place: those that people mean, and what `+2w` makes."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gameplan.assist.hints import counted_from
from gameplan.assist.suggestion import Sort, Suggestion
from gameplan.model.date_words import date_hint
from gameplan.model.page import Entry
from gameplan.model.relative_days import parse_relative
from gameplan.starting.days import day_said
from gameplan.wording.dates import day_words, window_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.assist.checked import Checked
    from gameplan.assist.cursor import Cursor
    from gameplan.model.field_forms import FieldForm

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SAID = ("today", "tomorrow", "next monday", "+1w", "+2w", "+1m")
_COUNTED = ("-3d", "-1w", "-2w", "-5wd", "-1d")
_MOST_TYPED = 40
"""Characters: nobody types more of a day."""


def suggested(checked: Checked, path: str, field: FieldForm, cursor: Cursor) -> Iterator[Suggestion]:
    """Yield the days, and windows where there may be some, that may be meant.

    Args:
        checked: the playbook.
        path: the page's.
        field: in which the day is to stand.
        cursor: what stands there so far.
    """
    typed = cursor.typed.strip()
    if len(typed) > _MOST_TYPED:
        return
    start = _start(checked, path) if field.name != "start" else None
    if not field.period:
        yield from _days(checked, field, typed, start)
    if field.moment or field.period:
        yield from _windows(checked.today, typed)


def _start(checked: Checked, path: str) -> date | None:
    page = checked.playbook.by_path.get(path)
    return page.schedule.first_day if isinstance(page, Entry) else None


def _days(checked: Checked, field: FieldForm, typed: str, start: date | None) -> Iterator[Suggestion]:
    if field.relative:
        for name in (typed,) if parse_relative(typed) else _COUNTED if not typed or typed[0] == "-" else ():
            counted = counted_from(checked, start, name) if start else None
            yield Suggestion(name, name, Sort.DAY, day_words(counted) if counted else "from the start")
    base = start if field.name == "end" and start else checked.today
    hinted = date_hint(typed).removeprefix("write ") if typed else ""
    said = [(_said(checked, text, base), text) for text in ((typed,) if typed else _SAID)]
    for day, text in dict([*said, (hinted, typed)]).items():
        if _DAY.fullmatch(day) and day != typed:
            with suppress(ValueError):
                yield _suggestion(text, day)


def _suggestion(said: str, day: str) -> Suggestion:
    return Suggestion(day, day, Sort.DAY, f"{said}: {day_words(date.fromisoformat(day))}", found_by=f"{said} {day}")


def _said(checked: Checked, text: str, base: date) -> str:
    """The day that a text names; empty where it names none."""
    with suppress(OverflowError, ValueError):
        return day_said(text, base, checked.vocabulary.zone, checked.playbook.workdays)
    return ""


def _windows(today: date, typed: str) -> Iterator[Suggestion]:
    """This quarter and the next ones, halves and years."""
    quarter = (today.month - 1) // 3 + 1
    names = [f"{today.year + (quarter + n - 1) // 4}-Q{(quarter + n - 1) % 4 + 1}" for n in range(4)]
    names += [f"{today:%Y-%m}", f"{today.replace(day=1) + timedelta(days=31):%Y-%m}"]
    names += [f"{today.year}-H{1 if quarter < 3 else 2}", str(today.year), str(today.year + 1)]  # noqa: PLR2004 - the half
    for name in names:
        if name.casefold().startswith(typed.casefold()):
            yield Suggestion(name, name, Sort.DAY, window_words(name))
