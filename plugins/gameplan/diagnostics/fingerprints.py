"""Fingerprints: the same for a finding while its file is edited elsewhere. Baselines and code scanning services use them."""

from __future__ import annotations

import hashlib
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from gameplan.diagnostics.diagnostic import Diagnostic
    from gameplan.diagnostics.source import Location

_NUMBER = re.compile(r"\d+(?: ([a-z]+?)s?\b)?")
"""A number with what it counts, in the singular: one day becomes two."""
_QUOTED = re.compile(r"('[^']*')")
_LONGEST = 4096
"""Characters of the text that is meant: of thousands of findings on one huge line, each may mean the whole of it."""


def fingerprints(findings: Iterable[Diagnostic], row: Callable[[str, int], str | None]) -> Iterator[str]:
    """The fingerprint of each finding: 40 hexadecimal digits, different for each in one run.

    It is made of the rule, the file, the text that is meant and the message without the numbers outside quotes, so that neither lines
    above nor days that pass change it; of findings that are alike in all that, each has its number in the order in which they are given.

    Args:
        findings: in the order of the output.
        row: a line of a file, or None where it isn't at hand.
    """
    place: Location | None
    seen: dict[tuple[str, ...], int] = {}
    place, text = None, ""
    for finding in findings:
        # Of many findings on one huge line each may mean all of it: that text is kept once.
        if place is None or finding.location != place:
            place, text = finding.location, meant(finding, row)
        key = (finding.rule.name, finding.location.path, text, _timeless(finding.message))
        seen[key] = number = seen.get(key, 0) + 1
        yield _digest(*key, str(number))


def meant(finding: Diagnostic, row: Callable[[str, int], str | None]) -> str:
    """Return the text that a finding points at, where it is on one line and available; only the beginning of a very long one."""
    path, span = finding.location
    text = row(path, span.line) if span and span.line == span.end_line else None
    if text is None or span is None:
        return ""
    return text[span.column - 1 : min(span.end_column, span.column + _LONGEST) - 1]


def _timeless(message: str) -> str:
    """A message without its numbers; what stands in quotes is an author's own and stays."""
    parts = _QUOTED.split(message)
    return "".join(part if number % 2 else _NUMBER.sub(r"0 \1", part) for number, part in enumerate(parts))


def _digest(*parts: str) -> str:
    whole = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(whole.encode("utf-8", "backslashreplace")).hexdigest()[:40]
