"""One module a format: findings to text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.diagnostics.emitters import github, gitlab, json, junit, markdown, rdjson, sarif, text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gameplan.diagnostics.emitters.report import Report

FORMATS: Mapping[str, Callable[[Report], str]] = {
    "text": text.emit,
    "github": github.emit,
    "gitlab": gitlab.emit,
    "sarif": sarif.emit,
    "json": json.emit,
    "junit": junit.emit,
    "rdjson": rdjson.emit,
    "markdown": markdown.emit,
}
"""Every format by its name."""
