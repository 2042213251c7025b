"""A campaign in small: its parts in time, how far they are, and what they have brought."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish.html.strategy.plan import plan_strip
from gameplan.publish.html.templates import Fragment, joined, linked, status_html
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.entry.campaign import CampaignPlan

_PLAN = Fragment('<section class="gp-mini-plan" aria-label="{label}">{strip}{shares}{lines}</section>')
_SHARES = Fragment('<p class="gp-mini-plan__shares"><strong>{done}</strong>{shares}</p>')
_SHARE = Fragment(" <span>{badge} {count}</span>")
_RESULT = Fragment('<p class="gp-quiet">{kpi}: {value}</p>')
_PROGRESS = Fragment(
    '<p class="gp-progress"><progress value="{done}" max="{count}" aria-label="{label}"></progress> {what}</p>'
)


def campaign_plan(view: CampaignPlan | None, to: Linker) -> Markup:
    """Draw a campaign in small; nothing for an entry without parts."""
    if view is None:
        return Markup()
    shares = joined([_SHARE(badge=status_html(share.badge), count=share.size) for share in view.shares])
    lines = []
    if view.items:
        said = say("{done} of {count} on the checklists of its parts", done=view.checked, count=view.items)
        lines.append(checked(view.checked, view.items, say("Checklists of its parts"), said))
    lines += [_RESULT(kpi=linked(result.kpi, to), value=result.value) for result in view.results]
    return _PLAN(
        label=say("Campaign overview"),
        strip=plan_strip(view.strip, to) if view.strip else "",
        shares=_SHARES(done=view.done, shares=shares),
        lines=joined(lines),
    )


def checked(done: int, count: int, label: str, what: str) -> Markup:
    """Draw how much of a checklist is done, as a bar with a label and in words."""
    return _PROGRESS(done=done, count=count, label=label, what=what)
