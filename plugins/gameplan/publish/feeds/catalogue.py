"""Which feeds a playbook has: one of everything, one for each page that people follow, and the playbook's own."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gameplan.model.addresses import slug
from gameplan.model.filters import followed_kinds
from gameplan.model.pages import Goal
from gameplan.model.status import Stage
from gameplan.wording.labels import kind_noun, type_label, type_words
from gameplan.wording.speech import say, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.page import Entry, Page
    from gameplan.publish.feeds.source import Source

FOLDER = "feeds"
"""Where all feeds lie but the one of everything."""
KEY_TYPES = ("milestone", "launch", "release")
"""The types of entry that are key dates."""
_SPECIAL = {
    "deadlines": (word("Production deadlines"), word("When drafts, reviews and other work for the plan are due.")),
    "key-dates": (word("Key dates"), word("Milestones, launches and the last days of goals.")),
    "quiet-days": (word("Quiet days"), word("When nothing goes out, as the policies say.")),
    "reviews": (
        word("Reviews", "a feed"),
        word("When pages of the strategy and live pieces must be looked at again, audited or retired."),
    ),
    "tasks": (
        word("Tasks"),
        word("The plan as tasks, for programs that keep lists of them: Thunderbird, Reminders, Tasks.org."),
    ),
}
_LONGEST = 60
"""Characters of a file's name: enough to be read in a list of calendars, and under what any client or file system takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed, as people choose it."""

    uri: str
    """Where it lies on the site."""
    key: str
    """What identifies it, whatever it is called: `goal/grow`."""
    family: str
    """`all`, a kind's name, `campaign`, `type`, `deadlines`, `key-dates`, `quiet-days`, `reviews`, `tasks`, or `own`."""
    title: str
    """What the feed is about, in a list of its family."""
    name: str
    """The calendar's name in programs."""
    description: str
    page: Page | None = None
    """The page whose feed it is."""
    filters: tuple[tuple[str, str], ...] = ()
    """The filters, and the values, by any of which it takes entries: see `model.filters`."""
    hue: int = 0

    @property
    def anchor(self) -> str:
        """The id of its place on the subscribe page: ASCII without blanks, stable as long as its address is."""
        if self.family in ("all", "own"):
            return self.key.replace("/", "-")
        return self.uri.removeprefix(f"{FOLDER}/").removesuffix(".ics")


def catalogue(source: Source) -> tuple[Feed, ...]:
    """Every feed but those of single entries, in the order in which people read them. An empty one is there too."""
    title = source.edition.calendar.title
    everything = Feed(
        uri=source.edition.calendar.file,
        key="all",
        family="all",
        title=say("Everything"),
        name=title,
        description=say("Everything in the plan, from {site}.", site=source.edition.site_name),
    )
    feeds = [
        everything,
        *_special(source),
        *_of_pages(source),
        *_campaigns(source),
        *_types(source),
        *_own(source),
    ]
    return tuple({feed.uri: feed for feed in reversed(feeds)}[uri] for uri in dict.fromkeys(feed.uri for feed in feeds))


def file_name(prefix: str, identifier: str) -> str:
    """Return a feed's file name: ASCII, stable and short. Where the id is not, a few digits of its hash are added."""
    words = slug(identifier)
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if plain != words or len(f"{prefix}-{plain}") > _LONGEST:
        short = plain[: _LONGEST - len(prefix) - 10].strip("-")
        digest = hashlib.sha256(unicodedata.normalize("NFC", identifier).encode()).hexdigest()[:8]
        plain = f"{short}-{digest}" if short else digest
    return f"{FOLDER}/{prefix}-{plain}.ics"


def _named(source: Source, family: str, title: str) -> str:
    pattern = source.edition.calendar.choice(family).title
    if pattern:
        return pattern.replace("{title}", title)
    return f"{title} – {source.edition.calendar.title}"


def _special(source: Source) -> Iterator[Feed]:
    for name, (label, description) in _SPECIAL.items():
        if source.edition.calendar.choice(name).wanted:
            title = say(label)
            uri = f"{FOLDER}/{name}.ics"
            own = _named(source, name, title)
            yield Feed(uri=uri, key=name, family=name, title=title, name=own, description=say(description))


