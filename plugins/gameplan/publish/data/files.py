"""The plan for programs: a file of every list, and the whole as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.addresses import INVENTORY_CSV, csv_uri
from gameplan.publish.data.csv_lists import csv_of, csv_of_pages
from gameplan.publish.data.llms import LLMS, llms_txt
from gameplan.publish.data.playbook_json import PLAYBOOK, SCHEMA, playbook_json, schema
from gameplan.publish.inventory import COLUMNS, live_entries

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.publish.context import Context


def data_files(context: Context) -> Mapping[str, bytes]:
    """Every file, by uri; of what the context shows, and nothing else."""
    kinds = (context.playbook.vocabulary.entry, *context.lookups.shown_kinds)
    lists = {csv_uri(kind): csv_of(context, kind) for kind in kinds}
    if live := live_entries(context):
        lists[INVENTORY_CSV] = csv_of_pages(context, COLUMNS, live)
    return {**lists, PLAYBOOK: playbook_json(context), SCHEMA: schema(), LLMS: llms_txt(context)}
