"""What changed between two versions of a playbook, as a value: for people, for programs, and for the job that posts a comment."""

from __future__ import annotations

from dataclasses import dataclass, field

VERSION = 1
"""Of the form in which programs get it."""


@dataclass(frozen=True)
class Named:
    """A page, as people know it."""

    kind: str
    id: str
    title: str
    path: str
    """Where it lies now; of a page that is gone, where it lay."""


@dataclass(frozen=True)
class Turn:
    """A page of which one thing is another."""

    page: Named
    before: str
    after: str


@dataclass(frozen=True)
class Shift:
    """Entries that move by as many days."""

    days: int
    """Below zero: earlier. 0 where a day came, went, or became a window: then `before` and `after` say so."""
    entries: tuple[Turn, ...]


@dataclass(frozen=True)
class Fields:
    """A page of which some fields, or its text, are others."""

    page: Named
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Calendar:
    """What subscribers of a feed will see."""

    title: str
    file: str
    added: int = 0
    changed: int = 0
    removed: int = 0


@dataclass(frozen=True)
class Found:
    """Something that the check finds in one of the two versions only."""

    rule: str
    severity: str
    message: str
    path: str
    line: int
    """0 where it is about a whole file."""
    hint: str = ""


@dataclass(frozen=True)
class Comparison:
    """Everything that changed, each only where there is something."""

    base: str = ""
    """The older version: the beginning of its commit's name."""
    head: str = ""
    """The newer one; empty for what isn't committed."""
    day: str = ""
    """The day for which both were looked at."""
    lost: tuple[Named, ...] = ()
    """Goals for which nothing is planned any more."""
    gained: tuple[Named, ...] = ()
    """Goals for which something is planned for the first time."""
    broken: tuple[Found, ...] = ()
    """Commitments and stages of journeys that nothing keeps any more."""
    met: tuple[Found, ...] = ()
    """Those that are kept now."""
    added: tuple[Turn, ...] = ()
    """Entries, each with its day."""
    removed: tuple[Turn, ...] = ()
    moved: tuple[Shift, ...] = ()
    statuses: tuple[Turn, ...] = ()
    owners: tuple[Turn, ...] = ()
    goals: tuple[Turn, ...] = ()
    """Entries that serve other goals."""
    renamed: tuple[Turn, ...] = ()
    """Pages with another id."""
    changed: tuple[Fields, ...] = ()
    """Entries that changed in any other way."""
    new_pages: tuple[Named, ...] = ()
    """Of the strategy."""
    gone_pages: tuple[Named, ...] = ()
    strategy: tuple[Fields, ...] = ()
    """Pages of the strategy that changed."""
    load: tuple[Found, ...] = ()
    """Owners with too much to do, and budgets that are overrun."""
    calendars: tuple[Calendar, ...] = ()
    """The feed of everything first."""
    gone_calendars: tuple[Calendar, ...] = ()
    """Feeds that aren't there any more."""
    anew: bool = False
    """Whether calendars take all events for others, since their identities come from another namespace."""
    twice: tuple[Turn, ...] = ()
    """Entries whose identity in calendars changes: subscribers see the old one cancelled, and the new one beside it."""
    found: tuple[Found, ...] = ()
    """All else that the check finds now, and did not."""
    fixed: int = 0
    """How many findings are gone."""
    unread: tuple[str, ...] = field(default=())
    """What could not be compared, a sentence each."""

    @property
    def is_empty(self) -> bool:
        """Whether nothing changed that this tells of."""
        told = ("base", "head", "day")
        return not any(getattr(self, name) for name in self.__dataclass_fields__ if name not in told)
