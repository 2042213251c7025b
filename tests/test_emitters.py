"""What the formats of findings promise: places that fit the line, and author text that does nothing."""

from __future__ import annotations

import json as standard_json
import re
from typing import Any

import pytest

from gameplan.diagnostics import Diagnostic, Fix, Location, Related, Rule, Severity, Span, visible
from gameplan.diagnostics.emitters import github, json, markdown, text
from gameplan.diagnostics.emitters.report import Report
from gameplan.diagnostics.fingerprints import fingerprints

RULES = {severity: Rule(name=f"some-{severity}", severity=severity, summary="", help="") for severity in Severity}
NASTY = "a\x1b[31m\u202e|`b`\r\n::error::100% \u200b"


def finding(
    path: str = "plan/a.md",
    span: tuple[int, int, int, int] | None = (2, 8, 2, 12),
    severity: Severity = Severity.ERROR,
    **more: Any,  # noqa: ANN401 - whatever a finding has
) -> Diagnostic:
    """A finding; what is not given is as in any."""
    location = Location(path, Span(*span) if span else None)
    return Diagnostic(**{"rule": RULES[severity], "message": "it is wrong", "location": location, **more})


def report(*findings: Diagnostic, row: str | None = None, **more: Any) -> Report:  # noqa: ANN401 - whatever a report has
    """A report on findings that all stand in one row."""
    return Report(findings=findings, row=lambda _path, _line: row, today="2026-11-22", **more)


def under(row: str, span: tuple[int, int, int, int]) -> str:
    """What the carets stand under, by characters, when a row is shown."""
    shown, carets = text.emit(report(finding(span=span), row=row)).splitlines()[1:3]
    first, last = carets.index("^"), carets.rindex("^") + 1
    assert set(carets[first:last]) == {"^"}
    return shown[first:last]


# Text, for people


def test_text_shows_the_place_the_line_and_the_hint() -> None:
    """A finding is its place, severity, rule and message, then the line, then carets and the hint."""
    found = text.emit(report(finding(hint="write it so"), row="title: Wrong here"))
    assert found == (
        "plan/a.md:2:8: error[some-error]: it is wrong\n    2 | title: Wrong here\n      |        ^^^^ write it so\n"
    )


def test_text_without_findings_is_empty() -> None:
    """Where nothing is wrong, nothing is printed."""
    assert text.emit(report()) == ""


def test_text_without_a_span() -> None:
    """A finding about a whole file has no line and no carets."""
    found = text.emit(report(finding(span=None, hint="rename it"), row="never shown"))
    assert found == "plan/a.md: error[some-error]: it is wrong\n        rename it\n"


def test_text_without_the_line() -> None:
    """Where the line isn't at hand, the hint stands below the message."""
    found = text.emit(report(finding(hint="write it so")))
    assert found == "plan/a.md:2:8: error[some-error]: it is wrong\n        write it so\n"


def test_text_names_related_places() -> None:
    """Related places stand below, each as a place to jump to."""
    related = (Related(Location("plan/b.md", Span(4, 1, 4, 6)), "the first"), Related(Location("plan/c.md"), "a file"))
    last = text.emit(report(finding(related=related))).splitlines()[-2:]
    assert last == ["        plan/b.md:4:1: the first", "        plan/c.md: a file"]


def test_text_keeps_the_order_of_findings() -> None:
    """The emitter changes nothing in the order that it is given."""
    found = text.emit(report(*(finding(path=f"plan/{name}.md") for name in "bca")))
    assert re.findall(r"^plan/(.)", found, flags=re.MULTILINE) == ["b", "c", "a"]


@pytest.mark.parametrize(
    ("row", "span", "meant"),
    [
        ("title: Wrong here", (2, 8, 2, 13), "Wrong"),
        ("title: Größe hier", (2, 14, 2, 18), "hier"),
        ("Wrong", (2, 1, 2, 6), "Wrong"),
        ("title: a\tb", (2, 10, 2, 11), "b"),
        ("title: a\tb", (2, 9, 2, 10), "\\u0009"),
        ("\tstart: x", (2, 9, 2, 10), "x"),
        ("id: a\u200bb", (2, 5, 2, 8), "a\\u200bb"),
        ("a\x1bb: wrong", (2, 6, 2, 11), "wrong"),
        ("title: Two", (2, 8, 4, 3), "Two"),
    ],
)
def test_carets_stand_under_what_is_meant(row: str, span: tuple[int, int, int, int], meant: str) -> None:
    """Carets stand under the characters of the span, also after tabs and after characters that are shown by their codes."""
    assert under(row, span) == meant


@pytest.mark.parametrize("span", [(2, 6, 2, 6), (2, 40, 2, 44)])
def test_an_empty_place_has_a_caret(span: tuple[int, int, int, int]) -> None:
    """A place of no length, or behind the end of the line, is shown by one caret."""
    assert text.emit(report(finding(span=span), row="goals:")).splitlines()[2].count("^") == 1


