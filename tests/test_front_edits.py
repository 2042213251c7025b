"""Single keys of a front matter are changed, and no other byte of the file."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from casefile import CASES, read_cases
from gameplan.edit.front import Front, Unwritable
from gameplan.edit.yaml_text import scalar, typed_value, value_text
from gameplan.read.extents import Form
from gameplan.read.front_matter import Unreadable, parse
from shared_data import found_data

REPOSITORY = Path(__file__).parent.parent
PIECES = {
    "title": (
        "title: A plain title\n",
        'title: "In quotes: yes"   # why\n',
        "title: 'It''s one'\n",
        "title: over\n  two lines\n",
    ),
    "summary": (
        "summary: |\n  One.\n\n  Two.\n\n",
        "summary: >-\n  Folded\n  text\n# of the next\n",
        "summary:   # nothing yet\n",
    ),
    "goals": (
        "goals: [grow, stay]\n",
        "goals:\n  - grow # the first\n  # between\n  - stay\n",
        "goals:\n- grow\n\n- stay\n",
        "goals: [grow,  # one\n  stay,\n  ]  # two\n",
        "goals: grow\n",
    ),
    "tags": ("tags: []\n", "tags: [a]\n", "tags:\n  - 'a'\n", "tags: ~\n"),
    "deadlines": (
        "deadlines: {draft: -14d}\n",
        "deadlines:\n  draft: 2026-12-01  # soon\n  # end\n  copy:\n    on: -5wd\n",
    ),
}
"""Ways to write some keys, each with its lines."""
WORDS = (
    "planned",
    "2026-12-03",
    "a: b",
    "x # y",
    "[draft",
    "*",
    "",
    "null",
    "~",
    "it's",
    '"said"',
    "é, ü",
    "- a",
    "a\nb",
    "\u2028",
    "\\",
)
VALUES = (
    *WORDS,
    ["one"],
    ["stay", "grow"],
    ["grow", "new, with comma", "it's"],
    {"draft": "-2w", "copy: x": ["a", None]},
)


@st.composite
def files(draw: st.DrawFn) -> tuple[dict[str, str], str, str, bytes]:
    """The pieces of a front matter by key, the way in which lines end, what stands below, and the file."""
    keys = draw(st.permutations(list(PIECES)))
    pieces = {key: draw(st.sampled_from(PIECES[key])) for key in keys[: draw(st.integers(0, len(keys)))]}
    end = draw(st.sampled_from(("\n", "\r\n")))
    body = draw(st.sampled_from(("", "\n", "\nText\nstatus: planned\n", "\n# Heading")))
    text = f"---\n{''.join(pieces.values())}---{body}".replace("\n", end)
    mark = draw(st.sampled_from(("", "\ufeff")))
    return pieces, end, body, f"{mark}{text}".encode()


def surrounded(old: bytes, new: bytes, pieces: dict[str, str], key: str, end: str) -> None:
    """All above and below the lines of a key are as they were, in every byte."""
    keys = list(pieces)
    at = keys.index(key) if key in pieces else len(keys)
    text = ("---\n" + "".join(pieces[name] for name in keys[:at])).replace("\n", end)
    first = old.index(text.encode()) + len(text.encode())
    last = len(old) - first - len(pieces.get(key, "").replace("\n", end).encode())
    assert new[:first] == old[:first]
    assert new[len(new) - last :] == old[len(old) - last :]
    assert end == "\n" or new.count(b"\n") == new.count(b"\r\n")


@settings(deadline=None)
@given(files(), st.sampled_from((*PIECES, "status", "x_own")), st.sampled_from(VALUES))
def test_a_value_is_written_and_nothing_else(
    file: tuple[dict[str, str], str, str, bytes], key: str, value: str | list[str] | dict[str, object]
) -> None:
    """What is read then is what was asked for, all else is as it was, byte by byte; asked again it changes nothing."""
    pieces, end, _, data = file
    old = Front.of(data)
    new = old.written(key, value)
    assert new.values == {**old.values, key: value}
    surrounded(data, new.data, pieces, key, end)
    assert new.written(key, value).data == new.data


@settings(deadline=None)
@given(files(), st.sampled_from((*PIECES, "status")))
def test_a_key_is_deleted_and_nothing_else(file: tuple[dict[str, str], str, str, bytes], key: str) -> None:
    """Comments on lines of their own stay, above and below; written anew and deleted again, the rest is the same."""
    pieces, end, _, data = file
    old = Front.of(data)
    new = old.without(key)
    assert new.values == {name: value for name, value in old.values.items() if name != key}
    surrounded(data, new.data, pieces, key, end)
    assert (b"# of the next" in new.data) == (b"# of the next" in data)
    assert new.written(key, "x").without(key).data == new.data


@settings(deadline=None)
@given(files(), st.lists(st.sampled_from(("grow", "stay", "a", "new", "with, comma", "it's")), max_size=3, unique=True))
def test_items_come_and_go(file: tuple[dict[str, str], str, str, bytes], items: list[str]) -> None:
    """Items are added behind the others, in the form that the list has; taken out again, the old bytes are back."""
    pieces, end, _, data = file
    for key in ("goals", "tags"):
        old = Front.of(data)
        before = old.values.get(key)
        listed = before if isinstance(before, list) else [before] if before else []
        more = [item for item in items if item not in listed]
        new = old.with_items(key, items)
        assert new.values.get(key) == ([*listed, *more] if more else before)
        surrounded(data, new.data, pieces, key, end)
        if isinstance(before, list) and before:
            assert new.without_items(key, more).data == data
        left = [item for item in listed if item not in items]
        fewer = old.without_items(key, items)
        assert fewer.values.get(key) == (before if left == listed else left or None)
        surrounded(data, fewer.data, pieces, key, end)


@settings(deadline=None)
@given(st.sampled_from(("plain", "2026-12-03", "two words")), st.sampled_from(WORDS), st.sampled_from(("", "'", '"')))
def test_setting_back_gives_the_old_bytes(old: str, other: str, quote: str) -> None:
    """In quotes always; without them where the other value needs none."""
    data = f"---\ntitle: {quote}{old}{quote}  # why\nid: x\n---\n".encode()
    there = Front.of(data).written("title", other)
    back = there.written("title", old)
    plain = there.extents.values["title",].form is Form.PLAIN
    single = quote == "'" and not other.isprintable()
    assert back.values == Front.of(data).values
    assert single or (not quote and not plain) or back.data == data


def test_lists_keep_their_form() -> None:
    """On lines of its own a list is changed line by line, with its comments; in brackets it stays there."""
    block = b"---\ngoals:\n  # ours\n  - grow # the first\n  - stay\nid: x\n---\n"
    assert Front.of(block).written("goals", ["grow", "new"]).data == block.replace(b"- stay", b"- new")
    assert Front.of(block).with_items("goals", ["a: b"]).data == block.replace(b"- stay\n", b'- stay\n  - "a: b"\n')
    assert Front.of(block).written("goals", ["first", "grow", "stay"]).data == block.replace(
        b"  - grow", b"  - first\n  - grow"
    )
    flow = b"---\ngoals: [ grow,stay ]  # both\n---\n"
    assert Front.of(flow).without_items("goals", ["grow"]).data == b"---\ngoals: [ stay ]  # both\n---\n"
    assert Front.of(flow).without_items("goals", ["stay"]).data == b"---\ngoals: [ grow ]  # both\n---\n"
    assert Front.of(flow).without_items("goals", ["stay", "grow"]).data == b"---\n---\n"


def test_a_page_without_front_matter_gets_some() -> None:
    """Above its text, in its line ends, behind its byte-order mark."""
    data = b"\xef\xbb\xbf# Title\r\n\r\nText\r\n"
    assert (
        Front.of(data).written("owner", "maya").data
        == b"\xef\xbb\xbf---\r\nowner: maya\r\n---\r\n\r\n# Title\r\n\r\nText\r\n"
    )


@pytest.mark.parametrize(
    "front",
    ["{title: A, goals: [grow]}", "? title\n: A\n", "title: A\nTITLE: B\n"],
    ids=["in braces", "a complex key", "a key twice"],
)
def test_what_cannot_be_done_line_by_line_is_refused(front: str) -> None:
    """No key is deleted that doesn't stand on lines of its own, and none that stands there twice."""
    with pytest.raises(Unwritable, match="title"):
        Front.of(f"---\n{front}\n---\n".encode()).without("title")


