"""The brief: what a writer needs of the strategy, composed for each entry and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from builds import context_at, playbook
from test_entry_page import entry, frame

if TYPE_CHECKING:
    from pathlib import Path

STRATEGY = {
    "strategy/audiences/fay.md": (
        "---\ntitle: Founder Fay\nsegment: Small firms\nneeds: [n1, n2, n3, n4, n5]\nchallenges: [No time]\n---\n"
    ),
    "strategy/audiences/bo.md": "---\ntitle: Bookkeeper Bo\n---\nKeeps the books of ten firms.\n",
    "strategy/journeys/buying.md": (
        "---\ntitle: Buying\naudiences: [fay]\nstages:\n"
        "  - {id: buy, title: Buys, question: Can I trust it?, needs: [{type: email, channel: letter}, {type: page, channel: vault}]}\n"
        "---\n"
    ),
    "strategy/messages/calm.md": "---\ntitle: Calm\n---\nYou close your books by Friday. More below.\n\n## Say\n\nMuch.\n",
    "strategy/messages/voice.md": "---\ntitle: Our voice\naudiences: [fay]\n---\nLike a colleague.\n",
    "strategy/channels/letter.md": (
        "---\ntitle: The letter\nmedium: owned\nurl: https://example.org/letter\n"
        "commitments: [{at_least: 2, of: email, every: month}]\n---\nOne subject, one link.\n"
    ),
    "strategy/channels/vault.md": "---\ntitle: VAULT\nvisibility: internal\n---\n",
    "strategy/kpis/replies.md": (
        "---\ntitle: Replies\nunit: replies\ntarget: {value: 40, on: 2027-03-31}\ngoals: [grow]\n---\n"
    ),
    "strategy/policies/words.md": "---\ntitle: Plain words\napplies_to: [email]\n---\nA tired person can read it.\n",
    "strategy/policies/sign.md": "---\ntitle: Sign-off\napplies_to: [letter]\napprovers: [mia]\n---\n",
    "strategy/policies/paid.md": "---\ntitle: Adverts\napplies_to: [paid]\n---\n",
    "strategy/policies/all.md": "---\ntitle: For all\n---\n",
    "strategy/people/mia.md": "---\ntitle: Mia\n---\n",
}
CITES = "type: email\naudiences: [fay]\nstage: buying/buy\nmessages: [calm]\nchannels: [letter]\n"


def brief(root: Path, front: str, files: dict[str, str] | None = None) -> str:
    """What an entry's page says below its text."""
    return frame(context_at(playbook(root, {**STRATEGY, "plan/launch.md": entry(front), **(files or {})})))[1].text


def test_everything_a_writer_needs(tmp_path: Path) -> None:
    """Reader, question, message, voice, channel, KPI and rules, each in a few lines, in this order."""
    text = brief(tmp_path, CITES)
    said = (
        "Reader Founder Fay Small firms Needs n1 n2 n3 n4 and 1 more Struggles with No time",
        "Their question Buys Can I trust it? It needs email on The letter page",
        "Message Calm You close your books by Friday.",
        "How we speak Our voice Like a colleague.",
        "Channel The letter owned · example.org/letter · at least 2 emails every month One subject, one link.",
        "What it should move Replies Up to 40 replies by 31 Mar 2027",
        "Rules For all Sign-off Approved by Mia Plain words A tired person can read it.",
    )
    assert " ".join(said) in text
    assert "Much" not in text, "the text of other pages stays on theirs"
    assert "vault" not in text.casefold()


@pytest.mark.parametrize(
    ("front", "rules"),
    [
        ("type: article\n", {"For all"}),
        ("type: email\n", {"For all", "Plain words"}),
        ("type: article\nchannels: [letter]\n", {"For all", "Sign-off"}),
        ("type: article\nchannels: [ads]\n", {"For all", "Adverts"}),
    ],
)
def test_rules_apply_by_type_and_channel(tmp_path: Path, front: str, rules: set[str]) -> None:
    """A policy applies to a type, to a channel by its id or its medium, or to everything where it names nothing."""
    text = brief(tmp_path, front, {"strategy/channels/ads.md": "---\ntitle: Ads\nmedium: paid\n---\n"})
    assert {name for name in ("For all", "Plain words", "Sign-off", "Adverts") if name in text} == rules


def test_the_voice_is_that_for_the_audience(tmp_path: Path) -> None:
    """How we speak is shown for the audiences that it names, and once where the entry names it itself."""
    assert "Our voice" not in brief(tmp_path / "bo", "audiences: [bo]\n")
    assert brief(tmp_path / "fay", "audiences: [fay]\n").count("Our voice") == 1
    assert brief(tmp_path / "own", "audiences: [fay]\nmessages: [voice]\n").count("Our voice") == 1


def test_an_audience_without_fields_has_its_first_sentence(tmp_path: Path) -> None:
    """Where front matter says nothing of a reader, the page's first sentence does."""
    assert "Reader Bookkeeper Bo Keeps the books of ten firms." in brief(tmp_path, "audiences: [bo]\n")


def test_kinds_of_the_team_s_own(tmp_path: Path) -> None:
    """A kind that the team made up is in the brief by its own name."""
    root = playbook(
        tmp_path,
        {
            "strategy/partners/ada.md": "---\ntitle: Ada Ltd\n---\nSells with us.\n",
            "plan/launch.md": entry("partners: [ada]\n"),
        },
        options={"kinds": {"partner": {"icon": "handshake"}}},
    )
    assert "Partner Ada Ltd Sells with us." in frame(context_at(root))[1].text


def test_hidden_pages_are_in_no_brief(tmp_path: Path) -> None:
    """What the public may not see isn't hinted at, by whatever it is cited."""
    hidden = "visibility: internal\n"
    files = {
        "strategy/policies/all.md": f"---\ntitle: HIDDEN\n{hidden}blackouts: [{{start: 2026-12-01}}]\n---\n",
        "strategy/messages/voice.md": f"---\ntitle: HIDDEN\n{hidden}---\n",
        "strategy/messages/calm.md": f"---\ntitle: HIDDEN\n{hidden}---\n",
        "strategy/audiences/fay.md": f"---\ntitle: HIDDEN\n{hidden}---\n",
        "strategy/kpis/replies.md": f"---\ntitle: HIDDEN\ngoals: [grow]\n{hidden}---\n",
        "plan/before.md": entry(hidden, title="HIDDEN", start="2026-11-24"),
        "plan/needs.md": entry(f"depends_on: [launch]\ncampaign: launch\n{hidden}", title="HIDDEN"),
    }
    context = context_at(
        playbook(tmp_path, {**STRATEGY, **files, "plan/launch.md": entry(f"{CITES}depends_on: [before]\n")})
    )
    assert not [html for html in frame(context) if "HIDDEN" in html.text]


def test_nothing_to_say(tmp_path: Path) -> None:
    """An entry that cites nothing of the strategy has no cards, and no link to them."""
    root = playbook(tmp_path, {"plan/launch.md": "---\ntitle: Launch\n---\nText.\n"})
    head, tail = frame(context_at(root))
    assert "From the strategy" not in tail.text
    assert "#strategy" not in head.hrefs()
