"""Gaps in the files of starters: names, and days that count from the day on which the playbook starts.

A gap is a word in double braces without blanks around it, as in `{{name}}` and `{{day +2w}}`. What has blanks there is somebody else's, and
stays: `{{ page.title }}`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from gameplan.diagnostics import visible
from gameplan.edit.yaml_text import scalar
from gameplan.model.faults import nearest
from gameplan.read.extents import Form
from gameplan.read.front_matter import split

if TYPE_CHECKING:
    from collections.abc import Mapping

_GAP = re.compile(r"\{\{([A-Za-z_][\w-]*)(?: ([-+][0-9]{1,4})([dwmqy]?))?\}\}")
_VALUE = re.compile(r"(\s*(?:- )?(?:[\w-]+:\s+)?)(\S.*)")
"""A row of front matter: what stands before a value, and the value."""
_COUNTED = ("day", "month", "quarter", "half", "year")
_DAYS = {"": 1, "d": 1, "w": 7}


class BadGap(ValueError):  # noqa: N818 - an outcome, not an error of the program
    """A gap that nothing is known for: where it is, and what to write."""

    def __init__(self, line: int, column: int, message: str) -> None:
        """Know the place in the text."""
        super().__init__(message)
        self.line, self.column = line, column


@dataclass(frozen=True)
class Gaps:
    """What is put into gaps."""

    start: date
    """The day from which days count."""
    words: Mapping[str, str]
    """What stands for each name."""

    def filled(self, text: str) -> str:
        """Return a text with its gaps filled.

        `{{day +2w}}` is a day two weeks after the start (`d` and `w`; without a letter days). `{{month +1}}`, `{{quarter}}`, `{{half}}`
        and `{{year -1}}` are the stretch of time that the start is in, or one before or after it: 2027-04, 2027-Q2, 2027-H1, 2027.

        Raises:
            BadGap: where a name means nothing.
        """
        return _GAP.sub(self._filling, text)

    def filled_page(self, text: str) -> str:
        """Return a page with its gaps filled: in its front matter so that each value is read as what was put there.

        Names may hold quotes, colons and all else that YAML takes for its own.

        Raises:
            BadGap: where a name means nothing.
            Unreadable: where the front matter isn't closed.
        """
        end = split(text).body_line - 1
        rows = text.split("\n")
        for number, row in enumerate(rows):
            try:
                rows[number] = self._row(row) if number < end else self.filled(row)
            except BadGap as error:
                raise BadGap(number + 1, error.column, str(error)) from None
        return "\n".join(rows)

    def _row(self, row: str) -> str:
        """A row of front matter with its gaps filled."""
        found = _VALUE.fullmatch(row)
        filled = self.filled(row)
        if found is None or filled == row:
            return filled
        lead, value = found[1], found[2].rstrip()
        if value[0] in "\"'":
            form = Form.DOUBLE if value[0] == '"' else Form.SINGLE
            words = {name: scalar(word, like=form)[1:-1] for name, word in self.words.items()}
            return replace(self, words=words).filled(row)
        # Braces and brackets that are no gap are a mapping or a list, and a comment is none of the value.
        if " #" in value or value[0] in "[|>&*!" or (value[0] == "{" and not _GAP.match(value)):
            return filled
        return lead + scalar(self.filled(value))

    def _filling(self, found: re.Match[str]) -> str:
        name, count, unit = found[1], int(found[2] or 0), found[3] or ""
        if name in self.words and not found[2]:
            return self.words[name]
        try:
            if name == "day" and unit in _DAYS:
                return (self.start + timedelta(days=count * _DAYS[unit])).isoformat()
            if name in _COUNTED and not unit:
                return self._stretch(name, count)
        except (OverflowError, ValueError):
            raise _bad(found, "no calendar goes that far") from None
        known = [*self.words, *_COUNTED]
        near = nearest(name, known) if name not in known else None
        words = " or ".join(f"{{{{{word}}}}}" for word in self.words)
        hint = f"did you mean {near}?" if near else f"write {{{{day +2w}}}}, {{{{month +1}}}}, {{{{quarter}}}}, {words}"
        raise _bad(found, f"nothing is known for the gap {visible(found[0])}: {hint}")

    def _stretch(self, name: str, count: int) -> str:
        if name == "year":
            return f"{date(self.start.year + count, 1, 1).year:04}"
        length = {"month": 1, "quarter": 3, "half": 6}[name]
        year, place = divmod((self.start.year * 12 + self.start.month - 1) // length + count, 12 // length)
        begun = date(year, place * length + 1, 1)
        return (
            f"{begun.year:04}-"
            + {"month": f"{place + 1:02}", "quarter": f"Q{place + 1}", "half": f"H{place + 1}"}[name]
        )


def _bad(found: re.Match[str], message: str) -> BadGap:
    before = found.string[: found.start()]
    return BadGap(before.count("\n") + 1, found.start() - (before.rfind("\n") + 1) + 1, message)
