"""Projections: several sites of one playbook, each with the pages and the fields that are its readers'."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from builds import (
    build,
    build_in_child,
    committed,
    contents,
    context_at,
    feed_of,
    files_of,
    in_child,
    playbook,
    with_history,
    write,
)
from gameplan.assist.declared import field_at
from gameplan.cli import main
from gameplan.forms.fields import form_fields
from gameplan.model.fields import parts_of
from gameplan.model.own_fields import STRUCTURAL, declared_fields
from gameplan.model.vocabulary import told_vocabulary
from gameplan.pipeline import run
from gameplan.publish.site import build_site
from gameplan.settings import OptionError, load_settings
from test_hidden import front, hidden_playbook, told, vocabulary

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from gameplan.model.kinds import Kind

THREE: dict[str, object] = {
    "partner": {"shows": ["partner"], "hides": {"entry": ["owner", "effort"], "person": ["email", "role"]}},
    "team": {"shows": ["partner", "internal", "draft"]},
}
FILES: dict[str, str | bytes] = {
    "strategy/people/ana.md": front(title="Ana", email="ana@example.net", role="Leads"),
    "strategy/goals/grow.md": front(title="Grow", budget="7777 EUR", owner="ana"),
    "strategy/goals/partners.md": front(title="More resellers", visibility="partner"),
    "strategy/goals/secret.md": front(title="Buy the rival", visibility="internal"),
    "plan/launch.md": front(
        title="Launch",
        goals=["grow", "partners"],
        start="2026-12-01",
        budget="4444 EUR",
        spent="333 EUR",
        owner="ana",
        effort="3d",
    ),
    "plan/kit.md": front(
        title="Reseller kit", goals=["partners"], start="2026-12-03", visibility="partner", owner="ana"
    ),
    "plan/talks.md": front(title="Talks", goals=["secret"], start="2026-12-04", visibility="internal"),
    "plan/idea.md": front(title="Maybe a fair", goals=["grow"], start="2026-12-05", visibility="draft"),
}


def three(root: Path, projection: str = "public", more: Mapping[str, object] | None = None) -> dict[str, str]:
    """The files of a site, as text, of one of the projections."""
    options = {"projections": THREE, "projection": projection, "fail_on": "never", **(more or {})}
    site = build(playbook(root, FILES, None, options))
    return {path: data.decode("utf-8", "replace") for path, data in site.items()}


def holding(site: Mapping[str, str], text: str) -> set[str]:
    """The files in which a text is."""
    return {path for path, data in site.items() if text in data}


@pytest.mark.parametrize(
    ("projection", "shown"),
    [
        ("public", {"Launch"}),
        ("partner", {"Launch", "Reseller kit", "More resellers"}),
        ("team", {"Launch", "Reseller kit", "More resellers", "Buy the rival", "Talks", "Maybe a fair"}),
        ("internal", {"Launch", "Reseller kit", "More resellers", "Buy the rival", "Talks", "Maybe a fair"}),
    ],
)
def test_each_site_has_its_pages(tmp_path: Path, projection: str, shown: set[str]) -> None:
    """What a projection shows is on its site, and nothing else is in any of its files."""
    site = three(tmp_path, projection)
    every = {"Launch", "Reseller kit", "More resellers", "Buy the rival", "Talks", "Maybe a fair"}
    assert {title for title in every if holding(site, title)} == shown
    assert "calendar.ics" in holding(site, "SUMMARY:Launch")


@pytest.mark.parametrize(
    ("projection", "hidden", "shown"),
    [
        ("public", {"7777", "7,777", "4444", "4,444", "333 EUR", "ana@example.net"}, {"Ana", "Leads"}),
        ("partner", {"Leads", "ana@example.net"}, {"Ana", "7,777", "4,444"}),
        ("team", set(), {"7,777", "4,444", "ana@example.net", "Leads"}),
    ],
)
def test_each_site_has_its_fields(tmp_path: Path, projection: str, hidden: set[str], shown: set[str]) -> None:
    """Money and e-mail addresses are hidden from the public where nothing else is said; else what the options name."""
    site = three(tmp_path, projection)
    assert {text for text in hidden if holding(site, text)} == set()
    assert {text for text in shown if not holding(site, text)} == set()
    entry = site["plan/launch/index.html"]
    assert ("Ana" in entry) == (projection != "partner")
    columns = site["data/plan.csv"].partition("\n")[0].split(",")
    assert ("Budget" in columns) == (projection != "public")
    assert ("Owner" in columns) == ("Effort in days" in columns) == (projection != "partner")


def test_the_public_may_see_money(tmp_path: Path) -> None:
    """A line in the options shows it; a field says itself that it is public."""
    site = three(tmp_path / "a", more={"projections": {"public": {"hides": {}}}})
    assert holding(site, "4,444")
    assert holding(site, "ana@example.net")
    field = {"fields": {"entry": {"fee": {"type": "money", "visibility": "public"}, "cost": {"type": "money"}}}}
    pages = {"plan/launch.md": front(title="L", goals=["grow"], start="2026-12-01", fee="55 EUR", cost="66 EUR")}
    site = {
        path: data.decode("utf-8", "replace")
        for path, data in build(playbook(tmp_path / "b", pages, None, field)).items()
    }
    assert holding(site, "55 EUR")
    assert not holding(site, "66 EUR")


@pytest.mark.parametrize(
    ("hides", "hints"),
    [({}, True), ({"person": ["email"], "goal": ["budget"]}, True), ({"entry": ["owner"]}, False)],
)
def test_who_sees_less_gets_no_hints(tmp_path: Path, hides: Mapping[str, object], *, hints: bool) -> None:
    """Authors would be asked for what is hidden; nobody is asked for money and addresses."""
    site = three(tmp_path, more={"projections": {"public": {"hides": hides}}})
    assert ("problems/index.html" in site) == hints


def test_a_build_says_what_nobody_asked_to_hide(tmp_path: Path) -> None:
    """One line, with what to write; none where the options say it themselves, or there is nothing."""
    playbook(tmp_path, FILES, None, {"projections": THREE, "fail_on": "never"})
    said = build_in_child(tmp_path).output
    [line] = [line for line in said.splitlines() if "not shown in the projection public" in line]
    assert "budget of entries and goals, spent of entries, email of people" in line
    assert "projections: {public: {hides: {}}}" in line
    assert "not shown" not in build_in_child(tmp_path, environment={"GAMEPLAN_PROJECTION": "partner"}).output


def test_the_environment_chooses(tmp_path: Path) -> None:
    """For plain `mkdocs build`; a name that isn't there ends it in a line."""
    playbook(tmp_path, FILES, None, {"projections": THREE, "fail_on": "never"})
    assert build_in_child(tmp_path, environment={"GAMEPLAN_PROJECTION": "partner"}).code == 0
    assert (tmp_path / "site/plan/kit/index.html").is_file()
    failed = build_in_child(tmp_path, environment={"GAMEPLAN_PROJECTION": "partners"})
    assert failed.code == 1
    assert "there is none of the name 'partners'; did you mean 'partner'?" in failed.output


