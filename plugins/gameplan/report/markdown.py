"""A report as Markdown of GitHub and GitLab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.report.value import Style
from gameplan.summary.rendering import joined, marked
from gameplan.summary.value import Said

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.report.value import Cell, Figure, Line, Report, Section, Table
    from gameplan.summary.value import Row


def as_markdown(report: Report) -> str:
    """Write a report as Markdown. Authors' texts are words and nothing else."""
    beside = [report.subtitle, report.period, f"as of {report.day_words}"]
    parts = [f"# {_words(report.title)}\n\n{' · '.join(beside)}\n"]
    if report.goal:
        parts.append(f"\nOnly what serves the goal **{_words(report.goal)}**.\n")
    if report.vision:
        parts.append(f"\n> {_words(report.vision)}\n")
    if report.vision_text:
        parts.append(f"\n{_words(report.vision_text, whole=True)}\n")
    parts.append(f"\n## At a glance\n\n{_figures(report.figures)}")
    if report.attention:
        parts.append(f"\n## What needs attention\n\n{_points(report.attention)}")
    parts += [_section(section) for section in report.sections]
    return "".join(parts)


def _section(section: Section) -> str:
    parts = [f"\n## {section.title}\n"]
    if section.lead:
        parts.append(f"\n{_row(section.lead)}\n")
    if section.points:
        parts.append(f"\n{_points(section.points)}")
    parts += [_table(table) for table in section.tables if table.rows]
    return "".join(parts)


def _points(points: Iterable[Row]) -> str:
    return "".join(f"- {_row(point)}\n" for point in points)


def _figures(figures: Iterable[Figure]) -> str:
    rows = "".join(
        f"| {each.label} | **{each.value}** | {', '.join(_row(line.parts) for line in each.lines)} |\n"
        for each in figures
    )
    return f"| | | |\n|---|--:|---|\n{rows}"


def _table(table: Table) -> str:
    title = f"\n### {table.title}\n" if table.title else ""
    head = f"| {' | '.join(column.title for column in table.columns)} |\n"
    rule = f"|{'|'.join('--:' if column.number else '---' for column in table.columns)}|\n"
    rows = "".join(f"| {' | '.join(map(_cell, row))} |\n" for row in table.rows)
    more = f"\n… {table.more}\n" if table.more else ""
    return f"{title}\n{head}{rule}{rows}{more}"


def _cell(cell: Cell) -> str:
    return f"{'› ' * cell.level}{'<br>'.join(map(_line, cell.lines))}"


def _line(line: Line) -> str:
    text = _row(line.parts)
    if line.style is Style.STRONG:
        return f"**{text}**"
    return f"<sub>{text}</sub>" if line.style is Style.QUIET else text


def _row(row: Row) -> str:
    return joined(row, marked)


def _words(text: str, *, whole: bool = False) -> str:
    return marked(Said(text)) if whole else joined((Said(text),), marked)
