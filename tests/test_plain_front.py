"""The fast way through front matter finds what the strict reader finds, or gives up."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from gameplan.read.decoding import decoded
from gameplan.read.front_matter import Unreadable, split
from gameplan.read.plain_front import plain_values
from promises import agrees
from shared_data import shared_data

ROOT = Path(__file__).parents[1]

_KEYS = st.sampled_from(("title", "goals", "goal", "2026-12-03", "on")) | st.integers(0, 99).map("x_{}".format)
_STRANGE_KEYS = st.sampled_from(("Title", "null", "<<", "a b", '"q"', "goal", "é", "?", "- a"))
_PLAIN_WORDS = (
    "one", "two words", "2026-12-03", "a/b", "3.5", "true", "é", "日本", "(a)", "a -b", "x.y", "C#", "1e9", "a+b",
)  # fmt: skip
_STRANGE_WORDS = (
    "https://example.org/a?b=c", "2026-12-03 09:00", "-", "-5", "- x", "a:b", "a: b", "a::b", "a:", "a #b", "#a", "null", "~",
    "'one'", '"two: three"', "''", '""', "'it''s'", '"a\\nb"', "'a", 'a"b', "...", "---", "=", "<<", "!t", "&a", "*a", "e\u0301",
    "?", "? a", "%", "@", "`", "|", ">", "", " ", "\t", "\u00a0", "\u200b", "\ufeff", "\x85", "a\u2028b", "😀", "[a,b]", "[a ,b]",
    "{a:b}", "{a : b}", "[ a ]", "{ }", "[a,]", "[", "]", "{", "}", "[]", "{}", "[[]]", "[a b: c]", "{a}", "{a, b: c}", "a]", "a{b",
)  # fmt: skip
# Mostly the first: most made-up front matter would otherwise hold something that ends the fast way.
_WORDS = st.sampled_from((*_PLAIN_WORDS * 30, *_STRANGE_WORDS))
_FLOW = st.recursive(
    _WORDS,
    lambda inner: (
        st.lists(inner, min_size=1, max_size=4).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(st.tuples(_KEYS, inner), min_size=1, max_size=4).map(
            lambda pairs: f"{{{', '.join(f'{key}: {value}' for key, value in pairs)}}}"
        )
    ),
    max_leaves=6,
)
_PLAIN_ROWS = (
    st.tuples(_KEYS, _FLOW).map(": ".join)
    | st.tuples(_KEYS, st.lists(_WORDS, max_size=3)).map(lambda row: "\n  - ".join((f"{row[0]}:", *row[1])))
    | st.tuples(_KEYS, st.dictionaries(_KEYS, _WORDS, max_size=3)).map(
        lambda row: "\n  ".join((f"{row[0]}:", *(f"{key}: {value}" for key, value in row[1].items())))
    )
)
_STRANGE_ROWS = (
    st.tuples(st.sampled_from(("", "  ", "  - ", "- ", "    ", "-", "  -  ", "# ")), _FLOW).map("".join)
    | st.tuples(_STRANGE_KEYS, _FLOW, st.sampled_from((" ", " # why", "\n"))).map(
        lambda row: f"{row[0]}: {row[1]}{row[2]}"
    )
    | st.text(max_size=4)
)
_FRONT_MATTER = st.lists(_PLAIN_ROWS, max_size=5).map("\n".join) | st.lists(
    _PLAIN_ROWS | _STRANGE_ROWS, max_size=4
).map("\n".join)


@settings(max_examples=800, deadline=None)
@given(_FRONT_MATTER)
@example("a:\n- b\n- c\nd: e")
@example("a:\n  b: c\n   d: e")
@example("a:\n  - b\n  c: d")
@example("a: b\n  c")
@example("a: {b: c, B: d}")
@example("a: [b, [c, [d]]]")
def test_the_fast_way_agrees_with_the_strict_reader(text: str) -> None:
    """Values and their order are those of the strict reader, wherever the fast way answers at all."""
    agrees(text)


@settings(max_examples=500, deadline=None)
@given(st.text(st.sampled_from("ab: -[]{},'\"#\n~?!|>&*%@`\\\t."), max_size=30))
def test_the_fast_way_agrees_on_any_marks(text: str) -> None:
    """The same for whatever YAML's marks are put together."""
    agrees(f"key: {text}")
    agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"key{number}: {'x' * 40}" for number in range(60)),
        "a: " + "[" * 17 + "]" * 17,
        "a: " + "x" * (16 * 1024 + 1),
        "a: [" + "x," * 4_999 + "x]",
        f"{'k' * 2_000}: x",
    ],
)
def test_what_could_break_a_limit_is_read_strictly(text: str) -> None:
    """Long and deep front matter is left to the reader that knows the limits."""
    assert plain_values(text) is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        (
            "title: Spring launch\ngoals: [a, b-c]\nstart: 2026-12-03 09:00",
            {"goals": ["a", "b-c"], "start": "2026-12-03 09:00"},
        ),
        ("goals:\n  - a\n  - 'b'\nowner:", {"goals": ["a", "b"], "owner": None}),
        ('deadlines: {draft: 2026-11-20, review: {on: 2026-11-27, owner: ana}}\nurl: "https://example.org"', {}),
        ("search:\n  exclude: true\n  boost: 2", {"search": {"exclude": "true", "boost": "2"}}),
    ],
)
def test_ordinary_front_matter_takes_the_fast_way(text: str, values: dict[str, object]) -> None:
    """What most entries look like needs no events."""
    assert agrees(text)
    assert values.items() <= (plain_values(text) or {}).items()


def _fronts(folder: Path) -> list[str]:
    """The front matter of every file below a folder that has some."""
    found = []
    for path in sorted(path for path in folder.rglob("*.md") if path.is_file()):
        try:
            front = split(decoded(path.read_bytes())).front
        except Unreadable:
            continue
        if front is not None:
            found.append(front)
    return found


@pytest.mark.parametrize("text", ["d: {a: -13d, b: {on: -2w, owner: x}}", "d: [-1, -a]", "d:\n  a: 1\n  b: {c: -5wd}"])
def test_days_that_count_are_plain(text: str) -> None:
    """What begins with a hyphen between brackets takes the fast way, and means the same there."""
    assert agrees(text)


def test_the_sample_takes_the_fast_way() -> None:
    """The sample playbook is read the same by either way, and nearly all of its entries, of which there are many, fast."""
    entries, pages = _fronts(ROOT / "plan"), _fronts(ROOT / "strategy")
    assert sum(map(agrees, entries)) > len(entries) * 0.95
    assert sum(map(agrees, pages)) > len(pages) * 0.75


@pytest.mark.parametrize("name", ["corpora", "hostile"])
def test_real_and_hostile_files_say_the_same_by_either_way(name: str) -> None:
    """Playbooks that people wrote, and files that attack."""
    assert [agrees(front) for front in _fronts(shared_data(name))]
