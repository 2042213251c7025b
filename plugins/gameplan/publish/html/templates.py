"""Templates, with everything escaped; and links from one page to another."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from string import Formatter
from typing import TYPE_CHECKING, TypeVar
from zlib import adler32

import jinja2
from markupsafe import Markup, escape

from gameplan.publish.html.compiled import keep_compiled
from gameplan.publish.html.icons import status_icon
from gameplan.publish.views.links import INITIALS, Link
from gameplan.wording.names import without_address
from gameplan.wording.speech import as_html, form_of, hinted_of, said_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from gameplan.publish.addresses import Linker
    from gameplan.publish.views.links import Badge


View = TypeVar("View")
Drawn = TypeVar("Drawn")


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
    environment.globals |= {"icon": icon_html, "link": link_html, "status": status_html}
    environment.globals |= {
        "say": _say,
        "plural": _plural,
        "hinted": _hinted,
        "a": _anchor,
        "code": _code,
        "em": _emphasis,
        "lines": lines_html,
    }
    keep_compiled(environment)
    return environment


def _anchor(url: str, text: str) -> Markup:
    return _ANCHOR(url=url, text=text)


def _code(text: str) -> Markup:
    return _CODE(text=text)


def _emphasis(text: str) -> Markup:
    return _EM(text=text)


def _say(text: str, **gaps: object) -> Markup:
    """Translate like `say`, for templates, in which every text is HTML."""
    return as_html(said_of(text)).format(**gaps)


def _hinted(text: str, **gaps: object) -> Markup:
    """Translate like `hinted`, for templates, in which every text is HTML."""
    return as_html(hinted_of(text)).format(**gaps)


def _plural(one: str, many: str, count: int, **gaps: object) -> Markup:
    """Translate like `plural`, for templates, in which every text is HTML."""
    return as_html(form_of(one, many, count)).format(count=count, **gaps)


_SPECIAL = re.compile("[&<>\"']")
"""What must be escaped in HTML."""


class Fragment:
    """A small piece of HTML with named gaps. What fills a gap is escaped, unless it is HTML already.

    For what a site holds by the thousand: a template costs ten times as much.
    """

    def __init__(self, html: str) -> None:
        # Taken apart once, and no text is escaped that has nothing to escape: both cost more than all else.
        names: list[str] = []
        texts = [""]
        for text, name, _, _ in Formatter().parse(html):
            texts[-1] += text
            if name is not None:
                names.append(name)
                texts.append("")
        self._first = texts[0]
        self._rest = list(zip(names, texts[1:], strict=True))

    def __call__(self, **values: object) -> Markup:
        """The piece with its gaps filled."""
        made = [self._first]
        for name, text in self._rest:
            value = values[name]
            if type(value) is Markup or (type(value) is str and _SPECIAL.search(value) is None):
                made += (value, text)
            else:
                made += (escape(value), text)
        return str.__new__(Markup, "".join(made))


def joined(pieces: Iterable[Markup], between: str = "") -> Markup:
    """Pieces of HTML one after the other. They are taken as they are: `Markup.join` looks at each of them once more."""
    return Markup(between.join(pieces))  # noqa: S704 - what is joined is HTML


_ICON = Fragment('<span class="gp-i gp-i--{name}" aria-hidden="true"></span>')
_INITIALS = Fragment('<span class="gp-i gp-initials gp-area-{hue}" data-gp-i="{letters}" aria-hidden="true"></span>')
_PERSON_HUES = 8
_LINK = Fragment('<a href="{url}">{mark}{text}</a>')
_TEXT = Fragment("<span>{mark}{text}</span>")
_ANCHOR = Fragment('<a href="{url}">{text}</a>')
_CODE = Fragment("<code>{text}</code>")
_EM = Fragment("<em>{text}</em>")
_STATUS = Fragment('<span class="gp-status gp-status--{stage}">{mark}{label}</span>')


@lru_cache(maxsize=1024)
def icon_html(name: str) -> Markup:
    """An icon by its name."""
    return _ICON(name=name)


@lru_cache(maxsize=4096)
def link_html(item: Link, *, icon: bool = False) -> Markup:
    """A link; a text where there is nowhere to go. Most lead to the few pages of the strategy, again and again."""
    mark = (_initials(item.text) if item.icon == INITIALS else icon_html(item.icon)) if icon and item.icon else ""
    if item.url:
        return _LINK(url=item.url, mark=mark, text=item.text)
    return _TEXT(mark=mark, text=item.text)


def _initials(name: str) -> Markup:
    """The first letters of a name's first and last word, in a colour that the name keeps, whoever else comes or goes."""
    words = [
        letters
        for word in without_address(name).split()
        if (letters := [letter for letter in word if letter.isalnum()])
    ]
    first = "".join(word[0] for word in (*words[:1], *words[1:][-1:]))
    return _INITIALS(hue=adler32(name.casefold().encode()) % _PERSON_HUES + 1, letters=first.upper())


def linked(item: Link, to: Linker, *, icon: bool = False) -> Markup:
    """Draw a link of a view on a page, to which its address is relative."""
    return link_html(relative(item, to), icon=icon)


def relative(item: Link, to: Linker) -> Link:
    """Return a link of a view with its address relative to a page, as templates take it."""
    return Link(item.text, address_of(item, to), item.icon) if item.uri else item


def address_of(item: Link, to: Linker) -> str:
    """Return where a link of a view leads to from a page; an empty text where that is nowhere."""
    if not item.uri:
        return item.url or ""
    return f"{to(item.uri)}#{item.place}" if item.place else to(item.uri)


def drawn_once(view: View, to: Linker, draw: Callable[[View, Linker], Drawn]) -> Drawn:
    """Draw a view that many pages share: once for all pages of one depth, however often it is asked for.

    Args:
        view: what is shown, made once for all of them: it is known by its identity, so that nothing has to be compared.
        to: makes addresses, and keeps what is drawn for pages of its depth.
        draw: what draws it.
    """
    key = (id(view), draw)
    found = to.drawn.get(key)
    if found is None:
        # The view is kept too: its identity isn't given to another one as long as it lives.
        found = to.drawn[key] = (view, draw(view, to))
    made: Drawn = found[1]
    return made


@lru_cache(maxsize=256)
def status_html(badge: Badge) -> Markup:
    """A status: a word and a shape."""
    return _STATUS(stage=badge.stage, mark=icon_html(status_icon(badge)), label=badge.label)


def lines_html(text: str) -> Markup:
    """A text whose line breaks and indents stay, wherever a template sets it."""
    return escape(text).replace("\n", Markup("&#10;"))
