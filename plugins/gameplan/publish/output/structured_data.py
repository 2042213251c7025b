"""What search engines and their like read in a page's head: schema.org as JSON-LD."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from gameplan.model.page import Entry
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from gameplan.model.page import Page
    from gameplan.model.recurrence import Recurrence
    from gameplan.publish.context import Context

_UNSAFE = re.compile("[<>&\u2028\u2029\x7f-\x9f\ud800-\udfff]")
"""What could end a script or a line in one."""
_STATUS = {Stage.DROPPED: "EventCancelled", Stage.HELD: "EventPostponed"}
_PERIODS = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}


def structured(context: Context, page: Page | None, *, home: bool = False) -> str:
    """The script with a page's data, which no text of an author's can end; empty where there is none.

    Args:
        context: what is published.
        page: the author's page, if there is one.
        home: whether it is the home page.
    """
    if home:
        return _script({"@type": "WebSite", "name": context.edition.site_name, **_url(context.edition.base)})
    if isinstance(page, Entry) and page.public and page.schedule.start is not None:
        return _script(_event(context, page))
    return ""


def _event(context: Context, entry: Entry) -> dict[str, Any]:
    schedule = entry.schedule
    made: dict[str, Any] = {
        "@type": "Event",
        "name": entry.title,
        "startDate": _iso(schedule.start),
        "endDate": _iso(schedule.end),
        "eventStatus": f"https://schema.org/{_STATUS.get(entry.status.stage, 'EventScheduled')}",
        "description": context.lookups.summary(entry),
        "location": entry.entry.location,
        **_url(context.addresses.absolute(entry)),
    }
    if schedule.recurrence:
        zone = {"scheduleTimezone": schedule.zone} if schedule.timed else {}
        made["eventSchedule"] = {**_returns(schedule.recurrence), "startDate": str(schedule.first_day), **zone}
    return {name: value for name, value in made.items() if value}


def _returns(rule: Recurrence) -> dict[str, Any]:
    made: dict[str, Any] = {"@type": "Schedule", "repeatFrequency": f"P{rule.interval}{_PERIODS[rule.freq]}"}
    if rule.by_day:
        made["byDay"] = list(rule.by_day)
    if rule.count is not None:
        made["repeatCount"] = rule.count
    if rule.until is not None:
        made["endDate"] = rule.until.isoformat()
    return made


def _iso(value: object) -> str:
    return value.isoformat("T", "seconds") if isinstance(value, datetime) else str(value or "")


def _url(address: str) -> dict[str, str]:
    return {"url": address} if address else {}


def _script(data: dict[str, Any]) -> str:
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False, allow_nan=False)
    safe = _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    return f'<script type="application/ld+json">{safe}</script>'
