"""The text that a theme sets around pages of a kind, with a slot for each value that differs."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote

from jinja2.filters import do_striptags, do_urlencode
from jinja2.utils import htmlsafe_json_dumps
from markupsafe import escape
from mkdocs.structure.toc import AnchorLink
from mkdocs.utils import get_relative_url

from gameplan.mkdocs_plugin.probe import Probe, UnlikeError, leaf, marked_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from jinja2 import Environment
    from mkdocs.utils.templates import TemplateContext

_MARK = re.compile("gpmark([a-z]{1,12})0")


class Slot(NamedTuple):
    """A place in a shell: which value stands there, and by which filters."""

    name: str
    turned: Callable[[Any], str]


@dataclass(slots=True)
class Shell:
    """The text around the values of a kind of pages."""

    texts: tuple[str, ...]
    """One more than there are slots."""
    slots: tuple[Slot, ...]
    compared: int = 0

    def filled(self, values: Mapping[str, Any]) -> str:
        """The page with some values."""
        parts = [self.texts[0]]
        for slot, text in zip(self.slots, self.texts[1:], strict=True):
            parts += (slot.turned(values[slot.name]), text)
        return "".join(parts)


class Items:
    """How the theme writes a line of a table of contents."""

    def __init__(self, leaf: tuple[str, ...], nested: tuple[str, ...]) -> None:
        self._leaf, self._nested = leaf, nested
        self.between = ""

    @classmethod
    def of(cls, env: Environment, context: TemplateContext) -> Items:
        """Learn it from the theme.

        Raises:
            UnlikeError: where the theme has no such template, or one of another kind.
        """
        template = env.get_template("partials/toc-item.html")

        def rendered(item: AnchorLink) -> str:
            return template.render({**context, "toc_item": item})

        one, two = leaf("one"), leaf("two")
        pieces = _split(rendered(one), ("#gpmarkone0", one.title))
        above = AnchorLink(marked_text("abovetitle"), "gpmarkabove0", 2)
        above.children = [one, two]
        whole = rendered(above)
        inner = (rendered(one), rendered(two))
        nested = _split(
            whole, ("#gpmarkabove0", above.title, str(escape(do_striptags(above.title))), inner[0], inner[1])
        )
        return cls(pieces, nested)

    def line(self, item: AnchorLink) -> str:
        """A heading with those below it."""
        if not item.children:
            one, two, three = self._leaf
            return f"{one}{item.url}{two}{item.title}{three}"
        one, two, three, four, between, five = self._nested
        label = escape(do_striptags(item.title))
        below = between.join(map(self.line, item.children))
        return f"{one}{item.url}{two}{item.title}{three}{label}{four}{below}{five}"

    def of_page(self, items: Iterable[AnchorLink]) -> str:
        """All lines, with what the theme has between two."""
        return self.between.join(map(self.line, items))


def cut(output: str, probe: Probe, items: Items | None) -> Shell:
    """A page of marks, cut at them."""
    if items is not None and probe.toc.items:
        output = _marked(output, probe, items)
    texts: list[str] = []
    slots: list[Slot] = []
    at = 0
    for begin, end, slot in _places(output, probe):
        texts.append(output[at:begin])
        slots.append(slot)
        at = end
    texts.append(output[at:])
    if any("gpmark" in text for text in texts):
        raise UnlikeError("it writes a page's values in a way that isn't known")
    return Shell(tuple(texts), tuple(slots))


def _split(text: str, marks: tuple[str, ...]) -> tuple[str, ...]:
    pieces = []
    for mark in marks:
        before, found, text = text.partition(mark)
        if not found:
            raise UnlikeError("its table of contents isn't Material's")
        pieces.append(before)
    return (*pieces, text)


def _marked(output: str, probe: Probe, items: Items) -> str:
    """The page with one mark for all lines of a table of contents."""
    lines = probe.toc.items[0].children if probe.toc.items[0].level == 1 else probe.toc.items
    if not lines:
        return output
    one, two = (items.line(line) for line in lines)
    parts = output.split(one)
    marked = [parts[0]]
    for part in parts[1:]:
        between, found, rest = part.partition(two)
        if not found or (items.between and items.between != between):
            raise UnlikeError("its table of contents isn't Material's")
        items.between = between
        marked.append(f"gpmarkitems0{rest}")
    return "".join(marked)


def _raw(word: str) -> Callable[[Any], str]:
    return lambda value: str(value).replace(word, "raw")


_FILTERS: tuple[Callable[[Any], str], ...] = (
    str,
    lambda value: str(do_striptags(value)),
    lambda value: str(escape(do_striptags(value))),
    lambda value: str(escape(value)),
    do_urlencode,
    lambda value: quote(str(value)),
    lambda value: str(htmlsafe_json_dumps(value))[1:-1],
    _raw("edit"),
    _raw("blob"),
)


def _places(output: str, probe: Probe) -> Iterator[tuple[int, int, Slot]]:
    values: dict[str, Any] = {
        "title": probe.title,
        "description": dict.get(probe.meta, "description"),
        "canonical": probe.canonical_url,
        "source": probe.edit_url,
        "content": probe.content,
        "url": probe.url,
        "beforetitle": probe.previous_page.title if probe.previous_page else None,
        "beforeurl": get_relative_url("gpmarkbeforeurl0/", probe.url),
        "aftertitle": probe.next_page.title if probe.next_page else None,
        "afterurl": get_relative_url("gpmarkafterurl0/", probe.url),
        "items": "gpmarkitems0",
        "first": probe.toc.items[0].url if probe.toc.items else None,
    }
    names = {"one": "first", "folder": "url"}
    end = 0
    for match in _MARK.finditer(output):
        if match.start() < end:
            continue
        name = names.get(match[1], match[1])
        value = values.get(name)
        if value is None:
            raise UnlikeError("it writes a page's values in a way that isn't known")
        for turn in _FILTERS:
            text = turn(value)
            begin = match.start() - text.find("gpmark")
            if "gpmark" in text and output.startswith(text, begin) and begin >= end:
                end = begin + len(text)
                yield begin, end, Slot(name, turn)
                break
        else:
            raise UnlikeError("it writes a page's values in a way that isn't known")
