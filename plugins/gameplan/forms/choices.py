"""What can be chosen in a form: the pages of a playbook by title, those that matter now first."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from gameplan.forms.fields import FormField, Option, Shape
from gameplan.model.page import Entry
from gameplan.model.pages import Goal, Journey, is_in_force

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook

MOST = 400
"""Pages that are offered by title: where there are more, ids are typed."""
_STAGE = "stage"


@dataclass(frozen=True)
class Choices:
    """What the fields of a playbook's forms can name."""

    playbook: Playbook
    today: date

    def filled(self, fields: Iterable[FormField]) -> Iterator[FormField]:
        """Yield fields with the pages that they can name; one that can name none isn't there."""
        for each in fields:
            if each.parts:
                yield replace(each, parts=tuple(self._part(each, part) for part in each.parts))
            elif each.kind or each.name == _STAGE:
                made = self._chosen(each)
                if made is not None:
                    yield made
            else:
                yield each

    def _part(self, whole: FormField, part: FormField) -> FormField:
        if part.parts:
            return replace(part, parts=tuple(self._part(part, each) for each in part.parts))
        if whole.name == "results" and part.name == "name":
            return replace(part, shape=Shape.CHOICE, options=self._pages("kpi")) if self._pages("kpi") else part
        return self._chosen(part) or part if part.kind else part

    def _chosen(self, each: FormField) -> FormField | None:
        """Return a field with what it can name; None where a playbook has nothing of the kind."""
        options = self._stages if each.name == _STAGE else self._pages(each.kind)
        if 0 < len(options) <= MOST:
            return replace(each, shape=Shape.CHOICE, options=options)
        return replace(each, shape=Shape.LINE) if options or each.open else None

    @cached_property
    def _stages(self) -> tuple[Option, ...]:
        return tuple(
            Option(f"{page.id}/{stage.id}", f"{page.title}: {stage.title or stage.id}")
            for page in self.playbook.of_kind("journey")
            if isinstance(page.fields, Journey)
            for stage in page.fields.stages
        )

    def _pages(self, kind: str) -> tuple[Option, ...]:
        """Return the pages of a kind by title: goals that are in force and entries that are open first."""
        entries = kind == self.playbook.vocabulary.entry.name
        pages = self.playbook.entries if entries else self.playbook.of_kind(kind)
        placed = sorted(pages, key=lambda page: (not self._matters(page), page.title.casefold(), page.path))
        return tuple(Option(page.id, page.title) for page in placed)

    def _matters(self, page: Page) -> bool:
        if isinstance(page.fields, Goal):
            return is_in_force(page.fields, self.today)
        return not isinstance(page, Entry) or page.status.stage.open
