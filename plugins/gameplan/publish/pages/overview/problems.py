"""Problems: what is to be fixed on the pages that are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.addresses import PROBLEMS, WHATS_NEW
from gameplan.publish.document import Document
from gameplan.publish.html.overview.problems import problems_page as draw_problems_page
from gameplan.publish.views.overview.problems import problems_page

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.publish.context import Context
    from gameplan.publish.views.overview.problems import ProblemsPage


def problems_document(context: Context) -> Document:
    """Return the page of the findings by rule, and where those of each owner are."""
    view = problems_page(context)
    intro = context.addresses.intros.get(PROBLEMS)
    return Document(
        uri=PROBLEMS,
        title=view.title,
        source=intro.path if intro else None,
        head=draw_problems_page(view, context.addresses.to(PROBLEMS)),
        body=intro.body.text if intro else "",
        ids=tuple(_ids(view)),
        hide=("navigation", "toc"),
        section=WHATS_NEW,
    )


def _ids(view: ProblemsPage) -> Iterator[str]:
    if view.rules:
        yield "by-owner"
    for rule in view.rules:
        yield f"rule-{rule.name}"
        yield from (problem.id for problem in rule.problems)
