"""The author's pages: title, why and facts before their text; the plan and the mentions after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gameplan.model.kinds import PLAIN, VISION
from gameplan.model.page import Entry
from gameplan.model.pages import Goal, Journey, Kpi, in_force
from gameplan.publish import words
from gameplan.publish.actions import actions
from gameplan.publish.ahead import coming_key, is_ahead, next_words, serving, upcoming
from gameplan.publish.document import Anchor, Document
from gameplan.publish.facts import facts
from gameplan.publish.links import Link, badge, links, people
from gameplan.publish.rows import row, sort_key
from gameplan.publish.templating import render
from gameplan.publish.views.home import home_document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.page import Page
    from gameplan.publish.site import Edition
    from gameplan.publish.templating import Linker

MOST_ROWS = 100
"""Rows of a list on a page; the rest is counted, and stands in the agenda."""

_FIRST_HEADING = re.compile(r"\A\s*#[ \t]+([^\n]+?)[ \t]*#*[ \t]*(?:\n|\Z)")


def page_documents(edition: Edition) -> Iterator[Document]:
    """A document for each of the author's pages that has an address of its own."""
    neighbours = _neighbours(edition)
    for page in edition.playbook.pages:
        if page.path not in edition.uris:
            continue
        if page is edition.home:
            yield home_document(edition, page, body_without_title(page))
        else:
            yield _Frame(edition, page).document(*neighbours.get(page.path, (None, None)))


def body_without_title(page: Page) -> str:
    """The text, without a first heading that only repeats the title."""
    match = _FIRST_HEADING.match(page.body.text)
    if match and page.body.headings and _plain(page.body.headings[0].text) == _plain(page.title):
        return page.body.text[match.end() :]
    return page.body.text


