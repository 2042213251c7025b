"""What pages of the kinds that come along say, as lines under their title; what they declare stands below these."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.further_pages import Decision, Format, Play, Question, Risk, Theme
from gameplan.model.pages import Journey, Kpi
from gameplan.publish.views.links import Fact, Link, links_to
from gameplan.wording import dates as words
from gameplan.wording.labels import deadline_label, type_label
from gameplan.wording.relative_days import relative_words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date
    from decimal import Decimal

    from gameplan.analysis.lookups import Lookups
    from gameplan.model.further_pages import PlayStep
    from gameplan.model.page import Page


def further_facts(lookups: Lookups, uris: Mapping[str, str], page: Page) -> Iterator[Fact]:
    """Yield the lines of a page, empty ones too; none for kinds that the playbook added.

    Args:
        lookups: into the playbook.
        uris: of its pages, by their paths.
        page: the page.
    """
    fields = page.fields
    if isinstance(fields, Question):
        yield Fact(say("Stage"), tuple(_stages(lookups, uris, page, fields)))
        yield Fact(say("Readings"), _texts(*_readings(fields)), listed=len(fields.readings) > 1)
    elif isinstance(fields, Risk):
        yield Fact(say("Triggered when"), tuple(_trigger(lookups, uris, page, fields)))
        yield Fact(say("Latest"), _texts(*_latest(lookups, page, fields)))
    elif isinstance(fields, Decision):
        yield Fact(say("Changes"), links_to(uris, lookups.targets(page, "changes")))
    elif isinstance(fields, Theme):
        yield Fact(say("Period"), _texts(words.span_words(fields.period)) if fields.period else ())
    elif isinstance(fields, Format):
        yield from _format(page, fields)
    elif isinstance(fields, Play):
        yield Fact(say("Steps"), _texts(*map(_step, fields.steps)), listed=True)


def checklist_fact(items: Iterable[str]) -> Fact:
    """Return what must be right before an entry goes out."""
    found = _texts(*items)
    return Fact(say("Before it goes out"), found, listed=len(found) > 1)


def _texts(*texts: str) -> tuple[Link, ...]:
    return tuple(Link(text) for text in texts if text)


def _stages(lookups: Lookups, uris: Mapping[str, str], page: Page, question: Question) -> Iterator[Link]:
    name = question.stage.rpartition("/")[2]
    for journey in lookups.targets(page, "stage"):
        stages = journey.fields.stages if isinstance(journey.fields, Journey) else ()
        title = next((stage.title for stage in stages if stage.id == name and stage.title), name)
        yield Link(f"{title} ({journey.title})", None, journey.kind.icon, uris.get(journey.path, ""))


def _readings(question: Question) -> Iterator[str]:
    """Yield the latest reading of each engine, and the one before it."""
    by_engine = question.readings if isinstance(question.readings, dict) else {}
    for engine, readings in sorted(by_engine.items()):
        last, *before = sorted(readings, reverse=True)[:2]
        value = _valued(question, readings, last)
        if before:
            earlier = _valued(question, readings, before[0])
            yield say("{engine}: {value}, after {earlier}", engine=engine, value=value, earlier=earlier)
        else:
            yield say("{engine}: {value}", engine=engine, value=value)


def _valued(question: Question, readings: Mapping[date, Decimal], day: date) -> str:
    value = words.measure(readings[day], question.unit)
    value = value if question.unit else say("place {place}", place=value)
    return say("{value} on {day}", value=value, day=words.day_words(day, weekday=False))


def _trigger(lookups: Lookups, uris: Mapping[str, str], page: Page, risk: Risk) -> Iterator[Link]:
    if risk.trigger is None:
        return
    found = lookups.targets(page, "trigger")
    unit = str(getattr(found[0].fields, "unit", "")) if found else ""
    name = found[0].title if found else ", ".join(risk.trigger.kpi)
    said, below, above = name, risk.trigger.below, risk.trigger.above
    if below is not None:
        said = say("{kpi}: below {value}", kpi=name, value=words.measure(below, unit))
    elif above is not None:
        said = say("{kpi}: above {value}", kpi=name, value=words.measure(above, unit))
    yield Link(said, None, found[0].kind.icon if found else "", uris.get(found[0].path, "") if found else "")


def _latest(lookups: Lookups, page: Page, risk: Risk) -> Iterator[str]:
    """Yield what the KPI of a risk read last, and whether that is beyond the bound."""
    found = [kpi.fields for kpi in lookups.targets(page, "trigger") if isinstance(kpi.fields, Kpi)]
    readings = found[0].readings if found and isinstance(found[0].readings, dict) else {}
    if not readings or risk.trigger is None:
        return
    day = max(readings)
    value = words.measure(readings[day], found[0].unit)
    said = say("{value} on {day}", value=value, day=words.day_words(day, weekday=False))
    below, above = risk.trigger.below, risk.trigger.above
    true = (below is not None and readings[day] < below) or (above is not None and readings[day] > above)
    yield say("{reading}: it has come true", reading=said) if true else say("{reading}: not yet", reading=said)


def _format(page: Page, made: Format) -> Iterator[Fact]:
    yield Fact(say("Type"), _texts(type_label(made.type or page.id)))
    deadlines = [
        say("{deadline}: {when}", deadline=deadline_label(name), when=relative_words(day))
        for name, day in made.deadlines.items()
    ]
    yield Fact(say("Deadlines"), _texts(*deadlines))
    yield Fact(say("Effort"), _texts(words.effort_words(made.effort)) if made.effort else ())
    yield checklist_fact(made.checklist.values())


def _step(step: PlayStep) -> str:
    when = relative_words(step.at)
    if step.type is None:
        return say("{step}: {when}", step=step.title, when=when)
    return say("{step} ({type}): {when}", step=step.title, type=type_label(step.type), when=when)
