"""The characters that can't be seen, or that turn the direction of what is read: one table for names, fields, texts and messages.

Most are Unicode's Default_Ignorable_Code_Point, besides controls and blanks that no keyboard types. Some are spelling in their place:
joiners and selectors in emoji and in words of many scripts, tags in the flags of regions.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_KHMER = "\u1780-\u17dd"
_MONGOLIAN = "\u1800-\u18af"
_IDEOGRAPHS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BREAKS_BY_MEANING = "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u1950-\u1aaf"
"""Scripts that write no blanks between words: there a blank without width parts them."""
_JOINED = "\u0590-\u1cff\u2d30-\u2d7f\ua800-\uabff\ufb1d-\ufdff\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001e95f"
"""Scripts whose letters change with their neighbours: Hebrew, Arabic, the Indic ones and others."""
_PICTURES = "\u00a9\u00ae\u203c-\u3299\ufe0f\U0001f000-\U0001faff\U000e007f"
_SELECTED = "#*0-9\u00a0-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\ufdff\ufe10-\ufefc\uff01-\uff9f\uffa1-\uffef\U00010000-\U0003ffff"

# Spelling: matched first, and passed over.
_SPELLING = "|".join(
    (
        "\U0001f3f4[\U000e0020-\U000e007e]{2,7}\U000e007f",
        f"(?<=[{_PICTURES}{_JOINED}])\u200d",
        f"(?<=[{_JOINED}])\u200c",
        f"(?<=[{_SELECTED}])[\ufe00-\ufe0f](?![\ufe00-\ufe0f\U000e0100-\U000e01ef])",
        f"(?<=[{_IDEOGRAPHS}])[\U000e0100-\U000e01ef](?![\ufe00-\ufe0f\U000e0100-\U000e01ef])",
        f"(?<=[{_MONGOLIAN}])[\u180b-\u180f]",
        f"(?<=[{_KHMER}])[\u17b4\u17b5]",
        f"(?<=[{_BREAKS_BY_MEANING}])\u200b(?=[{_BREAKS_BY_MEANING}])",
        "(?<=[\u0300-\u036f\u0590-\u1cff])\u034f(?=[\u0300-\u036f\u0590-\u1cff])",
        "\u115f(?=[\u1160-\u11a7])|(?<=[\u1100-\u115f])\u1160",
        "(?<=[\u2801-\u28ff])\u2800{1,4}|\u2800{1,4}(?=[\u2801-\u28ff])",
    )
)
_MARKS = "\u061c\u200e\u200f"
"""Characters that Arabic and Hebrew texts need at times; in names and fields they only hide."""
_TURNS = "\u202a-\u202e\u2066-\u2069"
_UNSEEN = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200d\u2028\u2029\u2060-\u2065\u206a-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U0001bca0-\U0001bca3\U0001d159\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
_ANY = re.compile(f"[{_UNSEEN}{_MARKS}{_TURNS}]")
_IN_A_LINE = f"{_UNSEEN}{_MARKS}{_TURNS}"
_IN_A_TEXT = f"{_UNSEEN}{_TURNS}"
_IN_A_CODE = f"\t\n{_UNSEEN}{_MARKS}{_TURNS}"
_SEEN = bytes((*range(0x20, 0x7F), *b"\t\n\r"))
_GROUPS = ((0xE0000, 0xE007F), (0xE0080, 0xE0FFF), (0xFE00, 0xFE0F))
_OVERRIDES = "\u202d\u202e"
_CLOSED_BY = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_PARAGRAPH = re.compile(r"\n[ \t]*\n")


@lru_cache(maxsize=8)
def _seeking(characters: str) -> re.Pattern[str]:
    """What finds some characters outside of spelling. Made when it is first needed: it takes as long as to read a hundred pages."""
    return re.compile(f"{_SPELLING}|([{characters}])")


class Unseen(NamedTuple):
    """A character that can't be seen, or turns the direction."""

    at: int
    character: str
    times: int = 1
    """How often it, or one like it, stands in the text."""
    turns: bool = False
    """Whether it turns the direction of what is read."""


def first_unseen(line: str) -> str:
    """The first character of a name or a field that must not stand there; empty where there is none."""
    if not _ANY.search(line):
        return ""
    return next((match[1] for match in _seeking(_IN_A_LINE).finditer(line) if match[1]), "")


def without_unseen(line: str) -> str:
    """A name or a field without the characters that must not stand there."""
    return _seeking(_IN_A_LINE).sub(lambda match: "" if match[1] else match[0], line) if _ANY.search(line) else line


def as_codes(line: str) -> str:
    r"""A text with the characters that can't be seen shown as `\u001b`, line breaks and tabs included."""
    if line.isascii() and line.isprintable():
        return line
    return _seeking(_IN_A_CODE).sub(lambda match: _code(match[1]) if match[1] else match[0], line)


def _code(character: str) -> str:
    number = ord(character)
    return f"\\u{number:04x}" if number <= 0xFFFF else f"\\U{number:08x}"  # noqa: PLR2004 - what four digits hold


def unseen_in(text: str) -> list[Unseen]:
    """Find the characters that can't be seen in a text of many lines, each kind once, in order.

    Marks of direction are fine there, and so are pairs that open and close another direction within a paragraph.
    """
    # What is left without all that is plain is mostly short: to search it is five times as fast.
    left = text.encode("utf-8", "surrogatepass").translate(None, _SEEN).decode("utf-8", "surrogatepass")
    if not _ANY.search(left):
        return []
    found: dict[object, Unseen] = {}
    turning: list[tuple[int, str]] = []
    for match in _seeking(_IN_A_TEXT).finditer(text):
        character = match[1]
        if not character:
            continue
        if "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069":
            turning.append((match.start(), character))
            continue
        _count(found, Unseen(match.start(), character))
    for at, character in _unbalanced(text, turning):
        _count(found, Unseen(at, character, turns=True))
    return sorted(found.values())


def _count(found: dict[object, Unseen], one: Unseen) -> None:
    number = ord(one.character)
    kind = next((low for low, high in _GROUPS if low <= number <= high), number)
    before = found.get(kind)
    found[kind] = before._replace(times=before.times + 1) if before else one


def _unbalanced(text: str, turning: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Find characters that change the direction of text and have no partner in their paragraph; overrides always count."""
    ends = [match.start() for match in _PARAGRAPH.finditer(text)] if turning else []
    paragraph = 0
    waiting: list[tuple[int, str]] = []
    for at, character in turning:
        while paragraph < len(ends) and ends[paragraph] < at:
            paragraph += 1
            yield from waiting
            waiting = []
        if character in _OVERRIDES:
            yield at, character
        elif character in _CLOSED_BY:
            waiting.append((at, character))
        elif waiting and _CLOSED_BY[waiting[-1][1]] == character:
            waiting.pop()
        else:
            yield at, character
    yield from waiting


def name_of(character: str) -> str:
    """A character's number and name, as in `U+200B (zero width space)`."""
    name = unicodedata.name(character, "").lower()
    return f"U+{ord(character):04X}{f' ({name})' if name else ''}"
