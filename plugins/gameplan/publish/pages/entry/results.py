"""What became of an entry, what stands beside it on its goal, and how it changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gameplan.analysis.changes import local_day
from gameplan.model.page import sort_key
from gameplan.model.pages import Kpi
from gameplan.publish.html.templates import Fragment, joined, link_html
from gameplan.publish.pages.entry.related import line
from gameplan.publish.views.links import Link
from gameplan.wording import dates as words
from gameplan.wording.changes import sentence
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from gameplan.model.page import Entry, Page
    from gameplan.model.revisions import Change
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

MOST_CHANGES = 5
_RESULTS = Fragment(
    '<h2 id="results">{title}</h2>\n<div class="gp-scroll" tabindex="0" role="region" aria-label="{title}">'
    '<table class="gp-table"><thead><tr><th scope="col">{kpi}</th><th scope="col">{planned}</th><th scope="col">{result}</th>'
    '<th scope="col">{difference}</th></tr></thead><tbody>{rows}</tbody></table></div>'
)
_RESULT = Fragment(
    '<tr><th scope="row">{link}</th><td>{planned}</td><td><strong>{result}</strong></td><td class="gp-diff{side}">{difference}</td></tr>'
)
_ALONG = Fragment(
    '<h2 id="along">{title}</h2>\n<p class="gp-quiet">{goal}</p>\n<nav class="gp-along" aria-label="{title}">{links}</nav>'
)
_NEIGHBOUR = Fragment('<p class="gp-along__{side}"><span class="gp-along__label">{label}</span>{line}</p>')
_HISTORY = Fragment('<h2 id="history">{title}</h2>\n<ol class="gp-history">{items}</ol>')
_CHANGE = Fragment('<li><time datetime="{day}">{words}</time> <span>{sentence}</span></li>')


class KpiEffect(NamedTuple):
    """What an entry did to a KPI."""

    kpi: Page
    value: Decimal
    planned: str
    """What was expected; empty where nothing was."""
    difference: str
    """How much better or worse it is; empty where the two can't be compared."""
    ahead: bool


def results(context: Context, entry: Entry) -> list[KpiEffect]:
    """Return the results of an entry by KPI, without those of hidden KPIs: their names alone may say too much."""
    if not entry.entry.results:
        return []
    kpis = {kpi.id: kpi for kpi in context.playbook.of_kind("kpi") if kpi.path in context.addresses.uris}
    shown = ((kpis[name], value) for name, value in entry.entry.results.items() if name in kpis)
    return [_result(context, entry, kpi, value) for kpi, value in shown]


def _result(context: Context, entry: Entry, kpi: Page, value: Decimal) -> KpiEffect:
    """Compare a result with its KPI: a rate with what was expected on that day; an amount is a part of the target."""
    line, fields = context.analysis.scores.kpi(kpi).line, kpi.fields
    if line is None or not isinstance(fields, Kpi):
        return KpiEffect(kpi, value, "", "", ahead=True)
    if fields.unit != "%":
        return KpiEffect(kpi, value, say("{value} in all", value=words.measure(line.end, fields.unit)), "", ahead=True)
    day = entry.entry.published or entry.schedule.last_day or context.today
    planned = round(line.at(day), 1)
    difference = value - planned
    sign = "+" if difference > 0 else ""
    return KpiEffect(
        kpi,
        value,
        words.measure(planned, fields.unit),
        f"{sign}{words.number_words(difference)}",
        ahead=difference >= 0 if fields.direction == "up" else difference <= 0,
    )


def results_panel(context: Context, to: Linker, entry: Entry) -> Markup:
    """The results beside what was planned; nothing where there are none."""
    rows = joined(_result_row(context, to, found) for found in results(context, entry))
    if not rows:
        return rows
    return _RESULTS(
        title=say("Results"),
        kpi=say("KPI"),
        planned=say("Planned"),
        result=say("Result"),
        difference=say("Difference"),
        rows=rows,
    )


def _result_row(context: Context, to: Linker, found: KpiEffect) -> Markup:
    side, difference = "", "–"
    if found.difference:
        side = " gp-diff--ahead" if found.ahead else " gp-diff--behind"
        text = say("{difference}, better") if found.ahead else say("{difference}, worse")
        difference = text.format(difference=found.difference) if found.difference != "0" else say("as planned")
    return _RESULT(
        link=link_html(Link(found.kpi.title, to(context.addresses.uris[found.kpi.path]))),
        planned=found.planned or "–",
        result=words.measure(found.value, getattr(found.kpi.fields, "unit", "")),
        side=side,
        difference=difference,
    )


def neighbours(context: Context, entry: Entry) -> tuple[Entry | None, Entry | None]:
    """Return the entries before and after an entry among those that serve its first goal; dropped ones don't count."""
    goals = context.lookups.targets(entry, "goals")
    if not goals:
        return None, None
    along = context.analysis.citations.along.get(goals[0].path, [])
    place = context.analysis.citations.places.get((goals[0].path, entry.path))
    after = place + 1 if place is not None else None
    if place is None or after is None:
        # Dropped itself: it stands where it would have been.
        place = after = sum(sort_key(other) < sort_key(entry) for other in along)
    return (along[place - 1] if place else None), (along[after] if after < len(along) else None)


def along_panel(context: Context, to: Linker, entry: Entry) -> Markup:
    """The ways to what comes before and after on the same goal; nothing where this is all."""
    before, after = neighbours(context, entry)
    if before is None and after is None:
        return Markup()
    goal = context.lookups.targets(entry, "goals")[0]
    made = [
        _NEIGHBOUR(side=side, label=label, line=line(context, to, one))
        for one, side, label in ((before, "before", say("Before this")), (after, "after", say("After this")))
        if one is not None and one.path in context.addresses.uris
    ]
    return _ALONG(
        title=say("On the same goal"),
        goal=link_html(Link(goal.title, to(context.addresses.uris[goal.path]), goal.kind.icon), icon=True),
        links=joined(made),
    )


def changes(context: Context, entry: Entry) -> Sequence[Change]:
    """The last changes of an entry, newest first; nothing of a draft, and nothing where there is no history."""
    revision = context.edition.revisions.pages.get(entry.path)
    if revision is None or entry.fields.visibility == "draft":
        return ()
    return revision.changes[:MOST_CHANGES]


def history_panel(context: Context, entry: Entry) -> Markup:
    """Draw how an entry changed, newest first; nothing where that isn't known."""
    made = Markup()
    for change in changes(context, entry):
        day = local_day(context.playbook, change.when)
        made += _CHANGE(day=day.isoformat(), words=words.day_words(day), sentence=sentence(change))
    return _HISTORY(title=say("History"), items=made) if made else made
