"""Finds a playbook's folder, and reads its options from `mkdocs.yml`."""

from __future__ import annotations

import os
import posixpath
import tomllib
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple, get_args

from pydantic import BaseModel, ValidationError

from gameplan.catalog import BY_NAME
from gameplan.check.external_rules import NO_RULES
from gameplan.diagnostics import visible
from gameplan.model.addresses import WITHOUT_US
from gameplan.model.faults import nearest
from gameplan.options import Options
from gameplan.read.files import read_file
from gameplan.read.site_config import INERT, ConfigError, read_configuration
from gameplan.read.sources import Disk
from gameplan.rule_packages import load_custom

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from gameplan.diagnostics import Rule
    from gameplan.model.sources import Sources

ZENSICAL = "zensical.toml"
"""The options of another site generator, which lie beside ours."""
_LARGEST_TOML = 64 * 1024
"""Bytes of a file of Zensical's: a hundred times those of most."""
_GROUPS = ("group", "material/group")
_DEEPEST_GROUP = 3
"""Groups within groups."""
RENDERED = ".gameplan-render"
"""Marks a folder that `gameplan render` has written."""
CONFIG_FILES = ("mkdocs.yml", "mkdocs.yaml", "properdocs.yml")


class OptionError(Exception):
    """Options that can't be used; the message is one line for the playbook's owner."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a front end needs to know before it runs the pipeline."""

    root: Path
    options: Options
    site: Mapping[str, Any]
    """The other values of `mkdocs.yml`; what MkDocs would compute is `INERT`."""
    notes: tuple[str, ...] = ()
    """What the owner should know, a line each."""
    config: str = CONFIG_FILES[0]
    """The name of the file in which they stand."""
    sources: tuple[str, ...] = ()
    """That file, and those that it inherits, relative to the folder."""


def find_root(start: Path) -> Path:
    """The nearest folder, from one upwards, with a `mkdocs.yml` or a strategy; the start itself where there is none."""
    start = start.resolve()
    for folder in (start, *start.parents):
        if any((folder / name).is_file() for name in CONFIG_FILES) or (folder / "strategy").is_dir():
            return folder
    return start


def load_settings(root: Path, config: str | None = None, *, allow_any_host: bool = False) -> Settings:
    """Read the options of the playbook in a folder, executing nothing of it.

    Args:
        root: the folder.
        config: the name of the file with the options; default: the first of `CONFIG_FILES` that there is.
        allow_any_host: whether a site generator that would skip us is fine.

    Raises:
        OptionError: where an option is wrong, a folder is missing, or the host would never run us.
    """
    options, site, name, listed, sources = read_options(Disk(root), config=config)
    if not allow_any_host:
        _refuse_silent_host(root, options)
    if listed:
        _refuse_other_strategy(root, options, site, name)
    for folder, purpose in ((options.strategy_dir, "strategy"), (options.plan_dir, "plan")):
        if not (root / folder).is_dir():
            here = visible(root.name) or "this folder"
            raise OptionError(
                f"there is no folder {visible(folder)}/ with the {purpose} in {here}: run this beside mkdocs.yml"
            )
    notes = []
    if site and not listed:
        notes.append(
            f"{name} doesn't list the plugin, or in a group that is off: default options were taken, "
            "and a site build would skip Gameplan; write plugins: [gameplan]"
        )
    if listed and _has_zensical() and not os.path.lexists(root / options.strategy_dir / WITHOUT_US):
        notes.append(
            f"what Zensical builds: it is installed here, and `zensical build` with this {name} runs no plugins, so that site "
            f"has no plan and shows hidden pages; run `gameplan render DIR` and build that folder, and add {options.strategy_dir}/"
            f"{WITHOUT_US}, which says so on a site that was built without Gameplan"
        )
    return Settings(root, options, site, tuple(notes), name, sources)


class ReadOptions(NamedTuple):
    """The options in a configuration file."""

    options: Options
    site: dict[str, Any]
    """The file's other values."""
    name: str
    """The file's."""
    listed: bool
    """Whether it lists the plugin."""
    sources: tuple[str, ...]
    """The file, and those that it inherits, relative to the folder."""


