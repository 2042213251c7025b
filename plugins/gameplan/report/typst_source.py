"""A report for Typst: markup that holds no text of anybody, and all texts as data beside it.

Authors' texts come in as JSON, and are shown as strings, in which Typst knows no markup and no code.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from gameplan.diagnostics import visible
from gameplan.summary.rendering import short
from gameplan.summary.value import Said

if TYPE_CHECKING:
    from collections.abc import Callable

    from gameplan.report.value import Cell, Figure, Line, Report, Section, Table
    from gameplan.summary.value import Row

_LINE, _TITLE = 86, 24
"""How many letters a line of the width of the page has room for, with something to spare; and one of the title."""
_BREAK = "\u200b"
"""A place at which a very long word may be broken."""

SOURCE = r"""
#let data = json(bytes(sys.inputs.report))
#let ink = rgb("#1d2528")
#let faint = rgb("#56626a")
#let hair = rgb("#d5dcdf")
#let soft = rgb("#f2f5f6")
#let accent = rgb("#155e75")
#let tones = (plain: ink, good: rgb("#1a7340"), careful: rgb("#8f5600"), bad: rgb("#b3261e"), quiet: faint)

#set document(title: data.name, author: data.author, date: datetime(year: data.day.at(0), month: data.day.at(1), day: data.day.at(2)))
#set text(font: "Libertinus Serif", size: 10pt, fill: ink, hyphenate: false, lang: data.lang, region: data.region, number-type: "lining")
#set par(leading: 0.58em, spacing: 0.8em)
#set page(
  paper: "a4",
  margin: (x: 19mm, top: 25mm, bottom: 20mm),
  header-ascent: 8mm,
  footer-descent: 8mm,
  header: context if counter(page).get().first() > 1 {
    set text(8.5pt, fill: faint)
    block(width: 100%, inset: (bottom: 2mm), stroke: (bottom: 0.4pt + hair), grid(
      columns: (1fr, auto), column-gutter: 6mm, data.title, data.period,
    ))
  },
  footer: context {
    set text(8.5pt, fill: faint)
    grid(columns: (1fr, auto), data.asof, counter(page).display("1 / 1", both: true))
  },
)

#let run(part) = if part.u == "" { part.t } else { link(part.u, part.t) }
#let runs(parts) = parts.map(run).join()
#let mark(tone) = box(
  baseline: -0.12em,
  circle(
    radius: 0.24em,
    fill: if tone in ("plain", "quiet") { none } else { tones.at(tone) },
    stroke: 0.7pt + tones.at(tone),
  ),
)
#let shown(line) = {
  let body = runs(line.p)
  if line.s == "strong" { text(weight: "semibold", body) }
  else if line.s == "quiet" { text(8.5pt, fill: faint, body) }
  else if line.s == "state" { text(fill: tones.at(line.c), [#mark(line.c)~#body]) }
  else { text(fill: tones.at(line.c), body) }
}
#let lines(cell) = pad(left: cell.level * 3.5mm, stack(spacing: 0.55em, ..cell.lines.map(shown)))

#show heading: set text(fill: accent, weight: "semibold")
#show heading.where(level: 1): set text(13.5pt)
#show heading.where(level: 1): set block(above: 7.5mm, below: 3mm, sticky: true)
#show heading.where(level: 2): set text(10.5pt, fill: ink)
#show heading.where(level: 2): set block(above: 4.5mm, below: 1.6mm, sticky: true)
#show link: it => it

#let grown(t) = {
  if t.title != "" { heading(level: 2, t.title) }
  let last = t.rows.len()
  set text(9pt)
  set par(leading: 0.5em)
  table(
    columns: t.columns.map(c => c.share * 1fr),
    align: (x, _) => if t.columns.at(x).number { right + top } else { left + top },
    inset: (x, y) => (left: if x == 0 { 0mm } else { 2mm }, right: if x == t.columns.len() - 1 { 0mm } else { 1.5mm }, y: 1.6mm),
    stroke: (_, y) => (bottom: if y == 0 { 0.9pt + accent } else { 0.4pt + hair }, top: if t.total and y == last { 0.9pt + accent }),
    table.header(repeat: true, ..t.columns.map(c => text(8.5pt, fill: faint, weight: "semibold", c.title))),
    ..t.rows.enumerate().map(((i, row)) => row.map(c => table.cell(
      breakable: false,
      if t.total and i == last - 1 { strong(lines(c)) } else { lines(c) },
    ))).flatten(),
  )
  if t.more != "" { text(8.5pt, fill: faint, "… " + t.more) }
}

#let points(rows) = list(marker: text(fill: accent, "•"), spacing: 0.75em, ..rows.map(runs))

#show title: set text(26pt, weight: "semibold", hyphenate: false)
#show title: set block(above: 0mm, below: 0mm)
#block(width: 100%, stroke: (top: 2.4pt + accent), inset: (top: 4mm), stack(
  spacing: 4.5mm,
  text(10.5pt, fill: accent, weight: "semibold", data.subtitle),
  title(data.title),
  text(11pt, fill: faint, data.period + " · " + data.asof),
))

