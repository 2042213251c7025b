"""Four real playbooks: the check finds what an independent reading of them found, and each difference has a reason.

They are read where they lie, with default options, and are no part of the repository; `docs/corpora.md` says what they are.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from corpora import CORPORA, NAMES, checked
from gameplan.model.kinds import PLAIN
from gameplan.model.playbook import goal_fields

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.diagnostics import Diagnostic
    from gameplan.pipeline import Result


ESCAPED_NAMES = {"digitalgov": 2}
"""Files with `%e2%80%8a` in their names are `unsafe-path`, and not read: a link to such a name means another name."""
EMPTY_PAGES = {"rustgoals": 1}
"""A strategy page without a single character is no page."""
MIXED_ENDS = {"digitalgov": 1}
"""One start has an offset and its end has none. Both are times, so we don't call them of different types; as no zone is
named, the end is in UTC, and lies before the start."""


class Corpus(NamedTuple):
    """A playbook, what the check made of it, and what was expected."""

    name: str
    root: Path
    result: Result
    expected: dict[str, Any]

    def found(self, rule: str) -> list[Diagnostic]:
        """The findings of a rule."""
        return [finding for finding in self.result.diagnostics if finding.rule.name == rule]

    def paths(self, rule: str) -> set[str]:
        """The files with a finding of a rule."""
        return {finding.location.path for finding in self.found(rule)}

    def row(self, finding: Diagnostic) -> str:
        """The line of a finding."""
        assert finding.location.span
        return self.result.row(finding.location.path, finding.location.span.line) or ""


@pytest.fixture(scope="module", params=NAMES)
def corpus(request: pytest.FixtureRequest) -> Corpus:
    """Each playbook, checked once."""
    root = CORPORA / request.param
    expected = json.loads((root / "expect.json").read_text(encoding="utf-8"))
    return Corpus(request.param, root, checked(request.param), expected)


def test_strategy(corpus: Corpus) -> None:
    """Every strategy page with a kind is read as that kind."""
    kinds = Counter(page.kind.name for page in corpus.result.playbook.pages)
    assert {kind: kinds[kind] for kind in corpus.expected["strategy"]} == corpus.expected["strategy"]
    assert set(kinds) - set(corpus.expected["strategy"]) <= {"entry", PLAIN.name}


def test_pages_without_front_matter(corpus: Corpus) -> None:
    """Strategy pages without front matter are pages all the same."""
    pages = [page for page in corpus.result.playbook.pages if not page.places.lines]
    assert len(pages) == corpus.expected["strategy_pages_without_front_matter"] - EMPTY_PAGES.get(corpus.name, 0)


def test_files(corpus: Corpus) -> None:
    """Every Markdown file of the plan is an entry, or has the finding that says why not."""
    counts = corpus.expected["counts"]
    entries = {entry.path for entry in corpus.result.playbook.entries}
    refused = corpus.paths("invalid-front-matter") | corpus.paths("missing-front-matter") | corpus.paths("unsafe-path")
    files = {path.relative_to(corpus.root).as_posix() for path in (corpus.root / "plan").rglob("*.md")}
    assert len(files) == counts["files"]
    assert entries | refused == files
    assert not entries & refused
    assert len(corpus.paths("unsafe-path")) == ESCAPED_NAMES.get(corpus.name, 0)
    assert all("%" in path for path in corpus.paths("unsafe-path"))
    assert len(entries) == counts["readable"] - ESCAPED_NAMES.get(corpus.name, 0)
    assert len([path for path in entries if not path.isascii()]) == counts.get("non-ASCII path", 0)


def test_unreadable(corpus: Corpus) -> None:
    """What can't be read is refused for the reason that was expected."""
    found = corpus.found("invalid-front-matter")
    expected = corpus.expected["unreadable"].get("blank lines before the fence", {"n": 0, "eg": []})
    assert set(corpus.expected["unreadable"]) <= {"blank lines before the fence"}
    assert [finding.message for finding in found] == ["there is an empty line before the front matter"] * expected["n"]
    assert corpus.paths("invalid-front-matter") >= set(expected["eg"])


def test_missing_goals(corpus: Corpus) -> None:
    """The entries that cite no goal."""
    assert len(corpus.paths("missing-goal")) == corpus.expected["counts"]["cites no goal"]


def test_goals_cited_twice(corpus: Corpus) -> None:
    """The entries that cite one goal twice."""
    entries = [entry for entry in corpus.result.playbook.entries if entry.path in corpus.paths("duplicate-reference")]
    twice = [entry for entry in entries if len(set(entry.entry.goals)) < len(entry.entry.goals)]
    assert len(twice) == corpus.expected["counts"]["goal cited twice by one entry"]


