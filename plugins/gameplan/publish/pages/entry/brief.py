"""What a writer needs to know of the strategy that an entry cites: beside the author's text, and never instead of it.

Of other pages only front matter and summaries are shown, so that each card stays a few lines and is made once for all entries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.analysis.citations import VOICES
from gameplan.model.pages import Audience, Channel, Kpi, Policy
from gameplan.publish.html.links import links
from gameplan.publish.html.templates import Fragment, icon_html, joined, link_html
from gameplan.publish.pages.entry.who import stage_link, stage_of
from gameplan.publish.pages.entry.why import MOST_KPIS
from gameplan.publish.views.links import Link
from gameplan.wording import dates as words
from gameplan.wording.labels import choice_words, kind_label, type_words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from gameplan.model.page import Entry, Page
    from gameplan.model.pages import JourneyStage
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

_MOST_POINTS = 4
_MOST_CARDS = 6
_MOST_RULES = 8
_PANEL = Fragment('<h2 id="strategy">{title}</h2>\n<div class="gp-brief">{cards}</div>')
_CARD = Fragment('<section class="gp-brief__card"><p class="gp-brief__label">{icon}{label}</p>{what}</section>')
_PART = Fragment('<p class="gp-brief__title">{link}</p>{what}')
_TEXT = Fragment("<p>{what}</p>")
_QUIET = Fragment('<p class="gp-quiet">{what}</p>')
_QUESTION = Fragment('<p class="gp-question"><q>{question}</q></p>')
_POINTS = Fragment('<p class="gp-brief__points">{label}</p><ul>{items}</ul>')
_ITEM = Fragment("<li>{what}</li>")


def has_brief(context: Context, entry: Entry) -> bool:
    """Tell whether the strategy says anything that a writer of an entry needs."""
    by_field = context.lookups.targets_by_field(entry)
    if any(
        by_field.get(field)
        for field in ("audiences", "stage", "messages", "channels", "kpis", *context.analysis.citations.own_fields)
    ):
        return True
    return bool(context.analysis.citations.policies(entry) or context.analysis.nearest_kpis.of(entry))


def brief_panel(context: Context, to: Linker, entry: Entry) -> Markup:
    """The cards of an entry: readers, their question, what to say, where, what it should move, and the rules."""
    cards = joined(_cards(context, to, entry))
    return _PANEL(title=say("From the strategy"), cards=cards) if cards else Markup()


def _cards(context: Context, to: Linker, entry: Entry) -> Iterator[Markup]:
    targets = context.lookups.targets_by_field(entry)
    for audience in targets.get("audiences", ())[:_MOST_CARDS]:
        yield _kept(context, to, audience, _audience)
    if (found := stage_of(context, entry)) and found[1] is not None:
        yield _stage_card(context, to, found[0], found[1], entry.entry.stage)
    messages = targets.get("messages", ())
    for message in (*messages[:_MOST_CARDS], *_voices(context, targets.get("audiences", ()), messages)):
        yield _kept(context, to, message, _message)
    for channel in targets.get("channels", ())[:_MOST_CARDS]:
        yield _kept(context, to, channel, _channel)
    for field in context.analysis.citations.own_fields:
        for page in targets.get(field, ())[:_MOST_CARDS]:
            yield _kept(context, to, page, _other)
    yield _together(context, to, context.analysis.nearest_kpis.of(entry)[:MOST_KPIS], _measures)
    yield _together(context, to, context.analysis.citations.policies(entry), _rules)


def _kept(context: Context, to: Linker, page: Page, make: Callable[[Context, Linker, Page], Markup]) -> Markup:
    """A page's card, made once for all pages of one depth."""
    key = ("card", page.path, to.up)
    made = context.fragments.get(key)
    if made is None:
        made = context.fragments[key] = make(context, to, page)
    return made


def _together(
    context: Context, to: Linker, pages: Sequence[Page], make: Callable[[Context, Linker, Sequence[Page]], Markup]
) -> Markup:
    """One card for several pages, made once; nothing where there are none."""
    if not pages:
        return Markup()
    key = ("cards", tuple([page.path for page in pages]), to.up)
    made = context.fragments.get(key)
    if made is None:
        made = context.fragments[key] = make(context, to, pages)
    return made


def _voices(context: Context, audiences: Sequence[Page], named: Sequence[Page]) -> Iterator[Page]:
    """Yield the messages that say how we speak to some audiences, unless the entry names them itself."""
    for page in context.analysis.citations.voices:
        spoken_to = context.lookups.targets(page, "audiences")
        if page not in named and (not spoken_to or any(audience in spoken_to for audience in audiences)):
            yield page


def _part(context: Context, to: Linker, page: Page, what: Markup) -> Markup:
    return _PART(link=link_html(Link(page.title, to(context.addresses.uris[page.path]))), what=what)


