"""The filter form of a view, or of a list: hidden until scripts run, since without them it could do nothing.

What is chosen stands in the page's address by names and ids that stay the same from build to build (`?channel=blog,docs&owner=maya`);
what elements say of themselves are short words that hold within one build (`views/facets.py`). Each choice has both.

Free text is `find=`, since `q=` opens Material's own search.
"""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from gameplan.model.own_fields import filter_words, filtered
from gameplan.model.page import Entry
from gameplan.model.pages import Journey
from gameplan.publish.addresses import CALENDAR
from gameplan.publish.views.facets import facets, name_word, own_word, stage_word, status_word, type_word
from gameplan.publish.views.links import Link
from gameplan.wording.declared_values import called, value_words
from gameplan.wording.labels import status_label, type_label
from gameplan.wording.speech import plural, say, word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from gameplan.model.kinds import Kind
    from gameplan.model.page import Page
    from gameplan.publish.context import Context


class Choice(NamedTuple):
    """A value that can be chosen."""

    value: str
    """As it stands in addresses."""
    word: str
    """As elements say it."""
    label: str
    former: tuple[str, ...] = ()
    """Its earlier names: addresses that people have shared stay valid."""


class Facet(NamedTuple):
    """Something to filter by."""

    name: str
    """As it stands in addresses."""
    label: str
    unknown: str
    """The sentence about an unknown value, which is called `{name}`."""
    colours: str
    """What a legend of its colours is called."""
    choices: tuple[Choice, ...]
    further: bool = False
    """Whether it is asked for less often, and folded."""


class FilterForm(NamedTuple):
    """The form of a view."""

    facets: tuple[Facet, ...]
    """What can be chosen."""
    colours: tuple[Facet, ...]
    """What the view can be coloured by."""
    root: Link | None
    """The calendar's, for views of the plan: what is chosen goes along from one to the other."""
    whole: str
    """How much there is, in words."""
    part: str
    """The same where some of it is hidden, with `{shown}` for how much isn't."""
    nothing: str


class _Told(NamedTuple):
    """What is said of a built-in facet, to be translated; see `Facet`."""

    name: str
    label: str
    unknown: str
    colours: str = ""


_USUAL = (
    _Told("channel", word("Channel"), word("No channel is called “{name}”."), word("Colours: channels")),
    _Told("goal", word("Goal area"), word("No goal area is called “{name}”."), word("Colours: goal areas")),
    _Told("campaign", word("Campaign"), word("No campaign is called “{name}”.")),
    _Told("audience", word("Audience"), word("No audience is called “{name}”."), word("Colours: audiences")),
    _Told("owner", word("Owner"), word("Nobody is called “{name}”."), word("Colours: owners")),
    _Told("status", word("Status"), word("No status is called “{name}”."), word("Colours: statuses")),
    _Told("type", word("Type"), word("No entry is of the type “{name}”.")),
)
_FURTHER = (
    _Told("message", word("Message"), word("No message is called “{name}”.")),
    _Told("stage", word("Journey stage"), word("No stage of a journey is called “{name}”.")),
)
"""Those that are asked for less often."""


