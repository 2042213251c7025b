"""What worked: results against what could be expected, by type, and the sentences of reviews that name a piece."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builds import MONEY, context_at, playbook
from gameplan.analysis.quotes import quotes
from gameplan.analysis.spread import ENOUGH
from gameplan.analysis.worked import Basis
from gameplan.publish.site import build_site
from gameplan.read.body import read_body

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gameplan.analysis.analysis import Analysis
    from gameplan.analysis.worked import Compared

KPI = "---\ntitle: Trials\nunit: trials\ngoals: [grow]\n{more}---\n"


def entry(result: str, kind: str = "article", more: str = "") -> str:
    """An entry that went out in July and brought something."""
    typed = f"type: {kind}\n" if kind else ""
    return (
        f"---\n{typed}goals: [grow]\nstart: 2026-07-02\nstatus: published\nresults: {{trials: {result}}}\n{more}---\n"
    )


def told(each: Compared) -> tuple[str, object, object, object]:
    """What is said of a piece."""
    return each.piece.entry.id, each.basis, each.expected, each.ahead


def analysed(root: Path, entries: Mapping[str, str], kpi: str = "") -> Analysis:
    """What a plan of some entries amounts to."""
    files = {"strategy/kpis/trials.md": KPI.format(more=kpi)}
    files |= {f"plan/{name}.md": text for name, text in entries.items()}
    return context_at(playbook(root, files, options=MONEY)).analysis


def test_a_result_is_compared_with_three_of_its_like(tmp_path: Path) -> None:
    """With the median of its type from three pieces on, else with that of all from three on; the best share comes first."""
    found = {"a": entry("10"), "b": entry("20"), "c": entry("60"), "d": entry("30", "video"), "e": entry("45", "")}
    [worked] = analysed(tmp_path / "five", found).worked
    assert [told(each) for each in worked.pieces] == [
        ("c", Basis.TYPE, 20, 40),
        ("e", Basis.ALL, 30, 15),
        ("d", Basis.ALL, 30, 0),
        ("b", Basis.TYPE, 20, 0),
        ("a", Basis.TYPE, 20, -10),
    ]
    assert ENOUGH == 3
    [worked] = analysed(tmp_path / "two", {"a": entry("10"), "b": entry("20")}).worked
    assert [(each.piece.entry.id, each.basis, each.expected) for each in worked.pieces] == [
        ("b", None, None),
        ("a", None, None),
    ]


def test_a_share_is_compared_with_the_plan_of_its_day(tmp_path: Path) -> None:
    """With what the KPI was to be then, however many pieces there are; where less is better, less is ahead."""
    line = "baseline: {value: 30, on: 2026-07-02}\ntarget: {value: 10, on: 2026-12-31}\n"
    kpi = f"{line}direction: down\n".replace("unit: trials", "")
    files = {
        "strategy/kpis/trials.md": f"---\ntitle: Trials\nunit: '%'\ngoals: [grow]\n{kpi}---\n",
        **{f"plan/{name}.md": entry(value) for name, value in (("a", "28"), ("b", "31"), ("c", "30"))},
    }
    [worked] = context_at(playbook(tmp_path, files)).analysis.worked
    assert [told(each) for each in worked.pieces] == [
        ("a", Basis.PLAN, 30, 2),
        ("c", Basis.PLAN, 30, 0),
        ("b", Basis.PLAN, 30, -1),
    ]


def test_nothing_can_be_expected_of_nothing(tmp_path: Path) -> None:
    """Where the median is zero, a result is still better or worse, and nothing is divided by it."""
    [worked] = analysed(tmp_path, {"a": entry("0"), "b": entry("0"), "c": entry("7"), "d": entry("-2")}).worked
    assert [each.piece.entry.id for each in worked.pieces] == ["c", "a", "b", "d"]


RESULTS = st.lists(
    st.tuples(st.sampled_from(["article", "video", ""]), st.integers(0, 90), st.integers(0, 50)), min_size=1, max_size=9
)


@given(RESULTS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_types_add_up(tmp_path_factory: pytest.TempPathFactory, results: list[tuple[str, int, int]]) -> None:
    """Every piece is in one type; the types' results, and what they cost, are those of the KPI."""
    entries = {
        f"e{number}": entry(str(value), kind, f"spent: {spent} EUR\n" if spent else "")
        for number, (kind, value, spent) in enumerate(results)
    }
    found = analysed(tmp_path_factory.mktemp("plan"), entries)
    [whole] = found.brought
    parts = [each for of_type in found.brought_by_type for each in of_type.brought]
    pieces = sorted(piece for each in parts for piece in ((p.entry.path, p.result) for p in each.pieces))
    assert pieces == sorted((p.entry.path, p.result) for p in whole.pieces)
    paid = sum(Decimal(value) for _, value, spent in results if spent)
    cost = sum(Decimal(spent) for _, _, spent in results)
    assert whole.cost == (cost / paid if paid > 0 else None)
    for of_type in found.brought_by_type:
        [each] = of_type.brought
        mine = [(value, spent) for kind, value, spent in results if kind == of_type.type]
        brought = sum(Decimal(value) for value, spent in mine if spent)
        assert each.cost == (sum(Decimal(spent) for _, spent in mine) / brought if brought > 0 else None)
        assert each.pieces[0].result == max(value for value, _ in mine)
        assert each.pieces[-1].result <= each.median <= each.pieces[0].result
    [worked] = found.worked
    assert sorted(each.piece.entry.path for each in worked.pieces) == sorted(p.entry.path for p in whole.pieces)


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("It came late. [It](a.md) was *short*! More.", ["It was short!"]),
        ("See [[a]], e.g. today. Then more.", ["See [[a]], e.g. today."]),
        ("See [[a|the\nfirst. One]] now.", []),  # no reference: a line ends in it
        ("One `x. y` [a](a.md)\ngoes on.", ["One x. y a goes on."]),
        ("“It worked.” [[a]] said so.", ["[[a]] said so."]),
        ("- [a](a.md)\n- [[a]].\n- [a](a.md): 19 trials", ["a: 19 trials"]),
        ("## [[a]] worked\n\nText.", []),
        ("<!-- [[a]] was dear. -->\n\nText.", []),
        ("```\n[[a]] was dear.\n```\n\n`[[a]]` is code.", []),
        (r"\[\[a\]\] isn't meant.", []),
        ("| a | b |\n|---|---|\n| [[a]] did it | x |", ["[[a]] did it"]),
        ("[[a]]でした。次は違う。", ["[[a]]でした。"]),
        ("!!! note\n    [[a]] was {--dear--} cheap.", ["[[a]] was cheap."]),
    ],
)
def test_sentences_that_name_a_page(text: str, sentences: list[str]) -> None:
    """As plain text, up to where the next one begins; nothing where it is only a name, a heading, a comment or code."""
    assert [naming.text for naming in read_body(text, 1).namings] == sentences


