"""Types what a hint says, as a person would: with its words and the place that it points at, and nothing else."""

from __future__ import annotations

import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from casefile import check_folder, write_playbook

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gameplan.diagnostics import Diagnostic

Files = dict[str, str]
"""A playbook's texts by path."""
MOST_STEPS = 5
"""Hints that one place may need, one after the other."""


@dataclass(frozen=True)
class Typist:
    """Somebody with a file open at the place of a finding."""

    files: Files
    finding: Diagnostic

    @property
    def path(self) -> str:
        """The file that is open."""
        return self.finding.location.path

    @property
    def rows(self) -> list[str]:
        """Its lines."""
        return self.files[self.path].split("\n")

    @property
    def at(self) -> int:
        """The row of the place, from 0."""
        span = self.finding.location.span
        return span.line - 1 if span else 0

    def with_rows(self, rows: list[str]) -> Files:
        """The files, this one with other lines."""
        return {**self.files, self.path: "\n".join(rows)}

    def value(self, text: str) -> Files:
        """Type a value over the one that is marked, to the end of the last of its lines."""
        span = self.finding.location.span
        assert span is not None
        rows = self.rows
        last = rows[span.end_line - 1][span.end_column - 1 :]
        marked = rows[self.at][span.column - 1 : span.end_column - 1] if span.line == span.end_line else ""
        if marked[:1] in ("'", '"') and marked[-1:] == marked[:1] and text[:1] not in "'\"[{":
            text = f"{marked[0]}{text}{marked[0]}"
        rows[self.at : span.end_line] = [rows[self.at][: span.column - 1] + text + last]
        return self.with_rows(rows)

    def anchor(self, text: str) -> Files:
        """Type another place over that of the marked link."""
        span = self.finding.location.span
        assert span is not None
        before = self.rows[self.at][span.column - 1 : span.end_column - 1].partition("#")[0]
        return self.value(f"{before}{text}")

    def line(self, text: str) -> Files:
        """Type a line `key: value`: over the one of that key, else as a new one at the end of the front matter."""
        rows = self.rows
        key = text.partition(":")[0]
        indent = rows[self.at][: len(rows[self.at]) - len(rows[self.at].lstrip())]
        here = re.match(rf"\s*(?:- )?{re.escape(key)}\s*:", rows[self.at]) is not None
        at = self.at if here else next((n for n, row in enumerate(rows) if re.match(rf"{re.escape(key)}\s*:", row)), -1)
        if at >= 0:
            end = at + 1
            while end < len(rows) and re.match(r"\s+\S|- ", rows[end]) and at != self.at:
                end += 1
            if here:
                span = self.finding.location.span
                end = max(end, span.end_line if span else 0)
                while end < len(rows) and re.match(rf"{indent}\s+\S|{indent}- ", rows[end]) and not indent:
                    end += 1
            rows[at:end] = [(indent if here else "") + text]
            return self.with_rows(rows)
        if rows[:1] != ["---"]:
            return self.with_rows(["---", text, "---", *rows])
        closing = next((n for n, row in enumerate(rows) if n and row.strip() in ("---", "...")), len(rows))
        return self.with_rows([*rows[:closing], text, *rows[closing:]])

    def inside(self, text: str) -> Files | None:
        """Type `key: value` into the braces that stand at the place; None where there are none, or it is a key of the page."""
        key = text.partition(":")[0]
        within = f".{key}: " in self.finding.message or key in ("until", "count", "on", "except", "every", "in")
        row = self.rows[self.at]
        braces = re.search(r"\{(.*)\}", row)
        if not within or braces is None:
            return None
        parts = re.findall(r"(?:[^,\[{]|\[[^\]]*\]|\{[^}]*\})+", braces[1])
        kept = [part.strip() for part in parts if part.partition(":")[0].strip() != key]
        if key in ("until", "count"):
            kept = [part for part in kept if part.partition(":")[0] not in ("until", "count")]
        rows = self.rows
        rows[self.at] = f"{row[: braces.start()]}{{{', '.join([*kept, text])}}}{row[braces.end() :]}"
        return self.with_rows(rows)

    def whole(self, text: str) -> Files:
        """Type the words of the marked row anew."""
        rows = self.rows
        row = rows[self.at]
        rows[self.at] = row[: len(row) - len(row.lstrip())] + text
        return self.with_rows(rows)

    def flat(self, text: str) -> Files:
        """Type the marked row anew, from its beginning."""
        rows = self.rows
        rows[self.at] = text
        return self.with_rows(rows)

    def without_row(self) -> Files:
        """Delete the marked row."""
        rows = self.rows
        del rows[self.at]
        return self.with_rows(rows)

    def above(self, text: str) -> Files:
        """Type a row above the marked one."""
        return self.with_rows([*self.rows[: self.at], text, *self.rows[self.at :]])

    def moved(self, path: str) -> Files:
        """Move the file."""
        return {path if name == self.path else name: text for name, text in self.files.items()}


