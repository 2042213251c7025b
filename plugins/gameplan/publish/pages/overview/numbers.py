"""How we work in numbers: what the history of the files tells of how work flows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.addresses import WORK_IN_NUMBERS
from gameplan.publish.document import Anchor, Document
from gameplan.publish.html.overview.numbers import work_in_numbers as draw_work_in_numbers
from gameplan.publish.views.overview.numbers import numbers_link, work_in_numbers
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.publish.context import Context
    from gameplan.publish.views.overview.numbers import WorkInNumbers


def numbers_documents(context: Context) -> Iterator[Document]:
    """Yield the page of how work flows; nothing where the history tells nothing of it and nobody wrote of it."""
    if numbers_link(context) is None:
        return
    view = work_in_numbers(context)
    intro = context.addresses.intros.get(WORK_IN_NUMBERS)
    yield Document(
        uri=WORK_IN_NUMBERS,
        title=view.title,
        source=intro.path if intro else None,
        head=draw_work_in_numbers(view, context.addresses.to(WORK_IN_NUMBERS)),
        body=intro.body.text if intro else "",
        before=tuple(_anchors(view)),
        hide=("navigation",),
        section=WORK_IN_NUMBERS,
    )


def _anchors(view: WorkInNumbers) -> Iterator[Anchor]:
    if view.types:
        yield Anchor(say("From idea to published"), "types")
    if view.moves:
        yield Anchor(say("What moved"), "moved")
    if view.reviews:
        yield Anchor(say("What was reviewed"), "reviewed")
