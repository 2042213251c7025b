"""What front matter may say, kind by kind: the only place where a field is declared.

Every field has its type, and in the docstring beneath it what it is for; `gameplan schema` and the reference are made from here.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any, cast

from pydantic import BeforeValidator, Field, PlainValidator, ValidationInfo, WithJsonSchema, create_model

from gameplan.model.dates import parse_day
from gameplan.model.declaration import CHOICE, REF, VISIBILITIES, Declaration, word
from gameplan.model.faults import fault, simplified, suggestion
from gameplan.model.fields import (
    Ability,
    Address,
    Amount,
    Count,
    Dated,
    DateOrWindow,
    Day,
    Duration,
    Email,
    Fields,
    Flag,
    Identifier,
    Line,
    Number,
    Period,
    PlaybookWord,
    Prose,
    References,
    RefersTo,
    Repeat,
    Text,
    Texts,
    Title,
    Url,
    Word,
    Work,
    Written,
    Zone,
    as_line,
    choice,
    parse_number,
    parse_url,
)
from gameplan.model.relative_days import RelativeDay, parse_relative, relative_meant
from gameplan.model.status import STATUSES, TYPES, status_words
from gameplan.model.synonyms import status_meant, type_meant
from gameplan.model.typed_addresses import elsewhere


def _status(value: Any, info: ValidationInfo) -> str:  # noqa: ANN401 - whatever an author typed
    text = as_line(value)
    words = info.context.status_words if info.context else status_words(STATUSES)
    if text in words:
        return str(words[text])
    statuses = info.context.statuses if info.context else STATUSES
    hint = suggestion(text, words, f"write one of {', '.join(status.name for status in statuses)}")
    if not hint.startswith("write ") or hint.startswith("write one of"):
        meant = status_meant(text, statuses)
        hint = f"did you mean {meant}?" if meant else hint
    if simplified(text) == "draft":
        hint = f"{hint.removesuffix('?')}? To keep the page off the site write a line visibility: draft"
    raise fault(f"'{text}' is not a status of this playbook", hint)


def _type(value: Any, info: ValidationInfo) -> str:  # noqa: ANN401
    text = as_line(value)
    types = info.context.types if info.context else TYPES
    if text in types:
        return text
    meant = type_meant(text, types)
    otherwise = f"write one of {', '.join(types)}, or add it to the option `types`"
    hint = f"did you mean {meant}?" if meant else suggestion(text, types, otherwise)
    raise fault(f"'{text}' is not a type of this playbook", hint)


def _visibility(value: Any, info: ValidationInfo) -> str:  # noqa: ANN401
    text = as_line(value)
    known = info.context.visibilities if info.context else VISIBILITIES
    if text in known:
        return text
    raise fault(
        f"'{text}' is not one of {', '.join(known)}", suggestion(text, known, f"write one of {', '.join(known)}")
    )


Status = Annotated[
    str,
    PlainValidator(_status),
    WithJsonSchema({"enum": [status.name for status in STATUSES]}),
    PlaybookWord("statuses"),
]
Visibility = Annotated[
    str,
    PlainValidator(_visibility),
    WithJsonSchema({"enum": list(VISIBILITIES)}),
    PlaybookWord("visibilities"),
]
Type = Annotated[
    str, PlainValidator(_type), WithJsonSchema({"type": "string", "examples": list(TYPES)}), PlaybookWord("types")
]


_Elsewhere = partial(Declaration, fact=False)
"""What has a place of its own on its page."""
_Column = partial(_Elsewhere, column=True)
_Texts = partial(_Elsewhere, type="text", many=True)
_Linked = partial(_Elsewhere, type=REF)
_Signers = Declaration(type=REF, label=word("Approvers"), column=True)


class Search(Fields):
    """How Material's search treats a page."""

    exclude: Flag = False
    boost: Number | None = None


