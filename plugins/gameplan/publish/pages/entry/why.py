"""Why an entry is done: the way from the vision down to it, and the numbers that it should move."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gameplan.model.pages import Kpi
from gameplan.publish.html.charts import sparkline
from gameplan.publish.html.ladder import Ladder, above, step
from gameplan.publish.html.standings import state_chip
from gameplan.publish.html.templates import Fragment, icon_html, joined, link_html
from gameplan.publish.views.charts import spark
from gameplan.publish.views.links import Link
from gameplan.publish.views.states import state_of
from gameplan.wording import dates as words
from gameplan.wording.speech import plural, say
from gameplan.wording.standings import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gameplan.analysis.nearest_kpis import Nearest
    from gameplan.model.page import Entry, Page
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

MOST_KPIS = 3
"""How many KPIs stand below the ladder; the rest is counted, and stands on the goal's page."""

_WHY = Fragment('<section id="why" class="gp-why" aria-label="{label}">{ladder}{measures}</section>')
_KPI = Fragment('<div class="gp-kpi">{spark}<p>{what} {chip}</p></div>')
_VALUE = Fragment("<strong>{value}</strong>")
_NOTE = Fragment('<p class="gp-kpi__note">{icon}{what}</p>')
_MORE = Fragment('<p class="gp-quiet">{what}</p>')
_NO_GOAL = Fragment('<p class="gp-empty">{icon}{what}</p>')
_CHIP = Fragment(" {chip}")


class Reasons(NamedTuple):
    """The ladder down to some goals, and their numbers: the same for all entries that serve them."""

    ladder: Ladder
    measures: Markup


def why(context: Context, to: Linker, entry: Entry) -> Markup:
    """Draw the ladder down to an entry, with the nearest KPIs; say what to write where it has no goal."""
    goals = context.lookups.targets(entry, "goals")
    own = context.lookups.targets(entry, "kpis")
    if not goals:
        said = say("This entry cites no goal: nobody can say why it is worth its effort. Name one under goals:.")
        ladder = _NO_GOAL(icon=icon_html("alert"), what=said)
        return _WHY(label=say("Why"), ladder=ladder, measures=_moved(context, to, own) if own else "")
    key = ("why", tuple([goal.path for goal in goals]), to.up)
    reasons: Reasons | None = context.fragments.get(key)
    if reasons is None:
        reasons = context.fragments[key] = _reasons(context, to, goals)
    ladder = reasons.ladder.ending(say("This entry"), entry.title)
    return _WHY(label=say("Why"), ladder=ladder, measures=_moved(context, to, own) if own else reasons.measures)


def _reasons(context: Context, to: Linker, goals: Sequence[Page]) -> Reasons:
    tree: dict[Page, dict] = {}  # type: ignore[type-arg] # a tree of its own kind
    for goal in goals:
        branch = tree
        for page in (*above(context, goal), goal):
            branch = branch.setdefault(page, {})
    walked = list(_walk(tree, 0))
    steps = joined(_step(context, to, page, depth) for page, depth in walked)
    return Reasons(Ladder(steps, walked[-1][1] + 1), _measures(context, to, goals))


def _walk(branch: dict, depth: int) -> Iterator[tuple[Page, int]]:  # type: ignore[type-arg]
    """Yield the pages of a tree, each once, with their depths."""
    for page, below in branch.items():
        yield page, depth
        yield from _walk(below, depth + 1)


def _step(context: Context, to: Linker, page: Page, depth: int) -> Markup:
    key = ("step", page.path, depth, to.up)
    made: Markup | None = context.fragments.get(key)
    if made is not None:
        return made
    health = context.analysis.scores.goal(page) if page.kind.name == "goal" else None
    mark = _CHIP(chip=state_chip(state_of(health.state))) if health else ""
    made = context.fragments[key] = step(context, to, page, depth, mark)
    return made


def _moved(context: Context, to: Linker, kpis: Sequence[Page]) -> Markup:
    """Draw the KPIs that an entry names itself."""
    shown = [kpi for kpi in kpis if kpi.path in context.addresses.uris]
    return joined(_kpi(context, to, kpi) for kpi in shown[:MOST_KPIS]) + _more(len(shown) - MOST_KPIS)


def _measures(context: Context, to: Linker, goals: Sequence[Page]) -> Markup:
    """Draw the KPIs nearest to some goals, and say whose they are."""
    made, seen, count = [], set[str](), 0
    found = sorted((context.analysis.nearest_kpis.to(goal) for goal in goals), key=lambda near: not near.own)
    for near in found:
        kpis = [kpi for kpi in near.kpis if kpi.path not in seen]
        seen |= {kpi.path for kpi in kpis}
        shown = kpis[: max(MOST_KPIS - count, 0)]
        count += len(kpis)
        if shown and not near.own:
            made.append(_NOTE(icon=icon_html("alert"), what=_borrowed(near, alone=len(goals) == 1)))
        made += [_kpi(context, to, kpi) for kpi in shown]
    if not count:
        icon = icon_html("help-circle-outline")
        made.append(_NOTE(icon=icon, what=say("Nothing measures this: neither the goal nor one above it has a KPI.")))
    return joined(made) + _more(count - MOST_KPIS)


def _borrowed(near: Nearest, *, alone: bool) -> str:
    if alone:
        return say("This goal has no KPI of its own; the nearest one above it:")
    return say("“{goal}” has no KPI of its own; the nearest one above it:", goal=near.goal.title)


def _more(count: int) -> Markup:
    return _MORE(what=plural("and {count} more KPI", "and {count} more KPIs", count)) if count > 0 else Markup()


def _kpi(context: Context, to: Linker, kpi: Page) -> Markup:
    """Draw a KPI in a line: how its readings went, the latest, the target, and how it stands."""
    key = ("kpi", kpi.path, to.up)
    made: Markup | None = context.fragments.get(key)
    if made is None:
        standing = context.analysis.scores.kpi(kpi)
        made = context.fragments[key] = _KPI(
            spark=sparkline(spark(standing), sentence(kpi, standing)),
            what=_standing(context, to, kpi),
            chip=state_chip(state_of(standing.status)),
        )
    return made


def _standing(context: Context, to: Linker, kpi: Page) -> Markup:
    fields, standing = kpi.fields, context.analysis.scores.kpi(kpi)
    link = link_html(Link(kpi.title, to(context.addresses.uris[kpi.path]), kpi.kind.icon), icon=True)
    unit = fields.unit if isinstance(fields, Kpi) else ""
    if standing.last is None:
        return say("{kpi}: no reading yet", kpi=link)
    value = _VALUE(value=words.measure(standing.last.value, unit))
    month = Markup.escape(words.month_words(standing.last.day))
    if standing.line is None:
        return say("{kpi}: {value} in {month}, no target", kpi=link, value=value, month=month)
    target = Markup.escape(words.measure(standing.line.end, unit))
    return say("{kpi}: {value} in {month}, target {target}", kpi=link, value=value, month=month, target=target)