def test_unknown_goals(corpus: Corpus) -> None:
    """Every citation of a goal that there isn't, with the goal that was probably meant."""
    expected = corpus.expected
    cited = Counter(quoted(finding.message) for finding in corpus.found("unknown-goal"))
    assert len(corpus.paths("unknown-goal")) == expected["counts"]["entries citing an unknown goal"]
    assert (len(cited), cited.total()) == (
        expected["unknown_goals"]["distinct"],
        expected["unknown_goals"]["citations"],
    )
    assert cited == dict(expected["unknown_goals"]["top"])
    guesses = [(quoted(finding.message), quoted(finding.hint or "")) for finding in corpus.found("unknown-goal")]
    near = Counter(f"{typed} -> {meant}" for typed, meant in guesses if meant)
    assert near == dict(expected["unknown_but_near"])


def quoted(text: str) -> str:
    """The first text in quotes; empty where there is none."""
    match = re.search(r"'([^']*)'", text)
    return match[1] if match else ""


def test_uncited_goals(corpus: Corpus) -> None:
    """The goals that no entry serves."""
    playbook = corpus.result.playbook
    assert all(goal_fields(goal).lifecycle == "accepted" for goal in playbook.goals)
    uncited = {playbook.by_path[path].id for path in corpus.paths("uncited-goal")}
    assert uncited == set(corpus.expected["goals_never_cited"])


def test_duplicate_keys(corpus: Corpus) -> None:
    """The keys that stand twice in one front matter."""
    expected = corpus.expected["duplicate_keys"]
    keys = {(finding.location.path, quoted(finding.message)) for finding in corpus.found("duplicate-key")}
    assert len(corpus.paths("duplicate-key")) == expected["n"]
    assert {(path, key) for path, names in expected["eg"] for key in names} <= keys


def test_titles(corpus: Corpus) -> None:
    """The entries without a title."""
    assert len(corpus.paths("missing-title")) == corpus.expected["counts"].get("no title", 0)
    assert corpus.expected["counts"]["title not a string"] == 0


def test_ends(corpus: Corpus) -> None:
    """Starts and ends that don't go together."""
    assert corpus.expected["end_before_start"] == []
    assert MIXED_ENDS.get(corpus.name, 0) == corpus.expected["counts"].get("start and end of different types", 0)
    assert len(corpus.found("end-before-start")) == MIXED_ENDS.get(corpus.name, 0)


def test_offsets_without_colon(corpus: Corpus) -> None:
    """Every time with an offset such as `-0500` is reported, with the corrected form as a hint."""
    expected = sum(fields.get("str: offset without colon", 0) for fields in corpus.expected["date_values"].values())
    found = [
        finding
        for finding in corpus.found("invalid-value")
        if re.search(r"(?:date|start|end): .* [+-][0-9]{4}$", corpus.row(finding))
    ]
    assert len(found) == expected - ESCAPED_NAMES.get(corpus.name, 0)
    form = re.compile(r"write [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9]{2}:[0-9]{2}(?::[0-9]{2})?[+-][0-9]{2}:[0-9]{2}")
    assert all(form.fullmatch(finding.hint or "") for finding in found)


def test_other_dates(corpus: Corpus) -> None:
    """Days and years are taken, and texts that are no dates are refused, never guessed: with the corrected form where there is one."""
    counts: Counter[str] = Counter()
    for fields in corpus.expected["date_values"].values():
        counts += Counter(fields)
    entries = corpus.result.playbook.entries
    starts = [entry.entry.start for entry in entries if entry.entry.start]
    assert len([start for start in starts if isinstance(start.value, date)]) == counts["date"]
    assert len([start for start in starts if re.fullmatch("[0-9]{4}", start.typed)]) == counts["int"]
    assert len([entry for entry in entries if not entry.places.has("start")]) == corpus.expected["counts"].get(
        "no date at all", 0
    )
    plan = [finding for finding in corpus.found("invalid-value") if finding.location.path.startswith("plan/")]
    hints = Counter(re.sub("[0-9]", "9", finding.hint or "") for finding in plan if "is not a date" in finding.message)
    assert hints["write 9999-H9"] == counts["str: half-year"]
    assert hints["write 9999-99-99"] == counts["str: Month d, yyyy"]
    forms = "write a day as in 9999-99-99, a moment as in 9999-99-99 99:99, or a window: 9999-99, 9999-Q9, 9999-H9, 9999, TBD"
    # A day without its year is told what it lacks.
    lacking = [hint for hint in hints if hint.startswith(("write the year too", "write the first and the last day"))]
    assert hints[forms] + sum(hints[hint] for hint in lacking) == counts["str: other words"] + counts["str: year range"]