def test_several_sites_in_one_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each in its folder, all of what was read once; each as by itself."""
    root = playbook(tmp_path / "book", FILES, None, {"projections": THREE, "fail_on": "never"})
    with_history(root)
    monkeypatch.chdir(root)
    read: list[object] = []

    def counted(*given: Any, **more: Any) -> Any:  # noqa: ANN401 - as the pipeline takes and gives
        read.append(given)
        return run(*given, **more)

    monkeypatch.setattr("gameplan.mkdocs_plugin.plugin.run", counted)
    monkeypatch.setenv("GAMEPLAN_PROJECTION", "")
    names = ["public", "partner", "team"]
    arguments = [word for name in names for word in ("--projection", name)]
    done = CliRunner().invoke(main, ["build", *arguments, "-d", str(tmp_path / "sites"), "-q"])
    assert done.exit_code == 0, done.output
    assert len(read) == 1
    for name in names:
        one = tmp_path / "one" / name
        command = [sys.executable, "-m", "gameplan", "build", "--projection", name, "-d", str(one), "-q"]
        alone = in_child(command, root)
        assert alone.code == 0, alone.output
        assert same(tmp_path / "sites" / name) == same(one)
    wrong = CliRunner().invoke(main, ["build", "--projection", "public", "--projection", "tema", "-d", "x"])
    assert (wrong.exit_code, (root / "x").exists()) == (2, False)
    assert "did you mean 'team'?" in wrong.output
    nowhere = CliRunner().invoke(main, ["build", "--projection", "public", "--projection", "team"])
    assert nowhere.exit_code == 2
    assert "-d DIR" in nowhere.output


def same(site: Path) -> dict[str, bytes]:
    """The files of a site that hang on no clock."""
    return {path: data for path, data in contents(site).items() if not path.startswith("sitemap.xml")}


def test_commands_show_a_projection(tmp_path: Path) -> None:
    """`render` and `feed` take its name, and say which there are."""
    root = str(playbook(tmp_path / "book", FILES, None, {"projections": THREE, "fail_on": "never"}))
    for name, shown in (("public", False), ("partner", True)):
        done = CliRunner().invoke(main, ["feed", "--root", root, "--projection", name])
        assert (done.exit_code, "Reseller kit" in done.output) == (0, shown)
        folder = tmp_path / name
        done = CliRunner().invoke(main, ["render", str(folder), "--root", root, "--projection", name])
        assert (done.exit_code, (folder / "plan/kit.md").is_file()) == (0, shown), done.output
    done = CliRunner().invoke(main, ["feed", "--root", root, "--projection", "partners"])
    assert (done.exit_code, "did you mean 'partner'?" in done.output) == (2, True)


def test_a_page_of_another_projection_is_hidden(tmp_path: Path) -> None:
    """Of every kind, cited in every way, from every file of the public site; the projection that shows them shows them."""
    projections = {"projections": {"partner": {"shows": "partner"}}}
    root = hidden_playbook(tmp_path, "partner", "", more=projections)
    assert told(build(root)) == []
    assert told(files_of(hidden_playbook(tmp_path / "b", "partner", "", more={**projections, "projection": "partner"})))


LETTERS, DIGITS, DAY = "zqx", "98765", "2031-07-19"
"""What hidden fields say, and nothing else."""
SAID: dict[str, dict[str, object]] = {
    "goal": {
        "commitments": None,
        "accepted_gaps": [{"audience": LETTERS, "reason": f"{LETTERS} gap"}],
        "health": "at-risk",
        "period": None,
    },
    "audience": {
        "evidence": [{"source": f"{LETTERS} told", "on": DAY}],
        "commitments": None,
        "accepted_gaps": [{"goal": LETTERS, "reason": f"{LETTERS} gap"}],
    },
    "journey": {
        "stages": [{"id": LETTERS, "title": f"{LETTERS} stage", "question": f"{LETTERS}?", "promise": f"{LETTERS}!"}],
        "accepted_gaps": [{"stage": f"x/{LETTERS}", "reason": f"{LETTERS} gap"}],
    },
    "channel": {"medium": "owned", "commitments": None},
    "kpi": {
        "baseline": {"on": DAY, "value": 98765},
        "target": {"on": DAY, "value": 98765},
        "readings": {"2026-07-19": 98765},
        "direction": "up",
    },
    "question": {"readings": {LETTERS: {"2026-07-19": 98765}}, "stage": f"{LETTERS}/{LETTERS}", "intent": None},
    "risk": {"trigger": {"kpi": LETTERS, "below": 98765}, "likelihood": "high", "impact": "high"},
    "policy": {"blackouts": [{"start": DAY, "reason": f"{LETTERS} quiet"}], "checklist": {LETTERS: f"{LETTERS} item"}},
    "format": {
        "deadlines": {LETTERS: "-3d"},
        "checklist": {LETTERS: f"{LETTERS} item"},
        "effort": "98d",
        "retire_after": "98765m",
        "requires": None,
    },
    "play": {"steps": [{"id": LETTERS, "title": f"{LETTERS} step"}]},
    "person": {"capacity": None},
    "competitor": {"strength": None, "checked": DAY},
    "decision": {"changes": [f"goal:{LETTERS}"], "on": "2026-07-19", "due": DAY, "status": None},
    "theme": {"period": "2031-Q3"},
    "review": {"period": "2026-Q3", "decisions": [f"{LETTERS} decided"]},
    "entry": {
        "deadlines": {LETTERS: DAY},
        "results": {LETTERS: 98765},
        "audited": {"on": "2026-07-19", "verdict": "keep", "note": f"{LETTERS} note"},
        "effort": "98d",
        "stage": f"{LETTERS}/{LETTERS}",
        "url": f"https://example.org/{LETTERS}",
        "published": "2026-07-19",
        "retire_on": DAY,
        "reviewed": "2026-07-19",
    },
}
"""By kind, what fields say that take no plain text; None: nothing that could be found again."""


def value(kind: Kind, name: str) -> object:
    """What a hidden field of a page says."""
    said = SAID.get(kind.name, {})
    if name in said:
        return said[name]
    info = kind.fields.model_fields[name]
    declared = [str(each) for each in declared_fields(kind.fields) if each.name == name]
    words = " ".join((*declared, *map(str, parts_of(info.annotation)), *map(str, info.metadata)))
    for sign, found in (
        ("type='money'", f"{DIGITS} EUR"),
        ("type='email'", f"{LETTERS}@example.org"),
        ("type='url'", f"https://example.org/{LETTERS}"),
        ("type='number'", int(DIGITS)),
        ("type='flag'", None),
        ("bool", None),
        ("datetime.date", DAY),
        ("Decimal", int(DIGITS)),
        ("tuple", [f"{LETTERS} {name}"] if "RefersTo" not in words else [LETTERS]),
    ):
        if sign in words:
            return found
    return LETTERS if "RefersTo" in words else f"{LETTERS} {name}"


def hideable(kind: Kind) -> list[str]:
    """The fields of a kind that a projection may hide."""
    return [name for name in kind.fields.model_fields if name not in STRUCTURAL]


def filled(root: Path, *, hides: bool) -> Path:
    """A playbook with a page of each kind that says something in every field that can be hidden."""
    fields = {
        kind: {"own": {"type": "line"}, "fee": {"type": "money", "visibility": "public"}}
        for kind in ("entry", "goal", "person")
    }
    options: dict[str, object] = {"fields": fields, "fail_on": "never", "today": "2026-11-22", "feeds": {"tasks": True}}
    words = vocabulary(playbook(root, {}, None, options))
    kinds = [kind for kind in (*words.kinds, words.entry) if kind.folder]
    options["projections"] = {"public": {"hides": {kind.name: hideable(kind) for kind in kinds} if hides else {}}}
    pages: dict[str, str | bytes] = {}
    for kind in kinds:
        said = {name: found for name in hideable(kind) if (found := value(kind, name)) is not None}
        more = (
            {"goals": ["grow"], "start": "2026-12-01", "type": "article"}
            if kind is words.entry
            else {"kind": kind.name}
        )
        if "own" in kind.fields.model_fields:
            said |= {"own": f"{LETTERS} own", "fee": f"{DIGITS} EUR"}
        folder = "plan" if kind is words.entry else f"strategy/{kind.folder}"
        pages[f"{folder}/a-{kind.name}.md"] = front(title=f"A {kind.noun}", **{**more, **said}) + "Words.\n"
        pages[f"{folder}/no-{kind.name}.md"] = front(
            title=f"Another {kind.noun}", **more, **({"end": "2026-12-09"} if kind is words.entry else {})
        )
    done = {"title": "Done", "status": "published", "goals": ["grow"], "start": "2026-07-01", "type": "guide"}
    said = {name: found for name in hideable(words.entry) if (found := value(words.entry, name)) is not None}
    said |= {"own": f"{LETTERS} own", "fee": f"{DIGITS} EUR"}
    pages["plan/done.md"] = front(**done, **said)
    return playbook(root, pages, None, options)


_SIGNS = re.compile(r"zqx|98[,.\u202f\u00a0 ]?765|2031|19 Jul 2026", re.IGNORECASE)


def signs(site: Mapping[str, bytes]) -> dict[str, list[str]]:
    """What the files of a site tell of hidden fields, by the file."""
    found = {}
    for path, data in site.items():
        if path.endswith((".js", ".css", ".gz")) or path.startswith("assets/"):
            continue
        text = re.sub(r"\r?\n[ \t]", "", data.decode("utf-8", "replace"))
        # Days of calendars, and pages of months, are no field's.
        text = re.sub(r"/?calendar/20\d\d[-\w]*", "", text)
        if seen := [text[max(each.start() - 50, 0) : each.end() + 30] for each in _SIGNS.finditer(text)]:
            found[path] = seen[:3]
    return found


def test_no_hidden_field_is_told(tmp_path: Path) -> None:
    """Every field of every kind that can be hidden says what is nowhere else: it is in no file of the site, nor in any sum of it."""
    site = build(filled(tmp_path, hides=True))
    assert signs(site) == {}
    assert b"A goal" in site["goals/a-goal/index.html"]


def test_fields_that_are_shown_are_found(tmp_path: Path) -> None:
    """The search for hidden ones would find each of them."""
    root = filled(tmp_path, hides=False)
    site = build_site(context_at(root))
    everything = " ".join(json.dumps(list(each)) for each in signs(site.files).values())
    assert LETTERS in everything
    assert "765" in everything
    pages = {page.path: page for page in context_at(root).playbook.pages}
    for kind in vocabulary(root).kinds:
        page = pages.get(f"strategy/{kind.folder}/a-{kind.name}.md")
        if page is not None:
            unsaid = {name for name in hideable(kind) if value(kind, name) is not None} - page.fields.model_fields_set
            assert unsaid == set(), (kind.name, unsaid)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"projections": {"Partner": {}}}, "names are lower-case letters"),
        ({"projections": {"internal": {}}}, "every playbook has 'internal' already"),
        ({"projections": {"public": {"shows": ["internal"]}}}, "delete shows"),
        ({"projections": {"partner": {"shows": ["partnr"]}}}, "did you mean 'partner'?"),
        ({"projections": {"partner": {"hides": {"entri": ["owner"]}}}}, "did you mean 'entry'?"),
        ({"projections": {"partner": {"hides": {"entry": ["ownr"]}}}}, "did you mean 'owner'?"),
        ({"projections": {"partner": {"hides": {"entry": ["goals"]}}}}, "'goals' can't be hidden"),
        ({"projections": {"partner": {"hides": {"entry": "owner"}}}}, "hides"),
        ({"projections": {"partner": {"show": ["x"]}}}, "show"),
        ({"projection": "partner"}, "there is none of the name 'partner'"),
        ({"fields": {"entry": {"x": {"type": "line", "visibility": "partnr"}}}}, "there is no visibility 'partnr'"),
    ],
)
def test_projections_that_can_not_be(tmp_path: Path, options: Mapping[str, object], message: str) -> None:
    """One line that says what to write."""
    root = playbook(tmp_path, {}, None, options)
    with pytest.raises(OptionError, match=re.escape(message)) as raised:
        load_settings(root)
    assert "\n" not in str(raised.value)


def test_a_page_s_visibility_is_a_name(tmp_path: Path) -> None:
    """A word that no projection has is a finding that says which there are, and the page is never public."""
    pages = {"plan/x.md": front(title="Xylo", goals=["grow"], start="2026-12-01", visibility="partnr")}
    root = playbook(tmp_path, pages, None, {"projections": THREE, "fail_on": "never"})
    said = CliRunner().invoke(main, ["check", "--root", str(root)])
    assert "'partnr' is not one of public, internal, draft, partner, team" in said.output
    assert "did you mean partner?" in said.output
    assert not [path for path, data in build(root).items() if b"Xylo" in data]


def test_references_between_projections(tmp_path: Path) -> None:
    """A page that one projection shows cites one that it doesn't: a finding, for the first projection of which that is so."""
    pages = {
        "plan/a.md": front(title="A", goals=["grow"], start="2026-12-01", visibility="partner", related=["b"]),
        "plan/b.md": front(title="B", goals=["grow"], start="2026-12-01", visibility="internal", related=["a"]),
        "plan/c.md": front(title="C", goals=["grow"], start="2026-12-01", visibility="internal", related=["d"]),
        "plan/d.md": front(title="D", goals=["grow"], start="2026-12-01", visibility="draft"),
    }
    options = {"projections": {**THREE, "team": {"shows": ["internal"]}}}
    root = playbook(tmp_path, pages, None, options)
    said = CliRunner().invoke(main, ["check", "--root", str(root), "--format", "json"])
    found = [
        (each["path"], each["message"])
        for each in json.loads(said.stdout)["findings"]
        if each["rule"] == "hidden-reference"
    ]
    assert found == [
        ("plan/a.md", "this page is partner, and 'B' is internal, which the projection partner doesn't show"),
        ("plan/b.md", "this page is internal, and 'A' is partner, which the projection team doesn't show"),
        ("plan/c.md", "this page is internal, and 'D' is draft, which the projection team doesn't show"),
    ]