@pytest.mark.parametrize(
    ("before", "cells"),
    [("日本", 4), ("🎉 ", 3), ("e\u0301", 1), ("한", 2), ("ß", 1), ("Ａ", 2)],
)
def test_carets_keep_their_distance_after_wide_characters(before: str, cells: int) -> None:
    """A terminal shows some characters two cells wide and others in none: carets begin that many cells from the margin."""
    column = len(before) + 1
    carets = text.emit(report(finding(span=(2, column, 2, column + 1)), row=f"{before}x")).splitlines()[2]
    assert carets == "      | " + " " * cells + "^"


def test_long_lines_are_cut_around_the_place() -> None:
    """Of a very long line the part around the place is shown, and the carets stand under it still."""
    row = "a" * 5_000 + "wrong" + "b" * 5_000
    shown = text.emit(report(finding(span=(2, 5_001, 2, 5_006)), row=row)).splitlines()
    assert all(len(line) < 200 for line in shown)
    assert shown[1].startswith("    2 | …a")
    assert under(row, (2, 5_001, 2, 5_006)) == "wrong"


def test_long_places_are_cut() -> None:
    """A place longer than the shown part of a line has carets as far as it is shown."""
    shown = text.emit(report(finding(span=(2, 1, 2, 5_000)), row="a" * 5_000)).splitlines()
    assert len(shown[1]) == len(shown[2]) < 200


def test_text_sends_no_control_characters() -> None:
    """Author text in any part of a finding can't drive a terminal or turn its direction round."""
    related = (Related(Location(NASTY, Span(1, 1, 1, 2)), NASTY),)
    found = text.emit(report(finding(path=NASTY, message=NASTY, hint=NASTY, related=related), row=NASTY), colour=False)
    assert visible(found.replace("\n", "")) == found.replace("\n", "")
    assert found.count("\n") == 4
    assert "\\u001b[31m" in found


def test_colour_only_when_asked() -> None:
    """Colours are sent when they are asked for, and change nothing but the colour."""
    one = report(
        finding(hint="write it so", related=(Related(Location("plan/b.md"), "there"),)), row="title: Wrong here"
    )
    plain, coloured = text.emit(one), text.emit(one, colour=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain
    assert len(coloured) > len(plain)


def test_severities_have_their_colours() -> None:
    """Each severity has a colour of its own."""
    colours = {
        severity: re.findall(r"\x1b\[1;3[0-9]m", text.emit(report(finding(severity=severity)), colour=True))[0]
        for severity in Severity
    }
    assert len(set(colours.values())) == len(Severity)


# JSON, for programs


def test_json_is_one_versioned_object() -> None:
    """The object says its version, the day, the outcome, and what was and was not checked."""
    value = standard_json.loads(
        json.emit(report(counts={"goal": 2}, unchecked=("history",), failing=frozenset({finding()})))
    )
    assert value == {
        "version": 1,
        "today": "2026-11-22",
        "failed": True,
        "counts": {"goal": 2},
        "unchecked": ["history"],
        "findings": [],
    }


def test_json_findings() -> None:
    """A finding has its rule, severity, words, place, related places and fix."""
    one = finding(
        hint="write it so", related=(Related(Location("plan/b.md"), "there"),), fix=Fix(Span(2, 8, 2, 12), "right")
    )
    start, end = {"line": 2, "column": 8}, {"line": 2, "column": 12}
    assert standard_json.loads(json.emit(report(one)))["findings"] == [
        {
            "rule": "some-error",
            "severity": "error",
            "message": "it is wrong",
            "hint": "write it so",
            "path": "plan/a.md",
            "start": start,
            "end": end,
            "related": [{"path": "plan/b.md", "start": None, "end": None, "message": "there"}],
            "fix": {"start": start, "end": end, "text": "right", "certain": True},
            "fingerprint": next(fingerprints([one], lambda _path, _line: None)),
        }
    ]


def test_json_spans_may_be_null() -> None:
    """A finding about a whole file has null for its place, and null for what it lacks."""
    [one] = standard_json.loads(json.emit(report(finding(span=None))))["findings"]
    assert (one["start"], one["end"], one["hint"], one["fix"], one["related"]) == (None, None, None, None, [])


def test_json_severities_are_those_of_the_options() -> None:
    """The severity is the configured one, not the rule's."""
    one = finding(severity=Severity.ERROR).weighing(Severity.INFO)
    assert standard_json.loads(json.emit(report(one)))["findings"][0]["severity"] == "info"


def test_json_is_ascii_and_exact() -> None:
    """Everything beyond ASCII is escaped, and reads back as it was."""
    found = json.emit(report(finding(path="plan/größe.md", message=NASTY)))
    assert found.isascii()
    assert "\x1b" not in found
    assert standard_json.loads(found)["findings"][0]["message"] == NASTY


# GitHub Actions


def commands(found: str) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands as GitHub's runner reads them: name, properties and data, unescaped."""
    read = []
    for line in found.splitlines():
        if match := re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line):
            pairs = (pair.partition("=") for pair in match[2].split(","))
            properties = {name: unescaped(value, (":", ",")) for name, _, value in pairs}
            read.append((match[1], properties, unescaped(match[3], ())))
    return read


