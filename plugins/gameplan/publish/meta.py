"""What a page's front matter says to others: search engines, templates, macros."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic import BaseModel

from gameplan.model.dates import When, Window
from gameplan.model.fields import RefersTo
from gameplan.model.recurrence import Recurrence

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.model.pages import PageFields
    from gameplan.publish.context import Context

_ELSEWHERE = ("id", "kind", "title", "tags", "hide", "search", "source", "visibility")
"""Fields that a document has in another form, or that nobody outside needs."""


def description(context: Context, page: Page) -> str:
    """Return what search engines show: the author's own words for them, else the summary."""
    own = page.extra.get("description")
    return " ".join(own.split()) if isinstance(own, str) and own.strip() else context.lookups.summary(page)


def facts_of(page: Page) -> dict[str, object]:
    """Return the front matter as values of JSON. Hidden values are not in it, since the page doesn't hold them.

    Values are as people type them; what takes one id is a text, what takes several a list.
    """
    fields = page.fields
    said = {name: _simple(getattr(fields, name)) for name in sorted(fields.model_fields_set) if name not in _ELSEWHERE}
    for name in said.keys() & _single(type(fields)):
        said[name] = next(iter(getattr(fields, name)), "")
    return {"id": page.id, "kind": page.kind.name, **said}


@lru_cache(maxsize=64)
def _single(model: type[PageFields]) -> frozenset[str]:
    """The fields that take one id."""
    fields = model.model_fields.items()
    return frozenset(
        name for name, info in fields for mark in info.metadata if isinstance(mark, RefersTo) and mark.single
    )


def _simple(value: object) -> object:  # noqa: PLR0911 - one way a type
    """A value of JSON for one of a model's."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, timedelta):
        days, minutes = divmod(int(value.total_seconds()) // 60, 24 * 60)
        return f"{minutes + days * 24 * 60}m" if minutes else f"{days}d"
    if isinstance(value, When):
        return value.typed
    if isinstance(value, Window):
        return value.label
    if isinstance(value, Recurrence):
        return value.parts
    if isinstance(value, BaseModel):
        return {name: _simple(getattr(value, name)) for name in sorted(value.model_fields_set)}
    if isinstance(value, Mapping):
        return {str(name): _simple(each) for name, each in value.items()}
    return [_simple(each) for each in value] if isinstance(value, (list, tuple)) else str(value)
