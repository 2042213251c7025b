"""An edition: a playbook as it is to be published, with everything that is worked out of it once."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date  # noqa: TC003 - a field's type
from functools import cached_property
from typing import TYPE_CHECKING

from gameplan.model.addresses import is_home, output_path, page_uri
from gameplan.model.health import Scores
from gameplan.model.links import MENTION_PATTERN
from gameplan.publish.actions import PROBLEMS, SUBSCRIBE, WHATS_NEW
from gameplan.publish.addressing import Urls, attachments, folders_of
from gameplan.publish.calendar.catalogue import Feed, catalogue, in_feeds
from gameplan.publish.calendar.events import Pieces, pieces_of
from gameplan.publish.coverage import Coverage
from gameplan.publish.entries.shared import Shared
from gameplan.publish.filters import Filters
from gameplan.publish.gaps import Gap, find_gaps
from gameplan.publish.given import Given
from gameplan.publish.language import speaking
from gameplan.publish.places import by_month, places
from gameplan.publish.templating import Linker
from gameplan.publish.views.coverage import URI as COVERAGE
from gameplan.publish.views.plan import Plan
from gameplan.publish.work import tasks_by_owner

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Mapping, Sequence

    from markupsafe import Markup

    from gameplan.model.kinds import Kind
    from gameplan.model.page import Entry, Page
    from gameplan.model.revisions import Removed
    from gameplan.publish.calendar.pieces import Stamps
    from gameplan.publish.entries.sight import Nearest, Sight
    from gameplan.publish.page_plan import PagePlan
    from gameplan.publish.reviewed import Reviewed
    from gameplan.publish.rows import RowParts
    from gameplan.publish.views.chips import ChipParts
    from gameplan.publish.work import Task

_MENTION = re.compile(MENTION_PATTERN)
HUES = 8
"""The colours that goal areas have, one after the other."""
CALENDAR = "calendar/index.md"
"""The uri of the agenda."""
_INTROS = {
    "plan/index.md": CALENDAR,
    "subscribe.md": SUBSCRIBE,
    "coverage.md": COVERAGE,
    "whats-new.md": WHATS_NEW,
    "problems.md": PROBLEMS,
}
"""Where else the text of a generated page may lie."""


@dataclass(frozen=True, kw_only=True)
class Edition(Given):
    """A playbook as it is to be published, and where."""

    @property
    def stamps(self) -> Stamps | None:
        """What gives components their stamps, where that is more than history."""
        return self.previous or self.ledger

    @cached_property
    def brief(self) -> Mapping[date, list[Entry]]:
        """The entries without a page of their own by the month in which they begin."""
        return by_month(self)

    @cached_property
    def places(self) -> Mapping[str, str]:
        """The uri of the month, and the place in it, of each entry that has no page of its own, by its path."""
        return places(self)

    @cached_property
    def uris(self) -> Mapping[str, str]:
        """The uri of each page by its path; of an entry without a page of its own, that of its place."""
        return {**self.own_uris, **self.places}

    @cached_property
    def own_uris(self) -> Mapping[str, str]:
        """The uri that each page has, or would have, of its own: what outlives its becoming a place on another page."""
        uris = {page.path: self._uri(page) for page in self.playbook.pages}
        indexes = {f"{kind.folder}/index.md" for kind in self.shown_kinds}
        made = {*indexes, *_INTROS, *_INTROS.values()}
        return {path: uri for path, uri in uris.items() if uri not in made}

    def _uri(self, page: Page) -> str:
        return self.moved.get(page.path) or page_uri(page, self.playbook.strategy, self.playbook.plan)

    @cached_property
    def intros(self) -> Mapping[str, Page]:
        """The pages whose text opens a generated page, by that page's uri."""
        found = {}
        for page in self.playbook.pages:
            if page.path not in self.own_uris:
                uri = self._uri(page)
                found[_INTROS.get(uri, uri)] = page
        return found

    @cached_property
    def _own(self) -> tuple[frozenset[str], frozenset[str]]:
        """The places of the authors' files on the site, and their folders."""
        uris = (uri for path, uri in self.uris.items() if path not in self.places)
        pages = (output_path(uri, directories=self.directories) for uri in uris)
        files = frozenset(path.casefold() for path in (*pages, *attachments(self.playbook).values()))
        return files, frozenset(folder for path in files for folder in folders_of(path))

    def is_free(self, uri: str) -> bool:
        """Whether a file of ours can have a place: where an author has a file or folder of that name, that one stays."""
        files, folders = self._own
        place = uri.casefold()
        return place not in files and place not in folders and files.isdisjoint(folders_of(place))

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
    def areas(self) -> Mapping[str, int]:
        """The goal areas by path, each with its number from 1, by which it is coloured."""
        tops = [goal for goal in self.playbook.goals if self.playbook.parent(goal) is None]
        return {goal.path: number for number, goal in enumerate(tops, 1)}

    @cached_property
    def numbers(self) -> Mapping[str, int]:
        """The number of each strategy page among its kind, from 1, by path."""
        kinds = self.playbook.vocabulary.kinds
        return {page.path: number for kind in kinds for number, page in enumerate(self.playbook.of_kind(kind.name), 1)}

    def hue(self, goals: Sequence[Page]) -> int:
        """The number of the colour of the first of some goals, from 1 to 8; 0 where there is none."""
        area = self.area(goals[0]) if goals else 0
        return (area - 1) % HUES + 1 if area else 0

    def colour(self, goals: Sequence[Page]) -> str:
        """The classes of the colour of the first of some goals: after the eighth area colours come again, with a second mark."""
        again = " gp-again" if goals and self.area(goals[0]) > HUES else ""
        return f"gp-area-{self.hue(goals)}{again}"

    def area(self, goal: Page) -> int:
        """The number of a goal's area; 0 where its hierarchy has no top."""
        found = self._area_of.get(goal.path)
        if found is None:
            top = (self.playbook.ancestors(goal) or (goal,))[-1]
            found = self._area_of[goal.path] = self.areas.get(top.path, 0)
        return found

    def targets(self, page: Page, field: str) -> tuple[Page, ...]:
        """The pages that a page refers to by a field, in the order in which they are written."""
        return self.targets_by_field(page).get(field, ())

    def targets_by_field(self, page: Page) -> Mapping[str, tuple[Page, ...]]:
        """The pages that a page refers to, by field, in the order in which they are written."""
        found = self._targets.get(page.path)
        if found is None:
            found = self._targets[page.path] = self.playbook.targets_by_field(page)
        return found

    def sources(self, page: Page, field: str) -> tuple[Page, ...]:
        """The pages that refer to a page by a field."""
        return self._sources.get(page.path, {}).get(field, ())

    @cached_property
    def _area_of(self) -> dict[str, int]:
        return {}

    @cached_property
    def _targets(self) -> dict[str, Mapping[str, tuple[Page, ...]]]:
        return {}

    @cached_property
    def _sources(self) -> Mapping[str, Mapping[str, tuple[Page, ...]]]:
        playbook = self.playbook
        return {
            path: _by_field((link.field, playbook.by_path[link.source]) for link in links)
            for path, links in playbook.incoming.items()
        }

    @cached_property
    def rows(self) -> dict[tuple[str, str], RowParts]:
        """What is the same in all rows of an entry on pages of one depth, by its path and the way up: most stand on many pages."""
        return {}

    @cached_property
    def whole_rows(self) -> dict[tuple[str, str, bool], Markup]:
        """Whole rows of entries, not of single occurrences, by path, the way up, and whether they name goals."""
        return {}

    @cached_property
    def sights(self) -> dict[tuple[tuple[str, ...], str], Sight]:
        """The ways from the vision down to some goals on pages of one depth, by their paths and the way up."""
        return {}

    @cached_property
    def plan(self) -> Plan:
        """What happens when."""
        return Plan(self)

    @cached_property
    def chips(self) -> dict[tuple[str, str], ChipParts]:
        """What is the same in all chips of an entry on pages of one depth, by its path and the way up."""
        return {}

    @cached_property
    def tasks(self) -> Mapping[str, list[Task]]:
        """What each has to do, in order: persons by id, others by name."""
        return tasks_by_owner(self)

    @cached_property
    def page_plans(self) -> dict[str, PagePlan]:
        """The entries that serve a page, by its path."""
        return {}

    @cached_property
    def nearest(self) -> dict[str, Nearest]:
        """The KPIs that measure a goal, by its path."""
        return {}

    @cached_property
    def choices(self) -> Filters:
        """What entries can be filtered by."""
        return Filters(self)

    @cached_property
    def shared(self) -> Shared:
        """What the pages of many entries have in common."""
        return Shared(self)

    @cached_property
    def scores(self) -> Scores:
        """How KPIs and goals stand."""
        return Scores(self.playbook, self.today)

    @cached_property
    def coverage(self) -> Coverage:
        """What the plan covers of the strategy."""
        return Coverage(self)

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """The gaps between the strategy and the plan."""
        return find_gaps(self)

    @cached_property
    def reviewed(self) -> dict[tuple[date, date], Reviewed]:
        """What became of the plan in the periods that reviews name, by their first and last days."""
        return {}

    @cached_property
    def ahead(self) -> dict[str, bool]:
        """Which entries have been found to be ahead, by path: every page that they serve asks."""
        return {}

    @cached_property
    def urls(self) -> Mapping[str, str]:
        """The address of each uri relative to the site's root, percent-encoded; made when it is first asked for."""
        return Urls(self.directories)

    def to(self, uri: str) -> Linker:
        """Makes addresses relative to the page of a uri."""
        return Linker(self.urls, output_path(uri, directories=self.directories))

    @cached_property
    def made(self) -> dict[Hashable, Pieces]:
        """Pieces of feeds by all that they show: those of this edition."""
        return {}

    @cached_property
    def feeds(self) -> tuple[Feed, ...]:
        """Every feed but those of single entries, as people choose them."""
        with speaking(self.language):
            return catalogue(self)

    @cached_property
    def feeds_by_page(self) -> Mapping[str, Feed]:
        """The feed that belongs to a page, by its path."""
        return {feed.page.path: feed for feed in reversed(self.feeds) if feed.page}

    @cached_property
    def removed(self) -> tuple[Removed, ...]:
        """The entries that were deleted not long ago, and before they had happened."""
        if self.as_of is None:
            return ()
        kept = self.calendar.cancelled
        return tuple(
            replace(removed, entry=self.playbook.hidden.redacted(removed.entry))
            for removed in self.revisions.removed
            if self.as_of <= removed.removed.date() + kept
            and in_feeds(self, removed.entry)
            and ((last := removed.entry.schedule.last_day) is None or last >= removed.removed.date())
        )

    @cached_property
    def people_paths(self) -> Mapping[str, str]:
        """The path of each person's page by its id, and by those that it had formerly."""
        people = self.playbook.of_kind("person")
        former = {alias: person.path for person in people for alias in person.fields.aliases}
        return former | {person.id: person.path for person in people}

    def in_feeds(self, entry: Entry) -> bool:
        """Whether subscribers see an entry."""
        return in_feeds(self, entry)

    def pieces(self, entry: Entry) -> Pieces:
        """What feeds hold of an entry."""
        return pieces_of(self, entry)

    def summary(self, page: Page) -> str:
        """The summary as written, else the first sentence, with a title for each page that it refers to and that may be seen."""
        return page.fields.summary or _MENTION.sub(lambda match: self._named(page, match), page.body.excerpt)

    def _named(self, page: Page, match: re.Match[str]) -> str:
        meant = self.playbook.mentioned(page.path, match[1].strip())
        return (match[2] or (meant.title if meant else self.playbook.hidden.words.other)).strip()

    def absolute(self, page: Page) -> str:
        """A page's absolute address; empty where the site's isn't known.

        It is the page's own and stays so when the page becomes a place on another: there is a redirect. What subscribers have
        doesn't change as time goes by.
        """
        return self.base + self.urls[self.own_uris[page.path]] if self.base else ""


def _by_field(references: Iterable[tuple[str, Page]]) -> Mapping[str, tuple[Page, ...]]:
    """Pages by the field that names them, each once."""
    found: dict[str, dict[Page, None]] = {}
    for name, page in references:
        found.setdefault(name, {})[page] = None
    return {name: tuple(pages) for name, pages in found.items()}