Action = "Callable[[Typist, re.Match[str]], Files] | None"
YEAR = "2026"


def _written(typist: Typist, text: str) -> Files:
    """What stands behind `write`: a line with its key, an item, a place for a link, or a value."""
    text = text.replace("YYYY-MM-DD", f"{YEAR}-12-03").replace("YYYY", YEAR)
    if re.match(r"- \S", text):
        return typist.whole(text)
    if typist.finding.rule.name == "unknown-key" and re.match(r"[\w-]+: ", text):
        return typist.whole(text)
    if (inner := typist.inside(text)) is not None:
        return inner
    if re.match(r"(?!https?:|mailto:)[\w-]+: ", text):
        return typist.line(text)
    return typist.value(text)


def _two_lines(typist: Typist, match: re.Match[str]) -> Files:
    first = typist.line(match[1])
    return Typist(first, typist.finding).line(match[2])


def _two_days(typist: Typist, _: re.Match[str]) -> Files:
    first = typist.line(f"start: {YEAR}-12-09")
    return Typist(first, typist.finding).line(f"end: {YEAR}-12-11")


def _result(typist: Typist, match: re.Match[str]) -> Files:
    """One result more, among those that are there."""
    rows = typist.rows
    for at, row in enumerate(rows):
        if row.startswith("results: {"):
            rows[at] = f"{row.rstrip()[:-1]}, {match[1]}}}"
            return typist.with_rows(rows)
    return typist.line(f"results: {{{match[1]}}}")


