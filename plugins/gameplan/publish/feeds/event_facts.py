"""What events show of a page, as values to compare: when one of them changes, subscribers are told.

`face` is everything that a page's own events show of it: its change moves their stamps (RFC 5545 3.8.7.2, 3.8.7.3). `glimpse` is what
events of other pages show of it. A facet is what one event of the page says of dates and status: its change counts in SEQUENCE
(3.8.7.4). All depend on the page alone; `shown_pages` are the others that its events show.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from gameplan.analysis.policies import quiet_days, quiet_key
from gameplan.model.fields import RefersTo
from gameplan.model.links import MENTION_PATTERN
from gameplan.model.own_fields import own_fields, reviews_of
from gameplan.model.page import Entry
from gameplan.model.pages import EntryFields, Goal, Journey, PageFields, Policy, in_force
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    from gameplan.model.kinds import Kind
    from gameplan.model.page import Page
    from gameplan.model.playbook import Playbook
    from gameplan.model.schedule import Schedule

EVENT_STATUS = dict.fromkeys(Stage, "CONFIRMED") | {
    Stage.IDEA: "TENTATIVE",
    Stage.PLANNED: "TENTATIVE",
    Stage.HELD: "TENTATIVE",
    Stage.DROPPED: "CANCELLED",
}
"""STATUS of an entry's event (RFC 5545 3.8.1.11): what subscribers see, and what counts in SEQUENCE when it changes."""
TODO_STATUS = dict.fromkeys(Stage, "IN-PROCESS") | {
    Stage.IDEA: "NEEDS-ACTION",
    Stage.PLANNED: "NEEDS-ACTION",
    Stage.HELD: "NEEDS-ACTION",
    Stage.PUBLISHED: "COMPLETED",
    Stage.RETIRED: "COMPLETED",
    Stage.DROPPED: "CANCELLED",
}
"""STATUS of an entry's task, for both in the same way."""

_REFERENCES = ("goals", "owner", "contributors", "channels", "audiences", "stage", "campaign", "depends_on")
"""Fields of an entry whose pages its event shows."""
_DETAILS = ("type", "tags", "location", "busy", "url", "published")
_MENTION = re.compile(MENTION_PATTERN)


def face(page: Page) -> Hashable:
    """All that the page's own events show of it: of its body only the sentence that stands for a summary."""
    fields = page.fields
    common = (*glimpse(page), fields.review_by, fields.owner, tuple(reviews_of(page)))
    if isinstance(page, Entry):
        shown = (*_REFERENCES, *_DETAILS, *_own_fields(page.kind))
        values = tuple(getattr(fields, name) for name in shown)
        upkeep = (page.entry.audited.on if page.entry.audited else None, page.entry.retire_on)
        return (*common, summary(page), _dates(page.schedule), page.status.name, values, _deadlines(page.entry), upkeep)
    if isinstance(fields, Goal):
        dates = (fields.period, fields.start, fields.end, str(fields.lifecycle), fields.non_goal)
        return (*common, summary(page), fields.success, dates)
    if isinstance(fields, Policy):
        return (*common, _quiet(page), fields.applies_to)
    return common


def glimpse(page: Page) -> tuple[Hashable, ...]:
    """Return what events of other pages show of a page, or what decides whether and how they do."""
    fields = page.fields
    common = (page.kind.name, page.id, page.title, str(fields.visibility))
    if isinstance(page, Entry):
        listed = (page.schedule.first_day is None, page.schedule.start is None, page.status.stage is Stage.DROPPED)
        return (*common, *listed)
    if isinstance(fields, Journey):
        return (*common, tuple((stage.id, stage.title) for stage in fields.stages))
    return common


