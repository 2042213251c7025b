"""What the Markdown twin of a page says before its text."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from gameplan.publish.markdown.page import opening
from gameplan.publish.markdown.twin_links import TwinWay

if TYPE_CHECKING:
    from collections.abc import Callable

    from gameplan.model.page import Page
    from gameplan.publish.context import Context


def twin(context: Context, page: Page, uri: str) -> str | Callable[[], str]:
    """Return what makes the opening of a page's twin; an empty text where it has none.

    Args:
        context: what is published.
        page: the author's page.
        uri: where it is on the site.
    """
    addresses = context.addresses
    return partial(opening, context, page, TwinWay(addresses, uri)) if uri in addresses.twins else ""
