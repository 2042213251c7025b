"""Finds the page that each id means."""

from __future__ import annotations

import difflib
import re
import unicodedata
from bisect import bisect_left
from itertools import count
from typing import TYPE_CHECKING, TypeVar

from gameplan.diagnostics import Diagnostic, Location, Related, visible
from gameplan.model.addresses import page_uri, reserved, site_url, slug
from gameplan.model.faults import simplified, spellings
from gameplan.model.kinds import PLAIN, VISION
from gameplan.model.pages import Journey
from gameplan.rules import DUPLICATE_ID, UNSAFE_PATH

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gameplan.model.kinds import Kind
    from gameplan.model.page import Page

_Key = TypeVar("_Key")
_OURS = ("plan", "calendar")
"""Folders of the site that hold the plan and the agenda."""
MOST_COMPARISONS = 1_000_000
"""The most comparisons of unknown ids with known ones in one run: after these, findings come without a guess."""
_BEGINNING = 50
"""The number of comparisons that take as long as the preparation for one id."""
_MOST_TO_COMPARE = 5_000
_LEAST_PREFIX = 4


class Identifiers:
    """Pages by kind and id."""

    def __init__(self, kinds: Iterable[Kind], pages: Iterable[Page]) -> None:
        self.kinds = {kind.name: kind for kind in kinds} | {kind.plural: kind for kind in kinds}
        self._pages: dict[str, dict[str, Page]] = {}
        self._spellings: dict[str, dict[str, str]] = {}
        self._spelt: dict[str, dict[str, dict[str, Page]]] = {}
        self._sorted: dict[str, list[str]] = {}
        self._comparisons = MOST_COMPARISONS
        self._nearest: dict[tuple[str, ...], Page | None] = {}
        pages = list(pages)
        for page in pages:
            _put(self._pages.setdefault(page.kind.name, {}), _normal(page.id), page)
        for page in pages:
            for alias in page.fields.aliases:
                self._pages[page.kind.name].setdefault(_normal(alias), page)

    def has(self, kind: str) -> bool:
        """Tell whether there is any page of a kind."""
        return kind in self._pages

    def find(self, kind: str, identifier: str) -> Page | None:
        """The page of a kind with an id, or that had it formerly."""
        return self._pages.get(kind, {}).get(_normal(identifier))

    def anywhere(self, identifier: str) -> list[Page]:
        """The pages with an id, of every kind."""
        normal = _normal(identifier)
        return [pages[normal] for pages in self._pages.values() if normal in pages]

    def spelt(self, identifier: str, kind: str) -> list[Page]:
        """The pages of a kind whose id, title or file's name an id is another spelling of."""
        if kind not in self._spelt:
            known = self._spelt[kind] = {}
            for name, page in self._pages.get(kind, {}).items():
                for spelling in spellings(name) | spellings(page.title) | spellings(stem(page.path)):
                    known.setdefault(spelling, {})[page.path] = page
        found: dict[str, Page] = {}
        for spelling in spellings(identifier) | spellings(stem(identifier)):
            found |= self._spelt[kind].get(spelling, {})
        return list(found.values())

    def nearest(self, identifier: str, *kinds: str) -> Page | None:
        """The page that was probably meant, of some kinds or of any."""
        asked = (identifier, *kinds)
        if asked not in self._nearest:
            self._nearest[asked] = self._nearest_of(identifier, kinds)
        return self._nearest[asked]

    def _nearest_of(self, identifier: str, kinds: tuple[str, ...]) -> Page | None:
        for kind in kinds or tuple(self._pages):
            pages = self._pages.get(kind, {})
            if kind not in self._spellings:
                named = {
                    simplified(name): known for known, page in pages.items() for name in (stem(page.path), page.title)
                }
                self._spellings[kind] = named | {simplified(known): known for known in reversed(pages)}
            spellings = self._spellings[kind]
            key = simplified(stem(identifier))
            if key in spellings:
                return pages[spellings[key]]
            begun = self._begun(kind, key) if len(key) >= _LEAST_PREFIX else set()
            if len(begun) == 1:
                return pages[begun.pop()]
            if len(spellings) <= _MOST_TO_COMPARE and len(key) <= 100 and self._comparisons > 0:  # noqa: PLR2004 - the longest id
                self._comparisons -= len(spellings) + _BEGINNING
                close = difflib.get_close_matches(key, spellings, n=1, cutoff=0.75)
                if close:
                    return pages[spellings[close[0]]]
        return None

    def _begun(self, kind: str, key: str) -> set[str]:
        """Return the ids of a kind with a spelling that begins like this; at most two."""
        if kind not in self._sorted:
            self._sorted[kind] = sorted(self._spellings[kind])
        ordered, found = self._sorted[kind], set[str]()
        at = bisect_left(ordered, key)
        while at < len(ordered) and ordered[at].startswith(key) and len(found) <= 1:
            found.add(self._spellings[kind][ordered[at]])
            at += 1
        return found


def stem(path: str) -> str:
    """A file's name without its folder and its ending."""
    return path.rpartition("/")[2].removesuffix(".md")


def _normal(identifier: str) -> str:
    return identifier if identifier.isascii() else unicodedata.normalize("NFC", identifier)


