"""What is planned for a page, over time and as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish.html.lanes import lane
from gameplan.publish.html.rows import row
from gameplan.publish.html.sentences import sentence_html
from gameplan.publish.html.templates import relative, render

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.sentences import Sentence
    from gameplan.publish.views.strategy.plan import PlanPanel, PlanStrip


def plan_panel(view: PlanPanel, to: Linker) -> str:
    """Draw what is planned for a page, and what to do where nothing is."""
    return render(
        "plan_panel.html",
        strip=plan_strip(view.strip, to) if view.strip else "",
        about=_said(view.about, to),
        ahead=[row(each, to) for each in view.ahead],
        more=_said(view.more or "", to),
        earlier=[row(each, to) for each in view.earlier],
        earlier_words=view.earlier_words,
        more_earlier=_said(view.more_earlier or "", to),
        nothing=_said(view.nothing, to),
    )


def _said(view: str | Sentence, to: Linker) -> str:
    """A text as it is, which the template escapes; a sentence as HTML."""
    return view if isinstance(view, str) else sentence_html(view, to)


def plan_strip(view: PlanStrip, to: Linker) -> Markup:
    """Draw some entries on a strip."""
    made = render(
        "plan_strip.html",
        about=view.about,
        nothing=view.nothing,
        days=view.days,
        by_month=view.by_month,
        hue=view.hue,
        months=view.months,
        lane=lane(view.lane, to) if view.lane else None,
        today=view.today,
        quarter=relative(view.quarter, to),
    )
    return Markup(made)  # noqa: S704 - a template's HTML
