"""The home page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.measures import kpi_tile
from gameplan.publish.html.overview.goals import marked
from gameplan.publish.html.overview.whats_new import change_line
from gameplan.publish.html.page_age import page_age
from gameplan.publish.html.rows import row
from gameplan.publish.html.standings import state_chip
from gameplan.publish.html.templates import address_of, linked, relative, render

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.overview.counters import Counter
    from gameplan.publish.views.overview.home import AreaCard, FoldedRows, HomePage, NextDays
    from gameplan.publish.views.overview.start import Door


def home_page(view: HomePage, to: Linker) -> str:
    """Draw what stands above the vision's own text."""
    return render(
        "home.html",
        title=view.title,
        vision=view.vision,
        files=view.files,
        fresh=view.fresh,
        counters=[_counter(counter, to) for counter in view.counters],
        today=view.today,
        coming=_coming(view.coming, to),
        overdue=_rows(view.overdue, to),
        areas=[_area(area, to) for area in view.areas],
        more_areas=view.more_areas,
        idle=[linked(goal, to, icon=True) for goal in view.idle],
        more_idle=view.more_idle,
        coverage=address_of(view.coverage, to),
        changes=[change_line(change, to) for change in view.changes.shown],
        more_changes=view.changes.more,
        scores=[kpi_tile(each, to) for each in view.scores],
        kpis=view.kpis,
        stamp=page_age(view.age),
        agenda=address_of(view.agenda, to),
        subscribe=address_of(view.subscribe, to),
        whats_new=address_of(view.whats_new, to),
        problems=relative(view.problems, to) if view.problems else None,
        map=address_of(view.map, to) if view.map else "",
        scorecard=address_of(view.scorecard, to),
    )


def doors(views: Iterable[Door], to: Linker) -> str:
    """Draw what stands below it: the ways on from here."""
    shown = [
        {"who": door.who, "wants": door.wants, "links": [relative(link, to) for link in door.links]} for door in views
    ]
    return render("doors.html", doors=shown)


def _counter(view: Counter, to: Linker) -> dict[str, object]:
    return {"total": view.size, "link": relative(view.link, to), "bad": view.bad}


def _coming(view: NextDays, to: Linker) -> dict[str, object]:
    rows = [(row(each.row, to), each.first.isoformat(), each.last.isoformat(), each.shown) for each in view.rows]
    return {
        "words": view.words,
        "days": view.days,
        "most": view.most,
        "size": view.size,
        "rows": rows,
        "more": view.more,
    }


def _rows(view: FoldedRows, to: Linker) -> dict[str, object]:
    return {
        "shown": [row(each, to) for each in view.shown],
        "folded": [row(each, to) for each in view.folded],
        "more": view.more,
    }


def _area(view: AreaCard, to: Linker) -> dict[str, object]:
    return {
        "number": view.hue,
        "link": relative(view.link, to),
        "health": state_chip(view.state) if view.state else "",
        "trouble": view.trouble,
        "goals": [(marked(each.goal, to), each.proposed) for each in view.goals],
        "more": view.more,
        "ahead": view.ahead,
        "when": address_of(view.when, to),
    }