def unescaped(value: str, characters: tuple[str, ...]) -> str:
    """By `actions/runner`, `src/Runner.Common/ActionCommand.cs`: the per cent sign last."""
    for character in (*characters, "\r", "\n", "%"):
        value = value.replace(f"%{ord(character):02X}", character)
    return value


def test_github_annotations() -> None:
    """A finding is a workflow command with its rule, file and place, and the hint behind the message."""
    assert commands(github.emit(report(finding(hint="write it so")))) == [
        (
            "error",
            {"title": "some-error", "file": "plan/a.md", "line": "2", "col": "8", "endColumn": "12"},
            "it is wrong – write it so",
        )
    ]


@pytest.mark.parametrize(("severity", "command"), [("error", "error"), ("warning", "warning"), ("info", "notice")])
def test_github_commands_by_severity(severity: str, command: str) -> None:
    """Each severity is the command that GitHub shows for it."""
    assert commands(github.emit(report(finding(severity=Severity(severity)))))[0][0] == command


def test_github_places_of_several_lines_have_no_columns() -> None:
    """GitHub refuses columns of a place on several lines, and a whole file has no line."""
    file, lines = commands(github.emit(report(finding(span=(2, 8, 4, 1)), finding(span=None))))
    assert set(lines[1]) == {"title", "file", "line"}
    assert set(file[1]) == {"title", "file"}


def test_github_shows_ten_of_each_kind_and_counts_the_rest() -> None:
    """Ten annotations of a kind are shown, errors before warnings before notes, and the last line counts the others."""
    severities = (Severity.INFO, Severity.WARNING, Severity.ERROR)
    findings = [finding(path=f"plan/{number:02}.md", severity=severities[number % 3]) for number in range(36)]
    found = github.emit(report(*findings))
    shown = commands(found)
    assert [name for name, _, _ in shown] == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10
    assert [properties["file"] for _, properties, _ in shown[:3]] == ["plan/02.md", "plan/05.md", "plan/08.md"]
    assert found.splitlines()[30:] == ["… and 6 more: see the step's summary."]


def test_github_says_nothing_more_at_ten() -> None:
    """With ten findings of a kind nothing is left to count."""
    assert len(github.emit(report(*(finding(path=f"plan/{n}.md") for n in range(10)))).splitlines()) == 10


def test_github_shows_changed_files_first() -> None:
    """What the pull request changed comes before worse findings in other files."""
    findings = [finding(path=f"plan/{number}.md") for number in range(12)]
    mine = finding(path="plan/mine.md", severity=Severity.INFO)
    found = commands(github.emit(report(*findings, mine), changed={"plan/mine.md"}))
    assert found[0][1]["file"] == "plan/mine.md"


def test_github_escapes_data_and_properties() -> None:
    """Per cent signs, line ends, colons and commas of an author can't end a command or begin another."""
    path = "plan/a,line=9::b%0A.md"
    found = github.emit(report(finding(path=path, message="100%, 12:30", hint="%0A::error::no")))
    [(_, properties, data)] = commands(found)
    assert properties["file"] == path
    assert properties["line"] == "2"
    assert data == "100%, 12:30 – %0A::error::no"
    assert "%25, 12:30" in found


def test_github_annotations_are_one_line_each() -> None:
    """Line ends and control characters in author text are shown, and not sent."""
    found = github.emit(report(finding(path=NASTY, message=NASTY, hint=NASTY)))
    assert found.count("\n") == 1
    assert visible(found[:-1]) == found[:-1]


def cells(row: str) -> list[str]:
    """The cells of a row of a Markdown table, by the bars that nothing escapes."""
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]]


def test_github_summary_lists_all() -> None:
    """The summary is a table with a row for every finding, however many."""
    rows = markdown.emit(report(*(finding(path=f"plan/{n}.md", hint="write it so") for n in range(25)))).splitlines()
    assert "25 findings" in rows
    assert sum(row.startswith("| `plan/") for row in rows) == 25
    assert cells(rows[-1]) == ["`plan/24.md:2:8`", "error", "some-error", "`it is wrong`", "`write it so`"]


def test_github_summary_without_findings() -> None:
    """Where nothing is wrong the summary says so, without a table."""
    assert "no findings" in markdown.emit(report())
    assert "|" not in markdown.emit(report())


@pytest.mark.parametrize("words", [NASTY, "a|b", "`a`", "``a", "a`", "@ana #1 <b>x</b> [x](y)", "|`|``|"])
def test_github_summary_keeps_author_text_in_code(words: str) -> None:
    """Author text stays in its cell and in a code span, where bars, backticks and mentions do nothing."""
    rows = markdown.emit(report(finding(path=words, message=words, hint=words))).splitlines()
    assert len(rows) == 7
    row = cells(rows[-1])
    assert len(row) == 5
    for cell in (row[0], row[3], row[4]):
        fence = re.match("`+", cell)
        assert fence
        inside = cell[len(fence[0]) : -len(fence[0])]
        assert cell.endswith(fence[0])
        assert fence[0] not in re.findall("`+", inside)
        assert inside.strip().removesuffix(":2:8").replace("\\|", "|") == visible(words)
