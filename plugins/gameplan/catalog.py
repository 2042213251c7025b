"""Every rule there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.check.run import CHECKS
from gameplan.rules import READ, RESOLVE

if TYPE_CHECKING:
    from gameplan.diagnostics import Rule

RULES: tuple[Rule, ...] = (*READ, *RESOLVE, *(check.RULE for check in CHECKS))
"""In the order of the stages."""

BY_NAME = {rule.name: rule for rule in RULES}
