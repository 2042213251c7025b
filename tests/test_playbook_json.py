"""The plan for programs: playbook.json by its schema, JSON-LD in heads, and llms.txt."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from markdown_it import MarkdownIt

from builds import BASE, Html, build, context_at, files_of, playbook, sample_context
from gameplan.model.example_files import EXAMPLE_FILES
from gameplan.publish.data.files import data_files
from gameplan.publish.data.llms import llms_txt
from gameplan.publish.data.playbook_json import VERSION, playbook_json, schema
from gameplan.publish.linked_data import page_data, site_data
from gameplan.publish.output.page_head import data_script

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.publish.context import Context

MARKER = "zqxmarker"
HOSTILE = '</script><script>alert(1)</script> <!-- "q" & {{ x }} =1+1 [a](b) \\ `c` \u2028\u2029\x85 \ud800 🎉'
FILES: dict[str, str | bytes] = {
    "strategy/people/ana.md": "---\ntitle: Ana\nrole: Editor\nemail: ana@example.org\ncapacity: 2.5\n---\n",
    "strategy/kpis/readers.md": (
        "---\ntitle: Readers\nunit: people\ndirection: up\ntarget: {value: 1200.5, on: 2026-12-31}\ngoals: grow\n"
        "readings: {2026-10-31: 0, 2026-09-30: -3}\n---\n"
    ),
    "plan/launch.md": (
        "---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-01T18:00\nowner: ana\nlocation: The hall\nbudget: 100 EUR\n"
        "deadlines: {draft: {on: 2026-11-20, owner: ana}}\nresults: {readers: 5}\n---\nWe launch. [[later]]\n"
    ),
    "plan/later.md": "---\ntitle: Later\ngoals: [grow]\nstart: 2026-12-03\nend: 2026-12-05\nstatus: cancelled\n---\n",
    "plan/weekly.md": (
        "---\ntitle: Weekly\ngoals: [grow]\nstart: 2026-12-04\n"
        "repeat: {every: 2 weeks, on: friday, until: 2027-03-01, except: [2026-12-18]}\n---\n"
    ),
    "plan/someday.md": "---\ntitle: Someday\ngoals: [grow]\nstart: 2026-Q4\nstatus: idea\n---\n",
    "plan/never.md": "---\ntitle: Never\ngoals: [grow]\nstatus: idea\n---\n",
}
HIDDEN: dict[str, str | bytes] = {
    f"plan/{MARKER}.md": f"---\ntitle: {MARKER}\ngoals: [grow]\nstart: 2026-12-02\nvisibility: internal\n---\n[[launch]]\n",
    f"strategy/kpis/{MARKER}-kpi.md": f"---\ntitle: {MARKER}\nvisibility: draft\ngoals: grow\n---\n",
    "plan/cites.md": (
        f"---\ntitle: Cites\ngoals: [grow]\nstart: 2026-12-02\ndepends_on: [{MARKER}]\nresults: {{{MARKER}-kpi: 3}}\n---\n"
    ),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook with schedules of every form."""
    return playbook(tmp_path_factory.mktemp("json"), FILES)


@pytest.fixture(scope="module")
def context(root: Path) -> Context:
    """Its context."""
    return context_at(root)


def checked(data: bytes) -> dict[str, Any]:
    """A playbook.json that its schema allows, and that holds nothing that the schema doesn't name."""
    form = json.loads(schema())
    jsonschema.Draft202012Validator.check_schema(form)
    made: dict[str, Any] = json.loads(data)
    jsonschema.Draft202012Validator(form).validate(made)
    assert set(made) <= set(form["properties"])
    named = form["$defs"]
    for page in (page for pages in made["pages"].values() for page in pages):
        assert set(page) <= set(named["page"]["properties"])
        assert set(page.get("fields", {})) <= set(named["fields"]["properties"]), page
        assert set(page.get("schedule", {})) <= set(named["schedule"]["properties"])
    return made


def page_of(made: Mapping[str, Any], kind: str, identifier: str) -> dict[str, Any]:
    """A page by its kind and id."""
    [page] = [page for page in made["pages"][kind] if page["id"] == identifier]
    return dict(page)


