"""A page of the strategy as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.markdown.lines import entry_words, kpi_words, title_line
from gameplan.publish.markdown.words import left_out, linked, listed, plain, section
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.publish.markdown.words import Way
    from gameplan.publish.views.ladder import Ladder
    from gameplan.publish.views.strategy.audience import Persona
    from gameplan.publish.views.strategy.journey import JourneyTable
    from gameplan.publish.views.strategy.sheet import Sheet


def sheet_markdown(view: Sheet, way: Way) -> str:
    """Write a page of the strategy in brief, without the author's own text.

    Args:
        view: the page in brief.
        way: says where pages are.
    """
    return "\n".join(_lines(view, way)) + "\n"


def _lines(view: Sheet, way: Way) -> Iterator[str]:
    yield from (f"# {plain(view.title)}", "", " · ".join(title_line(view.line, way)))
    if view.summary:
        yield from ("", plain(view.summary))
    if view.health and (view.health.judged or view.health.disputed):
        yield from ("", plain(" ".join(each for each in (view.health.judged, view.health.disputed) if each)))
    if view.ladder:
        yield from section(say("Why"), _ladder(view.ladder, way))
    facts = [*(_persona(view.persona) if view.persona else ())]
    facts += [f"- {plain(fact.label)}: {listed(fact.items, way)}" for fact in view.facts]
    if facts:
        yield from ("", *facts)
    yield from section(say("KPIs"), (f"- {kpi_words(kpi, way)}" for kpi in view.kpis))
    yield from section(say("Proof"), (f"- {plain(point)}" for point in view.proof))
    if view.journey:
        yield from section(say("Stages"), _journey(view.journey))
    ahead = [f"- {entry_words(entry, way)}" for entry in view.ahead]
    yield from section(say("Ahead"), (*ahead, *left_out(view.more)))


def _ladder(view: Ladder, way: Way) -> Iterator[str]:
    for step in view.steps:
        indent = "  " * step.depth
        yield f"{indent}- {step.label}: {linked(step.link, way)}" if step.link else f"{indent}- … {step.label} …"
    yield f"{'  ' * len(view.steps)}- {view.label}: {plain(view.title)}"


def _persona(view: Persona) -> Iterator[str]:
    if view.segment:
        yield f"- {plain(view.segment)}"
    sides = [(say("Needs"), view.needs), (say("Struggles with"), view.challenges), *view.more]
    for title, texts in sides:
        if texts:
            yield f"- {title}"
            yield from (f"  - {plain(text)}" for text in texts)
    if view.evidence:
        yield f"- {plain(view.evidence)}"


def _journey(view: JourneyTable) -> Iterator[str]:
    for column in view.columns:
        yield f"- {plain(column.title)}"
        if column.question:
            yield f"  - {say('What they ask')}: {plain(column.question)}"
        if column.promise:
            yield f"  - {say('What we promise')}: {plain(column.promise)}"
