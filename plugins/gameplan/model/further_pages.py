"""What front matter may say of the kinds that come along: there when their folder has pages.

Declared as in `pages.py`; what a team would declare in the same words for a kind of its own stands in `further_kinds.py`.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Annotated, Any, cast

from pydantic import Field, PlainValidator, WithJsonSchema

from gameplan.model.declaration import REF, Declaration, word
from gameplan.model.faults import fault
from gameplan.model.fields import (
    Duration,
    Fields,
    Flag,
    Identifier,
    Line,
    Number,
    Period,
    References,
    RefersTo,
    Text,
    Texts,
    Title,
    Word,
    Work,
    Written,
    as_line,
)
from gameplan.model.pages import Checklist, PageFields, Type, readings_by_day
from gameplan.model.relative_days import RelativeDay, parse_relative, relative_meant


def _engine_readings(value: Any) -> dict[str, dict[date, Decimal]] | str:  # noqa: ANN401
    hint = "write readings: {google: {2026-10-31: 4}}, or readings.csv"
    if not isinstance(value, (dict, str)) or (isinstance(value, str) and not value.endswith(".csv")):
        raise fault("readings are values by engine and day, or the name of a CSV file", hint)
    if isinstance(value, str):
        return cast("str", readings_by_day(value))
    found: dict[str, dict[date, Decimal]] = {}
    for engine, readings in value.items():
        if not isinstance(readings, dict):
            raise fault(f"the readings of '{engine}' are values by day", hint)
        found[as_line(str(engine))] = cast("dict[date, Decimal]", readings_by_day(readings))
    return found


EngineReadings = Annotated[
    dict[str, dict[date, Decimal]] | str,
    PlainValidator(_engine_readings),
    WithJsonSchema(
        {
            "anyOf": [
                {
                    "type": "object",
                    "additionalProperties": {"type": "object", "additionalProperties": {"type": "number"}},
                },
                {"type": "string"},
            ]
        }
    ),
]


class Question(PageFields):
    """What people ask, in search and of assistants."""

    stage: Annotated[Word, Field(description="The journey's stage at which it is asked: journey/stage.")] = ""
    unit: Line = Field("", description="What the readings count; default: the place among the results.")
    readings: EngineReadings = Field(
        default_factory=dict,
        description="Values by engine and day, or the name of a CSV file beside the page with a day, an engine and a value in each row.",
    )


class Trigger(Fields):
    """When a risk has come true: a KPI beyond a bound."""

    kpi: Annotated[References, RefersTo("kpi", single=True)]
    above: Number | None = None
    below: Number | None = None


class Risk(PageFields):
    """What may get in the way, or what we take for granted."""

    trigger: Trigger | None = Field(None, description="When it has come true, as {kpi, below} or {kpi, above}.")
    response: Annotated[Text, Declaration(type="text", label=word("What we do then"))] = Field(
        "", description="What we do then."
    )


class Decision(PageFields):
    """What was decided, by whom, and whether it was done."""

    changes: Annotated[Texts, Field(description="What it changes: ids of goals, entries or other pages.")] = ()


class Theme(PageFields):
    """What a quarter is about."""

    period: Period | None = Field(None, description="When, as in 2027-Q1.")


def _relative_day(value: Any) -> RelativeDay:  # noqa: ANN401
    text = as_line(value)
    if relative := parse_relative(text):
        return relative
    meant = relative_meant(text)
    raise fault(f"'{text}' is not a number of days", f"write {meant or '-14d, -2w or -5wd (workdays)'}")


RelativeDays = Annotated[
    RelativeDay,
    PlainValidator(_relative_day),
    WithJsonSchema({"type": "string", "examples": ["-14d", "-2w", "-5wd"]}),
    Written(r"[-+]?[0-9]{1,3}(wd|d|w)", "write -14d, -2w or -5wd (workdays)"),
]
"""So many days before or after another one."""


def _counted_deadlines(value: Any) -> dict[str, RelativeDay]:  # noqa: ANN401
    if not isinstance(value, dict):
        raise fault("deadlines are names with days before the start", "write deadlines: {draft: -14d, review: -5wd}")
    return {str(name): _relative_day(item) for name, item in value.items() if item is not None}


CountedDeadlines = Annotated[
    dict[str, RelativeDay],
    PlainValidator(_counted_deadlines),
    WithJsonSchema({"type": "object", "additionalProperties": {"type": "string", "examples": ["-14d", "-2w", "-5wd"]}}),
]


class PlayStep(Fields):
    """An entry of a campaign that is made from a play."""

    id: Identifier
    title: Title
    type: Type | None = None
    at: RelativeDays = Field(RelativeDay(0, "d"), description="Counted from the play's day.")
    channels: Annotated[References, RefersTo("channel")] = ()
    audiences: Annotated[References, RefersTo("audience")] = ()
    owner: Annotated[References, RefersTo("person", single=True, strict=False)] = ()
    deadlines: CountedDeadlines = Field(
        default_factory=dict, description="Names with days that count from the step: -14d, -2w, -5wd (workdays)."
    )
    depends_on: Texts = Field((), description="The steps that come first, by their ids.")


class Play(PageFields):
    """A recipe for a campaign: its steps, each with the days before or after the campaign's own day."""

    steps: tuple[PlayStep, ...] = Field(
        (),
        description="Each with id, title, type, at (such as -14d), channels, audiences, owner, deadlines and depends_on.",
    )


class Format(PageFields):
    """How a type of content is made here; entries of that type inherit what they don't say themselves."""

    type: Type | None = Field(None, description="The type of entry; default: the file's name.")
    deadlines: CountedDeadlines = Field(
        default_factory=dict,
        description="Names with days that count from an entry's start: -14d, -2w, -5wd (workdays).",
    )
    effort: Work | None = Field(None, description="How much work one usually is.")
    checklist: Checklist = Field(
        default_factory=dict, description="What must be right before one goes out, by name: {brand: The logo is right}."
    )
    requires: Annotated[Texts, Declaration(type="line", many=True, label=word("Required fields"))] = Field(
        (), description="Fields that entries of the type must have."
    )
    approvers: Annotated[
        References, RefersTo("person", strict=False), Declaration(type=REF, label=word("Approvers"))
    ] = Field((), description="Who signs them off.")
    lasting: Annotated[Flag | None, Declaration(type="flag", label=word("Stays useful"))] = Field(
        None, description="Whether they go on serving people once they are published."
    )
    retire_after: Annotated[Duration | None, Declaration(type="duration", label=word("Retired after"))] = Field(
        None, description="How long after publication they are to be retired."
    )