class PageFields(Fields):
    """What every page may say."""

    kind: Word | None = Field(None, description="The kind of page; default: by its folder under strategy/.")
    id: Identifier | None = Field(
        None, description="Unique within its kind, and never changed; default: the file's name."
    )
    title: Title = Field("", description="One line.")
    owner: Annotated[References, RefersTo("person", single=True, strict=False)] = Field(
        (), description="Who answers for it."
    )
    review_by: Day | None = Field(None, description="The day on which it must be looked at again.")
    visibility: Visibility = Field(
        "public",
        description="Who sees it; a projection's name too. What isn't public is nowhere in a public site or feed.",
    )
    summary: Text = Field("", description="For lists and feeds; default: the body's first sentence.")
    tags: Texts = Field((), description="Material's tags.")
    aliases: Annotated[Texts, Field(description="Former ids: their addresses redirect here.")] = ()
    feed_id: Identifier | None = Field(
        None,
        description="A former id, by which calendars and the addresses of feeds know it; `gameplan rename` writes it.",
    )
    hide: Texts = Field((), description="Material: what to hide, of navigation, toc, path, footer, feedback, tags.")
    search: Search | None = Field(None, description="Material: {exclude: true} or {boost: 2}.")


class PlainPage(PageFields):
    """A page without a kind: whatever the site's author likes; the generator's own keys are left to it."""


class Vision(PageFields):
    """The mission that all else serves."""


class Commitment(Fields):
    """What the strategy promises the calendar."""

    at_least: Count
    of: Type | None = None
    every: choice("week", "month", "quarter", "year")  # type: ignore[valid-type]


class StagedGap(Fields):
    """A gap that the team accepts."""

    audience: Line | None = None
    stage: Line | None = None
    goal: Line | None = None
    reason: Text


LIVES = ("proposed", "accepted", "achieved", "dropped")
"""The stages of a goal's life."""


class Goal(PageFields):
    """What transformation, by when; one without a parent is a goal area."""

    parent: Annotated[References, RefersTo("goal", single=True), _Column(type=REF, label=word("Part of"))] = Field(
        (), description="The goal that it is a part of."
    )
    period: Period | None = Field(None, description="When it is in force, as in 2026-Q4.")
    start: Annotated[Day | None, _Elsewhere(type="day", label=word("Start"))] = Field(
        None, description="The first day on which it is in force."
    )
    end: Annotated[Day | None, _Elsewhere(type="day", label=word("End"))] = Field(
        None, description="The last day on which it is in force."
    )
    lifecycle: Annotated[choice(*LIVES), _Column(type=CHOICE, of=LIVES, label=word("Life"))] = "accepted"  # type: ignore[valid-type]
    health: choice("on-track", "at-risk", "off-track", "done") | None = Field(  # type: ignore[valid-type]
        None, description="How it stands, by hand; default: by its KPIs."
    )
    health_reason: Text = Field("", description="Why the hand knows better than the numbers.")
    kpis: Annotated[References, RefersTo("kpi"), _Elsewhere(type=REF, label=word("KPIs"))] = Field(
        (), description="What measures it."
    )
    audiences: Annotated[References, RefersTo("audience"), _Elsewhere(type=REF, label=word("For"))] = Field(
        (), description="Whom it is for."
    )
    success: Annotated[
        Texts,
        Field(description="What it looks like when it is reached."),
        Declaration(type="text", many=True, label=word("What success looks like")),
    ] = ()
    budget: Annotated[Amount | None, _Elsewhere(type="money", label=word("Budget"))] = Field(
        None, description="What was granted for it, and for the goals below it."
    )
    non_goal: Annotated[Flag, _Elsewhere(type="flag", label=word("Non-goal"))] = Field(
        default=False, description="Something that we decided not to do; nothing may cite it."
    )
    commitments: tuple[Commitment, ...] = ()
    accepted_gaps: tuple[StagedGap, ...] = ()


class Evidence(Dated):
    """Where what is said of an audience comes from."""

    source: Line
    on: Day | None = None


