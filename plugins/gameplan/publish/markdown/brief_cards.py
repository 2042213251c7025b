"""What the strategy says to whoever makes an entry, as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.markdown.words import left_out, linked, listed, plain
from gameplan.publish.views.entry.brief import Points, Question, ShortFacts, SignedOff, Text
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gameplan.publish.markdown.words import Way
    from gameplan.publish.views.entry.brief import Card


def cards(views: Iterable[Card], way: Way) -> Iterator[str]:
    """Yield the cards of the brief as points of a list."""
    for view in views:
        for part in view.parts:
            yield f"- {plain(view.label)}: {linked(part.link, way)}"
            for block in part.blocks:
                yield from _block(block, way)
        if view.more:
            yield f"- {plain(view.label)}: {say('and {count} more', count=view.more)}"


def _block(view: Text | Question | Points | ShortFacts | SignedOff, way: Way) -> Iterator[str]:
    if isinstance(view, Points):
        yield f"  - {plain(view.label)}"
        yield from (f"    - {plain(point)}" for point in view.items)
        yield from left_out(view.more, "    ")
        return
    if isinstance(view, ShortFacts):
        yield f"  - {' · '.join(linked(item, way) for item in view.items)}"
    elif isinstance(view, SignedOff):
        yield f"  - {say('Approved by {people}', people=listed(view.people, way))}"
    elif view.words:
        yield f"  - {plain(view.words)}"
