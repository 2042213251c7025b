"""What a review shows besides the entries: what the KPIs did in its period, what returned in it, and its deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gameplan.analysis.measure import standing
from gameplan.model.pages import Kpi
from gameplan.publish.html.charts import sparkline
from gameplan.publish.html.links import links
from gameplan.publish.html.standings import state_chip
from gameplan.publish.html.templates import Fragment, icon_html, link_html
from gameplan.publish.views.charts import spark
from gameplan.publish.views.links import Link
from gameplan.publish.views.states import state_of
from gameplan.wording import dates as words
from gameplan.wording.labels import deadline_label
from gameplan.wording.speech import plural, say
from gameplan.wording.standings import numbers, sentence, side_words

if TYPE_CHECKING:
    from decimal import Decimal

    from gameplan.analysis.measure import Point, Standing
    from gameplan.analysis.outcomes import Due, Returning, ReviewedPeriod
    from gameplan.model.page import Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

MOST_KPIS = 24
_MOST_ITEMS = 50
_ROW = Fragment(
    '<tr class="gp-score__row gp-area-{area}"><th scope="row">{title}</th>'
    '<td class="gp-score__number"><span class="gp-score__label">{from_} </span>{before}</td>'
    '<td class="gp-score__number"><span class="gp-score__label">{to} </span>{after}</td>'
    '<td class="gp-score__number">{change}</td>'
    '<td class="gp-score__number"><span class="gp-score__label">{line} </span>{expected}</td>'
    '<td class="gp-score__status">{status}</td><td class="gp-score__spark">{spark}</td></tr>'
)
_VALUE = Fragment('<strong>{value}</strong> <span class="gp-quiet">{more}</span>')
_QUIET = Fragment('<span class="gp-quiet">{what}</span>')
_ITEM = Fragment(
    '<li class="gp-change gp-area-{area}">{icon}<div><p>{title} <span>{what}</span></p>'
    '<p class="gp-row__facts">{goals}</p></div></li>'
)


class KpiResults(NamedTuple):
    """What the KPIs did in a period."""

    rows: Markup
    """Of those that were measured in it, as rows of a table."""
    silent: list[Link]
    """Those that nobody measured in it."""
    more: int
    """How many of either are not shown."""


class Listed(NamedTuple):
    """A sentence with a list below it."""

    sentence: str
    rows: list[Markup]
    more: int = 0


def period_scores(context: Context, found: ReviewedPeriod, to: Linker) -> KpiResults:
    """Return what the KPIs did in a period, those in trouble at its end first. Later readings don't count."""
    stood = [
        (kpi, standing(kpi.fields, found.until))
        for kpi in context.playbook.of_kind("kpi")
        if isinstance(kpi.fields, Kpi) and kpi.path in context.addresses.uris
    ]
    measured = [(kpi, s) for kpi, s in stood if s.last and s.last.day > found.first]
    measured.sort(key=lambda each: (each[1].trouble, each[0].title.casefold(), each[0].path))
    names = {kpi.path for kpi, _ in measured}
    silent = [kpi for kpi, _ in stood if kpi.path not in names]
    shown = links(context, to, silent[:MOST_KPIS])
    rows = [_score(context, found, to, kpi, s) for kpi, s in measured[:MOST_KPIS]]
    return KpiResults(Markup().join(rows), list(shown), len(stood) - len(rows) - len(shown))


def _score(context: Context, found: ReviewedPeriod, to: Linker, kpi: Page, stood: Standing) -> Markup:
    fields = kpi.fields
    assert isinstance(fields, Kpi)  # noqa: S101 - the caller's promise
    said = numbers(kpi, stood)
    before = next((point for point in reversed(stood.points) if point.day <= found.first), None)
    last = stood.points[-1]
    return _ROW(
        area=context.lookups.hue(context.analysis.scores.goals(kpi)),
        title=link_html(Link(kpi.title, to(context.addresses.uris[kpi.path]))),
        from_=say("from"),
        to=say("to"),
        line=say("expected"),
        before=_value(before, fields.unit) if before else _QUIET(what=say("not measured")),
        after=_value(last, fields.unit),
        change=_change(last.value - before.value, falling=stood.falling) if before else _QUIET(what="–"),
        expected=_VALUE(value=said.expected, more=side_words(said)) if said.expected else _QUIET(what=say("no target")),
        status=state_chip(state_of(stood.status)),
        spark=sparkline(spark(stood), sentence(kpi, stood)),
    )


def _value(point: Point, unit: str) -> Markup:
    symbol = unit if words.is_symbol(unit) else ""
    day = words.day_words(point.day, weekday=False)
    more = day if symbol or not unit else say("{unit}, {day}", unit=unit, day=day)
    return _VALUE(value=words.measure(point.value, symbol), more=more)


def _change(change: Decimal, *, falling: bool) -> Markup:
    if not change:
        return _QUIET(what=say("unchanged"))
    sign = "+" if change > 0 else ""
    better = (change < 0) if falling else (change > 0)
    return _VALUE(value=f"{sign}{words.number_words(change)}", more=say("better") if better else say("worse"))


def returning(context: Context, found: ReviewedPeriod, to: Linker) -> Listed | None:
    """The series of a period, with how often each happened; None where there is none."""
    if not found.returning:
        return None
    times = sum(each.times for each in found.returning)
    text = plural(
        "One entry returned, {times} in all.",
        "{count} entries returned, {times} in all.",
        len(found.returning),
        times=_times(times),
    )
    rows = [_returned(context, to, each) for each in found.returning[:_MOST_ITEMS]]
    return Listed(text, rows, max(len(found.returning) - _MOST_ITEMS, 0))


def _times(count: int) -> str:
    return plural("once", "{count} times", count)


def _returned(context: Context, to: Linker, each: Returning) -> Markup:
    goals = context.lookups.targets(each.entry, "goals")
    return _ITEM(
        area=context.lookups.hue(goals),
        icon=icon_html("sync"),
        title=link_html(Link(each.entry.title, to(context.addresses.uris[each.entry.path]))),
        what=_times(each.times),
        goals=Markup().join(link_html(link, icon=True) for link in links(context, to, goals)),
    )


def deadlines(context: Context, found: ReviewedPeriod, to: Linker) -> Listed | None:
    """Say how many deadlines of a period were met, and list the others; None where it had none."""
    if not found.deadlines:
        return None
    missed = [due for due in found.deadlines if not due.deadline.done]
    text = plural(
        "One deadline, {done} of them done.",
        "{count} deadlines, {done} of them done.",
        len(found.deadlines),
        done=len(found.deadlines) - len(missed),
    )
    rows = [_missed(context, to, due) for due in missed[:_MOST_ITEMS]]
    return Listed(text, rows, max(len(missed) - _MOST_ITEMS, 0))


def _missed(context: Context, to: Linker, due: Due) -> Markup:
    goals = context.lookups.targets(due.entry, "goals")
    name = deadline_label(due.name)
    owners = ", ".join(context.lookups.people.get(owner, owner) for owner in due.deadline.owner)
    day = words.day_words(due.deadline.on)
    gaps = {"name": name, "day": day, "owner": owners}
    return _ITEM(
        area=context.lookups.hue(goals),
        icon=icon_html("timer-sand"),
        title=link_html(Link(due.entry.title, to(context.addresses.uris[due.entry.path]))),
        what=say("{name} by {day}, {owner}", **gaps) if owners else say("{name} by {day}", **gaps),
        goals=Markup().join(link_html(link, icon=True) for link in links(context, to, goals)),
    )
