"""What a team asks of its plan, beside what every plan is asked: how far rules look, required fields, allowed words, limits."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union, get_args, get_origin

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, field_validator

from gameplan.model.duration import parse_duration
from gameplan.model.effort import WorkWeek
from gameplan.model.faults import fault
from gameplan.model.filters import filter_names, typed_filters
from gameplan.model.kinds import PLAIN
from gameplan.model.own_fields import meant

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.model.dates import Window
    from gameplan.model.kinds import Kind
    from gameplan.model.money import Money
    from gameplan.model.vocabulary import Vocabulary

_MOST = 1000
"""A number beyond which a limit limits nothing."""


def _span(value: Any) -> timedelta:  # noqa: ANN401 - whatever stands in mkdocs.yml
    if not isinstance(value, str):
        raise fault(f"'{value}' is not a length of time", "write it with a unit, as in 90d or 13w")
    length = parse_duration(value)
    if length % timedelta(days=1):
        raise fault(f"'{value}' is not made of whole days", "write it as in 90d or 13w")
    return length


Days = Annotated[timedelta, PlainValidator(_span)]
"""A length of time in whole days, as people type it: `30d`, `13w`."""


class Cadence(BaseModel):
    """How much may go out in a period, of what some filters take."""

    model_config = ConfigDict(frozen=True, extra="allow", defer_build=True)

    at_most: int = Field(ge=0, le=_MOST, strict=True)
    every: Literal["week", "month", "quarter", "year"]

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """The values of each filter, as typed."""
        return typed_filters(self.model_extra or {})


class Limits(BaseModel):
    """Numbers by which rules judge."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    same_day: int = Field(
        1, ge=1, le=_MOST, strict=True, description="How many entries one audience may get by one channel on one day."
    )
    cadence: dict[str, Cadence] = Field(default_factory=dict, description="How much may go out in a period.")
    result_after: Days = Field(timedelta(days=28), description="How long after publication results are expected.")
    stale_after: Days = Field(
        timedelta(days=30), description="How long an idea, or what is on hold, may outlive its day."
    )

    audit_after: Days = Field(
        timedelta(days=365),
        description="How long after its last audit, or after it went out, a live piece is to be audited again.",
    )

    @field_validator("cadence")
    @classmethod
    def _named(cls, value: dict[str, Cadence]) -> dict[str, Cadence]:
        for name, cadence in value.items():
            if not cadence.filters:
                raise ValueError(f"{name}: write what it is about, as in {{at_most: 2, every: week, types: [email]}}")
        return value


AHEAD = timedelta(days=91)
"""How far promises are looked at, unless a playbook says: a quarter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Conventions:
    """What one team asks."""

    horizon: timedelta = AHEAD
    """How far ahead rules look."""
    require: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The fields that must be filled in, by the kind of page or the type of entry."""
    allowed: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    """The words that a field may hold, by the kind of page or the type of entry, and the field."""
    limits: Limits = field(default_factory=Limits)
    gates: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The fields that an entry must have from a status on. By any word that means a status."""
    currency: str = ""
    """The currency of all amounts; empty where the playbook doesn't say."""
    budgets: tuple[tuple[Window, Money], ...] = ()
    """What was granted for periods."""
    week: WorkWeek = field(default_factory=WorkWeek)
    """What a week and a day of work are."""
    workflow: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """The statuses that may come after a status; after one that isn't named, any may. By any word that means a status."""


def check_conventions(conventions: Conventions, vocabulary: Vocabulary) -> None:
    """See that all that a team speaks of is known.

    Raises:
        ValueError: with what was probably meant.
    """
    for option, asked in (("require", conventions.require), ("allowed", conventions.allowed)):
        for name, fields in asked.items():
            kinds = kinds_named(name, vocabulary)
            words = [*vocabulary.types, *vocabulary.by_name]
            if not kinds:
                raise ValueError(f"{option}: there is no kind or type '{name}'; {meant(name, words)}")
            known = [field for kind in kinds for field in kind.fields.model_fields]
            for field_name in fields:
                if field_name not in known:
                    raise ValueError(f"{option}: {name}: there is no field '{field_name}'; {meant(field_name, known)}")
                if option == "allowed" and not any(_wordy(kind, field_name) for kind in kinds):
                    raise ValueError(f"allowed: {name}: the field '{field_name}' doesn't hold words")
    _check_workflow(conventions, vocabulary)
    _check_gates(conventions, vocabulary)
    filters = filter_names(vocabulary)
    for name, cadence in conventions.limits.cadence.items():
        for filter_name in cadence.filters:
            if filter_name not in filters:
                what = meant(filter_name, (*filters, *Cadence.model_fields))
                raise ValueError(f"limits: cadence: {name}: there is no filter '{filter_name}'; {what}")


def _check_gates(conventions: Conventions, vocabulary: Vocabulary) -> None:
    known = list(vocabulary.entry.fields.model_fields)
    for name, fields in conventions.gates.items():
        if name not in vocabulary.status_words:
            raise ValueError(f"gates: there is no status '{name}'; {meant(name, vocabulary.status)}")
        for field_name in fields:
            if field_name not in known:
                raise ValueError(f"gates: {name}: entries have no field '{field_name}'; {meant(field_name, known)}")


def _check_workflow(conventions: Conventions, vocabulary: Vocabulary) -> None:
    for name, others in conventions.workflow.items():
        for word in (name, *others):
            if word not in vocabulary.status_words:
                raise ValueError(f"workflow: there is no status '{word}'; {meant(word, vocabulary.status)}")


def next_statuses(conventions: Conventions, vocabulary: Vocabulary) -> dict[str, tuple[str, ...]]:
    """The names of the statuses that may come after each that the workflow names."""
    names = vocabulary.status_words
    found: dict[str, tuple[str, ...]] = {}
    for word, others in conventions.workflow.items():
        found[names[word]] = (*found.get(names[word], ()), *(names[other] for other in others))
    return found


def kinds_named(name: str, vocabulary: Vocabulary) -> tuple[Kind, ...]:
    """The kinds of page that a name stands for: that of entries for a type, and the kind of that name."""
    typed = (vocabulary.entry,) if name in vocabulary.types else ()
    named = vocabulary.by_name.get(name)
    return (*typed, named) if named and named != PLAIN and named not in typed else typed


def _wordy(kind: Kind, name: str) -> bool:
    """Tell whether a field of a kind holds words."""
    info = kind.fields.model_fields.get(name)
    return info is not None and _types(info.annotation) <= {str, tuple[str, ...]}


def _types(annotation: Any) -> set[Any]:  # noqa: ANN401 - whatever a field may be
    """The types that a value of a field may have, but None."""
    origin = get_origin(annotation)
    if origin is Annotated:
        return _types(get_args(annotation)[0])
    if origin in (Union, UnionType):
        return {found for part in get_args(annotation) for found in _types(part)} - {type(None)}
    return {annotation}
