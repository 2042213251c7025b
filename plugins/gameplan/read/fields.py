"""Front matter to typed fields: every fault of a page is reported, each at its value."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from gameplan.diagnostics import Diagnostic, Fix, Location, Related, Rule, Span, visible
from gameplan.diagnostics.characters import first_unseen, without_unseen
from gameplan.model.date_words import clock, two_days
from gameplan.model.faults import nearest, one_of, same_word, simplified
from gameplan.model.kinds import PLAIN
from gameplan.model.nested_values import CHOICES, EXAMPLES, NESTED_KEYS
from gameplan.model.own_fields import NAME, own_fields
from gameplan.model.site_keys import ANYWHERE, ORDINARY
from gameplan.model.synonyms import key_meant
from gameplan.read.slips import SEVERAL, Slips
from gameplan.read.spec import NEVER_EMPTY, spec
from gameplan.rules import (
    DUPLICATE_KEY,
    DUPLICATE_REFERENCE,
    INVALID_VALUE,
    UNKNOWN_KEY,
    UNSAFE_TEXT,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.model.kinds import Kind
    from gameplan.model.page import Places
    from gameplan.model.pages import PageFields
    from gameplan.model.vocabulary import Vocabulary
    from gameplan.read.front_matter import FrontMatter, Value

_TRUE, _FALSE = ("true", "yes", "on"), ("false", "no", "off")
_NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,15})(?P<decimals>\.[0-9]{1,15})?")


@dataclass(frozen=True, slots=True)
class Read:
    """What a front matter says."""

    fields: PageFields
    places: Places
    extra: Mapping[str, object]
    """Keys for the site generator and its plugins, and the author's own."""
    diagnostics: list[Diagnostic]
    unread: frozenset[str]
    """The fields whose values can't be read."""


def read_fields(path: str, kind: Kind, front: FrontMatter, vocabulary: Vocabulary) -> Read:
    """Validate a front matter as that of a kind."""
    reader = _Reader(path, kind, front, vocabulary)
    reader.duplicates()
    reader.names()
    reader.texts()
    slips = Slips(path, reader.spec, front, reader.values, reader.typed)
    reader.found += slips.found
    reader.unread |= slips.lost
    reader.references()
    fields = reader.validated()
    return Read(fields, front.places.named(reader.typed), reader.extra, reader.found, frozenset(reader.unread))


