"""Which feeds a playbook has: one of everything, one for each page that people follow, and the playbook's own."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gameplan.model.addresses import slug
from gameplan.model.filters import followed_kinds, page_filters
from gameplan.model.pages import Goal
from gameplan.model.status import Stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.page import Entry, Page
    from gameplan.publish.site import Edition

FOLDER = "feeds"
"""Where all feeds lie but the one of everything."""
KEY_TYPES = ("milestone", "launch", "release")
"""The types of entry that are key dates."""
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
    """`all`, a kind's name, `campaign`, `type`, `deadlines`, `key-dates`, `reviews`, `tasks`, or `own`."""
    title: str
    """What the feed is about, in a list of its family."""
    name: str
    """The calendar's name in programs."""
    description: str
    page: Page | None = None
    """The page whose feed it is."""
    filter: tuple[str, str] | None = None
    """The filter, and the value by which it takes entries: see `model.filters`."""
    hue: int = 0

    @property
    def anchor(self) -> str:
        """Its place on the page where people subscribe: ASCII without blanks, and the same as long as its address is."""
        if self.family in ("all", "own"):
            return self.key.replace("/", "-")
        return self.uri.removeprefix(f"{FOLDER}/").removesuffix(".ics")


def catalogue(edition: Edition) -> tuple[Feed, ...]:
    """Every feed but those of single entries, in the order in which people read them. An empty one is there too."""
    title = edition.calendar.title
    everything = Feed(
        uri=edition.calendar.file,
        key="all",
        family="all",
        title="Everything",
        name=title,
        description=f"Everything in the plan, from {edition.site_name}.",
    )
    feeds = [
        everything,
        *_special(edition),
        *_of_pages(edition),
        *_campaigns(edition),
        *_types(edition),
        *_own(edition),
    ]
    return tuple({feed.uri: feed for feed in reversed(feeds)}[uri] for uri in dict.fromkeys(feed.uri for feed in feeds))


def file_name(prefix: str, identifier: str) -> str:
    """A feed's name: ASCII, stable, and not long; what an id has beyond that becomes a few digits of its hash."""
    words = slug(identifier)
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode()
    plain = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    if plain != words or len(f"{prefix}-{plain}") > _LONGEST:
        short = plain[: _LONGEST - len(prefix) - 10].strip("-")
        digest = hashlib.sha256(unicodedata.normalize("NFC", identifier).encode()).hexdigest()[:8]
        plain = f"{short}-{digest}" if short else digest
    return f"{FOLDER}/{prefix}-{plain}.ics"


def _named(edition: Edition, family: str, title: str) -> str:
    pattern = edition.calendar.choice(family).title
    if pattern:
        return pattern.replace("{title}", title)
    return f"{title} – {edition.calendar.title}"


def _special(edition: Edition) -> Iterator[Feed]:
    texts = {
        "deadlines": ("Production deadlines", "When drafts, reviews and other work for the plan are due."),
        "key-dates": ("Key dates", "Milestones, launches and the last days of goals."),
        "reviews": ("Reviews", "When pages of the strategy and published pieces must be looked at again."),
        "tasks": (
            "Tasks",
            "The plan as tasks, for programs that keep lists of them: Thunderbird, Reminders, Tasks.org.",
        ),
    }
    for name, (title, description) in texts.items():
        if edition.calendar.choice(name).wanted:
            uri = f"{FOLDER}/{name}.ics"
            own = _named(edition, name, title)
            yield Feed(uri=uri, key=name, family=name, title=title, name=own, description=description)


def _of_pages(edition: Edition) -> Iterator[Feed]:
    vocabulary = edition.playbook.vocabulary
    filters = {kind: name for name, (kind, _) in page_filters(vocabulary).items()}
    for kind in followed_kinds(vocabulary):
        for page in sorted(edition.playbook.of_kind(kind), key=_by_title):
            if not edition.calendar.choice(kind).wanted or (isinstance(page.fields, Goal) and page.fields.non_goal):
                continue
            texts = {
                "goal": f"Everything in the plan that serves the goal “{page.title}” or a part of it.",
                "person": f"Everything in the plan that {page.title} answers for or works on.",
            }
            yield Feed(
                uri=file_name(kind, page.id),
                key=f"{kind}/{page.id}",
                family=kind,
                title=page.title,
                name=_named(edition, kind, page.title),
                description=texts.get(kind, f"Everything in the plan for the {page.kind.noun} “{page.title}”."),
                page=page,
                filter=(filters[kind], page.path),
                hue=edition.hue([page]) if kind == "goal" else 0,
            )
            if kind == "person" and edition.calendar.choice("deadlines").wanted:
                yield Feed(
                    uri=file_name("deadlines", page.id),
                    key=f"deadlines/{page.id}",
                    family="deadlines",
                    title=f"Deadlines of {page.title}",
                    name=_named(edition, "deadlines", f"Deadlines of {page.title}"),
                    description=f"When drafts, reviews and other work of {page.title} for the plan are due.",
                    page=page,
                )


def _campaigns(edition: Edition) -> Iterator[Feed]:
    if not edition.calendar.choice("campaign").wanted:
        return
    playbook = edition.playbook
    for page in sorted(playbook.entries, key=_by_title):
        if page.entry.type == "campaign" or playbook.sources(page, "campaign"):
            yield Feed(
                uri=file_name("campaign", page.id),
                key=f"campaign/{page.id}",
                family="campaign",
                title=page.title,
                name=_named(edition, "campaign", page.title),
                description=f"The campaign “{page.title}” and everything that is part of it.",
                page=page,
                filter=("campaigns", page.path),
                hue=edition.hue(playbook.targets(page, "goals")),
            )


def _types(edition: Edition) -> Iterator[Feed]:
    if edition.calendar.choice("type").wanted:
        for name in edition.playbook.vocabulary.types:
            title = name.replace("-", " ").capitalize()
            yield Feed(
                uri=file_name("type", name),
                key=f"type/{name}",
                family="type",
                title=title,
                name=_named(edition, "type", title),
                description=f"Everything in the plan of the type “{name}”.",
                filter=("types", name),
            )


def _own(edition: Edition) -> Iterator[Feed]:
    for name in edition.filters:
        given = edition.calendar.choice(name).title
        title = given or name.replace("-", " ").capitalize()
        yield Feed(
            uri=f"{FOLDER}/{name}.ics",
            key=f"own/{name}",
            family="own",
            title=title,
            name=given or f"{title} – {edition.calendar.title}",
            description=f"A part of the plan of {edition.site_name}: {title}.",
        )


def _by_title(page: Page) -> tuple[str, str]:
    return page.title.casefold(), page.path


def in_feeds(edition: Edition, entry: Entry) -> bool:
    """Whether subscribers see an entry: it has a day, is no draft, and if it was cancelled that isn't long ago."""
    if entry.fields.visibility == "draft":
        return False
    schedule, settings = entry.schedule, edition.calendar
    if schedule.start is None and not (settings.windows and schedule.first_day is not None):
        return False
    if entry.status.stage is not Stage.DROPPED or edition.as_of is None:
        return True
    last = schedule.last_day
    return last is None or edition.as_of <= last + settings.cancelled