def _summary(context: Context, page: Page) -> Markup:
    text = context.lookups.summary(page)
    return _TEXT(what=text) if text else Markup()


def _points(label: str, points: Sequence[str]) -> Markup:
    if not points:
        return Markup()
    items = [_ITEM(what=point) for point in points[:_MOST_POINTS]]
    if more := len(points) - len(items):
        items.append(_ITEM(what=say("and {count} more", count=more)))
    return _POINTS(label=label, items=joined(items))


def _card(icon: str, label: str, what: Markup) -> Markup:
    return _CARD(icon=icon_html(icon), label=label, what=what)


def _audience(context: Context, to: Linker, page: Page) -> Markup:
    fields = page.fields
    what = Markup()
    if isinstance(fields, Audience):
        what = _TEXT(what=fields.segment) if fields.segment else what
        what += _points(say("Needs"), fields.needs) + _points(say("Struggles with"), fields.challenges)
    return _card(page.kind.icon, say("Reader"), _part(context, to, page, what or _summary(context, page)))


def _stage_card(context: Context, to: Linker, journey: Page, stage: JourneyStage, name: str) -> Markup:
    key = ("stage", name, to.up)
    made = context.fragments.get(key)
    if made is None:
        what = _PART(
            link=stage_link(context, to, journey, stage),
            what=_QUESTION(question=stage.question) if stage.question else "",
        )
        what += _points(say("It needs"), tuple(_needs(context, stage)))
        made = context.fragments[key] = _card(journey.kind.icon, say("Their question"), what)
    return made


def _needs(context: Context, stage: JourneyStage) -> Iterator[str]:
    """Yield what a stage asks for, in words; a channel by its title, where it may be seen."""
    channels = {channel.id: channel.title for channel in context.playbook.of_kind("channel")}
    for need in stage.needs:
        channel = channels.get(need.channel or "")
        what = type_words(need.type) if need.type else ""
        if what and channel:
            yield say("{type} on {channel}", type=what, channel=channel)
        elif what or channel:
            yield what or channel or ""


def _message(context: Context, to: Linker, page: Page) -> Markup:
    label = say("How we speak") if page.id in VOICES else say("Message")
    return _card(page.kind.icon, label, _part(context, to, page, _summary(context, page)))


def _channel(context: Context, to: Linker, page: Page) -> Markup:
    fields = page.fields
    facts: list[Markup] = []
    if isinstance(fields, Channel):
        facts += [Markup.escape(choice_words(fields.medium))] if fields.medium else []
        facts += [link_html(Link(fields.url.removeprefix("https://"), fields.url))] if fields.url else []
        facts += [Markup.escape(words.commitment_words(each)) for each in fields.commitments[:_MOST_POINTS]]
    known = _QUIET(what=joined(facts, " · ")) if facts else Markup()
    return _card(page.kind.icon, say("Channel"), _part(context, to, page, known + _summary(context, page)))


def _other(context: Context, to: Linker, page: Page) -> Markup:
    return _card(page.kind.icon, kind_label(page.kind), _part(context, to, page, _summary(context, page)))


def _measures(context: Context, to: Linker, kpis: Sequence[Page]) -> Markup:
    made = joined(_part(context, to, kpi, _TEXT(what=_aim(kpi))) for kpi in kpis)
    return _card(kpis[0].kind.icon, say("What it should move"), made)


def _aim(kpi: Page) -> str:
    """Say where a KPI should go, and how far."""
    fields = kpi.fields
    if not isinstance(fields, Kpi):
        return ""
    if fields.target is None:
        return (
            say("Up is good; there is no target.")
            if fields.direction == "up"
            else say("Down is good; there is no target.")
        )
    value = words.measure(fields.target.value, fields.unit)
    if fields.target.on is None:
        return say("Up to {value}", value=value) if fields.direction == "up" else say("Down to {value}", value=value)
    day = words.day_words(fields.target.on, weekday=False)
    text = say("Up to {value} by {day}", value=value, day=day)
    return text if fields.direction == "up" else say("Down to {value} by {day}", value=value, day=day)


def _rules(context: Context, to: Linker, policies: Sequence[Page]) -> Markup:
    made = joined(_part(context, to, policy, _rule(context, to, policy)) for policy in policies[:_MOST_RULES])
    more = len(policies) - _MOST_RULES
    rest = _QUIET(what=say("and {count} more", count=more)) if more > 0 else Markup()
    return _card(policies[0].kind.icon, say("Rules"), made + rest)


def _rule(context: Context, to: Linker, policy: Page) -> Markup:
    fields = policy.fields
    approvers: Iterable[Link] = links(context, to, context.lookups.targets(policy, "approvers"))
    if isinstance(fields, Policy) and fields.approvers:
        named = joined([link_html(link) for link in approvers or [Link(name) for name in fields.approvers]], ", ")
        return _summary(context, policy) + _QUIET(what=say("Signed off by {people}", people=named))
    return _summary(context, policy)
