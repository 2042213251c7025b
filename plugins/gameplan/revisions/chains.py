"""Chains: the versions of one page from the first on, whatever its file was called."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, Protocol, TypeVar

from gameplan.model.revisions import Change, State
from gameplan.revisions.versions import identity_of

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping
    from datetime import datetime

    from gameplan.model.page import Page
    from gameplan.model.revisions import What
    from gameplan.revisions.versions import Identity, PublicFacts, Version


class Chain:
    """What is known of a page after some of its versions."""

    def __init__(self, identity: Identity) -> None:
        self.identity = identity
        self.created: datetime | None = None
        self.modified: datetime | None = None
        """When its face last changed, came or went."""
        self.glimpsed: datetime | None = None
        """When what other pages' events show of it last changed, came or went."""
        self.placed: datetime | None = None
        """When a goal was last made a part of another, came or went."""
        self.areas: datetime | None = None
        """When a goal last became a goal area, or ceased to be one."""
        self.veiled: datetime | None = None
        """When it last became hidden or public."""
        self.last: Version | None = None
        """The newest version, also of a page that is gone."""
        self.here = False
        self.sequences: dict[str, int] = {}
        self._values: dict[str, Hashable] = {}
        self._steps: list[tuple[datetime, PublicFacts | None, PublicFacts | None]] = []

    def become(self, when: datetime, version: Version | None) -> None:
        """Adds the next version; None where the page was deleted."""
        before = self.last if self.here else None
        if version is before:
            return
        self._count(version.facets if version else {})
        if version is None or before is None or version.face != before.face:
            self.modified = when
        if self._glimpse_changed(before, version):
            self.glimpsed = when
        if version is None or before is None or version.parent != before.parent:
            self.placed = when
        if (version is not None and version.area) != (before is not None and before.area):
            self.areas = when
        if version is not None and before is not None and version.shown_to_all != before.shown_to_all:
            self.veiled = when
        seen, shown = before.shown if before else None, version.shown if version else None
        if seen != shown:
            self._steps.append((when, seen, shown))
        self.here = version is not None
        self.last = version or self.last
        self.created = self.created or when

    def _glimpse_changed(self, before: Version | None, version: Version | None) -> bool:
        """Tell whether others' events show something else of it; that somebody is hidden shows, and what else is hidden doesn't."""
        if before is None or version is None:
            return version is not None or before is None or before.shown_to_all or self.identity[0] == "person"
        return version.glimpse != before.glimpse

    @property
    def left(self) -> datetime | None:
        """Of a page that is gone: when events last changed that referred to it."""
        public = self.last is not None and self.last.shown_to_all
        return self.modified if public or self.identity[0] == "person" else self.glimpsed

    def _count(self, values: Mapping[str, Hashable]) -> None:
        for name in dict.fromkeys((*self._values, *values)):
            value = values.get(name)
            if name not in self._values:
                self.sequences[name] = 0
            elif self._values[name] != value:
                self.sequences[name] += 1
            self._values[name] = value

    def changes(self) -> Iterator[Change]:
        """Yield what changed, oldest first; nothing of an entry that the public may not see, or might not when it was deleted."""
        now = self.last.shown if self.last else None
        if now is None:
            return
        for when, before, after in self._steps:
            for what, old, new in _differences(before, after):
                yield Change(when=when, what=what, id=now.id, path=now.path, title=now.title, before=old, after=new)

    def states(self) -> Iterator[State]:
        """Yield how an entry stood in the plan, oldest first; nothing where it is not public, or was not when it was deleted."""
        if self.last is None or self.last.shown is None:
            return
        if self.created is not None and self._steps and self.created < self._steps[0][0]:
            yield State(self.created, here=False)
        for when, before, after in self._steps:
            if after is None:
                yield State(when, here=False)
            elif before is None or (before.day, before.status) != (after.day, after.status):
                yield State(when, here=True, day=after.day, status=after.status)


def _differences(before: PublicFacts | None, after: PublicFacts | None) -> Iterator[tuple[What, str, str]]:
    """Yield what happened between two versions of an entry, with the day, status or title before and after."""
    if before is None or after is None:
        if after is not None:
            yield "added", "", after.day
        elif before is not None:
            yield "removed", before.day, ""
        return
    if before.day != after.day:
        yield "moved", before.day, after.day
    if before.status != after.status:
        yield "status", before.status, after.status
    if before.title != after.title:
        yield "retitled", before.title, after.title


class Identified(Protocol):
    """A version of a page."""

    @property
    def identity(self) -> Identity:
        """The page's identity."""


Held = TypeVar("Held", bound=Identified)


class Holders(Generic[Held]):
    """Which file's version counts for each identity, commit by commit."""

    def __init__(self, former: Mapping[Identity, Identity]) -> None:
        """Takes the present identity of pages that say which they had formerly."""
        self._former = former
        self._at: dict[str, Held] = {}
        self._holders: dict[Identity, dict[str, Held]] = {}

    def step(self, versions: Mapping[str, Held | None]) -> dict[Identity, Held | None]:
        """Take the versions of files after a commit, by path; None where a page is gone. A page that moved to another file is not gone.

        Returns:
            The version that counts now, of each identity that was touched.
        """
        touched: dict[Identity, None] = {}
        for path, version in versions.items():
            before = self._at.pop(path, None)
            if before is not None:
                identity = self._present(before)
                del self._holders[identity][path]
                touched[identity] = None
            if version is not None:
                identity = self._present(version)
                self._at[path] = version
                self._holders.setdefault(identity, {})[path] = version
                touched[identity] = None
        return {identity: self._holder(identity) for identity in touched}

    def _present(self, version: Held) -> Identity:
        return self._former.get(version.identity, version.identity)

    def _holder(self, identity: Identity) -> Held | None:
        """Return the version that counts where several files have one identity: one with the id itself, and of these the first path."""
        holders = self._holders[identity]
        first = min(holders, key=lambda path: (holders[path].identity != identity, path), default=None)
        return None if first is None else holders[first]


class Chains:
    """Every chain of a playbook, by identity."""

    def __init__(self, former: Mapping[Identity, Identity]) -> None:
        """Takes the present identity of pages that say which they had formerly."""
        self._holders: Holders[Version] = Holders(former)
        self.found: dict[Identity, Chain] = {}

    def step(self, when: datetime, versions: Mapping[str, Version | None]) -> None:
        """Takes what one commit made of files, by path: None where a page is gone."""
        for identity, version in self._holders.step(versions).items():
            self.found.setdefault(identity, Chain(identity)).become(when, version)


def former_of(present: Mapping[Identity, Page]) -> dict[Identity, Identity]:
    """The present identity of each that a page had formerly, by its own word."""
    former = {identity_of(page, alias): own for own, page in present.items() for alias in page.fields.aliases}
    return {old: new for old, new in former.items() if old not in present}
