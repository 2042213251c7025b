"""What stands around the author's text of an entry.

The line of sight comes before the first heading, and headings stand at the top of the page's content: Material's preview of a
link shows what is between the title and the first heading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish.document import Anchor
from gameplan.publish.html.facts import fact_lines
from gameplan.publish.html.templates import Fragment, icon_html, joined
from gameplan.publish.pages.entry.brief import brief_panel, has_brief
from gameplan.publish.pages.entry.details import details
from gameplan.publish.pages.entry.results import along_panel, changes, history_panel, neighbours, results, results_panel
from gameplan.publish.pages.entry.when import deadlines, quiet_days, when_lines
from gameplan.publish.pages.entry.who import who
from gameplan.publish.pages.entry.why import why
from gameplan.wording import dates as words
from gameplan.wording.labels import entry_status
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.model.page import Entry
    from gameplan.publish.addresses import Linker
    from gameplan.publish.context import Context

_HEAD = Fragment(
    "<h1>{title}</h1>\n"
    '<article class="gp gp-head gp-area-{area}" data-search-exclude>\n{chips}\n{why}\n{summary}</article>\n'
    '<h2 id="who" data-search-exclude>{who_title}</h2>\n'
    '<article class="gp gp-who" data-search-exclude>{who}</article>\n'
    '<h2 id="when" data-search-exclude>{when_title}</h2>\n'
    '<article class="gp gp-when" data-search-exclude>{when}</article>\n'
    "{brief}"
)
_SUMMARY = Fragment('<p class="gp-lead">{summary}</p>')
_PROGRESS = Fragment(
    '<p class="gp-progress"><progress value="{done}" max="{count}" aria-label="{label}"></progress> {what}</p>'
)
_BRIEF = Fragment('<h2 id="brief" data-search-exclude>{title}</h2>')
_PLACE = Markup('<div id="brief"></div>')
_ON = Fragment('\n<article class="gp gp-on" data-search-exclude><p><a href="#strategy">{icon}{what}</a></p></article>')
_UNWRITTEN = Fragment('\n<article class="gp" data-search-exclude><p class="gp-empty">{icon}{what}</p></article>')
_TAIL = Fragment('<article class="gp gp-entry" data-search-exclude>\n{panels}\n</article>')


def entry_head(context: Context, to: Linker, entry: Entry, title: str, chips: Markup) -> str:
    """The HTML above the text: the title, why, for whom and when, and the heading of the brief.

    Args:
        context: what is published.
        to: makes addresses.
        entry: the entry.
        title: its title.
        chips: the short facts and buttons below the title.
    """
    summary = entry.fields.summary
    return _HEAD(
        title=title,
        area=context.lookups.hue(context.lookups.targets(entry, "goals")),
        chips=chips,
        why=why(context, to, entry),
        summary=_SUMMARY(summary=summary) if summary else "",
        who_title=say("For whom"),
        who=who(context, to, entry),
        when_title=say("When and how"),
        when=_when(context, to, entry),
        brief=_brief(context, entry),
    )


def _when(context: Context, to: Linker, entry: Entry) -> Markup:
    lines = fact_lines((*when_lines(context, to, entry), *details(context, to, entry)))
    return quiet_days(context, to, entry) + lines + deadlines(context, to, entry) + _progress(entry)


def _progress(entry: Entry) -> Markup:
    tasks = entry.body.tasks
    if not tasks:
        return Markup()
    done = sum(task.done for task in tasks)
    said = say("{done} of {count} on the checklist", done=done, count=len(tasks))
    return _PROGRESS(done=done, count=len(tasks), label=say("Checklist"), what=said)


def _brief(context: Context, entry: Entry) -> Markup:
    """Draw the heading of the text, or only its anchor where the author wrote one; say what to write where there is no text."""
    made = _PLACE if _has_own_brief(entry) else _BRIEF(title=say("Brief"))
    if has_brief(context, entry):
        made += _ON(icon=icon_html("target"), what=say("What the strategy says: readers, messages, channels, rules"))
    if not entry.body.text.strip():
        said = say("Nobody has written it yet: what is it to say, and what belongs in it?")
        made += _UNWRITTEN(icon=icon_html("pencil"), what=said)
    return made


def _has_own_brief(entry: Entry) -> bool:
    name = say("Brief").casefold()
    return any(heading.text.strip().casefold() == name for heading in entry.body.headings)


def entry_tail(context: Context, to: Linker, entry: Entry) -> str:
    """The HTML below the text: what the strategy says, results, what is beside it, and its history; empty where there is none."""
    panels = (
        brief_panel(context, to, entry),
        results_panel(context, to, entry),
        along_panel(context, to, entry),
        history_panel(context, entry),
    )
    shown = joined([panel for panel in panels if panel], "\n")
    return _TAIL(panels=shown) if shown else ""


def search_words(context: Context, entry: Entry) -> str:
    """Return the words by which the search finds an entry, besides its text: status, day and goals."""
    goals = [goal.title for goal in context.lookups.targets(entry, "goals") if goal.path in context.addresses.uris]
    when = words.schedule_words(entry.schedule, context.playbook.vocabulary.zone)
    return " · ".join((entry_status(entry), when, *goals))


def anchors_above(entry: Entry) -> tuple[Anchor, ...]:
    """The headings above an entry's text."""
    brief = () if _has_own_brief(entry) else (Anchor(say("Brief"), "brief"),)
    return (Anchor(say("Why"), "why"), Anchor(say("For whom"), "who"), Anchor(say("When and how"), "when"), *brief)


def other_ids(entry: Entry) -> tuple[str, ...]:
    """The places above an entry's text that are no headings."""
    return ("brief",) if _has_own_brief(entry) else ()


def anchors_below(context: Context, entry: Entry) -> tuple[Anchor, ...]:
    """The headings below an entry's text."""
    found = (
        (has_brief(context, entry), Anchor(say("From the strategy"), "strategy")),
        (bool(results(context, entry)), Anchor(say("Results"), "results")),
        (any(neighbours(context, entry)), Anchor(say("On the same goal"), "along")),
        (bool(changes(context, entry)), Anchor(say("History"), "history")),
    )
    return tuple(anchor for shown, anchor in found if shown)