def read_options(sources: Sources, config: str | None = None) -> ReadOptions:
    """The options in the configuration file of a folder, or those of a playbook without any.

    Args:
        sources: the files of the folder.
        config: the file's name; default: the first of `CONFIG_FILES` that there is.

    Raises:
        OptionError: where the file or an option can't be used.
    """
    if config is not None and sources.kind(config) is None:
        raise OptionError(f"there is no file {visible(config)} in {visible(sources.root.name) or 'this folder'}")
    try:
        name = config or next((name for name in CONFIG_FILES if sources.kind(name) is not None), CONFIG_FILES[0])
        site, files = read_configuration(sources, name)
    except ConfigError as error:
        raise OptionError(visible(str(error))) from None
    given, listed = plugin_options(site.get("plugins"), name)
    given = with_strategy(given, site, name)
    return ReadOptions(parse_options(given, name, sources.root), site, name, listed, files)


def with_strategy(given: Mapping[str, Any], site: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Options with the folder of the strategy: that which they say, else `docs_dir`.

    Raises:
        OptionError: where that is computed, or no folder below the one of the file.
    """
    docs = site.get("docs_dir")
    if docs is INERT and "strategy_dir" not in given:
        raise OptionError(f"{name}: docs_dir is computed by a tag, and the check computes nothing: write its value")
    if isinstance(docs, str) and "strategy_dir" not in given and (problem := outside(name, docs)):
        raise OptionError(problem)
    return {"strategy_dir": docs, **given} if isinstance(docs, str) else {**given}


def outside(name: str, docs: str) -> str | None:
    """Say what is wrong with a `docs_dir` that is no folder below the one of the file; None where it is one.

    Args:
        name: the file's.
        docs: as typed, or relative to the file's folder.
    """
    if not posixpath.isabs(docs) and posixpath.normpath(docs).partition("/")[0] not in (".", ".."):
        return None
    return (
        f"{name}: docs_dir is {visible(docs)}, and the strategy must be in a folder beside {name} or below it: "
        "write docs_dir: strategy, and move your pages there"
    )


def parse_options(given: Mapping[str, Any], name: str, root: Path | None = None) -> Options:
    """Validate options.

    Args:
        given: what is typed.
        name: of the file in which it stands.
        root: the playbook's folder; without it no rules but ours are known.

    Raises:
        OptionError: for the first option that is wrong, with what to write instead.
    """
    if computed := next(_computed(dict(given)), ""):
        raise OptionError(
            f"{name}: the option '{visible(computed)}' is computed by a tag or repeated by a *, "
            "and the check computes nothing: write its value"
        )
    try:
        options = Options.model_validate(dict(given))
    except ValidationError as error:
        raise OptionError(f"{name}: {_worded(error)}") from None
    _check_rule_names(options, name, (load_custom(root) if root else NO_RULES).among(BY_NAME))
    return options


def _computed(value: Any, where: str = "") -> Iterator[str]:  # noqa: ANN401 - whatever stands in mkdocs.yml
    """Yield the options, with the keys above them, whose values MkDocs would compute."""
    if value is INERT:
        yield where
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _computed(each, f"{where}.{key}" if where else str(key))
    elif isinstance(value, list):
        for each in value:
            yield from _computed(each, where)


def plugin_options(plugins: Any, name: str) -> tuple[dict[str, Any], bool]:  # noqa: ANN401 - whatever stands in mkdocs.yml
    """Return the options under `plugins:` as typed, and whether the plugin is listed, directly or in an active group.

    Raises:
        OptionError: where they are no mapping, or where it can't be seen whether the plugin is listed.
    """
    computed = False
    for plugin, options in _listed(plugins, _DEEPEST_GROUP):
        if plugin is INERT or (plugin == "gameplan" and options is INERT):
            computed = True
        elif plugin == "gameplan":
            if not isinstance(options or {}, dict):
                raise OptionError(f"{name}: the plugin's options must be keys and values")
            return dict(options or {}), True
    if computed:
        raise OptionError(
            f"{name}: what stands under plugins is computed by a tag or repeated by an alias, "
            "and the check computes nothing: write the plugin and its options out"
        )
    return {}, False


def _listed(plugins: Any, depth: int) -> Iterator[tuple[Any, Any]]:  # noqa: ANN401 - whatever stands in mkdocs.yml
    """Yield each plugin with its options, including those in groups of Material that are, or may be, active."""
    items = plugins if isinstance(plugins, list) else [plugins]
    for item in items:
        if item is INERT:
            yield INERT, None
        for name, options in item.items() if isinstance(item, dict) else [(item, None)]:
            if name in _GROUPS and isinstance(options, dict) and depth:
                # Where a tag computes whether it is on, the options hold whenever it is.
                if options.get("enabled", False) is not False:
                    yield from _listed(options.get("plugins"), depth - 1)
            else:
                yield name, options


def _worded(error: ValidationError) -> str:
    fault = error.errors(include_url=False)[0]
    place = ".".join(str(part) for part in fault["loc"])
    context = fault.get("ctx") or {}
    if fault["type"] == "extra_forbidden":
        near = nearest(str(fault["loc"][-1]), _beside(fault["loc"]))
        return f"there is no option '{visible(place)}'" + (f"; did you mean '{near}'?" if near else "")
    message = str(context.get("message") or _plain(fault))
    hint = f"; {context['hint']}" if context.get("hint") else ""
    return visible(f"option '{place}': {message}{hint}" if place else f"options: {message}{hint}")


def _beside(place: tuple[int | str, ...]) -> list[str]:
    """The names of the options that there are where one was not known."""
    model: type[BaseModel] | None = Options
    for part in place[:-1]:
        info = model.model_fields.get(str(part)) if model else None
        if info is not None:
            model = next((found for found in _models(info.annotation)), None)
    return list(model.model_fields) if model else []


def _models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - whatever a field may be
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in get_args(annotation):
        yield from _models(inner)


def _plain(fault: Mapping[str, Any]) -> str:
    """Put pydantic's own faults into words for people."""
    kind = fault["type"].partition("_")[0]
    expected = {
        "date": "a day: write it as in 2026-12-03",
        "uuid": 'a UUID: make one with python -c "import uuid; print(uuid.uuid4())"',
        "bool": "true or false",
        "dict": "keys and values",
        "tuple": "a list",
        "string": "a text",
        "int": "a whole number",
    }
    if fault["type"] == "missing":
        return "this is missing"
    if kind in ("greater", "less"):
        return f"'{visible(str(fault['input']))}' is out of range; it {str(fault['msg']).partition(' ')[2]}"
    if kind in expected:
        return f"'{visible(str(fault['input']))}' is not {expected[kind]}"
    return str(fault["msg"]).removeprefix("Value error, ")


def _check_rule_names(options: Options, name: str, rules: Mapping[str, Rule]) -> None:
    named = [*options.rules, *(rule for names in options.ignore.values() for rule in names)]
    for rule in named:
        if rule not in rules:
            near = nearest(rule, rules)
            raise OptionError(
                f"{name}: there is no rule '{visible(rule)}'"
                + (f"; did you mean '{near}'?" if near else "; `gameplan rules` lists them")
            )
        if not rules[rule].configurable:
            raise OptionError(f"{name}: the rule '{rule}' can't be changed or ignored: it leaves nothing to check")


def _refuse_other_strategy(root: Path, options: Options, site: Mapping[str, Any], name: str) -> None:
    """Refuse a strategy folder other than `docs_dir`, which is the one that a site build reads.

    A folder that isn't there, or that `gameplan render` has written, is another generator's, which knows nothing of the strategy.
    """
    docs = posixpath.normpath(str(site.get("docs_dir") or "docs"))
    if docs == options.strategy_dir or not (root / docs).is_dir() or (root / docs / RENDERED).is_file():
        return
    raise OptionError(other_strategy(name, docs, options.strategy_dir))


def other_strategy(name: str, docs: str, strategy: str) -> str:
    """Explain that a file names another folder for the strategy than the site does."""
    return (
        f"{name}: strategy_dir is {visible(strategy)}, and docs_dir is {visible(docs)}: for a site both must be the same folder; "
        f"write docs_dir: {visible(strategy)}, and leave strategy_dir out"
    )


def _has_zensical() -> bool:
    # Whether there is a module by that name is known sooner than which packages are installed.
    if find_spec("zensical") is None:
        return False
    metadata = import_module("importlib.metadata")
    try:
        metadata.version("zensical")
    except metadata.PackageNotFoundError:
        return False
    return True


def _refuse_silent_host(root: Path, options: Options) -> None:
    """Refuse to check for Zensical, which silently skips unknown plugins, so that the site would not be the one checked."""
    if not os.path.lexists(root / ZENSICAL):
        return
    data = read_file(root, ZENSICAL, _LARGEST_TOML)
    try:
        project = tomllib.loads(data.decode("utf-8-sig")).get("project", {}) if isinstance(data, bytes) else None
        built = project.get("docs_dir", "docs") if isinstance(project, dict) else ""
    except (ValueError, RecursionError):
        # It is no TOML, or nested too deeply to be read (a table in a table in a table …), or has a number of thousands of digits.
        built = ""
    if built in ("", "docs", options.strategy_dir):
        raise OptionError(
            "zensical.toml: Zensical runs no plugins, so the site would be built without Gameplan; "
            "run `gameplan render DIR`, and set docs_dir in zensical.toml to that folder"
        )
