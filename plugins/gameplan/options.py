"""Options: every setting, as it stands in `mkdocs.yml` under `plugins: - gameplan:`."""

from __future__ import annotations

import posixpath
import re
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, Any, Literal
from uuid import UUID

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    ValidationError,
    field_validator,
    model_validator,
)

from gameplan.diagnostics import Rule, Severity
from gameplan.model.addresses import FOLDERS, reserved
from gameplan.model.conventions import AHEAD, Conventions, Days, Limits, check_conventions
from gameplan.model.dates import FIRST_YEAR, LAST_YEAR, parse_period
from gameplan.model.declaration import Declaration
from gameplan.model.duration import parse_duration, parts_of
from gameplan.model.effort import WorkWeek
from gameplan.model.faults import nearest
from gameplan.model.fields import Amount, Fields, Period, referring
from gameplan.model.filters import feed_families, filter_names, lane_names, typed_filters
from gameplan.model.further_kinds import BUILT_IN, FURTHER_KINDS
from gameplan.model.kinds import ENTRY, PLAIN, Kind
from gameplan.model.languages import parse_language
from gameplan.model.money import parse_money
from gameplan.model.own_fields import extended, meant, refused
from gameplan.model.pages import PageFields
from gameplan.model.projection import PUBLIC, PUBLIC_NAME, WHOLE, Projection, chosen_projection
from gameplan.model.public_holidays import unknown_country
from gameplan.model.status import LASTING, STATUSES, TYPES, Stage, Status
from gameplan.model.vocabulary import Vocabulary
from gameplan.model.zones import parse_zone
from gameplan.option_values import Settings, field_names, one_or_more
from gameplan.projection_options import ProjectionOption, check_projections, projections_of

if TYPE_CHECKING:
    from collections.abc import Iterable

Level = Literal["off", "info", "warning", "error"]
Length = Annotated[timedelta, BeforeValidator(lambda value: parse_duration(value) if isinstance(value, str) else value)]
"""A length of time as people type it: `90m`, `4h`, `30d`."""
_FARTHEST = timedelta(days=2 * 366)
_LONGEST_WAIT = timedelta(days=10 * 366)
_NAME = re.compile(r"[a-z][a-z0-9-]{0,40}")
_BESIDE = re.compile(r"[\w][\w.-]{0,80}\.ics")
_COUNTRY = re.compile(r"[A-Z]{2}(?:-[A-Z0-9]{1,6})?")
_MOST_LETTERS, _MOST_WORDS = 60, 300
_MOST_DAYS, _MINUTE = 7, timedelta(minutes=1)


def _countries(value: object) -> object:
    """One or more texts; MkDocs reads NO, which is Norway, as a YAML 1.1 no."""
    listed = value if isinstance(value, (list, tuple)) else [value]
    return ["NO" if each is False else each for each in listed]


class FieldOption(Settings):
    """A field that a playbook adds to a kind."""

    type: Literal["text", "line", "number", "money", "day", "duration", "choice", "flag", "url", "email", "ref"]
    """What it holds."""
    of: tuple[str, ...] = ()
    """The words of a choice."""
    kind: str = ""
    """The kind of the pages that it names."""
    many: StrictBool = False
    unit: str = Field("", max_length=_MOST_LETTERS)
    label: str = Field("", max_length=_MOST_LETTERS)
    help: str = Field("", max_length=_MOST_WORDS)
    required: StrictBool = False
    default: str = Field("", max_length=_MOST_WORDS)
    filter: StrictBool = False
    column: StrictBool = False
    category: StrictBool = False
    """Whether its values are among the categories of an event."""
    visibility: str = Field("", max_length=_MOST_LETTERS)
    """`internal`: shown nowhere on a public site; or the name of a projection that shows it."""
    review: Length | None = None
    """Of a day: how long after it somebody must look again."""

    @field_validator("of", mode="before")
    @classmethod
    def _texts(cls, value: object) -> object:
        words = {True: "yes", False: "no"}
        # MkDocs reads yes and no as YAML 1.1 does, and our own reader as they are typed.
        return (
            [words[item] if isinstance(item, bool) else str(item) for item in value]
            if isinstance(value, list)
            else value
        )

    @field_validator("review")
    @classmethod
    def _days(cls, value: timedelta | None) -> timedelta | None:
        if value is not None and not timedelta(days=1) <= value <= _LONGEST_WAIT:
            raise ValueError("write how long after the day somebody must look again, such as 90d")
        return value

    @field_validator("default", mode="before")
    @classmethod
    def _typed(cls, value: object) -> object:
        if isinstance(value, bool):
            return str(value).lower()
        return str(value) if isinstance(value, (int, float, date)) else value

    def field(self, name: str) -> Declaration:
        """The field of a name."""
        return Declaration(name=name, **{each: getattr(self, each) for each in type(self).model_fields})