#if data.goal != "" [#v(2mm) #text(11pt)[#data.only #strong(data.goal)]]
#if data.vision != "" { block(above: 10mm, below: 4.5mm, text(15pt, style: "italic", data.vision)) }
#if data.vision_text != "" { block(below: 7mm, par(leading: 0.66em, text(10.5pt, data.vision_text))) }

#block(above: 7mm, grid(
  columns: data.figures.map(_ => 1fr),
  column-gutter: 4mm,
  ..data.figures.map(f => block(fill: soft, radius: 1.5mm, inset: 4mm, width: 100%, height: 33mm, breakable: false, {
    text(8.5pt, fill: faint, f.label)
    v(-1.2mm)
    text(17pt, weight: "semibold", f.value)
    v(-1mm)
    stack(spacing: 0.6em, ..f.lines.map(l => text(9.25pt, shown(l))))
  })),
))

#if data.attention.len() > 0 {
  heading(level: 1, data.attention_title)
  points(data.attention)
}
#for section in data.sections {
  heading(level: 1, section.title)
  if section.lead.len() > 0 { block(below: 2.5mm, sticky: true, text(9.25pt, fill: faint, runs(section.lead))) }
  if section.points.len() > 0 { points(section.points) }
  for t in section.tables { grown(t) }
}
"""
"""The document; all that it says comes from `sys.inputs.report`."""


def texts_of(report: Report, plain: Callable[[str], str]) -> str:
    """Return what a report says, as JSON.

    Args:
        report: the report.
        plain: makes a text one that the fonts can show.
    """
    return json.dumps(_Texts(plain).report(report))


class _Texts:
    """A report as lists, mappings and texts."""

    def __init__(self, plain: Callable[[str], str]) -> None:
        self.plain = plain

    def report(self, report: Report) -> dict[str, Any]:
        """All that the document says."""
        language, _, region = report.language.partition("-")
        names = ("title", "subtitle", "goal", "period", "vision", "vision_text")
        return {
            # Programs show these two, by fonts of their own.
            "name": visible(f"{report.title}: {report.period}"),
            "author": visible(report.author),
            "lang": language,
            "region": region or None,
            "day": [report.day.year, report.day.month, report.day.day],
            "asof": f"As of {report.day_words}",
            "only": "Only what serves the goal",
            "attention_title": "What needs attention",
            **{name: self.words(getattr(report, name), _TITLE if name == "title" else _LINE) for name in names},
            "figures": [self.figure(figure) for figure in report.figures],
            "attention": [self.parts(row) for row in report.attention],
            "sections": [self.section(section) for section in report.sections],
        }

    def words(self, text: str, room: int = 0) -> str:
        """A text in which words that are longer than a line may be broken."""
        shown = self.plain(visible(text))
        most = room or _LINE
        long = re.compile(rf"\S{{{most + 1},}}")
        return long.sub(lambda word: _BREAK.join(re.findall(rf".{{1,{max(most // 3, 3)}}}", word[0])), shown)

    def section(self, section: Section) -> dict[str, Any]:
        """A part of it."""
        return {
            "title": self.words(section.title),
            "lead": self.parts(section.lead),
            "points": [self.parts(row) for row in section.points],
            "tables": [self.table(table) for table in section.tables if table.rows],
        }

    def table(self, table: Table) -> dict[str, Any]:
        """A table."""
        whole = sum(column.share for column in table.columns)
        rooms = [_LINE * column.share // whole for column in table.columns]
        return {
            "title": self.words(table.title),
            "columns": [{"title": each.title, "share": each.share, "number": each.number} for each in table.columns],
            "rows": [[self.cell(cell, room) for cell, room in zip(row, rooms, strict=True)] for row in table.rows],
            "more": self.words(table.more),
            "total": table.total,
        }

    def cell(self, cell: Cell, room: int) -> dict[str, Any]:
        """A cell of a column that is so many letters wide."""
        return {"lines": [self.line(line, room - 2 * cell.level) for line in cell.lines], "level": cell.level}

    def figure(self, figure: Figure) -> dict[str, Any]:
        """A number with what it is made of."""
        lines = [self.line(line, _LINE // 4) for line in figure.lines]
        return {"label": self.words(figure.label), "value": self.words(figure.value), "lines": lines}

    def line(self, line: Line, room: int) -> dict[str, Any]:
        """A line of a cell."""
        return {"p": self.parts(line.parts, room), "s": line.style.value, "c": line.tone.value}

    def parts(self, row: Row, room: int = 0) -> list[dict[str, str]]:
        """Our words and those of authors, with where they lead."""
        return [
            {"t": self.words(short(part.text), room), "u": part.url}
            if isinstance(part, Said)
            else {"t": self.words(part, room), "u": ""}
            for part in row
        ]
