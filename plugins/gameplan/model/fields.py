"""The types of front-matter fields: text in, values out, refusals with the corrected form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, get_args
from urllib.parse import unquote, urlsplit

from pydantic import (
    AliasChoices,
    AliasGenerator,
    BaseModel,
    ConfigDict,
    PlainValidator,
    WithJsonSchema,
    model_validator,
)

from gameplan.model.dates import When, Window, parse_day, parse_period, parse_when
from gameplan.model.duration import parse_duration
from gameplan.model.effort import Capacity, Effort, parse_capacity, parse_effort
from gameplan.model.faults import fault, suggestion
from gameplan.model.recurrence import Recurrence, parse_repeat
from gameplan.model.zones import parse_zone

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

MAX_TITLE = 200
MAX_ID = 100
MAX_URL = 2000


class Fields(BaseModel):
    """Base of everything that is written in front matter."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True)


SECOND_NAMES = {"on": "date"}
"""Keys within values that have a second name: in YAML 1.1, as other programs read it, `on` is the word true."""


def _typed_as(name: str) -> str | AliasChoices:
    return AliasChoices(name, SECOND_NAMES[name]) if name in SECOND_NAMES else name


class Dated(Fields):
    """Base of values with a day, which stands behind `on` or behind its second name."""

    model_config = ConfigDict(alias_generator=AliasGenerator(validation_alias=_typed_as))

    @model_validator(mode="before")
    @classmethod
    def one_name(cls, value: Any) -> Any:  # noqa: ANN401 - whatever an author typed
        """Refuse a day that stands there under both names."""
        for name, second in SECOND_NAMES.items() if isinstance(value, dict) else ():
            if name in value and second in value:
                raise fault(f"'{name}' and '{second}' are one key", "keep one of the two")
        return value


@dataclass(frozen=True, slots=True)
class RefersTo:
    """Marks a field whose values are identifiers of pages of a kind."""

    kind: str
    single: bool = False
    """Whether the field takes one identifier only."""
    strict: bool = True
    """Whether free text is refused also where the playbook has no page of that kind."""


@dataclass(frozen=True, slots=True)
class Prose:
    """Marks a field whose values are words for people: what is cut off from one is lost."""


@dataclass(frozen=True, slots=True)
class Address:
    """Marks a field whose values are addresses: one that leads to a page that isn't shown isn't shown either."""


@dataclass(frozen=True, slots=True)
class Written:
    """Marks a field whose values have a form of their own: a pattern that all of them match, and what to type."""

    pattern: str
    """For Python and for browsers (ECMAScript), and for the whole value."""
    hint: str


@dataclass(frozen=True, slots=True)
class PlaybookWord:
    """Marks a field that takes one of the playbook's own words."""

    of: str
    """`statuses`, `types` or `visibilities`."""


@lru_cache(maxsize=512)
def marked(model: type[BaseModel], mark: type) -> frozenset[str]:
    """Return the fields of a model whose types, or those of their items, have a mark.

    Args:
        model: whose fields.
        mark: the class of the mark, such as `Prose`.
    """
    return frozenset(
        name
        for name, info in model.model_fields.items()
        if any(isinstance(each, mark) for each in (*info.metadata, *parts_of(info.annotation)))
    )


def parts_of(annotation: object) -> Iterator[object]:
    """Yield a type and all that it is made of, its marks included, as `tuple[Url, ...]` is of addresses."""
    yield annotation
    for part in get_args(annotation):
        yield from parts_of(part)


@lru_cache(maxsize=512)
def referring(model: type[BaseModel]) -> dict[str, RefersTo]:
    """Return the fields of a model that take ids of pages, each with the mark that says of which."""
    fields = model.model_fields.items()
    return {name: mark for name, info in fields for mark in info.metadata if isinstance(mark, RefersTo)}


@lru_cache(maxsize=512)
def holding(model: type[BaseModel], has: Callable[[type[BaseModel]], Collection[str]]) -> frozenset[str]:
    """Return the fields of a model that hold others, at any depth, of which something is true.

    Args:
        model: whose fields.
        has: what is asked of each model within it: the names of the fields of which it is true.
    """
    return frozenset(
        name
        for name, info in model.model_fields.items()
        for part in parts_of(info.annotation)
        if isinstance(part, type) and issubclass(part, Fields) and (has(part) or holding(part, has))
    )


def _text(value: Any) -> str:  # noqa: ANN401 - whatever an author typed
    if isinstance(value, str):
        return value
    if isinstance(value, list):
        alone = value[0] if len(value) == 1 and isinstance(value[0], str) else None
        hint = f"leave the brackets out: {alone}" if alone else "leave the brackets out, or put the whole in quotes"
        raise fault("this must be one text, and the brackets make it a list", hint)
    if isinstance(value, dict):
        [(key, rest), *more] = value.items() or [("", None)]
        whole = f'write "{key}: {rest}"' if isinstance(rest, str) and not more else "put the whole text in quotes"
        raise fault("this must be one text, and a colon followed by a blank parts it in two", whole)
    raise fault("this must be text, and is empty", "write a text")


