"""The filter form of a view, or of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish.html.templates import address_of, drawn_once, joined, render
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.filter_form import Facet, FilterForm


def filter_form(view: FilterForm, to: Linker) -> Markup:
    """Draw the form of a view."""
    made = render(
        "filters.html",
        find=say("Find"),
        selects=joined([drawn_once(facet, to, _select) for facet in view.facets if not facet.further], "\n"),
        further=joined([drawn_once(facet, to, _select) for facet in view.facets if facet.further], "\n"),
        colours=view.colours,
        root=address_of(view.root, to) if view.root else "",
        whole=view.whole,
        part=view.part,
        nothing=view.nothing,
    )
    return Markup(made)  # noqa: S704 - a template's HTML


def _select(view: Facet, _: Linker) -> Markup:
    """The choices of a facet: the same on every page, and there may be hundreds."""
    return Markup(render("filter_select.html", facet=view))  # noqa: S704 - a template's HTML
