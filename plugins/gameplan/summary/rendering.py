"""Summaries as text for a terminal, as Markdown for a comment, and as HTML for mail and browsers."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import quote

from gameplan.diagnostics import visible
from gameplan.summary.value import Said

if TYPE_CHECKING:
    from collections.abc import Callable

    from gameplan.summary.value import Row, Section, Summary

LONGEST = 60_000
"""Characters of a comment; hosts take 65,536."""
_MOST_ROWS = (100, 40, 15, 5, 1)
"""Of a section: the first with which a comment isn't too long."""
_LONGEST_SAID = 300
"""Characters of an author's text in one place."""
_PUNCTUATION = re.compile(r"^-|[!#$&()*+.:<>?@\[\\\]^_`{|}~]")
"""What may mean something within a line, or at its beginning."""
_UNSAFE_URL = re.compile(r"[^\w/:.%?&=#~+,;@!$()*'-]")
"""What would end an address between angle brackets, or is no part of one."""
_JOINED = "\u2060"
"""A word joiner: behind @ and # it keeps hosts from taking what follows for a person or an issue."""


def as_text(summary: Summary) -> str:
    """Write a summary for a terminal."""
    parts = [f"{summary.lead}\n"]
    for section in summary.sections:
        rows = "".join(f"  {joined(row, lambda said: visible(said.text))}\n" for row in section.rows)
        parts.append(f"\n{'! ' if section.risky else ''}{section.title}\n{rows}")
    return "".join(parts)


def as_markdown(summary: Summary) -> str:
    """Write a summary as Markdown of GitHub and GitLab.

    Authors' texts are words and nothing else: they mention nobody, lead nowhere of themselves, and close nothing. Where all of it is too
    long, rows are left out from the end, and counted.
    """
    head = f"{summary.marker}\n" if summary.marker else ""
    for most in _MOST_ROWS:
        text = head + _markdown(summary, most)
        if len(text) <= LONGEST:
            return text
    return f"{head}### {marked(Said(summary.title))}\n\n{summary.lead}\n\nThere is too much to show here.\n"


def _markdown(summary: Summary, most: int) -> str:
    parts = [f"### {marked(Said(summary.title))}\n\n{summary.lead}\n"]
    parts += [_open(section, most) for section in summary.sections if not section.folded]
    folded = [section for section in summary.sections if section.folded]
    if folded:
        parts.append("\n<details><summary>More</summary>\n")
        parts += [_open(section, most) for section in folded]
        parts.append("\n</details>\n")
    if summary.footer:
        parts.append(f"\n<sub>{joined(summary.footer, marked)}</sub>\n")
    return "".join(parts)


def _open(section: Section, most: int) -> str:
    mark = "⚠️ " if section.risky else ""
    rows = "".join(f"- {joined(row, marked)}\n" for row in section.rows[:most])
    left = len(section.rows) - most
    return f"\n**{mark}{section.title}**\n\n{rows}" + (f"- … and {left} more\n" if left > 0 else "")


def as_html(summary: Summary) -> str:
    """Write a summary as a page of its own, which loads nothing."""
    parts = [f"<h1>{escape(summary.title)}</h1><p>{escape(summary.lead)}</p>"]
    for section in summary.sections:
        rows = "".join(f"<li>{joined(row, in_html, escape)}</li>" for row in section.rows)
        parts.append(f"<h2{' class=risky' if section.risky else ''}>{escape(section.title)}</h2><ul>{rows}</ul>")
    if summary.footer:
        parts.append(f"<p><small>{joined(summary.footer, in_html, escape)}</small></p>")
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(summary.title)}</title><style>"
        "body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}"
        "h1{font-size:1.4rem}h2{font-size:1.1rem}.risky{border-left:.3rem solid #c60;padding-left:.6rem}"
        f"</style></head><body>{''.join(parts)}</body></html>\n"
    )


def joined(row: Row, said: Callable[[Said], str], ours: Callable[[str], str] = str) -> str:
    """Put a row together.

    Args:
        row: its parts.
        said: writes an author's text, which is cut where it is very long.
        ours: writes our own words.
    """
    return "".join(said(part._replace(text=short(part.text))) if isinstance(part, Said) else ours(part) for part in row)


def short(text: str) -> str:
    """An author's text, cut where it is very long."""
    return text if len(text) <= _LONGEST_SAID else f"{text[:_LONGEST_SAID]}…"


def marked(said: Said) -> str:
    """A text that Markdown shows as it is, on one line: every sign that could mean something is escaped."""
    line = " ".join(visible(said.text).split())
    text = re.sub(r"(\\[@#])", rf"\1{_JOINED}", _PUNCTUATION.sub(r"\\\g<0>", line))
    return f"[{text}](<{_UNSAFE_URL.sub(lambda found: quote(found[0]), said.url)}>)" if said.url else text


def in_html(said: Said) -> str:
    """A text that HTML shows as it is."""
    text = escape(visible(said.text))
    return f'<a href="{escape(said.url)}">{text}</a>' if said.url else text
