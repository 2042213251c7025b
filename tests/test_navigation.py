"""The order of a site's navigation, as values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from builds import context_at, playbook
from gameplan.publish.document import Document
from gameplan.publish.pages.navigation import navigation

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from gameplan.publish.document import NavItem

OURS = (
    "index.md",
    "goals/index.md",
    "calendar/index.md",
    "coverage/index.md",
    "whats-new/index.md",
    "subscribe/index.md",
)


def outline(items: Iterable[NavItem]) -> list[object]:
    """What stands in a navigation: pages by their uri, headings with what is below them."""
    return [(item.title, outline(item.children)) if item.children else item.uri for item in items]


def navigated(root: Path, *uris: str) -> list[object]:
    """The navigation of a site that has some pages besides ours."""
    documents = [Document(uri=uri, title=uri) for uri in (*uris, *OURS)]
    documents.append(Document(uri="goals/grow.md", title="Grow", section="goals/index.md"))
    return outline(navigation(context_at(playbook(root, {})), documents))


def test_what_a_site_has_in_which_order(tmp_path: Path) -> None:
    """Home, the strategy, the plan, what it covers, what is new, and how to subscribe; indexes stand for what they list."""
    assert navigated(tmp_path, "about.md") == [
        "index.md",
        ("Strategy", ["goals/index.md", "about.md"]),
        ("Plan", ["calendar/index.md"]),
        "coverage/index.md",
        "whats-new/index.md",
        "subscribe/index.md",
    ]


def test_folders_of_pages(tmp_path: Path) -> None:
    """Each has a heading: as people read it, unless somebody wrote capitals; its index comes first, then its pages by name."""
    found = navigated(
        tmp_path,
        *("how-we-work/zeal.md", "how-we-work/README.md", "how-we-work/ads.md"),
        *("FAQ/zebras.md", "FAQ/index.md", "FAQ/apes.md", "FAQ/IT_help/mail.md"),
    )
    assert found[4:6] == [
        ("FAQ", ["FAQ/index.md", "FAQ/apes.md", "FAQ/zebras.md", ("IT help", ["FAQ/IT_help/mail.md"])]),
        ("How we work", ["how-we-work/README.md", "how-we-work/ads.md", "how-we-work/zeal.md"]),
    ]
