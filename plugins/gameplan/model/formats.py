"""What entries have from the format of their type, and which day is meant where they count from their start.

An entry is read by itself, and says what stands in its file. What it has from elsewhere is added here: when all pages are read, and to
older versions of them with what the playbook said then (`revisions/inherited.py`).
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple, TypeVar, cast

from gameplan.model.further_pages import Format
from gameplan.model.kinds import ENTRY
from gameplan.model.page import Entry
from gameplan.model.pages import CountedDeadline, InheritedDeadline, NoDeadline, Policy
from gameplan.model.relative_days import RelativeDay
from gameplan.model.status import Stage
from gameplan.model.workdays import Workdays

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from datetime import date, timedelta

    from gameplan.model.effort import Effort
    from gameplan.model.page import Page
    from gameplan.model.pages import Deadline
    from gameplan.model.workdays import DaysOff


P = TypeVar("P", bound="Page")


class Recipe(NamedTuple):
    """What entries of a type have from their format."""

    deadlines: Mapping[str, RelativeDay]
    effort: Effort | None
    lasting: bool | None
    retire_after: timedelta | None


@dataclass(frozen=True)
class Inheritance:
    """What the pages of a playbook give to its entries."""

    recipes: Mapping[str, Recipe] = field(default_factory=dict)
    """By the type of entry; of several formats that of the first path."""
    workdays: Workdays = field(default_factory=Workdays)

    def concerns(self, entry: Entry) -> bool:
        """Tell whether an entry as typed may have anything from here."""
        return bool(entry.entry.deadlines) or entry.entry.type in self.recipes

    def given(self, entry: Entry) -> Entry:
        """Return an entry with what it has from its format, and with the days of its deadlines.

        A deadline without a day is left out: where the start isn't known, or the format has none of that name.

        Args:
            entry: as typed.
        """
        recipe = self.recipes.get(entry.entry.type or "")
        changed = dict(_from_recipe(entry, recipe)) if recipe else {}
        deadlines = {name: each for name, each in self._deadlines(entry, recipe) if each is not None}
        inherited = tuple(changed)
        if deadlines != entry.entry.deadlines:
            changed["deadlines"] = deadlines
        if not changed:
            return entry
        fields = entry.fields.model_copy(update=changed)
        return replace(entry, fields=fields, typed=entry.entry, inherited=inherited)

    def given_anew(self, page: P) -> P:
        """Return a page with what it has from here, whatever it had from elsewhere before; what isn't an entry stays."""
        if not isinstance(page, Entry):
            return page
        raw = as_typed(page)
        return cast("P", self.given(raw) if self.concerns(raw) else raw)

    def _deadlines(self, entry: Entry, recipe: Recipe | None) -> Iterator[tuple[str, Deadline | None]]:
        """Yield the entry's own deadlines, then those of its format as long as it is open; of what returns only its own."""
        theirs = recipe.deadlines if recipe else {}
        own = entry.entry.deadlines
        for name, deadline in own.items():
            said = cast("date | RelativeDay | type[NoDeadline] | None", deadline.on)
            counted = theirs.get(name) if said is None else said
            if isinstance(counted, RelativeDay):
                yield name, self._counted(entry, deadline, counted)
            else:
                yield name, None if counted is None or counted is NoDeadline else deadline
        for name, counted in theirs.items() if entry.status.stage.open and not entry.schedule.recurrence else ():
            if name not in own:
                yield name, self._counted(entry, None, counted)

    def _counted(self, entry: Entry, deadline: Deadline | None, counted: RelativeDay) -> Deadline | None:
        start = entry.schedule.first_day if entry.schedule.start else None
        if start is None:
            return None
        with suppress(OverflowError):
            day = counted.from_day(start, entry.schedule.zone, self.workdays)
            if deadline is None:
                return InheritedDeadline.model_construct(on=day, owner=(), done=False, counted=counted)
            return CountedDeadline.model_construct(on=day, owner=deadline.owner, done=deadline.done, counted=counted)
        return None


def _from_recipe(entry: Entry, recipe: Recipe) -> Iterator[tuple[str, Any]]:
    """Yield the fields that an entry doesn't say and its format does."""
    fields = entry.entry
    if recipe.effort is not None and fields.effort is None:
        yield "effort", recipe.effort
    if recipe.lasting is not None and fields.lasting is None:
        yield "lasting", recipe.lasting
    if recipe.retire_after is not None and fields.retire_on is None and entry.status.stage is Stage.PUBLISHED:
        out = entry.day_out
        if out is not None:
            with suppress(OverflowError):
                yield "retire_on", out + recipe.retire_after


def as_typed(entry: Entry) -> Entry:
    """Return an entry as it was read: with nothing that it has from elsewhere."""
    return entry if entry.typed is None else replace(entry, fields=entry.typed, typed=None, inherited=())


def inheritance_of(pages: Iterable[Page], off: DaysOff) -> Inheritance:
    """Return what the pages of a playbook give to its entries.

    Args:
        pages: sorted by path.
        off: the playbook's holidays.
    """
    pages = list(pages)
    recipes = {name: found for name, page in formats_by_type(pages).items() if (found := recipe_of(page)) is not None}
    return Inheritance(recipes, Workdays(off, tuple(quiet for page in pages for quiet in quiet_times(page))))


def formats_by_type(pages: Iterable[Page]) -> dict[str, Page]:
    """Return the format of each type: of several the first.

    Args:
        pages: of any kind, sorted by path.
    """
    found: dict[str, Page] = {}
    for page in pages:
        if isinstance(page.fields, Format):
            found.setdefault(type_of(page), page)
    return found


def recipe_of(page: Page) -> Recipe | None:
    """Return what a format gives to entries; None for all other pages."""
    fields = page.fields
    if not isinstance(fields, Format):
        return None
    return Recipe(fields.deadlines, fields.effort, fields.lasting, fields.retire_after)


def quiet_times(page: Page) -> tuple[tuple[date, date], ...]:
    """Return the times in which nothing at all goes out by a policy that applies to everything; none for other pages."""
    fields = page.fields
    if not isinstance(fields, Policy) or not _WHOLE.issuperset(fields.applies_to):
        return ()
    return tuple((quiet.start, quiet.end or quiet.start) for quiet in fields.blackouts)


def requiring_only(known: Container[str], page: P) -> P:
    """Return a format that requires only fields which are known; another page as it is.

    Args:
        known: the names of the fields that entries have.
        page: the page.
    """
    fields = page.fields
    if not isinstance(fields, Format) or all(name in known for name in fields.requires):
        return page
    told = tuple(name for name in fields.requires if name in known)
    return replace(page, fields=fields.model_copy(update={"requires": told}))


_WHOLE = frozenset((ENTRY.name, ENTRY.plural))
"""What a policy says that applies to every entry."""


def type_of(page: Page) -> str:
    """Return the type of entry that a format is about: what it says, else its id."""
    return (page.fields.type if isinstance(page.fields, Format) else None) or page.id
