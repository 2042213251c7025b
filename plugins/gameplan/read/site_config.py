"""Reads `mkdocs.yml` without executing it: tags, environment variables and aliases stay inert."""

from __future__ import annotations

import os
import posixpath
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from gameplan.diagnostics import Diagnostic, Span
from gameplan.model.sources import Kind
from gameplan.read.extents import STYLES, Form
from gameplan.read.files import read_source
from gameplan.read.front_matter import MAX_NODES, EventParser

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from gameplan.model.sources import Sources

_MAX_CONFIG = 512 * 1024
_MAX_DEPTH = 40
_MOST_INHERITED = 10
"""Files, each of which inherits the next."""


class ConfigError(Exception):
    """A site configuration that can't be read; the message is one line for its author."""


class Inert:
    """A value that MkDocs would compute (`!ENV NAME`, `!!python/name:…`, an alias): known to be there, never looked into."""


INERT = Inert()


class Configuration(NamedTuple):
    """What a configuration file says, with what it inherits."""

    values: dict[str, Any]
    files: tuple[str, ...]
    """The files in which it stands, relative to the folder: the file itself, then each that the one before inherits."""


def read_config(sources: Sources, name: str) -> dict[str, Any]:
    """The values of a configuration file, and of those that it inherits; an empty mapping where there is no such file.

    Raises:
        ConfigError: where one of them can't be opened, is not YAML, or lies outside the repository.
    """
    return read_configuration(sources, name).values


def read_configuration(sources: Sources, name: str) -> Configuration:
    """The same, with the names of the files.

    Raises:
        ConfigError: where one of them can't be opened, is not YAML, or lies outside the repository.
    """
    if sources.kind(name) is None:
        return Configuration({}, (name,))

    def read(path: str) -> bytes:
        if path != name and sources.kind(path) is not Kind.FILE:
            raise ConfigError(f"there is no file {path}, and INHERIT leads to it: correct the path")
        data = read_source(sources, path, _MAX_CONFIG)
        if isinstance(data, Diagnostic):
            raise ConfigError(f"{path}: {data.message}")
        return data

    return inheriting(sources, name, read)


def inheriting(sources: Sources, name: str, read: Callable[[str], bytes]) -> Configuration:
    """The values of a configuration file, merged into those that it inherits as MkDocs merges them: mappings key by key.

    Args:
        sources: the files of the folder in which it lies.
        name: the file's.
        read: gives the content of a file, by its path relative to the folder; raises `ConfigError` where it can't.

    Raises:
        ConfigError: where one of them can't be read, lies outside the repository, or they go round in a circle.
    """
    chain: list[dict[str, Any]] = []
    files: list[str] = []
    path: str | None = name
    while path is not None:
        if path in files or len(files) == _MOST_INHERITED:
            what = "in a circle" if path in files else f"through more than {_MOST_INHERITED} files"
            raise ConfigError(f"{files[-1]}: INHERIT leads {what}: take it out of one of them")
        files.append(path)
        values = parse_config(read(path), path)
        path = _inherited(sources, path, values.pop("INHERIT")) if "INHERIT" in values else None
        chain.append(values)
    merged: dict[str, Any] = {}
    for values in reversed(chain):
        merged = _merged(merged, values)
    return Configuration(merged, tuple(files))


def _inherited(sources: Sources, path: str, said: Any) -> str:  # noqa: ANN401 - whatever stands there
    """Return the file that `INHERIT` means: in the repository, and without a link on the way."""
    if not isinstance(said, str) or not said:
        raise ConfigError(f"{path}: INHERIT must be the path of a file, written out")
    root, top = sources.root, sources.top
    place = Path(os.path.normpath(root / posixpath.dirname(path) / said))
    if not place.is_relative_to(top):
        raise ConfigError(f"{path}: INHERIT leads to {said}, outside the repository: copy that file into it")
    parts = [place, *place.parents]
    ways = (Path(os.path.relpath(part, root)).as_posix() for part in parts[: parts.index(top)])
    if any(sources.kind(way) is Kind.LINK for way in ways):
        raise ConfigError(f"{path}: INHERIT leads to {said} through a symbolic link: write the path of the file itself")
    return Path(os.path.relpath(place, root)).as_posix()


def _merged(below: Mapping[str, Any], above: Mapping[str, Any]) -> dict[str, Any]:
    """Merge two mappings: values of the upper one replace those of the lower, except that mappings in both are merged."""
    both = {**below, **above}
    for key, value in above.items():
        if isinstance(value, dict) and isinstance(below.get(key), dict):
            both[key] = _merged(below[key], value)
    return both


def parse_config(data: bytes, name: str) -> dict[str, Any]:
    """The values in the content of a configuration file.

    Raises:
        ConfigError: where it is not YAML.
    """
    try:
        values = _values(data.decode("utf-8-sig"), name)
    except UnicodeDecodeError:
        raise ConfigError(f"{name}: the file is not saved as UTF-8") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = f"{name}:{mark.line + 1}:{mark.column + 1}" if mark else name
        raise ConfigError(f"{place}: this can't be read as YAML ({error.problem})") from None
    except yaml.YAMLError:
        raise ConfigError(f"{name}: the file holds a character that YAML doesn't allow") from None
    if values is None:
        return {}
    if not isinstance(values, dict):
        raise ConfigError(f"{name}: it is not made of lines of the form key: value")
    return values


