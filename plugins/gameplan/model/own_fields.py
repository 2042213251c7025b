"""Fields that a playbook declares for itself: the same declarations as those of built-in fields, made from its options."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeVar, cast

from pydantic import BeforeValidator, Field, ValidationError, create_model

from gameplan.model.declaration import CHOICE, REF, Declaration
from gameplan.model.faults import nearest
from gameplan.model.fields import (
    Amount,
    Day,
    Duration,
    Email,
    Flag,
    Line,
    Number,
    References,
    RefersTo,
    Text,
    Url,
    choice,
)
from gameplan.model.kinds import Kind
from gameplan.model.pages import PageFields
from gameplan.model.site_keys import ANYWHERE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from gameplan.model.fields import Fields
    from gameplan.model.page import Entry, Page
    from gameplan.model.pages import EntryFields
    from gameplan.model.projection import Projection

TYPES: dict[str, Any] = {
    "text": Text,
    "line": Line,
    "number": Number,
    "money": Amount,
    "day": Day,
    "duration": Duration,
    "flag": Flag,
    "url": Url,
    "email": Email,
}
"""What a field may hold, besides one of a few words (`choice`) and pages (`ref`)."""
FILTERED = (CHOICE, "flag", REF)
"""The types that views can be filtered by."""
STRUCTURAL = frozenset(
    (
        *("id", "kind", "title", "visibility", "aliases", "feed_id", "search", "hide", "tags", "type", "status"),
        *(
            "start",
            "end",
            "all_day",
            "timezone",
            "duration",
            "repeat",
            "goals",
            "parent",
            "redirect",
            "lifecycle",
            "non_goal",
        ),
    )
)
"""The fields that no projection hides: a page isn't one without them, or stands elsewhere."""
NAME = re.compile(r"[a-z][a-z0-9_]{0,40}")
"""What a field may be called."""
TAKEN = ("people", "journeys", "statuses", "find", "colour", "today")
"""Names of filters, and of what stands in the addresses of views, that are no fields."""


class _Declared(PageFields):
    """The fields of a kind with those of a playbook's own; pickled by what declares them, as no module has the class."""

    declared: ClassVar[tuple[Declaration, ...]] = ()
    """All of them, those of the kind that was extended included."""
    made_of: ClassVar[tuple[Kind, tuple[Declaration, ...], tuple[tuple[str, str], ...]]]
    """What `extended` was called with."""

    def __reduce__(self) -> tuple[object, ...]:
        return _fields, (self.made_of, self.__getstate__())


class _DeclaredKind(Kind):
    """A kind with such fields."""

    __slots__ = ()

    def __reduce__(self) -> tuple[object, ...]:
        return _declared_kind, (cast("type[_Declared]", self.fields).made_of, self.untold)


def _declared_kind(made_of: tuple[Any, ...], untold: frozenset[str]) -> Kind:
    """Return a kind from what was pickled."""
    return _without(extended(*made_of), untold)


@lru_cache(maxsize=256)
def _without(kind: Kind, untold: frozenset[str]) -> Kind:
    return replace(kind, untold=untold) if untold else kind


def _fields(made_of: tuple[Any, ...], state: Any) -> PageFields:  # noqa: ANN401 - pydantic's
    """Return the fields of a page from what was pickled."""
    model = extended(*made_of).fields
    fields = model.__new__(model)
    fields.__setstate__(state)
    return fields


def extended(kind: Kind, declared: tuple[Declaration, ...], cited: tuple[tuple[str, str], ...] = ()) -> Kind:
    """Return a kind with fields of a playbook's own; the same one for the same fields.

    Its model is a class, and much hangs on it: made anew for each build of a server, it would be kept wherever a kind is remembered.

    Args:
        kind: built in, or the playbook's own.
        declared: the fields.
        cited: the fields by which its pages cite kinds of the playbook's own, each with the kind's name.
    """
    return _extended(kind, declared, cited)


@lru_cache(maxsize=256)
def _extended(kind: Kind, declared: tuple[Declaration, ...], cited: tuple[tuple[str, str], ...]) -> Kind:
    fields: dict[str, Any] = {field: (Annotated[References, RefersTo(name)], ()) for field, name in cited}
    fields |= {own.name: _annotated(own) for own in declared}
    if not fields:
        return kind
    bases = (kind.fields,) if issubclass(kind.fields, _Declared) else (_Declared, kind.fields)
    made = create_model(kind.fields.__name__, __base__=bases, __doc__=kind.fields.__doc__, **fields)
    model = cast("type[_Declared]", made)
    model.declared, model.made_of = (*own_fields(kind.fields), *declared), (kind, declared, cited)
    return _DeclaredKind(kind.name, kind.plural, kind.folder, kind.icon, kind.field, model)


def own_fields(fields: Fields | type[Fields]) -> tuple[Declaration, ...]:
    """Return the fields of a kind that a playbook declares, and those of a kind that comes along, in their order."""
    return getattr(fields, "declared", ())


def declared_fields(fields: Fields | type[Fields]) -> tuple[Declaration, ...]:
    """Return all fields of a kind that say themselves how they are shown, in their order: first those of the built-in kinds."""
    return (*_marked(fields if isinstance(fields, type) else type(fields)), *own_fields(fields))


