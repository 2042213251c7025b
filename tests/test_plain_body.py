"""The fast ways through a body find what markdown-it finds, or give up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gameplan.model.body import Body
from gameplan.read.body import read_body, read_full, read_links, read_outline, top_headings
from gameplan.read.plain_body import plain_links, plain_outline

_PIECES = st.sampled_from(
    [
        *(
            "a",
            "b c. ",
            "é",
            "😀",
            "\n",
            "\n\n",
            "\n- ",
            "\n* ",
            "\n1. ",
            "\n# ",
            "\n## ",
            "- [ ] ",
            "- [x] ",
            "    ",
            "\t",
            " ",
            "\u00a0",
        ),
        *(
            "[x](y.md)",
            "[x y](../a/b.md#c)",
            "![i](p.png)",
            "[[goal:x]]",
            "[[a|b]]",
            "[",
            "]",
            "(",
            ")",
            "](",
            "[r]",
            "[r]: u",
            "!",
        ),
        *(
            "`",
            "`c`",
            "\n```\n",
            "```yaml\n",
            "~~~",
            "*",
            "**",
            "_",
            "\\",
            "&amp;",
            "<b>",
            "|",
            ">",
            "=",
            "---",
            "{#id}",
            "+ ",
            "2) ",
        ),
        *("!!! note\n", '=== "T"\n', "\x0b", "::"),
    ]
)


@settings(max_examples=1_000, deadline=None)
@given(st.lists(_PIECES, max_size=14).map("".join), st.integers(1, 400))
def test_the_fast_ways_agree_with_the_full_parser(text: str, line: int) -> None:
    """Links, mentions and outline are those of markdown-it, wherever a fast way answers at all."""
    full = read_full(text, line)
    assert read_links(text, line) == (tuple(full.links), tuple(full.mentions))
    headings = [heading.text for heading in full.headings if heading.level == 1]
    assert next((heading.text for heading in top_headings(Body(text, line, read_outline=read_outline))), "") == next(
        iter(headings), ""
    )
    links, outline = plain_links(text, line), plain_outline(text, line)
    assert links in (None, (tuple(full.links), tuple(full.mentions)))
    assert outline in (None, full.outline)


@pytest.mark.parametrize(
    "text",
    [
        "## Brief\n\nWrite it for [the goal](../strategy/goals/grow.md). Then stop.\n\n- [ ] draft\n- [x] ask [[ben]]\n",
        "One `code` span, one fence:\n\n```yaml\n[no](link.md)\n```\n\nAnd ![a picture](x.png) at the end.\n",
    ],
)
def test_ordinary_bodies_take_the_fast_way(text: str) -> None:
    """What most entries look like needs no parser."""
    assert plain_links(text, 5) is not None
    assert plain_outline(text, 5) is not None


@pytest.mark.parametrize(
    "text",
    [
        "Ask [[ben|him]] and [[goal:grow]] first. Then more.\n",
        "# A *heading* {#its-id}\n\n## Closed ##\n\n## Not closed#\n\nText\n",
        "- one\nand its rest\n\nThe first sentence.\n",
        "- [ ] a task\n\n- [x] another, done\n\n[ ] no task\n",
        "# A\nText right below.\n- an item\n\nMore.\n",
        "Text\n===\n\n> Quoted\n\nPlain.\n",
        "```\n[a](b.md)\n```\u00a0\n[c](d.md)\n```\n\n[e](f.md)\n",
        "```\n[a](b.md)\n```  \nAfter it, [c](d.md).\n",
        "See [a][b], [c]: d\n\n[b]: e.md\n",
        "With `code [a](b.md)` and `more` of it, [c](d.md).\n",
        "With `code` twice, `as here`, in one sentence. The second.\n",
        "# Only a heading\n",
        "See [b] there.\n\n[b]: e.md\n",
        "- [ ] a {#x}\n",
        "- [x]  \n- a [ ] b\n",
        "```\na\n```\u00a0\n# b\n",
        "Ask [[ben]] first. Then more.\n",
        "",
        "![p](q.png) [r](s.md)\n",
        '=== "One"\n\n    [a](b.md)\n\n[c](d.md)\n',
    ],
)
def test_both_ways_agree(text: str) -> None:
    """What random texts hit now and then, always."""
    full = read_full(text, 3)
    links, outline = plain_links(text, 3), plain_outline(text, 3)
    assert links in (None, (tuple(full.links), tuple(full.mentions)))
    assert outline in (None, full.outline)


def test_the_outline_of_a_rich_body() -> None:
    """Headings, tasks and excerpt, through the full parser: tasks only in lists, the excerpt only from a paragraph of its own."""
    text = "# One **bold** {#id}\n\n> Quoted.\n\n- [ ] Do *it*\n- [x] Done\n- plain\n\n[ ] no task. Second.\n\nThird.\n"
    outline = read_full(text, 3).outline
    assert [(heading.level, heading.text, heading.line) for heading in outline.headings] == [(1, "One bold", 3)]
    assert [(task.text, task.done, task.line) for task in outline.tasks] == [("Do it", False, 7), ("Done", True, 8)]
    assert outline.excerpt == "[ ] no task. Second."
    assert read_full("# A\n", 1).outline.excerpt == ""


def test_links_of_a_rich_body() -> None:
    """Their lines, over soft and hard breaks, and which of them are images."""
    found = read_full("<b>A</b> text\nof rows\\\nwith [one](a.md)\nand [[two|words]] and ![three](c.png)\n", 3)
    assert [(link.href, link.line, link.image) for link in found.links] == [("a.md", 5, False), ("c.png", 6, True)]
    assert [(mention.target, mention.label, mention.line) for mention in found.mentions] == [("two", "words", 6)]
    assert found.outline.excerpt == "A text of rows with one and [[two|words]] and three"


@pytest.mark.parametrize("text", ["[](\x0f)", "[[a]] \x01", "# A\x7f"])
def test_control_characters_need_the_full_parser(text: str) -> None:
    """Older versions may hold what is refused today."""
    assert plain_links(text, 5) is None
    assert plain_outline(text, 5) is None


def test_a_body_says_the_same_by_either_way() -> None:
    """`read_body` gives lines of the file, whichever way it takes."""
    plain = "First sentence here, long enough. Second.\n\nSee [one](a.md) and [[b]].\n"
    rich = plain + "\n<b>html</b>\n"
    for text in (plain, rich):
        body = read_body(text, 7)
        assert [link.line for link in body.links] == [9]
        assert [(mention.target, mention.line) for mention in body.mentions] == [("b", 9)]
        assert body.excerpt == "First sentence here, long enough."
