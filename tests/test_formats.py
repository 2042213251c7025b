"""What services are given: each format judged by its schema, its standard or a reader of others, with hostile text in it."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from typing import Any
from urllib.parse import unquote

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from junitparser import Failure, JUnitXml
from markdown_it import MarkdownIt
from sarif_pydantic import Level, Sarif

from gameplan.diagnostics import Diagnostic, Fix, Location, Related, Rule, Severity, Span, visible
from gameplan.diagnostics.emitters import FORMATS
from gameplan.diagnostics.emitters.report import Report
from gameplan.diagnostics.fingerprints import fingerprints
from report_schemas import NASTY, SCHEMAS

RULES = {
    severity: Rule(name=f"some-{severity}", severity=severity, summary="It is so.", help="## What it does\n\nIt finds.")
    for severity in Severity
}


def finding(
    words: str = "it is wrong",
    path: str = "plan/a.md",
    severity: Severity = Severity.ERROR,
    **more: Any,  # noqa: ANN401 - whatever a finding has
) -> Diagnostic:
    """A finding in the words of an author."""
    location = Location(path, Span(2, 8, 2, 12))
    return Diagnostic(**{"rule": RULES[severity], "message": words, "location": location, **more})


def full(words: str) -> Diagnostic:
    """A finding that has everything, all of it an author's words."""
    related = (Related(Location(words, Span(1, 1, 1, 2)), words), Related(Location("plan/b.md"), words))
    return finding(words, f"plan/{words}.md", hint=words, related=related, fix=Fix(Span(2, 8, 2, 12), words))


def report(*findings: Diagnostic, row: str | None = "title: ß🎉 wrong", folder: str = "") -> Report:
    """A report on findings, of which the errors fail the check."""
    failing = frozenset(found for found in findings if found.severity is Severity.ERROR)
    return Report(
        findings=findings,
        row=lambda _path, _line: row,
        today="2026-11-22",
        unchecked=("rules {0}", "[x](y)"),
        failing=failing,
        version="1.0",
        folder=folder,
    )


def mixed() -> Report:
    """Findings of every kind: each severity, on one line and on two, of a whole file, alike, with related places and fixes."""
    return report(
        *(finding(severity=severity) for severity in Severity),
        finding(),
        finding(location=Location("plan/b.md")),
        finding(location=Location("plan/c.md", Span(2, 8, 4, 1))),
        *(full(words) for words in NASTY),
    )


@pytest.mark.parametrize("form", SCHEMAS)
def test_schemas(form: str) -> None:
    """Every JSON format keeps to its schema: with findings of every kind, and with none."""
    for shown in (FORMATS[form](mixed()), FORMATS[form](report())):
        assert shown.isascii()
        Draft7Validator(SCHEMAS[form]).validate(json.loads(shown))


@pytest.mark.parametrize("form", SCHEMAS)
@settings(deadline=None, max_examples=40)
@given(words=st.text(max_size=30) | st.sampled_from(NASTY))
def test_any_text_in_json(form: str, words: str) -> None:
    """Whatever an author writes, the form is that of the schema, and every reader of UTF-8 takes it."""
    value = json.loads(FORMATS[form](report(full(words or "x"))))
    Draft7Validator(SCHEMAS[form]).validate(value)
    if form != "json":
        json.dumps(value, ensure_ascii=False).encode()


@settings(deadline=None, max_examples=60)
@given(words=st.text(max_size=30) | st.sampled_from(NASTY))
def test_any_text_in_lines(words: str) -> None:
    """Author text begins no line of its own and drives no terminal, in any format that people or logs read."""
    for form in ("text", "github", "markdown", "junit"):
        plain, shown = (FORMATS[form](report(full(text), row=text)) for text in ("x", words or "x"))
        assert shown.count("\n") <= plain.count("\n")
        assert visible(shown.replace("\n", "")) == shown.replace("\n", "")


# SARIF


