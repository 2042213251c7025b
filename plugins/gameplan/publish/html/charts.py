"""Charts as SVG: shapes with classes, which the style sheet colours, and a sentence for whoever doesn't see them."""

from __future__ import annotations

from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from gameplan.publish.html.scale import Scale
from gameplan.publish.html.templates import Fragment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from decimal import Decimal

    from gameplan.publish.html.scale import Mark
    from gameplan.publish.views.charts import Chart, Point

_MOST_DOTS = 40
_GAP = 2.5
"""Times the usual distance between readings, from which on their line is broken."""
_BOX = (52, 18, 618, 204)
_SPARK_BOX = (3, 4, 117, 28)
_LEFT_HALF = 120

_CHART = Fragment(
    '<svg class="gp-chart" viewBox="0 0 640 240" role="img" aria-labelledby="{id}-title {id}-desc">'
    '<title id="{id}-title">{title}</title><desc id="{id}-desc">{sentence}</desc>{shapes}</svg>'
)
_SPARK = Fragment(
    '<svg class="gp-spark" viewBox="0 0 120 32" role="img" aria-label="{sentence}"><title>{sentence}</title>{shapes}</svg>'
)
_GRID = Fragment(
    '<path class="gp-chart__grid" d="M52 {at}H618"/><text class="gp-chart__side" x="46" y="{at}" dy=".35em">{label}</text>'
)
_MONTH = Fragment('<text class="gp-chart__month{odd}" x="{at}" y="228">{label}</text>')
_TARGET = Fragment('<path class="gp-chart__target" d="{path}"/>')
_ACTUAL = Fragment('<path class="gp-chart__actual" d="{path}"/>')
_DOT = Fragment('<circle class="gp-chart__dot" cx="{x}" cy="{y}" r="{r}"/>')
_LAST = Fragment('<text class="gp-chart__last{side}" x="{x}" y="{y}">{label}</text>')
_GOAL = Fragment('<text class="gp-chart__goal" x="618" y="{y}">{label}</text>')
_METER = Fragment(
    '<span class="gp-meter" role="img" aria-label="{words}"><span style="inline-size:{share}%"></span></span>'
)


def line_chart(chart: Chart | None, name: str, title: str, sentence: str, labels: tuple[str, str]) -> Markup:
    """Draw readings against the line to their target; nothing where there are no readings.

    Args:
        chart: the readings and the line.
        name: what its ids begin with: unique on the page.
        title: what is shown.
        sentence: what it says.
        labels: the last reading and the target in words.
    """
    if chart is None:
        return Markup()
    shown, target = chart.readings, chart.target
    scales = Scale(chart.reach, _BOX)
    sides = Markup().join(_GRID(at=mark.at, label=mark.label) for mark in scales.values())
    parts = [sides, *_months(scales.months())]
    if target:
        parts.append(_TARGET(path=_line(scales, target.corners)))
        parts.append(_GOAL(y=_clear(scales.y(target.end) + (18 if target.falls else -8)), label=labels[1]))
    parts += _actual(scales, shown, dots=len(shown) <= _MOST_DOTS)
    last = shown[-1]
    x, y = scales.x(last.day), scales.y(last.value)
    above = target is not None and target.exceeded
    parts.append(_DOT(x=x, y=y, r=5))
    side = " gp-chart__last--start" if x < _LEFT_HALF else ""
    parts.append(_LAST(side=side, x=x, y=_clear(y - 11 if above else y + 20), label=labels[0]))
    return _CHART(id=name, title=title, sentence=sentence, shapes=Markup().join(parts))


class Spark(NamedTuple):
    """The shapes of a chart as small as a word, in a box of 120 by 32."""

    target: str
    """The line to the target, as a path; empty where there is none."""
    actual: str
    """The line through the readings, broken where some are missing; empty where each stands by itself."""
    dots: tuple[tuple[float, float], ...]
    """The readings that stand by themselves."""
    last: tuple[float, float]
    """The last one."""


def spark_shapes(chart: Chart) -> Spark:
    """Return the shapes of the last readings against the line to their target."""
    scales = Scale(chart.reach, _SPARK_BOX)
    runs, last = _runs(chart.readings), chart.readings[-1]
    return Spark(
        _line(scales, chart.target.corners) if chart.target else "",
        _through(scales, runs),
        tuple([(scales.x(run[0].day), scales.y(run[0].value)) for run in runs if len(run) == 1]),
        (scales.x(last.day), scales.y(last.value)),
    )


def sparkline(chart: Chart | None, sentence: str) -> Markup:
    """Draw the last readings against the line to their target, as small as a word; nothing where there are no readings."""
    if chart is None:
        return Markup()
    shapes = spark_shapes(chart)
    parts = [_TARGET(path=shapes.target)] if shapes.target else []
    parts += [_ACTUAL(path=shapes.actual)] if shapes.actual else []
    parts += [_DOT(x=x, y=y, r=3) for x, y in shapes.dots]
    parts.append(_DOT(x=shapes.last[0], y=shapes.last[1], r=2.5))
    return _SPARK(sentence=sentence, shapes=Markup().join(parts))


def progress(share: Decimal, words: str) -> Markup:
    """Draw how much of a way is done."""
    return _METER(share=round(float(share) * 100), words=words)


def _clear(y: float) -> float:
    """A text's place, kept inside the drawing."""
    return round(min(max(y, 14.0), 214.0), 1)


def _line(scales: Scale, readings: Sequence[Point]) -> str:
    """A line through some values, as a path."""
    return "M" + "L".join(f"{scales.x(day)} {scales.y(value)}" for day, value in readings)


def _actual(scales: Scale, points: Sequence[Point], *, dots: bool) -> Iterable[Markup]:
    """A line through the readings, broken where some are missing; a reading by itself is a dot."""
    runs = _runs(points)
    if path := _through(scales, runs):
        yield _ACTUAL(path=path)
    for run in runs:
        for day, value in run if dots or len(run) == 1 else ():
            yield _DOT(x=scales.x(day), y=scales.y(value), r=3)


def _through(scales: Scale, runs: Iterable[Sequence[Point]]) -> str:
    """A line through readings, for each of their runs by itself, as a path."""
    return "".join(_line(scales, run) for run in runs if len(run) > 1)


def _runs(points: Sequence[Point]) -> list[list[Point]]:
    """Readings that follow each other at about the usual distance."""
    distances = [(after.day - before.day).days for before, after in pairwise(points)]
    most = median(distances) * _GAP if distances else 0
    runs = [[points[0]]]
    for point, distance in zip(points[1:], distances, strict=True):
        if distance > most:
            runs.append([])
        runs[-1].append(point)
    return runs


def _months(marks: Sequence[Mark]) -> Iterable[Markup]:
    for number, mark in enumerate(marks):
        odd = " gp-chart__month--odd" if number % 2 and len(marks) > 2 else ""  # noqa: PLR2004 - two ends stay
        yield _MONTH(at=mark.at, odd=odd, label=mark.label)
