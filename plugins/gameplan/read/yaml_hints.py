"""What to type instead, for the ways in which people break YAML: found in the history of real repositories."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yaml import Mark

_PAIR = re.compile(r"(\s*+(?:- ++)*+)([^\s:#](?:[^:#]*[^\s:#])?)(\s*:\s+)(\S(?:.*\S)?)\s*")
_ITEM = re.compile(r"(\s*-\s+)(\S(?:.*\S)?)\s*")
_OPENED = re.compile(r"(\s*+(?:- ++)*+(?:[^\s:#\"'][^:#\"']*+:\s++)?)([\"'\[{])[^\"'\]}]*")
"""A line with a value that begins with a quotation mark or bracket, and no such mark after it."""
_GLUED = re.compile(
    r"(\s*+(?:- ++)*+)([^\W\d_][\w -]{0,39}?)[ \u00a0\u202f]?"
    r"(?:([\uff1a\ufe55\ufe13\ua789\u2236])[\s\u00a0\u202f]*|:([\u00a0\u2007\u202f\u3000]+)[ \u00a0\u2007\u202f\u3000]*|:)([^\s/:].*)"
)
"""A key and its value with something else between them than a colon and a blank."""
_BULLET = re.compile(r"(\s*)([*•·▪‣–—−]|\\\*)[ \t\u00a0]+(\S.*)")
_MARKED_NAME = re.compile(r"\s*+([\w-]+:\s+|-\s+)@([\w.-]+)\s*")
_PEOPLE = frozenset(("owner", "contributor", "contributors", "approver", "approvers", "approved_by"))
_CURLY = str.maketrans("“”„‟", '""""')
_LONGEST_ROW = 1_000
"""Longer rows are not taken apart: nobody types them again from a hint, and the patterns would need seconds for them."""


def glued(row: str) -> tuple[str, str, int] | None:
    """Explain a line in which no colon and blank stand between key and value: message, the line, and the column from 0."""
    match = _GLUED.fullmatch(row) if len(row) <= _LONGEST_ROW else None
    if match is None:
        return None
    lead, key, wide, blank, value = match.groups()
    fixed = f"{lead}{key.strip()}: {value.strip()}".strip()
    if wide:
        return "the colon is a wide one, of another keyboard", fixed, match.start(3)
    if blank:
        return (
            "a no-break space stands after the colon, pasted from a web page or a word processor",
            fixed,
            match.start(4),
        )
    # `https://…` and a time of day have no blank either.
    plain = not key.lower().startswith(("http", "mailto")) and not key[-1:].isdigit()
    return ("a blank is missing after the colon", fixed, match.start(5)) if plain else None


def bullet(row: str) -> str:
    """The item of a list that begins with a bullet, as YAML wants it; empty where it is none."""
    match = _BULLET.fullmatch(row) if len(row) <= _LONGEST_ROW else None
    return f"- {match[3].strip()}" if match else ""


def without_handle(row: str) -> str:
    """A line `owner: @name` or `- @name` without the sign; empty where it is neither."""
    match = _MARKED_NAME.fullmatch(row) if len(row) <= _LONGEST_ROW else None
    return f"{match[1].strip()} {match[2]}" if match else ""


