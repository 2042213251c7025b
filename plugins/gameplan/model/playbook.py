"""The playbook: all pages, and the links between them, both ways."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, cast

from gameplan.model.addresses import page_uri, site_url
from gameplan.model.attached import files_of_others
from gameplan.model.formats import inheritance_of, requiring_only
from gameplan.model.hiding import Hidden, Words, hidden_of, stem
from gameplan.model.own_fields import declared_values, hidden_fields, told_again, told_page
from gameplan.model.page import Entry, Page
from gameplan.model.projection import PUBLIC, WHOLE
from gameplan.model.teams import is_of_owner, owner_of
from gameplan.model.vocabulary import told_vocabulary
from gameplan.model.workdays import Workdays

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from gameplan.model.links import PageLink
    from gameplan.model.pages import Goal
    from gameplan.model.projection import Projection
    from gameplan.model.vocabulary import Vocabulary


@dataclass(frozen=True, kw_only=True)
class Playbook:
    """A playbook that was read and linked."""

    vocabulary: Vocabulary
    strategy: str = "strategy"
    """The folder of the strategy."""
    plan: str = "plan"
    """The folder of the plan."""
    pages: tuple[Page, ...] = ()
    """Entries too; sorted by path."""
    attachments: tuple[str, ...] = ()
    """Paths of the files that are not pages."""
    outgoing: Mapping[str, tuple[PageLink, ...]] = field(default_factory=dict, repr=False)
    """By the path of the page that refers; in the order in which they are written."""
    incoming: Mapping[str, tuple[PageLink, ...]] = field(default_factory=dict, repr=False)
    """By the path of the page that is meant; sorted by the source's path, and then in the order in which they are written."""

    mentions: Mapping[tuple[str, str], str] = field(default_factory=dict, repr=False)
    """The path of what `[[target]]` means, by the path of the page that says so and the target as written."""
    unread: Mapping[str, str | None] = field(default_factory=dict, repr=False)
    """The text of files that should be pages and can't be read, by path; None where not even that is known."""
    left_out: tuple[Page, ...] = field(default=(), repr=False)
    """Pages that were taken out, as if they had never been written."""
    workdays: Workdays = field(default_factory=Workdays, repr=False)
    """Which days are workdays."""
    hidden: Hidden = field(default_factory=Hidden, repr=False)
    """What isn't shown, where this is what somebody may see."""

    def mentioned(self, path: str, target: str) -> Page | None:
        """The page that `[[target]]` means in a page."""
        return self.by_path.get(self.mentions.get((path, target), ""))

    @cached_property
    def by_path(self) -> Mapping[str, Page]:
        """Every page by its path."""
        return {page.path: page for page in self.pages}

    @cached_property
    def files(self) -> frozenset[str]:
        """The paths of the files that are not pages."""
        return frozenset(self.attachments)

    @cached_property
    def by_plain_id(self) -> Mapping[str, tuple[Page, ...]]:
        """The pages of an id, whatever the case that it is written in."""
        found: dict[str, list[Page]] = {}
        for page in self.pages:
            found.setdefault(page.id.casefold(), []).append(page)
        return {name: tuple(pages) for name, pages in found.items()}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The plan's entries."""
        return tuple(page for page in self.pages if isinstance(page, Entry))

    @cached_property
    def _by_kind(self) -> Mapping[str, tuple[Page, ...]]:
        kinds: dict[str, list[Page]] = {}
        for page in self.pages:
            kinds.setdefault(page.kind.name, []).append(page)
        return {name: tuple(pages) for name, pages in kinds.items()}

    def of_kind(self, name: str) -> tuple[Page, ...]:
        """The pages of a kind, sorted by path."""
        return self._by_kind.get(name, ())

    def targets(self, page: Page, *fields: str) -> tuple[Page, ...]:
        """The pages that a page refers to by some fields, in the order in which they are written."""
        links = self.outgoing.get(page.path, ())
        found = dict.fromkeys(link.target for link in links if link.field in fields)
        return tuple(self.by_path[path] for path in found)

    def targets_by_field(self, page: Page) -> dict[str, tuple[Page, ...]]:
        """The pages that a page refers to, by field, in the order in which they are written."""
        found: dict[str, dict[Page, None]] = {}
        for link in self.outgoing.get(page.path, ()):
            found.setdefault(link.field, {})[self.by_path[link.target]] = None
        return {name: tuple(pages) for name, pages in found.items()}

    def sources(self, page: Page, *fields: str) -> tuple[Page, ...]:
        """The pages that refer to a page, by some fields or by any."""
        links = self.incoming.get(page.path, ())
        found = dict.fromkeys(link.source for link in links if not fields or link.field in fields)
        return tuple(self.by_path[path] for path in found)

    def citing(self, page: Page) -> tuple[Entry, ...]:
        """The entries that refer to a page in their front matter."""
        links = self.incoming.get(page.path, ())
        found = dict.fromkeys(link.source for link in links if link.field != "mention")
        return tuple(entry for path in found if isinstance(entry := self.by_path[path], Entry))

    @cached_property
    def goals(self) -> tuple[Page, ...]:
        """The goals."""
        return self.of_kind("goal")

    def parent(self, goal: Page) -> Page | None:
        """The goal that a goal is a part of."""
        return self._parents.get(goal.path)

    @cached_property
    def _parents(self) -> Mapping[str, Page]:
        """The parent of each goal that has one, by path: hierarchies are climbed again and again."""
        found = ((goal.path, next(iter(self.targets(goal, "parent")), None)) for goal in self.goals)
        return {path: parent for path, parent in found if parent is not None}

    def children(self, goal: Page) -> tuple[Page, ...]:
        """The goals that are parts of a goal."""
        return self.sources(goal, "parent")

    def ancestors(self, goal: Page) -> tuple[Page, ...]:
        """The goals above a goal, nearest first; ends where the hierarchy goes round in a circle."""
        chain: dict[str, Page] = {goal.path: goal}
        above = self.parent(goal)
        while above is not None and above.path not in chain:
            chain[above.path] = above
            above = self.parent(above)
        return tuple(chain.values())[1:]

    def descendants(self, goal: Page) -> Iterator[Page]:
        """The goals below a goal, each once."""
        seen = {goal.path}
        waiting = list(self.children(goal))
        while waiting:
            child = waiting.pop()
            if child.path not in seen:
                seen.add(child.path)
                yield child
                waiting += self.children(child)

    def shown_to(self, projection: Projection, words: Words = Words()) -> Playbook:  # noqa: B008 - it can't be changed
        """Return the playbook that a projection shows, as if nothing else had been written; `words` replace references to the rest."""
        if projection.is_whole:
            return self._redacted(self.distinct, words)
        told = self._narrowed(projection)
        pages = tuple(page for page in told.distinct if projection.shows_page(page))
        return told._redacted(pages, words, self._withheld(projection))  # noqa: SLF001

    def public(self, words: Words = Words()) -> Playbook:  # noqa: B008
        """Return the playbook that the public sees where its options say nothing else."""
        return self.shown_to(PUBLIC, words)

    def internal(self, words: Words = Words()) -> Playbook:  # noqa: B008
        """The playbook with what is hidden from the public."""
        return self.shown_to(WHOLE, words)

    def without(self, paths: Collection[str]) -> Playbook:
        """The playbook without some pages; others still refer to them until it is `public` or `internal`."""
        left = tuple(page for page in self.pages if page.path in paths)
        return replace(self._only(tuple(page for page in self.pages if page.path not in paths)), left_out=left)

    @property
    def distinct(self) -> tuple[Page, ...]:
        """The pages, but those that would be published where another is: the first of two stays."""
        taken: dict[str, Page] = {}
        for page in self.pages:
            taken.setdefault(site_url(page_uri(page, self.strategy, self.plan)).casefold(), page)
        return tuple(taken.values())

    def _narrowed(self, projection: Projection) -> Playbook:
        """Return the playbook as if the fields that a projection hides had never been declared."""
        vocabulary = told_vocabulary(self.vocabulary, projection)
        if vocabulary is self.vocabulary:
            return self
        kinds = self.vocabulary.by_name.values()
        hidden = {kind.name: {own.name for own in hidden_fields(kind, projection)} for kind in kinds}

        def told(links: Mapping[str, tuple[PageLink, ...]]) -> Mapping[str, tuple[PageLink, ...]]:
            kept = {
                path: tuple(link for link in group if link.field not in hidden[link.page.kind.name])
                for path, group in links.items()
            }
            return {path: group for path, group in kept.items() if group}

        narrowed = replace(self, vocabulary=vocabulary, outgoing=told(self.outgoing), incoming=told(self.incoming))
        known = vocabulary.entry.fields.model_fields.keys() - vocabulary.entry.untold
        return narrowed.telling({page.path: requiring_only(known, told_page(page, projection)) for page in self.pages})

    def _withheld(self, projection: Projection) -> tuple[str, ...]:
        """Return what pages say in such fields, as texts: what is named there and nowhere else isn't shown either."""
        fields = ((page, hidden_fields(page.kind, projection)) for page in self.pages)
        said = (declared_values(page.fields, named=named) for page, named in fields if named)
        return tuple(str(value) for found in said for _, values in found for value in values)

    def _redacted(self, pages: tuple[Page, ...], words: Words, withheld: tuple[str, ...] = ()) -> Playbook:
        """Return the playbook as if it had only these pages, which tell of the others only that there are some."""
        shown = self._only(pages, withheld)
        others = self._others({page.path for page in pages})
        kept_back = {*set(self.attachments).difference(shown.attachments), *self.unread}
        unread = ((self._kind_at(path), stem(path)) for path in self.unread)
        hidden = hidden_of(others, pages, (unread, kept_back), shown.attachments, words)
        inheritance = inheritance_of(pages, self.workdays.off)
        told = (hidden.redacted(_without_typed(told_again(inheritance.given_anew(page)))) for page in pages)
        shown = replace(shown, hidden=hidden, workdays=inheritance.workdays)
        return shown.telling({page.path: page for page in told})

    def without_addresses(self, base: str) -> Playbook:
        """Return the playbook without the addresses in its pages' fields that lead to what isn't shown.

        Args:
            base: the site's own address, at which hidden pages would lie.
        """
        return self.telling({page.path: self.hidden.without_addresses(page, base) for page in self.pages})

    def telling(self, told: Mapping[str, Page]) -> Playbook:
        """Return the playbook with other versions of its pages, which have the same links.

        Args:
            told: of every page, by its path.
        """

        def by_told(links: Mapping[str, tuple[PageLink, ...]]) -> Mapping[str, tuple[PageLink, ...]]:
            return {
                path: tuple(link._replace(page=told[link.source]) for link in group) for path, group in links.items()
            }

        if all(told[page.path] is page for page in self.pages):
            return self
        return replace(
            self,
            pages=tuple(told.values()),
            outgoing=by_told(self.outgoing),
            incoming=by_told(self.incoming),
        )

    def _kind_at(self, path: str) -> str:
        """The kind of page that a file would be, by its folder."""
        if path.startswith(f"{self.plan}/"):
            return self.vocabulary.entry.name
        kind = self.vocabulary.by_folder.get(path.removeprefix(f"{self.strategy}/").partition("/")[0])
        return kind.name if kind else ""

    def _others(self, shown: Collection[str]) -> tuple[Page, ...]:
        return (*(page for page in self.pages if page.path not in shown), *self.left_out)

    def _only(self, pages: tuple[Page, ...], withheld: tuple[str, ...] = ()) -> Playbook:
        """The playbook as if it had these pages only, and no files that only the others show, or that withheld texts name."""
        shown = {page.path for page in pages}
        folders = (self.strategy, self.plan)
        hidden_files = files_of_others(self.attachments, self._others(shown), self.unread, pages, folders, withheld)

        def holds(link: PageLink) -> bool:
            return not is_of_owner(link) or owner_of(link, self.outgoing[link.source]) in shown

        def select(links: Mapping[str, tuple[PageLink, ...]]) -> Mapping[str, tuple[PageLink, ...]]:
            chosen = {
                path: tuple(link for link in group if link.source in shown and link.target in shown and holds(link))
                for path, group in links.items()
                if path in shown
            }
            return {path: group for path, group in chosen.items() if group}

        return Playbook(
            vocabulary=self.vocabulary,
            strategy=self.strategy,
            plan=self.plan,
            pages=pages,
            attachments=tuple(path for path in self.attachments if path not in hidden_files),
            mentions={key: path for key, path in self.mentions.items() if key[0] in shown and path in shown},
            outgoing=select(self.outgoing),
            incoming=select(self.incoming),
            unread=self.unread,
            left_out=self.left_out,
            workdays=self.workdays,
        )


def _without_typed(page: Page) -> Page:
    """Return a page without what it said before it had something from elsewhere: nobody asks for that of what is shown."""
    return replace(page, typed=None) if isinstance(page, Entry) and page.typed is not None else page


def goal_fields(page: Page) -> Goal:
    """The fields of a goal's page."""
    return cast("Goal", page.fields)
