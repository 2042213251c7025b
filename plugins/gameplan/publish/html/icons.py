"""Icons from Material's own set, as CSS: a mask for each, so that a page carries names only and colours follow the theme."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from gameplan.publish.views.links import Badge

STAGES = {
    "idea": "lightbulb-outline",
    "planned": "circle-outline",
    "drafting": "circle-half-full",
    "review": "eye-outline",
    "scheduled": "clock-outline",
    "published": "check-circle",
    "retired": "archive-outline",
    "held": "pause-circle-outline",
    "dropped": "cancel",
}
"""The icon of each stage of a status: shapes tell them apart without colour."""

STATUSES = {"approved": "thumb-up-outline", "done": "check-all"}
"""The icon of statuses that share their stage with a better known one."""

KNOWN = {
    "quiet": "sleep",
    "holiday": "calendar-blank-outline",
    "key": "rhombus-outline",
    "deadline": "flag-outline",
}
"""The icon of each kind of day to know."""

HEALTHS = {
    "on-track": "check-circle",
    "at-risk": "alert",
    "off-track": "alert-octagon",
    "not-measured": "help-circle-outline",
    "no-target": "minus-circle-outline",
    "done": "flag-checkered",
    "achieved": "flag-checkered",
}
"""The icon of how a KPI or a goal stands."""

OTHERS = (
    "chart-bar",
    "alert",
    "calendar-arrow-right",
    "calendar-alert",
    "calendar-check-outline",
    "calendar-month-outline",
    "calendar-plus-outline",
    "calendar-export",
    "calendar-week",
    "calendar-remove-outline",
    "chart-gantt",
    "check-circle",
    "content-copy",
    "download",
    "filter-variant",
    "format-list-text",
    "history",
    "lock-outline",
    "chart-line",
    "grid",
    "pencil",
    "plus",
    "trending-up",
    "rss",
    "repeat",
    "table",
    "target",
    "telescope",
    "timer-sand",
    "view-column-outline",
    "account",
    "account-multiple",
    "code-tags",
)


def status_icon(badge: Badge) -> str:
    """Return the name of the icon of an entry's status."""
    return STATUSES.get(badge.name) or STAGES[badge.stage]


@lru_cache(maxsize=1024)
def icon_path(name: str) -> str:
    """The path data of an icon; empty where the theme's package isn't there or has no such icon."""
    if not re.fullmatch(r"[a-z0-9-]{1,60}", name):
        return ""
    try:
        file = resources.files("material").joinpath("templates", ".icons", "material", f"{name}.svg")
        match = re.search(r'<path d="([^"]+)"', file.read_text(encoding="utf-8"))
    except (ModuleNotFoundError, FileNotFoundError, OSError):
        return ""
    return match[1] if match else ""


def icon_css(names: set[str]) -> str:
    """A rule for each icon, in the order of their names."""
    rules = []
    for name in sorted(names):
        if path := icon_path(name):
            svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="{path}"/></svg>'
            rules.append(
                f'.gp-i--{name}{{--gp-icon:url("data:image/svg+xml,{quote(svg, safe=" /:=,.-")}")}}'.replace("%22", "'")
            )
    return "\n".join(rules)
