"""Coverage: where the plan serves the strategy, and where it leaves a hole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import escape

from gameplan.publish.addresses import COVERAGE
from gameplan.publish.document import Anchor, Document
from gameplan.publish.html.overview.coverage import coverage_page as draw_coverage_page
from gameplan.publish.views.overview.coverage import coverage_page
from gameplan.publish.views.overview.heat import ACCEPTED
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.publish.context import Context
    from gameplan.publish.views.overview.coverage import CoveragePage


def coverage_document(context: Context) -> Document:
    """Return the page of what the plan covers."""
    view = coverage_page(context)
    intro = context.addresses.intros.get(COVERAGE)
    return Document(
        uri=COVERAGE,
        title=view.title,
        source=intro.path if intro else None,
        head=draw_coverage_page(view, context.addresses.to(COVERAGE)),
        body=intro.body.text if intro else "",
        before=tuple(_anchors(view)),
        ids=tuple(f"gaps-{group.kind}" for group in view.gaps),
        hide=("navigation",),
        section=COVERAGE,
    )


def _anchors(view: CoveragePage) -> Iterator[Anchor]:
    yield Anchor(say("Audiences and stages"), "stages")
    yield Anchor(say("Goals and months"), "months")
    # Themes print these as HTML, and this one isn't ours.
    yield from (Anchor(str(escape(table.title)), table.id) for table in view.own)
    yield Anchor(say("Commitments"), "promises")
    yield Anchor(say("Gaps"), "gaps")
    if view.accepted:
        yield Anchor(say("Accepted gaps"), ACCEPTED)
