"""What is built in, by name: kinds, statuses, types and the like. What an author added or renamed stays as typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.model.hiding import Words
from gameplan.wording.speech import plural, say, spoken, word

if TYPE_CHECKING:
    from collections.abc import Callable

    from gameplan.model.kinds import Kind
    from gameplan.model.page import Entry, Page
    from gameplan.model.status import Status

_KINDS = {
    "entry": (word("Entry"), word("Plan"), word("entry")),
    "page": (word("Page"), word("Pages"), word("page")),
    "vision": (word("Vision"), word("Vision"), word("vision")),
    "goal": (word("Goal"), word("Goals"), word("goal")),
    "audience": (word("Audience"), word("Audiences"), word("audience")),
    "journey": (word("Journey"), word("Journeys"), word("journey")),
    "message": (word("Message"), word("Messages"), word("message")),
    "channel": (word("Channel"), word("Channels"), word("channel")),
    "kpi": (word("KPI"), word("KPIs"), word("KPI")),
    "policy": (word("Policy"), word("Policies"), word("policy")),
    "person": (word("Person"), word("People"), word("person")),
    "review": (word("Review"), word("Reviews"), word("review")),
    "theme": (word("Theme"), word("Themes"), word("theme")),
    "question": (word("Question"), word("Questions"), word("question")),
    "competitor": (word("Competitor"), word("Competitors"), word("competitor")),
    "risk": (word("Risk"), word("Risks"), word("risk")),
    "format": (word("Format"), word("Formats"), word("format")),
    "play": (word("Play"), word("Plays"), word("play")),
    "team": (word("Team"), word("Teams"), word("team")),
    "decision": (word("Decision"), word("Decisions"), word("decision")),
}
"""The label of one, that of several, and the name inside a sentence."""
_STATUSES = {
    "idea": word("Idea"),
    "planned": word("Planned"),
    "in-progress": word("In progress"),
    "in-review": word("In review"),
    "approved": word("Approved"),
    "scheduled": word("Scheduled"),
    "published": word("Published"),
    "done": word("Done"),
    "retired": word("Retired"),
    "on-hold": word("On hold"),
    "cancelled": word("Cancelled"),
}
_TYPES = {
    "article": word("Article"),
    "video": word("Video"),
    "podcast": word("Podcast"),
    "email": word("Email"),
    "social": word("Social"),
    "webinar": word("Webinar"),
    "event": word("Event"),
    "campaign": word("Campaign"),
    "launch": word("Launch"),
    "release": word("Release"),
    "page": word("Page"),
    "report": word("Report"),
    "guide": word("Guide"),
    "template": word("Template"),
    "service": word("Service"),
    "task": word("Task"),
    "milestone": word("Milestone"),
    "review": word("Review"),
}
_CHANGES = {"added": word("Added"), "moved": word("Moved"), "removed": word("Removed")}
_LIVES = {
    "proposed": word("Proposed", "life of a goal"),
    "accepted": word("Accepted", "life of a goal"),
    "achieved": word("Achieved", "life of a goal"),
    "dropped": word("Dropped", "life of a goal"),
}
_LIVES_INSIDE = {
    "proposed": word("proposed", "life of a goal"),
    "accepted": word("accepted", "life of a goal"),
    "achieved": word("achieved", "life of a goal"),
    "dropped": word("dropped", "life of a goal"),
    "non-goal": word("non-goal"),
}
_VERDICTS = {
    "keep": word("Keep", "verdict of an audit"),
    "update": word("Update", "verdict of an audit"),
    "merge": word("Merge", "verdict of an audit"),
    "retire": word("Retire", "verdict of an audit"),
}
_OTHERS = {
    "public": word("public"),
    "internal": word("internal"),
    "draft": word("draft"),
    "owned": word("owned", "medium of a channel"),
    "earned": word("earned", "medium of a channel"),
    "paid": word("paid", "medium of a channel"),
    "shared": word("shared", "medium of a channel"),
    "up": word("higher is better", "what is good of a KPI"),
    "down": word("lower is better", "what is good of a KPI"),
    "error": word("error", "severity"),
    "warning": word("warning", "severity"),
    "info": word("info", "severity"),
}
"""Values of fields that take one of a few words, inside a sentence."""


_PIECES: dict[str, Callable[[int], str]] = {
    "article": lambda count: plural("{count} article", "{count} articles", count),
    "video": lambda count: plural("{count} video", "{count} videos", count),
    "podcast": lambda count: plural("{count} podcast", "{count} podcasts", count),
    "email": lambda count: plural("{count} email", "{count} emails", count),
    "social": lambda count: plural("{count} social", "{count} socials", count),
    "webinar": lambda count: plural("{count} webinar", "{count} webinars", count),
    "event": lambda count: plural("{count} event", "{count} events", count),
    "campaign": lambda count: plural("{count} campaign", "{count} campaigns", count),
    "launch": lambda count: plural("{count} launch", "{count} launches", count),
    "release": lambda count: plural("{count} release", "{count} releases", count),
    "page": lambda count: plural("{count} page", "{count} pages", count),
    "report": lambda count: plural("{count} report", "{count} reports", count),
    "guide": lambda count: plural("{count} guide", "{count} guides", count),
    "template": lambda count: plural("{count} template", "{count} templates", count),
    "service": lambda count: plural("{count} service", "{count} services", count),
    "task": lambda count: plural("{count} task", "{count} tasks", count),
    "milestone": lambda count: plural("{count} milestone", "{count} milestones", count),
    "review": lambda count: plural("{count} review", "{count} reviews", count),
}
"""So many pieces of a type."""


def kind_label(kind: Kind) -> str:
    """The name of a kind as people read it."""
    return say(_KINDS[kind.name][0]) if kind.name in _KINDS else kind.label


def kinds_label(kind: Kind) -> str:
    """The name of several of a kind."""
    return say(_KINDS[kind.name][1]) if kind.name in _KINDS else kind.plural_label


def kind_noun(kind: Kind) -> str:
    """The name of a kind inside a sentence."""
    return say(_KINDS[kind.name][2]) if kind.name in _KINDS else kind.noun


def status_label(status: Status) -> str:
    """The name of a status as people read it."""
    known = _STATUSES.get(status.name)
    return say(known) if known else status.label


def entry_status(entry: Entry) -> str:
    """The name of an entry's status as people read it."""
    return status_label(entry.status)


