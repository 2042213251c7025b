"""The table of who signs off what, on the list of policies: what is asked for, how much of the plan has it, and what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builds import Html, build, context_at, leads, playbook
from gameplan.analysis.sign_offs import sign_offs
from gameplan.publish.views.overview.sign_offs import sign_off_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

PEOPLE = {f"strategy/people/{name}.md": f"---\ntitle: {name.capitalize()}\n---\n" for name in ("ana", "ben", "cem")}


def entry(name: str, *rows: str) -> dict[str, str]:
    """An entry ahead."""
    said = "".join(f"{row}\n" for row in rows)
    return {f"plan/{name}.md": f"---\ntitle: {name.capitalize()}\ngoals: [grow]\nstart: 2026-12-05\n{said}---\nSo.\n"}


FILES: Mapping[str, str | bytes] = {
    **PEOPLE,
    "strategy/policies/articles.md": "---\ntitle: Two pairs of eyes\napplies_to: [article]\napprovers: [ana, ben]\n---\n",
    "strategy/policies/all.md": "---\ntitle: The board\napprovers: [cem, Dora]\nfour_eyes: false\n---\n",
    "strategy/policies/quiet.md": "---\ntitle: Quiet\nblackouts: [{start: 2026-12-24}]\n---\n",
    "strategy/formats/webinar.md": "---\ntitle: Webinar\ntype: webinar\napprovers: [ben]\n---\n",
    **entry("first", "type: article", "owner: ana", "approved_by: [ana]", "status: approved"),
    **entry("second", "type: article", "owner: ana", "approved_by: [ben, cem]", "status: approved"),
    **entry("third", "type: article", "status: planned"),
    **entry("talk", "type: webinar", "status: scheduled", "approved_by: [dora]"),
    **entry("dropped", "type: article", "status: cancelled"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A playbook with two policies and a format that ask for a sign-off."""
    return playbook(tmp_path, FILES, options={"fail_on": "never"})


def test_what_is_asked(root: Path) -> None:
    """By each policy and format: what is ahead, what of it has a sign-off that counts, and what is scheduled without."""
    context = context_at(root)
    found = {
        each.gate.policy.id: tuple(
            [sorted(page.id for page in group) for group in (each.ahead, each.signed, each.missing)]
        )
        for each in sign_offs(context.playbook, context.analysis.ahead)
    }
    assert found == {
        # Ana owns the first one, and nobody signs off their own work.
        "articles": (["first", "second", "third"], ["second"], ["first"]),
        # Dora has no page, and is known by her name however it is written.
        "all": (["first", "launch", "second", "talk", "third"], ["second", "talk"], ["first"]),
        "webinar": (["talk"], [], ["talk"]),
    }


def test_on_the_list_of_policies(root: Path) -> None:
    """With the way to each policy, person and entry; nothing of it where nothing asks for a sign-off."""
    site = build(root)
    page = Html(site["policies/index.html"])
    assert "Who signs off what" in page.text
    assert "Still missing First" in page.text
    assert "Two pairs of eyes Article Signed off by Ana , Ben Own work counts No Ahead 3 Signed off 1" in page.text
    assert "The board the plan Signed off by Cem , Dora Own work counts Yes Ahead 5 Signed off 2" in page.text
    assert {"policies/articles/", "people/ana/", "plan/first/", "formats/webinar/"} <= set(leads(site, "policies/"))
    plain = {
        path: text
        for path, text in FILES.items()
        if "articles" not in path and "all" not in path and "formats" not in path
    }
    assert (
        b"Who signs off what"
        not in build(playbook(root / "plain", plain, options={"fail_on": "never"}))["policies/index.html"]
    )


def test_who_may_not_know(tmp_path: Path) -> None:
    """A projection that hides who signed off says nothing of it; one that hides who may, has no such policy."""
    for hides in ({"entry": ["approved_by"]}, {"policy": ["approvers"], "format": ["approvers"]}):
        options = {"fail_on": "never", "projections": {"public": {"hides": hides}}}
        root = playbook(tmp_path / next(iter(hides)), FILES, options=options)
        assert sign_off_table(context_at(root)).lines == ()
