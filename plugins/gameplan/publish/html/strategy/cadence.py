"""How a page keeps its commitments, as bars and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.templates import Fragment, joined, render
from gameplan.wording.dates import capital

if TYPE_CHECKING:
    from markupsafe import Markup

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.strategy.cadence import Cadence, CommitmentChart

_LEFT, _RIGHT, _TOP, _BOTTOM = 4, 636, 24, 140
_WIDEST = 64
_LEAST = 3
"""The height of a bar for nothing: a hole must be seen."""
_CHART = Fragment(
    '<svg class="gp-chart gp-cadence" viewBox="0 0 640 164" role="img" aria-labelledby="{id}-title {id}-desc">'
    '<title id="{id}-title">{title}</title><desc id="{id}-desc">{sentence}</desc>{shapes}</svg>'
)
_BAR = Fragment(
    '<rect class="gp-cadence__bar gp-cadence__bar--{state}" x="{x}" y="{y}" width="{width}" height="{height}"/>'
)
_COUNT = Fragment('<text class="gp-cadence__count" x="{x}" y="{y}">{count}</text>')
_LABEL = Fragment('<text class="gp-cadence__label{now}{odd}" x="{x}" y="158">{label}</text>')
_TARGET = Fragment('<path class="gp-chart__target" d="M{left} {y}H{right}"/>')


def cadence(view: Cadence, _: Linker) -> str:
    """Draw the charts of a page's commitments, each with its numbers."""
    charts = [
        {
            "commitment": capital(each.commitment),
            "sentence": each.sentence,
            "chart": _chart(each) if each.periods else "",
            "rows": [(bar.name, each.at_least, bar.planned, bar.state_words) for bar in each.periods],
        }
        for each in view.charts
    ]
    return render("cadence.html", charts=charts, title=view.title)


def _chart(view: CommitmentChart) -> Markup:
    most = max(view.at_least, *(each.planned for each in view.periods), 1)
    slot = (_RIGHT - _LEFT) / max(len(view.periods), 6)
    width = min(slot * 0.7, _WIDEST)
    shapes = []
    for number, each in enumerate(view.periods):
        middle = round(_LEFT + slot * (number + 0.5), 1)
        height = max((_BOTTOM - _TOP) * each.planned / most, _LEAST)
        top = round(_BOTTOM - height, 1)
        shapes += [
            _BAR(
                state=each.state, x=round(middle - width / 2, 1), y=top, width=round(width, 1), height=round(height, 1)
            ),
            _COUNT(x=middle, y=round(top - 6, 1), count=each.planned),
            _LABEL(
                x=middle,
                now=" gp-cadence__label--now" if each.now else "",
                odd=" gp-cadence__label--odd" if number % 2 and not each.now else "",
                label=each.short_name,
            ),
        ]
    y = round(_BOTTOM - (_BOTTOM - _TOP) * view.at_least / most, 1)
    shapes.append(_TARGET(left=_LEFT, right=round(_LEFT + slot * len(view.periods), 1), y=y))
    return _CHART(id=view.id, title=view.commitment, sentence=view.sentence, shapes=joined(shapes))