def test_sarif_results_point_at_their_rules() -> None:
    """Every result's index is that of its rule, whose documentation stands in the file."""
    [run] = json.loads(FORMATS["sarif"](mixed()))["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted({rule["id"] for rule in rules})
    assert {rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in run["results"]} == {True}


def test_sarif_as_others_read_it() -> None:
    """Another program's model of the standard takes the file, and finds rule, level, words and place of each finding."""
    read = Sarif.model_validate_json(FORMATS["sarif"](mixed()))
    [run] = read.runs
    for finding, result in zip(mixed().findings, run.results, strict=True):
        (place,) = result.locations
        assert place.physical_location
        level = Level.NOTE if finding.severity is Severity.INFO else Level(finding.severity)
        assert (result.rule_id, result.level) == (finding.rule.name, level)
        region, span = place.physical_location.region, finding.location.span
        assert (region.start_line if region else None) == (span.line if span else None)
        assert bool(result.fixes) == bool(finding.fix)


def test_sarif_shows_whole_files_at_their_first_line() -> None:
    """GitHub asks for a region of every result; a file that can't be read has none."""
    found = [finding(path=f"plan/{name}.md", location=Location(f"plan/{name}.md")) for name in ("there", "gone")]
    [run] = json.loads(FORMATS["sarif"](replace(report(*found), readable=lambda path: "there" in path)))["runs"]
    regions = [result["locations"][0]["physicalLocation"].get("region") for result in run["results"]]
    assert regions == [{"startLine": 1}, None]


def test_sarif_is_cut_where_github_cuts() -> None:
    """25,000 results, the worst of them, and a note that says how many more there are."""
    few = [finding(path=f"plan/z{number}.md") for number in range(10)]
    many = [finding(path=f"plan/{number}.md", severity=Severity.INFO) for number in range(25_000)]
    [run] = json.loads(FORMATS["sarif"](report(*many, *few)))["runs"]
    assert len(run["results"]) == 25_000
    assert sum(result["level"] == "error" for result in run["results"]) == 10
    *_, note = run["invocations"][0]["toolExecutionNotifications"]
    assert note["message"]["text"] == "10 more findings are not in this file: `gameplan check` lists them all"


def test_sarif_paths_are_addresses() -> None:
    """A path is percent-encoded, relative to the repository, and reads back as it was."""
    path = "plan/größe #1 100%.md"
    [run] = json.loads(FORMATS["sarif"](report(finding(path=path), folder="docs/")))["runs"]
    [location] = run["results"][0]["locations"]
    assert unquote(location["physicalLocation"]["artifactLocation"]["uri"]) == f"docs/{path}"


def test_sarif_messages_hold_no_links_and_no_placeholders() -> None:
    """Links and placeholders of authors are text (sections 3.11.5 and 3.11.6)."""
    [run] = json.loads(FORMATS["sarif"](report(finding("[click](http://evil.example) {0}"))))["runs"]
    assert run["results"][0]["message"]["text"] == "[click\\](http://evil.example) {{0}}"


# JUnit


def test_junit_as_others_read_it() -> None:
    """A suite a file, a case a finding; what fails the check is a failure, with its rule and words."""
    shown = report(finding("a < b", hint='write "b"'), finding(severity=Severity.INFO), finding(path="plan/b.md"))
    xml = JUnitXml.fromstring(FORMATS["junit"](shown).encode())
    assert (xml.tests, xml.failures) == (3, 2)
    suites = list(xml)
    assert [(suite.name, suite.tests, suite.failures) for suite in suites] == [("plan/a.md", 2, 1), ("plan/b.md", 1, 1)]
    case, passed = list(suites[0])
    [failure] = case.result
    assert isinstance(failure, Failure)
    assert (failure.type, failure.message) == ("some-error", "a < b")
    assert failure.text == 'plan/a.md:2:8: error[some-error]: a < b\nwrite "b"'
    assert (case.classname, case.name, passed.is_passed) == ("plan/a.md", "some-error 2:8", True)


def test_junit_without_findings() -> None:
    """A check without findings is one test that passed: empty reports count as broken."""
    xml = JUnitXml.fromstring(FORMATS["junit"](report()).encode())
    assert (xml.tests, xml.failures, len(list(xml))) == (1, 0, 1)


@pytest.mark.parametrize("words", NASTY)
def test_junit_takes_any_text(words: str) -> None:
    """No text of an author makes elements, or characters that XML doesn't allow."""
    root = ET.fromstring(FORMATS["junit"](report(full(words))).encode())  # noqa: S314 - our own
    assert [element.tag for element in root.iter()] == ["testsuites", "testsuite", "testcase", "failure"]


# reviewdog


def test_rdjson_counts_bytes() -> None:
    """Columns count bytes of UTF-8, and a suggestion stands exactly where the fix does."""
    row = "title: ß🎉 wrong"
    span = Span(2, 11, 2, 16)
    found = finding(location=Location("plan/a.md", span), fix=Fix(span, "right"))
    [one] = json.loads(FORMATS["rdjson"](report(found, row=row)))["diagnostics"]
    [suggestion] = one["suggestions"]
    assert suggestion["range"] == one["location"]["range"]
    first, last = (suggestion["range"][end]["column"] - 1 for end in ("start", "end"))
    data = row.encode()
    assert (data[:first] + suggestion["text"].encode() + data[last:]).decode() == "title: ß🎉 right"


def test_rdjson_suggests_nothing_where_the_line_is_not_at_hand() -> None:
    """Without the line its bytes can't be counted, and a suggestion at a wrong place would spoil the file."""
    [one] = json.loads(FORMATS["rdjson"](report(full("x"), row=None)))["diagnostics"]
    assert "suggestions" not in one


# GitLab, GitHub and the folder of the playbook


@pytest.mark.parametrize("form", ["gitlab", "github", "sarif", "rdjson"])
def test_services_are_told_paths_in_the_repository(form: str) -> None:
    """A playbook in a folder of a repository: services look for files from the repository's top."""
    assert "docs/playbook/plan/a.md" in FORMATS[form](report(finding(), folder="docs/playbook/"))
    assert "docs/playbook" not in FORMATS[form](report(finding()))


# Markdown


@pytest.mark.parametrize("words", NASTY)
def test_markdown_as_others_read_it(words: str) -> None:
    """The table has five cells in each row, and author text in them is nothing but code."""
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(FORMATS["markdown"](report(full(words), finding())))
    kinds = [token.type for token in tokens]
    assert (kinds.count("table_open"), kinds.count("tr_open"), kinds.count("td_open")) == (1, 3, 10)
    inside = [child.type for token in tokens for child in token.children or ()]
    assert set(inside) == {"text", "code_inline"}
    code = [child.content for token in tokens for child in token.children or () if child.type == "code_inline"]
    assert visible(words).strip() in {text.strip() for text in code}


def test_markdown_stays_below_what_github_takes() -> None:
    """However many findings there are, the summary is below 1 MiB, and says how many it leaves out."""
    many = FORMATS["markdown"](report(*(finding("ß" * 400, f"plan/{number}.md") for number in range(3_000))))
    assert len(many.encode()) < 1024 * 1024
    shown = sum(line.startswith("| `") for line in many.splitlines())
    assert f"and {3_000 - shown} more" in many


def test_markdown_fits_into_a_comment() -> None:
    """Below the 65,536 characters of GitHub's comments, with the worst findings, and how many are left out."""
    many = [finding("ß" * 100, f"plan/{number}.md", severity=Severity.INFO) for number in range(3_000)]
    shown = FORMATS["markdown"](report(*many, finding(path="plan/z.md")))
    rows = [line for line in shown.splitlines() if line.startswith("| `")]
    assert len(shown) < 65_536
    assert "plan/z.md" in rows[0]
    assert f"and {3_001 - len(rows)} more" in shown


# Fingerprints


def marks(*findings: Diagnostic, row: str | None = "title: wrong") -> list[str]:
    """The fingerprint of each finding."""
    return list(fingerprints(findings, lambda _path, _line: row))


def test_fingerprints_differ_in_a_run() -> None:
    """No two findings of a run have one, however alike they are."""
    found = marks(*mixed().findings, *(finding() for _ in range(5)))
    assert len(set(found)) == len(found)
    assert all(re.fullmatch("[0-9a-f]{40}", mark) for mark in found)


def test_fingerprints_know_no_lines_and_no_days() -> None:
    """Lines that are added above, and days that pass, change nothing."""
    moved = finding(location=Location("plan/a.md", Span(9, 8, 9, 12)))
    assert marks(finding()) == marks(moved)
    assert marks(finding("due for 1 day")) == marks(finding("due for 12 days"))


@pytest.mark.parametrize(
    "other",
    [
        finding("it is different"),
        finding(path="plan/b.md"),
        finding(severity=Severity.INFO),
        finding("it cites 'goal-2'"),
        finding(location=Location("plan/a.md", Span(2, 1, 2, 6))),
    ],
)
def test_fingerprints_tell_faults_apart(other: Diagnostic) -> None:
    """Another rule, file, text or message is another fault; a number in quotes is part of a name."""
    assert marks(finding("it cites 'goal-1'")) != marks(other)
    assert marks(finding()) != marks(other)
