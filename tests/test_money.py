"""Money: amounts as people type them, and sums that add up wherever they are shown."""

from __future__ import annotations

import csv
import io
import json
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builds import MONEY, Html, files_of, playbook
from gameplan.analysis.money import Accounts
from gameplan.model.money import Money, parse_money
from gameplan.model.projection import Projection
from gameplan.pipeline import run
from gameplan.settings import OptionError, load_settings, parse_options

if TYPE_CHECKING:
    from pathlib import Path

TYPED = {
    "1500 EUR": Money(Decimal(1500), "EUR"),
    "1500EUR": Money(Decimal(1500), "EUR"),
    "1,500 EUR": Money(Decimal(1500), "EUR"),
    "1.500 EUR": Money(Decimal(1500), "EUR"),
    "1.5 EUR": Money(Decimal("1.5"), "EUR"),
    "1,50 €": Money(Decimal("1.50"), "EUR"),
    "1.500,50 EUR": Money(Decimal("1500.50"), "EUR"),
    "1,500.50 USD": Money(Decimal("1500.50"), "USD"),
    "1'500 CHF": Money(Decimal(1500), "CHF"),
    "1 500 CHF": Money(Decimal(1500), "CHF"),
    "1.234.567 EUR": Money(Decimal(1234567), "EUR"),
    "1,234,567.8 EUR": Money(Decimal("1234567.8"), "EUR"),
    "€1500": Money(Decimal(1500), "EUR"),
    "$ 12.50": Money(Decimal("12.50"), "USD"),
    "12£": Money(Decimal(12), "GBP"),
    "0 EUR": Money(Decimal(0), "EUR"),
    "5, EUR": Money(Decimal(5), "EUR"),
}


@pytest.mark.parametrize("text", TYPED)
def test_amounts(text: str) -> None:
    """As people of several countries type them."""
    assert parse_money(text) == TYPED[text]


@given(st.from_regex(r"[0-9][0-9.,' ]{0,30}\s?[A-Z]{3}|[€$£]\s?[0-9][0-9.,' ]{0,30}", fullmatch=True))
def test_every_amount_that_a_field_accepts_is_one(text: str) -> None:
    """Whatever signs are in it."""
    money = parse_money(text)
    assert money.amount >= 0
    assert len(money.currency) == 3
    assert parse_money(money.typed).currency == money.currency


def test_typed() -> None:
    """Amounts are said without needless noughts."""
    assert [Money(Decimal(text), "EUR").typed for text in ("1500", "12.5", "0.10", "3.00")] == [
        *("1500 EUR", "12.50 EUR", "0.10 EUR", "3 EUR"),
    ]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        ({"currency": "euro"}, "write the three letters of a currency, such as EUR"),
        ({"budgets": {"2026-Q9": "1 EUR"}}, "2026-Q9"),
        (
            {"budgets": {"2026-Q4": "20000"}},
            "'20000' is not an amount of money; write a number and a currency: 1500 EUR",
        ),
        ({"budgets": [1]}, "budgets"),
    ],
)
def test_options_that_are_refused(options: dict[str, object], expected: str) -> None:
    """Each with what to type."""
    with pytest.raises(OptionError, match=expected.replace("(", "\\(")):
        parse_options(options, "mkdocs.yml")


def _accounts(root: Path) -> Accounts:
    result = run(root, load_settings(root).options)
    return Accounts(result.playbook.shown_to(Projection("public")))


def _entry(number: int, *rows: str) -> dict[str, str]:
    said = "\n".join(rows)
    return {f"plan/e{number}.md": f"---\ntitle: E{number}\nstart: 2026-12-03\n{said}\n---\nSo.\n"}


def test_a_chain_of_campaigns(tmp_path: Path) -> None:
    """However long, and at its end in a circle: what is planned is known, and of no entry twice."""
    files: dict[str, str] = {}
    for number in range(1500):
        files |= _entry(number, "goals: [grow]", f"campaign: e{number + 1}", "budget: 10 EUR")
    files |= _entry(1500, "goals: [grow]", "campaign: e1499", "budget: 30 EUR")
    accounts = _accounts(playbook(tmp_path, files))
    by_id = {entry.id: entry for entry in accounts.playbook.entries}
    assert accounts.planned(by_id["e0"]) == 10
    assert accounts.planned(by_id["e1"]) == 0
    assert accounts.of(accounts.playbook.entries).planned == 40
    assert len(accounts.of_campaign(by_id["e1499"]).entries) >= 1


