"""The plan for programs: a file of every list, and the whole as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.addresses import csv_uri
from gameplan.publish.data.csv_lists import csv_of
from gameplan.publish.data.llms import LLMS, llms_txt
from gameplan.publish.data.playbook_json import PLAYBOOK, SCHEMA, playbook_json, schema

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.publish.context import Context


def data_files(context: Context) -> Mapping[str, bytes]:
    """Every file, by uri; of what the context shows, and nothing else."""
    kinds = (context.playbook.vocabulary.entry, *context.lookups.shown_kinds)
    lists = {csv_uri(kind): csv_of(context, kind) for kind in kinds}
    return {**lists, PLAYBOOK: playbook_json(context), SCHEMA: schema(), LLMS: llms_txt(context)}
