"""What the site's configuration said at each time: how pages were read, and when settings that events show last changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gameplan.model.languages import site_language
from gameplan.model.projection import INTERNAL_NAME, PUBLIC_NAME
from gameplan.model.public_holidays import unknown_country
from gameplan.model.workdays import DaysOff
from gameplan.read.days_off import ENDING, days_off_of
from gameplan.read.files import is_page
from gameplan.read.site_config import ConfigError, inheriting
from gameplan.read.sources import Disk
from gameplan.settings import OptionError, parse_options, plugin_options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from gameplan.model.vocabulary import Vocabulary
    from gameplan.options import Options

_READING = ("strategy_dir", "plan_dir", "timezone", "kinds", "fields", "statuses", "types")
"""The options that decide what a page says."""
_SHOWN = ("timezone", "kinds", "statuses", "types", "internal", "uid_namespace")
_SHOWN_OF_CALENDAR = ("windows", "spans", "planned", "done_mark", "goal_categories", "alarm")
"""The options that events show: the names of feeds, and how often they are looked at, are no event's."""
_SHOWN_OF_FIELD = ("category", "review")
"""What makes events show a field of the playbook's own."""
_TOLD_OF_FIELD = ("type", "of", "kind", "many", "unit", "label", "default", *_SHOWN_OF_FIELD)
"""What events show of such a field."""


@dataclass(frozen=True, slots=True)
class Epoch:
    """A time in which the options that decide what a page says stayed as they were."""

    key: tuple[str, ...]
    """Those options."""
    folders: tuple[str, str]
    vocabulary: Vocabulary = field(compare=False, repr=False)

    def reads(self, path: str) -> bool:
        """Tell whether a file was a page."""
        return is_page(path, self.folders)


@dataclass(frozen=True, slots=True)
class Config:
    """A version of the configuration."""

    site: Mapping[str, Any]
    given: Mapping[str, Any]
    """The plugin's options as typed."""
    off: DaysOff = field(default_factory=DaysOff)
    """The holidays that it names."""

    def shown(self, projection: str) -> tuple[object, ...]:
        """Return what events of a projection show of it."""
        return (
            *(self.site.get(name) for name in ("site_url", "use_directory_urls")),
            *(self.given.get(name) for name in _SHOWN),
            *(self._calendar.get(name) for name in _SHOWN_OF_CALENDAR),
            self._fields(projection),
            self._projection(projection),
            site_language(self.given.get("language"), self.site.get("theme")),
        )

    @property
    def reading(self) -> tuple[object, ...]:
        """What decides how pages are read."""
        length = self._calendar.get("length")
        return (self.site.get("docs_dir"), length, *(self.given.get(name) for name in _READING))

    def _fields(self, projection: str) -> tuple[object, ...]:
        """Return the fields of the playbook's own that events show, as declared."""
        found = self.given.get("fields")
        kinds = (
            [(name, each) for name, each in found.items() if isinstance(each, dict)] if isinstance(found, dict) else []
        )
        return tuple(
            (kind, name, *(declared.get(key) for key in _TOLD_OF_FIELD))
            for kind, fields in kinds
            for name, declared in fields.items()
            if isinstance(declared, dict)
            and any(declared.get(key) for key in _SHOWN_OF_FIELD)
            and self._shows(declared, projection)
        )

    def _shows(self, declared: Mapping[str, Any], projection: str) -> bool:
        """Tell whether the site shows a field."""
        if self.given.get("internal") or projection == INTERNAL_NAME:
            return True
        shows = self._projection(projection).get("shows")
        return declared.get("visibility") in (None, PUBLIC_NAME, *(shows if isinstance(shows, list) else [shows]))

    def _projection(self, name: str) -> Mapping[str, Any]:
        """Return what a projection is, as typed."""
        found = self.given.get("projections")
        said = found.get(name) if isinstance(found, dict) else None
        return said if isinstance(said, dict) else {}

    @property
    def _calendar(self) -> Mapping[str, Any]:
        found = self.given.get("calendar")
        return found if isinstance(found, dict) else {}


NO_CONFIG = Config({}, {})


def config_of(root: Path, name: str, data: Mapping[str, bytes | None]) -> Config | None:
    """A version of the configuration; None where it could not be used.

    Args:
        root: the playbook's folder.
        name: the configuration's name in it.
        data: the contents of that file, and of those that it may inherit, by path.
    """

    def read(path: str) -> bytes:
        found = data.get(path)
        if found is None:
            raise ConfigError(f"{path}: there is no such file")
        return found

    try:
        site, _ = inheriting(Disk(root), name, read)
        given, _ = plugin_options(site.get("plugins"), name)
    except (ConfigError, OptionError):
        return None
    files = {name: found for name, found in data.items() if found is not None}
    off = days_off_of(holidays_in(given), lambda file: files.get(file, "there is no such file")).off
    return Config(site, given, off)


def holidays_in(given: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the values of the option `holidays` that can be used: calendar files, and countries that are known.

    Args:
        given: the plugin's options as typed.
    """
    said = given.get("holidays")
    names = said if isinstance(said, list) else [said]
    return tuple(
        name for name in names if isinstance(name, str) and (name.endswith(ENDING) or not unknown_country(name))
    )


class Epochs:
    """The epoch of each version of the configuration."""

    def __init__(self, now: Config, options: Options, name: str) -> None:
        """Take the present configuration, and the options made from it: a front end may know them better."""
        self._now, self._options, self._name = now, options, name
        self._found: dict[tuple[str, ...], Epoch] = {}

    def of(self, config: Config) -> Epoch:
        """The epoch of a version; that of the present one where its options could not be used."""
        options = self._options if config.reading == self._now.reading else self._parsed(config)
        key = tuple(repr(getattr(options, name)) for name in _READING)
        if key not in self._found:
            folders = (options.strategy_dir, options.plan_dir)
            self._found[key] = Epoch(key, folders, options.vocabulary)
        return self._found[key]

    def _parsed(self, config: Config) -> Options:
        given = {key: value for key, value in config.given.items() if key in _READING}
        docs = config.site.get("docs_dir")
        given.setdefault("strategy_dir", docs if isinstance(docs, str) else self._options.strategy_dir)
        try:
            return parse_options(given, self._name)
        except OptionError:
            return self._options


def settings_changed(configs: Iterable[tuple[datetime, Config]], projection: str) -> datetime | None:
    """Return when settings that events show last changed; None if they never did.

    Args:
        configs: all versions of the configuration.
        projection: the name of what is shown.
    """
    return max(_changes(configs, projection), default=None)


def _changes(configs: Iterable[tuple[datetime, Config]], projection: str) -> Iterator[datetime]:
    before = NO_CONFIG.shown(projection)
    for when, config in configs:
        if (shown := config.shown(projection)) != before:
            before = shown
            yield when