@lru_cache(maxsize=64)
def _marked(model: type[Fields]) -> tuple[Declaration, ...]:
    """Return the built-in fields of a kind that have such a declaration."""
    found = []
    for name, info in model.model_fields.items():
        mark = next((mark for mark in info.metadata if isinstance(mark, Declaration)), None)
        if mark is None:
            continue
        mark = replace(mark, name=name, built_in=True)
        refers = next((each for each in info.metadata if isinstance(each, RefersTo)), None)
        if refers is not None:
            mark = replace(mark, kind=refers.kind, many=not refers.single, names=not refers.strict)
        found.append(mark)
    return tuple(found)


def declared_values(
    fields: PageFields, *, named: Iterable[Declaration] | None = None
) -> list[tuple[Declaration, tuple[Any, ...]]]:
    """Return what a page says in its declared fields: of each that has any its values, in the order that was declared.

    Args:
        fields: the page's.
        named: of which fields; default: of all that are declared.
    """
    found = []
    for own in declared_fields(fields) if named is None else named:
        value = getattr(fields, own.name, None)
        if value is not None and value not in ("", ()):
            found.append((own, value if isinstance(value, tuple) else (value,)))
    return found


@lru_cache(maxsize=256)
def told_kind(kind: Kind, projection: Projection) -> Kind:
    """Return a kind without the fields that a projection hides; the same one where it shows all."""
    hidden = {own.name for own in hidden_fields(kind, projection)}
    if not hidden:
        return kind
    shown, untold = (
        kind,
        frozenset(hidden & kind.fields.model_fields.keys() - {own.name for own in own_fields(kind.fields)}),
    )
    if issubclass(kind.fields, _Declared):
        base, declared, cited = kind.fields.made_of
        shown = extended(base, tuple(own for own in declared if own.name not in hidden), cited)
        # What a kind that comes along declares itself stays declared.
        untold |= hidden & {own.name for own in own_fields(shown.fields)}
    return _without(shown, untold)


P = TypeVar("P", bound="Page")


def told_page(page: P, projection: Projection) -> P:
    """Return a page without what it says in fields that a projection hides."""
    kind = told_kind(page.kind, projection)
    if kind is page.kind:
        return page
    made = replace(page, kind=kind, fields=fields_as(kind, page.fields))
    typed = getattr(made, "typed", None)
    return (
        made
        if typed is None
        else cast("P", replace(cast("Entry", made), typed=cast("EntryFields", fields_as(kind, typed))))
    )


def withheld(whole: Kind, told: Kind) -> tuple[Declaration, ...]:
    """Return the fields that a kind has as a whole, and not where it is told; those that aren't declared have no more than a name."""
    if whole is told:
        return ()
    known = {own.name for own in declared_fields(told.fields)} | told.fields.model_fields.keys()
    declared = {own.name: own for own in declared_fields(whole.fields)}
    names = [name for name in whole.fields.model_fields if name not in known or name in told.untold]
    return tuple(declared.get(name) or Declaration(name=name, type="text", built_in=True) for name in names)


def told_again(page: P) -> P:
    """Return a page without what it has from elsewhere in fields that aren't told."""
    if not page.kind.untold:
        return page
    return replace(page, fields=fields_as(page.kind, page.fields))


def reviews_of(page: Page) -> Iterator[tuple[Declaration, date]]:
    """Yield the days in a page's own fields that must be looked at again, each with the last day on which that isn't late."""
    for own, (day, *_) in declared_values(page.fields, named=_reviewed(type(page.fields))):
        if own.review is not None and date.max - day > own.review:
            yield own, day + own.review


@lru_cache(maxsize=256)
def _reviewed(model: type[PageFields]) -> tuple[Declaration, ...]:
    """Return the fields of a kind that are looked at again."""
    return tuple(own for own in own_fields(model) if own.review is not None)


def next_look(page: Page) -> date | None:
    """Return the last day on which it isn't late to look at a page again, or at what it says in such a field; None where nobody must."""
    by = page.fields.review_by
    return min((day for day in (by, *(day for _, day in reviews_of(page))) if day is not None), default=None)


@lru_cache(maxsize=256)
def hidden_fields(kind: Kind, projection: Projection) -> tuple[Declaration, ...]:
    """Return the fields of a kind that a projection hides; those that are built in and aren't declared have no more than a name."""
    if projection.is_whole:
        return ()
    known = {own.name: own for own in declared_fields(kind.fields)}
    names = [*known, *(name for name in kind.fields.model_fields if name not in known)]
    return tuple(
        known.get(name) or Declaration(name=name, type="text", built_in=True)
        for name in names
        if name not in STRUCTURAL and projection.hides_field(kind.name, name, known.get(name))
    )


def fields_as(kind: Kind, fields: PageFields) -> PageFields:
    """Return what a page says in the fields of a kind: what it says in others, or in those that aren't told, isn't there any more.

    Args:
        kind: with no other fields than the page has.
        fields: the page's.
    """
    model = kind.fields
    said = {
        name: info.get_default(call_default_factory=True) if name in kind.untold else getattr(fields, name)
        for name, info in model.model_fields.items()
    }
    return model.model_construct(_fields_set=fields.model_fields_set & said.keys() - kind.untold, **said)