ACTIONS: tuple[tuple[str, object], ...] = (
    (r"write (start: \S+(?: \S+)?|owner: .+?) and, in a line of its own, (\w+: .+)", _two_lines),
    (r"write a time in start too, as in (start: .+), and (end: .+)", _two_lines),
    (
        r"write .*?, in two lines: (start: \S+) and (end: \S+)",
        _two_days,
    ),
    (r"did you mean (\S+)\? To keep the page off the site.*", lambda t, m: t.value(m[1])),
    (
        r"did you mean \[\[(.+?)\]\] \(.*\)\?",
        lambda t, m: (
            t.value(f"[[{m[1]}]]")
            if t.rows[t.at][t.finding.location.span.column - 1 :].startswith("[[")
            else t.value(m[1])
        ),
    ),
    (r"did you mean '([^']+)'(?: \(.*\))?\?", lambda t, m: t.value(m[1])),
    (r"did you mean ([^'\s#]\S*)\?", lambda t, m: t.value(m[1])),
    (r"put (?:it|the text) in (?:single )?quotes: (.+)", lambda t, m: _written(t, m[1])),
    (r"delete the blanks at its beginning: (.+)", lambda t, m: t.flat(m[1])),
    (r"delete the line, or write (x_\w+) for a key of your own", lambda t, m: t.value(m[1])),
    (r"delete the line(?:: \w+ stands here already)?", lambda t, _: t.without_row()),
    (r"delete one of the two lines|keep one of the two lines", lambda t, _: t.without_row()),
    (r"keep one: write (\w+: \S+)(?:;.*)?", lambda t, m: t.line(m[1])),
    (r"move it to (\S+/\S+\.md)", lambda t, m: t.moved(m[1])),
    (r"make (?:line 1|it) three hyphens and nothing else: ---", lambda t, _: t.flat("---")),
    (
        r"put a line with three hyphens above (?:it|the first of these lines, as line 1 of the file): ---",
        lambda t, _: t.above("---"),
    ),
    (
        r"delete everything above the first ---",
        lambda t, _: t.with_rows(t.rows[next(n for n, row in enumerate(t.rows) if row == "---") :]),
    ),
    (
        r"use (?:a blank|blanks) instead of the tab",
        lambda t, _: t.flat(t.rows[t.at].replace("\t", "  ").replace("\\t", " ")),
    ),
    (r"make start the first day on which it happens: (\S+)", lambda t, m: t.line(f"start: {m[1]}")),
    (r"the last day is (\S+)", lambda t, m: t.value(m[1])),
    (r"leave the brackets out: (.+)", lambda t, m: t.value(m[1])),
    (r"write the year too: (\S+), with .*", lambda t, m: _written(t, m[1])),
    (r"write the offset with hours and minutes: (.+)", lambda t, m: t.value(m[1])),
    (r"write (\d{4}-\d\d-\d\d) or (\d{4}-\d\d-\d\d)(?:: year first.*)?", lambda t, m: t.value(m[1])),
    (r"write (\d{4}-\d\d-\d\d \d\d:\d\d), or another time", lambda t, m: t.value(m[1])),
    (r"write (\d{4}-\d\d-\d\d \d\d:\d\d(?::\d\d)?) for that time .*", lambda t, m: t.value(m[1])),
    (r"write the day, as in (\w+: \S+), or status: idea", lambda t, m: t.line(m[1])),
    (r"write an id of its own(?:, as in|:) (id: .+)", lambda t, m: t.line(m[1])),
    (r"write the goal that it serves, as in (goals: \[[^\]]+\]).*", lambda t, m: t.line(m[1])),
    (r"write it as (\{.+\}|title: My title)", lambda t, m: _written(t, m[1])),
    (r"write it as 90m, 1h30m, 3d or 1w", lambda t, _: t.value("90m")),
    (r"write it as 4, 3d a week or 60 %", lambda t, _: t.value("3d a week")),
    (r"write (readings: \{.+?\}), or readings.csv", lambda t, m: t.line(m[1])),
    (r"write what it brought: results: \{(.+)\}", _result),
    (r"write ((?:[\w-]+: )?\{.+\}), or the day on which .*", lambda t, m: _written(t, m[1])),
    (r"write (until: \S+), and go on in a new entry.*", lambda t, m: _written(t, m[1])),
    (r"write (title|important): …", lambda t, m: t.whole(f"{m[1]}: Something")),
    (r"write ([\w-]+)(?:, [\w-]+)* (?:or [\w-]+|and \d+ more)", lambda t, m: t.value(m[1])),
    (r"(?:write one of|did you mean) (#[\w/-]+)(?:, .*|\?)?", lambda t, m: t.anchor(m[1])),
    (r"write one of ([\w/-]+)(?:, .*)?", lambda t, m: t.value(m[1])),
    (r"write (\w+), or delete the line", lambda t, m: t.value(m[1])),
    (r"write (type: \w+), or delete the line", lambda t, _: t.without_row()),
    (r"write ([\w-]+(?:, [\w-]+)+): each is an item of the list", lambda t, m: t.value(m[1])),
    (r"write (\[[^\]]*\])", lambda t, m: t.value(m[1])),
    (r"write (approved_by: .+|status: [\w-]+)(?:, or .*)?", lambda t, m: t.line(m[1])),
    (
        r"write ((?!FREQ|each\b|UNTIL|%|an?\b|the\b|it\b|one\b|numbers\b|year|months\b|days\b|\d+d, )[^…]+)",
        lambda t, m: _written(t, m[1]),
    ),
)
"""What to do by what a hint says."""