def as_line(value: Any) -> str:  # noqa: ANN401
    """A text of one line, or a fault."""
    if isinstance(value, str) and value.isprintable():
        return value.strip()
    typed = _text(value)
    text = typed.strip()
    if "\n" in text or "\r" in text:
        raise fault("this must be one line", "put it on one line")
    if "\t" in typed:
        raise fault("this holds a tab", "use a blank instead of the tab", unsafe=True)
    return text


def _title(value: Any) -> str:  # noqa: ANN401
    text = as_line(value)
    if len(text) > MAX_TITLE:
        raise fault(f"the title has {len(text)} characters", f"shorten it to {MAX_TITLE} or fewer")
    if len(text) > 1 and text[0] in "“”„" and text[-1] in "“”":
        raise fault("these quotes are typographic: they become part of the title", f'write title: "{text[1:-1]}"')
    return text


def _identifier(value: Any) -> str:  # noqa: ANN401
    text = as_line(value)
    if not re.search(r"\w", text):
        raise fault("an id needs a letter or a digit", "write a short name, as in id: spring-launch")
    if len(text) > MAX_ID:
        raise fault(f"the id has {len(text)} characters", f"shorten it to {MAX_ID} or fewer")
    return text


def _parsed(parse: Callable[[str], Any]) -> PlainValidator:
    """A validator that parses texts; days, statuses and amounts come again and again, and are read once."""

    @lru_cache(maxsize=1024)
    def remembered(typed: str) -> Any:  # noqa: ANN401 - of the field's type
        return parse(as_line(typed))

    return PlainValidator(lambda value: remembered(value) if value.__class__ is str else parse(as_line(value)))


_NUMBER = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,9})?")
_AMOUNT = re.compile(r"[0-9][0-9.,' ]*\s?[A-Z]{3}|[€$£]\s?[0-9][0-9.,' ]*|[0-9][0-9.,' ]*\s?[€$£]")
_EMAIL = re.compile(r"[^\s@<>\"']{1,64}@[^\s@<>\"']{1,190}")


def parse_number(text: str) -> Decimal:
    """A decimal number, or a fault."""
    if not _NUMBER.fullmatch(text):
        plain = re.sub(r"[,'_  ]", "", text).rstrip("%€$£ ")
        hint = f"write {plain}" if _NUMBER.fullmatch(plain) else "write a number such as 1200 or 3.5"
        raise fault(f"'{text}' is not a number", hint)
    return Decimal(text)


def _count(text: str) -> int:
    number = parse_number(text)
    if number != number.to_integral_value() or number < 0:
        raise fault(f"'{text}' is not a whole number", "write 1, 2, 3 …")
    return int(number)


def _flag(text: str) -> bool:
    word = text.lower()
    if word not in ("true", "false"):
        yes = word in ("yes", "y", "on", "1")
        no = word in ("no", "n", "off", "0")
        raise fault(
            f"'{text}' is neither true nor false",
            f"write {'true' if yes else 'false'}" if yes or no else "write true or false",
        )
    return word == "true"


_PLAIN_URL = re.compile(r"https?://[a-z0-9][a-z0-9.-]*(?:/[A-Za-z0-9._~/-]*)?")
"""What most addresses look like: nothing in them can be wrong."""


def parse_url(text: str) -> str:
    """An absolute http(s) address, mailto, or a path inside the site: nothing that runs or leaves the site unseen."""
    hint = "write an address such as https://example.com/page"
    if len(text) > MAX_URL:
        raise fault(f"the address has {len(text)} characters", f"an address has at most {MAX_URL}")
    if _PLAIN_URL.fullmatch(text):
        return text
    if text.lower().startswith("www."):
        raise fault(f"'{text}' is a path, and not an address", f"write https://{text}")
    if re.search(r"[\s\"'<>\\^`{|}]", text):
        raise fault(
            "the address has a blank, quote or bracket in it", "write %20 for a blank, and leave the others out"
        )
    try:
        parts = urlsplit(text)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        raise fault(f"'{text}' is not an address", hint) from None
    if parts.username is not None or parts.password is not None:
        raise fault("the address has a user name in it", "leave out everything before the @")
    if parts.scheme in ("http", "https") and host:
        return text
    if parts.scheme == "mailto" and "@" in parts.path:
        return text
    inside = (
        not parts.scheme and not parts.netloc and not text.startswith("/") and ":" not in text.split("/", maxsplit=1)[0]
    )
    if inside and ".." not in unquote(parts.path).replace("\\", "/").split("/"):
        return text
    raise fault(f"'{text}' is not an address that a page may link to", hint, unsafe=True)


def _email(text: str) -> str:
    if not _EMAIL.fullmatch(text):
        raise fault(f"'{text}' is not an e-mail address", "write it as name@example.com")
    return text


def _amount(text: str) -> str:
    if not _AMOUNT.fullmatch(text):
        raise fault(f"'{text}' is not an amount of money", "write a number and a currency: 1500 EUR")
    return text


