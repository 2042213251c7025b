"""Lines that the Markdown of several pages has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.markdown.words import linked, plain
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.publish.markdown.words import Way
    from gameplan.publish.views.entry.related import EntryLine
    from gameplan.publish.views.entry.why import KpiLine
    from gameplan.publish.views.title_line import TitleLine


def title_line(view: TitleLine, way: Way) -> Iterator[str]:
    """Yield what stands below the title: what it is, how it stands, when, where, and who answers for it."""
    yield plain(view.kind)
    if view.visibility:
        yield plain(view.visibility)
    if view.state:
        yield plain(view.state.label)
    if view.badge:
        yield plain(view.badge.label)
    if view.overdue:
        yield say("overdue")
    yield from (linked(fact, way) for fact in view.facts if fact.text)


def kpi_words(view: KpiLine, way: Way) -> str:
    """Write a KPI with how it stands: its last reading, and its target."""
    return f"{linked(view.link, way)}: {plain(view.sentence)}"


def entry_words(view: EntryLine, way: Way) -> str:
    """Write an entry with its day and its status."""
    return ", ".join(each for each in (linked(view.link, way), plain(view.when), view.badge.label) if each)