class Audience(PageFields):
    """Who: a persona or segment."""

    needs: Annotated[Texts, _Texts(label=word("Needs"))] = ()
    challenges: Annotated[Texts, _Texts(label=word("Struggles with"))] = ()
    segment: Annotated[Line, _Column(type="line", label=word("Segment"))] = ""
    traits: Annotated[Texts, Field(description="What they are like."), _Texts(label=word("Traits"))] = ()
    preferences: Annotated[
        Texts, Field(description="What they like to read, watch and use."), _Texts(label=word("Preferences"))
    ] = ()
    values: Annotated[Texts, Field(description="What matters to them."), _Texts(label=word("Values"))] = ()
    buying: Annotated[Texts, Field(description="How they decide and buy."), _Texts(label=word("How they buy"))] = ()
    evidence: tuple[Evidence, ...] = Field(
        (), description="Where all this comes from, as {source, on}: interviews, surveys, numbers."
    )
    commitments: tuple[Commitment, ...] = ()
    accepted_gaps: tuple[StagedGap, ...] = ()


class JourneyNeed(Fields):
    """What a stage asks for."""

    type: Type | None = None
    channel: Line | None = None


class JourneyStage(Fields):
    """A step on the way."""

    id: Identifier
    title: Title = ""
    question: Text = ""
    promise: Text = ""
    needs: tuple[JourneyNeed, ...] = ()


class Journey(PageFields):
    """An audience's way, stage by stage."""

    audiences: Annotated[References, RefersTo("audience"), _Column(type=REF, label=word("For"))] = Field(
        (), description="Whose way it is."
    )
    stages: tuple[JourneyStage, ...] = Field((), description="Each with id, title, question, promise and needs.")
    accepted_gaps: tuple[StagedGap, ...] = ()


class Message(PageFields):
    """What we say: a pillar, a value proposition, the voice."""

    audiences: Annotated[References, RefersTo("audience"), _Column(type=REF, label=word("For"))] = ()
    goals: Annotated[References, RefersTo("goal"), _Column(type=REF, label=word("Goals"))] = ()
    proof: Annotated[Texts, Field(description="What shows that it is true."), _Texts(label=word("Proof"))] = ()


MEDIA = ("owned", "earned", "paid", "shared")
"""What a channel may be."""


class Channel(PageFields):
    """Where it is said."""

    medium: Annotated[choice(*MEDIA) | None, _Column(type=CHOICE, of=MEDIA, label=word("Medium"))] = None  # type: ignore[valid-type]
    url: Annotated[Url | None, Declaration(type="url", label=word("Web address"))] = None
    budget: Annotated[Amount | None, _Elsewhere(type="money", label=word("Budget"))] = Field(
        None, description="What was granted for it."
    )
    reach: Annotated[Number | None, Declaration(type="number", label=word("Reach"), column=True)] = Field(
        None, description="How many people it reaches in a month, or at a time."
    )
    commitments: tuple[Commitment, ...] = ()


class Reading(Dated):
    """A value on a day."""

    value: Number
    on: Day | None = None


def readings_by_day(value: Any) -> dict[date, Decimal] | str:  # noqa: ANN401
    """Read values by day, or the name of a CSV file.

    Raises:
        PydanticCustomError: where it is neither.
    """
    if isinstance(value, str):
        if not re.fullmatch(r"[^/\\:]+\.csv", value):
            raise fault(
                "readings are values by day, or the name of a CSV file",
                "write readings: {2026-10-31: 42}, or readings.csv",
            )
        return value
    if not isinstance(value, dict):
        raise fault(
            "readings are values by day, or the name of a CSV file", "write readings: {2026-10-31: 42}, or readings.csv"
        )
    return {parse_day(str(day)): parse_number(as_line(number)) for day, number in value.items() if number is not None}


Readings = Annotated[
    dict[date, Decimal] | str,
    PlainValidator(readings_by_day),
    WithJsonSchema({"anyOf": [{"type": "object", "additionalProperties": {"type": "number"}}, {"type": "string"}]}),
]


GOOD = ("up", "down")
"""What may be good of a KPI."""


