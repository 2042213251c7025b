"""A journey as a table: a column for each stage, and a row for each audience with what is ahead for it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gameplan.model.pages import Journey
from gameplan.publish.addresses import COVERAGE
from gameplan.publish.html.stages import stage_cells
from gameplan.publish.html.templates import Fragment, link_html, render
from gameplan.publish.views.links import Link
from gameplan.publish.views.stages import journey_anchors
from gameplan.wording.labels import type_label
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.analysis.stage_coverage import StageCell
    from gameplan.model.page import Entry, Page
    from gameplan.model.pages import JourneyNeed
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

_MOST_CHANNELS = 5
_NEED = Fragment('<li>{what} <span class="{style}">{count}</span></li>')
_SAID = Fragment("<li>{link}</li>")
_LIST = Fragment('<ul class="gp-needs">{items}</ul>')


class Column(NamedTuple):
    """A stage."""

    id: str
    title: str
    question: str
    promise: str
    needs: Markup
    channels: Markup


def journey_table(context: Context, to: Linker, page: Page) -> Markup:
    """A journey's stages side by side, or what is missing for it."""
    fields = page.fields
    if not isinstance(fields, Journey):
        return Markup()
    by_stage: dict[str, list[Entry]] = {}
    for entry in context.analysis.page_plans.of(page).ahead if fields.stages else ():
        by_stage.setdefault(entry.entry.stage.rpartition("/")[2], []).append(entry)
    live: dict[str, list[Entry]] = {}
    for entry in context.analysis.coverage.live if fields.stages else ():
        if page in context.lookups.targets(entry, "stage"):
            live.setdefault(entry.entry.stage.rpartition("/")[2], []).append(entry)
    channels = {channel.id: channel for channel in context.playbook.of_kind("channel")}
    columns = [
        Column(
            anchor,
            title,
            stage.question,
            stage.promise,
            _needs(context, to, stage.needs, (by_stage.get(name, []), live.get(name, [])), channels),
            _channels(context, to, by_stage.get(name, [])),
        )
        for stage, (name, title, anchor) in zip(fields.stages, journey_anchors(page), strict=True)
    ]
    audiences: dict[Page, list[StageCell]] = {}
    for cell in context.analysis.coverage.on(page):
        audiences.setdefault(cell.audience, []).append(cell)
    made = render(
        "journey.html",
        title=page.title,
        columns=columns,
        rows=[
            (
                Link(audience.title, to(context.addresses.uris[audience.path]), audience.kind.icon),
                stage_cells(context, to, audience, cells, accepted=f"{to(COVERAGE)}#accepted"),
            )
            for audience, cells in audiences.items()
        ],
        asks=any(column.question for column in columns),
        promises=any(column.promise for column in columns),
        needs=any(column.needs for column in columns),
        said=any(column.channels for column in columns),
        nobody=say("The playbook has no audience yet, so nobody goes this way. Write one below strategy/audiences/."),
    )
    return Markup(made)  # noqa: S704 - a template's HTML


def _needs(
    context: Context,
    to: Linker,
    needs: Iterable[JourneyNeed],
    entries: tuple[list[Entry], list[Entry]],
    channels: dict[str, Page],
) -> Markup:
    """Draw what a stage asks for, each with how much of it is ahead, else live."""
    items = []
    for need in needs:
        channel = channels.get(need.channel or "")
        ahead, live = (
            sum(
                (not need.type or entry.entry.type == need.type)
                and (not need.channel or channel in context.lookups.targets(entry, "channels"))
                for entry in found
            )
            for found in entries
        )
        said = plural("{count} live", "{count} live", live) if live else say("none ahead")
        items.append(
            _NEED(
                what=_need(context, to, need, channel),
                style="gp-quiet" if ahead or live else "gp-gap",
                count=plural("{count} ahead", "{count} ahead", ahead) if ahead else said,
            )
        )
    return _LIST(items=Markup().join(items)) if items else Markup()


def _need(context: Context, to: Linker, need: JourneyNeed, channel: Page | None) -> Markup | str:
    where: Markup | str = need.channel or ""
    if channel and channel.path in context.addresses.uris:
        where = link_html(Link(channel.title, to(context.addresses.uris[channel.path])))
    what = type_label(need.type) if need.type else ""
    return say("{type} on {channel}", type=what, channel=where) if what and where else what or where


def _channels(context: Context, to: Linker, entries: list[Entry]) -> Markup:
    """Draw the channels of what is ahead at a stage, the most used first."""
    counts = Counter(channel for entry in entries for channel in context.lookups.targets(entry, "channels"))
    shown = [channel for channel, _ in counts.most_common(_MOST_CHANNELS)]
    items = [_SAID(link=link_html(Link(page.title, to(context.addresses.uris[page.path])))) for page in shown]
    return _LIST(items=Markup().join(items)) if items else Markup()
