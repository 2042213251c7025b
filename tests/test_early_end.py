"""Front matter that ends too early: an error, and nothing of the page is published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builds import build, playbook
from gameplan.read.front_matter import Unreadable, split

if TYPE_CHECKING:
    from pathlib import Path

FRONT = "---\ntitle: zqx\nstart: 2026-12-01\ngoals: [grow]\n---\n"
STRAYED = {
    "a fence too many": f"{FRONT}visibility: internal\n---\nText.\n",
    "blank lines": f"{FRONT}\n\n  \nvisibility: internal\n\n---\nText.\n",
    "no second fence": f"{FRONT}visibility: draft\n\nText.\n",
    "nothing between the first two": "---\n---\nvisibility: internal\n---\nText.\n",
    "dots": "---\ntitle: zqx\n...\nvisibility: internal\n...\nText.\n",
    "two front matters": f"{FRONT}\n---\nsummary: x\nvisibility: internal\n---\nText.\n",
    "other keys before": f"{FRONT}x_mine: 1\nvisibility: internal\n---\nText.\n",
    "a key of ours": f"{FRONT}owner: ana\n---\nText.\n",
    "a date": f"{FRONT}date: 2026-12-01\n---\nText.\n",
    "lists and comments": f"{FRONT}tags:\n  - a\n- b\n# a comment\nowner: ana\n---\nText.\n",
    "capitals": f"{FRONT}Visibility: Internal\n---\nText.\n",
    "several in capitals": f"{FRONT}Owner: Ana\nAgreed: yes\n---\nText.\n",
    "quotes": f'{FRONT}"visibility": "internal"\n---\nText.\n',
    "a wide colon": f"{FRONT}visibility\uff1a internal\n---\nText.\n",
    "another dash": f"{FRONT}visibility: internal\n———\nText.\n",
    "no front matter at all": "x_mine: 1\nvisibility: internal\n---\nText.\n",
}
TEXTS = {
    "a heading": "Summary: what we do\n---\nText.\n",
    "a heading with another word": "note: what we do\n---\n",
    "a heading of two lines": "Note: what we do\nand why\n---\n",
    "a rule below a paragraph": "owner: Ana said it.\n\nText.\n\n---\n",
    "a rule first": "---\nText.\n---\n",
    "several of other words": "When: noon\nWhere: here\n---\n",
    "words of meetings with a gap": "Owner: Ana\n\nDecided: yes\n\n---\n",
    "visibility as a word": "Visibility: how well we are seen.\n\nText.\n",
    "a sentence of it": "visibility: internal teams see it all.\n",
    "code": "```yaml\n---\nvisibility: internal\n---\n```\n",
    "later in the text": "Text.\n\n---\nvisibility: internal\n---\n",
    "a table": "| owner: a |\n|---|\n",
    "nothing": "",
}


@pytest.mark.parametrize("name", STRAYED)
def test_keys_below_the_front_matter(name: str) -> None:
    """The finding stands at the key, and the hint says which line to delete."""
    text = STRAYED[name]
    with pytest.raises(Unreadable) as refused:
        split(text)
    unreadable = refused.value
    assert "the front matter ends before" in unreadable.message
    row = text.split("\n")[unreadable.span.line - 1]
    assert ":" in row or "\uff1a" in row
    if not text.startswith("x_mine"):
        gone = int(unreadable.hint.removeprefix("delete line ").partition(",")[0])
        assert text.split("\n")[gone - 1] in ("---", "...")


@pytest.mark.parametrize("name", TEXTS)
def test_texts_that_look_a_little_like_it(name: str) -> None:
    """Headings, rules and lists stay what they are."""
    assert split(FRONT + TEXTS[name]).body == TEXTS[name]


def test_nothing_of_it_is_published(tmp_path: Path) -> None:
    """Whatever `fail_on` says, a page whose `visibility` is text is nowhere."""
    files: dict[str, str | bytes] = {f"plan/zqx-{number}.md": text for number, text in enumerate(STRAYED.values())}
    site = build(playbook(tmp_path, files, options={"fail_on": "never"}))
    assert [path for path, data in site.items() if "zqx" in path or b"zqx" in data] == []
