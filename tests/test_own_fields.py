"""Fields that a playbook declares: read as strictly as built-in ones, and everywhere where those are."""

from __future__ import annotations

import csv
import io
import json
import pickle
import re
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from click.testing import CliRunner

from builds import MONEY, Html, build, playbook
from gameplan.cli import main
from gameplan.model.declaration import CHOICE, REF
from gameplan.model.further_kinds import BUILT_IN
from gameplan.model.kinds import ENTRY
from gameplan.model.own_fields import TYPES, declared_fields, declared_values
from gameplan.model.pages import PageFields
from gameplan.model.vocabulary import Vocabulary
from gameplan.pipeline import run
from gameplan.settings import OptionError, load_settings, parse_options

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gameplan.model.declaration import Declaration
    from gameplan.model.kinds import Kind
    from gameplan.pipeline import Result

FIELDS: dict[str, Any] = {
    "entry": {
        "region": {"type": "choice", "of": ["emea", "na"], "filter": True, "column": True, "label": "Market region"},
        "markets": {"type": "choice", "of": ["pt", "uk", "ca"], "many": True, "filter": True},
        "brief": {"type": "url"},
        "length": {"type": "number", "unit": "words", "column": True},
        "fee": {"type": "money"},
        "proof": {"type": "day"},
        "work": {"type": "duration"},
        "legal": {"type": "flag", "filter": True, "default": False},
        "desk": {"type": "email"},
        "hook": {"type": "line"},
        "notes": {"type": "text"},
        "against": {"type": "ref", "kind": "competitor", "many": True, "filter": True},
    },
    "goal": {"confidence": {"type": "choice", "of": ["low", "high"], "required": True}},
}
KINDS: dict[str, Any] = {
    "competitor": {
        "cited_by": ["goal"],
        "fields": {"website": {"type": "url"}, "rivals": {"type": "ref", "kind": "competitor", "many": True}},
    }
}
SAID = """\
region: emea
markets: [pt, uk]
brief: https://example.com/a?b=1&c=2
length: 1200
fee: 1500 EUR
proof: 2026-11-25
work: 2d
legal: true
desk: press@example.com
hook: The kiln that waits
notes: One text.
against: [rival]
"""
FILES = {
    "strategy/goals/grow.md": "---\ntitle: Grow\nconfidence: high\ncompetitors: [rival]\n---\nMore of us.\n",
    "strategy/competitors/rival.md": "---\ntitle: Rival & Sons\nwebsite: https://rival.example\nrivals: [other]\n---\nThey.\n",
    "strategy/competitors/other.md": "---\ntitle: Other\n---\nThose.\n",
    "plan/launch.md": f"---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-01\n{SAID}---\nWe launch.\n",
    "plan/quiet.md": "---\ntitle: Quiet\ngoals: [grow]\nstart: 2026-12-02\n---\nNothing said.\n",
}


def _playbook(root: Path, files: Mapping[str, str] | None = None, **options: Any) -> Path:  # noqa: ANN401 - as in mkdocs.yml
    return playbook(root, {**FILES, **(files or {})}, options={"fields": FIELDS, "kinds": KINDS, **MONEY, **options})


def _checked(root: Path) -> Result:
    settings = load_settings(root)
    return run(root, settings.options)


def _own_values(result: Result, name: str) -> list[tuple[Declaration, tuple[Any, ...]]]:
    """What an entry says in the playbook's own fields."""
    values = declared_values(result.playbook.by_path[f"plan/{name}.md"].fields)
    return [(own, said) for own, said in values if not own.built_in]


def test_values(tmp_path: Path) -> None:
    """Each type gives its values, in the order in which the fields are declared; what a page doesn't say has its default."""
    result = _checked(_playbook(tmp_path))
    assert [finding for finding in result.diagnostics if "launch" in finding.location.path] == []
    said = {own.name: values for own, values in _own_values(result, "launch")}
    assert said == {
        "region": ("emea",),
        "markets": ("pt", "uk"),
        "brief": ("https://example.com/a?b=1&c=2",),
        "length": (Decimal(1200),),
        "fee": ("1500 EUR",),
        "proof": (date(2026, 11, 25),),
        "work": (timedelta(days=2),),
        "legal": (True,),
        "desk": ("press@example.com",),
        "hook": ("The kiln that waits",),
        "notes": ("One text.",),
        "against": ("rival",),
    }
    assert [(own.name, values) for own, values in _own_values(result, "quiet")] == [("legal", (False,))]


