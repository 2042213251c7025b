"""Rules, and what they find."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

_PLAIN = re.compile(r"[^'\"\\]*")

if TYPE_CHECKING:
    from gameplan.diagnostics.source import Location, Span


class Severity(StrEnum):
    """How much a finding weighs."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def rank(self) -> int:
        """Grows with the weight."""
        return list(Severity).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A kind of fault. Its name is its identity everywhere: options, ignores, output, documentation."""

    name: str
    """Kebab-case; states the fault and reads well after "allow"."""
    severity: Severity
    """The default; options may change it."""
    summary: str
    """One sentence."""
    help: str
    """Markdown under the headings What it does, Why is this bad?, Example, Use instead."""
    configurable: bool = True
    """False where the fault leaves nothing to check: such a rule can be neither ignored nor lowered."""
    by_option: bool = False
    """Whether it is off unless the options name it."""

    @classmethod
    def documented(
        cls, doc: str | None, severity: Severity, *, name: str, configurable: bool = True, by_option: bool = False
    ) -> Rule:
        """A rule from the docstring of the module that holds it: the first line is the summary, the rest the help."""
        summary, _, text = (doc or name).strip().partition("\n")
        return cls(
            name=name,
            severity=severity,
            summary=summary,
            help=text.strip(),
            configurable=configurable,
            by_option=by_option,
        )


@dataclass(frozen=True, slots=True)
class Related:
    """Another place that a finding is about."""

    location: Location
    message: str


@dataclass(frozen=True, slots=True)
class Cause:
    """The common cause of several findings, which are shown as one."""

    key: str
    """The same for all of them."""
    told: Related | None = None
    """The place and the words for all of them together; None where those of the first will do."""


@dataclass(frozen=True, slots=True)
class Fix:
    """Text to put in the place of a span of the finding's file."""

    span: Span
    text: str
    certain: bool = True
    """Whether it is the one right answer, which may be written without asking; a guess is only offered."""

    def quoted_as(self, row: str) -> Fix:
        """Return the fix in the quotation marks of the text that it replaces, if any; the row is that text's line."""
        typed = row[self.span.column - 1 : self.span.end_column - 1]
        mark = typed[:1]
        if len(typed) < 2 or mark not in ("'", '"') or typed[-1] != mark or not _PLAIN.fullmatch(self.text):  # noqa: PLR2004 - a pair
            return self
        return replace(self, text=f"{mark}{self.text}{mark}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One fault, in one place."""

    rule: Rule
    message: str
    """One line, complete on its own, in words for a person who doesn't program."""
    location: Location
    hint: str | None = None
    """What to do, with what to type."""
    related: tuple[Related, ...] = ()
    fix: Fix | None = None
    configured: Severity | None = None
    """The severity by the options, where it differs from the rule's."""
    cause: Cause | None = None
    """What it comes from, where the same may show in many places."""
    own: Severity | None = None
    """Its severity, where it weighs something else than its rule by default and the options don't name the rule."""
    seeks: tuple[str, str] | None = None
    """Of a reference that leads nowhere: the kind of page and the id that it names, or `file` and a path; empty kinds are any."""
    stands_for: int = 1
    """How many findings it is shown for: more than one where others of its rule and file are left out."""

    @property
    def severity(self) -> Severity:
        """As configured, else its own, else the rule's default."""
        return self.configured or self.own or self.rule.severity

    @property
    def order(self) -> tuple[str, int, int, str, str]:
        """The sort key of all output: path, line, column, rule, message."""
        span = self.location.span
        line, column = (span.line, span.column) if span else (0, 0)
        return (self.location.path, line, column, self.rule.name, self.message)

    def weighing(self, severity: Severity) -> Diagnostic:
        """The same finding with another severity."""
        return self if severity == self.severity else replace(self, configured=severity)
