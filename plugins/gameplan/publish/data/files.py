"""The plan for programs, a file of every list and the whole as one, and for slides: timelines, scorecard and strategy map as pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.addresses import INVENTORY_CSV, MAP_PICTURE, SCORECARD_PICTURE, csv_uri, picture_uri
from gameplan.publish.data.csv_lists import csv_of, csv_of_pages
from gameplan.publish.data.llms import LLMS, llms_txt
from gameplan.publish.data.map_picture import map_picture
from gameplan.publish.data.playbook_json import PLAYBOOK, SCHEMA, playbook_json, schema
from gameplan.publish.data.scorecard_picture import scorecard_picture
from gameplan.publish.data.timeline_picture import timeline_picture
from gameplan.publish.inventory import COLUMNS, live_entries
from gameplan.publish.views.calendar.plan import Plan
from gameplan.publish.views.calendar.timeline import ZOOMS, timeline_page
from gameplan.publish.views.overview.goals import strategy_map
from gameplan.publish.views.overview.scorecard import scorecard
from gameplan.wording.dates import day_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.publish.context import Context


def data_files(context: Context) -> Mapping[str, bytes]:
    """Every file, by uri; of what the context shows, and nothing else."""
    kinds = (context.playbook.vocabulary.entry, *context.lookups.shown_kinds)
    lists = {csv_uri(kind): csv_of(context, kind) for kind in kinds}
    if live := live_entries(context):
        lists[INVENTORY_CSV] = csv_of_pages(context, COLUMNS, live)
    return {
        **lists,
        **dict(_pictures(context)),
        PLAYBOOK: playbook_json(context),
        SCHEMA: schema(),
        LLMS: llms_txt(context),
    }


def _pictures(context: Context) -> Iterator[tuple[str, bytes]]:
    plan, today = Plan(context), day_words(context.today, weekday=False)
    for zoom in ZOOMS:
        view = timeline_page(plan, zoom)
        yield picture_uri(zoom.name), timeline_picture(view, f"{view.size} · {today}")
    kinds = {kind.name: kind for kind in context.lookups.shown_kinds}
    if "kpi" in kinds:
        yield SCORECARD_PICTURE, scorecard_picture(scorecard(context, kinds["kpi"]), today)
    if "goal" in kinds:
        yield MAP_PICTURE, map_picture(strategy_map(context, kinds["goal"]), today)