def _of_pages(source: Source) -> Iterator[Feed]:
    vocabulary = source.edition.playbook.vocabulary
    for kind, filters in followed_kinds(vocabulary).items():
        for page in sorted(source.edition.playbook.of_kind(kind), key=_by_title):
            if not source.edition.calendar.choice(kind).wanted or (
                isinstance(page.fields, Goal) and page.fields.non_goal
            ):
                continue
            yield Feed(
                uri=file_name(kind, page.feed_id),
                key=f"{kind}/{page.id}",
                family=kind,
                title=page.title,
                name=_named(source, kind, page.title),
                description=_about(page),
                page=page,
                filters=tuple((name, page.path) for name in filters),
                hue=source.lookups.hue([page]) if kind == "goal" else 0,
            )
            if kind == "person" and source.edition.calendar.choice("deadlines").wanted:
                title = say("Deadlines of {person}", person=page.title)
                yield Feed(
                    uri=file_name("deadlines", page.feed_id),
                    key=f"deadlines/{page.id}",
                    family="deadlines",
                    title=title,
                    name=_named(source, "deadlines", title),
                    description=say(
                        "When drafts, reviews and other work of {person} for the plan are due.", person=page.title
                    ),
                    page=page,
                )


def _about(page: Page) -> str:
    """Say what the feed of a page holds."""
    title = page.title
    if page.kind.name == "goal":
        return say("Everything in the plan that serves the goal “{title}” or a part of it.", title=title)
    if page.kind.name == "person":
        return say("Everything in the plan that {person} answers for or works on.", person=title)
    if page.kind.name == "audience":
        return say("Everything in the plan for the audience “{title}”.", title=title)
    if page.kind.name == "channel":
        return say("Everything in the plan for the channel “{title}”.", title=title)
    return say("Everything in the plan for the {kind} “{title}”.", kind=kind_noun(page.kind), title=title)


def _campaigns(source: Source) -> Iterator[Feed]:
    if not source.edition.calendar.choice("campaign").wanted:
        return
    playbook = source.edition.playbook
    for page in sorted(playbook.entries, key=_by_title):
        if page.path in source.lookups.campaigns:
            yield Feed(
                uri=file_name("campaign", page.feed_id),
                key=f"campaign/{page.id}",
                family="campaign",
                title=page.title,
                name=_named(source, "campaign", page.title),
                description=say("The campaign “{title}” and everything that is part of it.", title=page.title),
                page=page,
                filters=(("campaigns", page.path),),
                hue=source.lookups.hue(playbook.targets(page, "goals")),
            )


def _types(source: Source) -> Iterator[Feed]:
    if source.edition.calendar.choice("type").wanted:
        for name in source.edition.playbook.vocabulary.types:
            title = type_label(name).replace("-", " ")
            yield Feed(
                uri=file_name("type", name),
                key=f"type/{name}",
                family="type",
                title=title,
                name=_named(source, "type", title),
                description=say("Everything in the plan of the type “{type}”.", type=type_words(name)),
                filters=(("types", name),),
            )


def _own(source: Source) -> Iterator[Feed]:
    for name in source.edition.filters:
        given = source.edition.calendar.choice(name).title
        title = given or name.replace("-", " ").capitalize()
        yield Feed(
            uri=f"{FOLDER}/{name}.ics",
            key=f"own/{name}",
            family="own",
            title=title,
            name=given or f"{title} – {source.edition.calendar.title}",
            description=say("A part of the plan of {site}: {title}.", site=source.edition.site_name, title=title),
        )


def _by_title(page: Page) -> tuple[str, str]:
    return page.title.casefold(), page.path


def in_feeds(source: Source, entry: Entry) -> bool:
    """Tell whether subscribers see an entry: it has a day, is no draft, and if it was cancelled that isn't long ago."""
    if entry.fields.visibility == "draft":
        return False
    schedule, settings = entry.schedule, source.edition.calendar
    if schedule.start is None and not (settings.windows and schedule.first_day is not None):
        return False
    if entry.status.stage is not Stage.DROPPED or source.edition.as_of is None:
        return True
    last = schedule.last_day
    return last is None or source.edition.as_of <= last + settings.cancelled
