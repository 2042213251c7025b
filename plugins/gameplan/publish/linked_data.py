"""What search engines and their like read of a page, in the words of schema.org."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from gameplan.model.page import Entry
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.model.page import Page
    from gameplan.model.recurrence import Recurrence
    from gameplan.publish.context import Context

_STATUS = {Stage.DROPPED: "EventCancelled", Stage.HELD: "EventPostponed"}
_PERIODS = {"DAILY": "D", "WEEKLY": "W", "MONTHLY": "M", "YEARLY": "Y"}


def site_data(context: Context) -> Mapping[str, object]:
    """Return what search engines read of the site, on its home page."""
    return {"@type": "WebSite", "name": context.edition.site_name, **_url(context.edition.base)}


def page_data(context: Context, page: Page) -> Mapping[str, object]:
    """Return what search engines read of a page; nothing where they needn't know it.

    Args:
        context: what is published.
        page: an author's page.
    """
    if isinstance(page, Entry) and page.public and page.schedule.start is not None:
        return _event(context, page)
    return {}


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
