"""What holds for any text that is read: places that are in it, two ways of reading that agree, and fixes that bring nothing."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import yaml

from gameplan.diagnostics import Severity
from gameplan.read.body import read_body, read_full
from gameplan.read.front_matter import FrontMatter, Unreadable, parse
from gameplan.read.plain_front import plain_values, read_front_matter
from gameplan.rules import INVALID_VALUE, RESOLVE, TEXT_LOST, UNKNOWN_KEY

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.diagnostics import Diagnostic, Span

_NULLS = frozenset(("", "~", "null", "Null", "NULL"))


def rows_of(data: bytes) -> list[str]:
    """The lines of a file as an editor shows them."""
    return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace").replace("\r\n", "\n").split("\n")


def check_span(span: Span, rows: list[str]) -> None:
    """A span begins and ends in lines that the file has, at columns that they have, and doesn't end before it begins."""
    assert (1, 1) <= (span.line, span.column) <= (span.end_line, span.end_column), span
    assert span.end_line <= len(rows), (span, len(rows))
    for line, column in ((span.line, span.column), (span.end_line, span.end_column)):
        assert 1 <= column <= len(rows[line - 1]) + 1, (span, rows[line - 1])


def check_places(findings: Iterable[Diagnostic], path: str, data: bytes) -> None:
    """What is found in a file, the related places and the fixes, all stand in it."""
    rows = rows_of(data)
    for finding in findings:
        places = [finding.location, *(related.location for related in finding.related)]
        for place in places:
            if place.path == path and place.span:
                check_span(place.span, rows)
        if finding.location.path == path and finding.fix:
            check_span(finding.fix.span, rows)


def check_words(findings: Iterable[Diagnostic]) -> None:
    """Messages and hints are one line each; that nothing in them drives a terminal is up to the formats."""
    for finding in findings:
        for text in (finding.message, finding.hint or "", *(related.message for related in finding.related)):
            assert not {"\n", "\r"} & set(text), (finding.rule.name, text)
        assert finding.message.strip(), finding.rule.name


def agrees(text: str) -> bool:
    """Whether the fast way answers; if so, it must be the strict reader's answer, and whoever asks for places gets its places."""
    fast = plain_values(text)
    try:
        strict = parse(text)
    except Unreadable:
        assert fast is None
        return False
    if fast is None:
        return False
    assert _ordered(fast) == _ordered(strict.values)
    assert strict.duplicates == ()
    places = read_front_matter(text).places
    # Before all are found, so that each is looked for by itself.
    assert [places.value(key) for key in fast] == [strict.places.value(key) for key in fast]
    assert places.positions == strict.places.positions
    return True


def _ordered(value: object) -> object:
    """A value in which the order of keys counts, too."""
    if isinstance(value, dict):
        return [(key, _ordered(item)) for key, item in value.items()]
    return [_ordered(item) for item in value] if isinstance(value, list) else value


def check_values(front: FrontMatter, text: str) -> None:
    """The strict reader's values are those of PyYAML's loader that keeps every scalar as typed, where that reads the text too."""
    if front.duplicates:
        return
    # The last line of a front matter ends before the fence, and a text in several lines keeps that end.
    ended = text if text.endswith("\n") else f"{text}\n"
    try:
        other = yaml.load(ended, yaml.CBaseLoader)  # noqa: S506 - makes nothing but texts, lists and mappings
    except yaml.YAMLError:
        return
    assert _typed(dict(front.values)) == _typed({} if other is None or isinstance(other, str) else other)


def _typed(value: Any) -> Any:  # noqa: ANN401 - whatever YAML holds
    """A value in which nulls are nothing, however they are typed."""
    if isinstance(value, dict):
        return [(key, _typed(item)) for key, item in value.items()]
    if isinstance(value, list):
        return [_typed(item) for item in value]
    return None if value in _NULLS else value


def check_body(body: str, line: int) -> None:
    """The fast reader of plain bodies finds what markdown-it finds, addresses elsewhere aside, or leaves the body to it."""
    found, full = read_body(body, line), read_full(body, line)
    assert [link for link in found.links if ":" not in link.href] == [
        link for link in full.links if ":" not in link.href
    ]
    assert list(found.mentions) == list(full.mentions)
    assert (list(found.headings), list(found.tasks)) == (list(full.headings), list(full.tasks))
    assert found.excerpt == full.excerpt


def check_body_places(body: str, line: int) -> None:
    """What is found in a body stands in a line of the body."""
    found = read_body(body, line)
    last = line + body.count("\n")
    wanted = [(link.href, link.line) for link in found.links] + [
        (mention.target, mention.line) for mention in found.mentions
    ]
    lines = [heading.line for heading in found.headings] + [task.line for task in found.tasks]
    for at in [found.place(*place).line for place in wanted] + lines:
        assert line <= at <= last


def certain(findings: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings whose fix has one right answer."""
    return [finding for finding in findings if finding.fix and finding.fix.certain]


def brought(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> Counter[tuple[str, str]]:
    """Findings by path and rule that there are more of than before.

    But for what a file hid that couldn't be read, and what is less than an error where a value couldn't be: nothing follows from such
    a value until it is fixed. Nor does anybody look for the pages that a key names which isn't one.
    """
    before, after = list(before), list(after)
    unread = {finding.location.path for finding in before if not finding.rule.configurable}
    slips = {finding.location.path for finding in before if finding.rule in (INVALID_VALUE, TEXT_LOST, UNKNOWN_KEY)}
    after = [found for found in after if found.severity is Severity.ERROR or found.location.path not in slips]
    misspelt = {finding.location.path for finding in before if finding.rule is UNKNOWN_KEY}
    after = [found for found in after if found.rule not in RESOLVE or found.location.path not in misspelt]
    counts = [Counter((found.location.path, found.rule.name) for found in findings) for findings in (after, before)]
    return Counter({key: number for key, number in (counts[0] - counts[1]).items() if key[0] not in unread})
