"""What tells two values apart: the same digest in every run, whatever the order of sets and wherever functions lie in memory."""

from __future__ import annotations

import dataclasses
import enum
import hashlib
import re
import sys
from datetime import date, datetime, time, timedelta, tzinfo
from decimal import Decimal
from functools import cache, partial
from importlib import metadata
from pathlib import Path, PurePath
from types import BuiltinFunctionType, FunctionType, MappingProxyType, MethodType
from typing import TYPE_CHECKING, Any
from uuid import UUID

from pydantic import BaseModel

from gameplan.store.software import program_files

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_PLAIN = frozenset((type(None), bool, int, float, bytes, Decimal, date, datetime, time, timedelta, UUID))
_LIBRARIES = (
    *("babel", "jinja2", "markdown-it-py", "markupsafe", "mdit-py-plugins", "pydantic", "python-dateutil", "pyyaml"),
    *("mkdocs-material", "rcssmin", "rjsmin", "tzdata"),
)
"""What pages and feeds are made with."""


class UnknownValueError(TypeError):
    """A value is of a kind whose parts aren't known."""


def digest_of(*values: object) -> str:
    """Return the digest of values, in hexadecimal digits.

    Args:
        values: made of texts, numbers, dates, sequences, mappings, sets, dataclasses, pydantic's models and functions that have a name.

    Raises:
        UnknownValueError: where there is something else in them.
    """
    hashed = hashlib.blake2b(digest_size=16)
    for value in values:
        _feed(value, hashed.update)
    return hashed.hexdigest()


def _feed(value: Any, put: Callable[[bytes], object]) -> None:  # noqa: ANN401, C901, PLR0912 - a case for each kind
    kind = type(value)
    if kind is str:
        data = value.encode("utf-8", "surrogatepass")
        put(b"str:%d:%b" % (len(data), data))
    elif kind in _PLAIN:
        put(f"{kind.__name__}:{value!r};".encode())
    elif kind is tuple or kind is list:
        put(b"%b[%d" % (kind.__name__.encode(), len(value)))
        for each in value:
            _feed(each, put)
    elif kind is dict or kind is MappingProxyType:
        put(b"dict[%d" % len(value))
        for key, each in value.items():
            _feed(key, put)
            _feed(each, put)
    elif isinstance(value, enum.Enum):
        put(f"{_name(kind)}.{value.name};".encode())
    elif isinstance(value, (tuple, list)):
        put(f"{_name(kind)}[{len(value)}".encode())
        for each in value:
            _feed(each, put)
    elif isinstance(value, dict):
        put(b"dict[%d" % len(value))
        for key, each in value.items():
            _feed(key, put)
            _feed(each, put)
    elif isinstance(value, (set, frozenset)):
        put(f"set[{len(value)}".encode())
        for each in sorted(digest_of(each) for each in value):
            put(each.encode())
    elif dataclasses.is_dataclass(value):
        put(f"{_name(kind)}(".encode())
        for field in dataclasses.fields(value):
            _feed(getattr(value, field.name), put)
    elif isinstance(value, BaseModel):
        put(f"{_name(kind)}(".encode())
        # Not all that is in it: what a model works out of its fields, and keeps, stands beside them.
        _feed({name: getattr(value, name) for name in kind.model_fields}, put)
        _feed(value.model_extra, put)
    else:
        put(f"{_named(value)};".encode())


def _named(value: object) -> str:
    """Name what has no parts."""
    if isinstance(value, (str, int, PurePath, tzinfo)):
        return f"{_name(type(value))}:{value}"
    if isinstance(value, re.Pattern):
        return f"pattern:{value.pattern!r}:{value.flags}"
    if isinstance(value, partial):
        return f"{_named(value.func)} with {digest_of(value.args, value.keywords)}"
    if isinstance(value, MethodType):
        return f"{_named(value.__func__)} of {digest_of(value.__self__)}"
    if isinstance(value, type) and (made_of := getattr(value, "made_of", None)) is not None:
        # Made while the program runs: many have one name, and what they are made of tells them apart.
        return f"{_name(value)} of {digest_of(made_of)}"
    if isinstance(value, (type, FunctionType, BuiltinFunctionType)) and "<" not in value.__qualname__:
        return _name(value)
    raise UnknownValueError(f"a value of the type {_name(type(value))}")


def _name(named: Any) -> str:  # noqa: ANN401 - a class or a function
    return f"{named.__module__}.{named.__qualname__}"


@cache
def software() -> str:
    """Return the digest of what makes pages: Gameplan's own files as they lie on the disk, its libraries, Python, and the zones' times."""
    files = program_files()
    zones = [_state(Path("/usr/share/zoneinfo") / name) for name in ("", "tzdata.zi", "zone.tab", "leapseconds")]
    return digest_of(files, zones, versions(_LIBRARIES), sys.version, sys.platform)


def versions(names: Iterable[str]) -> list[tuple[str, str]]:
    """Return the versions of packages that are installed; an empty text for those that aren't."""
    return [(name, _version(name)) for name in names]


def _state(path: Path) -> tuple[int, int] | None:
    try:
        state = path.stat()
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns


def _version(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""