def filtered(kind: Kind) -> tuple[Declaration, ...]:
    """Return the fields of the playbook's own by which pages of a kind can be filtered."""
    return tuple(own for own in own_fields(kind.fields) if own.filter)


def filter_words(own: Declaration) -> tuple[str, ...]:
    """Return the words that a field of one's own can be filtered by; of a reference none, since its values are pages."""
    return ("yes", "no") if own.type == "flag" else own.of


def word_of(value: Any) -> str:  # noqa: ANN401 - whatever the field holds
    """Return the word of a value by which it is filtered."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def refused(own: Declaration, kind: Kind, kinds: Mapping[str, Kind], taken: Collection[str]) -> str:
    """Say why a declaration can't be, and what to write; empty where it can.

    Args:
        own: the field.
        kind: whose pages are to have it.
        kinds: all kinds by name.
        taken: the names that the playbook has given already.
    """
    return next(_faults(own, kind, kinds, taken), "") or _bad_default(own, kind)


def _faults(own: Declaration, kind: Kind, kinds: Mapping[str, Kind], taken: Collection[str]) -> Iterator[str]:
    yield from _of_name(own, kind, taken)
    yield from _of_choices(own)
    if own.type == REF and own.kind not in kinds:
        yield f"there is no kind '{own.kind}'; {meant(own.kind, kinds)}" if own.kind else "write kind: goal, or another"
    if own.kind and own.type != REF:
        yield "only a reference has a kind: write type: ref, or delete kind"
    if own.unit and own.type != "number":
        yield "only a number has a unit: write type: number, or delete unit"
    if own.many and own.type == "flag":
        yield "true and false aren't listed: delete many"
    yield from _of_use(own)


def _of_name(own: Declaration, kind: Kind, taken: Collection[str]) -> Iterator[str]:
    if not NAME.fullmatch(own.name) or own.name.startswith("x_"):
        yield "a name is made of lower-case letters, digits and underscores, and doesn't begin with x_"
    if own.name in TAKEN:
        yield f"'{own.name}' is what views and feeds are filtered by already: choose another name"
    known = {*kind.fields.model_fields, *ANYWHERE, "date", "tag", *taken}
    for name in (own.name, f"{own.name}s", own.name.removesuffix("s")):
        if name in known:
            yield f"'{name}' is a field of {kind.a_noun} already: choose another name"


def _of_use(own: Declaration) -> Iterator[str]:
    if own.review is not None and (own.type != "day" or own.many):
        yield "only a day is looked at again: write type: day and no many, or delete review"
    if own.category and own.type not in (CHOICE, REF):
        yield "only a choice and a reference can be a category: delete category"
    if own.filter and own.type not in FILTERED:
        yield f"it can't be filtered by: only {', '.join(FILTERED[:-1])} and {FILTERED[-1]} can; delete filter"


def _of_choices(own: Declaration) -> Iterator[str]:
    if own.type == CHOICE and not own.of:
        yield "a choice needs its words: write of: [one, other]"
    if own.of and own.type != CHOICE:
        yield "only a choice has words: write type: choice, or delete of"
    if len(set(own.of)) < len(own.of) or any(not word.strip() or not word.isprintable() for word in own.of):
        yield "the words of a choice are texts of one line, each there once"


def meant(word: str, known: Iterable[str]) -> str:
    """Say what was probably meant by a name that isn't known."""
    known = list(dict.fromkeys(known))
    near = nearest(word, known)
    return f"did you mean '{near}'?" if near else f"write one of {', '.join(known)}"


def _bad_default(own: Declaration, kind: Kind) -> str:
    if not own.default:
        return ""
    if own.type == REF:
        return "a reference has no default: delete it"
    try:
        extended(kind, (own,)).fields()
    except ValidationError as error:
        found = error.errors(include_url=False)[0]
        hint = (found.get("ctx") or {}).get("hint") or f"write {own.example}"
        return f"default: {found['msg']}; {hint}"
    return ""


def _annotated(own: Declaration) -> tuple[Any, Any]:
    """Return the type of a field, and what it is where a page doesn't say it."""
    if own.type == REF:
        return Annotated[References, RefersTo(own.kind, single=not own.many), _about(own)], _default(own, ())
    one: Any = choice(*own.of) if own.type == CHOICE else TYPES[own.type]
    if own.many:
        return Annotated[tuple[one, ...], BeforeValidator(_as_list), _about(own)], _default(own, ())
    return Annotated[one | None, _about(own)], _default(own, None)


def _about(own: Declaration) -> Any:  # noqa: ANN401 - pydantic's
    return Field(description=own.help or own.called)


def _default(own: Declaration, nothing: object) -> Any:  # noqa: ANN401 - pydantic's
    return Field(own.default, validate_default=True) if own.default else nothing


def _as_list(value: Any) -> Any:  # noqa: ANN401 - whatever an author typed
    """One value for a list of one."""
    return [value] if isinstance(value, str) else value
