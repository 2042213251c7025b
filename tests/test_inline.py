"""The step of Python-Markdown that looks only for patterns whose signs a text has: it makes the same of every text."""

from __future__ import annotations

import re

import markdown
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gameplan.mkdocs_plugin.inline import look_for_signs, signs_of

EXTENSIONS = [
    "toc",
    "tables",
    "fenced_code",
    "footnotes",
    "abbr",
    "attr_list",
    "md_in_html",
    "smarty",
    "wikilinks",
    "legacy_em",
]
PIECES = st.sampled_from(
    ["*", "**", "_", "__", "`", "``", "[", "]", "(", ")", "![", "<", ">", "&amp;", "&", "\\", "  \n", "\n", "\n\n", "<b>", "</b>",
     "http://a.example", "<http://a.example>", "<a@b.example>", "[a]: b.md", "[[a]]", "[^1]", "[^1]: x", "a", "b c", "# ", "- ", "    ",
     "'", '"', "--", "...", "{: #x }", "|", "é", "\x02", "\x03", "klzzwxh:0001"]
)  # fmt: skip


def _converter(*, quick: bool, extensions: list[str]) -> markdown.Markdown:
    md = markdown.Markdown(extensions=extensions)
    if quick:
        look_for_signs(md)
        assert type(md.treeprocessors["inline"]).__name__ == "_Signs"
    return md


@pytest.mark.parametrize("extensions", [[], ["toc", "tables", "fenced_code"], EXTENSIONS])
def test_same_html(extensions: list[str]) -> None:
    """Whatever a text is made of."""
    long, quick = (_converter(quick=each, extensions=extensions) for each in (False, True))

    @given(st.lists(PIECES, max_size=14).map("".join))
    def check(text: str) -> None:
        assert quick.reset().convert(text) == long.reset().convert(text)

    check()


@pytest.mark.parametrize(
    ("pattern", "signs"),
    [
        (r"\[", ("[",)),
        (r"\!\[", ("![",)),
        (r"  \n", ("  \n",)),
        (r"\*|_", ("*", "_")),
        (r"[*_]x", ("*", "_")),
        (r"(<[a-z]+>)", ("<",)),
        (r"(?:ab)+", ("ab",)),
        (r"(?:ab)*", ()),
        (r"(?:ab)?c", ("c",)),
        (r"[^x]", ()),
        (r"(?i)abc", ()),
        (r"(?i:abc)-", ("-",)),
        (r"a|", ()),
        (r"(?=<)x", ("x",)),
        (r"(?!<)", ()),
        (r"(a)\1", ("a",)),
        (r"(?>ab)", ("ab",)),
    ],
)
def test_signs(pattern: str, signs: tuple[str, ...]) -> None:
    """What each match holds is told from a pattern, and nothing else."""
    if "(?>" in pattern and not hasattr(re, "NOFLAG"):
        pytest.skip("this version of Python has no atomic groups")
    assert signs_of(re.compile(pattern)) == signs


@pytest.mark.parametrize("name", sorted(getattr(markdown.Markdown(extensions=EXTENSIONS).inlinePatterns, "_data")))  # noqa: B009 - the types don't know it
def test_signs_of_matches(name: str) -> None:
    """Each match of a pattern of Python-Markdown holds one of its signs."""
    pattern = markdown.Markdown(extensions=EXTENSIONS).inlinePatterns[name].getCompiledRegExp()
    signs = signs_of(pattern)
    if not signs:
        return

    @given(st.from_regex(pattern))
    def check(text: str) -> None:
        assert any(sign in text for sign in signs)

    check()


def test_other_step() -> None:
    """A step that an extension put in the place of Python-Markdown's stays."""
    md = markdown.Markdown()

    class Other(markdown.treeprocessors.InlineProcessor):
        pass

    other = Other(md)
    md.treeprocessors.register(other, "inline", 20)
    look_for_signs(md)
    assert md.treeprocessors["inline"] is other