def facets(page: Page) -> Mapping[str, Hashable]:
    """Return what each event of a page says of dates and status, by the event: only of events that the page has.

    `event` and `todo` are a dated entry's; `deadline/NAME` each deadline's; `audit` and `retire` a published entry's; `review` any
    page's that must be looked at again; `review/NAME` that of a day in a field of the playbook's own; `quiet/DAY` a policy's quiet
    days; `end` a goal's that comes to an end.
    """
    found: dict[str, Hashable] = {}
    if isinstance(page, Entry):
        if page.schedule.first_day is not None:
            found["event"] = (_dates(page.schedule), EVENT_STATUS[page.status.stage])
            found["todo"] = (page.out_by, TODO_STATUS[page.status.stage])
        for name, deadline in page.entry.deadlines.items():
            found[f"deadline/{name}"] = (deadline.on, deadline.done, page.status.stage is Stage.DROPPED)
        if page.status.stage is Stage.PUBLISHED:
            audit = page.entry.audited
            # How long after it the next one is due is an option's to say, and whether the piece lasts its type's.
            found |= {"audit": audit.on if audit else page.day_out}
            found |= {"retire": page.entry.retire_on} if page.entry.retire_on else {}
    if page.fields.review_by is not None:
        found["review"] = page.fields.review_by
    found |= {f"review/{own.name}": day for own, day in reviews_of(page)}
    if isinstance(page.fields, Goal) and (end := in_force(page.fields)[1]) is not None:
        found["end"] = end
    found |= {quiet_key(quiet): quiet.last for quiet in quiet_days(page)}
    return found


def shown_pages(playbook: Playbook, page: Page) -> Iterator[Page]:
    """The other pages that events of a page show; some of them more than once."""
    if not isinstance(page, Entry):
        yield from playbook.targets(page, "owner")
        return
    own = _own_fields(page.kind)
    yield from playbook.targets(page, *_REFERENCES, *own, "deadlines")
    for match in _MENTION.finditer(summary(page)):
        mentioned = playbook.mentioned(page.path, match[1].strip())
        if mentioned is not None:
            yield mentioned


def references(page: Page) -> Iterator[tuple[str, str]]:
    """The kinds and ids of the other pages that events show, as the page says them, whether there are such pages or not."""
    fields = page.fields
    names = (*_REFERENCES, *_own_fields(page.kind)) if isinstance(page, Entry) else ("parent", "owner")
    for name, kind in _kinds(type(fields)).items():
        if name in names:
            yield from ((kind, identifier) for identifier in getattr(fields, name))
    if isinstance(page, Entry):
        yield "journey", page.entry.stage.rpartition("/")[0]
        yield from (("person", owner) for deadline in page.entry.deadlines.values() for owner in deadline.owner)


def summary(page: Page) -> str:
    """The sentence that stands for a page, as written."""
    return page.fields.summary or page.body.excerpt


@lru_cache(maxsize=64)
def _own_fields(kind: Kind) -> tuple[str, ...]:
    """The fields for the kinds that a playbook adds, and those of its own that are categories: of others events show nothing."""
    own = {own.name: own.category for own in own_fields(kind.fields)}
    names = (name for name in kind.fields.model_fields if name not in EntryFields.model_fields and name not in own)
    return (*names, *(name for name, shown in own.items() if shown))


@lru_cache(maxsize=64)
def _kinds(model: type[PageFields]) -> Mapping[str, str]:
    """The kind of page that each reference field of a model takes."""
    fields = model.model_fields.items()
    return {name: mark.kind for name, info in fields for mark in info.metadata if isinstance(mark, RefersTo)}


def _dates(schedule: Schedule) -> Hashable:
    """Return when an entry happens; with the zone only where the event is written in it."""
    zoned = schedule.timed and (schedule.recurrence is not None or not schedule.instant)
    zone = schedule.zone if zoned else ""
    # Both times that the clocks show twice are equal.
    folds = tuple(each.fold for each in (schedule.start, schedule.end) if isinstance(each, datetime))
    return (schedule.start, schedule.end, folds, zone, schedule.recurrence, schedule.window)


def _quiet(policy: Page) -> Hashable:
    return tuple((quiet.first, quiet.last, quiet.reason) for quiet in quiet_days(policy))


def _deadlines(entry: EntryFields) -> Hashable:
    return tuple((name, deadline.on, deadline.owner, deadline.done) for name, deadline in entry.deadlines.items())
