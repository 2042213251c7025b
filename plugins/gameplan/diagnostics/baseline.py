"""A file of findings that are known: a team with three hundred old ones can start to watch for new ones today."""

from __future__ import annotations

import codecs
import json
import re
from typing import TYPE_CHECKING

from gameplan.diagnostics.fingerprints import fingerprints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from gameplan.diagnostics.diagnostic import Diagnostic

VERSION = 1
MAX_BASELINE = 64 * 1024 * 1024
"""Bytes of a baseline."""
_LONGEST_MESSAGE = 500
_FINGERPRINT = re.compile(r"[0-9a-f]{40}")
_BLANK = re.compile(rb"[ \t\r\n]*+")
_DECODER = json.JSONDecoder()
_WINDOWS = (1024, 16 * 1024, 256 * 1024, 4 * 1024 * 1024)
"""Bytes in which a finding must end: nearly all do in the first, and each try costs no more than the finding is long."""


class BadBaselineError(ValueError):
    """A text that is no baseline; its message says why in a line."""


def dump(findings: Iterable[tuple[Diagnostic, str]]) -> str:
    """Findings with their fingerprints as a baseline: a line each, in the order of the output, for readable differences.

    Rule, place and message are there for people; only fingerprints are compared.
    """
    return _whole([_line(finding, fingerprint) for finding, fingerprint in findings])


def extended(data: bytes | None, findings: Iterable[tuple[Diagnostic, str]]) -> str:
    """A baseline with more findings: those that it has stay as they are, in their order.

    Args:
        data: the baseline as it is; None where there is none.
        findings: to add, with their fingerprints.

    Raises:
        BadBaselineError: where the bytes are none.
    """
    known = load(data) if data is not None else frozenset()
    lines = [json.dumps(each, ensure_ascii=True) for each in json.loads(data)["findings"]] if data is not None else []
    return _whole([*lines, *(_line(finding, mark) for finding, mark in findings if mark not in known)])


def _line(finding: Diagnostic, fingerprint: str) -> str:
    said = {
        "fingerprint": fingerprint,
        "rule": finding.rule.name,
        "path": finding.location.path.encode("utf-8", "backslashreplace").decode(),
        "message": finding.message[:_LONGEST_MESSAGE],
    }
    return json.dumps(said, ensure_ascii=True)


def _whole(lines: Sequence[str]) -> str:
    inside = ",\n".join(lines)
    return (
        f'{{"version": {VERSION}, "findings": [\n{inside}\n]}}\n'
        if lines
        else f'{{"version": {VERSION}, "findings": []}}\n'
    )


def load(data: bytes) -> frozenset[str]:
    """The fingerprints in a baseline, read finding by finding: a large one takes little more memory than its file.

    Raises:
        BadBaselineError: where the bytes are none.
    """
    reader = _Reader(data)
    version: object = None
    found: list[str] | None = None
    for name in reader.members():
        if name == "findings" and reader.begins(b"["):
            found = [_fingerprint(item) for item in reader.items()]
        else:
            value = reader.value()
            version = value if name == "version" else version
    if version != VERSION or found is None:
        raise BadBaselineError("it is not a baseline of this version: write it again with --write-baseline")
    return frozenset(found)


def _fingerprint(item: object) -> str:
    name = item.get("fingerprint") if isinstance(item, dict) else None
    if not isinstance(name, str) or not _FINGERPRINT.fullmatch(name):
        raise BadBaselineError("a finding in it has no fingerprint: write it again with --write-baseline")
    return name


class _Reader:
    """Reads an object of JSON that is too large to be made into values at once."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 3 if data.startswith(b"\xef\xbb\xbf") else 0

    def members(self) -> Iterator[str]:
        """The names of the object's members; after each, its value has to be read."""
        if not self.begins(b"{"):
            self.value()
            raise BadBaselineError("it is not a baseline of this version: write it again with --write-baseline")
        self.at += 1
        if self.ended(b"}"):
            return
        while True:
            name = self.value()
            if not isinstance(name, str) or not self.ended(b":"):
                raise _unreadable()
            yield name
            if self.ended(b"}"):
                break
            if not self.ended(b","):
                raise _unreadable()
        if self.begins(b"", at_end=True):
            return
        raise _unreadable()

    def items(self) -> Iterator[object]:
        """The values in a list."""
        self.at += 1
        if self.ended(b"]"):
            return
        while True:
            yield self.value()
            if self.ended(b"]"):
                return
            if not self.ended(b","):
                raise _unreadable()

    def begins(self, mark: bytes, *, at_end: bool = False) -> bool:
        """Tell whether the next thing is a mark, or the end."""
        blank = _BLANK.match(self.data, self.at)
        self.at = blank.end() if blank else self.at
        return self.at == len(self.data) if at_end else self.data.startswith(mark, self.at)

    def ended(self, mark: bytes) -> bool:
        """Tell whether the next thing is a mark, which then is behind us."""
        if not self.begins(mark):
            return False
        self.at += len(mark)
        return True

    def value(self) -> object:
        """The next value."""
        self.begins(b"")
        for size in _WINDOWS:
            part = self.data[self.at : self.at + size].decode("utf-8", "surrogateescape")
            try:
                value, end = _DECODER.raw_decode(part)
            except RecursionError:
                break
            except ValueError:
                if self.at + size < len(self.data):
                    continue
                break
            self.at += len(self.checked(part[:end].encode("utf-8", "surrogateescape")))
            return value
        self.checked(self.data[self.at : self.at + _WINDOWS[0]])
        raise _unreadable()

    def checked(self, part: bytes) -> bytes:
        """A part of the bytes, which may end within a character."""
        try:
            codecs.getincrementaldecoder("utf-8")().decode(part)
        except UnicodeDecodeError:
            raise BadBaselineError("it is not UTF-8: write it again with --write-baseline") from None
        return part


def _unreadable() -> BadBaselineError:
    return BadBaselineError("it can't be read as JSON: write it again with --write-baseline")


def beyond(
    findings: Sequence[Diagnostic], row: Callable[[str, int], str | None], known: frozenset[str]
) -> list[Diagnostic]:
    """The findings that aren't known, in their order.

    Args:
        findings: all of them, in the order of the output.
        row: a line of a file, or None where it isn't at hand.
        known: the fingerprints of those that are.
    """
    return [finding for finding, mark in zip(findings, fingerprints(findings, row), strict=True) if mark not in known]
