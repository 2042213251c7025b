"""One module a format: findings to text."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gameplan.diagnostics.emitters.report import Report

_NAMES = ("text", "github", "gitlab", "sarif", "json", "junit", "rdjson", "markdown")
"""Each is that of a module."""


class _Formats(Mapping[str, Callable[["Report"], str]]):
    """What writes each format. Its module is imported when it is asked for: a check writes one or two of them."""

    def __getitem__(self, name: str) -> Callable[[Report], str]:
        if name not in _NAMES:
            raise KeyError(name)
        emit: Callable[[Report], str] = import_module(f"gameplan.diagnostics.emitters.{name}").emit
        return emit

    def __iter__(self) -> Iterator[str]:
        return iter(_NAMES)

    def __len__(self) -> int:
        return len(_NAMES)


FORMATS: Mapping[str, Callable[[Report], str]] = _Formats()
"""Every format by its name."""