_THINKING = (
    "correct rename replace shorten split save move choose fix fetch take keep give look see plan name cite pause skip let once tell "
    "delete add count use put type leave hours months offsets make go begin say did an the"
)
_NOT_TO_COPY = (
    r"an?",
    r"the",
    r"numbers",
    r"months",
    r"year-month-day",
    r"1, 2",
    r"true or",
    r"every:",
    r"\d+d,",
    r"until:",
    r"MO, TU",
    r"FREQ",
    r"each line",
    r"UNTIL",
    r"TBD",
    r"public",
    r"[a-z]+ or ",
    r"in review_by",
    r"%20",
    r"a single",
    r"status:",
    r"start:",
    r"&",
    r"[A-Z]",
    r"it ",
    r"\d",
    r"on:",
    r"deadlines:",
    r"\w+: …",
)
THOUGHT = (
    rf"(?:{_THINKING.replace(' ', '|')}) .*",
    rf"write (?:{'|'.join(_NOT_TO_COPY)}).*",
    r".*: each .*",
    r"\S+ was renamed .*",
)
"""What takes thought, another file or another program: such hints are read, and nothing can be typed from them as it stands."""


def typed(files: Files, finding: Diagnostic) -> Files | None:
    """The files after somebody has typed what a finding's hint says; None where that takes thought."""
    hint = finding.hint or ""
    for pattern, action in ACTIONS:
        match = re.fullmatch(pattern, hint, re.DOTALL)
        if match and callable(action):
            done: Files = action(Typist(files, finding), match)
            return done
    return None


def unheard(findings: list[Diagnostic]) -> Iterator[str]:
    """The hints of which nobody has said whether they can be typed."""
    for finding in findings:
        hint = finding.hint or ""
        if hint and not any(re.fullmatch(pattern, hint, re.DOTALL) for pattern in (*(a for a, _ in ACTIONS), *THOUGHT)):
            yield hint


def follow(files: Files, finding: Diagnostic) -> None:
    """Type hint after hint at the place of a finding."""
    seen = [_what(finding)]
    left: Sequence[Diagnostic] = checked(files)
    for _ in range(MOST_STEPS):
        after = typed(files, finding)
        if after is None:
            return
        before, left = left, checked(after)
        told = [[_what(each) for each in found].count(seen[-1]) for found in (before, left)]
        shorter = (
            after[finding.location.path].count("\n") < files[finding.location.path].count("\n")
            if finding.location.path in after
            else True
        )
        assert told[1] < told[0] or shorter, (seen, finding.hint, after.get(finding.location.path))
        again = [each for each in left if _key(after, each) == _key(files, finding) and _key(after, each)]
        if not again:
            return
        files, finding = after, again[0]
        seen.append(_what(finding))
    pytest.fail(f"no end: {seen}")


def _what(finding: Diagnostic) -> tuple[str, str, str]:
    return (finding.location.path, finding.rule.name, finding.message)


def _key(files: Files, finding: Diagnostic) -> tuple[str, str]:
    """The file and the key of the line that a finding points at, where it does."""
    path, span = finding.location.path, finding.location.span
    if path not in files or span is None:
        return ("", "")
    rows = files[path].split("\n")
    row = rows[span.line - 1] if span.line <= len(rows) else ""
    return (path, row.partition(":")[0].strip()) if ":" in row else ("", "")


def checked(files: Files) -> tuple[Diagnostic, ...]:
    """What is found in a playbook of such files."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_playbook(root, files)
        return check_folder(root).diagnostics