def test_the_sample_is_as_its_schema_says() -> None:
    """Every page of the sample is there, sorted, under its kind, and linked both ways."""
    _, context = sample_context()
    made = checked(playbook_json(context))
    assert made["version"] == VERSION == 1
    pages = [page for kind, found in made["pages"].items() if kind != "page" for page in found]
    assert len(pages) == sum(page.kind.name != "page" for page in context.playbook.pages)
    known = {f"{page['kind']}:{page['id']}" for found in made["pages"].values() for page in found}
    for found in made["pages"].values():
        assert [page["id"] for page in found] == sorted(page["id"] for page in found)
        for page in found:
            for way, back in (("links", "linked_from"), ("linked_from", "links")):
                for name, others in page.get(way, {}).items():
                    assert set(others) <= known
                    for other in others:
                        there = page_of(made, *other.split(":", 1))
                        assert f"{page['kind']}:{page['id']}" in there[back][name]


def test_schedules_of_every_form(context: Context) -> None:
    """Days, moments, recurrences, windows, and nothing."""
    made = checked(playbook_json(context))
    assert page_of(made, "entry", "launch")["schedule"] == {
        "start": "2026-12-01T18:00:00+01:00",
        "end": "2026-12-01T19:00:00+01:00",
        "zone": "Europe/Berlin",
    }
    assert page_of(made, "entry", "later")["schedule"] == {"start": "2026-12-03", "end": "2026-12-05"}
    weekly = page_of(made, "entry", "weekly")["schedule"]
    assert weekly["rrule"] == "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR;UNTIL=20270301"
    assert weekly["skipped"] == ["2026-12-18"]
    window = {"label": "2026-Q4", "first": "2026-10-01", "last": "2026-12-31"}
    assert page_of(made, "entry", "someday")["schedule"] == {"window": window}
    assert page_of(made, "entry", "never")["schedule"] == {}
    later = page_of(made, "entry", "later")
    assert (later["status"], later["stage"], later["address"]) == ("cancelled", "dropped", "plan/later/")


def test_fields_and_links(context: Context) -> None:
    """Numbers are numbers, zero included; references stand with the links."""
    made = checked(playbook_json(context))
    readers = page_of(made, "kpi", "readers")["fields"]
    assert readers["readings"] == [{"on": "2026-09-30", "value": -3}, {"on": "2026-10-31", "value": 0}]
    assert readers["target"] == {"value": 1200.5, "on": "2026-12-31"}
    launch = page_of(made, "entry", "launch")
    assert launch["links"]["goals"] == ["goal:grow"]
    assert launch["links"]["mention"] == ["entry:later"]
    assert launch["fields"]["deadlines"] == [{"name": "draft", "on": "2026-11-20", "done": False}]
    assert launch["fields"]["results"] == {"readers": 5}
    assert "kpi:readers" in page_of(made, "goal", "grow")["linked_from"]["goals"]
    assert page_of(made, "person", "ana")["fields"] == {"role": "Editor", "capacity": 2.5}


def test_what_is_nothing_is_said_to_be(tmp_path: Path) -> None:
    """Who can do nothing in a week has a capacity of 0; what says nothing has no member; results are of KPIs that there are."""
    files: dict[str, str | bytes] = {
        **FILES,
        "strategy/people/bo.md": "---\ntitle: Bo\ncapacity: 0\n---\n",
        "strategy/people/cy.md": "---\ntitle: Cy\n---\n",
        "plan/launch.md": "---\ntitle: Launch\ngoals: [grow]\nresults: {gone: 3, readers: 0}\nstart: 2026-11-01\n---\n",
    }
    made = checked(playbook_json(context_at(playbook(tmp_path, files))))
    assert page_of(made, "person", "bo")["fields"] == {"capacity": 0}
    assert page_of(made, "person", "cy").get("fields", {}) == {}
    assert page_of(made, "entry", "launch")["fields"]["results"] == {"readers": 0}


def test_nothing_hidden_and_no_e_mail(tmp_path: Path) -> None:
    """Hidden pages, references to them, and e-mail addresses are in no file for programs."""
    root = playbook(tmp_path, {**FILES, **HIDDEN}, options={"fail_on": "never"})
    site = build(root)
    for path, data in site.items():
        if path.startswith(("data/", "llms")) or (path.endswith(".html") and b"ld+json" in data):
            assert MARKER.encode() not in data.lower(), path
            if not path.startswith("people/"):
                assert b"ana@example.org" not in data, path
    cites = page_of(checked(site["data/playbook.json"]), "entry", "cites")
    assert set(cites["links"]) == {"goals"}
    assert "results" not in cites.get("fields", {})