BAD = {
    "region: emeaa": ("'emeaa' is not one of emea, na", "did you mean emea?"),
    "regions: emea": ("'regions' is not a key of an entry", "did you mean 'region'?"),
    "markets: [pt, xx]": ("'xx' is not one of pt, uk, ca", "write one of pt, uk, ca"),
    "markets: {pt: 1}": ("markets: this must be a list", "write markets: [pt]"),
    "brief: www.example.com": ("is a path, and not an address", "write https://www.example.com"),
    "brief: javascript:alert(1)": ("is not an address that a page may link to", "https://example.com/page"),
    "length: many": ("'many' is not a number", "write a number such as 1200 or 3.5"),
    "fee: 1500": ("'1500' is not an amount of money", "write a number and a currency: 1500 EUR"),
    "proof: 25.11.2026": ("25.11.2026", "write 2026-11-25"),
    "work: soon": ("soon", "write it as 90m, 1h30m, 3d or 1w"),
    "hook: The kiln #launch": ("everything from '#launch' on is lost", 'hook: "The kiln #launch"'),
    "notes: The kiln #launch": ("everything from '#launch' on is lost", 'notes: "The kiln #launch"'),
    "legal: maybe": ("'maybe' is neither true nor false", "write true or false"),
    "desk: press": ("'press' is not an e-mail address", "name@example.com"),
    "hook: [a, b]": ("the brackets make it a list", "leave the brackets out"),
    "against: [rivel]": ("no competitor has the id 'rivel'", "rival"),
}


@pytest.mark.parametrize("line", BAD)
def test_values_that_are_wrong(line: str, tmp_path: Path) -> None:
    """Each is a finding at its value, which says what to type, and nothing else follows from it."""
    message, hint = BAD[line]
    root = _playbook(
        tmp_path, {"plan/quiet.md": f"---\ntitle: Quiet\ngoals: [grow]\nstart: 2026-12-02\n{line}\n---\nSo.\n"}
    )
    (finding,) = (found for found in _checked(root).diagnostics if found.location.path == "plan/quiet.md")
    assert message in finding.message
    assert hint in (finding.hint or "")
    span = finding.location.span
    assert span is not None
    assert span.line == 5
    assert (span.column == 1) == (finding.rule.name == "unknown-key")