def place_of(sources: Sources, name: str, *keys: str) -> Span:
    """Find a value in a configuration file: below these keys, at whatever depth the first of them is; else the first line."""
    try:
        return _place(config_text(sources, name), keys)
    except yaml.YAMLError:
        return Span(1, 1, 1, 2)


def config_text(sources: Sources, name: str) -> str:
    """The text of a configuration file, to show a place in it; empty where it can't be read."""
    data = read_source(sources, name, _MAX_CONFIG)
    return data.decode("utf-8-sig", "replace") if isinstance(data, bytes) else ""


class ConfigText(NamedTuple):
    """A text in a configuration file."""

    keys: tuple[str, ...]
    """The keys that it stands under, from the top; lists have none."""
    text: str
    span: Span
    form: Form
    within: bool
    """Whether it stands in brackets or braces."""


def configuration_texts(text: str) -> Iterator[ConfigText]:
    """Yield every text in a configuration file, in order; nothing more where it can't be read any further."""
    above: list[tuple[str | None, bool, bool]] = []
    """Of each collection around: the key that it stands under, whether it is a mapping, and whether it has brackets or braces."""
    key: str | None = None
    awaits_key = False
    parser = EventParser(text)
    try:
        while (event := parser.get_event()) is not None and not isinstance(event, yaml.StreamEndEvent):
            if isinstance(event, yaml.CollectionEndEvent):
                above.pop()
            elif isinstance(event, yaml.CollectionStartEvent):
                above.append((key, isinstance(event, yaml.MappingStartEvent), bool(event.flow_style)))
            elif isinstance(event, yaml.ScalarEvent) and awaits_key:
                key, awaits_key = event.value, False
                continue
            elif isinstance(event, yaml.ScalarEvent):
                keys = tuple(name for name in (*(name for name, *_ in above[1:]), key) if name is not None)
                form = STYLES.get(event.style or "", Form.PLAIN)
                yield ConfigText(keys, event.value, _span(event), form, any(flow for *_, flow in above))
            elif not isinstance(event, yaml.AliasEvent):
                continue
            awaits_key = bool(above) and above[-1][1]
            key = None
    except yaml.YAMLError:
        return
    finally:
        parser.dispose()


def _place(text: str, keys: tuple[str, ...]) -> Span:
    above: list[str | None] = []
    """The key under which each collection around the event stands; None for that of a list."""
    key: str | None = None
    waiting = [False]
    """For each collection whether it is a mapping whose next scalar is a key."""
    parser = EventParser(text)
    try:
        while (event := parser.get_event()) is not None and not isinstance(event, yaml.StreamEndEvent):
            if isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                waiting.pop()
                key = above.pop()
                waiting[-1] = key is not None
                continue
            if not isinstance(event, (yaml.ScalarEvent, yaml.AliasEvent, yaml.CollectionStartEvent)):
                continue
            if waiting[-1] and isinstance(event, yaml.ScalarEvent):
                key, waiting[-1] = event.value, False
                continue
            named = [name for name in (*above, key) if name is not None]
            if tuple(named[-len(keys) :]) == keys:
                return _span(event)
            if isinstance(event, yaml.CollectionStartEvent):
                above.append(key)
                waiting.append(isinstance(event, yaml.MappingStartEvent))
                key = None
            else:
                waiting[-1] = key is not None
                key = None
    finally:
        parser.dispose()
    return Span(1, 1, 1, 2)


def _span(event: yaml.Event) -> Span:
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        return Span(1, 1, 1, 2)
    return Span(start.line + 1, start.column + 1, end.line + 1, max(end.column + 1, start.column + 2))


def _values(text: str, name: str) -> Any:  # noqa: ANN401 - whatever the file holds
    """Values from events, without recursion."""
    root: list[Any] = []
    stack: list[tuple[Any, list[Any]]] = [(root, [])]
    parser = EventParser(text)
    count = 0
    try:
        while (event := parser.get_event()) is not None and not isinstance(event, yaml.StreamEndEvent):
            count += 1
            if count > 4 * MAX_NODES or len(stack) > _MAX_DEPTH:
                raise ConfigError(f"{name}: the file is nested too deeply, or holds too many values")
            if isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
                stack.append(({} if isinstance(event, yaml.MappingStartEvent) else [], [event.tag]))
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                done, (tag, *_) = stack.pop()
                _put(stack[-1], INERT if _computed(tag) else done)
            elif isinstance(event, yaml.AliasEvent):
                _put(stack[-1], INERT)
            elif isinstance(event, yaml.ScalarEvent):
                _put(stack[-1], INERT if _computed(event.tag) else _scalar(event.value, plain=not event.style))
    finally:
        parser.dispose()
    return root[0] if root else None


def _computed(tag: str | None) -> bool:
    return bool(tag) and tag != "!" and not str(tag).startswith("tag:yaml.org,2002:str")


def _put(top: tuple[Any, list[Any]], value: Any) -> None:  # noqa: ANN401
    container, state = top
    if isinstance(container, list):
        container.append(value)
    elif len(state) == 1:
        state.append(value if isinstance(value, (str, int, float, bool)) else str(type(value)))
    else:
        container[state.pop()] = value


def _scalar(text: str, *, plain: bool) -> Any:  # noqa: ANN401
    """A scalar by the core schema of YAML 1.2."""
    if not plain:
        return text
    if text in ("", "~", "null", "Null", "NULL"):
        return None
    if text.lower() in ("true", "false"):
        return text.lower() == "true"
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else text