EUROS = {"None": "0", "40 USD": "0", "100 EUR": "100", "€2,500": "2500", "99.50 EUR": "99.5", "1.000 EUR": "1000"}
amounts = st.sampled_from([None, "100 EUR", "€2,500", "99.50 EUR", "1.000 EUR", "40 USD"])
entries = st.fixed_dictionaries(
    {
        "goals": st.lists(st.sampled_from(["grow", "part", "other"]), min_size=1, max_size=2, unique=True),
        "budget": amounts,
        "spent": amounts,
        "status": st.sampled_from(["planned", "idea", "done", "cancelled", "on-hold"]),
        "days": st.integers(0, 150),
    }
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(entries, min_size=1, max_size=6))
def test_numbers_add_up(tmp_path_factory: pytest.TempPathFactory, made: list[dict[str, object]]) -> None:
    """Every sum on pages, in CSV and in JSON is the one that somebody would make of the files by hand."""
    files = {
        "strategy/goals/grow.md": "---\ntitle: Grow\nbudget: 3000 EUR\n---\n",
        "strategy/goals/part.md": "---\ntitle: Part\nparent: grow\n---\n",
        "strategy/goals/other.md": "---\ntitle: Other\n---\n",
    }
    planned, spent = ({"grow": Decimal(0), "part": Decimal(0), "other": Decimal(0)} for _ in range(2))
    for number, said in enumerate(made):
        goals = said["goals"]
        assert isinstance(goals, list)
        rows = [f"goals: [{', '.join(goals)}]", f"status: {said['status']}"]
        rows += [f"{name}: {said[name]}" for name in ("budget", "spent") if said[name]]
        start = date(2026, 11, 1) + timedelta(int(str(said["days"])))
        files[f"plan/e{number}.md"] = f"---\ntitle: E{number}\nstart: {start}\n" + "\n".join(rows) + "\n---\nSo.\n"
        for name, sums in (("budget", planned), ("spent", spent)):
            amount = EUROS[str(said[name])]
            if name == "spent" or said["status"] in ("planned", "done"):
                sums[goals[0]] += Decimal(amount)
    for sums in (planned, spent):
        sums["grow"] += sums["part"]
    root = playbook(tmp_path_factory.mktemp("money"), files, options={"currency": "EUR", "fail_on": "never", **MONEY})
    found = files_of(root)
    rows_by_id = {row["Id"]: row for row in csv.DictReader(io.StringIO(found["data/goals.csv"].decode("utf-8-sig")))}
    pages = {page["id"]: page for page in json.loads(found["data/playbook.json"])["pages"]["goal"]}
    for goal in planned:
        assert Decimal(rows_by_id[goal]["Planned cost"] or 0) == planned[goal]
        assert Decimal(rows_by_id[goal]["Spent"] or 0) == spent[goal]
        costs = pages[goal].get("fields", {}).get("costs", {"planned": 0, "spent": 0})
        assert (Decimal(str(costs["planned"])), Decimal(str(costs["spent"]))) == (planned[goal], spent[goal])


def test_on_pages(tmp_path: Path) -> None:
    """The goal, the channel, the campaign and the entry say what they may cost, will cost and have cost."""
    from builds import build  # noqa: PLC0415 - the one test that needs a site

    files = {
        "strategy/goals/grow.md": "---\ntitle: Grow\nbudget: 3000 EUR\n---\n",
        "strategy/channels/ads.md": "---\ntitle: Adverts\nbudget: 2000 EUR\n---\n",
        "plan/camp.md": "---\ntitle: Camp\ngoals: [grow]\nstart: 2026-12-01\nbudget: 1000 EUR\nspent: 100 EUR\n---\nSo.\n",
        **_entry(1, "goals: [grow]", "campaign: camp", "budget: 700 EUR", "channels: [ads]", "spent: 20.50 EUR"),
        **_entry(2, "goals: [grow]", "budget: 1500 USD"),
    }
    made = build(playbook(tmp_path, files, options=MONEY))
    assert "Budget 3,000 EUR , 1,000 EUR planned , 120.50 EUR spent" in Html(made["goals/grow/index.html"]).text
    assert "Budget 2,000 EUR , 700 EUR planned , 20.50 EUR spent" in Html(made["channels/ads/index.html"]).text
    assert "Budget 1,000 EUR, 700 EUR of it for its parts, 120.50 EUR spent" in Html(made["plan/camp/index.html"]).text
    assert "Budget 700 EUR, 20.50 EUR spent" in Html(made["plan/e1/index.html"]).text
    assert "Budget 1500 USD" in Html(made["plan/e2/index.html"]).text