def test_the_same_on_any_day(context: Context) -> None:
    """Another day to build on leaves playbook.json as it is; one build's bytes are another's."""
    assert playbook_json(context.having(today=date(2031, 1, 1))) == playbook_json(context)


def renamed(context: Context, title: str) -> Context:
    """The context with another title for the launch, and for the site."""
    pages = tuple(replace(page, title=title) if page.id == "launch" else page for page in context.playbook.pages)
    return context.having(site_name=title, playbook=replace(context.playbook, pages=pages))


def test_hostile_titles(context: Context) -> None:
    """Titles come through literally: in JSON, in a script's data that nothing ends, and as one line of plain Markdown."""
    strange = renamed(context, HOSTILE)
    files = data_files(strange)
    literal = HOSTILE.replace("\ud800", "?")
    assert page_of(checked(files["data/playbook.json"]), "entry", "launch")["title"] == literal
    launch = strange.playbook.by_path["plan/launch.md"]
    for script in map(data_script, (page_data(strange, launch), site_data(strange))):
        [data] = re.findall(r'\A<script type="application/ld\+json">([^<>&\u2028\u2029\x85]*)</script>\Z', script)
        assert json.loads(data)["name"] == HOSTILE
        script.encode()
    text = files["llms.txt"].decode()
    assert "\u2028" not in text
    html = MarkdownIt().render(text)
    assert "<script>" not in html
    assert 'href="b"' not in html
    assert " ".join(literal.split()) in Html(html.encode()).text


