"""Pages of audiences, journeys and messages: who they are, what they ask at each stage, and what is there for them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from gameplan.publish.gaps import gaps_of
from strategy_pages import GITHUB, Pages, entry, links, page, styled, text, titles

if TYPE_CHECKING:
    from pathlib import Path

STAGES = """\
stages:
  - {id: ask, title: Asks, question: What is it?, promise: A straight answer, needs: [{type: article, channel: blog}]}
  - {id: buy, title: Buys, needs: [{type: email}, {channel: nowhere}]}
"""
PLAYBOOK = {
    "strategy/audiences/fay.md": page("segment: Small firms\nneeds: [Time]\nchallenges: [Money]", "Fay"),
    "strategy/audiences/bo.md": page("", "Bo"),
    "strategy/channels/blog.md": page("", "Blog"),
    "strategy/journeys/way.md": page(f"audiences: [fay]\n{STAGES}", "The way"),
    "plan/a.md": entry(
        "start: 2026-12-01\ntype: article\naudiences: [fay]\nstage: way/ask\nchannels: [blog]", "Answer"
    ),
    "plan/b.md": entry("start: 2026-12-02\naudiences: [fay]", "Elsewhere"),
}


def table(pages: Pages, name: str = "journeys/way") -> list[list[str]]:
    """The rows of a journey's table."""
    [found] = styled(pages.tree(name), "gp-journey")
    return [[text(cell) for cell in row if cell.tag in ("th", "td")] for row in found.iter("tr")]


def test_a_journey_is_a_table(tmp_path: Path) -> None:
    """A column for each stage; what they ask, what we promise, what it needs, where it is said; then a row for each audience."""
    pages = Pages(tmp_path, PLAYBOOK)
    rows = table(pages)
    assert rows[0] == ["", "1. Asks", "2. Buys"]
    assert rows[1:4] == [
        ["What they ask", "What is it?", ""],
        ["What we promise", "A straight answer", ""],
        ["What it needs", "Article on Blog 1 ahead", "Email none aheadnowhere none ahead"],
    ]
    assert rows[4:] == [["Where it is said", "Blog", ""], ["Fay", "1 ahead", "Gap at Buys"]]
    [region] = styled(pages.part("journeys/way", "who"), "gp-scroll")
    assert (region.get("tabindex"), region.get("role")) == ("0", "region")
    assert region.get("aria-label") == "The way: stage by stage"
    cells = styled(region, "gp-cell")
    assert [cell.get("href") for cell in cells] == ["../../audiences/fay/#ask", "../../audiences/fay/#buy"]
    assert {"ask", "buy", "who", "when"} <= set(pages.ids("journeys/way"))
    assert titles(pages.part("journeys/way", "when"))[0] == "Answer"


def test_journeys_without_stages_or_audiences(tmp_path: Path) -> None:
    """What is missing is said, with what to write."""
    pages = Pages(tmp_path, {"strategy/journeys/bare.md": page("", "Bare")})
    assert "no stage yet" in pages.said("journeys/bare", "who")
    assert "0 stages" in text(styled(pages.tree("journeys/bare"), "gp-chips")[0])
    assert "at a stage of this journey" in pages.said("journeys/bare", "when")
    pages = Pages(tmp_path / "2", {"strategy/journeys/way.md": page(STAGES, "Way")})
    assert "has no audience yet" in pages.said("journeys/way", "who")
    assert [row[0] for row in table(pages)] == ["", "What they ask", "What we promise", "What it needs"]


def test_an_audience_has_a_card_and_its_stages(tmp_path: Path) -> None:
    """A card, a strip of stages with gaps, then each stage with its question and entries; the rest of the plan comes once."""
    pages = Pages(tmp_path, PLAYBOOK, GITHUB)
    assert pages.said("audiences/fay", "who") == "Small firmsNeedsTimeChallengesMoney"
    [strip] = styled(pages.tree("audiences/fay"), "gp-strip")
    assert [text(cell) for cell in styled(strip, "gp-cell")] == ["1Asks", "GapBuys"]
    assert "What is it?" in pages.said("audiences/fay", "ask")
    assert titles(pages.part("audiences/fay", "ask")) == ["Answer"]
    gap = pages.part("audiences/fay", "buy")
    assert "Nothing is ahead for Fay at this stage" in text(gap)
    new, edit = links(gap)
    assert "\naudiences: [fay]\nstage: way/buy\n" in unquote(new)
    assert edit.endswith("/edit/main/strategy/journeys/way.md")
    assert titles(pages.part("audiences/fay", "when"))[0] == "Elsewhere"
    assert "Answer" not in titles(pages.part("audiences/fay", "when"))
    assert "Write segment, needs or challenges" in pages.said("audiences/bo", "who")


MESSAGE = {
    **PLAYBOOK,
    "strategy/messages/word.md": page("audiences: [bo]\nproof: [A number, A page]", "Word"),
    "plan/a.md": entry("start: 2026-12-01\naudiences: [bo]\nstage: way/ask\nmessages: [word]", "Ahead"),
    "plan/was.md": entry("start: 2026-10-01\nstatus: published\nmessages: [word]", "Was"),
    "plan/late.md": entry("start: 2026-10-02\nmessages: [word]", "Late"),
    "plan/idea.md": entry("start: 2026-12-02\nstatus: idea\nmessages: [word]", "Idea"),
    "plan/often.md": entry(
        "start: 2026-11-04\nstatus: scheduled\nrepeat: FREQ=WEEKLY;COUNT=6\nmessages: [word]", "Often"
    ),
}