class Kpi(PageFields):
    """How success is measured."""

    unit: Annotated[Line, _Column(type="line", label=word("Unit"))] = ""
    direction: Annotated[choice(*GOOD), Declaration(type=CHOICE, of=GOOD, label=word("Direction"), column=True)] = "up"  # type: ignore[valid-type]
    baseline: Reading | None = None
    target: Reading | None = None
    readings: Readings = Field(
        default_factory=dict,
        description="Values by day, or the name of a CSV file beside the page with a day and a value in each row.",
    )
    leading: Annotated[Flag, _Elsewhere(type="flag", label=word("Tells early"))] = Field(
        default=False, description="Whether it tells early, before the outcome."
    )
    goals: Annotated[References, RefersTo("goal"), _Column(type=REF, label=word("Goals"))] = ()


def _checklist(value: Any) -> dict[str, str]:  # noqa: ANN401
    hint = "write checklist: {brand: Logo and colours are right}, or a list of texts"
    if isinstance(value, str):
        return {as_line(value): as_line(value)}
    if isinstance(value, list):
        return {text: text for text in (as_line(item) for item in value if item is not None)}
    if isinstance(value, dict):
        return {str(name): as_line(text) for name, text in value.items() if text is not None}
    raise fault("a checklist is made of texts", hint)


Checklist = Annotated[
    dict[str, str],
    PlainValidator(_checklist),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string"},
                {"type": "array", "items": {"type": "string"}},
                {"type": "object", "additionalProperties": {"type": "string"}},
            ]
        }
    ),
    Prose(),
]
"""What is to be looked at, by the name under which it is ticked off: the words themselves where they have none."""


class Blackout(Fields):
    """Days on which nothing goes out."""

    start: Day
    end: Day | None = None
    reason: Text = ""


class Policy(PageFields):
    """A rule of the team."""

    applies_to: Annotated[Texts, _Column(type="text", many=True, label=word("Applies to"))] = Field(
        (), description="Types, kinds, ids of pages, or media of channels; default: everything."
    )
    approvers: Annotated[References, RefersTo("person", strict=False), _Signers] = ()
    four_eyes: Flag = Field(
        default=True, description="Whether a sign-off by the owner, or by whoever made the last change, doesn't count."
    )
    blackouts: tuple[Blackout, ...] = Field((), description="Days on which nothing goes out, as {start, end, reason}.")
    checklist: Checklist = Field(
        default_factory=dict,
        description="What must be right before an entry goes out, by name: {legal: Legal has read it}.",
    )


class Person(PageFields):
    """Who does it."""

    role: Annotated[Line, _Column(type="line", label=word("Role"))] = ""
    email: Annotated[Email | None, Declaration(type="email", label=word("E-mail"))] = None
    capacity: Ability | None = Field(
        None, description="How many entries and deadlines a week; or how much work, as 3d a week or 60 %."
    )


class Review(PageFields):
    """What was learnt."""

    period: Period | None = None
    goals: Annotated[References, RefersTo("goal"), Declaration(type=REF, label=word("Goals"), column=True)] = ()
    decisions: Texts = Field((), description="What was decided: texts, or ids of decisions.")


def _deadline_day(value: Any) -> date | RelativeDay:  # noqa: ANN401
    text = as_line(value)
    if relative := parse_relative(text):
        return relative
    if meant := relative_meant(text):
        raise fault(f"'{text}' is not a day", f"write {meant} for a day that counts from the start")
    return parse_day(text)


class NoDeadline:
    """Typed instead of a day: the entry doesn't have the deadline of its format."""


def _typed_deadline(value: Any) -> date | RelativeDay | type[NoDeadline]:  # noqa: ANN401
    return NoDeadline if value == "none" else _deadline_day(value)


DeadlineDay = Annotated[
    date,
    PlainValidator(_typed_deadline),
    WithJsonSchema({"type": "string", "examples": ["2026-11-20", "-14d", "-2w", "-5wd", "none"]}),
    Written(
        r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[-+][0-9]{1,3}(wd|d|w)|none",
        "write 2026-11-20, -14d, -2w, -5wd (workdays) or none",
    ),
]


class Deadline(Dated):
    """A production deadline."""

    on: DeadlineDay = Field(default=cast("date", None))
    """A day. As typed also one that counts from the entry's start, `NoDeadline`, or None: that of its format. See `inheritance.py`."""
    owner: Annotated[References, RefersTo("person", single=True, strict=False)] = ()
    done: Flag = False


