"""When an entry happens, and the rest of its front matter: warnings, lines, and the table of deadlines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish.html.entry.related import entry_line, entry_list
from gameplan.publish.html.facts import fact_lines, fact_pairs
from gameplan.publish.html.templates import Fragment, address_of, drawn_once, icon_html, joined, linked
from gameplan.wording.speech import hinted, say, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.entry.details import AuditLine, Details
    from gameplan.publish.views.entry.when import Day, DayLink, DeadlineLine, QuietWarning, Returns, When
    from gameplan.publish.views.links import Link

_DAY = Fragment('<a href="{url}"><time datetime="{day}">{words}</time></a>')
_OVERDUE = Fragment('<strong class="gp-overdue">{what}</strong>')
_QUIET = Fragment(' <span class="gp-quiet">{what}</span>')
_GAP = Fragment('<span class="gp-gap">{what}</span>')
_WARNING = Fragment('<p class="gp-warning">{icon}{what}</p>')
_TABLE = Fragment(
    '<table class="gp-table gp-deadlines"><thead><tr><th scope="col">{name}</th><th scope="col">{day}</th>'
    '<th scope="col">{who}</th><th scope="col">{done}</th></tr></thead><tbody>{rows}</tbody></table>'
)
_ROW = Fragment(
    '<tr><th scope="row">{name}</th><td><time datetime="{day}">{words}</time>{counted}{late}</td><td>{who}</td><td>{done}</td></tr>'
)
_COUNTED = Fragment('<span class="gp-quiet">, {what}</span> ')
_DONE = Fragment("{icon} {what}")


def when(view: When, details: Details, to: Linker) -> Markup:
    """Draw when an entry is, with what else its front matter says."""
    quiet = [_WARNING(icon=icon_html("alert"), what=_warning(each, to)) for each in view.quiet]
    own = fact_pairs(details.own, to)
    lines = fact_lines((*_times(view, to), *_details(details, to), *own, *_others(details, to)))
    return joined([*quiet, lines, _deadlines(view.deadlines, to)])


def _times(view: When, to: Linker) -> Iterator[tuple[str, Markup]]:
    """Yield when an entry is, when it returns, and what comes before and after it; only what there is."""
    if not view.day.unplanned:
        yield say("Day"), _day(view.day, to)
    if view.returns:
        yield say("Repeats"), _returns(view.returns, to)
    if view.part_of:
        yield say("Part of"), joined([entry_line(campaign, to) for campaign in view.part_of], "<br>")
    if view.parts.entries:
        yield say("Parts"), entry_list(view.parts, to)
    if view.needs.entries:
        yield say("Depends on"), entry_list(view.needs, to)
    if view.needed_by.entries:
        yield say("Needed by"), entry_list(view.needed_by, to)


def _details(view: Details, to: Linker) -> Iterator[tuple[str, Markup]]:
    """Yield the lines below the times; only what there is."""
    if view.ownerless:
        yield say("Owner"), _GAP(what=hinted("nobody yet: write owner: with the id of a person"))
    if view.location:
        yield say("Where"), Markup.escape(view.location)
    if view.contributors:
        yield say("With help from"), _named(view.contributors, to)
    if view.approved_by:
        yield say("Approved by"), _named(view.approved_by, to)
    if view.effort:
        yield say("Effort"), Markup.escape(view.effort)
    if view.budget:
        yield say("Budget"), Markup.escape(view.budget)
    if view.went_out:
        yield say("Went out"), linked(view.went_out, to)
    yield from _upkeep(view, to)


def _upkeep(view: Details, to: Linker) -> Iterator[tuple[str, Markup]]:
    """Yield what was found when somebody last looked at it, and how it ends; only what there is."""
    if view.audit:
        yield say("Audited"), _audit(view.audit, to)
    if view.dues:
        yield say(word("Due", "of a live piece")), _GAP(what=" · ".join(view.dues))
    if view.available:
        yield say("Available"), Markup.escape(view.available)
    if view.retire_on:
        yield say("Retire on"), Markup.escape(view.retire_on)
    if view.leads_to:
        yield say("Leads to"), linked(view.leads_to, to)


def _audit(view: AuditLine, to: Linker) -> Markup:
    day, verdict = Markup.escape(view.day), Markup.escape(view.verdict)
    made = say("{day}: {verdict}", day=day, verdict=verdict)
    if view.by:
        made = say("{day} by {person}: {verdict}", day=day, person=_named(view.by, to), verdict=verdict)
    return joined([made, _QUIET(what=f"– {view.note}")]) if view.note else made


def _others(view: Details, to: Linker) -> Iterator[tuple[str, Markup]]:
    """Yield the lines of the other entries that it names; only what there is."""
    if view.supersedes:
        yield say("Replaces"), _named(view.supersedes, to)
    if view.superseded_by:
        yield say("Replaced by"), _named(view.superseded_by, to)
    if view.related:
        yield say("Related"), _named(view.related, to)


def _named(links: Iterable[Link], to: Linker) -> Markup:
    return joined([linked(link, to) for link in links], ", ")


def _day(view: Day, to: Linker) -> Markup:
    """The day in words, which leads to its place in the month; how long it takes; or what to write."""
    if view.known is None:
        if not view.window:
            return _GAP(what=hinted("no day yet: write start: with a day, or with a month or quarter"))
        return Markup.escape(say("{window}; the day isn't known yet", window=view.window))
    made = [_day_link(view.known, to), *[_QUIET(what=what) for what in (view.zone, view.length) if what]]
    if view.overdue:
        made.append(_OVERDUE(what=say("overdue")))
    return joined(made)


def _day_link(view: DayLink, to: Linker) -> Markup:
    return _DAY(url=address_of(view.link, to), day=view.day.isoformat(), words=view.link.text)


def _returns(view: Returns, to: Linker) -> Markup:
    rule = Markup.escape(view.rule)
    if not view.coming:
        return rule
    return say("{returns}; next: {days}", returns=rule, days=joined([_day_link(day, to) for day in view.coming], " · "))


def _deadlines(views: Sequence[DeadlineLine], to: Linker) -> Markup:
    """What must be done by which day and by whom; nothing where there is nothing."""
    if not views:
        return Markup()
    rows = joined([_deadline(view, to) for view in views])
    return _TABLE(name=say("Deadline"), day=say("Day"), who=say("Who"), done=say("Done"), rows=rows)


def _deadline(view: DeadlineLine, to: Linker) -> Markup:
    return _ROW(
        name=view.name,
        day=view.day.isoformat(),
        words=view.words,
        counted=_COUNTED(what=view.counted) if view.counted else "",
        late=_OVERDUE(what=say("overdue")) if view.overdue else "",
        who=joined([drawn_once(owner, to, linked) for owner in view.owners], ", "),
        done=_DONE(icon=icon_html("check-circle"), what=say("done")) if view.done else say("open"),
    )


def _warning(view: QuietWarning, to: Linker) -> Markup:
    policy, days = linked(view.policy, to), Markup.escape(view.days)
    if not view.reason:
        return say("{policy}: nothing goes out on {days}.", policy=policy, days=days)
    reason = Markup.escape(view.reason)
    return say("{policy}: nothing goes out on {days} ({reason}).", policy=policy, days=days, reason=reason)