class Budget(Fields):
    """What was granted for a period."""

    period: Period
    amount: Amount


class KindOption(Settings):
    """A kind of strategy page that a playbook adds."""

    folder: str = ""
    """Below `strategy/`, and in addresses; default: the plural."""
    plural: str = ""
    """Default: the name with an s."""
    icon: str = "file-document-outline"
    """A name in Material's icon set `material/`."""
    field: str = ""
    """The field by which entries cite it; default: the plural."""
    cited_by: tuple[str, ...] = ("entry",)
    """The kinds whose pages cite it by that field."""
    fields: dict[str, FieldOption] = Field(default_factory=dict)
    """What its pages say besides what all pages say."""

    def kind(self, name: str) -> Kind:
        """The kind of a name, without fields of its own."""
        plural = self.plural or f"{name}s"
        return Kind(name, plural, self.folder or plural, self.icon, (self.field or plural).replace("-", "_"))


class StatusOption(Settings):
    """A status that a playbook adds, or further names for one."""

    stage: Stage
    aliases: tuple[str, ...] = ()


class TypeOption(Settings):
    """A type of entry that a playbook adds, or what it says of a built-in one."""

    lasting: bool | None = None
    """Whether entries of it go on serving people once they are published; default: as built in, else no."""

    def lasts(self, built_in: bool) -> bool:  # noqa: FBT001 - the only thing to say
        """Tell whether entries of it last."""
        return built_in if self.lasting is None else self.lasting


_UNSAID = TypeOption()


def _types(value: Any) -> Any:  # noqa: ANN401 - whatever stands in mkdocs.yml
    """A list of names as a mapping."""
    if isinstance(value, (list, tuple)):
        for name in value:
            if not isinstance(name, str):
                raise ValueError("write names, as in [newsletter, press], or say more: {newsletter: {lasting: true}}")  # noqa: TRY004 - pydantic's way to say it
        return {name: {} for name in value}
    if isinstance(value, dict):
        return {name: {} if said is None else said for name, said in value.items()}
    return value


def _taken(kind: Kind, built_in: Iterable[Kind]) -> str:
    """Say which kind that comes along has a folder already; empty where none has."""
    other = next((known for known in built_in if known in FURTHER_KINDS and known.folder == kind.folder), None)
    return (
        f"the folder {kind.folder} is that of the kind '{other.name}': name it so, or write folder: …" if other else ""
    )


Span = Literal["span", "start-end", "start"]


def _spans() -> dict[str, Span]:
    return {"campaign": "start-end", "service": "start-end"}


