"""A file of findings that are known: a team with three hundred old ones can start to watch for new ones today."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from gameplan.diagnostics.fingerprints import fingerprints

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gameplan.diagnostics.diagnostic import Diagnostic

VERSION = 1
_FINGERPRINT = re.compile(r"[0-9a-f]{40}")


class BadBaselineError(ValueError):
    """A text that is no baseline; its message says why in a line."""


def dump(findings: Iterable[tuple[Diagnostic, str]]) -> str:
    """Findings with their fingerprints as a baseline: a line each, in the order of the output, for readable differences.

    Rule, place and message are there for people; only fingerprints are compared.
    """
    lines = [
        json.dumps(
            {
                "fingerprint": fingerprint,
                "rule": finding.rule.name,
                "path": finding.location.path.encode("utf-8", "backslashreplace").decode(),
                "message": finding.message,
            },
            ensure_ascii=True,
        )
        for finding, fingerprint in findings
    ]
    inside = ",\n".join(lines)
    return (
        f'{{"version": {VERSION}, "findings": [\n{inside}\n]}}\n'
        if lines
        else f'{{"version": {VERSION}, "findings": []}}\n'
    )


def load(text: str) -> frozenset[str]:
    """The fingerprints in a baseline.

    Raises:
        BadBaselineError: where the text is none.
    """
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise BadBaselineError("it can't be read as JSON: write it anew with --write-baseline") from None
    if not isinstance(value, dict) or value.get("version") != VERSION or not isinstance(value.get("findings"), list):
        raise BadBaselineError("it is not a baseline of this version: write it anew with --write-baseline")
    found = [item.get("fingerprint") if isinstance(item, dict) else None for item in value["findings"]]
    if not all(isinstance(name, str) and _FINGERPRINT.fullmatch(name) for name in found):
        raise BadBaselineError("a finding in it has no fingerprint: write it anew with --write-baseline")
    return frozenset(map(str, found))


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
