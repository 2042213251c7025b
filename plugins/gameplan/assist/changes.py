"""What becomes of files, as edits of their texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from gameplan.diagnostics import Span
from gameplan.edit.splices import BOM, Splice
from gameplan.read.files import read_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.assist.checked import Checked

_MOST_ROWS = 2_000
"""Rows that are compared one by one; of more all between the first and the last difference is replaced."""


@dataclass(frozen=True, slots=True)
class Change:
    """Edits of files, and files that get another place; nothing is written by it."""

    edits: Mapping[str, tuple[Splice, ...]] = field(default_factory=dict)
    """By the paths that files have now. They don't overlap, and hold for the texts as they were."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """The new paths of files by the old ones."""
    notes: tuple[str, ...] = ()
    """What the author should know, a line each."""


def read(checked: Checked, path: str) -> str | None:
    """The text of a file as it was when it was checked, unsaved or not; None where it can't be read."""
    sources = checked.result.sources
    data = read_source(sources, path) if sources is not None else None
    return decoded(data) if isinstance(data, bytes) else None


def decoded(data: bytes) -> str | None:
    """The text of bytes as editors have it: without a byte-order mark; None where it isn't UTF-8."""
    try:
        return data.removeprefix(BOM).decode()
    except UnicodeDecodeError:
        return None


def edits(before: str, after: str) -> tuple[Splice, ...]:
    """Return the edits that make one text of another: whole lines where several differ, else only what differs in the line.

    Args:
        before: with whatever ends its lines have.
        after: with the same.
    """
    old, new = before.split("\n"), after.split("\n")
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    tail = next((n for n in range(shorter - head) if old[-1 - n] != new[-1 - n]), shorter - head)
    return tuple(_edits(old, new, head, tail))


def _edits(old: list[str], new: list[str], head: int, tail: int) -> Iterator[Splice]:
    gone, come = old[head : len(old) - tail], new[head : len(new) - tail]
    if len(gone) + len(come) > _MOST_ROWS:
        yield _rows(old, head, head + len(gone), come)
        return
    for what, first, last, since, until in SequenceMatcher(None, gone, come, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        if last - first == until - since:
            for number in range(last - first):
                yield _in_row(head + first + number + 1, gone[first + number], come[since + number])
        else:
            yield _rows(old, head + first, head + last, come[since:until])


def _in_row(line: int, old: str, new: str) -> Splice:
    """What differs in one line."""
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    tail = next((n for n in range(shorter - head) if old[-1 - n] != new[-1 - n]), shorter - head)
    return Splice(Span(line, head + 1, line, len(old) - tail + 1), new[head : len(new) - tail])


def _rows(old: list[str], first: int, last: int, come: list[str]) -> Splice:
    """Lines in the place of others; what comes behind the last line begins with a line's end."""
    if last < len(old):
        return Splice(Span(first + 1, 1, last + 1, 1), "".join(f"{row}\n" for row in come))
    at = len(old[first - 1]) + 1 if first else 1
    text = "".join(f"\n{row}" for row in come) if first else "\n".join(come)
    return Splice(Span(max(first, 1), at, len(old), len(old[-1]) + 1), text)
