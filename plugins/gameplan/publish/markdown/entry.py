"""The brief of an entry as Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.publish.markdown.brief_cards import cards
from gameplan.publish.markdown.lines import entry_words, kpi_words, title_line
from gameplan.publish.markdown.words import left_out, linked, listed, plain, section
from gameplan.wording.speech import hinted, say, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.publish.markdown.words import Way
    from gameplan.publish.views.entry.details import Details
    from gameplan.publish.views.entry.handout import Handout, Told
    from gameplan.publish.views.entry.related import EntryList
    from gameplan.publish.views.entry.when import DeadlineLine, When
    from gameplan.publish.views.entry.who import ForWhom
    from gameplan.publish.views.entry.why import Measures, Why


def handout_markdown(view: Handout, way: Way) -> str:
    """Write the brief of an entry, without the author's own text.

    Args:
        view: the brief.
        way: says where pages are.
    """
    return "\n".join(_lines(view, way)) + "\n"


def _lines(view: Handout, way: Way) -> Iterator[str]:
    yield from (f"# {plain(view.title)}", "", " · ".join(title_line(view.line, way)))
    if view.summary:
        yield from ("", plain(view.summary))
    yield from section(say("Why"), _why(view, way))
    yield from section(say("For whom"), _who(view.who, view.promise, way))
    yield from section(say("When and how"), (*_when(view.when, way), *_details(view.details, way)))
    yield from section(say("From the strategy"), cards(view.cards, way))
    yield from section(say("Proof"), (line for each in view.proof for line in _told(each, way)))
    yield from section(say("Checklist"), _checklist(view, way))


def _why(view: Handout, way: Way) -> Iterator[str]:
    yield from _ladder(view.why, way)
    if view.success:
        yield from ("", f"**{say('What success looks like')}**", "")
        yield from (line for each in view.success for line in _told(each, way))
    measures = view.why.own or (view.why.reasons.measures if view.why.reasons else None)
    if measures:
        yield from ("", f"**{say('KPIs')}**", "", *_measures(measures, way))


def _ladder(view: Why, way: Way) -> Iterator[str]:
    if view.reasons is None:
        yield hinted("This entry cites no goal: nobody can say why it is worth its effort. Name one under goals:.")
        return
    for step in view.reasons.steps:
        indent = "  " * step.depth
        if step.link is None:
            yield f"{indent}- … {step.label} …"
            continue
        stands = f" ({step.state.label})" if step.state else ""
        yield f"{indent}- {step.label}: {linked(step.link, way)}{stands}"


def _measures(view: Measures, way: Way) -> Iterator[str]:
    for group in view.groups:
        if group.note:
            yield from (plain(group.note), "")
        yield from (f"- {kpi_words(kpi, way)}" for kpi in group.kpis)
    if view.missing:
        yield view.missing
    if view.more:
        yield f"- {view.more}"


def _told(view: Told, way: Way) -> Iterator[str]:
    yield f"- {linked(view.link, way)}"
    yield from (f"  - {plain(point)}" for point in view.points)
    yield from left_out(view.more, "  ")


def _who(view: ForWhom, promise: str, way: Way) -> Iterator[str]:
    named = listed(view.audiences, way)
    if view.inward:
        yield say("For the team itself.")
    elif view.journey is None:
        if named:
            yield named
    elif view.stage is None:
        journey = linked(view.journey, way)
        yield say("{audiences}, on the way {journey}", audiences=named, journey=journey) if named else journey
    else:
        at, on = linked(view.stage, way), linked(view.journey, way)
        yield (
            say("{audiences}, at the stage {stage} of {journey}", audiences=named, stage=at, journey=on)
            if named
            else say("At the stage {stage} of {journey}", stage=at, journey=on)
        )
    if view.question or promise:
        yield ""
    if view.question:
        yield f"- {say('What they ask')}: {plain(view.question)}"
    if promise:
        yield f"- {say('What we promise')}: {plain(promise)}"


def _when(view: When, way: Way) -> Iterator[str]:
    if view.day.known:
        said = [view.day.known.link.text, view.day.zone, view.day.length, say("overdue") if view.day.overdue else ""]
        yield f"- {say('Day')}: {', '.join(plain(each) for each in said if each)}"
    elif view.day.window:
        unknown = say("{window}; the day isn't known yet", window=plain(view.day.window))
        yield f"- {say('Day')}: {unknown}"
    if view.returns:
        coming = [day.link.text for day in view.returns.coming]
        said_rule = plain(view.returns.rule)
        known = say("{returns}; next: {days}", returns=said_rule, days=" · ".join(coming)) if coming else said_rule
        yield f"- {say('Repeats')}: {known}"
    for part in view.part_of:
        yield f"- {say('Part of')}: {entry_words(part, way)}"
    for label, entries in (
        (say("Parts"), view.parts),
        (say("Depends on"), view.needs),
        (say("Needed by"), view.needed_by),
    ):
        yield from _entries(label, entries, way)
    if view.deadlines:
        yield f"- {say('Deadlines')}:"
        yield from (f"  - {_deadline(each, way)}" for each in view.deadlines)
    for quiet in view.quiet:
        policy = linked(quiet.policy, way)
        yield "- " + (
            say(
                "{policy}: nothing goes out on {days} ({reason}).",
                policy=policy,
                days=quiet.days,
                reason=plain(quiet.reason),
            )
            if quiet.reason
            else say("{policy}: nothing goes out on {days}.", policy=policy, days=quiet.days)
        )


def _entries(label: str, view: EntryList, way: Way) -> Iterator[str]:
    if not view.entries:
        return
    yield f"- {label}:"
    for each in view.entries:
        warning = f" ({each.warning})" if each.warning else ""
        yield f"  - {entry_words(each.line, way)}{warning}"
    yield from left_out(view.more, "  ")


def _deadline(view: DeadlineLine, way: Way) -> str:
    state = say("done") if view.done else say("overdue") if view.overdue else say("open")
    said = [f"{plain(view.name)}: {view.words}", view.counted, listed(view.owners, way), state]
    return ", ".join(each for each in said if each)


def _details(view: Details, way: Way) -> Iterator[str]:
    facts = (
        (say("Where"), plain(view.location)),
        (say("With help from"), listed(view.contributors, way)),
        (say("Approved by"), listed(view.approved_by, way)),
        (say("Effort"), plain(view.effort)),
        (say("Budget"), plain(view.budget)),
        (say("Went out"), linked(view.went_out, way) if view.went_out else ""),
        (say(word("Due", "of a live piece")), " · ".join(map(plain, view.dues))),
        (say("Available"), plain(view.available)),
        (say("Retire on"), plain(view.retire_on)),
        (say("Leads to"), linked(view.leads_to, way) if view.leads_to else ""),
        (say("Replaces"), listed(view.supersedes, way)),
        (say("Replaced by"), listed(view.superseded_by, way)),
        (say("Related"), listed(view.related, way)),
        *((fact.label, listed(fact.items, way)) for fact in view.own),
    )
    yield from (f"- {plain(label)}: {said}" for label, said in facts if said)


def _checklist(view: Handout, way: Way) -> Iterator[str]:
    if view.checklist is None:
        return
    yield say("{done} of {count} on the checklist", done=view.checklist.done, count=view.checklist.tasks)
    if view.checklist.asked:
        yield ""
    for item in view.checklist.asked:
        yield f"- [{'x' if item.done else ' '}] {plain(item.text)} ({linked(item.page, way)})"
