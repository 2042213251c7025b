"""How we work in numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.templates import Fragment, icon_html, joined, linked, render
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from markupsafe import Markup

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.overview.numbers import PaceLine, PaceList, TypeRow, WorkInNumbers

_LINE = Fragment('<li class="gp-change gp-area-{area}">{icon}<div><p>{link} <span>{words}</span></p></div></li>')
_TYPE = Fragment('<tr class="gp-score__row"><th scope="row">{type}</th>{cells}</tr>')
_CELL = Fragment('<td class="gp-score__number"><span class="gp-score__label">{label} </span>{what}</td>')
_STRONG = Fragment("<strong>{what}</strong>")
_FEW = Fragment('<span class="gp-quiet">{what}</span>')


def work_in_numbers(view: WorkInNumbers, to: Linker) -> str:
    """Draw how work flows."""
    return render(
        "work_in_numbers.html",
        title=view.title,
        history=view.history,
        figures=view.figures,
        types=joined([_type(row) for row in view.types]),
        late=view.late,
        moves=_list(view.moves, "calendar-arrow-right", to) if view.moves else None,
        reviews=_list(view.reviews, "repeat", to) if view.reviews else None,
    )


def _type(view: TypeRow) -> Markup:
    few = _FEW(what=say("too few to say")) if view.size else "–"
    cells = (
        (say("Entries"), view.size),
        (say("Median"), _STRONG(what=view.median) if view.median else few),
        (say("Shortest"), view.shortest or "–"),
        (say("Longest"), view.longest or "–"),
        (say("On time"), view.kept or "–"),
    )
    return _TYPE(type=view.type, cells=joined([_CELL(label=label, what=what) for label, what in cells]))


def _list(view: PaceList, icon: str, to: Linker) -> dict[str, object]:
    return {
        "sentence": view.sentence,
        "rows": joined([_line(line, icon, to) for line in view.lines]),
        "more": view.more,
    }


def _line(view: PaceLine, icon: str, to: Linker) -> Markup:
    return _LINE(area=view.hue, icon=icon_html(icon), link=linked(view.link, to), words=view.words)
