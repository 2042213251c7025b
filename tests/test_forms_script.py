"""How forms read files and write them: the script in `gameplan/forms/assets/`, without a browser."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builds import SAMPLE
from forms_script import asked, read, saved
from gameplan.edit.front import Front
from gameplan.edit.yaml_text import block_lines, scalar
from gameplan.read.front_matter import Unreadable, parse
from test_canonical import KEYS, VALUES

ENTRY = """\
---
title: "A title"
# Which ones?
goals: [grow, stay]  # ask Ana
start: 2026-12-03 # firm
owner: ana
deadlines: {draft: -14d, review: {on: 2026-12-01, owner: ana, done: true}}
x_own: 'kept'
---

Text.
"""


def changed(**fields: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - values of forms
    """The lines of the entry that are others after some fields of its form were changed."""
    before, after = ENTRY.splitlines(), saved(ENTRY, **fields).splitlines()
    if len(before) == len(after):
        return [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
    return [("", row) for row in after if row not in before] + [(row, "") for row in before if row not in after]


def test_a_form_shows_what_a_file_says() -> None:
    """Values with a name each are lists in forms; what a form doesn't know isn't in it."""
    found = read(ENTRY)
    assert found.pop("gameplan_source") == ENTRY
    assert found == {
        "title": "A title",
        "goals": ["grow", "stay"],
        "start": "2026-12-03",
        "owner": "ana",
        "deadlines": [
            {"name": "draft", "on": "-14d"},
            {"name": "review", "on": "2026-12-01", "owner": "ana", "done": True},
        ],
        "body": "Text.",
    }


def test_nothing_changed_is_nothing_changed() -> None:
    """Each byte stays."""
    assert saved(ENTRY) == ENTRY


@pytest.mark.parametrize("line_end", ["\r\n", "\n"])
def test_line_ends_are_those_of_the_web(line_end: str) -> None:
    """Editors in the browser know one kind."""
    assert saved(ENTRY.replace("\n", line_end)) == ENTRY


@pytest.mark.parametrize(
    ("fields", "lines"),
    [
        ({"start": "2026-12-04"}, [("start: 2026-12-03 # firm", "start: 2026-12-04 # firm")]),
        ({"title": 'Launch: the "sequel" #1'}, [('title: "A title"', "title: 'Launch: the \"sequel\" #1'")]),
        ({"goals": ["grow"]}, [("goals: [grow, stay]  # ask Ana", "goals: [grow]")]),
        ({"owner": ""}, [("owner: ana", "")]),
        ({"location": "Room 5"}, [("", "location: Room 5")]),
        ({"visibility": "internal"}, [("", "visibility: internal")]),
        # What counts anyway isn't written.
        ({"visibility": "public", "busy": False, "status": "planned"}, []),
        ({"effort": "3d", "audiences": ["x"]}, [("", "audiences:"), ("", "  - x"), ("", "effort: 3d")]),
        ({"body": "Other."}, [("Text.", "Other.")]),
    ],
)
def test_a_change_is_a_change_of_its_lines(fields: dict[str, Any], lines: list[tuple[str, str]]) -> None:
    """Quotes, brackets, comments and all other lines stay."""
    assert changed(**fields) == lines


def test_a_new_field_stands_where_it_is_declared() -> None:
    """Between those that come before and after it in the order of declarations."""
    rows = saved(ENTRY, status="done", effort="3d").splitlines()
    assert rows.index("status: done") == rows.index("goals: [grow, stay]  # ask Ana") + 1
    assert rows[rows.index("effort: 3d") - 1].startswith("deadlines: ")


def test_deadlines_are_written_as_they_were() -> None:
    """In braces on one line; one that has a day alone is that day."""
    [pair] = changed(deadlines=[{"name": "draft", "on": "-10d", "owner": "", "done": False}])
    assert pair[1] == "deadlines: {draft: -10d}"


def test_second_names_of_parts_stay() -> None:
    """`date:` within a value is shown as `on`, and written as it was; a deadline may be called so, too."""
    text = ENTRY.replace("review: {on:", "date: {date:")
    shown = read(text)["deadlines"]
    assert shown[1] == {"name": "date", "on": "2026-12-01", "owner": "ana", "done": True}
    assert saved(text) == text
    shown[1] = {**shown[1], "on": "2026-12-05"}
    assert saved(text, deadlines=shown) == text.replace("2026-12-01", "2026-12-05")
    plain = ENTRY.replace("draft: -14d", "date: -14d")
    shown = [*read(plain)["deadlines"], {"name": "legal", "on": "-3d", "owner": "ana"}]
    assert "review: {on: 2026-12-01, owner: ana, done: true}, legal: {on: -3d, owner: ana}}" in saved(
        plain, deadlines=shown
    )
    audited = ENTRY.replace("x_own:", "audited: {date: 2026-10-31, verdict: keep}\nx_own:")
    shown = read(audited)["audited"]
    assert shown == {"on": "2026-10-31", "verdict": "keep"}
    assert saved(audited, audited={**shown, "verdict": "merge"}) == audited.replace("keep", "merge")


def test_two_deadlines_of_one_name_both_stay() -> None:
    """Nobody's words are lost."""
    [pair] = changed(deadlines=[{"name": "draft", "on": "-10d"}, {"name": "draft", "on": "-5d"}])
    assert pair[1] == "deadlines: {draft: -10d, draft-2: -5d}"


def test_another_name_of_a_field_stays() -> None:
    """`goal:` and `date:` are what people type, too."""
    text = "---\ntitle: T\ngoal: grow\ndate: 2026-12-03\n---\n"
    assert read(text)["goals"] == ["grow"]
    assert saved(text, goals=["stay"], start="2026-12-04") == "---\ntitle: T\ngoal: stay\ndate: 2026-12-04\n---\n"
    assert "goal:\n  - grow\n  - stay\n" in saved(text, goals=["grow", "stay"])