def type_label(name: str) -> str:
    """The name of a type of entry as people read it."""
    known = _TYPES.get(name)
    return say(known) if known else name.capitalize()


def type_words(name: str) -> str:
    """The name of a type of entry inside a sentence."""
    return inside(say(_TYPES[name])) if name in _TYPES else name


def inside(label: str) -> str:
    """A label inside a sentence: in small letters, unless the language writes nouns with capitals."""
    return label if spoken().tag.startswith("de") else label.lower()


def told_label(name: str) -> str:
    """The name of a status, or of what happened to an entry, as history knows it."""
    known = _CHANGES.get(name) or _STATUSES.get(name)
    return say(known) if known else name.replace("-", " ").capitalize()


def deadline_label(name: str) -> str:
    """Write the name of a deadline, a key in front matter, as people read it: `final-draft` as `Final draft`."""
    return name.replace("-", " ").replace("_", " ").strip().capitalize()


def life_label(name: str) -> str:
    """Return the stage of a goal's life as people read it, by itself."""
    return say(_LIVES[name]) if name in _LIVES else name.capitalize()


def life_words(name: str) -> str:
    """Return the stage of a goal's life inside a sentence."""
    return say(_LIVES_INSIDE[name]) if name in _LIVES_INSIDE else name


def verdict_label(name: str) -> str:
    """Return what is to become of a piece that was audited, as people read it."""
    return say(_VERDICTS[name]) if name in _VERDICTS else name.capitalize()


def choice_words(name: str) -> str:
    """A value of a field that takes one of a few words, inside a sentence."""
    return say(_OTHERS[name]) if name in _OTHERS else name


def not_shown() -> Words:
    """Return what stands for a page that isn't shown, where the author gave no other words."""
    return Words(somebody=say("somebody"), other=say("(not public)"))


def visibility(page: Page) -> str:
    """Return who may see a page, as a word."""
    return choice_words(str(page.fields.visibility))


def pieces_words(count: int, name: str | None) -> str:
    """Write so many pieces of a type: `2 articles`; of any type where none is said."""
    if name is None:
        return plural("{count} entry", "{count} entries", count)
    if name in _PIECES:
        return _PIECES[name](count)
    several = f"{name[:-1]}ies" if name.endswith("y") else f"{name}s"
    return f"{count} {several if count != 1 and spoken().tag.startswith('en') else name}"
