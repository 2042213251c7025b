"""What the plan covers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.overview.heat import rows, stage_rows
from gameplan.publish.html.sentences import sentence_html
from gameplan.publish.html.templates import relative, render
from gameplan.publish.views.overview.heat import ACCEPTED
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.overview.coverage import CoveragePage, Promise
    from gameplan.publish.views.overview.crossings import CrossTable
    from gameplan.publish.views.overview.gap_list import GapGroup, GapItem
    from gameplan.publish.views.overview.heat import StageTable


def coverage_page(view: CoveragePage, to: Linker) -> str:
    """Draw what the plan covers."""
    return render(
        "coverage.html",
        title=view.title,
        today=view.today,
        journeys=[_journey(table, to) for table in view.journeys],
        more_journeys=view.more_journeys,
        missing=view.missing,
        shades=view.shades,
        months=view.goals.months,
        goals=rows(view.goals.rows, to),
        more_goals=view.goals.more,
        own=[_crossed(table, to) for table in view.own],
        promises=[_promise(promise, to) for promise in view.promises],
        more_promises=view.more_promises,
        count=view.size,
        groups=[_group(group, to) for group in view.gaps],
        accepted=[(sentence_html(gap.sentence, to), gap.reason) for gap in view.accepted],
        accepted_id=ACCEPTED,
    )


def _journey(view: StageTable, to: Linker) -> dict[str, object]:
    return {
        "title": relative(view.title, to),
        "corner": say("Audience"),
        "columns": [relative(column, to) for column in view.columns],
        "rows": stage_rows(view.rows, to, accepted=f"#{ACCEPTED}"),
        "note": view.note,
    }


def _crossed(view: CrossTable, to: Linker) -> dict[str, object]:
    return {
        "id": view.id,
        "title": view.title,
        "corner": view.corner,
        "columns": [relative(column, to) for column in view.columns],
        "rows": rows(view.rows, to),
        "note": view.note,
    }


def _promise(view: Promise, to: Linker) -> dict[str, object]:
    return {"link": relative(view.link, to), "words": view.words, "periods": view.periods}


def _group(view: GapGroup, to: Linker) -> dict[str, object]:
    return {
        "kind": view.kind,
        "title": view.title,
        "total": view.total,
        "shown": [_gap(gap, to) for gap in view.shown],
        "folded": [_gap(gap, to) for gap in view.folded],
        "more": view.more,
    }


def _gap(view: GapItem, to: Linker) -> dict[str, object]:
    return {
        "sentence": sentence_html(view.sentence, to),
        "todo": view.todo,
        "plan": view.plan,
        "draft": view.draft,
        "edit": view.edit,
        "accept": view.accept,
        "accept_file": relative(view.accept_file, to) if view.accept_file else None,
    }
