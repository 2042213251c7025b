"""A playbook as it was read and checked last, with what is looked up in it again and again."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gameplan.analysis.ahead import Ahead
from gameplan.analysis.health import Scores
from gameplan.assist.ranking import ranked
from gameplan.read.site_links import site_links
from gameplan.resolve.links import Afresh, Surroundings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gameplan.assist.ranking import Named
    from gameplan.assist.texts import Text
    from gameplan.diagnostics import Diagnostic
    from gameplan.model.playbook import Playbook
    from gameplan.model.vocabulary import Vocabulary
    from gameplan.options import Options
    from gameplan.pipeline import Result
    from gameplan.resolve.identifiers import Identifiers

_NOBODY = "\0"
"""An id that no page has."""


@dataclass(frozen=True)
class Checked:
    """A check's result, and the texts that it was made from and that weren't saved."""

    result: Result
    findings: tuple[Diagnostic, ...]
    """Those that are shown: what a baseline knows is left out."""
    options: Options
    config: str
    """The name of the file in which they stand."""
    files: tuple[str, ...]
    """That file, and those that it inherits."""
    texts: Mapping[str, Text]

    @property
    def playbook(self) -> Playbook:
        """The pages, and the links between them."""
        return self.result.playbook

    @property
    def vocabulary(self) -> Vocabulary:
        """The playbook's words."""
        return self.result.playbook.vocabulary

    @property
    def today(self) -> date:
        """The day of the check."""
        return self.result.today

    @property
    def folders(self) -> tuple[str, str]:
        """The strategy's and the plan's."""
        return self.playbook.strategy, self.playbook.plan

    @cached_property
    def links(self) -> Afresh:
        """Links single pages anew."""
        options, sources, reading = self.options, self.result.sources, self.result.reading
        if sources is None or reading is None:
            raise ValueError("this result can't be checked again")
        site = site_links(sources, self.config)
        around = Surroundings(options.strategy_dir, options.plan_dir, options.calendar.file, site)
        return Afresh(self.playbook, reading.files.pages, around)

    @property
    def identifiers(self) -> Identifiers:
        """The pages by their ids."""
        return self.links.identifiers

    @cached_property
    def ahead(self) -> Ahead:
        """What is still to come."""
        return Ahead(self.playbook, self.today)

    @cached_property
    def scores(self) -> Scores:
        """How goals and KPIs stand."""
        return Scores(self.playbook, self.today)

    @cached_property
    def by_path(self) -> Mapping[str, tuple[Diagnostic, ...]]:
        """The findings of each file that has any."""
        found: dict[str, list[Diagnostic]] = {}
        for finding in self.findings:
            found.setdefault(finding.location.path, []).append(finding)
        return {path: tuple(findings) for path, findings in found.items()}

    @cached_property
    def named(self) -> Mapping[str, tuple[Named, ...]]:
        """The pages of each kind in the order in which they matter, and of all under an empty name."""
        return ranked(self.playbook, self.today)

    @cached_property
    def deadlines(self) -> tuple[str, ...]:
        """The names that deadlines have, the most usual first."""
        names = Counter(name for entry in self.playbook.entries for name in entry.entry.deadlines)
        return tuple(name for name, _ in names.most_common())

    def prepare(self) -> None:
        """Look up what the first question would have to wait for."""
        for kind in self.vocabulary.by_name:
            if self.identifiers.has(kind):
                self.identifiers.nearest(_NOBODY, kind)
                self.identifiers.spelt(_NOBODY, kind)
        _ = self.by_path, self.scores, self.named, self.deadlines, self.playbook.by_path, self.playbook.entries
