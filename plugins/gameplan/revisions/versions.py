"""Versions of pages: what each of them was, and what events showed of it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.formats import Inheritance, as_typed, quiet_times, recipe_of, type_of
from gameplan.model.kinds import PLAIN, VISION
from gameplan.model.own_fields import told_again, told_page
from gameplan.model.page import Entry, Places
from gameplan.model.pages import Goal
from gameplan.publish.feeds.event_facts import face, facets, glimpse

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from gameplan.model.formats import Recipe
    from gameplan.model.page import Page
    from gameplan.model.projection import Projection

Identity = tuple[str, str]
"""The part of a page that stays when its file moves: its kind and id. Pages that nothing refers to by id have kind and path."""


def is_followed(entry: Entry, projection: Projection) -> bool:
    """Tell whether people who follow the plan on a site hear of an entry: no draft is announced, nor what is internal on a site of all."""
    if projection.shows is None:
        return entry.public
    return projection.shows_page(entry) and str(entry.fields.visibility) != "draft"


class PublicFacts(NamedTuple):
    """What people who follow the plan on a site may know of an entry."""

    id: str
    path: str
    title: str
    day: str
    """Its first day, or its window as typed; empty where it has neither."""
    status: str


@dataclass(frozen=True, slots=True)
class Version:
    """A page as it was."""

    identity: Identity
    face: Hashable
    glimpse: Hashable
    shown_to_all: bool
    """Whether those see it who look at the site."""
    area: bool
    """Whether it is a goal area that they see: areas are coloured one after the other."""
    parent: tuple[str, ...]
    """Of a goal: what it is a part of."""
    facets: Mapping[str, Hashable]
    shown: PublicFacts | None
    """Of an entry that they could see."""
    entry: Entry | None
    """The entry itself, where somebody will ask for it."""
    raw: Entry | None = None
    """An entry as typed, where it may have something from its format, or deadlines that count from its start."""
    recipe: tuple[str, Recipe] | None = None
    """Of a format: the type, and what entries of it have from there."""
    quiet: tuple[tuple[date, date], ...] = ()
    """Of a policy: when nothing at all goes out."""

    @property
    def gives(self) -> bool:
        """Whether other pages have something from it."""
        return self.recipe is not None or bool(self.quiet)

    def under(self, inheritance: Inheritance) -> Version:
        """Return the version with what it has from others; the same one where that is nothing."""
        if self.raw is None:
            return self
        entry = told_again(inheritance.given(self.raw))
        return replace(self, face=face(entry), facets=facets(entry), entry=entry if self.entry is not None else None)


def identity(kind: str, identifier: str) -> Identity:
    """The identity of the pages of a kind that have, or had, an id."""
    return kind, unicodedata.normalize("NFC", identifier)


def identity_of(page: Page, identifier: str | None = None) -> Identity:
    """A page's identity, or that which it had with another id."""
    if page.kind.name in (PLAIN.name, VISION.name):
        return page.kind.name, page.path
    return identity(page.kind.name, page.id if identifier is None else identifier)


def version_of(page: Page, *, projection: Projection, keep: bool = False, formats: bool = False) -> Version:
    """Return what is remembered of a page; the entry itself only where it is to be kept: bodies are large.

    Args:
        page: as it was.
        projection: what the site shows. Others' events show nothing of the rest.
        keep: whether to keep an entry.
        formats: whether entries may have something from formats.
    """
    page = told_page(page, projection)
    entry = page if isinstance(page, Entry) else None
    raw = _raw(entry, formats=formats) if entry is not None else None
    if raw is not None:
        page = told_again(_PLAIN.given(raw))
    recipe = recipe_of(page)
    seen = projection.shows_page(page)
    return Version(
        identity=identity_of(page),
        face=face(page),
        glimpse=glimpse(page) if seen else None,
        shown_to_all=seen,
        area=isinstance(page.fields, Goal) and not page.fields.parent and seen,
        parent=page.fields.parent if isinstance(page.fields, Goal) else (),
        facets=facets(page),
        shown=_shown(entry) if entry is not None and is_followed(entry, projection) else None,
        entry=entry if keep else None,
        raw=raw if raw is None or keep else replace(raw, places=Places(), body=raw.body.first_sentence(), extra={}),
        recipe=(type_of(page), recipe) if recipe and seen else None,
        quiet=quiet_times(page) if seen else (),
    )


_PLAIN = Inheritance()


def _raw(entry: Entry, *, formats: bool) -> Entry | None:
    """Return an entry as typed, where it may have something from elsewhere."""
    raw = as_typed(entry)
    counted = any(type(deadline.on) is not date for deadline in raw.entry.deadlines.values())
    return raw if counted or (formats and raw.entry.type) else None


def _shown(entry: Entry) -> PublicFacts:
    schedule = entry.schedule
    day = schedule.window.label if schedule.window else ""
    if schedule.start is not None and schedule.first_day is not None:
        day = schedule.first_day.isoformat()
    return PublicFacts(entry.id, entry.path, entry.title, day, entry.status.name)
