"""A journey as a table: a column for each stage, and a row for each audience with what is ahead for it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.pages import Journey
from gameplan.publish.addresses import COVERAGE
from gameplan.publish.views.links import Link, link_to
from gameplan.publish.views.sentences import Sentence, sentence
from gameplan.publish.views.stages import StageMark, journey_anchors, stage_marks
from gameplan.wording.labels import type_label
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.analysis.stage_coverage import StageCell
    from gameplan.model.page import Entry, Page
    from gameplan.model.pages import JourneyNeed
    from gameplan.publish.context import Context

_MOST_CHANNELS = 5


class Need(NamedTuple):
    """What a stage asks for."""

    what: str | Link | Sentence
    size: str
    """How much of it is ahead, else live, in words."""
    missing: bool


class Column(NamedTuple):
    """A stage."""

    id: str
    title: str
    question: str
    promise: str
    needs: tuple[Need, ...]
    channels: tuple[Link, ...]


class AudienceRow(NamedTuple):
    """How much is ahead for an audience at each stage."""

    link: Link
    marks: tuple[StageMark, ...]


class JourneyTable(NamedTuple):
    """A journey's stages side by side."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[AudienceRow, ...]
    accepted: Link
    """Where accepted gaps are told of."""


def journey_table(context: Context, page: Page) -> JourneyTable | None:
    """Return a journey's stages side by side; None for other kinds of pages."""
    fields = page.fields
    if not isinstance(fields, Journey):
        return None
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
            _needs(context, stage.needs, (by_stage.get(name, []), live.get(name, [])), channels),
            _channels(context, by_stage.get(name, [])),
        )
        for stage, (name, title, anchor) in zip(fields.stages, journey_anchors(page), strict=True)
    ]
    audiences: dict[Page, list[StageCell]] = {}
    for cell in context.analysis.coverage.on(page):
        audiences.setdefault(cell.audience, []).append(cell)
    uris = context.addresses.uris
    rows = [
        AudienceRow(
            Link(audience.title, None, audience.kind.icon, uris[audience.path]), stage_marks(context, audience, cells)
        )
        for audience, cells in audiences.items()
    ]
    return JourneyTable(page.title, tuple(columns), tuple(rows), Link("", uri=COVERAGE, place="accepted"))


def _needs(
    context: Context,
    needs: Iterable[JourneyNeed],
    entries: tuple[list[Entry], list[Entry]],
    channels: dict[str, Page],
) -> tuple[Need, ...]:
    """Return what a stage asks for, each with how much of it is ahead, else live."""
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
        size = plural("{count} ahead", "{count} ahead", ahead) if ahead else said
        items.append(Need(_need(context, need, channel), size, missing=not ahead and not live))
    return tuple(items)


def _need(context: Context, need: JourneyNeed, channel: Page | None) -> str | Link | Sentence:
    where: str | Link = need.channel or ""
    if channel and channel.path in context.addresses.uris:
        where = link_to(context.addresses.uris, channel)
    what = type_label(need.type) if need.type else ""
    return sentence(say("{type} on {channel}"), type=what, channel=where) if what and where else what or where


def _channels(context: Context, entries: list[Entry]) -> tuple[Link, ...]:
    """Return the channels of what is ahead at a stage, the most used first."""
    counts = Counter(channel for entry in entries for channel in context.lookups.targets(entry, "channels"))
    return tuple([link_to(context.addresses.uris, channel) for channel, _ in counts.most_common(_MOST_CHANNELS)])