class CalendarOption(Settings):
    """What the feeds hold and say."""

    file: str = Field("calendar.ics", description="The file name of the feed of everything.")
    title: str = Field("", description="The name of that feed in calendar programs; default: the site's name.")
    windows: bool = Field(default=False, description="Whether windows (2026-Q4) are in feeds, as spans of days.")
    spans: dict[str, Span] = Field(
        default_factory=_spans,
        description="By type, how entries of more than a week are shown: as a bar (span), by their first and last day, or by the first.",
    )
    length: Length = Field(timedelta(hours=1), description="How long a timed entry lasts that doesn't say.")
    refresh: Length = Field(
        timedelta(hours=4), description="How often calendar programs should look for news, such as 4h or 1d."
    )
    cancelled: Length = Field(
        timedelta(days=30),
        description="How long what was cancelled stays after its end, and what was deleted after its removal.",
    )
    planned: Literal["tentative", "confirmed"] = Field("tentative", description="How ideas and plans are marked.")
    done_mark: bool = Field(default=False, description="Whether titles of what is done begin with ✓.")
    goal_categories: bool = Field(default=False, description="Whether goals are among an event's categories.")
    alarm: Length | None = Field(None, description="How long before each event calendars should ring; default: never.")

    ledger: str = Field(
        "",
        description="A file of what was published last, where there is no whole history; written by `gameplan ledger`.",
    )

    previous: Annotated[tuple[str, ...], BeforeValidator(one_or_more)] = Field(
        (),
        description="The feed that was published last, as a file or an address, or a list of several: no stamp falls below it, "
        "even where history was rewritten.",
    )

    @field_validator("ledger")
    @classmethod
    def _beside(cls, value: str) -> str:
        if value and not re.fullmatch(r"[\w][\w.-]{0,80}\.json", value):
            raise ValueError("write a file name that ends in .json, beside mkdocs.yml")
        return value

    @field_validator("file")
    @classmethod
    def _feed(cls, value: str) -> str:
        if not re.fullmatch(r"[\w][\w.-]{0,80}\.ics", value):
            raise ValueError("write a file name that ends in .ics, without folders")
        return value

    @field_validator("refresh")
    @classmethod
    def _patient(cls, value: timedelta) -> timedelta:
        if value < timedelta(minutes=15):
            raise ValueError("write 15m or more: nobody's calendar looks more often")
        return value


class FeedOption(BaseModel):
    """A family of feeds, or a feed of the playbook's own with its filters."""

    model_config = ConfigDict(frozen=True, extra="allow")

    title: str = ""
    """Of a family: may hold `{title}`, which is what each feed is about."""
    secret: str = ""
    """Of a projection's private feeds: the environment variable with the secret of which their addresses are made."""
    site: str = ""
    """Of a projection's private feeds: the address of the site to which their events lead; default: they lead nowhere."""

    @property
    def filters(self) -> dict[str, tuple[str, ...]]:
        """The values of each filter, as typed."""
        return typed_filters(self.model_extra or {})


class ViewOption(FeedOption):
    """A view of the playbook's own: the entries that its filters leave, as a page of the plan and as a feed."""

    show: Literal["agenda", "timeline", "half-year", "year"] = "agenda"
    """As which view; the last two are longer timelines."""
    lanes: str = ""
    """What a timeline has lanes by: a field of entries that names something; default: goals."""


class CoverageOption(Settings):
    """A table of the coverage page: entries ahead by two of the things that they name."""

    rows: str
    columns: str
    title: str = ""
    """Default: made from the two."""


class CmsOption(Settings):
    """Forms on the site, in which people edit pages without Git."""

    editor: Literal["sveltia", "decap"] = Field("sveltia", description="The editor: Sveltia CMS or Decap CMS.")
    backend: Literal["", "github", "gitlab", "gitea", "test"] = Field(
        "",
        description="Where the repository is; default: by repo_url in mkdocs.yml. With test nothing is saved anywhere.",
    )
    repo: str = Field("", description="The repository, such as kilnwork/playbook; default: by repo_url.")
    branch: str = Field("", description="The branch that changes go to; default: by edit_uri, else main.")
    base_url: str = Field(
        "",
        description="Who signs people in: the address of your sign-in service for GitHub, of GitLab or Gitea itself.",
    )
    app_id: str = Field("", description="The id of the application by which GitLab or Gitea signs people in.")
    workflow: bool = Field(
        default=True, description="Whether each change is a pull request of its own: draft, in review, ready."
    )
    packages: str = Field(
        "",
        description="A folder node_modules with the editor's packages, beside mkdocs.yml; default: fetched from npm.",
    )

    @field_validator("packages")
    @classmethod
    def _inside(cls, value: str) -> str:
        parts = value.replace("\\", "/").split("/")
        if value and (value.startswith("/") or ":" in parts[0] or ".." in parts):
            raise ValueError("write a folder beside mkdocs.yml, such as node_modules")
        return value

    @field_validator("base_url")
    @classmethod
    def _address(cls, value: str) -> str:
        if value and not re.fullmatch(r"https?://[\w.-]+(:[0-9]+)?(/[\w./~-]*)?", value):
            raise ValueError("write an address such as https://git.example.com")
        return value.rstrip("/")


