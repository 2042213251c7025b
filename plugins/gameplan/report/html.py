"""A report as one page of HTML that loads nothing, and prints well."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from gameplan.diagnostics import visible
from gameplan.report.value import Style, Tone
from gameplan.summary.rendering import in_html, joined

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.report.value import Cell, Column, Figure, Line, Report, Section, Table
    from gameplan.summary.value import Row

_STYLE = """
:root{color-scheme:light dark;--ink:#1d2528;--quiet:#59656b;--rule:#d9dfe2;--paper:#fff;--soft:#f3f6f7;--accent:#155e75;
--good:#1a7340;--careful:#8f5600;--bad:#b3261e}
@media (prefers-color-scheme:dark){:root{--ink:#e4e9eb;--quiet:#9fabb1;--rule:#3a4448;--paper:#14191b;--soft:#1d2427;--accent:#67c5dd;
--good:#6fcf97;--careful:#f0b35a;--bad:#ff8a80}}
*{box-sizing:border-box}
body{font:16px/1.5 system-ui,-apple-system,"Segoe UI",sans-serif;color:var(--ink);background:var(--paper);max-width:62rem;
margin:0 auto;padding:2.5rem 1.25rem 4rem;overflow-wrap:anywhere}
header{border-top:.3rem solid var(--accent);padding-top:1rem}
h1{font-size:2rem;line-height:1.2;margin:.2rem 0}
h2{font-size:1.25rem;color:var(--accent);margin:2.5rem 0 .5rem;padding-bottom:.25rem;border-bottom:1px solid var(--rule)}
h3{font-size:1rem;margin:1.25rem 0 .25rem}
.over{color:var(--accent);font-weight:600;margin:0}.quiet,.more,.lead{color:var(--quiet)}.quiet,.more{font-size:.875em}
blockquote{font-size:1.3rem;line-height:1.35;margin:1.75rem 0 .75rem}
dl{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:1rem;margin:1.5rem 0}
dl div{background:var(--soft);border-radius:.4rem;padding:.9rem 1.1rem}
dt{color:var(--quiet);font-size:.9rem}dd{margin:0}dd.value{font-size:1.6rem;font-weight:600;line-height:1.25}
table{border-collapse:collapse;width:100%;table-layout:fixed;margin:.5rem 0;font-size:.9375rem}
th{text-align:start;font-size:.8125rem;color:var(--quiet);font-weight:600;border-bottom:2px solid var(--rule)}
th,td{padding:.45rem .75rem .45rem 0;vertical-align:top}td{border-bottom:1px solid var(--rule)}
th:last-child,td:last-child{padding-inline-end:0}
.number{text-align:end;font-variant-numeric:tabular-nums}
td>div+div{margin-top:.1rem}.strong{font-weight:600}.total td{font-weight:600;border-top:2px solid var(--rule)}
.state::before{content:"";display:inline-block;width:.6em;height:.6em;border-radius:50%;background:currentColor;margin-inline-end:.4em}
.state.plain::before,.state.quiet-tone::before{background:none;border:.12em solid currentColor}
.good{color:var(--good)}.careful{color:var(--careful)}.bad{color:var(--bad)}.quiet-tone{color:var(--quiet)}
a{color:inherit;text-decoration-color:var(--rule);text-underline-offset:.15em}a:hover{text-decoration-color:currentColor}
li{margin:.25rem 0}
@media screen and (max-width:40rem){body{padding-top:1.25rem}table,tbody,tr,td{display:block}thead{position:absolute;clip-path:inset(50%)}
colgroup{display:none}tr{border-bottom:1px solid var(--rule);padding:.6rem 0}td{border:0;padding:.1rem 0;padding-inline-start:0!important}
td[data-name]:not(:first-child)::before{content:attr(data-name);display:block;color:var(--quiet);font-size:.8125rem}
td:empty{display:none}.number{text-align:start}}
@page{size:A4;margin:18mm 17mm}
@media print{:root{color-scheme:light;--ink:#000;--quiet:#4d4d4d;--rule:#ccc;--paper:#fff;--soft:#f3f6f7;--accent:#155e75;
--good:#1a7340;--careful:#8f5600;--bad:#b3261e}html{font-size:11.5px}body{font-size:9.5pt;max-width:none;padding:0}table{font-size:8.5pt}
thead{display:table-header-group}tr,dl div,li{break-inside:avoid}h2,h3{break-after:avoid}*{print-color-adjust:exact}a{text-decoration:none}}
""".strip()

_TOTAL = ' class="total"'


def as_html(report: Report) -> str:
    """Write a report as a page of its own, which loads nothing. Authors' texts are words and nothing else."""
    title = escape(visible(report.title))
    parts = [
        (
            f'<header><p class="over">{escape(report.subtitle)}</p><h1>{title}</h1>'
            f'<p class="lead">{escape(report.period)} · as of {escape(report.day_words)}</p></header>'
        )
    ]
    if report.goal:
        parts.append(f"<p>Only what serves the goal <strong>{escape(visible(report.goal))}</strong>.</p>")
    if report.vision:
        parts.append(f"<blockquote>{escape(visible(report.vision))}</blockquote>")
    if report.vision_text:
        parts.append(f"<p>{escape(visible(report.vision_text))}</p>")
    parts.append(_figures(report.figures))
    if report.attention:
        parts.append(f"<h2>What needs attention</h2>{_points(report.attention)}")
    parts += [_section(section) for section in report.sections]
    return (
        f'<!doctype html>\n<html lang="{escape(report.language)}">\n<head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}: {escape(report.period)}</title>"
        f'<meta name="author" content="{escape(visible(report.author))}"><style>\n{_STYLE}\n</style></head>\n'
        f"<body>\n<main>\n{_lines(parts)}</main>\n</body>\n</html>\n"
    )


def _lines(parts: Iterable[str]) -> str:
    return "".join(f"{part}\n" for part in parts)


def _figures(figures: Iterable[Figure]) -> str:
    made = "".join(
        f'<div><dt>{escape(each.label)}</dt><dd class="value">{escape(each.value)}</dd>'
        + "".join(f"<dd{_class(line)}>{_row(line.parts)}</dd>" for line in each.lines)
        + "</div>"
        for each in figures
    )
    return f"<dl>{made}</dl>"


def _section(section: Section) -> str:
    parts = [f"<section><h2>{escape(section.title)}</h2>"]
    if section.lead:
        parts.append(f'<p class="lead">{_row(section.lead)}</p>')
    if section.points:
        parts.append(_points(section.points))
    parts += [_table(table, section.title) for table in section.tables if table.rows]
    return f"{''.join(parts)}</section>"


def _points(points: Iterable[Row]) -> str:
    return f"<ul>{''.join(f'<li>{_row(point)}</li>' for point in points)}</ul>"


def _table(table: Table, name: str) -> str:
    title = f"<h3>{escape(table.title)}</h3>" if table.title else ""
    whole = sum(column.share for column in table.columns)
    widths = "".join(f'<col style="width:{100 * column.share / whole:.1f}%">' for column in table.columns)
    head = "".join(f'<th scope="col"{_number(column)}>{escape(column.title)}</th>' for column in table.columns)
    last = len(table.rows) - 1
    rows = "\n".join(
        f"<tr{_TOTAL if table.total and number == last else ''}>{''.join(map(_cell, row, table.columns))}</tr>"
        for number, row in enumerate(table.rows)
    )
    more = f'<p class="more">… {escape(table.more)}</p>' if table.more else ""
    label = escape(f"{name}: {table.title}" if table.title else name)
    return (
        f'{title}<table aria-label="{label}"><colgroup>{widths}</colgroup>\n'
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{rows}\n</tbody></table>{more}"
    )


def _number(column: Column) -> str:
    return ' class="number"' if column.number else ""


def _cell(cell: Cell, column: Column) -> str:
    indent = f' style="padding-inline-start:{1.25 * cell.level:g}rem"' if cell.level else ""
    lines = "".join(f"<div{_class(line)}>{_row(line.parts)}</div>" for line in cell.lines)
    return f'<td data-name="{escape(column.title)}"{_number(column)}{indent}>{lines}</td>'


def _class(line: Line) -> str:
    tone = {Tone.PLAIN: "plain" if line.style is Style.STATE else "", Tone.QUIET: "quiet-tone"}.get(
        line.tone, line.tone
    )
    names = " ".join(name for name in ("" if line.style is Style.PLAIN else line.style.value, tone) if name)
    return f' class="{names}"' if names else ""


def _row(row: Row) -> str:
    return joined(row, in_html, escape)
