"""Views within texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.calendar.quarter import area, weeks
from gameplan.publish.html.rows import row
from gameplan.publish.html.templates import relative, render

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.calendar.embedded import EmbeddedRows, EmbeddedTimeline


def embedded_agenda(view: EmbeddedRows, to: Linker) -> str:
    """Draw the next entries of a view."""
    return _one_block(
        render(
            "embedded.html",
            title=relative(view.title, to),
            days=0,
            rows=[row(each, to) for each in view.rows],
            more=view.more,
        )
    )


def embedded_timeline(embedded: EmbeddedTimeline, to: Linker) -> str:
    """Draw the strip and the lanes of a view."""
    view = embedded.timeline
    return _one_block(
        render(
            "embedded.html",
            title=relative(embedded.title, to),
            days=view.days,
            months=view.months,
            weeks=weeks(view.weeks, to),
            today=view.today,
            areas=[area(each, to) for each in view.areas],
            by=view.by,
        )
    )


def _one_block(html: str) -> str:
    """HTML without empty lines, which would end it within Markdown."""
    return "\n".join(line for line in html.split("\n") if line.strip())
