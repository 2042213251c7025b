"""When an entry happens, what it waits for, and who does what by which day."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.model.page import Entry
from gameplan.model.status import INWARD, Stage
from gameplan.publish.html.templates import Fragment, icon_html, joined, link_html
from gameplan.publish.pages.entry.related import line, needed_by, needs, parts
from gameplan.publish.views.links import Link
from gameplan.wording import dates as words
from gameplan.wording.labels import deadline_label
from gameplan.wording.recurrence import return_words
from gameplan.wording.speech import plural, say

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from gameplan.analysis.policies import QuietDays
    from gameplan.model.pages import Deadline
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

_NEXT_DAYS = 3
_YEAR = timedelta(days=366)
_MOST_WARNINGS = 4
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
    '<tr><th scope="row">{name}</th><td><time datetime="{day}">{words}</time>{late}</td><td>{who}</td><td>{done}</td></tr>'
)
_DONE = Fragment("{icon} {what}")


def when_lines(context: Context, to: Linker, entry: Entry) -> Iterator[tuple[str, Markup]]:
    """Yield when an entry is, when it returns, and what comes before and after it; only what there is."""
    yield say("Day"), _day(context, to, entry)
    if entry.schedule.recurrence:
        yield say("Returns"), _returns(context, to, entry)
    if campaigns := _entries(context, entry, "campaign"):
        yield say("Part of"), joined([line(context, to, campaign) for campaign in campaigns], "<br>")
    if members := _sources(context, entry, "campaign"):
        yield say("Parts"), parts(context, to, members)
    if firsts := _entries(context, entry, "depends_on"):
        yield say("Needs first"), needs(context, to, entry, firsts)
    if seconds := _sources(context, entry, "depends_on"):
        yield say("Needed by"), needed_by(context, to, entry, seconds)


def _entries(context: Context, entry: Entry, field: str) -> list[Entry]:
    return [
        page
        for page in context.lookups.targets(entry, field)
        if isinstance(page, Entry) and page.path in context.addresses.uris
    ]


def _sources(context: Context, entry: Entry, field: str) -> list[Entry]:
    return [
        page
        for page in context.lookups.sources(entry, field)
        if isinstance(page, Entry) and page.path in context.addresses.uris
    ]


def _day(context: Context, to: Linker, entry: Entry) -> Markup:
    """The day in words, which leads to its place in the month; how long it takes; or what to write."""
    schedule = entry.schedule
    if schedule.start is None or schedule.first_day is None:
        if schedule.window is None or not schedule.window.first:
            return _GAP(what=say("no day yet: write start: with a day, or with a month or quarter"))
        return Markup.escape(say("{window}; the day isn't known yet", window=words.window_words(schedule.window.label)))
    home = context.playbook.vocabulary.zone
    made = _DAY(
        url=_place(to, schedule.first_day),
        day=schedule.first_day.isoformat(),
        words=words.schedule_words(schedule, home),
    )
    days = schedule.extra_days.days + 1
    if isinstance(schedule.start, datetime) and schedule.zone == home:
        made += _QUIET(what=words.zone_words(home))
    if days > 1:
        made += _QUIET(what=plural("{count} day", "{count} days", days))
    return made + (_OVERDUE(what=say("overdue")) if entry.past_due(context.today) else Markup())


def _place(to: Linker, day: date) -> str:
    """The address of a day in its month."""
    return f"{to(f'calendar/{day:%Y-%m}.md')}#d-{day}"


def _returns(context: Context, to: Linker, entry: Entry) -> Markup:
    """The rule in words, and the next days; of what is over only the rule."""
    schedule, today = entry.schedule, context.today
    rule, last = schedule.recurrence, schedule.last_day
    if rule is None:
        return Markup()
    said = return_words(rule)
    if last:
        said = say("{returns}, until {day}", returns=said, day=words.day_words(last, weekday=False))
    coming = islice(schedule.occurrences(today, min(last or today + _YEAR, today + _YEAR)), _NEXT_DAYS)
    days = [
        _DAY(url=_place(to, each.first), day=each.first.isoformat(), words=words.day_words(each.first))
        for each in coming
    ]
    if not days or entry.status.stage is Stage.DROPPED:
        return Markup.escape(said)
    return say("{returns}; next: {days}", returns=Markup.escape(said), days=joined(days, " · "))


def deadlines(context: Context, to: Linker, entry: Entry) -> Markup:
    """Draw what must be done by which day and by whom, late deadlines marked. Nothing where there are none."""
    if not entry.entry.deadlines:
        return Markup()
    found = sorted(entry.entry.deadlines.items(), key=lambda item: (item[1].on, item[0]))
    rows = joined(_row(context, to, entry, name, deadline) for name, deadline in found)
    return _TABLE(name=say("Deadline"), day=say("Day"), who=say("Who"), done=say("Done"), rows=rows)


def _row(context: Context, to: Linker, entry: Entry, name: str, deadline: Deadline) -> Markup:
    late = not deadline.done and deadline.on < context.today and entry.status.stage.open
    return _ROW(
        name=deadline_label(name),
        day=deadline.on.isoformat(),
        words=words.day_words(deadline.on),
        late=_OVERDUE(what=say("overdue")) if late else "",
        who=joined([_person(context, to, owner) for owner in deadline.owner], ", "),
        done=_DONE(icon=icon_html("check-circle"), what=say("done")) if deadline.done else say("open"),
    )


def _person(context: Context, to: Linker, owner: str) -> Markup:
    """Draw an owner: a link to the person's page, else the name as written."""
    key = ("person", owner, to.up)
    made: Markup | None = context.fragments.get(key)
    if made is not None:
        return made
    page = context.playbook.by_path.get(context.lookups.people_paths.get(owner, ""))
    uri = context.addresses.uris.get(page.path) if page else None
    made = context.fragments[key] = link_html(Link(page.title if page else owner, to(uri) if uri else None))
    return made


def quiet_days(context: Context, to: Linker, entry: Entry) -> Markup:
    """Warn of quiet days in which an entry happens; nothing for entries that are over, or only for the team."""
    if not context.analysis.citations.quiet or not entry.status.stage.open or entry.entry.type in INWARD:
        return Markup()
    shared, schedule = context.analysis.citations, entry.schedule
    last = schedule.last_day
    hit = (
        quiet
        for quiet in shared.quiet
        if schedule.first_day
        and schedule.first_day <= quiet.last
        and (last is None or quiet.first <= last)
        and shared.governs(quiet.policy, entry)
        and next(schedule.occurrences(quiet.first, quiet.last), None)
    )
    return joined(
        _WARNING(icon=icon_html("alert"), what=_quiet(context, to, quiet)) for quiet in islice(hit, _MOST_WARNINGS)
    )


def _quiet(context: Context, to: Linker, quiet: QuietDays) -> Markup:
    uri = context.addresses.uris.get(quiet.policy.path)
    link = link_html(Link(quiet.policy.title, to(uri) if uri else None))
    shown = Markup.escape(words.days_words(quiet.first, quiet.last))
    if not quiet.reason:
        return say("{policy}: nothing goes out on {days}.", policy=link, days=shown)
    because = Markup.escape(quiet.reason.rstrip("."))
    return say("{policy}: nothing goes out on {days} ({reason}).", policy=link, days=shown, reason=because)
