"""The names by which shown pages refer to hidden ones: they must not be published."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field, replace
from functools import lru_cache
from html import unescape
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import unquote, urlsplit

from gameplan.model.addresses import FOLDERS, slug
from gameplan.model.fields import Address, Fields, Prose, holding, marked, referring
from gameplan.model.further_pages import Decision, Question
from gameplan.model.links import MENTION_PATTERN
from gameplan.model.page import Entry
from gameplan.model.pages import Audience, EntryFields, Goal, Journey, Policy, Review

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from pydantic import BaseModel

    from gameplan.model.page import Page
    from gameplan.model.pages import StagedGap

_MENTION = re.compile(MENTION_PATTERN)
_INDEX = ("index", "readme")
_WEB = ("", "http", "https")
P = TypeVar("P", bound="Page")


@dataclass(frozen=True, slots=True)
class Words:
    """What stands in the place of a page that isn't shown."""

    somebody: str = "somebody"
    """For a person."""
    other: str = "(not public)"
    """For any other page."""


@dataclass(frozen=True, slots=True)
class Hidden:
    """What isn't shown, by its names."""

    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    """Ids, former ids, titles and file names of pages, as references may say them, by kind."""
    parts: frozenset[str] = frozenset()
    """The parts of paths and addresses that lead to what isn't shown, and to nothing that is."""
    words: Words = field(default_factory=Words)

    def redacted(self, page: P) -> P:
        """Return the page without the names of hidden pages in its fields: a reference to one says only that something is there."""
        if not self.names:
            return page
        told = _with(page, dict(self._of_prose(page.fields)))
        return _with(told, dict(self._changes(told)))

    def without_addresses(self, page: P, base: str) -> P:
        """Return the page without the addresses in its fields that lead to what isn't shown.

        Args:
            page: what is shown.
            base: the site's own address.
        """
        changed: dict[str, Any] = {}
        for name in marked(type(page.fields), Address) if self.parts else ():
            said = getattr(page.fields, name)
            if isinstance(said, tuple):
                changed[name] = tuple(each for each in said if not self.leads(each, base))
            elif said and self.leads(said, base):
                changed[name] = "" if type(page.fields).model_fields[name].default == "" else None
        return _with(page, {name: left for name, left in changed.items() if left != getattr(page.fields, name)})

    def leads(self, href: str, base: str = "") -> bool:
        """Tell whether an address leads to what isn't shown; in doubt it does.

        Args:
            href: as it stands in a link, relative or not.
            base: the site's own address; others' sites show whatever they like.
        """
        if not self.parts:
            return False
        try:
            said, own = urlsplit(href.strip()), urlsplit(base)
        except ValueError:
            return False
        if said.scheme.lower() not in _WEB or (said.netloc and said.netloc.lower() != own.netloc.lower()):
            return False
        path = plain(unquote(said.path)).replace("\\", "/")
        return any(part in self.parts or _stem(part) in self.parts for part in path.split("/") if part)

    def mentions(self, target: str) -> bool:
        """Tell whether what stands between brackets, as in `[[target]]`, names what isn't shown."""
        said = (target, target.rpartition(":")[2])
        return any(self._means(kind, text) for kind in self.names for text in said)

    def _means(self, kind: str, text: str) -> bool:
        return plain(text) in self.names.get(kind, ())

    def _word(self, kind: str) -> str:
        return self.words.somebody if kind == "person" else self.words.other

    def _changes(self, page: Page) -> Iterator[tuple[str, Any]]:
        fields = page.fields
        yield from self._of_references(fields)
        if isinstance(page, Entry):
            yield from self._of_entry(page.entry)
        if isinstance(fields, Journey):
            yield from self._of_journey(fields)
        if isinstance(fields, Question) and self._means("journey", fields.stage.rpartition("/")[0]):
            yield "stage", self.words.other
        if isinstance(fields, Decision) and any(map(self.mentions, fields.changes)):
            yield "changes", tuple(self.words.other if self.mentions(text) else text for text in fields.changes)
        if isinstance(fields, Review):
            yield from self._named("decisions", "decision", fields.decisions)
        if isinstance(fields, Policy) and any(self._applied(text) != text for text in fields.applies_to):
            yield "applies_to", tuple(dict.fromkeys(map(self._applied, fields.applies_to)))
        if isinstance(fields, (Goal, Audience, Journey)):
            gaps = tuple(map(self._gap, fields.accepted_gaps))
            if gaps != fields.accepted_gaps:
                yield "accepted_gaps", gaps

    def _named(self, name: str, kind: str, said: Iterable[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
        known = self.names.get(kind)
        if known and any(plain(text) in known for text in said):
            word = self._word(kind)
            yield name, tuple(dict.fromkeys(word if plain(text) in known else text for text in said))

    def _of_entry(self, entry: EntryFields) -> Iterator[tuple[str, Any]]:
        if entry.stage and self._means("journey", entry.stage.rpartition("/")[0]):
            yield "stage", self.words.other
        if any(self._means("kpi", name) for name in entry.results):
            yield "results", {name: value for name, value in entry.results.items() if not self._means("kpi", name)}
        if entry.redirect and self.mentions(entry.redirect):
            yield "redirect", ""

    def _of_references(self, fields: Fields) -> Iterator[tuple[str, Any]]:
        """Yield the fields with the ids of hidden pages, without these."""
        for name, mark in referring(type(fields)).items():
            yield from self._named(name, mark.kind, getattr(fields, name))
        for name in holding(type(fields), referring):
            said = getattr(fields, name)
            told = self._without(said)
            if told is not said and told != said:
                yield name, told

    def _without(self, said: Any) -> Any:  # noqa: ANN401 - values that refer to pages, or what holds some
        if isinstance(said, tuple):
            return tuple(map(self._without, said)) if said else said
        if isinstance(said, dict):
            return {key: self._without(each) for key, each in said.items()} if said else said
        if isinstance(said, Fields) and (told := dict(self._of_references(said))):
            return said.model_copy(update=told)
        return said

    def _of_prose(self, fields: Fields) -> Iterator[tuple[str, Any]]:
        """Yield the words for people in which a hidden page is mentioned, without its name."""
        for name in _with_prose(type(fields)):
            said = getattr(fields, name)
            told = self._told(said)
            if told is not said and told != said:
                yield name, told

    def _told(self, said: Any) -> Any:  # noqa: ANN401 - texts, or what holds some
        if isinstance(said, str):
            return _MENTION.sub(self._mention, said) if "[[" in said else said
        if isinstance(said, tuple):
            return tuple(map(self._told, said)) if said else said
        if isinstance(said, dict):
            return {key: self._told(each) for key, each in said.items()}
        if isinstance(said, Fields) and (told := dict(self._of_prose(said))):
            return said.model_copy(update=told)
        return said

    def _of_journey(self, journey: Journey) -> Iterator[tuple[str, Any]]:
        needs = [need for stage in journey.stages for need in stage.needs]
        if any(need.channel and self._means("channel", need.channel) for need in needs):
            other = {"channel": self.words.other}
            yield (
                "stages",
                tuple(
                    stage.model_copy(
                        update={
                            "needs": tuple(
                                need.model_copy(update=other) if self._means("channel", need.channel or "") else need
                                for need in stage.needs
                            )
                        }
                    )
                    for stage in journey.stages
                ),
            )

    def _gap(self, gap: StagedGap) -> StagedGap:
        said = {
            "audience": self._means("audience", gap.audience or ""),
            "goal": self._means("goal", gap.goal or ""),
            "stage": self._means("journey", (gap.stage or "").rpartition("/")[0]),
        }
        changed = {name: self.words.other for name, hidden in said.items() if hidden}
        return gap.model_copy(update=changed) if changed else gap

    def _applied(self, text: str) -> str:
        kind, colon, bare = text.rpartition(":")
        kinds = (plain(kind),) if colon and plain(kind) in self.names else tuple(self.names)
        found = next((kind for kind in kinds for said in (text, bare) if self._means(kind, said)), "")
        return self._word(found) if found else text

    def _mention(self, match: re.Match[str]) -> str:
        return (match[2] or self.words.other).strip() if self.mentions(match[1]) else match[0]


def hidden_of(
    pages: Iterable[Page],
    shown: Iterable[Page],
    files: tuple[Iterable[tuple[str, str]], Collection[str]],
    shown_files: Iterable[str],
    words: Words,
) -> Hidden:
    """Return what isn't shown, by its names.

    Args:
        pages: that aren't shown.
        shown: those that are.
        files: the kinds and names of pages that can't be read; the paths of all files that aren't shown, theirs included.
        shown_files: the paths of those that are.
        words: what to say instead.
    """
    by_kind: dict[str, set[str]] = {}
    unread, paths = files
    parts = {name for path in paths for name in _file_names(path)}
    for kind, name in unread:
        by_kind.setdefault(kind, set()).add(plain(name))
    for page in pages:
        by_kind.setdefault(page.kind.name, set()).update((*_ids(page), plain(page.title), plain(stem(page.path))))
        parts.update((*_ids(page), *(plain(slug(name)) for name in (page.id, *page.fields.aliases))))
        parts.update(_file_names(page.path))
        if plain(stem(page.path)) in _INDEX:
            parts.add(plain(page.path.rpartition("/")[0].rpartition("/")[2]))
    if not by_kind and not parts:
        return Hidden(words=words)
    for page in shown:
        by_kind.get(page.kind.name, set()).difference_update(_ids(page))
        parts.difference_update((*_ids(page), plain(slug(page.id)), *_parts(page.path), plain(stem(page.path))))
    for path in shown_files:
        parts.difference_update(_parts(path))
    names = {kind: frozenset(found - {""}) for kind, found in by_kind.items()}
    return Hidden(names, frozenset(parts - {"", ".", "..", *_INDEX, "index.md", "readme.md", *FOLDERS}), words)


def _with(page: P, changed: Mapping[str, Any]) -> P:
    return replace(page, fields=page.fields.model_copy(update=changed)) if changed else page


def plain(text: str) -> str:
    """A name in one form of its letters: to compare, and not to show."""
    text = text.strip()
    return (text if text.isascii() else unicodedata.normalize("NFC", text)).casefold()


def stem(path: str) -> str:
    """A page's file name without its folder and its ending."""
    return path.rpartition("/")[2].removesuffix(".md")


def decoded(value: str) -> str:
    """An attribute of HTML as a browser takes it for an address: entities read, and line breaks and tabs left out."""
    return re.sub(r"[\t\r\n]", "", unescape(value))


def _ids(page: Page) -> tuple[str, ...]:
    return (plain(page.id), *map(plain, page.fields.aliases))


def _parts(path: str) -> Iterator[str]:
    return (plain(part) for part in path.split("/"))


def _file_names(path: str) -> tuple[str, ...]:
    name = plain(path.rpartition("/")[2])
    return (name, _stem(name)) if name.endswith(".md") else (name,)


def _stem(part: str) -> str:
    return part.removesuffix(".md").removesuffix(".html")


@lru_cache(maxsize=256)
def _with_prose(model: type[Fields]) -> frozenset[str]:
    """The fields of a model that hold words for people, or something in which there are some."""
    return _prose(model) | holding(model, _prose)


def _prose(model: type[BaseModel]) -> frozenset[str]:
    return marked(model, Prose)
