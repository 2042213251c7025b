"""What is to become of entries that a period left unfinished: a table that people edit, and what it does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gameplan.edit.shifts import Step, parse_step

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gameplan.model.dates import Window
    from gameplan.model.page import Entry
    from gameplan.model.playbook import Playbook

_COMMENT = re.compile(r"\s#")
_ACTIONS = ("keep", "drop", "move")


class Choice(NamedTuple):
    """What is to become of an entry."""

    entry: Entry
    action: str
    """`keep`, `move` or `drop`."""
    step: Step | None = None
    """How far it moves."""


class BadRow(ValueError):  # noqa: N818 - an outcome, not an error of the program
    """A row that can't be read: its line, and what to write."""

    def __init__(self, line: int, message: str) -> None:
        """Know the line, from 1."""
        super().__init__(message)
        self.line = line


def unfinished(playbook: Playbook, period: Window) -> list[Entry]:
    """Return the open entries that were to end within a period or before it, in the order of their days; what returns is none.

    Args:
        playbook: the whole one.
        period: with a first and a last day.
    """
    found = []
    for entry in playbook.entries:
        last = entry.schedule.last_day
        if (
            entry.status.stage.open
            and entry.schedule.recurrence is None
            and last
            and period.last
            and last <= period.last
        ):
            found.append((last, entry.path, entry))
    return [entry for *_, entry in sorted(found, key=lambda each: each[:2])]


def proposal(playbook: Playbook, period: Window, entries: Iterable[Entry]) -> str:
    """Return the table to edit: what was promised moves by the length of the period, ideas and what is on hold are kept as they are.

    Args:
        playbook: the whole one.
        period: that is over.
        entries: what it left.
    """
    rows = [_head(period)]
    people = {page.id: page.title for page in playbook.of_kind("person")}
    for entry in entries:
        action = f"move {_length(period)}" if entry.status.stage.committed else "keep"
        owners = ", ".join(people.get(name, name) for name in entry.fields.owner)
        when = entry.schedule.window.label if entry.schedule.window else str(entry.schedule.last_day)
        told = " ".join(f"{entry.title}; {entry.status.name}, {when}{f', {owners}' if owners else ''}".split())
        rows.append(f"{action:9} {entry.id:32} # {told}\n")
    return "".join(rows)


def _head(period: Window) -> str:
    return (
        f"# What {period.label} left unfinished. Change the first word of a row, save, and close the file:\n"
        "#   keep        it stays as it is\n"
        "#   move +1q    it moves with its deadlines: +2w, +5wd, +1m, +1q\n"
        "#   drop        it is cancelled\n"
        "# A row that you delete is kept. Delete all of them to change nothing.\n\n"
    )


def _length(period: Window) -> str:
    if period.first is None or period.last is None:
        return "+1q"
    months = (period.last.year - period.first.year) * 12 + period.last.month - period.first.month + 1
    return {1: "+1m", 3: "+1q", 6: "+6m", 12: "+1y"}.get(months, f"+{(period.last - period.first).days + 1}d")


def choices(text: str, entries: Iterable[Entry]) -> Iterator[Choice]:
    """Yield what a table says of entries.

    Args:
        text: the table, as somebody has edited it.
        entries: those that it may name.

    Raises:
        BadRow: at the first row that says nothing, or names something else, or an entry twice.
    """
    known: Mapping[str, Entry] = {entry.id: entry for entry in entries}
    seen: set[str] = set()
    for number, row in enumerate(text.splitlines(), 1):
        if not row.strip() or row.lstrip().startswith("#"):
            continue
        # An id may hold blanks, and even what looks like the beginning of a comment.
        action, *rest = row.split(maxsplit=1)
        far, name = _parted("".join(rest), known) if action == "move" else ("", _named("".join(rest), known))
        if action not in _ACTIONS or not name:
            raise BadRow(number, "write keep ID, move +1q ID or drop ID")
        if name not in known:
            after = _named(name.partition(" ")[2], known)
            if action != "move" and after in known:
                raise BadRow(number, f"only move says how far: write {action} {after}")
            if action == "move" and after in known:
                raise BadRow(number, "write how far: move +1q ID, move +2w ID")
            raise BadRow(number, f"'{name}' is none of the unfinished entries")
        if name in seen:
            raise BadRow(number, f"'{name}' stands there twice")
        seen.add(name)
        step = parse_step(far) if far else None
        if action == "move" and step is None:
            raise BadRow(number, "write how far: move +1q ID, move +2w ID")
        yield Choice(known[name], action, step)


def _parted(text: str, known: Mapping[str, Entry]) -> tuple[str, str]:
    """What a row says behind `move`: how far, and which entry."""
    far, _, name = text.partition(" ")
    return (far, _named(name, known)) if parse_step(far) is not None else ("", _named(text, known))


def _named(text: str, known: Mapping[str, Entry]) -> str:
    """The id with which a text begins, without a comment behind it."""
    whole = text.strip()
    return (
        whole
        if whole in known
        else next(
            (each for each in sorted(known, key=len, reverse=True) if re.match(rf"{re.escape(each)}\s+#", whole)),
            _COMMENT.split(f" {whole}", 1)[0].strip(),
        )
    )
