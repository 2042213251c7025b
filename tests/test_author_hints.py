"""Sites for readers only: pages say what is so, and not what an author would write."""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING

import pytest

from builds import Html, broken_links, build, playbook
from catalogues import PACKAGE, Key, in_python, in_template
from gameplan.wording.catalogues import language_of
from gameplan.wording.speech import hinted_of, speaking

if TYPE_CHECKING:
    from pathlib import Path

FILES = {
    "strategy/goals/bare.md": "---\ntitle: Bare\n---\n",
    "strategy/kpis/visits.md": "---\ntitle: Visits\n---\n",
    "strategy/messages/plain.md": "---\ntitle: Plain\n---\n",
    "strategy/journeys/way.md": "---\ntitle: Way\n---\n",
    "strategy/journeys/staged.md": "---\ntitle: Staged\nstages: [{id: try, title: Tries}]\n---\n",
    "strategy/channels/blog.md": "---\ntitle: Blog\n---\n",
    "strategy/audiences/all.md": "---\ntitle: All\n---\n",
    "strategy/personas/one.md": "---\ntitle: One\naudience: all\n---\n",
    "strategy/reviews/last.md": "---\ntitle: Last\n---\n",
    "plan/lonely.md": "---\ntitle: Lonely\nstart: 2026-12-01\n---\n",
    "plan/dayless.md": "---\ntitle: Dayless\ngoals: [grow]\n---\n",
    "plan/quiet.md": "---\ntitle: Quiet\ngoals: [grow]\nstart: 2026-12-25\n---\n",
    "strategy/policies/rest.md": "---\ntitle: Rest\nblackouts:\n  - {start: 2026-12-24, end: 2026-12-31, reason: Closed}\n---\n",
}
FACTS = (
    "Nothing measures this goal",
    "No reading yet",
    "It names nobody",
    "This entry cites no goal",
    "This review names no period",
    "nobody yet",
    "no day yet",
    "Planned in these days all the same",
    "Nobody has written it yet",
)


def _texts(root: Path, **options: object) -> dict[str, str]:
    options |= {"fail_on": "never"}
    return {
        path: Html(data).text
        for path, data in build(playbook(root, FILES, options=options)).items()
        if path.endswith(".html")
    }


def test_readers_get_facts_and_no_hints(tmp_path: Path) -> None:
    """Without author hints every fact stays, and no page says what to write, names a field, or leads to what there is to fix."""
    full, bare = _texts(tmp_path / "full"), _texts(tmp_path / "bare", author_hints=False)
    assert full.keys() - bare.keys() == {"problems/index.html"}
    for fact in FACTS:
        assert any(fact in text for text in full.values()), fact
        assert {path for path, text in full.items() if fact in text} - {"problems/index.html"} == {
            path for path, text in bare.items() if fact in text
        }
    said = re.compile(
        r"\b([Ww]rite (it|one|a|the|what|whom|its|\w+:)|move it|make an exception|belongs in it"
        r"|Name (a|an|one|the)|under (goals|kpis|proof|audiences)|thing(s)? to fix"
        r"|Plan an entry|plan an entry|Accept this gap|accepted_gaps)\b"
    )
    assert sum(len(said.findall(text)) for text in full.values()) > 10
    assert not {path: found for path, text in bare.items() if (found := said.findall(text))}
    assert not re.search(r"What is still missing|Begin here", bare["index.html"])


def test_no_way_leads_to_what_is_left_out(tmp_path: Path) -> None:
    """Of an empty playbook too, every link leads somewhere."""
    site = build(playbook(tmp_path, {}, options={"author_hints": False, "fail_on": "never"}))
    assert not list(broken_links(site))
    assert "strategy/index.md" not in Html(site["index.html"]).text


def _hinted() -> list[str]:
    """Every text with a hint."""
    found: set[Key] = set()
    for path in PACKAGE.rglob("*.py"):
        found.update(in_python(path.read_text("utf-8"), {"hinted"}))
    for path in (PACKAGE / "publish" / "templates").glob("*.html"):
        found.update(in_template(path.read_text("utf-8"), {"hinted"}))
    return sorted(key.text for key in found)


@pytest.mark.parametrize("tag", ["en", "de", "fr"])
def test_every_hint_can_be_left_out(tag: str) -> None:
    """In each language a text with a hint begins with its fact, one sentence that names no field, and the same things as in English."""
    texts = _hinted()
    assert len(texts) >= 18
    language = language_of(tag)
    for text in texts:
        with speaking(language):
            whole = hinted_of(text)
        with speaking(language.without_hints()):
            fact = hinted_of(text)
        assert fact != whole, "there is no hint after the fact"
        assert whole.startswith(fact.removesuffix("."))
        assert fact.endswith(".") == fact[0].isupper()
        with speaking(language_of("en").without_hints()):
            english = _gaps(hinted_of(text))
        assert _gaps(fact) == english <= {"title", "name", "audience"}


def _gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def test_an_author_s_text_about_problems_stays(tmp_path: Path) -> None:
    """Where there is no page of what there is to fix, the text that would open it is a page like others."""
    for hints in (True, False):
        files = {"strategy/problems.md": "---\ntitle: Problems\n---\nOurs.\n"}
        site = build(playbook(tmp_path / str(hints), files, options={"author_hints": hints, "fail_on": "never"}))
        text = Html(site["problems/index.html"]).text
        assert "Ours." in text
        assert ("What the check found" in text) == hints
        assert not list(broken_links(site))
