"""What an emitter is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from gameplan.diagnostics.fingerprints import fingerprints

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gameplan.diagnostics import Diagnostic


def _unknown(_path: str) -> bool:
    return False


@dataclass(frozen=True, kw_only=True)
class Report:
    """The outcome of a check."""

    findings: tuple[Diagnostic, ...]
    row: Callable[[str, int], str | None]
    """A line of a file, or None where it isn't at hand."""
    today: str
    counts: dict[str, int] = field(default_factory=dict)
    """What was checked, by kind."""
    unchecked: tuple[str, ...] = ()
    """What was not checked, a line each."""
    failing: frozenset[Diagnostic] = frozenset()
    """The findings at or above the severity that fails the check."""
    version: str = ""
    """Ours."""
    folder: str = ""
    """The playbook's folder in its repository, with a slash at the end; empty where it is the repository's own."""

    readable: Callable[[str], bool] = _unknown
    """Whether a file's text can be read by others, as of a path: then what is about the whole file is shown at its first line."""

    @property
    def failed(self) -> bool:
        """Whether the check fails."""
        return bool(self.failing)

    def file(self, path: str) -> str:
        """A file's path in the repository, as services know it that show findings beside the files."""
        return f"{self.folder}{path}"

    marks: Mapping[Diagnostic, str] = field(default_factory=dict)
    """The fingerprints of all findings, where these are only a part of them."""

    @cached_property
    def fingerprints(self) -> tuple[str, ...]:
        """Each finding's own, in their order."""
        if self.marks:
            return tuple(self.marks[finding] for finding in self.findings)
        return tuple(fingerprints(self.findings, self.row))
