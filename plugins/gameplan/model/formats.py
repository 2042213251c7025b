"""Formats: what entries of a type inherit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.further_pages import Format

if TYPE_CHECKING:
    from gameplan.model.page import Page


def type_of(page: Page) -> str:
    """Return the type of entry that a format is about: what it says, else its id."""
    return (page.fields.type if isinstance(page.fields, Format) else None) or page.id