def choice(*names: str) -> Any:  # noqa: ANN401 - an annotation
    """The type of a field that takes one of a few words."""

    def check(text: str) -> str:
        if text in names:
            return text
        hint = suggestion(text, names, f"write one of {', '.join(names)}")
        raise fault(f"'{text}' is not one of {', '.join(names)}", hint)

    return Annotated[str, _parsed(check), WithJsonSchema({"enum": list(names)})]


def _listed(value: Any) -> tuple[str, ...]:  # noqa: ANN401
    """One text, or a list of texts."""
    if isinstance(value, str):
        return (value,)
    if isinstance(value, list):
        return tuple([as_line(item) for item in value if item is not None])
    raise fault("this must be a text or a list of texts", "write it as [one, two]")


def _references(value: Any) -> tuple[str, ...]:  # noqa: ANN401
    return tuple([text for text in _listed([value] if isinstance(value, str) else value) if text])


_WHEN = r"[0-9]{4}(-(Q[1-4]|H[12]|[0-9]{2}(-[0-9]{2}([Tt\s]\s*[0-9]{2}:[0-9]{2}.*)?)?))?|[Tt][Bb][Dd]"
_DATE_PATTERN = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

# Whatever these validators return is of the type already, so pydantic needn't look at it again.
Text = Annotated[str, PlainValidator(lambda value: _text(value).strip()), WithJsonSchema({"type": "string"}), Prose()]
Line = Annotated[str, PlainValidator(as_line), WithJsonSchema({"type": "string"}), Prose()]
Word = Annotated[str, PlainValidator(as_line), WithJsonSchema({"type": "string"})]
Title = Annotated[str, PlainValidator(_title), WithJsonSchema({"type": "string", "maxLength": MAX_TITLE}), Prose()]
Identifier = Annotated[str, PlainValidator(_identifier), WithJsonSchema({"type": "string", "maxLength": MAX_ID})]
Texts = Annotated[
    tuple[str, ...],
    PlainValidator(_listed),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
    Prose(),
]
References = Annotated[
    tuple[str, ...],
    PlainValidator(_references),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
Number = Annotated[Decimal, _parsed(parse_number), WithJsonSchema({"type": "number"})]
Count = Annotated[int, _parsed(_count), WithJsonSchema({"type": "integer", "minimum": 0})]
Flag = Annotated[bool, _parsed(_flag), WithJsonSchema({"type": "boolean"})]
Url = Annotated[str, _parsed(parse_url), WithJsonSchema({"type": "string", "format": "uri-reference"}), Address()]
Email = Annotated[
    str,
    _parsed(_email),
    WithJsonSchema({"type": "string", "format": "email"}),
    Written(r"[^\s@]+@[^\s@]+", "write it as name@example.com"),
]
Amount = Annotated[
    str,
    _parsed(_amount),
    WithJsonSchema({"type": "string", "examples": ["1500 EUR"]}),
    Written(_AMOUNT.pattern, "write a number and a currency: 1500 EUR"),
]
Day = Annotated[date, _parsed(parse_day), WithJsonSchema({"type": "string", "pattern": _DATE_PATTERN})]
DateOrWindow = Annotated[
    When,
    _parsed(parse_when),
    WithJsonSchema({"type": "string", "examples": ["2026-12-03", "2026-12-03 09:00", "2026-Q4", "TBD"]}),
    Written(_WHEN, "write 2026-12-03, 2026-12-03 09:00, 2026-Q4 or TBD"),
]
Period = Annotated[
    Window,
    _parsed(parse_period),
    WithJsonSchema({"type": "string", "examples": ["2026-Q4", "2026-10-01/2026-12-31"]}),
    Written(rf"({_WHEN})(\s*/\s*({_WHEN}))?", "write 2026-Q4, 2026-12 or 2026-10-01/2026-12-31"),
]
Duration = Annotated[
    timedelta,
    _parsed(parse_duration),
    WithJsonSchema({"type": "string", "examples": ["90m", "3d"]}),
    Written(r"([0-9.]+\s*(w|d|h|min|m)\s*)+", "write a number with m, h, d or w: 90m, 3d"),
]
Work = Annotated[
    Effort,
    _parsed(parse_effort),
    WithJsonSchema({"type": "string", "examples": ["4h", "3d"]}),
    Written(r"[0-9].*", "write a number with h, d or w: 4h, 3d"),
]
Ability = Annotated[
    Capacity,
    _parsed(parse_capacity),
    WithJsonSchema({"anyOf": [{"type": "number"}, {"type": "string"}], "examples": ["4", "3d a week", "60 %"]}),
]
Repeat = Annotated[
    Recurrence,
    PlainValidator(parse_repeat),
    WithJsonSchema(
        {"anyOf": [{"type": "string"}, {"type": "object"}], "examples": ["FREQ=WEEKLY;BYDAY=MO;UNTIL=20270630"]}
    ),
]
Zone = Annotated[str, _parsed(parse_zone), WithJsonSchema({"type": "string", "examples": ["Europe/Berlin"]})]
