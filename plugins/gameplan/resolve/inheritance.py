"""Gives entries what they have from their formats, and the days of deadlines that count from their start."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.diagnostics import Diagnostic, visible
from gameplan.model.formats import inheritance_of
from gameplan.model.page import Entry
from gameplan.rules import INVALID_VALUE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gameplan.model.formats import Inheritance, Recipe
    from gameplan.model.page import Page
    from gameplan.model.workdays import DaysOff


def inherited(pages: Iterable[Page], off: DaysOff) -> tuple[list[Page], Inheritance, list[Diagnostic]]:
    """Return the pages with what they have from others, what that is, and what is wrong with it.

    Args:
        pages: as read.
        off: the playbook's holidays.
    """
    pages = sorted(pages, key=lambda page: page.path)
    inheritance = inheritance_of(pages, off)
    made = [
        inheritance.given(page) if isinstance(page, Entry) and inheritance.concerns(page) else page for page in pages
    ]
    found = [finding for page in pages if isinstance(page, Entry) for finding in _without_day(page, inheritance)]
    return made, inheritance, found


def _without_day(entry: Entry, inheritance: Inheritance) -> Iterator[Diagnostic]:
    """Find the deadlines that have no day, and don't get one from a format."""
    recipe = inheritance.recipes.get(entry.entry.type or "")
    for name, deadline in entry.entry.deadlines.items():
        if deadline.on is None and (recipe is None or name not in recipe.deadlines):
            why = _why(entry, recipe)
            yield Diagnostic(
                rule=INVALID_VALUE,
                message=f"deadlines.{visible(name)}: this has no day, and {why}",
                location=entry.at("deadlines", name),
                hint="write on: 2026-11-20, or on: -14d to count from the start",
            )


def _why(entry: Entry, recipe: Recipe | None) -> str:
    if recipe is not None:
        known = ", ".join(visible(each) for each in recipe.deadlines)
        return f"the format of its type has none of that name{f': it has {known}' if known else ''}"
    return "its type has no format" if entry.entry.type else "it has no type"
