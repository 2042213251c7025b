"""Judges of what the check writes: each format is read as its readers do, and author text in it does nothing."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from jsonschema import Draft7Validator
from markdown_it import MarkdownIt

from check_command import check_commands, check_harmless
from gameplan.diagnostics.emitters import FORMATS, text
from report_schemas import SCHEMAS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gameplan.diagnostics.emitters.report import Report

_VALIDATORS = {form: Draft7Validator(schema) for form, schema in SCHEMAS.items()}
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


def check_summary(summary: str) -> None:
    """The summary is a heading, a count and a table of five columns, in which texts of authors stand in code spans only."""
    tokens = MarkdownIt("commonmark", {"linkify": False}).enable("table").parse(summary)
    assert not [token for token in tokens if token.type in ("html_block", "fence")]
    assert {child.type for token in tokens for child in token.children or ()} <= {"text", "code_inline"}
    cells = [
        token.children or [] for token, opener in zip(tokens[1:], tokens, strict=False) if opener.type == "td_open"
    ]
    assert len(cells) % 5 == 0
    for cell in cells:
        assert [child.type for child in cell] in ([], ["code_inline"], ["text"])
        assert all(re.fullmatch("[a-z-]+", child.content) for child in cell if child.type == "text")


def _text(shown: str, report: Report) -> None:
    check_harmless(shown.encode())
    coloured = _COLOUR.sub("", text.emit(report, colour=True))
    assert [row.rstrip() for row in coloured.split("\n")] == [row.rstrip() for row in shown.split("\n")]
    assert shown.count("\n") >= len(report.findings)


def _github(shown: str, report: Report) -> None:
    check_harmless(shown.encode())
    check_commands(shown.encode())
    assert shown.count("\n") <= len(report.findings)


def _markdown(shown: str, report: Report) -> None:
    check_harmless(shown.encode())
    check_summary(shown)
    assert shown.count("\n| ") == (len(report.findings) + 1 if report.findings else 0)


def _junit(shown: str, report: Report) -> None:
    check_harmless(shown.encode())
    root = ET.fromstring(shown.encode())  # noqa: S314 - our own
    assert {element.tag for element in root.iter()} <= {"testsuites", "testsuite", "testcase", "failure", "system-out"}
    assert len(list(root.iter("testcase"))) == max(len(report.findings), 1)
    assert len(list(root.iter("failure"))) == sum(finding in report.failing for finding in report.findings)


def _by_schema(form: str) -> Callable[[str, Report], None]:
    def judge(shown: str, report: Report) -> None:
        assert shown.isascii()
        value = json.loads(shown)
        _VALIDATORS[form].validate(value)
        if form == "json":
            assert [one["message"] for one in value["findings"]] == [_whole(one.message) for one in report.findings]
        else:
            # Every reader of UTF-8 takes it, which half of a surrogate pair would stop.
            json.dumps(value, ensure_ascii=False).encode()

    return judge


def _whole(words: str) -> str:
    """A text in which the halves of a surrogate pair are one character, as readers of JSON make it."""
    return words.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")


def _sarif(shown: str, report: Report) -> None:
    _by_schema("sarif")(shown, report)
    [run] = json.loads(shown)["runs"]
    for finding, result in zip(report.findings, run["results"], strict=True):
        for message in (result["message"], *(place["message"] for place in result.get("relatedLocations", ()))):
            assert not re.search(r"(?<!\\)\]\(", message["text"])
            assert not re.search(r"(?<!\{)\{[0-9]+\}(?!\})", message["text"])
        [place] = result["locations"]
        uri = unquote_to_bytes(place["physicalLocation"]["artifactLocation"]["uri"])
        path = report.file(finding.location.path)
        assert uri in (path.encode("utf-8", "surrogatepass"), path.encode("utf-8", "backslashreplace"), _raw(path))


def _raw(path: str) -> bytes:
    """The bytes of a file's name."""
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return b""


JUDGES: Mapping[str, Callable[[str, Report], None]] = {
    "text": _text,
    "github": _github,
    "gitlab": _by_schema("gitlab"),
    "sarif": _sarif,
    "json": _by_schema("json"),
    "junit": _junit,
    "rdjson": _by_schema("rdjson"),
    "markdown": _markdown,
}
"""One for each format: given what was written, and the report that it was written of."""


def check_report(report: Report) -> None:
    """Every format writes what its judge accepts."""
    assert set(JUDGES) == set(FORMATS)
    for form, judge in JUDGES.items():
        judge(FORMATS[form](report), report)
