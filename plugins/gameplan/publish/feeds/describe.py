"""What an event says beside its dates: title, the why in plain text, and the same for programs (RFC 7986, RFC 9253)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gameplan.model.declaration import REF
from gameplan.model.own_fields import declared_values, own_fields, word_of
from gameplan.model.page import Entry
from gameplan.model.status import Stage
from gameplan.publish.feeds.catalogue import in_feeds
from gameplan.publish.feeds.event_facts import EVENT_STATUS
from gameplan.publish.ics import content_lines as lines
from gameplan.publish.ics.components import uid
from gameplan.wording import dates as words
from gameplan.wording.labels import status_label, type_label
from gameplan.wording.names import names_of
from gameplan.wording.speech import say, spoken

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gameplan.model.page import Page
    from gameplan.publish.feeds.source import Source

COLOURS = (
    "steelblue",
    "royalblue",
    "chocolate",
    "teal",
    "blueviolet",
    "mediumvioletred",
    "olivedrab",
    "darkgoldenrod",
    "cadetblue",
)
"""CSS3 names (RFC 7986 5.9) by the number of a goal area's colour; the first is that of everything else."""
_LONGEST_DESCRIPTION = 2000
_CALL = re.compile(r"https?://\S+")


class Describer:
    """The lines that all events of one page have in common."""

    def __init__(self, source: Source, page: Page, targets: Mapping[str, Sequence[Page]], address: str) -> None:
        self.source, self.page, self.address = source, page, address
        self.by_field = targets
        self._rows: list[str] = []
        named = [owner.title for owner in targets.get("owner", ())] or list(page.fields.owner)
        self.owners = names_of(named)
        """Who answers for it: names, and never addresses."""

    def targets(self, field: str) -> Sequence[Page]:
        """The pages that the page refers to by a field, in the order in which they are written."""
        return self.by_field.get(field, ())

    def entry(self, entry: Entry, title: str) -> list[str]:
        """The lines of an entry's event but its dates and stamps."""
        stage, settings = entry.status.stage, self.source.edition.calendar
        goals = self.targets("goals")
        found = [*self._text(self.title(entry, title), self.description(entry)), *self._place(entry)]
        categories = [_category(entry.entry.type), *entry.fields.tags, *_titles(self.targets("channels"))]
        categories += [say("Goal: {goal}", goal=goal.title) for goal in goals] if settings.goal_categories else []
        categories += self._own_categories(entry)
        # What is left of some tags without the characters that can't be seen is nothing.
        named = [shown for category in categories if (shown := lines.text(category).strip())]
        busy = entry.entry.busy and stage is not Stage.DROPPED
        return [
            *found,
            *([f"CATEGORIES:{','.join(dict.fromkeys(named))}"] if named else []),
            f"STATUS:{self.status(stage)}",
            f"TRANSP:{'OPAQUE' if busy else 'TRANSPARENT'}",
            *self._people(),
            *self.goals(goals),
            *self._related(),
            f"X-PLAN-STATUS:{lines.text(entry.status.name)}",
            *self.alarm(title, stage),
        ]

    def _own_categories(self, entry: Entry) -> Iterator[str]:
        """Yield what the entry says in fields of the playbook's own that are categories: words, and titles of pages that are shown."""
        vocabulary = self.source.edition.playbook.vocabulary
        for own in (own for own in own_fields(vocabulary.entry.fields) if own.category):
            if own.type == REF:
                yield from _titles(self.targets(own.name))
            else:
                yield from (word_of(value) for _, said in declared_values(entry.fields, named=[own]) for value in said)

    def note(self, title: str, rows: Iterable[str], *, cancelled: bool = False) -> list[str]:
        """The lines of an event that is no entry: a deadline, the end of a goal, a review."""
        text = "\n".join((*rows, *(("", self.address) if self.address else ())))
        shown = say("Cancelled: {title}", title=title) if cancelled else title
        return [
            *self._text(shown, text),
            *([f"URL:{lines.uri(self.address)}"] if self.address else []),
            f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}",
            "TRANSP:TRANSPARENT",
            *self._people(),
        ]

    def title(self, entry: Entry, title: str) -> str:
        """A title with its marks."""
        stage = entry.status.stage
        if entry.schedule.start is None and entry.schedule.window:
            window = words.window_words(entry.schedule.window.label)
            title = say("{title} (no day yet: {window})", title=title, window=window)
        if stage is Stage.DROPPED:
            return say("Cancelled: {title}", title=title)
        return f"✓ {title}" if stage.went_out and self.source.edition.calendar.done_mark else title

    def status(self, stage: Stage) -> str:
        """Return the STATUS of a stage, as the playbook wants plans to be marked."""
        status = EVENT_STATUS[stage]
        return "CONFIRMED" if status == "TENTATIVE" and self.source.edition.calendar.planned == "confirmed" else status

    def description(self, entry: Entry) -> str:
        """The why in plain text; the page's address last, alone on its line, since Google and Outlook don't show URL."""
        rows = self.rows(entry)
        summary = self.source.lookups.summary(entry)
        head = [summary, ""] if summary else []
        tail = ["", self.address] if self.address else []
        room = _LONGEST_DESCRIPTION - sum(len(part) + 1 for part in (*rows, *tail))
        if head and len(head[0]) > room:
            head[0] = head[0][: max(room, 0)].rpartition(" ")[0] + " …"
        return "\n".join((*head, *rows, *tail))

    def rows(self, entry: Entry) -> list[str]:
        """Return what an entry says of itself, a line each."""
        if not self._rows:
            self._rows = [*self._made_rows(entry)]
        return self._rows

    def _made_rows(self, entry: Entry) -> Iterator[str]:
        schedule = entry.schedule
        if schedule.start is None and schedule.window:
            window = words.window_words(schedule.window.label)
            yield say("Some time in {window}: the day isn't known yet.", window=window)
        yield say("Status: {status}", status=status_label(entry.status))
        if self.owners:
            yield say("Owner: {names}", names=", ".join(self.owners))
        if channels := _titles(self.targets("channels")):
            yield say("Channel: {names}", names=", ".join(channels))
        if audiences := _titles(self.targets("audiences")):
            yield say("For: {names}", names=", ".join(audiences))
        for journey in self.targets("stage")[:1]:
            yield say("Stage: {stage}", stage=words.stage_words(journey, entry))
        for goal in self.targets("goals"):
            address = self.source.addresses.absolute(goal)
            named = say("Goal: {goal}", goal=goal.title)
            yield f"{named} – {address}" if address else named
        needed = _titles(self.targets("depends_on"))
        if needed:
            yield say("Needs: {names}", names=", ".join(needed))

    def goals(self, goals: Sequence[Page]) -> Iterator[str]:
        """COLOR of the goal area, and the goals as CONCEPT and LINK (RFC 9253 8.1, 8.2)."""
        hue = self.source.lookups.hue(goals)
        if hue:
            yield f"COLOR:{COLOURS[hue]}"
        for goal in goals:
            if address := self.source.addresses.absolute(goal):
                yield f"CONCEPT:{lines.uri(address)}"
                label = lines.parameter(goal.title)
                yield f'LINK;LINKREL="describedby";LABEL={label};FMTTYPE=text/html;VALUE=URI:{lines.uri(address)}'

    def alarm(self, title: str, stage: Stage) -> Iterator[str]:
        """An alarm, where the playbook wants any: never of what is over or off."""
        before = self.source.edition.calendar.alarm
        if before is not None and stage.open:
            yield "BEGIN:VALARM"
            yield "ACTION:DISPLAY"
            yield f"DESCRIPTION:{lines.text(title)}"
            yield f"TRIGGER:-{lines.duration(before)}"
            yield "END:VALARM"

    def _text(self, title: str, description: str) -> list[str]:
        shown = lines.text(" ".join(title.split()))
        return [f"SUMMARY:{shown}", *([f"DESCRIPTION:{lines.text(description)}"] if description else [])]

    def _place(self, entry: Entry) -> Iterator[str]:
        """LOCATION, or CONFERENCE where that is the address of a call (RFC 7986 5.11); URL."""
        location = entry.entry.location
        if _CALL.fullmatch(location):
            yield f"CONFERENCE;VALUE=URI:{lines.uri(location)}"
        elif location:
            yield f"LOCATION:{lines.text(location)}"
        if self.address:
            yield f"URL:{lines.uri(self.address)}"

    def _people(self) -> Iterator[str]:
        if self.owners:
            yield f"CONTACT:{lines.text(', '.join(self.owners))}"

    def _related(self) -> Iterator[str]:
        """The campaign and what must come first (RFC 9253 5), where subscribers can know it."""
        for field, kind in (("campaign", ""), ("depends_on", ";RELTYPE=DEPENDS-ON")):
            for other in self.targets(field):
                if isinstance(other, Entry) and in_feeds(self.source, other):
                    yield f"RELATED-TO{kind}:{uid(self.source.edition.calendar.namespace, other.feed_id)}"


def _category(name: str | None) -> str:
    """A type as a category; in English as it is written in the plan."""
    return "" if name is None else name if spoken().tag.startswith("en") else type_label(name)


def _titles(pages: Iterable[Page]) -> list[str]:
    return [page.title for page in pages]
