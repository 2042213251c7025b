"""What stands around the author's text of an entry.

The line of sight comes before the first heading, and headings stand at the top of the page's content: Material's preview of a
link shows what is between the title and the first heading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from gameplan.publish.html.entry.brief import brief
from gameplan.publish.html.entry.campaign import campaign_plan, checked
from gameplan.publish.html.entry.results import history, neighbours, results
from gameplan.publish.html.entry.when import when
from gameplan.publish.html.entry.who import for_whom
from gameplan.publish.html.entry.why import why
from gameplan.publish.html.templates import Fragment, icon_html, joined, linked
from gameplan.publish.html.title_line import title_line
from gameplan.wording.speech import hinted, say

if TYPE_CHECKING:
    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.entry.page import CheckLine, Checklist, EntryHead, EntryTail

_HEAD = Fragment(
    "<h1>{title}</h1>\n"
    '<article class="gp gp-head gp-area-{area}" data-search-exclude>\n{chips}\n{why}\n{summary}</article>\n'
    '<h2 id="who" data-search-exclude>{who_title}</h2>\n'
    '<article class="gp gp-who" data-search-exclude>{who}</article>\n'
    '<h2 id="when" data-search-exclude>{when_title}</h2>\n'
    '<article class="gp gp-when" data-search-exclude>{campaign}{when}{progress}</article>\n'
    "{brief}"
)
_SUMMARY = Fragment('<p class="gp-lead">{summary}</p>')
_ASKED = Fragment('<ul class="gp-asked">{items}</ul>')
_ITEM = Fragment('<li>{icon}<span class="gp-sr">{said}: </span>{text} <small>{page}</small></li>')
_BRIEF = Fragment('<h2 id="brief" data-search-exclude>{title}</h2>')
_PLACE = Markup('<div id="brief"></div>')
_ON = Fragment('\n<article class="gp gp-on" data-search-exclude><p><a href="#strategy">{icon}{what}</a></p></article>')
_UNWRITTEN = Fragment('\n<article class="gp" data-search-exclude><p class="gp-empty">{icon}{what}</p></article>')
_TAIL = Fragment('<article class="gp gp-entry" data-search-exclude>\n{panels}\n</article>')


def entry_head(view: EntryHead, to: Linker) -> str:
    """Draw what stands above the text: the title, why, for whom and when, and the heading of the brief."""
    return _HEAD(
        title=view.title,
        area=view.hue,
        chips=title_line(view.line, to),
        why=why(view.why, to),
        summary=_SUMMARY(summary=view.summary) if view.summary else "",
        who_title=say("For whom"),
        who=for_whom(view.who, to),
        when_title=say("When and how"),
        campaign=campaign_plan(view.campaign, to),
        when=when(view.when, view.details, to),
        progress=_progress(view.checklist, to),
        brief=_brief(view),
    )


def _progress(view: Checklist | None, to: Linker) -> Markup:
    if view is None:
        return Markup()
    said = say("{done} of {count} on the checklist", done=view.done, count=view.tasks)
    made = checked(view.done, view.tasks, say("Checklist"), said)
    return made + _ASKED(items=joined([_item(line, to) for line in view.asked])) if view.asked else made


def _item(line: CheckLine, to: Linker) -> Markup:
    icon, said = ("check-circle", say("done")) if line.done else ("circle-outline", say("open"))
    return _ITEM(icon=icon_html(icon), said=said, text=line.text, page=linked(line.page, to))


def _brief(view: EntryHead) -> Markup:
    """Draw the heading of the text, or only its anchor where the author wrote one; say what to write where there is no text."""
    made = [_PLACE if view.own_brief else _BRIEF(title=say("Brief"))]
    if view.has_brief:
        said = say("What the strategy says: readers, messages, channels, rules")
        made.append(_ON(icon=icon_html("target"), what=said))
    if not view.written:
        said = hinted("Nobody has written it yet: what is it to say, and what belongs in it?")
        made.append(_UNWRITTEN(icon=icon_html("pencil"), what=said))
    return joined(made)


def entry_tail(view: EntryTail, to: Linker) -> str:
    """Draw what stands below the text; nothing where there is none."""
    panels = (
        brief(view.brief, to),
        results(view.results, to),
        neighbours(view.neighbours, to),
        history(view.history, view.pace),
    )
    shown = joined([panel for panel in panels if panel], "\n")
    return _TAIL(panels=shown) if shown else ""
