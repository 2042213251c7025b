"""Templates, with everything escaped; and links from one page to another."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import jinja2
from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.publish.links import Badge, Link


def render(name: str, **values: object) -> str:
    """A template's HTML, without blank lines: a generator's Markdown then takes it for one block and leaves it alone."""
    made = _environment().get_template(name).render(values)
    return "\n".join(row for line in made.split("\n") if (row := line.strip()))


@cache
def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader("gameplan.publish", "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    # The smallest pieces are functions: pages hold hundreds of them, and a macro's call costs ten times as much.
    environment.globals |= {"icon": _icon, "link": _link, "status": _status}
    return environment


@cache
def _icon(name: str) -> Markup:
    return Markup('<span class="gp-i gp-i--{}" aria-hidden="true"></span>').format(name)


def _link(item: Link, *, icon: bool = False) -> Markup:
    """A link; a text where there is nowhere to go."""
    mark = _icon(item.icon) if icon and item.icon else ""
    if item.url:
        return Markup(f'<a href="{escape(item.url)}">{mark}{escape(item.text)}</a>')  # noqa: S704 - each part is escaped
    return Markup(f"<span>{mark}{escape(item.text)}</span>")  # noqa: S704 - each part is escaped


def _status(badge: Badge) -> Markup:
    """A status: a word and a shape."""
    mark = f"{_icon(badge.icon)}{escape(badge.label)}"
    return Markup(f'<span class="gp-status gp-status--{escape(badge.stage)}">{mark}</span>')  # noqa: S704 - each part is escaped


class Linker:
    """Makes addresses relative to one page: up to the site's root, and down from there.

    That way all pages of the same depth link alike, and what is shown on many of them is rendered once.
    """

    def __init__(self, urls: Mapping[str, str], here: str) -> None:
        self.up = "../" * here.count("/")
        self._urls = urls

    def __call__(self, uri: str) -> str:
        """The address of a uri."""
        return f"{self.up}{self._urls[uri]}" or "./"
