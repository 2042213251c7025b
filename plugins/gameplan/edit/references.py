"""What cites a page that gets another id or another place: front matter, texts, and the site's configuration."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from gameplan.analysis.policies import applied
from gameplan.diagnostics import Span
from gameplan.edit.front import Front
from gameplan.edit.links import links_after_move, with_links
from gameplan.edit.splices import Splice, spliced
from gameplan.model.links import MENTION_PATTERN
from gameplan.model.pages import Policy
from gameplan.resolve.identifiers import Identifiers
from gameplan.resolve.links import references_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.model.page import Page, Path
    from gameplan.model.playbook import Playbook
    from gameplan.read.front_matter import Value

_MENTION = re.compile(MENTION_PATTERN)


class Redone(NamedTuple):
    """A file in which references and links were led elsewhere."""

    front: Front
    led: int
    """How many of them."""


@dataclass(frozen=True)
class Leading:
    """Leads what cites some pages to their new ids and places."""

    playbook: Playbook
    ids: Mapping[str, str] = field(default_factory=dict)
    """The new ids of pages, by the paths that they have now."""
    moved: Mapping[str, str] = field(default_factory=dict)
    """The new paths of files, by the old ones."""

    def citing(self) -> dict[str, dict[Path, str]]:
        """Return the paths of the pages that are cited in front matter and get another id, by page and by the place as typed."""
        found: dict[str, dict[Path, str]] = {}
        for source, path, target in self._cited():
            found.setdefault(source.path, {})[path] = target.path
        return found

    def _cited(self) -> Iterator[tuple[Page, Path, Page]]:
        """Every place in front matter at which a page is cited that gets another id."""
        if not self.ids:
            return
        pages = self.playbook.by_path
        for link in references_in(self.playbook):
            if link.target in self.ids and isinstance(link.reference, tuple):
                yield link.page, _typed(link.page, link.reference), pages[link.target]
        for policy in self.playbook.pages:
            if isinstance(policy.fields, Policy):
                named = {each.text: each.page for each in applied(self.playbook, policy) if each.page}
                for number, text in enumerate(policy.fields.applies_to):
                    page = named.get(text)
                    if page is not None and page.path in self.ids:
                        yield policy, _typed(policy, ("applies_to", number)), page

    def in_text(self, page: Page) -> bool:
        """Tell whether a page's text, or a text in its front matter, cites something that gets another id or place."""
        if self.ids and ("[[" in (page.places.text or "") or self._mentions(page)):
            return True
        return bool(self.moved) and bool(self._after_move(page))

    def redone(self, page: Page, front: Front, places: Mapping[Path, str]) -> Redone:
        """Return a page's file with all that it cites by the new ids and paths.

        Args:
            page: as it was read.
            front: its file as it is.
            places: of `citing`.

        Raises:
            Unwritable: where a reference can't be changed without changing more.
        """
        values: dict[Path, str] = {}
        keys: dict[Path, str] = {}
        for path, target in places.items():
            new = self.ids[target]
            old = self.playbook.by_path[target]
            if path in front.extents.keys and isinstance(path[-1], str) and _cites(path[-1], old, new):
                keys[path] = _cites(path[-1], old, new)
                continue
            at = path if path in front.extents.values else path[:-1]
            text = _at(dict(front.values), at)
            if isinstance(text, str) and (wanted := _cites(text, old, new)):
                values[at] = wanted
        if self.ids:
            values |= self._prose(front, values)
        changed = front.with_texts(values, keys, lambda typed: _MENTION.sub(self._led, typed))
        links = self._after_move(page) if self.moved else {}
        mentions = self._mentions(page)
        text, count = with_links(page.body.text, links, mentions)
        splices = _lines_changed(page.body.text, text, page.body.line)
        if splices:
            changed = Front.of(spliced(changed.data, splices))
        return Redone(changed, len(values) + len(keys) + count)

    def _after_move(self, page: Page) -> dict[str, str]:
        return links_after_move(page.body.links, page.path, self.moved.get(page.path, page.path), self.moved)

    def _mentions(self, page: Page) -> dict[str, str]:
        """What references in a page's text have to be, by what they are."""
        found: dict[str, str] = {}
        for mention in page.body.mentions if self.ids else ():
            target = self.playbook.mentions.get((page.path, mention.target), "")
            new = _cites(mention.target, self.playbook.by_path[target], self.ids[target]) if target in self.ids else ""
            if new:
                found[mention.target] = new
        return found

    def _prose(self, front: Front, taken: Mapping[Path, str]) -> dict[Path, str]:
        """References such as `[[id]]` in the texts of a front matter."""
        texts = ((path, text) for path, text in _texts(dict(front.values), ()) if path not in taken and "[[" in text)
        changed = {path: (text, _MENTION.sub(self._led, text)) for path, text in texts}
        return {path: new for path, (text, new) in changed.items() if new != text}

    def _led(self, found: re.Match[str]) -> str:
        """A reference such as `[[id]]`, with the new id where the page has one."""
        typed = found[1].strip()
        name, colon, identifier = typed.partition(":")
        kind = self._identifiers.kinds.get(name.strip()) if colon else None
        pages = [self._identifiers.find(kind.name, identifier.strip())] if kind else self._identifiers.anywhere(typed)
        page = pages[0] if len(pages) == 1 else None
        new = _cites(typed, page, self.ids[page.path]) if page and page.path in self.ids else ""
        return found[0].replace(typed, new, 1) if new else found[0]

    @cached_property
    def _identifiers(self) -> Identifiers:
        vocabulary = self.playbook.vocabulary
        return Identifiers((*vocabulary.kinds, vocabulary.entry), self.playbook.pages)


def _cites(text: str, page: Page, new: str) -> str:
    """Return what a citation of a page has to be, with the kind before the id or a stage behind it; empty where it says another id."""
    for kind in ("", page.kind.name, page.kind.plural):
        before = f"{kind}:" if kind else ""
        if text[: len(before)].casefold() != before:
            continue
        rest = text[len(before) :]
        bare = rest.lstrip()
        gap = rest[: len(rest) - len(bare)]
        if bare == page.id:
            return f"{text[: len(before)]}{gap}{new}"
        if bare.startswith(f"{page.id}/"):
            return f"{text[: len(before)]}{gap}{new}{bare[len(page.id) :]}"
    return ""


def _typed(page: Page, path: Path) -> Path:
    """A place under the key as typed."""
    return (page.places.typed.get(str(path[0]), path[0]), *path[1:])


def _at(value: Value, path: Path) -> Value:
    """The value at a place; None where there is none."""
    for step in path:
        if isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
        elif isinstance(value, dict):
            value = value.get(str(step))
        else:
            return None
    return value


def _texts(value: Value, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text in a front matter, with its place."""
    if isinstance(value, str):
        yield path, value
    elif value is not None:
        for step, item in enumerate(value) if isinstance(value, list) else value.items():
            yield from _texts(item, (*path, step))


def _lines_changed(before: str, after: str, line: int) -> list[Splice]:
    """Return splices that make one text of another with as many lines."""
    pairs = zip(before.split("\n"), after.split("\n"), strict=True)
    return [
        Splice(Span(number, 1, number, len(old) + 1), new)
        for number, (old, new) in enumerate(pairs, line)
        if old != new
    ]
