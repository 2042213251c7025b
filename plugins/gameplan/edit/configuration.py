"""The site's configuration, changed by the bytes of values only: what cites pages that are renamed or moved, and the plugin put into it."""

from __future__ import annotations

import posixpath
from textwrap import indent
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import Diagnostic
from gameplan.edit.splices import BOM, Splice, spliced
from gameplan.edit.yaml_text import scalar, value_text
from gameplan.model.fields import RefersTo
from gameplan.model.filters import page_filters
from gameplan.read.extents import Form, extents
from gameplan.read.files import read_source
from gameplan.read.front_matter import Unreadable, parse
from gameplan.read.site_config import configuration_texts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gameplan.diagnostics import Span
    from gameplan.edit.references import Leading
    from gameplan.model.page import Page
    from gameplan.model.sources import Sources
    from gameplan.model.vocabulary import Vocabulary
    from gameplan.read.extents import Extents

_LARGEST = 512 * 1024
"""Bytes of a configuration."""


class NoPlaceForPlugin(Exception):  # noqa: N818 - an outcome, not an error of the program
    """A configuration to which the plugin can't be added without changing more."""


class PluginText(NamedTuple):
    """The plugin as a configuration lists it."""

    lines: str
    """Its options, a line or more each, without indentation."""

    @property
    def item(self) -> str:
        """As an item of a list on lines of its own."""
        return f"- gameplan:\n{indent(self.lines, '    ')}"

    @property
    def key(self) -> str:
        """As a key of a mapping on lines of its own."""
        return f"gameplan:\n{indent(self.lines, '  ')}"

    @property
    def pair(self) -> str:
        """As a pair within braces."""
        return f"gameplan: {value_text(dict(parse(self.lines).values))}"


def with_plugin(text: str, plugin: PluginText) -> str:
    """Return the text of a configuration that lists the plugin behind those that it lists already.

    Args:
        text: as it is.
        plugin: what is to be listed; without plugins of its own the site has had MkDocs' search, and keeps it.

    Raises:
        NoPlaceForPlugin: where its plugins are none of the forms that MkDocs takes.
    """
    rows = text.split("\n")
    try:
        found = extents(text)
    except Unreadable:
        raise NoPlaceForPlugin from None
    place = found.values.get(("plugins",))
    if place is None:
        end = "" if not text or text.endswith("\n") else "\n"
        return f"{text}{end}\nplugins:\n  - search\n{indent(plugin.item, '  ')}"
    span = _in_file(place.span)
    listed = ("plugins", 0) in found.values
    if place.form is Form.FLOW:
        empty = not any(path[:1] == ("plugins",) and len(path) > 1 for path in found.values)
        gap = "" if empty else " " if _before(rows, span) == "," else ", "
        is_list = listed or rows[span.line - 1][span.column - 1] == "["
        typed = gap + (f"{{{plugin.pair}}}" if is_list else plugin.pair)
        at = span._replace(line=span.end_line, column=span.end_column - 1, end_column=span.end_column - 1)
        return _applied(text, Splice(at, typed))
    if place.form is Form.EMPTY:
        # Where nothing stands behind the colon, MkDocs takes its default, which is the search.
        return _applied(text, _below(span, indent(f"- search\n{plugin.item}", "  ")))
    if place.form is not Form.BLOCK:
        raise NoPlaceForPlugin
    first = rows[span.line - 1]
    blank = " " * (len(first) - len(first.lstrip(" ")))
    return _applied(text, _below(span, indent(plugin.item if listed else plugin.key, blank)))


def with_field(text: str, kind: str, name: str, form: str) -> str:
    """Return the text of a configuration that declares a field of a kind under the plugin's option `fields`.

    Args:
        text: as it is.
        kind: the kind's name.
        name: the field's.
        form: its type, such as `line`.

    Raises:
        NoPlaceForPlugin: where the plugin isn't listed, the field is declared, or that can't be done without changing more.
    """
    try:
        found = extents(text)
    except Unreadable:
        raise NoPlaceForPlugin from None
    place = next((path for path in found.keys if path[0] == "plugins" and path[-1] == "gameplan"), None)
    if place is None:
        return _with_field_of_item(text, found, (kind, name, form))
    wanted = ["fields", kind, name]
    while wanted and (*place, wanted[0]) in found.keys:
        place = (*place, wanted.pop(0))
    extent = found.values.get(place)
    if not wanted or extent is None:
        raise NoPlaceForPlugin
    span = _in_file(extent.span)
    if extent.form is Form.FLOW:
        empty = not any(path[: len(place)] == place and len(path) > len(place) for path in found.values)
        pair = f"{{type: {form}}}"
        for key in reversed(wanted[1:]):
            pair = f"{{{key}: {pair}}}"
        at = span._replace(line=span.end_line, column=span.end_column - 1, end_column=span.end_column - 1)
        return _applied(text, Splice(at, f"{'' if empty else ', '}{wanted[0]}: {pair}"))
    if extent.form is Form.BLOCK:
        return _applied(text, _below(span, indent(_nested(wanted, form), " " * (span.column - 1))))
    if extent.form is Form.EMPTY:
        name_of_it = _in_file(found.keys[place])
        return _applied(text, _below(name_of_it, indent(_nested(wanted, form), " " * (name_of_it.column + 1))))
    raise NoPlaceForPlugin


