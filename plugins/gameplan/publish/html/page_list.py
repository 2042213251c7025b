"""Pages as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.templates import relative

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.links import Link
    from gameplan.publish.views.page_list import PageItem


def page_items(views: Iterable[PageItem], to: Linker) -> list[tuple[Link, str, str]]:
    """Return pages as the macro `pages` takes them."""
    return [(relative(view.link, to), view.about, view.ahead) for view in views]
