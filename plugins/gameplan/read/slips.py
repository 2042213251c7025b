"""Slips in the texts of a front matter: several words in one, codes of HTML, and what a `#` cuts off."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING, Any

from gameplan.diagnostics import Diagnostic, Fix, Location, Rule, Severity, Span, visible
from gameplan.read.spec import NEVER_EMPTY
from gameplan.rules import INVALID_VALUE, TEXT_LOST

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gameplan.read.front_matter import FrontMatter, Value
    from gameplan.read.spec import Spec

SEVERAL = 2
_CODE = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|ndash|mdash|hellip|euro|copy|reg|#[0-9]{1,6}|#x[0-9a-fA-F]{1,5});")
_INNER_PROSE = frozenset(("title", "reason", "question", "promise"))
"""Keys within mappings whose values are words for people."""


class Slips:
    """The slips in a front matter, in the order of their kinds."""

    def __init__(
        self, path: str, spec: Spec, front: FrontMatter, values: Mapping[str, Value], typed: Mapping[str, str]
    ) -> None:
        """Look for them.

        Args:
            path: the file's.
            spec: the keys that it may have.
            front: as it was read.
            values: without unseen characters, by canonical key.
            typed: the keys as they are typed, by canonical key.
        """
        self.path, self.spec, self.front, self.values, self.typed = path, spec, front, values, typed
        self.found: list[Diagnostic] = []
        self.lost: set[str] = set()
        """The fields that lose something."""
        if "#" in (front.places.text or ""):
            for name in typed.values():
                self._cut(front.values[name], (name,))
        self._words()
        self._codes()

    def _report(self, rule: Rule, span: Span, message: str, hint: str, **more: Any) -> None:  # noqa: ANN401
        location = Location(self.path, span)
        self.found.append(Diagnostic(rule=rule, message=message, location=location, hint=hint, **more))

    def _cut(self, value: Value, path: tuple[str | int, ...]) -> None:
        """Report the texts in a value that lose something behind a ` #`: in lists and mappings too, and where nothing is left."""
        if isinstance(value, list):
            for number, item in enumerate(value):
                self._cut(item, (*path, number))
        elif isinstance(value, dict):
            for key, item in value.items():
                self._cut(item, (*path, key))
        elif self._is_prose(path) or (value is None and self.spec.names.get(str(path[0])) not in NEVER_EMPTY):
            self._lost(path)

    def _is_prose(self, path: tuple[str | int, ...]) -> bool:
        """Tell whether a value is read as words: an id, day or number is whole without what stands behind it."""
        canonical = next((key for key, typed in self.typed.items() if typed == path[0]), "")
        return canonical in self.spec.prose or (len(path) > 1 and any(part in _INNER_PROSE for part in path[1:]))

    def _lost(self, path: tuple[str | int, ...]) -> None:
        rows, span = self.front.places.lines, self.front.places.value(*path)
        if not 2 <= span.end_line < len(rows) + 2:  # noqa: PLR2004 - front matter begins in line 2
            return
        row = rows[span.end_line - 2]
        rest = row[span.end_column - 1 :] if row[span.column - 1 : span.column] not in ('"', "'") else ""
        if not rest.lstrip().startswith("#") or not rest[:1].isspace() or re.match(r"\s*#+(?:\s|$)", rest):
            return
        typed = rows[span.line - 2 : span.end_line - 1]
        whole = _without_comment([typed[0][span.column - 1 :], *typed[1:]])
        quoted = '"' + whole.replace("\\", "\\\\").replace('"', '\\"') + '"'
        name = next((part for part in reversed(path) if isinstance(part, str)), "")
        hint = f"put the text in quotes: {'- ' if isinstance(path[-1], int) else f'{name}: '}{quoted}"
        message = f"everything from '{visible(rest.strip()[:20])}' on is lost: # starts a comment"
        fix = None
        if whole and span.line == span.end_line:
            left = row.index(whole, span.column - 1) + 1
            fix = Fix(Span(span.line, left, span.line, left + len(whole)), quoted)
        self.lost.update(key for key, typed in self.typed.items() if typed == path[0])
        self._report(TEXT_LOST, span, message, hint, fix=fix)

    def _words(self) -> None:
        """Find several words in one text where a list is meant: `tags: news, launch` would be one tag."""
        for name in self.spec.words & self.values.keys():
            value, typed = self.values[name], self.typed[name]
            parts = [part.strip().lstrip("#") for part in re.split("[,;]", value)] if isinstance(value, str) else []
            if (
                len(parts) >= SEVERAL
                and all(parts)
                and all(re.fullmatch(r"[^\s#\[\]{}:\"'][^#\[\]{}:\"']*", part) for part in parts)
            ):
                listed = f"[{', '.join(parts)}]"
                place = self.front.places.value(typed)
                # What stands in quotes may be meant so.
                typed_in_quotes = self.front.places.lines[place.line - 2][place.column - 1 : place.column] in ("'", '"')
                fix = Fix(place, listed, certain=not typed_in_quotes) if place.line == place.end_line else None
                message = f"{typed}: '{visible(str(value))}' is one text with a comma in it, and not a list"
                self._report(INVALID_VALUE, place, message, f"write {visible(listed)}", fix=fix, own=Severity.WARNING)

    def _codes(self) -> None:
        """Codes of HTML in a text, such as `&amp;`: pages show them as they are typed, and calendars too."""
        for name in ("title", "summary") if "&" in (self.front.places.text or "") else ():
            value = self.values.get(name)
            if not isinstance(value, str) or not _CODE.search(value):
                continue
            typed, meant = self.typed[name], _CODE.sub(lambda match: html.unescape(match[0]), value)
            place = self.front.places.value(typed)
            plain = re.fullmatch(r"[\w(][^:#\"'\\\n]*", meant) is not None
            fix = None
            if plain and place.line == place.end_line:
                fix = Fix(place, meant).quoted_as(self.front.places.lines[place.line - 2])
            quoted = "'" + meant.replace("'", "''") + "'"
            hint = f"write {typed}: {meant if plain else quoted}"
            message = f"{typed} holds a code of HTML, which people would see as it is typed"
            self._report(INVALID_VALUE, place, message, visible(hint), fix=fix, own=Severity.WARNING)


def _without_comment(typed: list[str]) -> str:
    """Return the words of a text on some lines, without the comment that a later # with a blank behind it starts."""
    return re.split(r"\s#+(?:\s|$)", " ".join(row.strip() for row in typed))[0].strip()
