"""Python-Markdown's step for what stands within lines, which looks for no pattern in a text that lacks a sign of it.

Python-Markdown looks for each of some twenty patterns in each line. Most need a sign that most lines don't have: a bracket, a star.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import markdown
from markdown.treeprocessors import InlineProcessor
from markdown.util import AtomicString

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from xml.etree.ElementTree import Element

_LOOP, _STEP = "_InlineProcessor__handleInline", "_InlineProcessor__applyPattern"
_NEWEST = (3, 11)
"""The newest version of Python-Markdown whose loop is known to be the one below."""
_parser: Any = getattr(re, "_parser", None)


def look_for_signs(md: markdown.Markdown) -> None:
    """Replace the step of a converter, where it is Python-Markdown's own, by one that finds the same in less time."""
    here = "inline" in md.treeprocessors and type(md.treeprocessors["inline"]) is InlineProcessor
    known = (
        markdown.__version_info__[:2] <= _NEWEST and hasattr(InlineProcessor, _LOOP) and hasattr(InlineProcessor, _STEP)
    )
    if here and known and _parser is not None:
        md.treeprocessors.register(_Signs(md), "inline", 20)


class _Signs(InlineProcessor):
    def __init__(self, md: markdown.Markdown) -> None:
        super().__init__(md)
        self._apply = getattr(self, _STEP)
        self._known: dict[re.Pattern[str], tuple[str, ...]] = {}
        self._patterns: list[tuple[Any, tuple[str, ...]]] = []
        self._any: re.Pattern[str] | None = None
        """What finds a sign of any pattern; None where one of them has none."""

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        """Apply all patterns to a page."""
        patterns: list[Any] = list(self.inlinePatterns)
        if patterns != [pattern for pattern, _ in self._patterns]:
            self._patterns = [(pattern, self._signs(pattern.getCompiledRegExp())) for pattern in patterns]
            signs = {sign for _, found in self._patterns for sign in found}
            complete = all(found for _, found in self._patterns)
            either = "|".join(map(re.escape, sorted(signs)))
            self._any = re.compile(f"(?:{either})") if complete else None
        return super().run(tree, ancestors)

    def _InlineProcessor__handleInline(self, data: str, pattern_index: int = 0) -> str:  # noqa: N802 - Python-Markdown's name
        if isinstance(data, AtomicString) or (self._any is not None and self._any.search(data) is None):
            return data
        start = 0
        while pattern_index < len(self._patterns):
            pattern, signs = self._patterns[pattern_index]
            if signs and not any([sign in data for sign in signs]):  # noqa: C419 - a list is faster
                pattern_index += 1
                start = 0
                continue
            data, matched, start = self._apply(pattern, data, pattern_index, start)
            if not matched:
                pattern_index += 1
        return data

    def _signs(self, pattern: re.Pattern[str]) -> tuple[str, ...]:
        found = self._known.get(pattern)
        if found is None:
            found = self._known[pattern] = signs_of(pattern)
        return found


def signs_of(pattern: re.Pattern[str]) -> tuple[str, ...]:
    """Return texts of which each match of a pattern holds one; none where that can't be told from the pattern.

    Args:
        pattern: any pattern of Python's `re`.
    """
    if pattern.flags & re.IGNORECASE:
        return ()
    try:
        return _best(_needed(_parser.parse(pattern.pattern, pattern.flags)))
    except Exception:  # noqa: BLE001 - whatever the reader of patterns can't read
        return ()


def _best(choices: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    """The choice that the fewest texts hold."""
    return min(
        choices, key=lambda choice: (any(sign.isalnum() for sign in choice), len(choice), -len(choice[0])), default=()
    )


def _needed(parts: Any) -> Iterator[tuple[str, ...]]:  # noqa: ANN401 - Python keeps the types to itself
    """The choices of texts of which each match of a pattern holds one, of every choice."""
    run = ""
    for kind, value in parts:
        name = str(kind)
        if name == "LITERAL":
            run += chr(value)
            continue
        if run:
            yield (run,)
            run = ""
        if name == "IN" and all(str(part) == "LITERAL" for part, _ in value):
            yield tuple(chr(sign) for _, sign in value)
        elif name == "BRANCH":
            ways = [_best(_needed(way)) for way in value[1]]
            if all(ways):
                yield tuple(dict.fromkeys(sign for way in ways for sign in way))
        else:
            yield from _needed(_within(name, value))
    if run:
        yield (run,)


def _within(name: str, value: Any) -> Any:  # noqa: ANN401
    """The parts of a part of a pattern, where each match of it holds one of them."""
    if name == "SUBPATTERN" and not value[1] & re.IGNORECASE:
        return value[3]
    if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT") and value[0] > 0:
        return value[2]
    return value if name == "ATOMIC_GROUP" else ()
