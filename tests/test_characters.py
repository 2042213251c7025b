"""The one table of characters that can't be seen: names, fields, texts and messages go by it."""

from __future__ import annotations

import time

import pytest

from gameplan.diagnostics import visible
from gameplan.diagnostics.characters import first_unseen, unseen_in, without_unseen
from gameplan.read.files import is_page

# Default_Ignorable_Code_Point of Unicode 16 (DerivedCoreProperties.txt), as ranges.
IGNORABLE = (
    *(
        (0xAD, 0xAD),
        (0x34F, 0x34F),
        (0x61C, 0x61C),
        (0x115F, 0x1160),
        (0x17B4, 0x17B5),
        (0x180B, 0x180F),
        (0x200B, 0x200F),
    ),
    *((0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF), (0xFFA0, 0xFFA0)),
    *((0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
)
OTHERS = (0x2800, 0x2028, 0x2029, 0x85, 0xFFF9, 0xFFFB, 0x7F)
ALL = [chr(number) for low, high in IGNORABLE for number in range(low, high + 1)] + [chr(number) for number in OTHERS]
MARKS = "\u061c\u200e\u200f"
PAIRED = "\u202a\u202b\u2066\u2067\u2068"

SPELLING = {
    "a family": "👩\u200d👩\u200d👧",
    "skin and heart": "👩🏽\u200d❤\ufe0f\u200d👨🏻",
    "a technologist": "👩\u200d💻",
    "a keycap": "1\ufe0f\u20e3",
    "a heart as picture and as text": "❤\ufe0f ❤\ufe0e",
    "a trade mark": "SmartPay®\ufe0f",
    "a rainbow flag": "🏳\ufe0f\u200d🌈",
    "England": "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
    "Scotland": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "Persian": "می\u200cخواهم",
    "Hindi": "क्\u200dष क्\u200cष",
    "Malayalam": "ന്\u200d",
    "Sinhala": "ක්\u200dෂ",
    "Khmer": "ភាសា\u200bខ្មែរ",
    "Thai": "สวัสดี\u200bครับ",
    "Mongolian": "ᠮᠣᠩᠭᠣᠯ\u180eᠠ ᠠ\u180b",
    "a Japanese name": "葛\U000e0100城",
    "Braille": "⠓⠊\u2800⠞⠓⠑⠗⠑",
    "old Hangul": "\u115f\u1161 \u1100\u1160",
}
DISGUISE = {
    "a blank in a word": "pay\u200bment",
    "a joiner in a Latin word": "pay\u200dment",
    "a non-joiner in a Latin word": "pay\u200cment",
    "bytes in selectors": "a\ufe00\ufe01\ufe0e",
    "bytes in selectors behind a picture": "😀\ufe01\ufe02",
    "bytes in the supplement": "a\U000e0100\U000e0101",
    "bytes behind an ideograph": "葛\U000e0100\U000e0101",
    "words in tags": "Fine.\U000e0068\U000e0069",
    "tags that end no flag": "🏴\U000e0067\U000e0062",
    "words behind a flag": "🏴\U000e0068\U000e0065\U000e006c\U000e006c\U000e006f\U000e0020\U000e0077\U000e0077\U000e007f",
    "a soft hyphen": "pay\u00adment",
    "a filler": "\u3164",
}


@pytest.mark.parametrize(
    "character", [*ALL[:60], *ALL[60:4300:97], *ALL[-7:]], ids=lambda character: f"{ord(character):04X}"
)
def test_each_is_known_everywhere(character: str) -> None:
    """In a field, a file's name, a message and a text; only marks of direction are fine in a text."""
    assert first_unseen(f"a{character}b") == character
    assert without_unseen(f"a{character}b") == "ab"
    assert not is_page(f"plan/a{character}b.md", ("plan",))
    assert visible(f"a{character}b").isascii()
    found = unseen_in(f"a{character}b")
    assert [one.character for one in found] == ([] if character in MARKS else [character])


def test_messages_hold_none_of_them() -> None:
    """All of them at once, as codes of four or eight digits."""
    shown = visible("".join(f"x{character}" for character in ALL))
    assert shown.isascii()
    assert "\\u00ad" in shown
    assert "\\U000e0041" in shown


@pytest.mark.parametrize("name", SPELLING)
def test_spelling_is_left_alone(name: str) -> None:
    """Words and pictures that need such characters are fine everywhere, and are shown as they are."""
    text = SPELLING[name]
    assert first_unseen(text) == ""
    assert without_unseen(text) == visible(text) == text
    assert unseen_in(f"So: {text}.\n") == []
    assert is_page(f"plan/x{text.replace(' ', '')}.md", ("plan",))


@pytest.mark.parametrize("name", DISGUISE)
def test_disguises_are_found(name: str) -> None:
    """What looks like spelling and isn't."""
    assert first_unseen(DISGUISE[name])
    assert unseen_in(DISGUISE[name])
    assert visible(DISGUISE[name]) != DISGUISE[name]


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("one \u202btwo\u202c three", 0),
        ("one \u2067two\nthree\u2069 four", 0),
        ("\u2067a \u2068b\u2069 c\u2069", 0),
        ("a\u200f b\u200e c\u061c", 0),
        ("one \u202btwo", 1),
        ("one \u202btwo\n\nthree\u202c", 2),
        ("one \u2067two\u202c", 2),
        ("one\u202c\u202c", 1),
        ("\u202eevil\u202c", 2),
    ],
)
def test_directions(text: str, turns: int) -> None:
    """Pairs within a paragraph are fine; overrides never are."""
    found = unseen_in(text)
    assert len(found) == turns
    assert all(one.turns for one in found)


@pytest.mark.parametrize(
    "piece", ["\u200b", "\u202b", "a\u200d", "\U0001f3f4\U000e0067", "\u2800", "\ufe0f", "\u202b\n\n", "\u115f"]
)
def test_time_grows_with_the_text(piece: str) -> None:
    """Twice as much takes about twice as long, where what grows with the square takes four times as long."""

    def took(count: int) -> float:
        text = piece * count
        best = 10.0
        for _ in range(7):
            began = time.perf_counter()
            unseen_in(text)
            visible(text)
            best = min(best, time.perf_counter() - began)
        return best

    assert took(40_000) < 3 * took(20_000) + 0.02