def test_a_long_sentence_is_cut() -> None:
    """At a word, as summaries are."""
    [naming] = read_body(f"[[a]] {'andmore ' * 200}", 1).namings
    assert len(naming.text) < 310
    assert naming.text.endswith(" andmore …")


def test_no_cut_tells_of_a_hidden_page(tmp_path: Path) -> None:
    """What is cut within a reference loses all of it: half of one would show the name of a page that isn't public."""
    words = "[[launch]] came " + "and went " * 30
    text = f"{words}as [[zqx secret|one that nobody knows]] did."
    assert len(words) < 300 < text.index("nobody")
    files = {
        "strategy/reviews/a.md": f"---\ntitle: July\nperiod: 2026-07\n---\n{text}\n",
        "plan/zqx.md": "---\nid: zqx secret\ngoals: [grow]\nstart: 2026-12-01\nvisibility: internal\n---\n",
    }
    context = context_at(playbook(tmp_path, files, options={"fail_on": "never"}))
    (launch,) = context.playbook.entries
    [quote] = quotes(context.lookups, launch)
    assert "zqx" not in quote.text
    assert "zqx" not in context.lookups.summary(quote.review)


@pytest.mark.parametrize(
    "text", ["[[a]] " * 20_000, "[a](a.md). " * 20_000, "[[a]]." + '"' * 100_000, "." * 100_000 + "[[a]]"]
)
def test_large_texts_are_read_in_time(text: str) -> None:
    """No text makes it slow: each sign is looked at a few times."""
    assert len(read_body(text, 1).namings) <= 20_000


def test_reviews_are_quoted(tmp_path: Path) -> None:
    """The first sentence of each public review that names a piece, newest period first; other pages are not quoted."""
    review = "---\ntitle: {0}\nperiod: {0}\n{1}---\n{2}\n"
    files = {
        "strategy/reviews/a.md": review.format("2026-07", "", "Nobody saw it. [[launch]] did well. [[launch]] again."),
        "strategy/reviews/b.md": review.format("2026-Q3", "", "So did [this](../../plan/launch.md), with [[grow]]."),
        "strategy/reviews/c.md": review.format("2026-08", "visibility: internal\n", "Too dear: [[launch]]."),
        "strategy/how.md": "We like [[launch]] very much.\n",
    }
    context = context_at(playbook(tmp_path, files))
    (launch,) = context.playbook.entries
    assert [(quote.review.title, quote.text) for quote in quotes(context.lookups, launch)] == [
        ("2026-Q3", "So did this, with Grow."),
        ("2026-07", "Launch did well."),
    ]


def test_there_is_no_page_without_results(tmp_path: Path) -> None:
    """Where nothing has a result there is neither a page nor a line of the navigation; where something has, both."""
    files = {"strategy/kpis/trials.md": KPI.format(more=""), "plan/a.md": entry("1")}
    for there, root in ((False, playbook(tmp_path / "without", {})), (True, playbook(tmp_path / "with", files))):
        site = build_site(context_at(root))
        assert ("what-worked/index.md" in {document.uri for document in site.documents}) is there
        assert ("what-worked/index.md" in str(site.navigation)) is there
