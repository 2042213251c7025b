"""Pages of policies: what they apply to, which entries they concern, and what falls into their quiet days."""

from __future__ import annotations

from typing import TYPE_CHECKING

from strategy_pages import Pages, entry, links, page, styled, text, titles

if TYPE_CHECKING:
    from pathlib import Path


def test_what_a_policy_applies_to(tmp_path: Path) -> None:
    """Types, kinds and pages are links; what is none of these is pointed out; the entries ahead are those that it concerns."""
    pages = Pages(
        tmp_path,
        {
            "strategy/channels/blog.md": page("", "Blog"),
            "strategy/audiences/fay.md": page("", "Fay"),
            "strategy/policies/rule.md": page(
                "applies_to: [Articles, Channel:Blog, audiences, paid, carrier pigeons]", "Rule"
            ),
            "plan/type.md": entry("start: 2026-12-01\ntype: article", "By type"),
            "plan/page.md": entry("start: 2026-12-02\nchannels: [blog]", "By page"),
            "plan/kind.md": entry("start: 2026-12-03\naudiences: [fay]", "By kind"),
            "strategy/channels/ads.md": page("medium: paid", "Adverts"),
            "plan/medium.md": entry("start: 2026-12-04\nchannels: [ads]", "By medium"),
            "plan/none.md": entry("start: 2026-12-04\ntype: video", "Not at all"),
        },
    )
    part = pages.part("policies/rule", "applies")
    assert [text(link) for link in part.iter("a")] == ["Article", "Blog", "Audiences", "Paid"]
    assert links(part) == ["../../calendar/list/", "../../channels/blog/", "../../audiences/", "../../channels/"]
    assert "Not found in this playbook: carrier pigeons." in text(part)
    assert titles(pages.part("policies/rule", "when")) == ["By type", "By page", "By kind", "By medium"]


def test_a_policy_for_everything(tmp_path: Path) -> None:
    """Where a policy names nothing, or the plan itself, it applies to every entry, and doesn't list them all."""
    for number, front in enumerate(("", "applies_to: [plan]", "applies_to: all")):
        pages = Pages(
            tmp_path / str(number),
            {"strategy/policies/rule.md": page(front, "Rule"), "plan/a.md": entry("start: 2026-12-01")},
        )
        assert "Every entry of the plan." in pages.said("policies/rule", "applies")
        assert titles(pages.part("policies/rule", "when")) == []
        assert not styled(pages.part("policies/rule", "when"), "gp-empty")


def test_quiet_days(tmp_path: Path) -> None:
    """What is on in quiet days stands there as a warning: all that touches them and isn't over; times gone by are folded."""
    quiet = (
        "blackouts: [{start: 2026-12-24, end: 2027-01-02, reason: Closed}, {start: 2026-10-05}, {start: 2027-05-01}]"
    )
    pages = Pages(
        tmp_path,
        {
            "strategy/policies/rule.md": page(quiet, "Rule"),
            "plan/in.md": entry("start: 2026-12-28", "Inside"),
            "plan/through.md": entry("start: 2026-12-01\nend: 2027-01-20", "Through"),
            "plan/gone.md": entry("start: 2026-12-29\nstatus: cancelled", "Gone"),
            "plan/beside.md": entry("start: 2027-01-03", "Beside"),
        },
    )
    part = pages.part("policies/rule", "quiet")
    assert [text(found) for found in part.iter("h3")] == [
        "24 Dec 2026 – 2 Jan 2027 2 entries in them",
        "Sat 1 May 2027 0 entries in them",
        "Mon 5 Oct 2026 0 entries in them",
    ]
    assert titles(part) == ["Through", "Inside"]
    assert "Closed" in text(part)
    assert [text(found) for found in part.iter("summary")] == ["1 earlier time"]
    assert "No conflicts in these days" in text(part)
