"""The plan for programs: a file of every list, and the whole as one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.llms import LLMS, llms_txt
from gameplan.publish.playbook_json import PLAYBOOK, SCHEMA, playbook_json, schema
from gameplan.publish.tables import csv_of, csv_uri

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.publish.edition import Edition


def data_files(edition: Edition) -> Mapping[str, bytes]:
    """Every file, by uri; of what the edition shows, and nothing else."""
    kinds = (edition.playbook.vocabulary.entry, *edition.shown_kinds)
    lists = {csv_uri(kind): csv_of(edition, kind) for kind in kinds}
    return {**lists, PLAYBOOK: playbook_json(edition), SCHEMA: schema(), LLMS: llms_txt(edition)}