def test_a_message_says_what_it_serves_and_how_often_it_is_said(tmp_path: Path) -> None:
    """Proof, goals with counts, audiences, stages, and how often it was used and is to be; each time of a series counts."""
    pages = Pages(tmp_path, MESSAGE)
    assert "A numberA page" in pages.said("messages/word", "proof")
    assert "GrowNot measured4 ahead" in pages.said("messages/word", "why")
    who = pages.said("messages/word", "who")
    assert "Bo 1 ahead" in who
    assert "Asks 1 aheadThe way" in who
    use = pages.said("messages/word", "use")
    assert "It was used 4 times since Sun 23 Aug 2026." in use
    assert "It is planned 4 times up to Sat 20 Feb 2027." in use
    when = pages.part("messages/word", "when")
    assert set(titles(when)) == {"Ahead", "Late", "Idea", "Often", "Was"}


def test_a_message_that_nobody_uses(tmp_path: Path) -> None:
    """Every part of it says what is missing, and what to write."""
    pages = Pages(tmp_path, {"strategy/messages/word.md": page("", "Word")})
    for place, said in (
        ("proof", "under proof"),
        ("why", "under goals"),
        ("who", "under audiences"),
        ("use", "It wasn't used since Sun 23 Aug 2026. It isn't planned"),
        ("when", "No entry ahead names Word. Plan an entry with messages: [word]."),
    ):
        assert said in pages.said("messages/word", place)


CLASHING = ("ask", "why", "when", "who", "stage-why", "stage-when", "mentions", "stages", "way-ask", "__drawer", "ask")
"""Stages called like parts of our pages, like what such a stage is called instead, like a theme's part, and twice the same."""


def test_links_to_stages_lead_to_them(tmp_path: Path) -> None:
    """Whatever stages are called: on the page of a journey, from entries and tables; on that of an audience, from all its journeys."""
    stages = "".join(f"\n  - {{id: {name}, title: Number {number}}}" for number, name in enumerate(CLASHING))
    entries = {
        f"plan/e{n}.md": entry(f"start: 2026-12-01\naudiences: [fay]\nstage: way/{CLASHING[n]}", f"E {n}")
        for n in range(10)
    }
    files = {
        "strategy/audiences/fay.md": page("", "Fay"),
        "strategy/journeys/way.md": page(f"stages:{stages}", "The way"),
        "strategy/journeys/other.md": page(f"stages:{stages}", "Another way"),
        **entries,
    }
    pages = Pages(tmp_path, files)
    for name in ("journeys/way", "journeys/other", "audiences/fay"):
        ids = pages.ids(name)
        assert sorted(set(ids)) == sorted(ids), name
        assert not [each for each in ids if each.startswith("__")], name
    heads = {each.get("id"): text(each) for each in pages.tree("journeys/way").iter("th") if each.get("id")}
    for number in range(10):
        [place] = {
            link.get("href", "").partition("#")[2]
            for link in pages.tree(f"plan/e{number}").iter("a")
            if "/journeys/way/#" in link.get("href", "")
        }
        assert heads[place] == f"{number + 1}. Number {number}"
    sections = {each.get("id"): text(each) for each in pages.tree("audiences/fay").iter("section") if each.get("id")}
    strips = styled(pages.tree("audiences/fay"), "gp-strip")
    assert len(strips) == 2
    for strip in strips:
        for number, link in enumerate(strip.iter("a")):
            assert sections[link.get("href", "")[1:]].startswith(f"Number {number} ")


def test_what_is_live_serves_a_stage(tmp_path: Path) -> None:
    """A published piece that lasts stands where nothing is ahead: in the cells, in the strip, at its stage, and in what a stage needs."""
    done = "status: published\nstart: 2026-03-02\naudiences: [fay]\nchannels: [blog]\nstage: way/"
    files = {
        **PLAYBOOK,
        "plan/guide.md": entry(f"type: article\n{done}buy", "Guide"),
        "plan/older.md": entry(f"type: article\n{done}ask", "Older"),
        "plan/mail.md": entry(f"type: email\n{done}buy", "Letter"),
        "strategy/journeys/way.md": page(f"audiences: [fay]\n{STAGES.replace('email', 'article')}", "The way"),
    }
    pages = Pages(tmp_path, files)
    assert table(pages)[-1] == ["Fay", "1 ahead 1 live", "1 live"]
    assert table(pages)[3] == ["What it needs", "Article on Blog 1 ahead", "Article 1 livenowhere none ahead"]
    [strip] = styled(pages.tree("audiences/fay"), "gp-strip")
    assert [text(cell) for cell in styled(strip, "gp-cell")] == ["1 ahead 1 liveAsks", "1 liveBuys"]
    assert titles(pages.part("audiences/fay", "ask")) == ["Answer", "Older"], "what is ahead comes first"
    assert titles(pages.part("audiences/fay", "buy")) == ["Guide"]
    assert "nothing is missing: this is live" in pages.said("audiences/fay", "buy")
    assert not [gap for gap in gaps_of(pages.context) if gap.kind == "stages"]
