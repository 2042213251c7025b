"""Cells as values of fields, each as it is typed in front matter."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from gameplan.importers.numbers import money_text, number_text
from gameplan.importers.table import Fault
from gameplan.model.duration import length_meant
from gameplan.model.faults import nearest, simplified
from gameplan.model.own_fields import own_fields
from gameplan.model.synonyms import status_meant, type_meant
from gameplan.read.spec import spec

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.importers.dates import DateReader, Days
    from gameplan.importers.known import Known
    from gameplan.model.declaration import Declaration
    from gameplan.model.vocabulary import Vocabulary

Typed = str | list[str]
"""A value as front matter holds it."""
TIMES = frozenset(("start", "end"))
_DAYS = frozenset(("published", "reviewed", "review_by", "retire_on"))
_MONEY = frozenset(("budget", "spent"))
_LENGTHS = frozenset(("duration", "effort"))
_SPLIT = re.compile(r"(?<![^\S\n])[^\S\n]*+[,;\n|]\s*+")
_TRUE = frozenset(("true", "yes", "y", "ja", "oui", "vrai", "wahr", "x", "1", "on", "checked", "✓", "✔", "☑"))
_FALSE = frozenset(("false", "no", "n", "nein", "non", "faux", "falsch", "0", "off", "unchecked", "☐"))
_VISIBILITIES = ("public", "internal", "draft")


class Cells:
    """Reads cells by the fields that their columns mean."""

    def __init__(self, vocabulary: Vocabulary, known: Known, dates: Mapping[str, DateReader], currency: str) -> None:
        self.vocabulary, self.known, self.dates, self.currency = vocabulary, known, dates, currency
        self.references = spec(vocabulary.entry).references
        self.own = {own.name: own for own in own_fields(vocabulary.entry.fields)}
        self.said: Counter[str] = Counter()
        """What was read as another word, and how often."""

    def value(self, name: str, text: str, column: str) -> Typed | Days | Fault:
        """Return the value of a field that a cell holds."""
        if name in self.own:
            return self._own(self.own[name], text, column)
        if name in TIMES or name in _DAYS:
            found = self.dates[column].read(text)
            return found if name in TIMES else _only_day(found)
        if name in self.references:
            mark = self.references[name]
            makes = mark.kind != "entry" or name == "campaign"
            return self._references(
                mark.kind, text, single=mark.single and name != "owner", free=not mark.strict, makes=makes
            )
        if name in _MONEY:
            return money_text(text, self.currency)
        if name in _LENGTHS:
            return length_meant(text) or text
        return self._word(name, text, column)

    def _word(self, name: str, text: str, column: str) -> Typed | Fault:
        if name == "status":
            return self._status(text, column)
        if name == "type":
            return self._type(text, column)
        if name == "visibility":
            return _one_of(text, _VISIBILITIES)
        if name in ("tags", "aliases"):
            return [part for part in dict.fromkeys(_SPLIT.split(text)) if part]
        if name == "lasting":
            return _flag(text)
        return f"https://{text}" if name == "url" and text.lower().startswith("www.") else text

    def _status(self, text: str, column: str) -> str | Fault:
        words, statuses = self.vocabulary.status_words, self.vocabulary.statuses
        if text in words:
            return words[text]
        plain = {simplified(word): name for word, name in words.items()}
        meant = plain.get(simplified(text)) or status_meant(text, statuses)
        if meant:
            self.said[f"{column}: {text} is {meant}"] += simplified(text) != simplified(meant)
            return meant
        return _unknown("status", text, words, [status.name for status in statuses], column)

    def _type(self, text: str, column: str) -> str | Fault:
        types = self.vocabulary.types
        plain = {simplified(name): name for name in types}
        meant = plain.get(simplified(text)) or plain.get(simplified(text).removesuffix("s")) or type_meant(text, types)
        if meant:
            self.said[f"{column}: {text} is {meant}"] += simplified(text) != simplified(meant)
            return meant
        return _unknown("type", text, types, types, column)

    def _references(
        self, kind: str, text: str, *, single: bool, free: bool = False, makes: bool = True
    ) -> list[str] | str | Fault:
        """The ids of the pages that a cell names, all of it or the parts of a list."""
        parts = [text] if self.known.existing(kind, text) else [part for part in _SPLIT.split(text) if part]
        found: list[str] = []
        for part in dict.fromkeys(parts):
            one = self.known.find(kind, part, free=free, makes=makes)
            if isinstance(one, Fault):
                return one
            found.append(one)
        if single and len(found) > 1:
            return Fault(f"it names {len(found)}, and the field takes one", f"keep one, such as {found[0]}")
        return found[0] if single and found else list(dict.fromkeys(found))

    def _own(self, own: Declaration, text: str, column: str) -> Typed | Fault:
        """The value of a field of the playbook's own."""
        if own.type == "ref":
            return self._references(own.kind, text, single=not own.many, makes=own.kind != "entry")
        parts = [part for part in _SPLIT.split(text) if part] if own.many else [text]
        found = [self._own_one(own, part, column) for part in parts]
        values = [each for each in found if isinstance(each, str)]
        return next((each for each in found if isinstance(each, Fault)), values if own.many else values[0])

    def _own_one(self, own: Declaration, text: str, column: str) -> str | Fault:
        if own.type == "day":
            return _only_day(self.dates[column].read(text))
        if own.type == "money":
            return money_text(text, self.currency)
        if own.type == "choice":
            return _one_of(text, own.of)
        if own.type == "duration":
            return length_meant(text) or text
        if own.type == "line":
            return " ".join(text.split())
        return {"number": number_text, "flag": _flag}.get(own.type, str)(text)


def is_dated(name: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a field holds days."""
    own = {own.name for own in own_fields(vocabulary.entry.fields) if own.type == "day"}
    return name in TIMES or name in _DAYS or name in own


def _only_day(found: Days | Fault) -> str | Fault:
    return found if isinstance(found, Fault) else found.start.partition(" ")[0]


def _flag(text: str) -> str | Fault:
    word = text.strip().casefold()
    if word in _TRUE or word in _FALSE:
        return "true" if word in _TRUE else "false"
    return Fault(f"'{text[:40]}' is neither yes nor no", "write yes or no")


def _one_of(text: str, words: tuple[str, ...]) -> str | Fault:
    plain = {simplified(word): word for word in words}
    if simplified(text) in plain:
        return plain[simplified(text)]
    near = nearest(text, words)
    return Fault(f"'{text[:60]}' is not one of {', '.join(words)}", f"did you mean {near}?" if near else "")


def _unknown(what: str, text: str, words: object, names: object, column: str) -> Fault:
    near = nearest(text, words)  # type: ignore[arg-type]
    listed = list(names)  # type: ignore[call-overload]
    meant = near if near in listed else listed[0]
    hint = f"say what it is: --map '{column}:{text[:60]}={meant}'" + (
        "" if near else f", or another of {', '.join(listed)}"
    )
    return Fault(f"there is no {what} '{text[:60]}'", hint)