class Filters:
    """What entries can be filtered by."""

    def __init__(self, context: Context) -> None:
        self._context = context

    @cached_property
    def facets(self) -> tuple[Facet, ...]:
        """What entries can be filtered by: whatever a playbook has at least one of."""
        own = self._own(self._context.playbook.vocabulary.entry)
        found = (*map(self._facet, _USUAL), *own, *map(self._facet, _FURTHER))
        return tuple(facet for facet in found if facet.choices)

    def _facet(self, told: _Told) -> Facet:
        name, label, unknown, colours = told
        return Facet(
            name,
            say(label),
            say(unknown, name="{name}"),
            say(colours) if colours else "",
            tuple(self._choices[name]()),
            further=told in _FURTHER,
        )

    @property
    def _choices(self) -> Mapping[str, Callable[[], Iterator[Choice]]]:
        """What gives the choices of each built-in facet."""
        return {
            "channel": partial(self._pages, "channel", "c"),
            "goal": self._areas,
            "campaign": self._campaigns,
            "audience": partial(self._pages, "audience", "a"),
            "owner": self._owners,
            "status": self._statuses,
            "type": self._types,
            "message": partial(self._pages, "message", "m"),
            "stage": self._stages,
        }

    def _owners(self) -> Iterator[Choice]:
        yield from self._pages("person", "o")
        yield from self._names()

    def of_entries(self, entries: Iterable[Entry], *, coloured: bool = True) -> FilterForm:
        """Return the form of a view of the plan.

        Args:
            entries: what the view shows or counts, each once or more often.
            coloured: whether it shows entries in colours.
        """
        total = len({entry.path for entry in entries})
        return FilterForm(
            facets=self.facets,
            colours=tuple([facet for facet in self.facets if facet.colours]) if coloured else (),
            root=Link("", uri=CALENDAR),
            whole=plural("{count} entry", "{count} entries", total),
            part=plural("{shown} of {count} entry", "{shown} of {count} entries", total, shown="{shown}"),
            nothing=say("No entry matches."),
        )

    def of_pages(self, pages: Iterable[Page]) -> FilterForm:
        """Return the form of a list of a kind: by what the pages of this kind say."""
        found = list(pages)
        if found and isinstance(found[0], Entry):
            return self.of_entries((page for page in found if isinstance(page, Entry)), coloured=False)
        return FilterForm(
            facets=self._said(found),
            colours=(),
            root=None,
            whole=plural("{count} page", "{count} pages", len(found)),
            part=plural("{shown} of {count} page", "{shown} of {count} pages", len(found), shown="{shown}"),
            nothing=say("No page matches."),
        )

    def _own(self, kind: Kind) -> Iterator[Facet]:
        """Yield the fields of the playbook's own by which pages of a kind can be filtered."""
        name = "{name}"
        for own in filtered(kind):
            pages = self._context.playbook.of_kind(own.kind) if own.kind else ()
            choices = [Choice(page.id, own_word(own, page.id), page.title, page.fields.aliases) for page in pages]
            for value in filter_words(own):
                label = value_words(own, value == "yes" if own.type == "flag" else value)
                choices += [Choice(value, own_word(own, value), label)]
            unknown = say("{field} has no value “{name}”.", field=called(own), name=name)
            colours = say("Colours: {field}", field=called(own)) if own.type != "flag" else ""
            yield Facet(own.name, called(own), unknown, colours, tuple(choices))

    def of_some(self, entries: Sequence[Entry]) -> FilterForm:
        """Return the form of a list of some entries that is no view of the plan: by what these say."""
        return self.of_entries(entries, coloured=False)._replace(facets=self._said(entries), root=None)

    def _said(self, pages: Sequence[Page]) -> tuple[Facet, ...]:
        """Return the facets of which the pages of a kind say anything."""
        said = {word for page in pages for word in facets(self._context, page).split()}
        known = {facet.name: facet for facet in self.facets}
        known |= {facet.name: facet for facet in (self._own(pages[0].kind) if pages else ())}
        return tuple([facet for facet in known.values() if any(choice.word in said for choice in facet.choices)])

    def _pages(self, kind: str, letter: str) -> Iterator[Choice]:
        numbers = self._context.lookups.numbers
        for page in self._context.playbook.of_kind(kind):
            yield Choice(page.id, f"{letter}{numbers[page.path]}", page.title, page.fields.aliases)

    def _areas(self) -> Iterator[Choice]:
        by_path = self._context.playbook.by_path
        for path, number in self._context.lookups.areas.items():
            yield Choice(by_path[path].id, f"g{number}", by_path[path].title, by_path[path].fields.aliases)

    def _campaigns(self) -> Iterator[Choice]:
        by_path = self._context.playbook.by_path
        for path, number in self._context.lookups.campaigns.items():
            yield Choice(by_path[path].id, f"k{number}", by_path[path].title, by_path[path].fields.aliases)

    def _stages(self) -> Iterator[Choice]:
        numbers = self._context.lookups.numbers
        for journey in self._context.playbook.of_kind("journey"):
            for stage in journey.fields.stages if isinstance(journey.fields, Journey) else ():
                label = f"{journey.title}: {stage.title}"
                yield Choice(f"{journey.id}/{stage.id}", stage_word(numbers[journey.path], stage.id), label)

    def _names(self) -> Iterator[Choice]:
        """Yield the owners without a page. Only those who own something in a list: a choice without results helps nobody."""
        context = self._context
        kinds = (context.playbook.vocabulary.entry, *context.lookups.shown_kinds)
        pages = [page for kind in kinds for page in context.playbook.of_kind(kind.name)]
        named = [page for page in pages if page.fields.owner and not context.lookups.targets(page, "owner")]
        for name in sorted(
            {name for page in named for name in page.fields.owner}, key=lambda name: (name.casefold(), name)
        ):
            yield Choice(name, name_word(name), name)

    def _statuses(self) -> Iterator[Choice]:
        for status in self._context.playbook.vocabulary.statuses:
            yield Choice(status.name, status_word(status.name), status_label(status), status.aliases)

    def _types(self) -> Iterator[Choice]:
        used = {entry.entry.type for entry in self._context.playbook.entries if entry.entry.type}
        known = [name for name in self._context.playbook.vocabulary.types if name in used]
        for name in (*known, *sorted(used - set(known))):
            yield Choice(name, type_word(name), type_label(name))


def choices_of(context: Context) -> Filters:
    """Return what entries can be filtered by: the same on every page."""
    found: Filters | None = context.fragments.get("filters")
    if found is None:
        found = context.fragments["filters"] = Filters(context)
    return found
