"""What parts of a report share: texts cut short, and lines of cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gameplan.model.page import body_without_title
from gameplan.report.value import Cell, Line, Style, Table, Tone
from gameplan.summary.value import Said
from gameplan.wording.standings import state_label

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.analysis.health import HealthState
    from gameplan.analysis.lookups import Lookups
    from gameplan.analysis.measure import KpiStatus
    from gameplan.model.page import Page
    from gameplan.report.value import Column

_SENTENCE_END = re.compile(r"(?<=[.!?…])\s+(?=\S)")
_LONGEST_OPENING = 420
_TONES = {
    "off-track": Tone.BAD,
    "at-risk": Tone.CAREFUL,
    "on-track": Tone.GOOD,
    "achieved": Tone.GOOD,
    "done": Tone.GOOD,
}


def text(*parts: str | Said, style: Style = Style.PLAIN, tone: Tone = Tone.PLAIN) -> Line:
    """Return a line of a cell."""
    return Line(parts, style, tone)


def strong(*parts: str | Said) -> Line:
    """Return a line that names what the row is about."""
    return Line(parts, Style.STRONG)


def quiet(*parts: str | Said) -> Line:
    """Return a line that says less important things."""
    return Line(parts, Style.QUIET)


def cell(*lines: Line | None, level: int = 0) -> Cell:
    """Return a cell of those lines that say something."""
    return Cell(tuple(line for line in lines if line and any(part not in ("", Said("")) for part in line.parts)), level)


def state(found: HealthState | KpiStatus) -> Line:
    """Return how a goal or a KPI stands."""
    return Line((state_label(found),), Style.STATE, _TONES.get(found.value, Tone.QUIET))


def told(texts: Iterable[str], most: int) -> tuple[Line, ...]:
    """Return texts of authors, a line each, and how many more there are."""
    found = [each for each in texts if each]
    lines = [text(Said(each)) for each in found[:most]]
    return (*lines, quiet(left_out(len(found) - most))) if len(found) > most else tuple(lines)


def table(
    columns: tuple[Column, ...],
    rows: tuple[tuple[Cell, ...], ...],
    more: str = "",
    *,
    title: str = "",
    total: bool = False,
) -> Table:
    """Return a table without the columns in which no row says anything."""
    kept = [at for at in range(len(columns)) if not at or any(row[at].lines for row in rows)]
    narrowed = tuple(tuple(row[at] for at in kept) for row in rows)
    return Table(tuple(columns[at] for at in kept), narrowed, title, more, total)


def left_out(count: int, what: str = "") -> str:
    """Say how many are left out; nothing where none are."""
    return f"and {count:,} more{f' {what}' if what else ''}" if count > 0 else ""


def counted(count: int, one: str, several: str = "") -> str:
    """Return a number of things: `1 entry`, `2 entries`."""
    return f"{count:,} {one if count == 1 else several or f'{one}s'}"


def opening(lookups: Lookups, page: Page) -> str:
    """Return the first sentences of a page's text as plain words, where they are a paragraph without HTML; else the first one."""
    body = page.body
    first = lookups.told(page, body.excerpt)
    read = body.read_outline
    paragraphs = re.split(r"\n[ \t]*\n", body_without_title(page)) if read else ()
    found = next((each for each in paragraphs if read and read(each, 1).excerpt == body.excerpt), "")
    if not found or "<" in found or read is None:
        return first
    said = ""
    for raw in _SENTENCE_END.split(found.strip()):
        words = lookups.told(page, read(raw, 1).excerpt)
        if said and (not words or len(said) + len(words) > _LONGEST_OPENING):
            break
        said = f"{said} {words}".strip()
    return said or first
