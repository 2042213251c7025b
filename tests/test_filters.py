"""The filter form and the stamp of age, as they are made."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builds import Html, build, build_in_child, committed, context_at, playbook
from gameplan.publish.html.page_age import page_age as draw_page_age
from gameplan.publish.site import build_site
from gameplan.publish.views.filter_form import choices_of
from gameplan.publish.views.page_age import page_age

if TYPE_CHECKING:
    from pathlib import Path

EVIL = '"><script>alert(1)</script>'
FILES = {
    "strategy/channels/blog.md": "---\ntitle: Blog & more\naliases: [\"it's\", 'a\"b']\n---\n",
    "strategy/goals/part.md": "---\ntitle: Part\nparent: grow\n---\n",
    "strategy/kpis/one.md": "---\ntitle: One\n---\n",
    "plan/launch.md": f"---\ntitle: Launch\ngoals: [part]\nstart: 2026-12-01\nowner: '{EVIL}'\nchannels: [blog]\n---\n",
    "plan/hidden.md": "---\ntitle: H\ngoals: [grow]\nstart: 2026-12-01\nowner: zqxhidden\ntype: video\nvisibility: internal\n---\n",
    "strategy/audiences/zqx.md": "---\ntitle: zqxsecret\nvisibility: internal\n---\n",
}


def test_choices_have_an_id_and_a_word(tmp_path: Path) -> None:
    """What addresses say beside what elements say; goal areas and no other goals; nothing of hidden pages; all of it escaped."""
    context = context_at(playbook(tmp_path, FILES))
    found = {facet.name: [(c.value, c.word, c.label) for c in facet.choices] for facet in choices_of(context).facets}
    assert found["channel"] == [("blog", "c1", "Blog & more")]
    assert found["goal"] == [("grow", "g1", "Grow")]
    assert found["owner"] == [(EVIL, f"o:{EVIL}", EVIL)]
    assert "audience" not in found
    assert "type" not in found
    assert ("in-review", "s:in-review", "In review") in found["status"]
    [html] = [d.frame()[0] for d in build_site(context).documents if d.uri == "calendar/2026-12.md"]
    assert "<script" not in html
    assert "zqx" not in html
    options = Html(html.encode()).named("option")
    assert '["it\\u0027s", "a\\"b"]' in [option.attributes.get("data-gp-former") for option in options]
    assert [o.attributes["value"] for o in options].count(EVIL) == 1


def test_lists_have_the_filters_that_their_pages_have(tmp_path: Path) -> None:
    """A kind whose pages say nothing of a facet isn't filtered by it; and an empty list by nothing."""
    root = playbook(tmp_path, {**FILES, "strategy/channels/blog.md": "---\ntitle: Blog\nowner: Jo\n---\n"})
    heads = {document.uri: document.frame()[0] for document in build_site(context_at(root)).documents}
    names = [field.attributes["name"] for field in Html(heads["channels/index.md"].encode()).named("select")]
    assert names == ["owner"]
    assert "Jo" in heads["channels/index.md"]


@pytest.mark.parametrize(("days", "there"), [(0, False), (3, True), (30, True)])
def test_a_stamp_says_what_scripts_need(tmp_path: Path, days: int, there: bool) -> None:  # noqa: FBT001 - a parameter
    """The day, the zone, and after how many days a copy is old; nothing of that where the option says never."""
    root = playbook(tmp_path, {}, options={"stale_after": days})
    committed(root, "2026-11-20T12:00:00Z")
    made = draw_page_age(page_age(context_at(root)))
    assert (f'data-gp-stale="{days}"' in made.notice) is there
    assert 'data-gp-built="2026-11-22" data-gp-zone="Europe/Berlin"' in made.line
    assert len(Html(made.line.encode()).text.partition("from commit ")[2].split()[0]) == 7
    plain = draw_page_age(page_age(context_at(root).having(commit="")))
    assert "commit" not in plain.line


def test_two_builds_are_the_same(tmp_path: Path) -> None:
    """Of one commit, on one day."""
    root = playbook(tmp_path, FILES)
    committed(root, "2026-11-20T12:00:00Z")
    first = {path: data for path, data in build(root).items() if path.endswith(("html", "js", "css"))}
    assert {path: data for path, data in build(root).items() if path in first} == first


def test_a_wrong_number_of_days(tmp_path: Path) -> None:
    """Less than none is refused in one line."""
    built = build_in_child(playbook(tmp_path, {}, options={"stale_after": -1}))
    assert built.code != 0
    assert "stale_after" in built.output