def scripts(data: bytes) -> list[dict[str, Any]]:
    """The JSON-LD of a page."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', data.decode(), re.DOTALL)
    return [json.loads(text) for text in found]


def test_structured_data_in_heads(root: Path) -> None:
    """Home is a web site, each dated public entry an event; nothing else has any."""
    site = build(root)
    assert scripts(site["index.html"]) == [
        {"@context": "https://schema.org", "@type": "WebSite", "name": "Site", "url": BASE}
    ]
    [launch] = scripts(site["plan/launch/index.html"])
    assert launch == {
        "@context": "https://schema.org",
        "@type": "Event",
        "name": "Launch",
        "startDate": "2026-12-01T18:00:00+01:00",
        "endDate": "2026-12-01T19:00:00+01:00",
        "eventStatus": "https://schema.org/EventScheduled",
        "description": "We launch. Later",
        "location": "The hall",
        "url": f"{BASE}plan/launch/",
    }
    [later] = scripts(site["plan/later/index.html"])
    assert (later["endDate"], later["eventStatus"]) == ("2026-12-05", "https://schema.org/EventCancelled")
    [weekly] = scripts(site["plan/weekly/index.html"])
    assert weekly["eventSchedule"]["repeatFrequency"] == "P2W"
    for path in ("plan/someday/index.html", "plan/never/index.html", "goals/grow/index.html", "calendar/index.html"):
        assert scripts(site[path]) == []
    head = site["plan/launch/index.html"].partition(b"</head>")[0]
    assert b"ld+json" in head


def test_internal_entries_are_no_events(tmp_path: Path) -> None:
    """Not even on an internal site."""
    site = build(playbook(tmp_path, HIDDEN, options={"internal": True, "fail_on": "never"}))
    assert scripts(site[f"plan/{MARKER}/index.html"]) == []


def sections(text: str) -> Iterator[tuple[str, list[str]]]:
    """The sections of an llms.txt with their lines."""
    for part in text.split("\n## ")[1:]:
        title, _, rest = part.partition("\n")
        yield title, rest.split("\n")


def test_llms_txt(root: Path) -> None:
    """A title, a quotation, and lists of links, as llmstxt.org describes; every link is absolute and leads to a file."""
    site = build(root)
    text = site["llms.txt"].decode()
    assert text.startswith("# Site\n\n> The mission\n")
    found = dict(sections(text))
    assert list(found) == ["Goals", "KPIs", "People", "The plan ahead", "Optional"]
    assert f"- [Later]({BASE}plan/later/" not in text
    line = f"- [Launch]({BASE}plan/launch/index.md): Tue 1 Dec 2026, 18:00–19:00; planned; for Grow"
    assert line in found["The plan ahead"]
    for target in re.findall(r"\]\(([^)]+)\)", text):
        path = target.removeprefix(BASE)
        assert (f"{path}index.html" if path.endswith("/") or not path else path) in site


@pytest.mark.parametrize(
    ("count", "more"), [(100, []), (101, [f"- and 1 more in [playbook.json]({BASE}data/playbook.json)"])]
)
def test_llms_txt_is_not_without_end(count: int, more: list[str], tmp_path: Path) -> None:
    """A hundred of a kind have a line each; of others it says how many there are, and where."""
    files = {f"strategy/channels/c{number:03}.md": f"---\ntitle: Channel {number}\n---\n" for number in range(count)}
    [lines] = [
        lines
        for title, lines in sections(llms_txt(context_at(playbook(tmp_path, files))).decode())
        if title == "Channels"
    ]
    assert [line for line in lines if "more" in line] == more
    assert sum(line.startswith("- [Channel ") for line in lines) == 100


def test_without_an_address_or_dates(tmp_path: Path) -> None:
    """Without `site_url` nothing pretends to know one; an empty plan is valid too."""
    root = playbook(tmp_path, {}, {"site_url": ""})
    (root / "plan/launch.md").unlink()
    files = files_of(root)
    made = checked(files["data/playbook.json"])
    assert "address" not in made["site"]
    assert "entry" not in made["pages"]
    assert "## The plan ahead" not in files["llms.txt"].decode()
    assert "url" not in scripts(build(root)["index.html"])[0]


def test_kinds_that_come_along(tmp_path: Path) -> None:
    """What their pages say is there, in the form that the schema describes; pages that they name are links."""
    texts: dict[str, str | bytes] = {example.path: example.text for example in EXAMPLE_FILES.values()}
    pages = checked(files_of(playbook(tmp_path, texts))["data/playbook.json"])["pages"]
    found = {kind: pages[kind][-1] for kind in ("question", "risk", "decision", "theme", "format", "play", "audience")}
    assert found["question"]["fields"]["readings_by_engine"] == {
        "google": [{"on": "2026-10-31", "value": 8}, {"on": "2026-11-30", "value": 6}]
    }
    assert found["question"]["fields"]["intent"] == "informational"
    assert found["risk"]["fields"]["trigger"] == {"below": 180}
    assert found["risk"]["links"]["trigger"] == ["kpi:trials"]
    assert (found["risk"]["fields"]["likelihood"], found["risk"]["fields"]["impact"]) == ("medium", "high")
    assert found["decision"]["fields"] == {"on": "2026-12-18", "due": "2027-01-15", "status": "open"}
    assert found["decision"]["links"]["changes"] == ["goal:more-trials"]
    assert found["theme"]["fields"] == {"period": "2027-Q1"}
    assert found["format"]["fields"]["relative_deadlines"] == {"proof": "-3wd"}
    assert found["format"]["fields"]["checklist"] == ["It ends with something to do"]
    assert [step["at"] for step in found["play"]["fields"]["steps"]] == ["-14d", "-1d", "+0d"]
    assert found["audience"]["fields"]["evidence"] == [{"source": "Nine interviews", "on": "2026-10-20"}]


def test_an_author_s_own_files_stay(tmp_path: Path) -> None:
    """An `llms.txt` of the author's is published, and ours isn't."""
    root = playbook(tmp_path, {"strategy/llms.txt": "mine", "strategy/data/playbook.json": "{}"})
    assert {"llms.txt", "data/playbook.json"}.isdisjoint(files_of(root))
    assert build(root)["llms.txt"] == b"mine"


def test_the_form_is_documented() -> None:
    """Each field of the schema has its name in the documentation."""
    text = (Path(__file__).parents[1] / "docs" / "playbook-json.md").read_text(encoding="utf-8")
    form = json.loads(schema())
    groups = [form["properties"], *(form["$defs"][name]["properties"] for name in ("page", "schedule", "fields"))]
    assert [name for group in groups for name in group if f"`{name}`" not in text] == []
