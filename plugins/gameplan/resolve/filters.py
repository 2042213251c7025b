"""Filters in the options: every page that they name is one of the playbook's, or is a finding."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import Diagnostic, Location, visible
from gameplan.model.faults import nearest
from gameplan.model.filters import Filter, own_filters, page_filters
from gameplan.model.own_fields import filter_words
from gameplan.resolve.identifiers import Identifiers
from gameplan.rules import INVALID_VALUE, UNKNOWN_GOAL, UNKNOWN_REFERENCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from gameplan.diagnostics import Rule, Span
    from gameplan.model.playbook import Playbook

Typed = Mapping[str, Mapping[str, tuple[str, ...]]]
"""The values of each filter as typed, by the feed's name and the filter's."""


def resolve_filters(
    playbook: Playbook, typed: Typed, config: str, place: Callable[[str, str], Span], what: str = "feed"
) -> tuple[Mapping[str, Filter], list[Diagnostic]]:
    """Resolve filters, by the names of what they are for, and return what is wrong with them: an unknown value matches nothing.

    Args:
        playbook: the playbook.
        typed: what the options say.
        config: the path of the file in which they stand.
        place: finds the values of a filter in that file, by the name of what it is for and the filter's.
        what: what they are for.
    """
    if not typed:
        return {}, []
    resolver = _Resolver(playbook)
    filters = {}
    found = []
    for feed, fields in typed.items():
        chosen = {}
        for name, values in fields.items():
            known = [resolver.value(name, value) for value in values]
            chosen[name] = frozenset(value for value in known if isinstance(value, str))
            for problem in known:
                if isinstance(problem, _Problem):
                    rule, message, hint = problem
                    location = Location(config, place(feed, name))
                    said = f"the {what} '{feed}' asks for {message}"
                    found.append(Diagnostic(rule=rule, message=said, location=location, hint=hint))
        filters[feed] = Filter(chosen)
    return filters, found


class _Problem(NamedTuple):
    rule: Rule
    message: str
    hint: str


class _Resolver:
    def __init__(self, playbook: Playbook) -> None:
        vocabulary = playbook.vocabulary
        self.identifiers = Identifiers((*vocabulary.kinds, vocabulary.entry), playbook.pages)
        self.pages = page_filters(vocabulary)
        self.words = {
            "types": {name: name for name in vocabulary.types},
            "statuses": {
                alias: status.name for status in vocabulary.statuses for alias in (status.name, *status.aliases)
            },
            **{name: {word: word for word in filter_words(own)} for name, own in own_filters(vocabulary).items()},
        }

    def value(self, name: str, value: str) -> str | _Problem:
        """Return what entries are compared with, or the problem with a value."""
        if name in self.pages:
            return self._page(self.pages[name][0], value)
        words = self.words.get(name, {value: value})
        if value in words:
            return words[value]
        near = nearest(value, words)
        hint = f"did you mean '{near}'?" if near else f"write one of {', '.join(words)}"
        return _Problem(INVALID_VALUE, f"'{visible(value)}', which is none of the playbook's {name}", hint)

    def _page(self, kind: str, value: str) -> str | _Problem:
        page = self.identifiers.find(kind, value)
        if page is not None:
            return page.path
        near = self.identifiers.nearest(value, kind)
        noun = self.identifiers.kinds[kind].noun
        hint = (
            f"did you mean '{visible(near.id)}' ({visible(near.title)})?"
            if near
            else f"write the id of {self.identifiers.kinds[kind].a_noun}"
        )
        rule = UNKNOWN_GOAL if kind == "goal" else UNKNOWN_REFERENCE
        return _Problem(rule, f"the {noun} '{visible(value)}', and none has that id", hint)
