"""Findings as log records, which `--strict` counts."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from mkdocs.plugins import get_plugin_logger

from gameplan.diagnostics import Severity, visible
from gameplan.diagnostics.causes import gathered
from gameplan.diagnostics.ceiling import shown
from gameplan.diagnostics.emitters.text import place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gameplan.diagnostics import Diagnostic

log = get_plugin_logger("gameplan")
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.INFO: logging.INFO}


def log_findings(findings: Sequence[Diagnostic]) -> None:
    """One record a finding, and one for all that are left out. Not before `on_pre_build`: MkDocs doesn't count what is logged earlier."""
    for finding in shown(list(gathered(findings))):
        hint = f" – {visible(finding.hint)}" if finding.hint else ""
        where, text = place(finding.location), visible(finding.message)
        log.log(_LEVELS[finding.severity], "%s: %s%s [%s]", where, text, hint, finding.rule.name)
