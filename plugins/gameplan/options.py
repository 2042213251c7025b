"""Options: every setting, as it stands in `mkdocs.yml` under `plugins: - gameplan:`."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, field_validator, model_validator

from gameplan.diagnostics import Severity
from gameplan.model.kinds import ENTRY, KINDS, PLAIN, Kind
from gameplan.model.status import STATUSES, TYPES, Stage, Status
from gameplan.model.vocabulary import Vocabulary, entry_kind
from gameplan.model.zones import parse_zone

Level = Literal["off", "info", "warning", "error"]
_NAME = re.compile(r"[a-z][a-z0-9-]{0,40}")


class _Settings(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class KindOption(_Settings):
    """A kind of strategy page that a playbook adds."""

    folder: str = ""
    """Below `strategy/`, and in addresses; default: the plural."""
    plural: str = ""
    """Default: the name with an s."""
    icon: str = "file-document-outline"
    """A name in Material's icon set `material/`."""
    field: str = ""
    """The field by which entries cite it; default: the plural."""

    def kind(self, name: str) -> Kind:
        """The kind of a name."""
        plural = self.plural or f"{name}s"
        return Kind(name, plural, self.folder or plural, self.icon, (self.field or plural).replace("-", "_"))


class StatusOption(_Settings):
    """A status that a playbook adds, or further names for one."""

    stage: Stage
    aliases: tuple[str, ...] = ()


def _level(value: Any) -> Any:  # noqa: ANN401 - YAML 1.1 reads the word `off` as False
    return "off" if value is False else value


class Options(_Settings):
    """Every setting of a playbook."""

    strategy_dir: str = Field("strategy", description="The folder of the strategy; the same as `docs_dir`.")
    plan_dir: str = Field("plan", description="The folder of the plan.")
    timezone: str | None = Field(None, description="The playbook's time zone, an IANA name; default: UTC.")
    kinds: dict[str, KindOption] = Field(default_factory=dict, description="Kinds of strategy page to add.")
    statuses: dict[str, StatusOption] = Field(default_factory=dict, description="Statuses to add, each with its stage.")
    types: tuple[str, ...] = Field((), description="Types of entry to add.")
    rules: dict[str, Annotated[Level, BeforeValidator(_level)]] = Field(
        default_factory=dict, description="Severities by rule."
    )
    ignore: dict[str, tuple[str, ...]] = Field(default_factory=dict, description="Rules to ignore, by file pattern.")
    fail_on: Annotated[
        Literal["error", "warning", "info", "never"], Field(description="From which severity on the check fails.")
    ] = "error"
    today: date | None = Field(
        None, description="The day to check and build for; default: the day it is, in the time zone."
    )
    internal: bool = Field(default=False, description="Whether the site shows internal and draft pages.")
    uid_namespace: UUID | None = Field(None, description="The namespace of events' UIDs, made once and never changed.")
    calendar: str = Field("calendar.ics", description="The feed's file name.")
    calendar_title: str = Field("", description="The feed's name in calendar programs; default: the site's name.")
    calendar_windows: bool = Field(
        default=False, description="Whether the feed holds windows (2026-Q4) as spans of days."
    )

    @field_validator("strategy_dir", "plan_dir")
    @classmethod
    def _folder(cls, value: str) -> str:
        value = value.rstrip("/")
        if any(part in ("", ".", "..") for part in value.split("/")) or "\\" in value or ":" in value:
            raise ValueError("write the name of a folder beside mkdocs.yml")
        return value

    @field_validator("timezone")
    @classmethod
    def _zone(cls, value: str | None) -> str | None:
        return parse_zone(value) if value is not None else None

    @field_validator("calendar")
    @classmethod
    def _feed(cls, value: str) -> str:
        if not re.fullmatch(r"[\w][\w.-]{0,80}\.ics", value):
            raise ValueError("write a file name that ends in .ics, without folders")
        return value

    @model_validator(mode="after")
    def _names(self) -> Options:
        taken = (
            {kind.name for kind in (*KINDS, ENTRY, PLAIN)}
            | {kind.folder for kind in (*KINDS, ENTRY)}
            | {"assets", "calendar"}
        )
        fields = {name for kind in (*KINDS, ENTRY) for name in kind.fields.model_fields}
        for name, option in self.kinds.items():
            kind = option.kind(name)
            if not _NAME.fullmatch(name) or not _NAME.fullmatch(kind.plural) or not _NAME.fullmatch(kind.folder):
                raise ValueError(f"kinds: {name}: names are lower-case letters, digits and hyphens")
            if name in taken or kind.folder in taken or kind.field in fields:
                raise ValueError(f"kinds: {name}: the name, folder or field is taken")
            taken |= {name, kind.folder}
        one, other = f"{self.strategy_dir}/", f"{self.plan_dir}/"
        if one.startswith(other) or other.startswith(one):
            raise ValueError("plan_dir must be another folder than strategy_dir, beside it")
        return self

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that these options make known."""
        own = tuple(option.kind(name) for name, option in self.kinds.items())
        changed = {name: Status(name, option.stage, option.aliases) for name, option in self.statuses.items()}
        statuses = tuple(changed.pop(status.name, status) for status in STATUSES)
        return Vocabulary(
            kinds=(*KINDS, *own),
            entry=entry_kind(own),
            statuses=(*statuses, *changed.values()),
            types=(*TYPES, *self.types),
            zone=self.timezone or "UTC",
            zone_given=self.timezone is not None,
        )

    def severity(self, rule: str, default: Severity) -> Severity | None:
        """A rule's severity; None where it is off."""
        level = self.rules.get(rule, default)
        return None if level == "off" else Severity(level)