def test_hidden_fields_move_no_stamp(tmp_path: Path) -> None:
    """An edit of what subscribers don't see leaves their feed as it is, byte for byte."""
    root = playbook(tmp_path, {}, None, {"projections": {"public": {"hides": {"entry": ["owner"]}}}})
    pages = {
        "strategy/people/ana.md": front(title="Ana"),
        "strategy/people/ben.md": front(title="Ben"),
        "plan/x.md": front(title="X", goals=["grow"], start="2026-12-01", owner="ana"),
    }
    write(root, pages)
    committed(root, "2026-11-01T12:00:00Z")
    before = feed_of(root)
    write(root, {"plan/x.md": front(title="X", goals=["grow"], start="2026-12-01", owner="ben")})
    committed(root, "2026-11-02T12:00:00Z")
    assert feed_of(root) == before
    assert b"Ana" not in before


def test_editors_offer_the_names(tmp_path: Path) -> None:
    """Completion, the JSON Schema and forms offer them; forms on a site only those of which it shows pages."""
    root = playbook(tmp_path, FILES, None, {"projections": THREE})
    words = vocabulary(root)
    offered = field_at(words.entry, ("visibility",), words)
    assert offered is not None
    assert offered.choices == ("public", "internal", "draft", "partner", "team")
    said = CliRunner().invoke(main, ["schema", "entry", "--root", str(root)])
    enum = json.loads(said.stdout)["properties"]["visibility"]["enum"]
    assert enum == ["public", "internal", "draft", "partner", "team"]
    for name, more in (("public", []), ("partner", ["partner"]), ("team", ["partner", "team"])):
        told = told_vocabulary(words, next(each for each in words.projections if each.name == name))
        field = next(each for each in form_fields(told.entry, told) if each.name == "visibility")
        assert [each.value for each in field.options] == ["public", "internal", "draft", *more]
