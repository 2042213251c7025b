"""Summaries are plain words: the markup of extensions, snippets and macros is in none of the texts that are made of a body."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builds import build, playbook
from gameplan.read.body import read_body, read_full
from gameplan.read.plain_words import plain_words

if TYPE_CHECKING:
    from pathlib import Path

REAL = "The real text."
LINES = (
    '{% include-markdown "../strategy/index.md" %}',
    '--8<-- "intro.md"',
    ';--8<-- "intro.md"',
    "--8<--\nintro.md\n--8<--",
    "[TOC]",
    "[[_TOC_]]",
    "{{ price }}",
    "{!intro.md!}",
    "{# a note #}",
    "{ .lead }",
    ":material-rocket:",
    "[^1]: A note.",
    "*[HTML]: Hyper Text",
    '??? note "More"\n    Inside.',
    "/// note | More",
    "::: module.name",
    "<!-- more -->",
    '[=85% "85%"]',
    "<br>",
)
"""Paragraphs that are nothing but markup."""
WITHIN = (
    ("The real [button](https://example.org){ .md-button } text.", "The real button text."),
    ("The real [button](https://example.org){: .md-button target=_blank } text.", "The real button text."),
    ("Line one<br>line two.", "Line one line two."),
    ("Line one<BR />line two.", "Line one line two."),
    ("Costs {{ price('EUR') }} today.", "Costs today."),
    ("Some ==marked==, ^^new^^ and ~~old~~ words.", "Some marked, new and old words."),
    ("H~2~O and x^2^ and ++ctrl+c++.", "H2O and x2 and ctrl+c."),
    ("We {--lose--}{++gain++} {~~this~>that~~}{>>why?<<}.", "We gain that."),
    ("A note[^1] here.\n\n[^1]: Below.", "A note here."),
    ("A :tada: day at 10:30:45.", "A day at 10:30:45."),
    ("{% if spring %}\nIt is *spring*.\n{% endif %}", "It is spring."),
    ("Write `{{ name }}` and `<br>` so.", "Write {{ name }} and <br> so."),
    ("C++ and D++ and 2 == 2 and ~5.", "C++ and D++ and 2 == 2 and ~5."),
    ('Say {"json": 1} or {braces}.', 'Say {"json": 1} or {braces}.'),
    ("See [[goal:grow|what {{ x }} grows]].", "See [[goal:grow|what grows]]."),
)


@pytest.mark.parametrize("line", LINES)
def test_paragraphs_of_markup_are_passed_over(line: str) -> None:
    """The summary is the first sentence of words."""
    assert read_body(f"{line}\n\n{REAL}\n", 1).excerpt == REAL


@pytest.mark.parametrize(("text", "words"), WITHIN)
def test_markup_within_a_sentence_is_taken_out(text: str, words: str) -> None:
    """And what only looks like it stays; code is as it was written."""
    assert read_body(text, 1).excerpt == words


@given(st.lists(st.sampled_from([*LINES, *(text for text, _ in WITHIN[:4]), REAL, "# Heading", "- item"]), max_size=6))
def test_no_summary_holds_markup(paragraphs: list[str]) -> None:
    """Whatever stands around it; by both readers of bodies."""
    text = "\n\n".join(paragraphs)
    excerpt = read_body(text, 1).excerpt
    assert excerpt == read_full(text, 1).excerpt
    assert not [mark for mark in ("{", "8<", "[TOC", "<", "==", "[^", "???", "///", ":::", ":mat") if mark in excerpt]
    assert bool(excerpt) == any(part == REAL or part in dict(WITHIN[:4]) for part in paragraphs)


@given(st.text(alphabet="ab {}%#!.=^~+:[]<>-8\n", max_size=200))
def test_words_stay_words(text: str) -> None:
    """Whatever is typed, no letter comes that wasn't there; and what is done twice changes nothing more than what is done once."""
    words = plain_words(text)
    assert len(words) <= len(text)
    assert set(words) <= set(text)


def test_every_output_has_the_words(tmp_path: Path) -> None:
    """Feeds, meta descriptions, data and lists are made of one summary."""
    body = '--8<-- "intro.md"\n\n[TOC]\n\nThe real<br>[zqx](https://example.org){ .md-button } text.\n'
    site = build(
        playbook(tmp_path, {"plan/launch.md": f"---\ntitle: L\ngoals: [grow]\nstart: 2026-12-01\n---\n\n{body}"})
    )
    for path in ("calendar.ics", "data/playbook.json", "plan/launch/index.html"):
        assert b"The real zqx text." in site[path], path
    assert not [
        path for path, data in site.items() if b"intro.md" in data and not path.startswith(("plan/launch", "search"))
    ]
