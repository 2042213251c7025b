"""The fast ways through a body find what markdown-it finds, or give up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gameplan.read.body import read_body, read_full
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


@settings(max_examples=2_000, deadline=None)
@given(st.lists(_PIECES, max_size=14).map("".join), st.integers(1, 400))
def test_the_fast_ways_agree_with_the_full_parser(text: str, line: int) -> None:
    """Links, mentions and outline are those of markdown-it, wherever a fast way answers at all."""
    full = read_full(text, line)
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
