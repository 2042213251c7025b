"""What subscribers' stamps need of history: joins the reader, what events show, and git."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from gameplan.history.commits import read_history
from gameplan.model.further_kinds import FORMAT
from gameplan.model.own_fields import told_page
from gameplan.model.pages import Goal
from gameplan.model.revisions import Change, Course, Removed, Revision, Revisions
from gameplan.model.status import Stage
from gameplan.pipeline import without_collector
from gameplan.publish.feeds.event_facts import references, shown_pages
from gameplan.publish.ics.components import EPOCH
from gameplan.resolve.links import targets_in
from gameplan.revisions.chains import Chains, former_of
from gameplan.revisions.epochs import settings_changed
from gameplan.revisions.inherited import Inheriting
from gameplan.revisions.timeline import known, read_versions, sorted_keys, sources, timeline_of, worktree
from gameplan.revisions.versions import identity, identity_of, is_followed, version_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from gameplan.history.commits import History
    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook
    from gameplan.model.projection import Projection
    from gameplan.options import Options
    from gameplan.revisions.chains import Chain
    from gameplan.revisions.timeline import Key, Timeline
    from gameplan.revisions.versions import Version

MAX_CHANGES = 200
MAX_OWN_CHANGES = 5
REMEMBERED = timedelta(days=400)
"""The time before the newest commit in which removed entries are still reported; longer where feeds are to keep them longer."""


def revisions(playbook: Playbook, root: Path, options: Options, config: str) -> Revisions:
    """Return what history knows of a playbook; nothing where there is no history.

    It depends on the commits, on what is changed in the work tree and on `SOURCE_DATE_EPOCH`, and on no clock. Each version is
    read as the options of its time said; one that could not be read was never published, and is passed over. As long as commits
    are only added, no stamp and no sequence ever falls.

    Args:
        playbook: the whole playbook, with what is hidden from the public: a page that becomes hidden changes events too.
        root: its folder.
        options: its options.
        config: the name of the site's configuration file in the folder.

    Raises:
        MissingHistory: where older commits, or the contents of older files, are missing from this clone, or git refuses it.
    """
    with without_collector():
        history = read_history(
            root, config, inherited=sources(root, config), folders=(options.strategy_dir, options.plan_dir)
        )
        return Revisions() if history is None else _joined(history, playbook, root, options, config)


def _joined(history: History, playbook: Playbook, root: Path, options: Options, config: str) -> Revisions:
    changed = worktree(history, playbook, root, config)
    line = timeline_of((*history.commits, changed), root, options, config)
    joined = _Joined(playbook, line, root, projection=options.shown)
    remembered = max(REMEMBERED, options.calendar.cancelled)
    return Revisions(
        pages={page.path: joined.revision(page) for page in playbook.pages},
        removed=tuple(joined.removed(history.latest - remembered)),
        changes=joined.changes(),
        courses=joined.courses(),
        began=next((step.when for step in line.steps if any(step.pages.values())), None),
        latest=history.latest,
    )


def _of_format(key: Key) -> bool:
    """Tell whether a version may be that of a format."""
    return key.path.startswith(f"{key.epoch.folders[0]}/{FORMAT.folder}/")


class _Joined:
    """The chains of a playbook's pages, joined by what events show of each other's pages."""

    def __init__(self, playbook: Playbook, line: Timeline, root: Path, *, projection: Projection) -> None:
        self.playbook, self.projection = playbook, projection
        self.seen_by_all = playbook.shown_to(projection)
        self.present = {identity_of(page): page for page in reversed(playbook.pages)}
        self.chains = Chains(former_of(self.present))
        versions = self._versions(line, root)
        *commits, work = line.steps
        inheriting = Inheriting()
        for step in commits:
            self.chains.step(step.when, inheriting.step(known(step.pages, versions), step.off))
        self.committed = frozenset(self.chains.found)
        self.chains.step(work.when, inheriting.step(known(work.pages, versions), work.off))
        self._coloured: dict[str, datetime] = {}
        self.base = max(EPOCH, settings_changed(line.configs, projection.name) or EPOCH)
        self.areas = max(self._areas(versions.values()), default=self.base)

    def _areas(self, versions: Iterable[Version]) -> Iterator[datetime]:
        """Yield the times at which the goal areas changed: when one came or went, or a goal with parts was hidden or shown."""
        former = former_of(self.present)
        said = {identity("goal", name) for version in versions for name in version.parent}
        wholes = {former.get(name, name) for name in said}
        for own, chain in self.chains.found.items():
            yield from (when for when in (chain.areas, chain.veiled if own in wholes else None) if when)

    def _versions(self, line: Timeline, root: Path) -> dict[Key, Version]:
        """Every version; the present ones, which need not be read again, from the playbook."""
        now, keys = sorted_keys(line, self.playbook)
        projection, formats = self.projection, any(map(_of_format, (*keys, *now)))
        versions = read_versions(root, keys, frozenset(self.present), projection=projection, formats=formats)
        return {**versions} | {
            key: version_of(page, projection=projection, formats=formats) for key, page in now.items()
        }

    def own(self, page: Page) -> datetime:
        """Return when the face of a page last changed, or a page was deleted to which it still refers."""
        chain = self.chains.found.get(identity_of(page))
        return max(chain.modified if chain and chain.modified else self.base, self._deserted(page))

    def seen(self, page: Page) -> datetime:
        """Return when the part of a page that other pages' events show last changed; of a goal also its colour."""
        chain = self.chains.found.get(identity_of(page))
        glimpsed = chain.glimpsed if chain and chain.glimpsed else self.base
        shown = isinstance(page.fields, Goal) and page.path in self.seen_by_all.by_path
        return max(glimpsed, self.coloured(page)) if shown else glimpsed

    def coloured(self, goal: Page) -> datetime:
        """Return when the colour of a goal's events may last have changed: a goal above it moved, or the goal areas changed."""
        if goal.path not in self._coloured:
            stamps = [self.areas]
            for above in (goal, *self.seen_by_all.ancestors(goal)):
                chain = self.chains.found.get(identity_of(above))
                stamps += [chain.placed if chain and chain.placed else self.base, self._deserted(above)]
            self._coloured[goal.path] = max(stamps)
        return self._coloured[goal.path]

    def _deserted(self, page: Page) -> datetime:
        """Return when a page was last deleted to which a page still refers."""
        others = (self.chains.found.get(identity(*reference)) for reference in references(self._told(page)))
        gone = [other.left for other in others if other is not None and not other.here and other.left]
        return max(gone, default=self.base)

    def _told(self, page: Page) -> Page:
        """A page as far as it is shown."""
        return told_page(page, self.projection)

    def revision(self, page: Page) -> Revision:
        """A page's revision."""
        own = identity_of(page)
        chain = self.chains.found.get(own)
        shown = (page, *shown_pages(self.playbook, self._told(page)))
        return Revision(
            modified=max(self.own(page), *(self.seen(other) for other in shown)),
            created=chain.created if chain and own in self.committed else None,
            sequences=chain.sequences if chain else {},
            changes=tuple(chain.changes())[: -MAX_OWN_CHANGES - 1 : -1] if chain else (),
        )

    def removed(self, since: datetime) -> Iterator[Removed]:
        """The entries that were deleted since a time and would still be in calendars, newest first."""
        gone = [
            (chain.modified, chain.last.entry, chain)
            for chain in self.chains.found.values()
            if chain.modified is not None
            and chain.modified >= since
            and chain.last is not None
            and chain.last.entry is not None
            and self._is_missed(chain)
        ]
        gone.sort(key=lambda found: found[1].id)
        gone.sort(key=lambda found: found[0], reverse=True)
        targets = targets_in(self.playbook, [entry for _, entry, _ in gone])
        for (when, entry, chain), links in zip(gone, targets, strict=True):
            shown = [self.playbook.by_path[path] for paths in links.values() for path in paths]
            modified = max(self.base, when, *(self.seen(page) for page in shown))
            revision = Revision(modified=modified, created=chain.created, sequences=chain.sequences)
            yield Removed(entry=entry, targets=links, revision=revision, removed=when)

    def _is_missed(self, chain: Chain) -> bool:
        """Tell whether an entry is gone that was in the calendar of those who see the site, and was to happen."""
        entry = chain.last.entry if chain.last else None
        return (
            entry is not None
            and not chain.here
            and chain.identity not in self.present
            and is_followed(entry, self.projection)
            and entry.schedule.first_day is not None
            and entry.status.stage is not Stage.DROPPED
        )

    def changes(self) -> tuple[Change, ...]:
        """The newest changes of the plan, newest first."""
        told = (change for chain in self._known() for change in chain.changes() if change.what != "retitled")
        found = sorted(told, key=lambda change: change.id)
        return tuple(sorted(found, key=lambda change: change.when, reverse=True)[:MAX_CHANGES])

    def _known(self) -> list[Chain]:
        return [chain for chain in self.chains.found.values() if not chain.here or chain.identity in self.present]

    def courses(self) -> tuple[Course, ...]:
        """Return how each entry stood in the plan, by id."""
        stood = [(chain, states) for chain in self._known() if (states := tuple(chain.states()))]
        gone = {
            chain.identity: chain.last.entry
            for chain, _ in stood
            if chain.identity not in self.present and chain.last and chain.last.entry
        }
        goals = dict(zip(gone, targets_in(self.playbook, gone.values()), strict=True))
        found = [
            Course(id=now.id, title=now.title, states=states, goals=goals.get(chain.identity, {}).get("goals", ()))
            for chain, states in stood
            if chain.last and (now := chain.last.shown)
        ]
        return tuple(sorted(found, key=lambda past: past.id))
