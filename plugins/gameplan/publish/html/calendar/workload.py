"""The workload: people and weeks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.calendar.frame import frame
from gameplan.publish.html.counted import counted_entries, counts
from gameplan.publish.html.pinches import pinches
from gameplan.publish.html.templates import address_of, relative, render
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.calendar.workload import EffortRow, PersonRow, PersonWeek, Workload


def workload(view: Workload, to: Linker) -> str:
    """Draw the table of people and weeks."""
    return render(
        "workload.html",
        **frame(view.frame, to),
        title=say("Workload"),
        weeks=[(week.words, week.number, address_of(week.link, to)) for week in view.weeks],
        rows=[_row(row, to) for row in view.rows],
        sums=view.sums,
        total=sum(view.sums),
        usual=view.usual,
        counted=counted_entries(view.counted, to),
        period=view.period,
        efforts=[_effort(row, to) for row in view.efforts],
        pinches=pinches(view.pinches, to, named=True),
    )


def _effort(view: EffortRow, to: Linker) -> dict[str, object]:
    return {
        "person": relative(view.person, to),
        "cells": [(cell.load, address_of(cell.link, to)) for cell in view.cells],
        "total": view.total,
        "capacity": view.capacity,
        "word": view.word,
    }


def _row(view: PersonRow, to: Linker) -> dict[str, object]:
    return {
        "person": relative(view.person, to),
        "cells": [_cell(cell, to) for cell in view.cells],
        "total": view.total,
        "capacity": view.capacity,
        "word": view.word,
    }


def _cell(view: PersonWeek, to: Linker) -> dict[str, object]:
    return {"load": view.load, "url": address_of(view.link, to), "of": counts(view.numbers)}