class CountedDeadline(Deadline):
    """A deadline whose day counts from the entry's start."""

    counted: RelativeDay


class InheritedDeadline(CountedDeadline):
    """A deadline that the entry doesn't name: that of its format."""


def _deadlines(value: Any) -> dict[str, Any]:  # noqa: ANN401
    if not isinstance(value, dict):
        raise fault("deadlines are names with days", "write deadlines: {draft: 2026-11-20, review: 2026-11-27}")
    return {name: {"on": item} if isinstance(item, str) else item for name, item in value.items() if item is not None}


Deadlines = Annotated[
    dict[str, Deadline],
    BeforeValidator(_deadlines),
    WithJsonSchema({"type": "object", "additionalProperties": {"anyOf": [{"type": "string"}, {"type": "object"}]}}),
]


VERDICTS = ("keep", "update", "merge", "retire")
"""What may become of a live piece that somebody looked at."""


class Audit(Dated):
    """A look at a live piece, and what is to become of it."""

    on: Day
    verdict: choice(*VERDICTS)  # type: ignore[valid-type]
    by: Annotated[References, RefersTo("person", single=True, strict=False)] = ()
    note: Text = ""


def _way_on(value: Any) -> str:  # noqa: ANN401
    """The id of a page, or an address; what can be neither is refused."""
    text, hint = as_line(value), "write the id of a page, or an address that begins with https://"
    if "://" in text:
        if not text.lower().startswith(("https://", "http://")):
            raise fault(f"'{text}' is not an address that a page can lead to", hint)
        return parse_url(text)
    if (meant := elsewhere(text)) and not meant.startswith("mailto:"):
        raise fault(f"'{text}' is not a whole address", f"write {meant}")
    if text.endswith(".md"):
        raise fault(f"'{text}' is a file, and not an id", f"write {text.rpartition('/')[2].removesuffix('.md')}")
    if meant or text.startswith(("/", "#", "?", ".", "mailto:")):
        raise fault(f"'{text}' is neither an id nor an address", hint)
    return text


WayOn = Annotated[str, PlainValidator(_way_on), WithJsonSchema({"type": "string"}), Address()]


class _Availability(Fields):
    """The days on which people can use something; `from` is no name of Python's, so it is declared below."""

    until: Day | None = None

    @property
    def first(self) -> date:
        """The first day."""
        return cast("date", getattr(self, "from"))


if TYPE_CHECKING:
    Availability = _Availability
else:
    Availability = create_model("Availability", __base__=_Availability, __module__=__name__, **{"from": (Day, ...)})
"""The first and the last day on which people can use something; the last one may not be known."""


