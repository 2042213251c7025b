"""The timeline."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.calendar.frame import frame, tabs
from gameplan.publish.html.calendar.quarter import area, marks, weeks
from gameplan.publish.html.counted import counted_entries
from gameplan.publish.html.templates import address_of, render

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.calendar.timeline import TimelinePage

_LINE = "linear-gradient(var(--gp-line), var(--gp-line)) {at}%/1px 100% no-repeat"
"""The line at which a month begins; on wide strips a percentage of the place is that of the width."""


def timeline_page(view: TimelinePage, to: Linker) -> str:
    """Draw a timeline."""
    return render(
        "timeline.html",
        **frame(view.frame, to),
        title=view.title,
        zooms=tabs(view.zooms, to),
        count=view.size,
        subscribe=address_of(view.subscribe, to) if view.subscribe else "",
        picture=address_of(view.picture, to) if view.picture else "",
        first=view.first.isoformat(),
        days=view.days,
        months=view.months,
        weeks=weeks(view.weeks, to),
        today=view.today,
        lines=", ".join(
            _LINE.format(at=f"{(int(month.area.split('/')[1]) - 1) / (view.days or 1) * 100:.4g}")
            for month in view.months
        )
        if not view.weeks
        else "",
        **marks(view.marks, to),
        areas=[area(each, to) for each in view.areas],
        by=view.by,
        counted=counted_entries(view.counted, to),
    )