@pytest.mark.parametrize(
    ("collection", "row"),
    [
        ("plan", "repeat: {every: month, on: first monday}"),
        ("plan", "results: {trials: many}"),
        ("plan", "audited: {on: soon, verdict: keep}"),
        ("plan", "published: in March"),
        ("plan", "title: [a, b]"),
        ("plan", "busy: maybe"),
        ("kpis", "readings: trials.csv"),
        ("kpis", "target: {value: 1e400}"),
        ("questions", "readings: {google: {2026-10-31: 4}}"),
        ("policies", "blackouts: {start: 2026-12-24}"),
    ],
)
def test_what_does_not_fit_stays(collection: str, row: str) -> None:
    """A form shows nothing of it, and leaves it when something else changes."""
    text = f"---\nid: one\n{row}\n---\nText.\n"
    assert row.partition(":")[0] not in read(text, collection)
    after = saved(text, collection, owner="ana")
    assert row in after
    assert "owner: ana" in after


@pytest.mark.parametrize("number", ["12", "12.50", "-3", "0.001", "007"])
def test_numbers_stay_as_they_are_typed(number: str) -> None:
    """`12.50` doesn't become `12.5` because somebody changed a title."""
    text = f"---\ntitle: T\nresults: {{trials: {number}}}\n---\n"
    assert read(text)["results"] == [{"name": "trials", "value": float(number)}]
    assert saved(text, title="U") == text.replace("title: T", "title: U")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("---\ntitle: a: b\n---\nText.\n", "Can't be read: "),
        ("---\n- a\n- b\n---\n", "Can't be read: the lines between --- and --- are no fields"),
        ("---\nx: !!python/object:os.system 1\n---\n", "Can't be read: "),
        ("---\na: 1\na: 2\n---\n", "Can't be read: "),
        # The check refuses the first too; the second it reads, and a form would have to write all of it anew.
        ("---\na: &x 1\nb: *x\n---\n", "Can't be read: write each field on lines of its own"),
        ("---\n{title: T, owner: ana}\n---\n", "Can't be read: write each field on lines of its own"),
    ],
)
def test_what_cannot_be_read_is_one_text(text: str, said: str) -> None:
    """It stays as it is until somebody changes the text."""
    found = read(text)
    assert found["title"].startswith(said)
    assert found["body"] == text
    assert found["goals"] == ["?"]
    assert saved(text, start="2026-12-03") == text
    assert saved(text, body="---\ntitle: b\n---\n") == "---\ntitle: b\n---\n"
    assert saved(text, body="") == text


@pytest.mark.parametrize("text", ["Text.\n", "", "---\n---\nText.\n"])
def test_a_file_without_front_matter_gets_one(text: str) -> None:
    """The text stays."""
    made = saved(text, title="T")
    assert made.startswith("---\ntitle: T\n---")
    assert made.rstrip().endswith(text.removeprefix("---\n---\n").rstrip())


def test_a_line_of_hyphens_in_the_text_ends_nothing() -> None:
    """Nor does one in a value below a bar."""
    text = "---\ntitle: T\nsummary: |\n  one\n\n  # two\n---\nText.\n\n---\n\nMore.\n"
    assert read(text)["summary"] == "one\n\n# two\n"
    assert saved(text, title="U") == text.replace("title: T", "title: U")


@pytest.mark.parametrize(
    "path",
    sorted(path for folder in ("plan", "strategy") for path in (SAMPLE / folder).rglob("*.md")),
    ids=lambda path: path.stem,
)
def test_each_page_of_the_sample_stays(path: Any) -> None:  # noqa: ANN401 - a path
    """Opened and saved, without a change and with another title."""
    parts = path.relative_to(SAMPLE).parts
    single = "vision" if parts[-1] == "index.md" else "pages"
    collection = "plan" if parts[0] == "plan" else parts[1] if len(parts) > 2 else single
    text = path.read_text(encoding="utf-8")
    assert saved(text, collection) == text
    if not text.startswith("---"):
        return
    old = next(row for row in text.splitlines() if row.startswith("title:"))
    assert saved(text, collection, title="Another") == text.replace(old, "title: Another", 1)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(KEYS, VALUES)
def test_values_are_written_as_fmt_writes_them(key: str, value: Any) -> None:  # noqa: ANN401 - of any kind
    """The same lines, so that `gameplan fmt` changes nothing of what a form has written."""
    if value in ("", [], {}) or _holds_nothing(value):
        return
    assert asked("lines", key, value) == [*block_lines(key, value)]


def _holds_nothing(value: Any) -> bool:  # noqa: ANN401
    """Whether there is an empty list or mapping in a value: forms write none."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(item in ([], {}) or _holds_nothing(item) for item in inner) or (isinstance(value, dict) and "" in value)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.text(st.characters(exclude_categories=("Cs", "Cn", "Co")), max_size=20))
def test_texts_are_read_back(text: str) -> None:
    """Whatever somebody types into a title, our own reader reads it as that."""
    typed = text.strip()
    made = asked("scalar", typed, False)  # noqa: FBT003 - JavaScript's
    try:
        values = dict(parse(f"x: {made}").values)
    except Unreadable:
        # Signs that front matter may not hold, in whatever way they are written.
        return
    assert values in ({"x": typed or None}, {"x": typed})
    assert Front.of(f"---\nx: {made}\n---\n".encode()).values["x"] in (typed, None)
    assert isinstance(scalar(typed), str)