@settings(deadline=None)
@given(st.text() | st.sampled_from(WORDS), st.sampled_from(list(Form)), st.booleans())
def test_texts_are_read_as_they_were_meant(text: str, like: Form, within: bool) -> None:  # noqa: FBT001 - drawn
    """Whatever a text holds, and wherever it stands, the strict reader reads the same."""
    if any("\ud800" <= sign <= "\udfff" for sign in text):
        return
    written = scalar(text, within=within, like=like)
    assert dict(parse(f"x: [{written}]" if within else f"x: {written}").values) == {"x": [text] if within else text}


def test_values_as_they_are_typed() -> None:
    """Brackets and braces make lists and mappings, where they are whole; all else is a text, and no way to other keys."""
    assert typed_value("[a, b: c]") == ["a", {"b": "c"}]
    assert typed_value("{a: [1]}") == {"a": ["1"]}
    for text in ("[Draft] A title", "[a]\nstatus: done", "{", "a, b", "&a", ""):
        assert typed_value(text) == text
    assert value_text(["a, b", None, {"k": "v"}]) == '["a, b", ~, {k: v}]'


def hostile() -> dict[str, bytes]:
    """The files of all cases, and those of the sample."""
    found = {
        f"{case.id} {path}": data if isinstance(data, bytes) else data.encode()
        for file in sorted(CASES.rglob("*.md"))
        for case in read_cases(file)
        for path, data in case.files.items()
        if path.endswith(".md")
    }
    for folder in ("strategy", "plan"):
        found |= {str(file): file.read_bytes() for file in sorted((REPOSITORY / folder).rglob("*.md"))}
    # Real playbooks and hostile files, where they are there: a part of the many.
    for name, step in (("corpora", 15), ("hostile", 1)):
        data = found_data(name)
        files = sorted(file for file in data.rglob("*.md") if file.is_file() and not file.is_symlink()) if data else []
        found |= {str(file): file.read_bytes() for file in files[::step] if file.stat().st_size < 100_000}
    return found


def test_whatever_can_be_read_can_be_changed_or_is_refused() -> None:
    """Of each page of the cases and the sample: a new key, each key in turn, and each deleted. Nothing crashes, or changes more."""
    tried = refused = 0
    for name, data in hostile().items():
        try:
            old = Front.of(data)
        except Unreadable:
            continue
        for key in (*old.values, "x_new"):
            for way in (lambda front, key: front.written(key, "a: b"), Front.without):
                tried += 1
                try:
                    new = way(old, key)
                except Unwritable:
                    refused += 1
                    continue
                assert {**new.values, key: None} == {**old.values, key: None}, name
                assert new.values.get(key) == ("a: b" if way is not Front.without else None), name
                # A row that is written, and three more where there was no front matter.
                more = Counter(new.data.split(b"\n")) - Counter(data.split(b"\n"))
                assert sum(more.values()) <= (1 if old.closing else 4), name
    assert tried > 5000
    assert refused < tried / 50
