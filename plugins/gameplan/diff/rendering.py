"""A comparison as text for a terminal, as a comment for a pull request, and as HTML."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING

from gameplan.diagnostics import visible
from gameplan.diff.words import Said, headline, sections

if TYPE_CHECKING:
    from collections.abc import Callable

    from gameplan.diff.comparison import Comparison
    from gameplan.diff.words import Row, Section

MARKER = "<!-- gameplan diff -->"
"""Begins the comment, so that the next one takes its place."""
LONGEST = 60_000
"""Characters of a comment; hosts take 65,536."""
_MOST_ROWS = 100
"""Of a section."""
_LONGEST_SAID = 300
"""Characters of an author's text in one place."""
_PUNCTUATION = re.compile(r"^-|[!#$&()*+.:<>?@\[\\\]^_`{|}~]")
"""What may mean something within a line, or at its beginning."""
_JOINED = "\u2060"
"""A word joiner: behind @ and # it keeps hosts from taking what follows for a person or an issue."""


def as_text(comparison: Comparison) -> str:
    """Write a comparison for a terminal; empty where nothing changed."""
    if comparison.is_empty:
        return ""
    parts = [f"{headline(comparison)}\n"]
    for section in sections(comparison):
        rows = "".join(f"  {_joined(row, visible)}\n" for row in section.rows)
        parts.append(f"\n{'! ' if section.risky else ''}{section.title}\n{rows}")
    return "".join(parts)


def as_markdown(comparison: Comparison) -> str:
    """Write a comparison as the comment of a pull request; empty where nothing changed.

    Authors' texts are words and nothing else: they mention nobody, lead nowhere, and close nothing. Where all of it is too long, rows are
    left out from the end, and counted.
    """
    if comparison.is_empty:
        return ""
    for most in (_MOST_ROWS, 40, 15, 5, 1):
        text = _markdown(comparison, most)
        if len(text) <= LONGEST:
            return text
    return f"{MARKER}\n{headline(comparison)}\n\nThere is too much to show here: run `gameplan diff`.\n"


def _markdown(comparison: Comparison, most: int) -> str:
    told = sections(comparison)
    parts = [f"{MARKER}\n### What this changes\n\n{headline(comparison)}\n"]
    parts += [_open(section, most) for section in told if not section.folded]
    folded = [section for section in told if section.folded]
    if folded:
        parts.append("\n<details><summary>More</summary>\n")
        parts += [_open(section, most) for section in folded]
        parts.append("\n</details>\n")
    base = comparison.base[:12] if comparison.base.isalnum() else ""
    parts.append(f"\n<sub>Gameplan, {_escaped(comparison.day)}{f', compared with {base}' if base else ''}</sub>\n")
    return "".join(parts)


def _open(section: Section, most: int) -> str:
    mark = "⚠️ " if section.risky else ""
    rows = "".join(f"- {_joined(row, _escaped)}\n" for row in section.rows[:most])
    left = len(section.rows) - most
    return f"\n**{mark}{section.title}**\n\n{rows}" + (f"- … and {left} more\n" if left > 0 else "")


def as_html(comparison: Comparison) -> str:
    """Write a comparison as a page of its own; empty where nothing changed."""
    if comparison.is_empty:
        return ""
    parts = [f"<h1>{escape(headline(comparison))}</h1>"]
    for section in sections(comparison):
        rows = "".join(f"<li>{_joined(row, lambda text: escape(visible(text)))}</li>" for row in section.rows)
        parts.append(f"<h2{' class=risky' if section.risky else ''}>{escape(section.title)}</h2><ul>{rows}</ul>")
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        "<title>What this changes</title><style>"
        "body{font:16px/1.5 system-ui,sans-serif;max-width:50rem;margin:2rem auto;padding:0 1rem;color-scheme:light dark}"
        "h1{font-size:1.4rem}h2{font-size:1.1rem}.risky{border-left:.3rem solid #c60;padding-left:.6rem}"
        f"</style></head><body>{''.join(parts)}</body></html>\n"
    )


def _joined(row: Row, said: Callable[[str], str]) -> str:
    return "".join(said(_short(part.text)) if isinstance(part, Said) else part for part in row)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_SAID else f"{text[:_LONGEST_SAID]}…"


def _escaped(text: str) -> str:
    """A text that Markdown shows as it is, on one line: every sign that could mean something is escaped."""
    line = " ".join(visible(text).split())
    return re.sub(r"(\\[@#])", rf"\1{_JOINED}", _PUNCTUATION.sub(r"\\\g<0>", line))