def explain(  # noqa: C901, PLR0911, PLR0912 - one for each way of breaking YAML
    rows: list[str], line: int, column: int, problem: str, context: Mark | None
) -> tuple[str, str, int, int]:
    """Explain why the YAML can't be read: message, hint, and the row and column (from 0) to point at.

    Args:
        rows: the lines of the front matter.
        line: where the parser stopped, from 0.
        column: likewise.
        problem: what the parser says, and what it was reading.
        context: the parser's mark of what it was reading, or None.
    """
    line = min(line, len(rows) - 1)
    row = rows[line]
    tab = _tab(rows, line)
    if tab is not None:
        return "a tab can't be used to indent", "use blanks instead of the tab", tab, rows[tab].index("\t")
    blank = _no_break_space(rows, line)
    if blank is not None:
        hint = "replace it with an ordinary blank: delete the space at the start of the line and type it again"
        return "this line is indented with a no-break space, pasted from a web page or a word processor", hint, blank, 0
    begun = context.line if context is not None else line
    for at in dict.fromkeys((line, line - 1, begun)):
        found = glued(rows[at]) if 0 <= at < len(rows) else None
        if found and (at != line or "could not find expected" in problem or "\u00a0" in rows[at] or "wide" in found[0]):
            return found[0], f"write {found[1]}", at, found[2]
    if ("alias" in problem or "anchor" in problem or "could not find expected" in problem) and (item := bullet(row)):
        return "an item of a list begins with a hyphen", f"write {item}", line, len(row) - len(row.lstrip())
    if row[column : column + 1] == "@" and (plain := without_handle(row)) and _key_of(rows, line) in _PEOPLE:
        message = "an id is written without @ (a text that begins with it would need quotes)"
        return message, f"write {plain}", line, column
    if "escape" in problem:
        fixed = quoted(row)
        hint = f"write {fixed}" if fixed else "put the text in single quotes"
        return "a backslash between double quotes begins a code, and this one doesn't exist", hint, line, column
    if opened := _never_closed(rows, line, begun, problem):
        return opened
    if problem.startswith("mapping values are not allowed") and (run_on := _run_on(rows, line)):
        return run_on
    if problem.startswith("mapping values are not allowed") and (fixed := quoted(row)):
        return "a colon followed by a blank needs quotes around the text", f"write {fixed}", line, column
    if problem.startswith("could not find expected ':'"):
        at = line - 1 if line and ":" not in rows[line - 1] else line
        at = begun if begun < len(rows) and ":" not in rows[begun] else at
        return "a colon is missing after the key", f"write {rows[at].strip() or 'key'}: …", at, 0
    if context is not None and context.line == line and "scanning an a" in problem:
        column = context.column
    if start := _bad_start(row, column):
        alone = re.match(r"[^,\]}]*", row[column:])
        fixed = quoted(row) or f'"{(alone[0] if alone else start).strip()}"'
        return f"a text can't begin with {start}", f"put it in quotes: {fixed}", line, column
    if (
        (
            "<document start>" in problem
            and line
            and (first := next((at for at in range(line) if rows[at].strip()), None)) is not None
        )
        and rows[first][:1].isspace()
        and not row[:1].isspace()
    ):
        return "this line is indented", f"delete the blanks at its beginning: {rows[first].strip()}", first, 0
    for at in (line, begun, line - 1):
        if 0 <= at < len(rows) and (fixed := quoted(rows[at])) and _suspicious(rows[at]):
            return "this value needs quotes around it", f"write {fixed}", at, value_column(rows[at])
    return (
        f"this can't be read as YAML ({problem})",
        "write each line as key: value, with the value in quotes",
        line,
        column,
    )


_NOT_ALLOWED = "[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
"""A pattern that takes longer to be made than all of a check's others, and is needed hardly ever."""


def not_allowed(text: str) -> tuple[str, int, int]:
    """Explain that a text holds a character which YAML doesn't allow; with the row and column of the first, from 0."""
    before = re.split(_NOT_ALLOWED, text, maxsplit=1)[0]
    at = len(before)
    message = f"the front matter holds U+{ord(text[at : at + 1] or '?'):04X}, which YAML doesn't allow"
    return message, before.count("\n"), at - before.rfind("\n") - 1


_COMMENT = re.compile(r"\s#(?:\s.*)?\Z", re.DOTALL)


def quoted(row: str) -> str:
    """A line `key: value` or `- value` with the value in quotes and a comment behind it kept; empty where it is neither."""
    match = _matched(row)
    if match is None:
        return ""
    lead, *key, value = match.groups()
    lead = f"{lead}{key[0]}: " if key else lead
    comment = "" if value[:1] in "\"'" else "".join(_COMMENT.findall(value)[:1])
    value = value.removesuffix(comment)
    behind = value[len(value.rstrip()) :] + comment
    value = value.rstrip().translate(_CURLY)
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        value = value[1:-1]
    elif _is_closed(value):
        # In quotes a list would be one text: its items are what needs them.
        items = _items(value)
        return f"{lead.strip()} {items}{behind}" if items else ""
    if "\\" in value or '"' in value:
        return f"{lead.strip()} '{value.replace(chr(39), chr(39) * 2)}'{behind}"
    return f'{lead.strip()} "{value}"{behind}'