def _level(value: Any) -> Any:  # noqa: ANN401 - YAML 1.1 reads the word `off` as False
    return "off" if value is False else value


def _workweek(value: Any) -> Any:  # noqa: ANN401 - whatever stands in mkdocs.yml
    if isinstance(value, Decimal):
        return value
    found = re.fullmatch(r"([0-7](?:\.[0-9]{1,2})?)d", value.strip()) if isinstance(value, str) else None
    days = Decimal(found[1]) if found else Decimal(0)
    if not 0 < days <= _MOST_DAYS:
        raise ValueError("write the days of work in a week, as in 5d")
    return days


def _workday(value: Any) -> Any:  # noqa: ANN401 - whatever stands in mkdocs.yml
    if isinstance(value, timedelta):
        return value
    units = {unit for _, unit in parts_of(value)} if isinstance(value, str) else set()
    if not units or not units <= {"h", "m", "min"} or not _MINUTE <= parse_duration(value) <= timedelta(days=1):
        raise ValueError("write the hours of a day of work, as in 8h or 7h30m")
    return parse_duration(value)


class Options(Settings):
    """Every setting of a playbook."""

    strategy_dir: str = Field("strategy", description="The folder of the strategy; the same as `docs_dir`.")
    plan_dir: str = Field("plan", description="The folder of the plan.")
    timezone: str | None = Field(None, description="The playbook's time zone, an IANA name; default: UTC.")
    language: str | None = Field(
        None, description="The language of the site, such as de or en-US; default: the theme's, else English."
    )
    kinds: dict[str, KindOption] = Field(default_factory=dict, description="Kinds of strategy page to add.")
    fields: dict[str, dict[str, FieldOption]] = Field(
        default_factory=dict, description="Fields to add, by the kind of page (`entry` for entries)."
    )
    statuses: dict[str, StatusOption] = Field(default_factory=dict, description="Statuses to add, each with its stage.")
    types: Annotated[dict[str, TypeOption], BeforeValidator(_types)] = Field(
        default_factory=dict, description="Types of entry to add, and which types go on serving people."
    )
    rules: dict[str, Annotated[Level, BeforeValidator(_level)]] = Field(
        default_factory=dict, description="Severities by rule."
    )
    ignore: dict[str, tuple[str, ...]] = Field(default_factory=dict, description="Rules to ignore, by file pattern.")
    fail_on: Annotated[
        Literal["error", "warning", "info", "never"], Field(description="From which severity on the check fails.")
    ] = "error"
    horizon: Days = Field(AHEAD, description="How far ahead rules, and promises on the site, are looked at.")
    require: Annotated[dict[str, tuple[str, ...]], BeforeValidator(field_names)] = Field(
        default_factory=dict, description="Fields that must be filled in, by kind of page or type of entry."
    )
    allowed: dict[str, dict[str, tuple[str, ...]]] = Field(
        default_factory=dict, description="The words that a field may hold, by kind of page or type of entry."
    )
    limits: Limits = Field(default_factory=Limits, description="Numbers by which rules judge.")
    workflow: dict[str, tuple[str, ...]] = Field(
        default_factory=dict, description="By status, the statuses that may come after it."
    )
    gates: Annotated[dict[str, tuple[str, ...]], BeforeValidator(field_names)] = Field(
        default_factory=dict, description="By status, the fields that an entry must have from it on."
    )
    baseline: str = Field(
        "", description="A file of known findings, written by `gameplan check --write-baseline`; they fail nothing."
    )
    today: date | None = Field(
        None,
        ge=date(FIRST_YEAR, 1, 1),
        le=date(LAST_YEAR, 12, 31),
        description="The day to check and build for; default: the day it is, in the time zone.",
    )
    internal: bool = Field(default=False, description="Whether the site shows internal and draft pages.")
    projections: dict[str, ProjectionOption] = Field(
        default_factory=dict,
        description="What each of several sites shows of the playbook: pages by visibility, without some fields.",
    )
    projection: str = Field(PUBLIC_NAME, description="Which of the projections a build makes.")
    uid_namespace: UUID | None = Field(None, description="The namespace of events' UIDs, made once and never changed.")
    author_hints: bool = Field(
        default=True,
        description="Whether pages say what an author can write next, and the site has the page of what there is to fix.",
    )
    stale_after: int = Field(
        3, ge=0, le=3650, description="After how many days a page says that its copy is old; 0: never."
    )
    replace_site: bool = Field(
        default=True,
        description="Whether a build makes the site beside its folder and puts it there when it is whole; false leaves it to the host.",
    )
    shortcuts: bool = Field(
        default=True,
        description="Whether a build makes once what pages share; false makes each page by itself, to find out where a fault comes from.",
    )
    holidays: Annotated[tuple[str, ...], BeforeValidator(_countries)] = Field(
        (),
        description="Days that are no workdays: countries, such as PT or US-CA, and calendar files, such as holidays.ics.",
    )
    calendar: CalendarOption = Field(default_factory=CalendarOption, description="What the feeds hold and say.")
    entry_pages: Literal["all", "auto"] = Field(
        "all", description="Which entries have a page: all, or (auto) those with a brief and those of −3 to +12 months."
    )
    search_months: int = Field(
        24, ge=0, description="How many months after its end an entry is still found by search; 0: always."
    )
    workweek: Annotated[Decimal, BeforeValidator(_workweek)] = Field(
        WorkWeek().days, description="How many days of work a week has, such as 5d or 4.5d."
    )
    workday: Annotated[timedelta, BeforeValidator(_workday)] = Field(
        WorkWeek().day, description="How long a day of work is, such as 8h or 7h30m."
    )
    currency: str = Field("", description="The currency of all amounts, such as EUR; default: that of most of them.")
    budgets: dict[str, str] = Field(
        default_factory=dict, description="What was granted for periods, such as {2027-Q1: 20000 EUR}."
    )
    cms: bool | CmsOption = Field(
        default=False,
        description="Whether the site has forms under admin/, in which people edit pages without Git; true, or how they are set up.",
    )
    feeds: dict[str, bool | FeedOption] = Field(
        default_factory=dict, description="Which feeds there are, their titles, and feeds of the playbook's own."
    )
    views: dict[str, ViewOption] = Field(
        default_factory=dict, description="Views of the playbook's own: each a page of the plan, and a feed."
    )
    coverage: tuple[CoverageOption, ...] = Field(
        (), description="Further tables of the coverage page: entries ahead by any two things that they name."
    )

    pass_through: Annotated[tuple[str, ...], BeforeValidator(one_or_more)] = Field(
        (), description="Keys of front matter that are for the theme or other plugins, besides those that are known."
    )

    @field_validator("pass_through")
    @classmethod
    def _not_ours(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for name in value:
            if name in PageFields.model_fields:
                raise ValueError(f"'{name}' is a key of Gameplan's own, which plugins see anyway: take it out")
        return value

    @field_validator("holidays")
    @classmethod
    def _known_holidays(cls, value: tuple[str, ...]) -> tuple[str, ...]:
        for name in value:
            if _BESIDE.fullmatch(name):
                continue
            if not _COUNTRY.fullmatch(name):
                raise ValueError(
                    f"'{name}' is neither a country nor a file: write PT, US-CA, or holidays.ics for a file beside mkdocs.yml"
                )
            if problem := unknown_country(name):
                raise ValueError(problem)
        return value

    @field_validator("currency")
    @classmethod
    def _currency(cls, value: str) -> str:
        if value and not re.fullmatch("[A-Z]{3}", value):
            raise ValueError("write the three letters of a currency, such as EUR")
        return value

    @field_validator("budgets", mode="before")
    @classmethod
    def _granted(cls, value: object) -> object:
        return {str(key): each for key, each in value.items()} if isinstance(value, dict) else value

    @field_validator("budgets")
    @classmethod
    def _amounts(cls, value: dict[str, str]) -> dict[str, str]:
        for period, amount in value.items():
            try:
                Budget.model_validate({"period": period, "amount": amount})
            except ValidationError as error:
                fault = error.errors(include_url=False)[0]
                hint = (fault.get("ctx") or {}).get("hint", "write {2027-Q1: 20000 EUR}")
                raise ValueError(f"{period}: {fault['msg']}; {hint}") from None
        return value

    @field_validator("strategy_dir", "plan_dir")
    @classmethod
    def _folder(cls, value: str) -> str:
        value = posixpath.normpath(value) if value else value
        if any(part in ("", ".", "..") for part in value.split("/")) or "\\" in value or ":" in value:
            raise ValueError("write the name of a folder beside mkdocs.yml")
        return value

    @field_validator("horizon")
    @classmethod
    def _near(cls, value: timedelta) -> timedelta:
        if value > _FARTHEST:
            raise ValueError(f"write {_FARTHEST.days}d or less: nobody's plan is promised farther ahead")
        return value

    @field_validator("baseline")
    @classmethod
    def _beside(cls, value: str) -> str:
        if value and not re.fullmatch(r"[\w][\w.-]{0,80}\.json", value):
            raise ValueError("write a file name that ends in .json, beside mkdocs.yml")
        return value

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str | None) -> str | None:
        return parse_zone(value) if value is not None else None

    @field_validator("language")
    @classmethod
    def _language(cls, value: str | None) -> str | None:
        return parse_language(value) if value is not None else None

    @model_validator(mode="after")
    def _names(self) -> Options:
        built_in = self._built_in
        taken = (
            {kind.name for kind in (*built_in, ENTRY, PLAIN)}
            | {kind.folder for kind in (*built_in, ENTRY)}
            | {*FOLDERS, "own"}
        )
        fields = {
            kind.name: {
                name
                for name in kind.fields.model_fields
                if (mark := referring(kind.fields).get(name)) is None or mark.kind not in self.kinds
            }
            for kind in (*built_in, ENTRY)
        }
        for name, option in self.kinds.items():
            kind = option.kind(name)
            if not _NAME.fullmatch(name) or not _NAME.fullmatch(kind.plural) or not _NAME.fullmatch(kind.folder):
                raise ValueError(f"kinds: {name}: names are lower-case letters, digits and hyphens")
            if (
                name in taken
                or kind.folder in taken
                or any(kind.field in fields.get(citing, ()) for citing in option.cited_by)
            ):
                why = _taken(kind, built_in)
                raise ValueError(f"kinds: {name}: {why or 'the name, folder or field is taken'}")
            taken |= {name, kind.folder}
        for name in (
            *(option.kind(name).folder for name, option in self.kinds.items()),
            *self.feeds,
            self.calendar.file,
        ):
            if problem := reserved(name):
                raise ValueError(": ".join(problem))
        self._check_feeds()
        self._check_fields()
        check_conventions(self.conventions, self.vocabulary)
        self._check_coverage()
        check_projections(self.projections, self.vocabulary, self.projection)
        if self.calendar.ledger and self.uid_namespace is None:
            raise ValueError(
                "calendar.ledger needs uid_namespace: without the whole history nothing else tells events apart"
            )
        one, other = f"{self.strategy_dir}/", f"{self.plan_dir}/"
        if one.startswith(other) or other.startswith(one):
            raise ValueError("plan_dir must be another folder than strategy_dir, beside it")
        return self

    def _check_fields(self) -> None:
        own = {name: option.kind(name) for name, option in self.kinds.items()}
        kinds = {kind.name: kind for kind in (ENTRY, *self._built_in, *own.values())}
        for name, option in self.kinds.items():
            for kind in option.cited_by:
                if kind not in kinds:
                    raise ValueError(f"kinds: {name}: cited_by: there is no kind '{kind}'; {meant(kind, kinds)}")
            if twice := sorted(option.fields.keys() & self.fields.get(name, {}).keys()):
                raise ValueError(
                    f"fields: {name}: {twice[0]}: it is declared under kinds already: delete one of the two"
                )
        for name, found in self.declared.items():
            if name not in kinds:
                raise ValueError(f"fields: there is no kind '{name}'; {meant(name, kinds)}")
            taken = {kind.field for kind in own.values() if name in self.kinds[kind.name].cited_by}
            for key, field in found.items():
                if problem := refused(field.field(key), kinds[name], kinds, taken):
                    raise ValueError(f"fields: {name}: {key}: {problem}")
                taken.add(key)

    def _check_feeds(self) -> None:
        vocabulary = self.vocabulary
        self._check_private()
        known, filters = feed_families(vocabulary), filter_names(vocabulary)
        for name, option in (*self.feeds.items(), *self.views.items()):
            typed = option.filters if isinstance(option, FeedOption) else {}
            key = "views" if isinstance(option, ViewOption) else "feeds"
            if name in self.private:
                continue
            if not _NAME.fullmatch(name):
                raise ValueError(f"{key}: {name}: names are lower-case letters, digits and hyphens")
            if key == "views":
                self._check_view(name, typed)
            if name in known and typed:
                raise ValueError(f"{key}: {name} has no filters: it is one of the feeds that every playbook has")
            if name not in known and not typed:
                near = nearest(name, known)
                hint = f"did you mean '{near}'?" if near else f"the families are {', '.join(known)}"
                raise ValueError(
                    f"{key}: {name}: write filters for a feed of your own, as in {{types: [launch]}}; {hint}"
                )
            if any(name.startswith(f"{family}-") for family in known):
                raise ValueError(f"{key}: {name}: names of your own don't begin with that of a family and a hyphen")
            for field in typed:
                if field not in filters:
                    near = nearest(field, filters)
                    hint = f"did you mean '{near}'?" if near else f"the filters are {', '.join(filters)}"
                    raise ValueError(f"{key}: {name}: there is no filter '{field}'; {hint}")

    def _check_private(self) -> None:
        projections = [each.name for each in self.vocabulary.projections if each.name != PUBLIC_NAME]
        for name, option in (*self.feeds.items(), *self.views.items()):
            if not isinstance(option, FeedOption) or not (option.secret or option.site):
                continue
            if name not in projections or isinstance(option, ViewOption):
                raise ValueError(
                    f"feeds: {name}: only the feeds of a projection are private, and there is none of this name; "
                    f"{meant(name, projections)}"
                )
            if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]{0,80}", option.secret):
                raise ValueError(
                    f"feeds: {name}: secret: write the name of an environment variable, such as TEAM_FEED_KEY"
                )
            if option.site and not re.fullmatch(r"https?://[^\s<>]+", option.site):
                raise ValueError(f"feeds: {name}: site: write a whole address, such as https://team.example.org/")
            if option.filters:
                raise ValueError(f"feeds: {name}: private feeds have no filters: they are all feeds of the projection")

    def _check_view(self, name: str, typed: dict[str, tuple[str, ...]]) -> None:
        if name in self.feeds:
            raise ValueError(
                f"views: {name}: a feed has that name already, and a view has a feed of its own: delete one"
            )
        if not typed:
            raise ValueError(f"views: {name}: write which entries it shows, as in channels: blog or types: [launch]")
        lanes, known = self.views[name].lanes, lane_names(self.vocabulary)
        if lanes and lanes not in known:
            near = nearest(lanes, known)
            hint = f"did you mean '{near}'?" if near else f"write one of {', '.join(known)}"
            raise ValueError(f"views: {name}: there are no lanes by '{lanes}'; {hint}")

    def _check_coverage(self) -> None:
        known = filter_names(self.vocabulary)
        seen = set()
        for table in self.coverage:
            for place, name in (("rows", table.rows), ("columns", table.columns)):
                if name not in known:
                    near = nearest(name, known)
                    hint = f"did you mean '{near}'?" if near else f"write one of {', '.join(known)}"
                    raise ValueError(f"coverage: {place}: entries name no '{name}'; {hint}")
            if table.rows == table.columns:
                raise ValueError(f"coverage: rows and columns are both {table.rows}: write two different ones")
            if (table.rows, table.columns) in seen:
                raise ValueError(f"coverage: the table of {table.rows} by {table.columns} is there twice")
            seen.add((table.rows, table.columns))

    @property
    def private(self) -> dict[str, FeedOption]:
        """What these options say of private feeds, by the names of the projections."""
        return {name: option for name, option in self.feeds.items() if isinstance(option, FeedOption) and option.secret}

    @property
    def own_feeds(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """The filters of the playbook's own feeds, those of its views too, as typed, by the names of the feeds."""
        return {
            name: option.filters
            for name, option in (*self.feeds.items(), *self.views.items())
            if isinstance(option, FeedOption) and option.filters
        }

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that these options make known."""
        own = tuple(option.kind(name) for name, option in self.kinds.items())
        declared = {
            name: tuple(option.field(key) for key, option in found.items()) for name, found in self.declared.items()
        }
        cited = {
            name: tuple((kind.field, kind.name) for kind in own if name in self.kinds[kind.name].cited_by)
            for name in (ENTRY.name, *(kind.name for kind in (*self._built_in, *own)))
        }
        kinds = [extended(kind, declared.get(kind.name, ()), cited[kind.name]) for kind in (*self._built_in, *own)]
        changed = {name: Status(name, option.stage, option.aliases) for name, option in self.statuses.items()}
        statuses = tuple(changed.pop(status.name, status) for status in STATUSES)
        return Vocabulary(
            kinds=tuple(kinds),
            entry=extended(ENTRY, declared.get(ENTRY.name, ()), cited[ENTRY.name]),
            statuses=(*statuses, *changed.values()),
            types=tuple(dict.fromkeys((*TYPES, *self.types))),
            lasting=frozenset(
                name for name in (*TYPES, *self.types) if self.types.get(name, _UNSAID).lasts(name in LASTING)
            ),
            zone=self.timezone or "UTC",
            zone_given=self.timezone is not None,
            length=self.calendar.length,
            pass_through=frozenset(self.pass_through),
            projections=projections_of(self.projections),
        )

    @property
    def shown(self) -> Projection:
        """What a build shows."""
        if self.internal:
            return WHOLE
        return chosen_projection(projections_of(self.projections), self.projection) or PUBLIC

    @property
    def _built_in(self) -> tuple[Kind, ...]:
        """The built-in kinds, but those that come along and in whose place the playbook has one of its own."""
        return tuple(kind for kind in BUILT_IN if kind.name not in self.kinds or kind not in FURTHER_KINDS)

    @property
    def declared(self) -> dict[str, dict[str, FieldOption]]:
        """The fields that a playbook adds, by kind and name."""
        own = {name: option.fields for name, option in self.kinds.items()}
        return {name: {**own.get(name, {}), **self.fields.get(name, {})} for name in (*own, *self.fields)}

    @property
    def conventions(self) -> Conventions:
        """What these options ask of the plan."""
        asked = {
            kind: tuple(name for name, option in found.items() if option.required)
            for kind, found in self.declared.items()
        }
        return Conventions(
            horizon=self.horizon,
            require={
                name: tuple(dict.fromkeys((*self.require.get(name, ()), *asked.get(name, ()))))
                for name in (*self.require, *asked)
            },
            allowed=self.allowed,
            limits=self.limits,
            currency=self.currency,
            budgets=tuple((parse_period(period), parse_money(amount)) for period, amount in self.budgets.items()),
            week=WorkWeek(self.workweek, self.workday),
            workflow=self.workflow,
            gates=self.gates,
        )

    @property
    def cadences(self) -> dict[str, dict[str, tuple[str, ...]]]:
        """The filters of the limits on a period, as typed, by the names of the limits."""
        return {name: cadence.filters for name, cadence in self.limits.cadence.items()}

    def level(self, rule: Rule) -> Severity | None:
        """A rule's severity by these options; None where it is off."""
        level = self.rules.get(rule.name, "off" if rule.by_option else rule.severity)
        if not rule.configurable:
            return rule.severity
        return None if level == "off" else Severity(level)
