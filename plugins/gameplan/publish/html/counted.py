"""The entries that a view of the plan counts without showing each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish.html.filter_attributes import attributes
from gameplan.publish.html.templates import Fragment, address_of, joined

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.counted import CountedEntry

_COUNTED = Fragment('<a {facets} href="{url}">{title}</a>')
_INDEX = Fragment('<template data-gp-index="">{items}</template>')
_OF = Fragment(' data-gp-of="{numbers}"')


def counts(numbers: Sequence[int]) -> Markup:
    """Write the attribute of what counts some entries."""
    return _OF(numbers=" ".join([str(number) for number in numbers]))


def counted_entries(views: Sequence[CountedEntry], to: Linker) -> Markup:
    """Draw the entries that a page counts, for scripts; nothing where there are none."""
    items = [
        _COUNTED(facets=attributes(view.facets), url=address_of(view.link, to), title=view.link.text) for view in views
    ]
    return _INDEX(items=joined(items)) if items else Markup()
