"""A journey as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish.html.sentences import sentence_html
from gameplan.publish.html.stages import stage_cells
from gameplan.publish.html.templates import Fragment, address_of, joined, linked, relative, render
from gameplan.wording.speech import hinted

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.strategy.journey import Column, JourneyTable, Need

_NEED = Fragment('<li>{what} <span class="{style}">{count}</span></li>')
_SAID = Fragment("<li>{link}</li>")
_LIST = Fragment('<ul class="gp-needs">{items}</ul>')


def journey_table(view: JourneyTable, to: Linker) -> Markup:
    """Draw a journey's stages side by side, or what is missing for it."""
    accepted = address_of(view.accepted, to)
    made = render(
        "journey.html",
        title=view.title,
        columns=[_column(column, to) for column in view.columns],
        rows=[(relative(row.link, to), stage_cells(row.marks, to, accepted=accepted)) for row in view.rows],
        asks=any(column.question for column in view.columns),
        promises=any(column.promise for column in view.columns),
        needs=any(column.needs for column in view.columns),
        said=any(column.channels for column in view.columns),
        nobody=hinted(
            "The playbook has no audience yet, so nobody goes this way. Write one below strategy/audiences/."
        ),
    )
    return Markup(made)  # noqa: S704 - a template's HTML


def _column(view: Column, to: Linker) -> dict[str, object]:
    return {
        "id": view.id,
        "title": view.title,
        "question": view.question,
        "promise": view.promise,
        "needs": _list([_need(need, to) for need in view.needs]),
        "channels": _list([_SAID(link=linked(channel, to)) for channel in view.channels]),
    }


def _list(items: list[Markup]) -> Markup:
    return _LIST(items=joined(items)) if items else Markup()


def _need(view: Need, to: Linker) -> Markup:
    return _NEED(what=sentence_html(view.what, to), style="gp-gap" if view.missing else "gp-quiet", count=view.size)