class _Reader:
    def __init__(self, path: str, kind: Kind, front: FrontMatter, vocabulary: Vocabulary) -> None:
        self.path, self.kind, self.front, self.vocabulary = path, kind, front, vocabulary
        self.spec = spec(kind)
        self.values: dict[str, Value] = {}
        self.typed: dict[str, str] = {}
        """Canonical key to the key as typed."""
        self.extra: dict[str, object] = {}
        self.found: list[Diagnostic] = []
        self.unread: set[str] = set()

    def report(self, rule: Rule, span: Span, message: str, hint: str = "", **more: Any) -> None:  # noqa: ANN401
        location = Location(self.path, span)
        self.found.append(Diagnostic(rule=rule, message=message, location=location, hint=hint or None, **more))

    @cached_property
    def taken(self) -> frozenset[str]:
        """The fields whose keys stand here, however spelt."""
        return frozenset(self.spec.names[name] for name in self.front.values if name in self.spec.names)

    def duplicates(self) -> None:
        for duplicate in self.front.duplicates:
            related = (Related(Location(self.path, duplicate.first), "the first, which counts"),)
            name = visible(duplicate.name)
            self.report(
                DUPLICATE_KEY,
                duplicate.span,
                f"the key '{name}' stands here a second time",
                "delete one of the two lines",
                related=related,
            )

    def names(self) -> None:
        """Sort the keys: known, the author's own, the generator's, unknown."""
        front, names = self.front.values, self.spec.names
        meant = list(map(names.get, front))
        if None not in meant and len(set(meant)) == len(meant) and None not in front.values():
            # What nearly every front matter is: each key is known, stands here once, and has a value.
            self.typed = dict(zip(meant, front, strict=True))  # type: ignore[arg-type]
            self.values = dict(zip(meant, front.values(), strict=True))  # type: ignore[arg-type]
            return
        for name, value in front.items():
            canonical = names.get(name)
            if canonical is None:
                self._unknown(name, value)
            elif canonical in self.typed:
                related = (
                    Related(
                        Location(self.path, self.front.places.key(self.typed[canonical])), "the first, which counts"
                    ),
                )
                message = f"'{name}' and '{self.typed[canonical]}' are one field"
                self.report(
                    DUPLICATE_KEY, self.front.places.key(name), message, "keep one of the two lines", related=related
                )
            else:
                self._known(canonical, name, value)

    def _known(self, canonical: str, name: str, value: Value) -> None:
        self.typed[canonical] = name
        if value is not None:
            self.values[canonical] = value
        elif canonical in NEVER_EMPTY:
            self.report(INVALID_VALUE, self.front.places.value(name), f"{name} is empty", NEVER_EMPTY[canonical])
            self.unread.add(canonical)
            if canonical == "visibility":
                self.values[canonical] = "draft"

    def _unknown(self, name: str, value: Value) -> None:
        if name.startswith(("x_", "x-")) or self._is_passed(name):
            self.extra[name] = self._as_yaml(value, (name,))
            return
        span = self.front.places.key(name)
        if first_unseen(name):
            self.unread.update(key for key in (self.spec.names.get(without_unseen(name)),) if key)
            self.report(
                UNSAFE_TEXT,
                span,
                f"the key '{visible(name)}' holds a character that can't be seen",
                "type the key again",
            )
            return
        if (name[:1] + name[-1:]).strip() != name[:1] + name[-1:]:
            hint = "replace it with ordinary blanks: delete the space at the start of the line and type it again"
            message = "this line is indented with a no-break space, pasted from a web page or a word processor"
            self.report(UNKNOWN_KEY, span, message, hint)
            return
        near = self._key_meant(name)
        taken = near and self.spec.names[near] in self.taken
        message = f"'{visible(name)}' is not a key of {self.kind.a_noun}"
        if near and taken:
            self.report(UNKNOWN_KEY, span, message, f"delete the line: {near} stands here already")
        elif near == "deadlines" and isinstance(value, str):
            self.report(UNKNOWN_KEY, span, message, f"write deadlines: {{{_key(name)}: {visible(value)}}}")
        elif near:
            edit = Fix(span, near, same_word(name, near)).quoted_as(self.front.places.lines[span.line - 2])
            self.report(UNKNOWN_KEY, span, message, f"did you mean '{near}'?", fix=edit)
            self.unread.add(self.spec.names[near])
            if simplified(near) == simplified(name):
                # `Title:` is title: one slip should be one finding, and not a missing title too.
                self._known(self.spec.names[near], name, value)
        else:
            self.report(UNKNOWN_KEY, span, message, self._unwanted(_key(name)))

    def _unwanted(self, key: str) -> str:
        """Say what to do with a key that means nothing here."""
        hint = f"delete the line, or write x_{key} for a key of your own"
        if self.kind == PLAIN or not NAME.fullmatch(key):
            return hint
        return f"{hint}; to have it checked and shown: fields: {{{self.kind.name}: {{{key}: {{type: line}}}}}} in mkdocs.yml"

    def _key_meant(self, name: str) -> str | None:
        """The key that was probably meant by one that is not known."""
        near = _nearest_key(name, self.kind)
        if near and same_word(name, near):
            return near
        return key_meant(name, self.spec.names, self.taken) or near

    def _is_passed(self, name: str) -> bool:
        return name in ANYWHERE or (self.kind == PLAIN and name in ORDINARY) or name in self.vocabulary.pass_through

    def _as_yaml(self, value: Value, path: tuple[str | int, ...]) -> object:
        """A value as who reads it by YAML takes it: we keep all of them as texts."""
        if isinstance(value, list):
            return [self._as_yaml(item, (*path, number)) for number, item in enumerate(value)]
        if isinstance(value, dict):
            return {name: self._as_yaml(item, (*path, name)) for name, item in value.items()}
        if value is None:
            return None
        meant = _meant(value)
        return value if meant is value or self._is_quoted(path) else meant

    def _is_quoted(self, path: tuple[str | int, ...]) -> bool:
        span, rows = self.front.places.value(*path), self.front.places.lines
        return 2 <= span.line < len(rows) + 2 and rows[span.line - 2][span.column - 1 : span.column] in ("'", '"')  # noqa: PLR2004 - front matter begins in line 2

    def texts(self) -> None:
        """Characters that can't be seen."""
        text = self.front.places.text or ""
        if "\\" in text or (not text.isascii() and first_unseen(text)):
            self.values = {name: self._cleaned(value, (self.typed[name],)) for name, value in self.values.items()}
            self.extra = {
                name: value if name.startswith(("x_", "x-")) else self._cleaned(value, (name,))
                for name, value in self.extra.items()
            }

    def _cleaned(self, value: Any, path: tuple[str | int, ...]) -> Any:  # noqa: ANN401 - whatever YAML can say
        """The value without its unseen characters, each text that had some reported."""
        if isinstance(value, str):
            if unseen := first_unseen(value):
                message = f"{path[0]} holds the character U+{ord(unseen):04X}, which can't be seen"
                self.report(
                    UNSAFE_TEXT,
                    self.front.places.value(*path),
                    message,
                    "delete it: type the text again, without pasting",
                )
                return without_unseen(value)
            return value
        if isinstance(value, list):
            return [self._cleaned(item, (*path, number)) for number, item in enumerate(value)]
        if isinstance(value, dict):
            return {without_unseen(key): self._cleaned(item, (*path, key)) for key, item in value.items()}
        return value

    def references(self) -> None:
        """One id or a list of ids: each element is judged by itself."""
        for name, refers in self.spec.references.items():
            if name in self.values:
                ids = _distinct(self.values[name])
                ids = self._judged(self.typed[name], self.values[name]) if ids is None else ids
                if refers.single:
                    ids = self._single(name, ids)
                self.values[name] = ids

    def _single(self, name: str, ids: list[str]) -> list[str]:
        """The one id of a field that takes one; where more are listed, each is told where it belongs."""
        given = [item for item in ids if item]
        if len(given) < SEVERAL:
            return ids
        typed = self.typed[name]
        spare = "contributors" if name == "owner" and "contributors" in self.spec.names.keys() - self.taken else ""
        hint = one_of(typed, given, spare)
        self.report(INVALID_VALUE, self.front.places.value(typed), f"{typed} takes one id", visible(hint))
        return given[:1]

    def _judged(self, typed: str, value: Value) -> list[str]:
        """The ids of a field, empty where there is none, each that is wrong reported."""
        ids: list[str] = []
        for number, item in enumerate(value if isinstance(value, list) else [value]):
            place = (typed, number) if isinstance(value, list) else (typed,)
            if isinstance(item, list) and item and all(isinstance(part, str) for part in item):
                # `[[grow]]` is what a text takes for a reference.
                inner = [str(part).strip() for part in item]
                listed = f"{typed}: [{', '.join(inner)}]"
                self.report(
                    INVALID_VALUE,
                    self.front.places.value(*place),
                    f"{typed}: one pair of brackets is enough",
                    f"write {visible(listed)}",
                )
                ids += [part for part in inner if part not in ids]
                continue
            if not isinstance(item, str):
                if item is not None:
                    hint = f"write {typed}: [one-id, another-id]"
                    self.report(INVALID_VALUE, self.front.places.value(*place), f"{typed}: an id must be a text", hint)
                ids.append("")
                continue
            if item.strip() and item.strip() in ids:
                message = f"'{visible(item)}' is cited twice"
                self.report(DUPLICATE_REFERENCE, self.front.places.value(*place), message, "delete one of the two")
            ids.append(item.strip())
        return ids

    def validated(self) -> PageFields:
        """The fields; what is invalid counts as not written, but an invalid visibility is never public."""
        values = self.values
        for _ in range(2):
            try:
                return self.kind.fields.model_validate(values, context=self.vocabulary)
            except ValidationError as error:
                for fault in _worst(error):
                    self._invalid(fault)
                    name = str(fault["loc"][0]) if fault["loc"] else ""
                    values.pop(name, None)
                    self.unread.add(name)
                    if name == "visibility":
                        values["visibility"] = "draft"
        return self.kind.fields()

    def _invalid(self, fault: Mapping[str, Any]) -> None:
        location = tuple(part for part in fault["loc"] if part != "[key]")
        name = str(location[0]) if location else ""
        typed = self.typed.get(name, name)
        place = (typed, *location[1:])
        context = fault.get("ctx") or {}
        message, hint = _worded(fault), context.get("hint") or _advice(fault) or self._example(name, typed)
        hint = self._fitting(name, fault.get("input"), hint)
        rule = UNSAFE_TEXT if fault["type"] == "unsafe_text" else INVALID_VALUE
        within = ".".join(str(part) for part in place if isinstance(part, str))
        span = self.front.places.key(*place) if fault["type"] == "extra_forbidden" else self.front.places.value(*place)
        fix = _fix(fault.get("input"), hint, span)
        fix = fix.quoted_as(self.front.places.lines[span.line - 2]) if fix else None
        message = message if message.startswith(f"{within} ") else f"{within}: {message}"
        self.report(rule, span, visible(message), visible(hint), fix=fix)

    def _example(self, name: str, typed: str) -> str:
        """Say what to write in a field of the playbook's own."""
        return next((f"write {typed}: {own.example}" for own in own_fields(self.kind.fields) if own.name == name), "")

    def _fitting(self, name: str, typed: object, hint: str) -> str:
        """Adapt a hint to its field: a time of day needs the day of the start, and two days need two fields."""
        if not isinstance(typed, str):
            return hint
        start = self.values.get("start")
        day = re.match(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?=$|[T ])", start) if isinstance(start, str) else None
        if name == "end" and day and (moment := clock(typed)):
            # Without a time in the start, the end would be refused.
            timed = len(start) > len(day[0]) if isinstance(start, str) else False
            written = f"{day[0]} {moment:%H:%M}"
            return (
                f"write {written}"
                if timed
                else f"write a time in start too, as in start: {day[0]} 09:00, and end: {written}"
            )
        if hint.startswith("write start: ") and name not in ("start", "end") and (days := two_days(typed)):
            return f"write {days[0]} or {days[1]}"
        return hint


