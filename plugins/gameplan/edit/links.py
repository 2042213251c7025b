"""Links and references in a page's text, led elsewhere: nothing else of the text changes, and code that looks like one stays."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote, urlsplit

from gameplan.model.body import BodyLink
from gameplan.model.links import linked_path
from gameplan.read.body import read_body

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gameplan.model.body import Mention

    Found = list[BodyLink | Mention]

_MOST_TRIES = 200
"""Places at which what looks like a link is tried, where some of them are none."""
_UNSAFE_IN_LINK = re.compile(r"[\s()<>\[\]\\\"'`*_]")


def links_after_move(links: Iterable[BodyLink], path: str, to: str, moved: Mapping[str, str]) -> dict[str, str]:
    """Return what a page's links have to be when files are moved, by what they are; those that stay as they are aren't named.

    Args:
        links: the page's.
        path: the page's.
        to: its path when it is moved too.
        moved: the new paths of files by their old ones.
    """
    found: dict[str, str] = {}
    for link in links:
        target = linked_path(path, link.href)
        if target is None or link.href in found:
            continue
        meant = moved.get(target, target)
        if meant != target or posixpath.dirname(path) != posixpath.dirname(to):
            new = _relative(link.href, to, meant)
            if new != link.href:
                found[link.href] = new
    return found


def _relative(href: str, page: str, target: str) -> str:
    """A link to a file as a page writes it, with the rest of the old one behind it."""
    old = urlsplit(href).path
    path = posixpath.relpath(target, posixpath.dirname(page) or ".") + ("/" if old.endswith("/") else "")
    # As it was typed where it could be: `./a.md` stays with its dot.
    if old.startswith("./") and not path.startswith("."):
        path = f"./{path}"
    if "%" in old or _UNSAFE_IN_LINK.search(path):
        path = quote(path, safe="/!$&+,;=:@~")
    return path + href[len(old) :] if href.startswith(old) else path


def with_links(text: str, links: Mapping[str, str], mentions: Mapping[str, str] | None = None) -> tuple[str, int]:
    """Lead links and references of a text elsewhere.

    Args:
        text: below the front matter.
        links: the new targets of Markdown links, by the old ones as they are read.
        mentions: the new targets of references such as `[[id]]`, by the old ones as written.

    Returns:
        The text, and how many of its links and references changed.
    """
    count = 0
    for old, new in (mentions or {}).items():
        text, made = _with(text, re.compile(rf"(?<=\[\[)(\s*){re.escape(old)}(?=\s*(?:\\?\||\]\]))"), old, new)
        count += made
    for old, new in links.items():
        typed = dict.fromkeys((old, unquote(old)))
        pattern = "|".join(map(re.escape, typed))
        text, made = _with(text, re.compile(rf"(?:(?<=[(<:\s])|^)()(?:{pattern})(?=[)>\s]|$)"), old, new)
        count += made
    return text, count


def _with(text: str, place: re.Pattern[str], old: str, new: str) -> tuple[str, int]:
    """Write new targets at the places where there is a link with the old one."""
    places = list(place.finditer(text))
    before = _found(text)
    wanted = sum(each.typed == old for each in before)
    if not places or not wanted:
        return text, 0
    if len(places) == wanted:
        changed = place.sub(lambda found: found[1] + new, text)
        if _is_led(before, _found(changed), old, new) == wanted:
            return changed, wanted
    made = 0
    for found in reversed(places[:_MOST_TRIES]):
        changed = text[: found.start()] + found[1] + new + text[found.end() :]
        after = _found(changed)
        if led := _is_led(before, after, old, new):
            text, before, made = changed, after, made + led
    return text, made


def _found(text: str) -> Found:
    body = read_body(text, 1)
    return [*body.links, *body.mentions]


def _is_led(before: Iterable[BodyLink | Mention], after: Found, old: str, new: str) -> int:
    """Return how many links lead elsewhere now; 0 where anything else changed."""
    before = list(before)
    if len(before) != len(after):
        return 0
    led = 0
    for one, other in zip(before, after, strict=True):
        if one == other:
            continue
        swapped = one._replace(href=new) if isinstance(one, BodyLink) else one._replace(target=new)
        if one.typed != old or not _same(swapped, other):
            return 0
        led += 1
    return led


def _same(one: BodyLink | Mention, other: BodyLink | Mention) -> bool:
    """Tell whether two are one link, however its address is encoded."""
    if isinstance(one, BodyLink) and isinstance(other, BodyLink):
        return one._replace(href=unquote(one.href)) == other._replace(href=unquote(other.href))
    return one == other
