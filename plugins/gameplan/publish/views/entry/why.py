"""Why an entry is done: the way from the vision down to it, and the numbers that it should move."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.pages import Kpi
from gameplan.publish.views.charts import Chart, spark
from gameplan.publish.views.ladder import Between, Step, above, step
from gameplan.publish.views.links import Link
from gameplan.publish.views.states import State, state_of
from gameplan.wording import dates as words
from gameplan.wording.speech import plural, say
from gameplan.wording.standings import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gameplan.analysis.nearest_kpis import Nearest
    from gameplan.model.page import Entry, Page
    from gameplan.publish.context import Context

MOST_KPIS = 3
"""How many KPIs stand below the ladder; the rest is counted, and stands on the goal's page."""


class KpiLine(NamedTuple):
    """A KPI in a line: how its readings went, the latest, the target, and how it stands."""

    link: Link
    value: str
    """The latest reading; empty where there is none."""
    month: str
    """Of that reading."""
    target: str
    """Empty where there is none."""
    state: State
    spark: Chart | None
    sentence: str
    """How it stands, for whoever doesn't see the chart."""


class KpiGroup(NamedTuple):
    """KPIs that belong to one goal."""

    note: str
    """Whose they are, where they aren't of the goal itself."""
    kpis: tuple[KpiLine, ...]


class Measures(NamedTuple):
    """The KPIs that an entry should move."""

    groups: tuple[KpiGroup, ...]
    missing: str
    """What is said where there are none."""
    more: str
    """How many are left out."""


class Reasons(NamedTuple):
    """The way down to some goals, and their numbers: the same for all entries that serve them."""

    steps: tuple[Step, ...]
    height: int
    """How many steps deep the way is."""
    measures: Measures


class Why(NamedTuple):
    """Why an entry is done."""

    title: str
    """The entry's."""
    reasons: Reasons | None
    """None where it cites no goal."""
    own: Measures | None
    """The KPIs that it names itself; None where those of its goals count."""


def why(context: Context, entry: Entry) -> Why:
    """Return the way down to an entry, with the KPIs that it names, else those nearest to its goals."""
    goals = context.lookups.targets(entry, "goals")
    own = context.lookups.targets(entry, "kpis")
    return Why(entry.title, _reasons(context, goals) if goals else None, _named(context, own) if own else None)


def _reasons(context: Context, goals: Sequence[Page]) -> Reasons:
    key = ("reasons", tuple([goal.path for goal in goals]))
    made: Reasons | None = context.fragments.get(key)
    if made is not None:
        return made
    tree: dict[Page | Between, dict] = {}  # type: ignore[type-arg] # a tree of its own kind
    for goal in goals:
        branch = tree
        for page in (*above(context.lookups, context.addresses.uris, goal), goal):
            branch = branch.setdefault(page, {})
    walked = list(_walk(tree, 0))
    steps = tuple([_step(context, page, depth) for page, depth in walked])
    made = context.fragments[key] = Reasons(steps, walked[-1][1] + 1, _nearest(context, goals))
    return made


def _walk(branch: dict, depth: int) -> Iterator[tuple[Page | Between, int]]:  # type: ignore[type-arg]
    """Yield the pages of a tree, each once, with their depths."""
    for page, below in branch.items():
        yield page, depth
        yield from _walk(below, depth + 1)


def _step(context: Context, page: Page | Between, depth: int) -> Step:
    if isinstance(page, Between):
        return step(context.lookups, context.addresses.uris, page, depth)
    key = ("step", page.path, depth)
    made: Step | None = context.fragments.get(key)
    if made is None:
        health = context.analysis.scores.goal(page) if page.kind.name == "goal" else None
        state = state_of(health.state) if health else None
        made = context.fragments[key] = step(context.lookups, context.addresses.uris, page, depth, state)
    return made


def _named(context: Context, kpis: Sequence[Page]) -> Measures:
    """The KPIs that an entry names itself."""
    shown = [kpi for kpi in kpis if kpi.path in context.addresses.uris]
    group = KpiGroup("", tuple([kpi_line(context, kpi) for kpi in shown[:MOST_KPIS]]))
    return Measures((group,), "", _more(len(shown) - MOST_KPIS))


def _nearest(context: Context, goals: Sequence[Page]) -> Measures:
    """The KPIs nearest to some goals."""
    groups, seen, count = [], set[str](), 0
    found = sorted((context.analysis.nearest_kpis.to(goal) for goal in goals), key=lambda near: not near.own)
    for near in found:
        kpis = [kpi for kpi in near.kpis if kpi.path not in seen]
        seen |= {kpi.path for kpi in kpis}
        shown = kpis[: max(MOST_KPIS - count, 0)]
        count += len(kpis)
        if shown:
            note = "" if near.own else _borrowed(near, alone=len(goals) == 1)
            groups.append(KpiGroup(note, tuple([kpi_line(context, kpi) for kpi in shown])))
    missing = "" if count else say("Nothing measures this: neither the goal nor one above it has a KPI.")
    return Measures(tuple(groups), missing, _more(count - MOST_KPIS))


def _borrowed(near: Nearest, *, alone: bool) -> str:
    if alone:
        return say("This goal has no KPI of its own; the nearest one above it:")
    return say("“{goal}” has no KPI of its own; the nearest one above it:", goal=near.goal.title)


def _more(count: int) -> str:
    return plural("and {count} more KPI", "and {count} more KPIs", count) if count > 0 else ""


def kpi_line(context: Context, kpi: Page) -> KpiLine:
    """Return a KPI in a line, made once for all that show it."""
    key = ("kpi line", kpi.path)
    made: KpiLine | None = context.fragments.get(key)
    if made is not None:
        return made
    fields, standing = kpi.fields, context.analysis.scores.kpi(kpi)
    unit = fields.unit if isinstance(fields, Kpi) else ""
    last, line = standing.last, standing.line
    made = context.fragments[key] = KpiLine(
        link=Link(kpi.title, None, kpi.kind.icon, context.addresses.uris[kpi.path]),
        value=words.measure(last.value, unit) if last else "",
        month=words.month_words(last.day) if last else "",
        target=words.measure(line.end, unit) if line else "",
        state=state_of(standing.status),
        spark=spark(standing),
        sentence=sentence(kpi, standing),
    )
    return made