_CLOSING_MARK = {"[": "]", "{": "}"}
_NEEDS_QUOTES = re.compile(r"[#@`%*&!|>?'\"-]|.*(?::(?:\s|$)|\s#)|.*[\[\]{}\"]")


def _is_closed(value: str) -> bool:
    """Tell whether a value is one list or mapping in brackets, as `[a, b]` and unlike `[a] and [b]`."""
    closing = _CLOSING_MARK.get(value[:1], "")
    depth = 0
    for at, mark in enumerate(value):
        depth += (mark == value[0]) - (mark == closing)
        if closing and not depth:
            return at == len(value) - 1
    return False


def _items(value: str) -> str:
    """A list in brackets with quotes around those of its items that need some; empty where its items can't be told apart."""
    inner = value[1:-1]
    if value[0] != "[" or any(mark in inner for mark in "[]{}\"'\\"):
        return ""
    items = [item.strip() for item in inner.split(",")]
    items = items[:-1] if items and not items[-1] else items
    if not items or not all(items):
        return ""
    return f"[{', '.join(_quoted_item(item) for item in items)}]"


def _quoted_item(item: str) -> str:
    return f'"{item}"' if _NEEDS_QUOTES.match(item) else item


def _matched(row: str) -> re.Match[str] | None:
    """A line `key: value` or `- value`, whose last group is the value."""
    return (_PAIR.fullmatch(row) or _ITEM.fullmatch(row)) if len(row) <= _LONGEST_ROW else None


def value_column(row: str) -> int:
    """Find where the value of a line `key: value` or `- value` begins; 0 where it is neither."""
    match = _matched(row)
    return match.start(match.lastindex or 0) if match else 0


def _key_of(rows: list[str], line: int) -> str:
    """The key whose value a row holds, or an item of whose list."""
    for row in reversed(rows[: line + 1]):
        if match := re.match(r"([\w-]+):", row):
            return match[1]
    return ""


def _tab(rows: list[str], line: int) -> int | None:
    for at in (line, line - 1, line + 1):
        if 0 <= at < len(rows) and re.match(r"\s*\t|[^\"']*:\t", rows[at]):
            return at
    return None


def _no_break_space(rows: list[str], line: int) -> int | None:
    for at in range(min(line + 1, len(rows) - 1), -1, -1):
        if re.match(r"[ ]*\u00a0", rows[at]):
            return at
    return None


def _never_closed(rows: list[str], line: int, begun: int, problem: str) -> tuple[str, str, int, int] | None:
    """A quotation mark or bracket that a line opens and nothing closes."""
    for at in range(min(begun, line), line + 1) if begun < len(rows) else ():
        row = rows[at]
        opened = _OPENED.fullmatch(row) if len(row) <= _LONGEST_ROW else None
        if opened is None:
            continue
        mark = opened[2]
        if mark in "[{" and "parsing a flow" in problem:
            closed = f"{row.rstrip()}{']' if mark == '[' else '}'}"
            return "a bracket is never closed", f"write {closed.strip()}", at, opened.start(2)
        if mark in "\"'" and (mark in rows[line] or "quoted scalar" in problem or "document" in problem):
            return "a quotation mark is never closed", f"write {row.strip()}{mark}", at, opened.start(2)
    return None


def _run_on(rows: list[str], line: int) -> tuple[str, str, int, int] | None:
    """A line that YAML takes for the rest of the one above, for its indentation."""
    row, above = rows[line], rows[line - 1] if line else ""
    indent = len(row) - len(row.lstrip())
    if indent > len(above) - len(above.lstrip()) and re.match(r"\s+[\w-]+:(?:\s|$)", row) and _matched(above):
        message = "this line is indented, and so belongs to the text of the line above"
        return message, f"delete the blanks at its beginning: {row.strip()}", line, 0
    return None


def _bad_start(row: str, column: int) -> str:
    character = row[column : column + 1]
    return character if character and character in "@`%*&!|>{}[]," else ""


def _suspicious(row: str) -> bool:
    match = _matched(row)
    return match is not None and bool(re.search(r"[:#\[\]{}\"'*&!%@`|>,“”]", match[match.lastindex or 0]))
