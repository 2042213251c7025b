"""What is looked up in a playbook again and again: each found once."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING

from gameplan.model.addresses import is_home
from gameplan.model.links import MENTION_PATTERN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gameplan.model.kinds import Kind
    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook

_MENTION = re.compile(MENTION_PATTERN)
HUES = 8
"""The colours that goal areas have, one after the other."""


class Lookups:
    """Pages by what they are, and by what they refer to."""

    def __init__(self, playbook: Playbook) -> None:
        """Know what to look in."""
        self.playbook = playbook
        self._area_of: dict[str, int] = {}
        self._targets: dict[str, Mapping[str, tuple[Page, ...]]] = {}

    @cached_property
    def home(self) -> Page | None:
        """The strategy's index page."""
        return next((page for page in self.playbook.of_kind("vision") if is_home(page, self.playbook.strategy)), None)

    @cached_property
    def vision(self) -> Page | None:
        """The page of the vision."""
        return next(iter(self.playbook.of_kind("vision")), None)

    @cached_property
    def shown_kinds(self) -> tuple[Kind, ...]:
        """The kinds of strategy page that have an index."""
        return tuple(
            kind for kind in self.playbook.vocabulary.kinds if kind.folder and self.playbook.of_kind(kind.name)
        )

    @cached_property
    def people(self) -> Mapping[str, str]:
        """The title of each person by its id."""
        return {person.id: person.title for person in self.playbook.of_kind("person")}

    @cached_property
    def people_paths(self) -> Mapping[str, str]:
        """The path of each person's page by its id, and by those that it had formerly."""
        people = self.playbook.of_kind("person")
        former = {alias: person.path for person in people for alias in person.fields.aliases}
        return former | {person.id: person.path for person in people}

    @cached_property
    def campaigns(self) -> Mapping[str, int]:
        """The campaigns by path, each with its number from 1: entries of that type, and those of which others are parts."""
        entries = self.playbook.entries
        found = [each for each in entries if each.entry.type == "campaign" or self.playbook.sources(each, "campaign")]
        return {entry.path: number for number, entry in enumerate(found, 1)}

    @cached_property
    def areas(self) -> Mapping[str, int]:
        """The goal areas by path, each with its number from 1, by which it is coloured."""
        tops = [goal for goal in self.playbook.goals if self.playbook.parent(goal) is None]
        return {goal.path: number for number, goal in enumerate(tops, 1)}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each strategy page among its kind, from 1, by path."""
        kinds = self.playbook.vocabulary.kinds
        return {page.path: number for kind in kinds for number, page in enumerate(self.playbook.of_kind(kind.name), 1)}

    def area(self, goal: Page) -> int:
        """Return the number of a goal's area; 0 where its hierarchy has no top."""
        found = self._area_of.get(goal.path)
        if found is None:
            top = (self.playbook.ancestors(goal) or (goal,))[-1]
            found = self._area_of[goal.path] = self.areas.get(top.path, 0)
        return found

    def hue(self, goals: Sequence[Page]) -> int:
        """Return the number of the colour of the first of some goals, from 1 to 8; 0 where there is none."""
        area = self.area(goals[0]) if goals else 0
        return (area - 1) % HUES + 1 if area else 0

    def targets(self, page: Page, field: str) -> tuple[Page, ...]:
        """Return the pages that a page refers to by a field, in the order in which they are written."""
        return self.targets_by_field(page).get(field, ())

    def targets_by_field(self, page: Page) -> Mapping[str, tuple[Page, ...]]:
        """Return the pages that a page refers to, by field, in the order in which they are written."""
        found = self._targets.get(page.path)
        if found is None:
            found = self._targets[page.path] = self.playbook.targets_by_field(page)
        return found

    def sources(self, page: Page, field: str) -> tuple[Page, ...]:
        """Return the pages that refer to a page by a field."""
        return self._sources.get(page.path, {}).get(field, ())

    @cached_property
    def _sources(self) -> Mapping[str, Mapping[str, tuple[Page, ...]]]:
        playbook = self.playbook
        return {
            path: _by_field((link.field, playbook.by_path[link.source]) for link in links)
            for path, links in playbook.incoming.items()
        }

    def summary(self, page: Page) -> str:
        """Return the summary as written, else the first sentence; a title stands for each page in it that may be seen."""
        return page.fields.summary or self.told(page, page.body.excerpt)

    def told(self, page: Page, text: str) -> str:
        """Return a text of a page's body in which a title stands for each page that it mentions and that may be seen."""
        return _MENTION.sub(lambda match: self._named(page, match), text)

    def _named(self, page: Page, match: re.Match[str]) -> str:
        meant = self.playbook.mentioned(page.path, match[1].strip())
        return (match[2] or (meant.title if meant else self.playbook.hidden.words.other)).strip()


def _by_field(references: Iterable[tuple[str, Page]]) -> Mapping[str, tuple[Page, ...]]:
    """Pages by the field that names them, each once."""
    found: dict[str, dict[Page, None]] = {}
    for name, page in references:
        found.setdefault(name, {})[page] = None
    return {name: tuple(pages) for name, pages in found.items()}
