"""Gives entries what they have from their formats, and the days of deadlines that count from their start."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from gameplan.diagnostics import Diagnostic, visible
from gameplan.model.faults import nearest
from gameplan.model.formats import inheritance_of, type_of
from gameplan.model.further_pages import Format
from gameplan.model.page import Entry
from gameplan.model.pages import NoDeadline
from gameplan.rules import INVALID_VALUE

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

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
    # One slip in a format is one finding.
    unread = frozenset(
        type_of(page) for page in pages if isinstance(page.fields, Format) and "deadlines" in page.unread
    )
    entries = (page for page in pages if isinstance(page, Entry))
    found = [finding for entry in entries for finding in _without_day(entry, inheritance, unread)]
    return made, inheritance, found


def _without_day(entry: Entry, inheritance: Inheritance, unread: Container[str]) -> Iterator[Diagnostic]:
    """Find the deadlines that have no day and don't get one from a format, and those that drop what no format has."""
    recipe = inheritance.recipes.get(entry.entry.type or "")
    for name, deadline in entry.entry.deadlines.items() if entry.entry.type not in unread else ():
        said = cast("object", deadline.on)
        known = recipe.deadlines if recipe is not None else {}
        if name in known or not (said is None or said is NoDeadline):
            continue
        near = nearest(name, known)
        hint = "write on: 2026-11-20, or on: -14d to count from the start"
        if said is NoDeadline:
            hint = f"did you mean {visible(near)}: none?" if near else "delete it"
        message = "this drops nothing" if said is NoDeadline else "this has no day"
        yield Diagnostic(
            rule=INVALID_VALUE,
            message=f"deadlines.{visible(name)}: {message}, and {_why(entry, recipe)}",
            location=entry.at("deadlines", name),
            hint=hint,
        )


def _why(entry: Entry, recipe: Recipe | None) -> str:
    if recipe is not None:
        known = ", ".join(visible(each) for each in recipe.deadlines)
        return f"the format of its type has none of that name{f': it has {known}' if known else ''}"
    return "its type has no format" if entry.entry.type else "it has no type"
