"""The attributes by which elements can be filtered; `views/facets.py` tells what they hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.templates import Fragment

if TYPE_CHECKING:
    from markupsafe import Markup

    from gameplan.publish.views.facets import Facets

_FACETS = Fragment('data-gp="{facets}"')
_DUE = Fragment('data-gp="{facets}" data-gp-due="{due}"')


def attributes(view: Facets) -> Markup:
    """Write the attributes of an element that stands for a page."""
    return _FACETS(facets=view.words) if view.due is None else _DUE(facets=view.words, due=view.due.isoformat())