def _with_field_of_item(text: str, found: Extents, field: tuple[str, str, str]) -> str:
    """The same where the plugin is listed by its name alone."""
    kind, name, form = field
    rows = text.split("\n")
    for path, extent in found.values.items():
        span = _in_file(extent.span)
        if path[:1] == ("plugins",) and len(path) == 2 and rows[span.line - 1][span.column - 1 :].strip() == "gameplan":  # noqa: PLR2004 - an item
            lines = indent(_nested(["fields", kind, name], form), " " * (span.column + 1))
            return _applied(text, Splice(span, f"gameplan:\n{lines.rstrip()}"))
    raise NoPlaceForPlugin


def _nested(keys: list[str], form: str) -> str:
    """Keys within each other on lines of their own, the last of them a field with its type."""
    lines = [f"{'  ' * depth}{key}:\n" for depth, key in enumerate(keys[:-1])]
    return f"{''.join(lines)}{'  ' * (len(keys) - 1)}{keys[-1]}: {{type: {form}}}\n"


def _before(rows: list[str], span: Span) -> str:
    """The last character of a list in brackets before they close, comments and blanks left out; empty where that is on another line."""
    row = rows[span.end_line - 1][: span.end_column - 2].rstrip()
    number = span.end_line - 1
    while not row and number >= span.line:
        number -= 1
        row = rows[number].partition(" #")[0].rstrip()
    return row[-1:]


def _in_file(span: Span) -> Span:
    """A span in the lines of a configuration: those of a front matter begin in line 2."""
    return span._replace(line=span.line - 1, end_line=span.end_line - 1)


def _below(span: Span, lines: str) -> Splice:
    """Lines behind the last one of a value."""
    line = span.end_line + 1
    return Splice(span._replace(line=line, column=1, end_line=line, end_column=1), lines)


def _applied(text: str, splice: Splice) -> str:
    end = "" if text.endswith("\n") else "\n"
    return spliced(f"{text}{end}".encode(), [splice]).decode()


def configurations_after(
    sources: Sources, names: Iterable[str], leading: Leading, docs_dir: str
) -> dict[str, tuple[bytes, bytes]]:
    """Return the files of a configuration that cite what gets another id or place: as they are, and as they are to be.

    Args:
        sources: the playbook's files.
        names: those of the configuration's files.
        leading: what gets another id or place.
        docs_dir: the folder that the navigation counts from.
    """
    found: dict[str, tuple[bytes, bytes]] = {}
    for name in names:
        data = read_source(sources, name, _LARGEST)
        if isinstance(data, Diagnostic) or data.startswith(BOM):
            continue
        try:
            text = data.decode()
        except UnicodeDecodeError:
            continue
        after = configuration_after(text, leading, docs_dir).encode()
        if after != data:
            found[name] = (data, after)
    return found


def configuration_after(text: str, leading: Leading, docs_dir: str) -> str:
    """Return the text of the site's configuration with what its navigation, feeds and limits cite by the new ids and paths.

    Args:
        text: as it is.
        leading: what gets another id or place.
        docs_dir: the folder that the navigation counts from.
    """
    names = {
        (name, page.id): new
        for path, new in leading.ids.items()
        if (page := leading.playbook.by_path.get(path))
        for name in _names_by_which(leading.playbook.vocabulary, page)
    }
    inside = f"{docs_dir}/"
    paths = {
        old.removeprefix(inside): posixpath.relpath(new, docs_dir)
        for old, new in leading.moved.items()
        if old.startswith(inside)
    }
    splices = []
    for each in configuration_texts(text):
        new = None
        if "gameplan" in each.keys and not _CITING.isdisjoint(each.keys):
            new = names.get((each.keys[-1], each.text))
        elif each.keys[:1] == ("nav",):
            new = paths.get(each.text)
        if new is not None:
            splices.append(Splice(each.span, scalar(new, within=each.within, like=each.form)))
    return spliced(text.encode(), splices).decode() if splices else text


_CITING = frozenset(("feeds", "limits", "allowed"))
"""The options that cite pages by their ids."""


def _names_by_which(vocabulary: Vocabulary, page: Page) -> Iterator[str]:
    """Yield the names under which options cite a page's id: those of its kind, of filters, and of fields that name such pages."""
    yield from (page.kind.name, page.kind.plural, page.kind.field)
    for name, (kind, fields) in page_filters(vocabulary).items():
        if kind == page.kind.name:
            yield from (name, *fields, *(f"{field}s" for field in fields if not field.endswith("s")))
    for each in (*vocabulary.kinds, vocabulary.entry):
        for name, info in each.fields.model_fields.items():
            if any(isinstance(mark, RefersTo) and mark.kind == page.kind.name for mark in info.metadata):
                yield name
