"""What changed in the plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.html.templates import Fragment, icon_html, joined, linked, relative, render

if TYPE_CHECKING:
    from markupsafe import Markup

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.overview.whats_new import ChangeLine, NewsPage

_ICONS = {
    "added": "calendar-plus-outline",
    "moved": "calendar-arrow-right",
    "status": "trending-up",
    "removed": "calendar-remove-outline",
}
_CHANGE = Fragment(
    '<li class="gp-change gp-area-{area}">{icon}<div><p>{title} <span>{sentence}</span>{day}</p>{goals}</div></li>'
)
_DAY = Fragment(' <time class="gp-quiet" datetime="{day}">{words}</time>')
_GOALS = Fragment('<p class="gp-row__facts">{goals}</p>')


def news_page(view: NewsPage, to: Linker) -> str:
    """Draw the newest changes, day by day."""
    return render(
        "whats_new.html",
        title=view.title,
        days=[
            (day.day.isoformat(), day.words, [change_line(change, to) for change in day.changes]) for day in view.days
        ],
        most=view.most,
        history=view.history,
        feeds=[relative(link, to) for link in view.feeds],
        numbers=relative(view.numbers, to) if view.numbers else None,
        problems=relative(view.problems, to) if view.problems else None,
    )


def change_line(view: ChangeLine, to: Linker) -> Markup:
    """Draw a change of the plan."""
    goals = joined([linked(goal, to, icon=True) for goal in view.goals])
    return _CHANGE(
        area=view.hue,
        icon=icon_html(_ICONS[view.what]),
        title=linked(view.link, to),
        sentence=view.sentence,
        day=_DAY(day=view.day.isoformat(), words=view.day_words) if view.day else "",
        goals=_GOALS(goals=goals) if goals else "",
    )
