"""What a campaign's page shows of its parts: all of them in time, how far they are, and what they have brought so far."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.brought import brought
from gameplan.model.page import Entry
from gameplan.model.pages import Kpi
from gameplan.model.status import Stage
from gameplan.publish.views.links import Badge, Link, badge, link_to
from gameplan.publish.views.strategy.plan import PlanStrip, campaign_strip
from gameplan.wording import dates as words
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from gameplan.publish.context import Context


class Share(NamedTuple):
    """How many of a campaign's parts have a status."""

    badge: Badge
    size: int


class PartsResult(NamedTuple):
    """What the parts of a campaign have brought to a KPI."""

    kpi: Link
    value: str
    """The sum of what each brought; of a share of something their values one by one."""


class CampaignPlan(NamedTuple):
    """A campaign in small."""

    strip: PlanStrip | None
    """None where nothing of it has a day."""
    done: str
    """How many of its parts went out."""
    shares: tuple[Share, ...]
    """In the order of a plan's statuses."""
    checked: int
    """Items of the checklists of its parts that are done."""
    items: int
    results: tuple[PartsResult, ...]


def campaign_plan(context: Context, entry: Entry) -> CampaignPlan | None:
    """Return a campaign in small; None for an entry without parts."""
    parts = [page for page in context.lookups.sources(entry, "campaign") if isinstance(page, Entry)]
    if not parts:
        return None
    counted = Counter(part.status for part in parts)
    kept = [part for part in parts if part.status.stage is not Stage.DROPPED]
    out = sum(part.status.stage.went_out for part in kept)
    checks = [done for part in kept for done in context.analysis.checklists.done(part)]
    return CampaignPlan(
        strip=campaign_strip(context, entry, kept),
        done=plural("{done} of {count} part published", "{done} of {count} parts published", len(kept), done=out),
        shares=tuple(
            [
                Share(badge(status), counted[status])
                for status in context.playbook.vocabulary.statuses
                if counted[status]
            ]
        ),
        checked=sum(checks),
        items=len(checks),
        results=_results(context, entry, parts),
    )


def _results(context: Context, campaign: Entry, parts: list[Entry]) -> tuple[PartsResult, ...]:
    """What parts brought to KPIs of which the campaign itself says nothing: what it says is of all of them."""
    found = []
    for each in brought(context.playbook, context.analysis.accounts, parts):
        if each.kpi.id in campaign.entry.results:
            continue
        unit = each.kpi.fields.unit if isinstance(each.kpi.fields, Kpi) else ""
        value = ", ".join(words.measure(piece.result, unit) for piece in each.pieces)
        if each.total is not None:
            sources = words.entries_words(len(each.pieces))
            value = say("{value} from {entries}", value=words.measure(each.total, unit), entries=sources)
        found.append(PartsResult(link_to(context.addresses.uris, each.kpi), value))
    return tuple(found)