def test_required(tmp_path: Path) -> None:
    """A page without a field that is required is a finding, as by the option `require`."""
    root = _playbook(tmp_path, {"strategy/goals/grow.md": "---\ntitle: Grow\n---\nMore.\n"})
    found = [finding for finding in _checked(root).diagnostics if finding.rule.name == "missing-field"]
    assert [finding.hint for finding in found] == ["write a line confidence: …"]


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "unknown kind": ({"fields": {"entri": {"a": {"type": "line"}}}}, "there is no kind 'entri'; did you mean 'entry'?"),
    "unknown type": ({"fields": {"entry": {"a": {"type": "colour"}}}}, "fields.entry.a.type"),
    "no type": ({"fields": {"entry": {"a": {"label": "A"}}}}, "fields.entry.a.type"),
    "built in": ({"fields": {"entry": {"goal": {"type": "line"}}}}, "'goals' is a field of an entry already"),
    "for the theme": ({"fields": {"entry": {"icon": {"type": "line"}}}}, "'icon' is a field of an entry already"),
    "a bad name": ({"fields": {"entry": {"My field": {"type": "line"}}}}, "lower-case letters, digits and underscores"),
    "the author's own": ({"fields": {"entry": {"x_a": {"type": "line"}}}}, "doesn't begin with x_"),
    "one and several": (
        {"fields": {"entry": {"market": {"type": "line"}, "markets": {"type": "line"}}}},
        "'market' is a field of an entry already",
    ),
    "twice": (
        {
            "kinds": {"risk": {"fields": {"odds": {"type": "line"}}}},
            "fields": {"risk": {"odds": {"type": "number"}}},
        },
        "it is declared under kinds already",
    ),
    "a choice without choices": ({"fields": {"entry": {"a": {"type": "choice"}}}}, "write of: [one, other]"),
    "choices twice": ({"fields": {"entry": {"a": {"type": "choice", "of": ["x", "x"]}}}}, "each there once"),
    "words without a choice": ({"fields": {"entry": {"a": {"type": "line", "of": ["x"]}}}}, "only a choice has words"),
    "a reference to nothing": ({"fields": {"entry": {"a": {"type": "ref"}}}}, "write kind: goal"),
    "a reference to an unknown kind": (
        {"fields": {"entry": {"a": {"type": "ref", "kind": "gaol"}}}},
        "there is no kind 'gaol'; did you mean 'goal'?",
    ),
    "a kind without a reference": (
        {"fields": {"entry": {"a": {"type": "line", "kind": "goal"}}}},
        "only a reference has a kind",
    ),
    "a unit of words": ({"fields": {"entry": {"a": {"type": "line", "unit": "kg"}}}}, "only a number has a unit"),
    "several flags": ({"fields": {"entry": {"a": {"type": "flag", "many": True}}}}, "delete many"),
    "a filter of texts": (
        {"fields": {"entry": {"a": {"type": "text", "filter": True}}}},
        "only choice, flag and ref can",
    ),
    "a name of a filter": ({"fields": {"entry": {"people": {"type": "line"}}}}, "are filtered by already"),
    "a review of words": (
        {"fields": {"entry": {"a": {"type": "line", "review": "90d"}}}},
        "only a day is looked at again",
    ),
    "a review of days": (
        {"fields": {"entry": {"a": {"type": "day", "many": True, "review": "90d"}}}},
        "only a day is looked at again",
    ),
    "a review of no length": ({"fields": {"entry": {"a": {"type": "day", "review": "soon"}}}}, "write it as 90m"),
    "a review of minutes": ({"fields": {"entry": {"a": {"type": "day", "review": "90m"}}}}, "such as 90d"),
    "a category of words": (
        {"fields": {"entry": {"a": {"type": "line", "category": True}}}},
        "only a choice and a reference can be a category",
    ),
    "a visibility that is none": (
        {"fields": {"entry": {"a": {"type": "line", "visibility": "secret"}}}},
        "fields: entry: a: there is no visibility 'secret'",
    ),
    "a default that is refused": (
        {"fields": {"entry": {"a": {"type": "choice", "of": ["low", "high"], "default": "hgh"}}}},
        "default: 'hgh' is not one of low, high; did you mean high?",
    ),
    "a default that is no number": (
        {"fields": {"entry": {"a": {"type": "number", "default": "x"}}}},
        "'x' is not a number",
    ),
    "cited by nobody": ({"kinds": {"risk": {"cited_by": ["gaol"]}}}, "there is no kind 'gaol'; did you mean 'goal'?"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_declarations_that_are_refused(name: str, tmp_path: Path) -> None:
    """Each is one line with what to type, and the exit code for options."""
    options, expected = REFUSED[name]
    with pytest.raises(OptionError) as refused:
        parse_options(options, "mkdocs.yml")
    assert expected in str(refused.value)
    root = playbook(tmp_path, {}, options=options)
    done = CliRunner().invoke(main, ["check", "--root", str(root)])
    assert done.exit_code == 2
    assert expected in " ".join(done.output.split())
    assert "Traceback" not in done.output


def test_everywhere_on_the_site(tmp_path: Path) -> None:
    """Facts on the page, a column of the list, a filter, CSV and JSON have the values, as readers and programs take them."""
    files = build(_playbook(tmp_path, coverage=[{"rows": "region", "columns": "markets"}]))
    entry = Html(files["plan/launch/index.html"])
    for words in (
        *(
            "Market region emea",
            "Markets pt , uk",
            "Length 1,200 words",
            "Fee 1,500 EUR",
            "Proof 25 Nov 2026",
            "Work 2 days",
        ),
        *("Legal yes", "Hook The kiln that waits", "Notes One text.", "Against Rival & Sons"),
    ):
        assert words in entry.text
    assert {"https://example.com/a?b=1&c=2", "mailto:press@example.com", "../../competitors/rival/"} <= set(
        entry.hrefs()
    )
    assert "Legal no" in Html(files["plan/quiet/index.html"]).text
    assert "Confidence high" in Html(files["goals/grow/index.html"]).text
    listed = files["calendar/list/index.html"].decode()
    (said,) = re.findall(r'data-gp="([^"]*region[^"]*)"', listed)
    assert {"region=emea", "markets=pt", "markets=uk", "legal=yes", "against=rival"} <= set(said.split())
    assert {"region", "markets", "legal", "against"} <= set(re.findall(r'<select name="(\w+)"', listed))
    assert {"Market region", "Length"} <= set(re.findall(r"<th[^>]*>([^<]*)</th>", listed))
    rows = {row["Id"]: row for row in csv.DictReader(io.StringIO(files["data/plan.csv"].decode("utf-8-sig")))}
    assert rows["launch"]["Markets"] == "pt; uk"
    assert rows["launch"]["Proof"] == "2026-11-25"
    assert rows["launch"]["Against"] == "Rival & Sons"
    assert "press@example.com" not in str(rows)
    made = json.loads(files["data/playbook.json"])
    jsonschema.validate(made, json.loads(files["data/playbook.schema.json"]))
    (launch,) = (page for page in made["pages"]["entry"] if page["id"] == "launch")
    assert launch["own"]["markets"] == ["pt", "uk"]
    assert launch["own"]["length"] == 1200
    assert launch["own"]["work"] == "P2D"
    assert launch["links"]["against"] == ["competitor:rival"]
    assert "press@example.com" not in files["data/playbook.json"].decode()
    assert "Market region" in Html(files["coverage/index.html"]).text


def test_feeds_and_limits_by_them(tmp_path: Path) -> None:
    """A feed of one's own holds what a field says; a value that isn't one of the field's is a finding."""
    root = _playbook(tmp_path, feeds={"emea": {"region": "emea"}, "asia": {"region": "asia"}, "law": {"legal": "yes"}})
    files = build(_playbook(tmp_path / "site", feeds={"emea": {"region": "emea"}, "law": {"legal": "no"}}))
    assert files["feeds/emea.ics"].count(b"SUMMARY:Launch") == 1
    assert files["feeds/law.ics"].count(b"SUMMARY:") == 1
    found = [finding.message for finding in _checked(root).diagnostics if "asia" in finding.message]
    assert found == ["the feed 'asia' asks for 'asia', which is none of the playbook's region"]


@pytest.mark.parametrize("word", ["<script>alert(1)</script>", '" onload="x', "a b%20c", "=1+1", "{{ x }}", "é&amp;"])
def test_hostile_words(word: str, tmp_path: Path) -> None:
    """Words of a choice are texts wherever they stand, whatever they look like."""
    fields = {
        "entry": {"mood": {"type": "choice", "of": [word, "b"], "filter": True, "column": True, "label": f"<i>{word}"}}
    }
    text = f"---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-01\nmood: {json.dumps(word)}\n---\nSo.\n"
    files = build(playbook(tmp_path, {"plan/launch.md": text}, options={"fields": fields}))
    page, listed = Html(files["plan/launch/index.html"]), Html(files["calendar/list/index.html"])
    assert " ".join(word.split()) in page.text
    for found in (page, listed):
        assert not [
            element
            for element in found.elements
            if element.name == "i" or (element.name == "script" and not element.attributes)
        ]
        assert not [element for element in found.elements if "onload" in element.attributes]
    (row,) = csv.DictReader(io.StringIO(files["data/plan.csv"].decode("utf-8-sig")))
    assert row[f"<i>{word}"] == (f"'{word}" if word.startswith("=") else word)
    said = {name for element in listed.elements for name in element.attributes.get("data-gp", "").split()}
    (choice,) = (e for e in listed.named("option") if e.attributes.get("value") == word)
    assert choice.attributes["data-gp-word"] in said


def test_columns_of_amounts_are_sorted_by_them(tmp_path: Path) -> None:
    """A list is sorted by what numbers, days, lengths and amounts of money are, and not by how they are written."""
    wanted = {"fee": "money", "proof": "day", "work": "duration", "length": "number", "hook": "line"}
    fields = {"entry": {name: {"type": holds, "column": True} for name, holds in wanted.items()}}
    said = "fee: 1.500,50 €\nproof: 2026-11-25\nwork: 2d\nlength: 1200\nhook: The kiln\n"
    entry = f"---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-01\n{said}---\nWe launch.\n"
    listed = build(playbook(tmp_path, {"plan/launch.md": entry}, options={"fields": fields, **MONEY}))[
        "calendar/list/index.html"
    ]
    forms = {name: form for form, name in re.findall(r'data-gp-form="(\w+)" data-gp-sort="([\w-]+)"', listed.decode())}
    assert {name: forms[name] for name in wanted} == {
        **dict.fromkeys(("fee", "work", "length"), "number"),
        "proof": "day",
        "hook": "text",
    }
    row = next(row for row in listed.decode().split("<tr") if ">Launch</a>" in row)
    assert {"1500.50", "2026-11-25", "48", "1200"} <= set(re.findall(r'<td data-sort="([^"]*)"', row))


def test_hidden_pages_that_are_named(tmp_path: Path) -> None:
    """A reference to a hidden page says that something is there, and not what."""
    hidden = "---\ntitle: Zqx merger\nvisibility: internal\n---\nSecret.\n"
    root = _playbook(
        tmp_path,
        {
            "strategy/competitors/zqx.md": hidden,
            "plan/quiet.md": "---\ntitle: Quiet\ngoals: [grow]\nstart: 2026-12-02\nagainst: [zqx]\n---\nSo.\n",
        },
    )
    files = build(root)
    assert [path for path, data in files.items() if b"zqx" in data.lower() or "zqx" in path] == []
    assert "Against (not public)" in Html(files["plan/quiet/index.html"]).text


def test_the_schema_has_them(tmp_path: Path) -> None:
    """The JSON Schema that editors use knows the fields, their words and what they are for."""
    root = _playbook(tmp_path)
    done = CliRunner().invoke(main, ["schema", "entry", "--root", str(root)])
    properties = json.loads(done.output)["properties"]
    assert '"emea"' in json.dumps(properties["region"])
    assert properties["region"]["description"] == "Market region"
    assert CliRunner().invoke(main, ["schema", "competitor", "--root", str(root)]).output.count('"website"') == 1


def test_playbooks_with_them_are_pickled(tmp_path: Path) -> None:
    """A playbook comes back the same, with the same kinds; without any the kinds are those that are built in."""
    before = _checked(_playbook(tmp_path)).playbook
    after = pickle.loads(pickle.dumps(before))  # noqa: S301 - our own
    assert [page.fields for page in after.pages] == [page.fields for page in before.pages]
    assert after.vocabulary == before.vocabulary
    assert load_settings(playbook(tmp_path / "plain", {})).options.vocabulary.kinds == Vocabulary().kinds


def test_one_declaration_makes_one_kind(tmp_path: Path) -> None:
    """Options that are read again, as at each save while a site is served, give the same classes: none is made anew."""
    root = _playbook(tmp_path)
    one, other = (load_settings(root).options.vocabulary for _ in range(2))
    assert one.entry is other.entry
    assert all(kind is again for kind, again in zip(one.kinds, other.kinds, strict=True))


MARKER = "Zqxclient"
"""Stands in every value, label and word that a public site must not show."""
INTERNAL: dict[str, Any] = {
    "entry": {
        "zqxclient": {"type": "line", "visibility": "internal", "label": f"{MARKER} name", "column": True},
        "tier": {
            "type": "choice",
            "of": ["zqxclient-gold", "zqxclient-tin"],
            "visibility": "internal",
            "filter": True,
            "column": True,
            "category": True,
            "label": f"{MARKER} tier",
            "required": True,
        },
        "sheet": {"type": "url", "visibility": "internal"},
        "seen": {"type": "day", "visibility": "internal", "review": "30d"},
        "partner": {"type": "ref", "kind": "goal", "visibility": "internal", "filter": True, "label": MARKER},
    }
}
INTERNAL_FILES = {
    "strategy/goals/grow.md": "---\ntitle: Grow\n---\nMore of us.\n",
    "strategy/goals/other.md": "---\ntitle: Other\n---\nMore of them.\n",
    "plan/launch.md": (
        "---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-01\nzqxclient: Zqxclient Ltd\ntier: zqxclient-gold\n"
        "sheet: zqxclient.pdf\nseen: 2025-01-02\npartner: [other]\n---\nWe launch.\n"
    ),
    "plan/lacking.md": "---\ntitle: Lacking\ngoals: [grow]\nstart: 2026-12-02\ntierr: zqxclient-tin\n---\nSo.\n",
    "plan/zqxclient.pdf": "no pdf",
}


def _internal(root: Path, **options: Any) -> dict[str, bytes]:  # noqa: ANN401 - as in mkdocs.yml
    told: dict[str, Any] = {
        "fields": INTERNAL,
        "coverage": [{"rows": "tier", "columns": "goals"}, {"rows": "partner", "columns": "statuses"}],
        "feeds": {"zqxclients": {"tier": "zqxclient-gold"}, "partners": {"partner": "other"}},
        "limits": {"cadence": {"zqxclient": {"at_most": 1, "every": "week", "tier": "zqxclient-gold"}}},
        "require": {"entry": ["zqxclient"]},
        "fail_on": "never",
        **options,
    }
    return build(playbook(root, INTERNAL_FILES, options=told))


def test_internal_fields_are_nowhere_on_a_public_site(tmp_path: Path) -> None:
    """Neither a value, a word, a label nor a name of an internal field is in any file, nor what hangs on it."""
    files = _internal(tmp_path)
    leaking = {path: data[:0] for path, data in files.items() if b"zqxclient" in (path.encode() + data).lower()}
    assert leaking == {}
    assert not [path for path in files if "partners" in path]
    launch = files["plan/launch/index.html"].decode()
    assert "2025" not in launch
    assert "goals/other/" not in launch
    assert b"plan/launch/" not in files["goals/other/index.html"]
    made = json.loads(files["data/playbook.json"])
    (entry,) = (page for page in made["pages"]["entry"] if page["id"] == "launch")
    assert "own" not in entry
    assert "partner" not in json.dumps(made)
    assert "Seen" not in files["data/plan.csv"].decode("utf-8-sig")
    assert b"Review: Launch" not in files["feeds/reviews.ics"]


def test_internal_fields_are_on_an_internal_site(tmp_path: Path) -> None:
    """A site that shows what is hidden shows them as others: facts, columns, filters, feeds, data."""
    files = _internal(tmp_path, internal=True)
    page = Html(files["plan/launch/index.html"])
    assert f"{MARKER} name Zqxclient Ltd" in page.text
    assert "Partner" not in page.text
    assert f"{MARKER} Other" in page.text
    assert files["feeds/zqxclients.ics"].count(b"SUMMARY:Launch") == 1
    assert b"CATEGORIES:zqxclient-gold" in files["calendar.ics"]
    assert b"Review: Launch (Seen)" in files["feeds/reviews.ics"]
    made = json.loads(files["data/playbook.json"])
    assert "zqxclient-gold" in json.dumps(made)
    assert "plan/zqxclient.pdf" in files


def test_an_internal_reference_to_a_hidden_page_is_fine(tmp_path: Path) -> None:
    """A public page may name a hidden one where no public site shows it."""
    secret = {"strategy/goals/secret.md": "---\ntitle: Secret\nvisibility: internal\n---\nNobody knows.\n"}
    entry = "---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-01\ntier: zqxclient-tin\n{field}: [secret]\n---\nSo.\n"
    for field, expected in (("partner", []), ("goals", ["hidden-reference"])):
        said = entry.format(field=field).replace("goals: [grow]\n", "" if field == "goals" else "goals: [grow]\n")
        root = playbook(
            tmp_path / field, {**INTERNAL_FILES, **secret, "plan/launch.md": said}, options={"fields": INTERNAL}
        )
        found = [
            finding.rule.name for finding in _checked(root).diagnostics if finding.location.path == "plan/launch.md"
        ]
        assert [name for name in found if name == "hidden-reference"] == expected


def test_days_that_are_looked_at_again(tmp_path: Path) -> None:
    """A day longer ago than its field's `review` is a finding at the value; it shows on the page, its owner's, and in a feed."""
    fields = {"goal": {"checked": {"type": "day", "review": "90d"}, "begun": {"type": "day"}}}
    goal = "---\ntitle: {title}\nowner: ana\nchecked: {day}\nbegun: 2020-01-01\n---\nMore.\n"
    root = playbook(
        tmp_path,
        {
            "strategy/people/ana.md": "---\ntitle: Ana\n---\nShe.\n",
            "strategy/goals/grow.md": goal.format(title="Grow", day="2026-08-01"),
            "strategy/goals/fresh.md": goal.format(title="Fresh", day="2026-11-01"),
            "strategy/goals/over.md": goal.format(title="Over", day="2026-08-01").replace(
                "owner", "lifecycle: achieved\nowner"
            ),
        },
        options={"fields": fields, "today": "2026-11-22"},
    )
    (finding,) = (found for found in _checked(root).diagnostics if found.rule.name == "review-overdue")
    assert finding.message == "checked of 'Grow' was to be looked at again by 2026-10-30"
    assert finding.hint == "see whether it still holds, then write checked: 2026-11-22"
    span = finding.location.span
    assert span is not None
    assert (finding.location.path, span.line, span.column) == ("strategy/goals/grow.md", 4, 10)
    files = build(root)
    assert "Checked 1 Aug 2026 (next review 30 Oct 2026)" in Html(files["goals/grow/index.html"]).text
    assert "Begun 1 Jan 2020" in Html(files["goals/grow/index.html"]).text
    feed = files["feeds/reviews.ics"].decode().replace("\r\n ", "")
    events = {event.split("SUMMARY:")[1].split("\r\n")[0]: event for event in feed.split("BEGIN:VEVENT")[1:]}
    assert "DTSTART;VALUE=DATE:20261030" in events["Review: Grow (Checked)"]
    assert "DTSTART;VALUE=DATE:20270130" in events["Review: Fresh (Checked)"]


def test_categories_and_colours(tmp_path: Path) -> None:
    """Words and titles are categories where the field says so, and views can be coloured by choices and references."""
    fields = {**FIELDS, "entry": {name: dict(each) for name, each in FIELDS["entry"].items()}}
    for name in ("region", "against"):
        fields["entry"][name]["category"] = True
    files = build(_playbook(tmp_path, fields=fields))
    (line,) = re.findall(r"CATEGORIES:(.*)", files["calendar.ics"].decode().replace("\r\n ", ""))
    assert line.strip() == "Rival & Sons,emea"
    board = Html(files["calendar/board/index.html"])
    (select,) = (each for each in board.named("select") if each.attributes.get("name") == "colour")
    colours = {each.attributes.get("value") for each in board.named("option") if "data-gp-legend" in each.attributes}
    assert select.attributes["name"] == "colour"
    assert {"region", "markets", "against"} <= colours
    assert "legal" not in colours


def test_feeds_of_pages_that_are_named(tmp_path: Path) -> None:
    """What entries name in a field of one's own has a feed, whatever kind it is of; entries have their campaigns' alone."""
    fields = {
        "entry": {
            "against": {"type": "ref", "kind": "competitor", "many": True},
            "rule": {"type": "ref", "kind": "policy"},
            "says": {"type": "ref", "kind": "message"},
            "twin": {"type": "ref", "kind": "entry"},
        }
    }
    said = "against: [rival]\nrule: brand\nsays: plain\ntwin: quiet\n"
    root = _playbook(
        tmp_path,
        {
            "strategy/policies/brand.md": "---\ntitle: Brand\n---\nOurs.\n",
            "strategy/messages/plain.md": "---\ntitle: Plain\n---\nPlain.\n",
            "strategy/goals/grow.md": "---\ntitle: Grow\n---\nMore of us.\n",
            "plan/launch.md": f"---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-01\n{said}---\nWe launch.\n",
            "plan/second.md": "---\ntitle: Second\ngoals: [grow]\nmessages: [plain]\nstart: 2026-12-01\n---\nWe launch.\n",
            "plan/both.md": "---\ntitle: Both\ngoals: [grow]\nmessages: [plain]\nsays: plain\nstart: 2026-12-01\n---\nSo.\n",
        },
        fields=fields,
        feeds={"policy": {"title": "Under {title}"}, "brand-things": {"rule": "brand"}},
        coverage=[{"rows": "against", "columns": "rule"}],
    )
    files = build(root)

    def titles(name: str) -> list[str]:
        return sorted(re.findall(r"SUMMARY:(\w+)", files[f"feeds/{name}.ics"].decode()))

    assert titles("competitor-rival") == titles("policy-brand") == titles("brand-things") == ["Launch"]
    assert titles("competitor-other") == []
    assert titles("message-plain") == ["Both", "Launch", "Second"]
    assert b"NAME:Under Brand" in files["feeds/policy-brand.ics"]
    assert titles("entry-quiet") == ["Quiet"]
    assert "feeds/policy-brand.ics" in files["policies/brand/index.html"].decode()
    assert "Rule" in Html(files["coverage/index.html"]).text
    root = playbook(tmp_path / "plain", {"strategy/policies/brand.md": "---\ntitle: Brand\n---\nOurs.\n"})
    assert not [path for path in build(root) if path.startswith("feeds/policy")]


def _text(files: Mapping[str, bytes], page: str) -> str:
    return files[f"{page}/index.html"].decode()


def test_boards_and_quarters_grouped_by_them(tmp_path: Path) -> None:
    """Each choice and reference that can be filtered by has a board and quarters of its own, with a group for each value."""
    entry = "---\ntitle: {title}\ngoals: [grow]\nstart: {day}\n{said}---\nSo.\n"
    more = {
        "plan/long.md": entry.format(
            title="Long", day="2026-12-01\nend: 2026-12-20", said="against: [rival, other]\nmarkets: [uk]\n"
        ),
        "plan/done.md": entry.format(title="Done", day="2026-11-20", said="status: published\nregion: emea\n"),
        "plan/late.md": entry.format(title="Late", day="2027-02-20", said="region: emea\n"),
    }
    files = build(_playbook(tmp_path, more, today="2026-11-22"))
    board = Html(files["calendar/board-by-region/index.html"])
    columns = [
        (re.sub(r"<[^>]*>", "", head).split(), re.findall(r'gp-tile__title"[^>]*>([^<]*)', cards))
        for head, cards in re.findall(
            r"<h2>(.*?)</h2>(.*?)</section>", _text(files, "calendar/board-by-region"), re.DOTALL
        )
    ]
    assert columns == [
        (["emea", "3"], ["Launch", "Late", "Done"]),
        (["Without", "Market", "region", "2"], ["Long", "Quiet"]),
    ]
    assert "Board by Market region" in board.text
    assert "Published" in board.text
    ways = [each.attributes.get("href") for each in board.named("a") if "gp-button" in each.attributes.get("class", "")]
    assert {f"../../calendar/board{end}/" for end in ("", "-by-region", "-by-markets", "-by-against")} <= set(ways)
    rivals = files["calendar/board-by-against/index.html"].decode()
    assert rivals.count("Long</a>") == 2
    assert "../../competitors/rival/" in rivals
    quarter = Html(files["calendar/2026-q4-by-against/index.html"])
    assert "Rival &amp; Sons" in files["calendar/2026-q4-by-against/index.html"].decode()
    assert "Without Against" in quarter.text
    assert "../../calendar/2027-q1-by-against/" in quarter.hrefs()
    assert "ca 0" in Html(files["calendar/2026-q4-by-markets/index.html"]).text
    assert not [path for path in files if "-by-legal" in path or "-by-hook" in path]
    assert not [path for path in build(playbook(tmp_path / "plain", {})) if "-by-" in path]


def test_a_board_of_many_values(tmp_path: Path) -> None:
    """The values with the fewest entries share a column."""
    fields = {"entry": {"place": {"type": "choice", "of": [f"p{number:02}" for number in range(20)], "filter": True}}}
    entry = "---\ntitle: E{0}\ngoals: [grow]\nstart: 2026-12-01\nplace: p{1:02}\n---\nSo.\n"
    entries = {f"plan/e{number}.md": entry.format(number, number % 20) for number in range(27)}
    text = build(playbook(tmp_path, entries, options={"fields": fields}))["calendar/board-by-place/index.html"].decode()
    heads = [" ".join(re.sub(r"<[^>]*>", "", head).split()) for head in re.findall(r"<h2>(.*?)</h2>", text)]
    assert len(heads) == 16
    assert heads[0] == "p00 2"
    assert heads[-1] == "Others 6"


def test_a_built_in_field_with_a_declaration(tmp_path: Path) -> None:
    """What `model/pages.py` declares of it is enough: page, list, CSV, JSON with its schema, and in the language of the site."""
    channel = "---\ntitle: Letter\nreach: 6420\n---\nWe write.\n"
    root = playbook(
        tmp_path, {"strategy/channels/letter.md": channel, "strategy/channels/x.md": "---\ntitle: X\n---\nWe.\n"}
    )
    files = build(root)
    assert re.search(r"Reach 6\W?420", Html(files["channels/letter/index.html"]).text)
    listed = files["channels/index.html"].decode()
    assert 'data-gp-form="number" data-gp-sort="reach"' in listed
    assert '<td data-sort="6420">' in listed
    rows = {row["Id"]: row for row in csv.DictReader(io.StringIO(files["data/channels.csv"].decode("utf-8-sig")))}
    assert (rows["letter"]["Reach"], rows["x"]["Reach"]) == ("6420", "")
    made, form = json.loads(files["data/playbook.json"]), json.loads(files["data/playbook.schema.json"])
    jsonschema.validate(made, form)
    assert form["$defs"]["fields"]["properties"]["reach"] == {"type": "number"}
    fields = {page["id"]: page for page in made["pages"]["channel"]}
    assert fields["letter"]["fields"]["reach"] == 6420
    assert "own" not in fields["letter"]
    german = build(playbook(tmp_path / "de", {"strategy/channels/letter.md": channel}, options={"language": "de"}))
    assert "Reichweite" in Html(german["channels/letter/index.html"]).text
    assert "Reichweite" in german["channels/index.html"].decode()


UNDECLARED = {
    # Words of the playbook's own, or of its journeys and plays.
    "entry": "type status stage step skip checked",
    # When it is, what must be done before, and what becomes of it: each of several values, or worked out.
    "entry ": "start end duration timezone repeat deadlines effort results audited available redirect",
    # Said to the check, to calendars and to the next import.
    "entry  ": "reviewed busy source",
    "goal": "period health health_reason commitments accepted_gaps",
    "theme": "period",
    "audience": "evidence commitments accepted_gaps",
    "question": "stage unit readings",
    "journey": "stages accepted_gaps",
    "channel": "commitments",
    "kpi": "baseline target readings",
    "risk": "trigger",
    "policy": "four_eyes blackouts checklist",
    "format": "type deadlines effort checklist",
    "play": "steps",
    "person": "capacity",
    "review": "period decisions",
    "decision": "changes",
}
"""The built-in fields that have a form of their own, by kind: all others say themselves how they are shown."""


@pytest.mark.parametrize("kind", [ENTRY, *BUILT_IN], ids=lambda kind: kind.name)
def test_a_field_is_declared_or_has_a_form_of_its_own(kind: Kind) -> None:
    """A new one of plain values can't be left out of lists, CSV and JSON by forgetting it; and each declaration can be shown."""
    declared = declared_fields(kind.fields)
    known = {name for each, names in UNDECLARED.items() if each.strip() == kind.name for name in names.split()}
    names = {name for name in kind.fields.model_fields if name not in PageFields.model_fields}
    assert names - {own.name for own in declared} == known
    for own in declared:
        assert own.label
        assert own.type in {*TYPES, CHOICE, REF}
        assert bool(own.of) == (own.type == CHOICE)
        assert bool(own.kind) == (own.type == REF)


def test_every_plain_field_of_an_entry_is_in_the_files(tmp_path: Path) -> None:
    """The list of the plan as CSV has all that entries name and say in plain values."""
    said = (
        "contributors: [rui, Somebody]\naudiences: [owner]\nmessages: [calm]\nkpis: [trials]\nlocation: Hall 2\nurl: https://example.org/x\n"
        "published: 2026-11-03\nretire_on: 2027-11-03\nlasting: true\nspent: 300 EUR\napproved_by: [rui]\nrelated: [next]\n"
    )
    files: dict[str, str | bytes] = {
        "plan/all.md": f"---\ntitle: All\ngoals: [grow]\nstart: 2026-12-03\n{said}---\n",
        "plan/next.md": "---\ntitle: Next\ngoals: [grow]\nstart: 2026-12-03\ncampaign: all\ndepends_on: [all]\n---\n",
        "strategy/people/rui.md": "---\ntitle: Rui M\nemail: rui@example.org\nrole: Maker\n---\n",
        "strategy/audiences/owner.md": "---\ntitle: Owner\nneeds: [Rest, Time]\n---\n",
        "strategy/messages/calm.md": "---\ntitle: Calm\nproof: [Numbers]\n---\n",
        "strategy/kpis/trials.md": "---\ntitle: Trials\nunit: trials\ndirection: down\n---\n",
    }
    made = build(playbook(tmp_path, files, options={"fail_on": "never"}))

    def rows(name: str) -> dict[str, dict[str, str]]:
        text = made[f"data/{name}.csv"].decode("utf-8-sig")
        return {row["Id"]: row for row in csv.DictReader(io.StringIO(text))}

    row = rows("plan")["all"]
    assert (row["With help from"], row["For"], row["Messages"], row["KPIs"]) == ("Rui M", "Owner", "Calm", "Trials")
    assert (row["Where"], row["Web address"], row["Went out"]) == ("Hall 2", "https://example.org/x", "2026-11-03")
    assert (row["Retire on"], row["Stays useful"], row["Approved by"], row["Related"]) == (
        "2027-11-03",
        "yes",
        "Rui M",
        "Next",
    )
    assert (rows("plan")["next"]["Part of"], rows("plan")["next"]["Depends on"]) == ("All", "All")
    assert (rows("kpis")["trials"]["Unit"], rows("kpis")["trials"]["Direction"]) == ("trials", "down")
    assert (rows("audiences")["owner"]["Needs"], rows("messages")["calm"]["Proof"]) == ("Rest; Time", "Numbers")
    assert rows("people")["rui"]["Role"] == "Maker"
    assert not any(b"rui@example.org" in data for name, data in made.items() if name.startswith("data/"))
    assert "Direction Lower is better" in Html(made["kpis/trials/index.html"]).text
