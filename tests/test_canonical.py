"""`gameplan fmt`: front matter in one form, which says what it said before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gameplan.edit.canonical import canonical
from gameplan.edit.front import Front, Unwritable
from gameplan.edit.yaml_text import value_text
from gameplan.model.kinds import ENTRY, KINDS
from gameplan.read.front_matter import Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable

SAMPLE = Path(__file__).parent.parent
GOAL = next(kind for kind in KINDS if kind.name == "goal")


def formatted(front: str, body: str = "Text.\n") -> str:
    """The front matter of an entry in the one form, without its fences; the body must be as it was."""
    made = canonical(f"---\n{front}---\n{body}".encode(), ENTRY).decode()
    assert made.startswith("---\n")
    assert made.endswith(f"---\n{body}")
    return made.removeprefix("---\n").removesuffix(f"---\n{body}")


def test_keys_come_in_the_order_of_their_declarations() -> None:
    """What a page is comes first, then why and when, then the rest; keys of one's own come last, as they were typed."""
    made = formatted("x_b: 1\ntags: a\nstart: 2026-12-03\nx_a: 2\ngoals: g\neffort: 3d\nvisibility: public\ntitle: T\n")
    names = [row.split(":")[0] for row in made.splitlines()]
    assert names == ["title", "goals", "start", "effort", "visibility", "tags", "x_b", "x_a"]


def test_lists_and_mappings_stand_on_lines_of_their_own() -> None:
    """So that a change of one item is a change of one line."""
    made = formatted("title: T\ngoals: [a, 'b']\ndeadlines: {draft: -14d, review: {on: 2026-12-01, owner: ana}}\n")
    assert made == (
        "title: T\ngoals:\n  - a\n  - b\ndeadlines:\n  draft: -14d\n  review:\n    on: 2026-12-01\n    owner: ana\n"
    )


def test_second_names_within_values_stay() -> None:
    """`date` is as good as `on`: whoever typed it keeps it."""
    made = formatted(
        "title: T\naudited: {date: 2026-10-31, verdict: keep}\ndeadlines: {a: {on: -1d}, b: {date: -2d}}\n"
    )
    assert made == (
        "title: T\ndeadlines:\n  a:\n    on: -1d\n  b:\n    date: -2d\naudited:\n  date: 2026-10-31\n  verdict: keep\n"
    )


@pytest.mark.parametrize(
    ("typed", "made"),
    [
        ('title: "Plain words"\n', "title: Plain words\n"),
        ("title: 'Launch: the sequel'\n", 'title: "Launch: the sequel"\n'),
        ("title: 'Number #1'\n", "title: 'Number #1'\n"),
        ("title: It's here\n", "title: It's here\n"),
        ("title:   T   \n", "title: T\n"),
        ("title: Überall\n", "title: Überall\n"),
        ("tags: []\n", "tags: []\n"),
        ("location: ''\n", 'location: ""\n'),
        ("summary:\n", "summary:\n"),
    ],
)
def test_quotes_stand_only_where_they_are_needed(typed: str, made: str) -> None:
    """As `gameplan set` would write the value."""
    assert formatted(typed).replace("'", '"') == made.replace("'", '"')


def test_comments_stay() -> None:
    """Those above a key go with it, those behind a value stay behind it, and those at the end stay there."""
    made = formatted(
        "# Asked for by sales\nowner: ana # until May\ntitle: T\n\n# Which ones?\ngoals: [a] # ask\n# The end\n"
    )
    assert made == (
        "title: T\n# Which ones?\ngoals:  # ask\n  - a\n# Asked for by sales\nowner: ana  # until May\n# The end\n"
    )


def test_a_value_with_comments_inside_stays_as_it_is_typed() -> None:
    """It can't be written anew without losing them."""
    typed = "goals: [a, # first\n  b]\ndeadlines:\n    draft: 2026-12-01 # early\n    review: 2026-12-02\n"
    assert formatted(f"owner: ana\n{typed}") == f"{typed.splitlines()[0]}\n  b]\nowner: ana\n" + "".join(
        f"{row}\n" for row in typed.splitlines()[2:]
    )


def test_a_text_on_lines_of_its_own_stays_as_it_is_typed() -> None:
    """Its line ends are a part of what it says."""
    typed = "summary: >-\n  One line\n  and # more\n"
    assert formatted(f"{typed}title: T\n") == f"title: T\n{typed}"


def test_a_number_sign_in_a_text_is_no_comment() -> None:
    """Nor is one in a key."""
    assert formatted('results: {"a#b": "1",\n  c: "2#"}\n') == 'results:\n  "a#b": 1\n  c: 2#\n'.replace('"a#b"', "a#b")


def test_line_ends_and_the_mark_of_the_file_stay() -> None:
    """A file of Windows stays one."""
    data = b"\xef\xbb\xbf---\r\ntags: [a]\r\ntitle: T\r\n---\r\nText.\r\n"
    assert canonical(data, ENTRY) == b"\xef\xbb\xbf---\r\ntitle: T\r\ntags:\r\n  - a\r\n---\r\nText.\r\n"


@pytest.mark.parametrize("data", [b"Text without front matter.\n", b"", b"---\n---\nText.\n"])
def test_a_file_without_front_matter_stays(data: bytes) -> None:
    """There is nothing to write."""
    assert canonical(data, ENTRY) == data


def test_a_key_that_stands_there_twice_is_refused() -> None:
    """Nobody knows which one is meant."""
    with pytest.raises(Unwritable, match="title stands there twice: delete one"):
        canonical(b"---\ntitle: A\ntitle: B\n---\n", ENTRY)


def test_what_cannot_be_read_is_refused() -> None:
    """The check says what to type."""
    with pytest.raises(Unreadable):
        canonical(b"---\ntitle: a: b\n---\n", ENTRY)


@pytest.mark.parametrize("path", sorted((SAMPLE / "plan").rglob("*.md")), ids=lambda path: path.stem)
def test_the_sample(path: Path) -> None:
    """Each entry says the same, and a second time changes nothing."""
    _hold(path.read_bytes(), lambda data: canonical(data, ENTRY))


@pytest.mark.parametrize("path", sorted((SAMPLE / "strategy/goals").rglob("*.md")), ids=lambda path: path.stem)
def test_the_goals_of_the_sample(path: Path) -> None:
    """Likewise."""
    _hold(path.read_bytes(), lambda data: canonical(data, GOAL))


def _hold(data: bytes, form: Callable[[bytes], bytes]) -> None:
    made = form(data)
    assert dict(Front.of(made).values) == dict(Front.of(data).values)
    assert form(made) == made
    before, after = Front.of(data), Front.of(made)
    assert after.rows[after.closing :] == before.rows[before.closing :]


TEXTS = st.text(st.characters(exclude_categories=("Cs", "Cc", "Cf", "Zl", "Zp", "Co", "Cn")), max_size=12)
KEYS = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
VALUES: st.SearchStrategy[Any] = st.recursive(
    TEXTS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | TEXTS, inner, max_size=3), max_leaves=6
)


@given(st.dictionaries(KEYS | st.sampled_from(("title", "goals", "start", "owner")), VALUES, min_size=1, max_size=6))
def test_it_means_the_same(values: dict[str, Any]) -> None:
    """Whatever values are, and a second time changes nothing."""
    data = "".join(f"{key}: {value_text(value)}\n" for key, value in values.items())
    whole = f"---\n{data}---\nText.\n".encode()
    try:
        Front.of(whole)
    except Unreadable:
        return
    _hold(whole, lambda each: canonical(each, ENTRY))
