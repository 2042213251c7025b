"""The catalogues: nothing lacks in them, and nothing that a reader sees is said without them."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import jinja2
import pytest
from jinja2 import nodes

import gameplan
from catalogues import FOLDER, Key, faults, in_python, in_template, written
from gameplan.model.languages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

PUBLISH = Path(gameplan.__file__).parent / "publish"
TAGS = [tag for tag in LANGUAGES if tag != "en"]
NAMES = {
    *(
        "CSV",
        "SVG",
        "Google Calendar",
        "Apple Calendar",
        "Outlook",
        "Outlook 365",
        "Outlook.com",
        "Thunderbird",
        "Nextcloud",
    ),
    *("GNOME, Evolution", "Android", "ICSx", "Gameplan"),
}
"""What has the same name in every language."""
_SHOWN = re.compile(r"""\b(?:aria-label|title|alt|placeholder|summary|data-gp-done)=["']([^"']*)""")
_TAG = re.compile(r"<[^<>]*>")
_HIDDEN = re.compile(r"<(style|script|code)\b.*?</\1>", re.DOTALL)
_LETTERS = re.compile(r"[^\W\d_]{2,}")


@pytest.mark.parametrize("tag", TAGS)
def test_every_text_has_a_translation(tag: str) -> None:
    """Each with the gaps of the English, and none for what nothing says any more."""
    found = faults(tag)
    assert not found, "\n".join(["`make words` lists them, and makes room for what lacks:", *found])


@pytest.mark.parametrize("tag", TAGS)
def test_files_are_as_the_program_writes_them(tag: str) -> None:
    """In the order of their texts, so that two people's changes seldom meet."""
    assert written(tag) == (FOLDER / f"{tag}.po").read_text("utf-8"), "run `make words`"


def test_languages_have_files() -> None:
    """What may be chosen is there, and the other way round."""
    assert sorted(path.stem for path in FOLDER.glob("*.po")) == sorted(TAGS)


def test_texts_are_found() -> None:
    """In Python and in templates, within each other, in several lines and with contexts."""
    python = 'say("a {b}", b=say(word("c", "d")))\nplural(\n  "one",\n  "many",\n  n,\n)\nsay(name)\nf"{say(\'e\')}"\n'
    assert set(in_python(python)) == {Key("a {b}"), Key("c", "d"), Key("one", many="many"), Key("e")}
    template = (
        '{% macro m() %}<p title="{{ say("a", b=link(say("c"))) }}">{{ plural("one", "many", n) }}</p>{% endmacro %}'
    )
    assert set(in_template(template)) == {Key("a"), Key("c"), Key("one", many="many")}


def unsaid(html: str) -> Iterator[str]:
    """What a piece of HTML says by itself, in texts and in attributes that people read."""
    for shown in _SHOWN.findall(html):
        yield from [shown] if _LETTERS.search(shown) else []
    for text in _TAG.split(_HIDDEN.sub(" ", html)):
        words = re.sub(r"&\w+;|[\w-]+=\"[^\"]*\"", " ", text).strip()
        if _LETTERS.search(words) and words not in NAMES:
            yield words


def without_expressions(source: str) -> str:
    """A template's HTML with nothing in the place of its expressions and tags."""
    tokens = jinja2.Environment(autoescape=True).lex(source)
    return "".join(value for _, kind, value in tokens if kind == "data")


def test_what_is_unsaid_is_seen() -> None:
    """Texts and attributes; not what is code, a name, or a sign."""
    assert [*unsaid('<p title="Two words">One <b>more</b> · <code>code</code><i class="gp-no">&nbsp;CSV</i></p>')] == [
        *("Two words", "One", "more"),
    ]


@pytest.mark.parametrize("path", sorted((PUBLISH / "templates").glob("*.html")), ids=lambda path: path.name)
def test_templates_say_their_words(path: Path) -> None:
    """A template's text stands in `say`: as it is nowhere in its HTML, and in none of its expressions either."""
    source = path.read_text("utf-8")
    assert not [*unsaid(without_expressions(source))]
    tree = jinja2.Environment(autoescape=True).parse(source)
    said = {id(arg) for call in tree.find_all(nodes.Call) for arg in call.args}
    loose = [
        const.value
        for output in tree.find_all(nodes.Output)
        for node in output.nodes
        for const in node.find_all((nodes.Const, nodes.TemplateData))
        if isinstance(const, nodes.Const) and isinstance(const.value, str) and id(const) not in said
    ]
    assert not [text for text in loose if re.search(r"[A-Z][a-z]+|[a-z] [a-z]", text) and "gp-" not in text]


@pytest.mark.parametrize("path", sorted(PUBLISH.rglob("*.py")), ids=lambda path: path.relative_to(PUBLISH).as_posix())
def test_pieces_say_their_words(path: Path) -> None:
    """The same holds for pieces and for HTML in Python."""
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    html = [
        arg.value
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in ("Piece", "Markup")
        for arg in call.args
        if isinstance(arg, ast.Constant) and isinstance(arg.value, str)
    ]
    assert not [text for each in html for text in unsaid(re.sub(r"\{\w*\}", "", each))]


@pytest.mark.parametrize("path", sorted(PUBLISH.rglob("*.py")), ids=lambda path: path.relative_to(PUBLISH).as_posix())
def test_nothing_is_said_that_no_catalogue_can_hold(path: Path) -> None:
    """A text with values already in it is another one each time."""
    calls = [node for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call)]
    said = [
        call
        for call in calls
        if isinstance(call.func, ast.Name) and call.func.id in ("say", "plural", "word", "hinted")
    ]
    assert not [call.lineno for call in said if call.args and isinstance(call.args[0], (ast.JoinedStr, ast.BinOp))]
    named = [arg for call in calls for arg in _shown_arguments(call)]
    assert not [arg.value for arg in named]


def _shown_arguments(call: ast.Call) -> Iterator[ast.Constant]:
    """Literal English where readers see it: the texts of links and anchors, and the titles of documents."""
    if isinstance(call.func, ast.Name) and call.func.id in ("Link", "Anchor", "Fact", "Column", "Document"):
        for arg in (*call.args[:1], *(keyword.value for keyword in call.keywords if keyword.arg == "title")):
            if isinstance(arg, ast.Constant) and isinstance(arg.value, str) and _LETTERS.search(arg.value):
                yield arg
