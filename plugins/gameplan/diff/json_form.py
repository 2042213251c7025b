"""A comparison as JSON, and read again from JSON that anybody may have written."""

from __future__ import annotations

import json
from dataclasses import asdict

from pydantic import TypeAdapter, ValidationError

from gameplan.diff.comparison import VERSION, Comparison

LARGEST = 8 * 1024 * 1024
"""Bytes of a file that is read."""
_FORM = TypeAdapter(Comparison)


class BadComparison(ValueError):  # noqa: N818 - an outcome, not an error of the program
    """JSON that is no comparison: why, in a line."""


def as_json(comparison: Comparison) -> str:
    """Write a comparison for programs; empty where nothing changed."""
    if comparison.is_empty:
        return ""
    return json.dumps({"version": VERSION, **asdict(comparison)}, indent=1, ensure_ascii=True) + "\n"


def from_json(data: bytes) -> Comparison:
    """Read a comparison, whoever wrote it: of what it says nothing is believed but that these are texts and numbers.

    Args:
        data: of `as_json`, or empty where nothing changed.

    Raises:
        BadComparison: where it is anything else, or too large.
    """
    if not data.strip():
        return Comparison()
    if len(data) > LARGEST:
        raise BadComparison(f"it has more than {LARGEST // 1024**2} MiB")
    try:
        said = json.loads(data.decode("utf-8"))
    except (ValueError, RecursionError):
        raise BadComparison("it is not JSON in UTF-8") from None
    if not isinstance(said, dict) or said.pop("version", None) != VERSION:
        raise BadComparison(f"it is no comparison of version {VERSION}")
    unknown = said.keys() - Comparison.__dataclass_fields__.keys()
    if unknown:
        raise BadComparison("it says something that no comparison says")
    try:
        return _FORM.validate_json(json.dumps(said), strict=True)
    except (ValidationError, ValueError, RecursionError) as error:
        place = ".".join(str(part) for part in error.errors()[0]["loc"]) if isinstance(error, ValidationError) else ""
        raise BadComparison(f"it is no comparison ({place or 'not its form'})") from None