def _plain(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _neighbours(edition: Edition) -> dict[str, tuple[str | None, str | None]]:
    """The uris before and after each page: entries by their day, other pages by their place among their kind."""
    found: dict[str, tuple[str | None, str | None]] = {}
    groups: list[list[Page]] = [[*sorted(edition.playbook.entries, key=sort_key)]]
    groups += [list(edition.playbook.of_kind(kind.name)) for kind in edition.shown_kinds]
    for group in groups:
        uris = [edition.uris[page.path] for page in group if page.path in edition.uris]
        pages = [page for page in group if page.path in edition.uris]
        for page, before, after in zip(pages, [None, *uris], [*uris[1:], None], strict=False):
            found[page.path] = (before, after)
    return found


def section_uri(page: Page) -> str:
    """The uri of the index page that a page belongs to; empty for pages without a kind."""
    if isinstance(page, Entry):
        return "calendar/index.md"
    return f"{page.kind.folder}/index.md" if page.kind.folder else ""


@dataclass
class _Frame:
    """What stands around one page's text."""

    edition: Edition
    page: Page

    @cached_property
    def uri(self) -> str:
        return self.edition.uris[self.page.path]

    @cached_property
    def to(self) -> Linker:
        return self.edition.to(self.uri)

    def document(self, previous: str | None, following: str | None) -> Document:
        page = self.page
        own = body_without_title(page)
        heading = "" if page.kind is PLAIN and own.lstrip().startswith("# ") else page.title
        head, before = self.head(heading)
        tail, after = self.tail()
        return Document(
            uri=self.uri,
            title=page.title,
            source=page.path,
            head=head,
            body=own,
            tail=tail,
            before=before,
            after=after,
            description=self.edition.summary(page),
            tags=page.fields.tags,
            hide=page.fields.hide,
            search=page.fields.search.model_dump(exclude_none=True) if page.fields.search else {},
            extra=page.extra,
            section=section_uri(page),
            previous=previous,
            next=following,
        )

    def head(self, heading: str) -> tuple[str, tuple[Anchor, ...]]:
        page = self.page
        if page.kind is PLAIN:
            return (render("title.html", title=heading) if heading else ""), ()
        values: dict[str, object] = {
            "title": heading,
            "kind": self.label(),
            "kind_icon": page.kind.icon,
            "chips": self.chips(),
            "actions": actions(self.edition, self.to, page),
            "hidden": "" if page.public else page.fields.visibility,
            "ladders": self.ladders(),
            "facts": facts(self.edition, self.to, page),
            "summary": page.fields.summary,
        }
        if isinstance(page, Entry):
            html = render(
                "entry_head.html",
                **values,
                status=badge(page),
                overdue=page.overdue(self.edition.today),
                **self.why(page),
            )
            return html, (Anchor("Why", "why"),)
        return render("strategy_head.html", **values, **self.tables()), ()

    def label(self) -> str:
        page = self.page
        if isinstance(page, Entry):
            return (page.entry.type or "entry").capitalize()
        if isinstance(page.fields, Goal):
            return "Non-goal" if page.fields.non_goal else "Goal area" if not page.fields.parent else "Goal"
        return page.kind.label

    def chips(self) -> list[Link]:
        """The short facts beside the kind: when, channel, owner; of a goal its life and its period."""
        page, edition = self.page, self.edition
        if isinstance(page, Entry):
            when = words.schedule_words(page.schedule, edition.playbook.vocabulary.zone)
            month = page.schedule.first_day if page.schedule.start else None
            at = f"{self.to(f'calendar/{month:%Y-%m}.md')}#d-{month}" if month else self.to("calendar/index.md")
            chips = [Link(when, at, "calendar-blank-outline")]
            channels = links(edition, self.to, edition.playbook.targets(page, "channels"))
            return [*chips, *channels, *people(edition, self.to, page)]
        if isinstance(page.fields, Goal):
            chips = [Link(page.fields.lifecycle.capitalize(), None, "target")]
            first, last = in_force(page.fields)
            if page.fields.period and "/" not in page.fields.period.label:
                chips.append(Link(words.window_words(page.fields.period.label), None, "calendar-blank-outline"))
            elif first and last:
                chips.append(Link(words.days_words(first, max(first, last)), None, "calendar-blank-outline"))
            elif last:
                chips.append(Link(f"by {words.day_words(last, weekday=False)}", None, "calendar-blank-outline"))
            return [*chips, Link(self.ahead_words(), "#when", "calendar-check-outline")]
        return []

    def ahead_words(self) -> str:
        ahead = [entry for entry in self.citing() if is_ahead(entry, self.edition)]
        if not ahead:
            return "nothing planned"
        return f"{len(ahead)} ahead · {next_words(ahead, self.edition)}"

    def ladders(self) -> list[list[tuple[str, Link, bool]]]:
        """From the vision down to this page, for each goal that an entry cites: label, link, and whether it is this page."""
        page, edition = self.page, self.edition
        own = (page,) if isinstance(page.fields, Goal) else ()
        goals = edition.playbook.targets(page, "goals") if isinstance(page, Entry) else own
        return [self.ladder(goal) for goal in goals]

    def ladder(self, goal: Page) -> list[tuple[str, Link, bool]]:
        edition = self.edition
        steps: list[tuple[str, Link, bool]] = []
        if edition.vision is not None and edition.vision.path in edition.uris:
            steps.append(("Vision", Link(edition.vision.title, self.to(edition.uris[edition.vision.path])), False))
        for step in (*reversed(edition.playbook.ancestors(goal)), goal):
            label = "Goal" if edition.playbook.parent(step) else "Goal area"
            steps.append((label, Link(step.title, self.to(edition.uris[step.path])), step is self.page))
        if isinstance(self.page, Entry):
            steps.append(("This entry", Link(self.page.title), True))
        return steps

    def why(self, entry: Entry) -> dict[str, object]:
        """Whom an entry is for, what it says, and how its success is measured."""
        edition, playbook = self.edition, self.edition.playbook
        goals = playbook.targets(entry, "goals")
        kpis = playbook.targets(entry, "kpis") or tuple(
            dict.fromkeys(kpi for goal in goals for kpi in self.measures(goal))
        )
        stage = next(iter(playbook.targets(entry, "stage")), None)
        own = [
            kind
            for kind in playbook.vocabulary.kinds
            if kind.field and kind.field not in ("goals", "audiences", "channels", "messages", "kpis", "owner")
        ]
        groups = [
            ("For", links(edition, self.to, playbook.targets(entry, "audiences"))),
            (
                "At the stage",
                (Link(words.stage_words(stage, entry), self.to(edition.uris[stage.path]), stage.kind.icon),)
                if stage
                else (),
            ),
            ("Says", links(edition, self.to, playbook.targets(entry, "messages"))),
            *((kind.plural_label, links(edition, self.to, playbook.targets(entry, kind.field))) for kind in own),
        ]
        return {
            "groups": [(label, items) for label, items in groups if items],
            "kpis": [(Link(kpi.title, self.to(edition.uris[kpi.path]), kpi.kind.icon), kpi_words(kpi)) for kpi in kpis],
            "area": edition.hue(goals),
            "deadlines": [
                (
                    name.replace("-", " ").replace("_", " ").capitalize(),
                    words.day_words(deadline.on),
                    self.names(deadline.owner),
                    deadline.done,
                )
                for name, deadline in sorted(entry.entry.deadlines.items(), key=lambda item: (item[1].on, item[0]))
            ],
            "tasks": (sum(task.done for task in entry.body.tasks), len(entry.body.tasks)),
        }

    def names(self, people: tuple[str, ...]) -> str:
        """Persons by their pages' titles, else as written."""
        titles = {person.id: person.title for person in self.edition.playbook.of_kind("person")}
        return ", ".join(titles.get(name, name) for name in people)

    def measures(self, goal: Page) -> tuple[Page, ...]:
        """The KPIs of a goal, or of the nearest goal above it that has any."""
        for step in (goal, *self.edition.playbook.ancestors(goal)):
            kpis = (
                *self.edition.playbook.targets(step, "kpis"),
                *(k for k in self.edition.playbook.sources(step, "goals") if isinstance(k.fields, Kpi)),
            )
            if kpis:
                return kpis
        return ()

    def tables(self) -> dict[str, object]:
        """What is best read as a table: a journey's stages, a KPI's readings."""
        fields = self.page.fields
        stages: list[object] = []
        if isinstance(fields, Journey):
            entries = [entry for entry in self.edition.playbook.sources(self.page, "stage") if isinstance(entry, Entry)]
            for stage in fields.stages:
                needs = ", ".join(
                    " on ".join(part for part in (need.type, need.channel) if part) for need in stage.needs
                )
                count = sum(entry.entry.stage.endswith(f"/{stage.id}") for entry in entries)
                stages.append((stage.id, stage.title or stage.id, stage.question, needs, count))
        readings = (
            sorted(fields.readings.items()) if isinstance(fields, Kpi) and isinstance(fields.readings, dict) else []
        )
        unit = fields.unit if isinstance(fields, Kpi) else ""
        return {
            "stages": stages,
            "readings": [(words.day_words(day, weekday=False), words.measure(value, unit)) for day, value in readings],
        }

    def citing(self) -> list[Entry]:
        """The entries that serve this page; of a goal also those that serve a goal below it."""
        playbook = self.edition.playbook
        below = serving(playbook, self.page) if isinstance(self.page.fields, Goal) else ()
        return list(dict.fromkeys((*playbook.citing(self.page), *below)))

    def tail(self) -> tuple[str, tuple[Anchor, ...]]:
        page, edition = self.page, self.edition
        html, anchors = "", []
        if page.kind is not PLAIN and page.kind is not VISION and not isinstance(page, Entry):
            entries = sorted(self.citing(), key=sort_key)
            coming = sorted(
                ((upcoming(entry, edition), entry) for entry in entries if is_ahead(entry, edition)), key=coming_key
            )
            earlier = [entry for entry in reversed(entries) if not is_ahead(entry, edition)]
            anchors.append(Anchor("The plan", "when"))
            with_goal = not isinstance(page.fields, Goal) or bool(edition.playbook.children(page))
            html = render(
                "plan_panel.html",
                ahead=[
                    row(edition, self.to, entry, occurrence, with_goal=with_goal)
                    for occurrence, entry in coming[:MOST_ROWS]
                ],
                earlier=[row(edition, self.to, entry, with_goal=with_goal) for entry in earlier[:MOST_ROWS]],
                ahead_count=len(coming),
                earlier_count=len(earlier),
                shown=MOST_ROWS,
                agenda=self.to("calendar/index.md"),
            )
        mentions = [
            source for source in edition.playbook.sources(page, *self.mention_fields()) if source.path in edition.uris
        ]
        if mentions:
            anchors.append(Anchor("Mentioned by", "mentions"))
            shown = links(edition, self.to, mentions[:MOST_ROWS])
            html += "\n" + render("mentions.html", mentions=shown, more=len(mentions) - len(shown))
        return html, tuple(anchors)

    def mention_fields(self) -> tuple[str, ...]:
        """The fields whose references are not shown elsewhere on this page."""
        if isinstance(self.page, Entry):
            return ("mention", "related")
        shown = {"parent", "stage"} if not isinstance(self.page.fields, Kpi) else {"goals", "kpis", "results"}
        entries = {
            link.field
            for link in self.edition.playbook.incoming.get(self.page.path, ())
            if isinstance(self.edition.playbook.by_path[link.source], Entry)
        }
        others = {link.field for link in self.edition.playbook.incoming.get(self.page.path, ())}
        return ("mention", *sorted(others - entries - shown))


def kpi_words(kpi: Page) -> str:
    """A KPI's latest value against its target."""
    fields = kpi.fields
    if not isinstance(fields, Kpi) or not isinstance(fields.readings, dict) or not fields.readings:
        return ""
    last = max(fields.readings)
    target = f", target {words.measure(fields.target.value, fields.unit)}" if fields.target else ""
    return f"{words.measure(fields.readings[last], fields.unit)} in {words.month_words(last)}{target}"
