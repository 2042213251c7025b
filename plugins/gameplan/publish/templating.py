"""Templates, with everything escaped; and links from one page to another."""

from __future__ import annotations

import posixpath
import re
from functools import cache
from typing import TYPE_CHECKING

import jinja2

from gameplan.publish import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from gameplan.publish.site import Edition

_BLANK_LINES = re.compile(r"\s*\n\s*")


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("gameplan.publish", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["measure"] = words.measure
    environment.filters["day"] = words.day_words
    return environment


def render(name: str, **values: object) -> str:
    """A template's HTML, without blank lines: a generator's Markdown then takes it for one block and leaves it alone."""
    return _BLANK_LINES.sub("\n", _environment().get_template(name).render(values)).strip()


def linker(edition: Edition, uri: str) -> Callable[[str], str]:
    """Makes addresses relative to the page of a uri."""
    folder = posixpath.dirname(edition.url(uri))
    return lambda target: _relative(edition.url(target), folder)


@cache
def _relative(target: str, folder: str) -> str:
    path = posixpath.relpath(target or ".", folder or ".")
    return f"{path}/" if target.endswith("/") or not target else path