def _meant(text: str) -> object:
    """Return the value of a plain YAML text: a truth, a number, or the text itself."""
    word = text.lower() if len(text) <= len("false") else ""
    if word in _TRUE or word in _FALSE:
        return word in _TRUE
    if number := _NUMBER.fullmatch(text):
        return float(text) if number["decimals"] else int(text)
    return text


def _distinct(value: Value) -> list[str] | None:
    """The ids of a field, where nothing is wrong with any of them."""
    items = value if isinstance(value, list) else [value]
    ids = [item.strip() for item in items if isinstance(item, str)]
    return ids if len(items) == len(ids) == len(set(ids)) and all(ids) else None


def _worst(error: ValidationError) -> list[Any]:
    """One fault for each value, the first that pydantic names."""
    seen: dict[tuple[Any, ...], Any] = {}
    for fault in error.errors(include_url=False):
        seen.setdefault(fault["loc"], fault)
    return list(seen.values())


_LISTS = frozenset(("tuple_type", "list_type"))
_SHAPES = _LISTS | {"model_type", "dict_type", "model_attributes_type"}
"""Pydantic's names for a value that is of another form than its field."""


def _advice(fault: Mapping[str, Any]) -> str:
    """Say what to do about faults that pydantic finds itself."""
    name = str(fault["loc"][-1]) if fault["loc"] else ""
    if fault["type"] == "missing":
        return f"write {name}: {CHOICES.get(name, '…')}"
    if fault["type"] == "extra_forbidden":
        near = nearest(name, NESTED_KEYS)
        return f"did you mean '{near}'?" if near else "delete it"
    named = [part for part in fault["loc"] if isinstance(part, str)]
    if fault["type"] in _SHAPES and (example := EXAMPLES.get(named[-1] if named else "")):
        whole = (
            example[0]
            if isinstance(fault["loc"][-1], int)
            else f"{named[-1]}: {example[0] if example[1] else f'[{example[0]}]'}"
        )
        return f"write {whole}"
    return ""


def _worded(fault: Mapping[str, Any]) -> str:
    """Pydantic's own faults, in words for people."""
    kind = fault["type"]
    if kind == "missing":
        return "this is missing"
    if kind == "extra_forbidden":
        return "this key is not known"
    if kind in _LISTS:
        return "this must be a list"
    if kind in _SHAPES:
        return "this must be made of keys and values"
    return str(fault["msg"])


def _fix(typed: object, hint: str, span: Span) -> Fix | None:
    """The hint as an edit, where it says what to write in the place of one text on one line."""
    word = hint.removeprefix("write ")
    simple = isinstance(typed, str) and hint.startswith("write ") and re.fullmatch(r"[\w.:+-]+(?: [0-9:]+)?", word)
    return Fix(span, word) if simple and span.line == span.end_line else None


def _key(name: str) -> str:
    """A name as a key: lower-case letters, digits and underscores."""
    return re.sub(r"[^a-z0-9_]+", "_", name.lower()).strip("_")[:60] or "key"


@lru_cache(maxsize=4096)
def _nearest_key(name: str, kind: Kind) -> str | None:
    return nearest(name, spec(kind).names)