def duplicates(pages: Iterable[Page], strategy: str, plan: str) -> Iterator[Diagnostic]:
    """Pages that share an id, or else an address."""
    pages = list(pages)
    names = {(page.kind.name, _normal(page.id).casefold()): page for page in reversed(pages)}
    # Where two have an id, the original is the first, wherever its file stands in the order of names.
    ids: dict[tuple[str, str], Page] = {}
    for page in pages:
        if page.kind not in (PLAIN, VISION):
            _put(ids, (page.kind.name, _normal(page.id).casefold()), page)
    addresses: dict[str, Page] = {}
    for page in pages:
        where = site_url(page_uri(page, strategy, plan)).casefold()
        if page.kind not in (PLAIN, VISION):
            key = (page.kind.name, _normal(page.id).casefold())
            first = ids[key]
            if first is not page:
                related = (Related(first.at("id"), f"'{visible(first.title)}' has it"),)
                message = f"the id '{visible(page.id)}' is taken by {visible(first.path)}"
                hint = f"write an id of its own: id: {visible(_free(page, ids))}"
                yield Diagnostic(rule=DUPLICATE_ID, message=message, location=page.at("id"), hint=hint, related=related)
                continue
            yield from _taken_aliases(page, ids, names)
            yield from _reserved(page)
            yield from _stages(page)
        first = addresses.setdefault(where, page)
        if first is not page:
            related = (Related(first.start, "the other page"),)
            place = f"at {visible(where)}" if where else "as the home page"
            message = f"this page and {visible(first.path)} would both be published {place}"
            yield Diagnostic(
                rule=UNSAFE_PATH, message=message, location=page.start, hint="rename one of the two", related=related
            )


def misplaced(paths: Iterable[str], strategy: str) -> Iterator[Diagnostic]:
    """Files of the strategy whose place on the site is the plan's, or that of what is generated."""
    for path in paths:
        folder, _, inside = path.removeprefix(f"{strategy}/").partition("/")
        if path.startswith(f"{strategy}/") and inside and folder in _OURS:
            message = f"the place {folder}/ on the site is not the strategy's"
            hint = f"rename the folder {visible(strategy)}/{folder}/"
            yield Diagnostic(rule=UNSAFE_PATH, message=message, location=Location(path), hint=hint)


def _stages(page: Page) -> Iterator[Diagnostic]:
    """Stages of a journey that have the id of one above: entries and links would mean both."""
    stages = page.fields.stages if isinstance(page.fields, Journey) else ()
    taken: dict[str, int] = {}
    for number, stage in enumerate(stages):
        first = taken.setdefault(_normal(stage.id).casefold(), number)
        if first == number:
            continue
        free = next(name for more in count(2) if (name := f"{stage.id}-{more}").casefold() not in taken)
        yield Diagnostic(
            rule=DUPLICATE_ID,
            message=f"the id '{visible(stage.id)}' is taken by stage {first + 1} of this journey",
            location=page.at("stages", number, "id"),
            hint=f"write {visible(free)}",
            related=(Related(page.at("stages", first, "id"), "it has it"),),
        )


def _reserved(page: Page) -> Iterator[Diagnostic]:
    """Present and former ids whose pages would be files that Windows can't hold."""
    if not page.kind.folder:
        return
    for place, name in ((None, page.id), *enumerate(page.fields.aliases)):
        if problem := reserved(slug(name)):
            location = page.at("id") if place is None else page.at("aliases", place)
            yield Diagnostic(rule=UNSAFE_PATH, message=problem[0], location=location, hint=problem[1])


_COPY = re.compile(
    r"(?:[\s_.-]*\(?(?:copy|kopie|copie|duplicate|backup)(?:[\s_.-]*(?:of|von|de))?[\s_.-]*\d*\)?|[\s_-]*\(\d+\)|[\s_-]+\d{1,2})$|^(?:copy|kopie|copie)\b",
    re.IGNORECASE,
)


def _put(known: dict[_Key, Page], key: _Key, page: Page) -> None:
    """Remember a page by its id; of two that have it the original, and not the copy."""
    first = known.setdefault(key, page)
    if first is not page and _copied(page) < _copied(first):
        known[key] = page


def _free(page: Page, ids: Mapping[tuple[str, str], Page]) -> str:
    """An id that no page of a kind has, made from one that is taken."""
    base = re.sub(r"-\d{1,3}$", "", page.id)
    return next(
        name for number in count(2) if (page.kind.name, _normal(name := f"{base}-{number}").casefold()) not in ids
    )


def _copied(page: Page) -> tuple[bool, bool, int, str]:
    """Return a sort key by which a copied file comes after its original, judged by whether the id comes from its name, and by the name."""
    name = stem(page.path)
    return (simplified(name) != simplified(page.id), _COPY.search(name) is not None, len(name), page.path)


def _taken_aliases(
    page: Page, ids: dict[tuple[str, str], Page], names: dict[tuple[str, str], Page]
) -> Iterator[Diagnostic]:
    """Former ids that are another page's present or former one."""
    former = [(alias, ("aliases", number)) for number, alias in enumerate(page.fields.aliases)]
    former += [(page.fields.feed_id, ("feed_id", 0))] if page.fields.feed_id else []
    for alias, place in former:
        key = (page.kind.name, _normal(alias).casefold())
        first = names.get(key) or ids.setdefault(key, page)
        if first is not page:
            related = (Related(first.at("id"), f"'{visible(first.title)}' has it"),)
            message = f"the former id '{visible(alias)}' is taken by {visible(first.path)}"
            hint = f"delete {'the alias' if place[0] == 'aliases' else 'the line'}"
            yield Diagnostic(rule=DUPLICATE_ID, message=message, location=page.at(*place), hint=hint, related=related)