class EntryFields(PageFields):
    """A plan entry: how and when."""

    type: Type | None = Field(None, description="What it is: article, email, webinar, …")
    goals: Annotated[References, RefersTo("goal"), _Column(type=REF, label=word("Goals"))] = Field(
        (), description="The goals it serves: at least one."
    )
    status: Status = "planned"
    start: DateOrWindow | None = Field(None, description="A day, a moment, or a window where the day isn't known yet.")
    end: DateOrWindow | None = Field(None, description="The last day, included; for a moment the time it ends.")
    duration: Duration | None = Field(None, description="Instead of an end.")
    timezone: Zone | None = Field(None, description="Where it differs from the playbook's.")
    repeat: Repeat | None = None
    contributors: Annotated[References, RefersTo("person", strict=False), _Linked(label=word("With help from"))] = ()
    audiences: Annotated[References, RefersTo("audience"), _Linked(label=word("For"))] = ()
    stage: Annotated[Word, Field(description="A journey's stage: journey/stage.")] = ""
    channels: Annotated[References, RefersTo("channel"), _Column(type=REF, label=word("Channels"))] = ()
    messages: Annotated[References, RefersTo("message"), _Linked(label=word("Messages"))] = ()
    kpis: Annotated[References, RefersTo("kpi"), _Linked(label=word("KPIs"))] = ()
    answers: Annotated[References, RefersTo("question"), _Linked(label=word("Answers"))] = Field(
        (), description="The questions that it answers."
    )
    competitors: Annotated[References, RefersTo("competitor"), _Linked(label=word("Competitors"))] = Field(
        (), description="Whom it is up against."
    )
    theme: Annotated[References, RefersTo("theme", single=True), _Linked(label=word("Theme"))] = Field(
        (), description="The theme that it is part of."
    )
    team: Annotated[References, RefersTo("team", single=True), _Linked(label=word("Team"))] = Field(
        (), description="Who makes it; default: the team of its owner."
    )
    campaign: Annotated[References, RefersTo("entry", single=True), _Linked(label=word("Part of"))] = Field(
        (), description="The entry that it is part of."
    )
    play: Annotated[References, RefersTo("play", single=True), _Linked(label=word("Play"))] = Field(
        (), description="The recipe by which it is made."
    )
    step: Annotated[Word, Field(description="Of an entry within a campaign: the step of the play, by its id.")] = ""
    skip: Texts = Field((), description="Of a campaign: the steps of its play that it does without, by their ids.")
    depends_on: Annotated[References, RefersTo("entry"), _Linked(label=word("Depends on"))] = Field(
        (), description="Entries that come first."
    )
    deadlines: Deadlines = Field(
        default_factory=dict,
        description="Names with days, or with {on, owner, done}; -14d, -2w and -5wd (workdays) count from the start.",
    )
    checked: Texts = Field((), description="What of the checklists of its format and policies is right, by name.")
    effort: Work | None = Field(None, description="How much work it is, in hours, days or weeks of work.")
    budget: Annotated[Amount | None, _Elsewhere(type="money", label=word("Budget"))] = Field(
        None, description="What it may cost; of a campaign with its parts."
    )
    spent: Annotated[Amount | None, _Elsewhere(type="money", label=word("Spent"))] = Field(
        None, description="What it has cost so far."
    )
    published: Annotated[Day | None, _Elsewhere(type="day", label=word("Went out"))] = Field(
        None, description="The day on which it really went out."
    )
    url: Annotated[Url | None, _Elsewhere(type="url", label=word("Web address"))] = Field(
        None, description="Where it went live."
    )
    results: dict[str, Number] = Field(default_factory=dict, description="Values by KPI.")
    lasting: Annotated[Flag | None, _Elsewhere(type="flag", label=word("Stays useful"))] = Field(
        None, description="Whether it goes on serving people once it is published; default: by its type."
    )
    audited: Audit | None = Field(
        None,
        description="The last look at it, as {on, verdict, by, note}; the verdict is keep, update, merge or retire.",
    )
    available: Availability | None = Field(
        None,
        description="Of a service: the days on which it can be used, as {from, until}, instead of start and end.",
    )
    retire_on: Annotated[Day | None, _Elsewhere(type="day", label=word("Retire on"))] = Field(
        None, description="The day on which it is to be retired."
    )
    redirect: WayOn = Field(
        "", description="Where its address leads once it is retired: the id of a page, or an address."
    )
    supersedes: Annotated[References, RefersTo("entry"), _Linked(label=word("Replaces"))] = ()
    related: Annotated[References, RefersTo("entry"), _Linked(label=word("Related"))] = ()
    location: Annotated[Line, _Elsewhere(type="line", label=word("Where"))] = ""
    approved_by: Annotated[References, RefersTo("person", strict=False), _Linked(label=word("Approved by"))] = ()
    reviewed: Day | None = Field(None, description="The day on which somebody checked that it still serves its goals.")
    busy: Flag = Field(default=False, description="Whether it blocks the time in subscribers' calendars.")
    source: Annotated[Word, Field(description="Where it was imported from; `gameplan import` writes it.")] = ""


def in_force(goal: Goal) -> tuple[date | None, date | None]:
    """The first and last day on which a goal is in force; None where it has no such limit."""
    if goal.period:
        return goal.period.first, goal.period.last
    return goal.start, goal.end


def is_in_force(goal: Goal, day: date) -> bool:
    """Tell whether a goal is accepted and in force on a day."""
    first, last = in_force(goal)
    return (
        goal.lifecycle == "accepted" and not goal.non_goal and (not first or first <= day) and (not last or day <= last)
    )
