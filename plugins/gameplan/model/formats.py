"""What entries have from the format of their type, and which day is meant where they count from their start.

An entry is read by itself, and says what stands in its file. What it has from elsewhere is added here: when all pages are read, and to
older versions of them with what the playbook said then (`revisions/inherited.py`).
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from gameplan.model.further_pages import Format
from gameplan.model.kinds import ENTRY
from gameplan.model.pages import CountedDeadline, InheritedDeadline, NoDeadline, Policy
from gameplan.model.relative_days import RelativeDay
from gameplan.model.status import Stage
from gameplan.model.workdays import Workdays

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date, timedelta

    from gameplan.model.effort import Effort
    from gameplan.model.page import Entry, Page
    from gameplan.model.pages import Deadline
    from gameplan.model.workdays import DaysOff


class Recipe(NamedTuple):
    """What entries of a type have from their format."""

    path: str
    """The format's."""
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
        return replace(
            entry, fields=fields, typed=entry.entry, format=recipe.path if recipe else "", inherited=inherited
        )

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


def without_format(entry: Entry) -> Entry:
    """Return an entry without what it has from its format, for those who may not see the format."""
    blank = {name: type(entry.fields).model_fields[name].default for name in entry.inherited}
    deadlines = {name: each for name, each in entry.entry.deadlines.items() if not isinstance(each, InheritedDeadline)}
    fields = entry.fields.model_copy(update={**blank, "deadlines": deadlines})
    return replace(entry, fields=fields, format="", inherited=())


def inheritance_of(pages: Iterable[Page], off: DaysOff) -> Inheritance:
    """Return what the pages of a playbook give to its entries.

    Args:
        pages: sorted by path.
        off: the playbook's holidays.
    """
    recipes: dict[str, Recipe] = {}
    quiet: list[tuple[date, date]] = []
    for page in pages:
        if (found := recipe_of(page)) is not None:
            recipes.setdefault(type_of(page), found)
        quiet += quiet_times(page)
    return Inheritance(recipes, Workdays(off, tuple(quiet)))


def recipe_of(page: Page) -> Recipe | None:
    """Return what a format gives to entries; None for all other pages."""
    fields = page.fields
    if not isinstance(fields, Format):
        return None
    return Recipe(page.path, fields.deadlines, fields.effort, fields.lasting, fields.retire_after)


def quiet_times(page: Page) -> tuple[tuple[date, date], ...]:
    """Return the times in which nothing at all goes out by a policy that applies to everything; none for other pages."""
    fields = page.fields
    if not isinstance(fields, Policy) or not _WHOLE.issuperset(fields.applies_to):
        return ()
    return tuple((quiet.start, quiet.end or quiet.start) for quiet in fields.blackouts)


_WHOLE = frozenset((ENTRY.name, ENTRY.plural))
"""What a policy says that applies to every entry."""


def type_of(page: Page) -> str:
    """Return the type of entry that a format is about: what it says, else its id."""
    return (page.fields.type if isinstance(page.fields, Format) else None) or page.id
