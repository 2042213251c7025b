"""`gameplan import`: what other programs export becomes entries, and what changes there later is taken over."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from builds import SAMPLE, contents, sample_context
from casefile import check_folder, write_playbook
from exports import (
    ASANA_CSV,
    GERMAN_CSV,
    JIRA_CSV,
    NOTION_ROWS,
    asana_json,
    google_ics,
    jira_json,
    notion_zip,
    outlook_ics,
    trello_json,
    workbook,
)
from gameplan.cli import main
from gameplan.importers.bodies import body_text
from gameplan.importers.columns import Chosen, columns_of
from gameplan.importers.delimited import read_delimited
from gameplan.importers.draft import Goals
from gameplan.importers.plan import Import, Wish
from gameplan.importers.table import Reading, Table, made_row
from gameplan.importers.values import _SPLIT
from gameplan.model.page import Entry
from gameplan.model.vocabulary import Vocabulary
from gameplan.publish.data.playbook_json import playbook_json

FILES = {
    "mkdocs.yml": (
        "site_name: Small\nplugins:\n  - gameplan:\n      timezone: Europe/Berlin\n      currency: EUR\n"
        "      rules: {endless-repeat: 'off', crowded-calendar: 'off', undated-entry: 'off', clash: 'off'}\n"
        "      fields:\n        entry:\n          market: {type: choice, of: [emea, apac], label: Our market}\n"
    ),
    "strategy/people/ana.md": "---\ntitle: Ana Lopes\nemail: ana@example.org\n---\n",
    "strategy/people/bob.md": "---\ntitle: Bob Roe\n---\n",
    "strategy/channels/blog.md": "---\ntitle: Blog\n---\n",
    "strategy/channels/letter.md": "---\ntitle: Newsletter\n---\n",
}


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A playbook in whose folder one is."""
    folder = tmp_path / "playbook"
    write_playbook(folder, FILES)
    monkeypatch.chdir(folder)
    return folder


def call(*arguments: str) -> Result:
    """Run the command on a fixed day."""
    return CliRunner().invoke(main, ["import", "--today=2026-11-22", *arguments])


def kept(root: Path, name: str, data: str | bytes) -> str:
    """Write an export beside the playbook."""
    file = root.parent / name
    file.write_bytes(data if isinstance(data, bytes) else data.encode())
    return str(file)


def entry(root: Path, title: str) -> Entry:
    """The entry of a title, as the library reads it."""
    pages = [page for page in check_folder(root).playbook.entries if page.title == title]
    assert len(pages) == 1, [page.title for page in pages]
    return pages[0]


def done(said: Result) -> Result:
    """The same, where all went well."""
    assert said.exit_code == 0, said.output + said.stderr
    return said


EXPORTS: dict[str, tuple[str | bytes, tuple[str, ...]]] = {
    "plan.csv": (GERMAN_CSV.encode("cp1252"), ("--create=people",)),
    "notion.zip": (notion_zip(), ("--map=Created time=",)),
    "board.json": (trello_json(), ("--map=Labels=type", "--create=people")),
    "asana.csv": (ASANA_CSV, ("--create=people",)),
    "asana.json": (asana_json(), ("--create=people", "--rest=drop")),
    "jira.csv": (JIRA_CSV, ("--create=people",)),
    "jira.json": (jira_json(), ("--create=people", "--rest=drop")),
    "google.ics": (google_ics(), ()),
    "outlook.ics": (outlook_ics(), ()),
    "plan.xlsx": (workbook(), ("--create=people",)),
}


@pytest.mark.parametrize("name", EXPORTS)
def test_real_exports(root: Path, name: str) -> None:
    """Some 200 rows come without an error after one mapping, and the same again changes no byte."""
    data, options = EXPORTS[name]
    file = kept(root, name, data)
    said = done(call(file, "--goal=grow", "--force", *options))
    count = int(said.stdout.split("new")[1].split()[0])
    assert count == (200 if "ics" not in name else 100)
    assert not [each for each in check_folder(root).diagnostics if str(each.severity) == "error"]
    before = contents(root)
    said = done(call(file, "--goal=grow", *options))
    assert f"the same  {count:>6}" in said.stdout
    assert said.stdout.endswith("nothing to do\n")
    assert contents(root) == before


def test_values_of_a_german_file(root: Path) -> None:
    """Semicolons, a code page, days with dots, amounts with commas, and two owners."""
    said = done(call(kept(root, "plan.csv", GERMAN_CSV.encode("cp1252")), "--goal=grow", "--force", "--create=people"))
    page = entry(root, "Schlüssel für Töpfer 7")
    fields = page.entry
    assert (fields.type, page.status.name, str(page.schedule.first_day)) == ("email", "in-progress", "2027-03-08")
    assert (fields.owner, fields.contributors, fields.channels) == (("ana",), ("jürgen-groß",), ("letter",))
    assert (fields.budget, fields.source, fields.goals) == ("1500 EUR", "plan.csv:T-7", ("grow",))
    assert "read as cp1252" in said.stdout
    assert "others are contributors (200)" in said.stdout
    assert "strategy/people/jürgen-groß.md: made for 'Jürgen Groß'" in said.stdout


def test_a_newer_export(root: Path) -> None:
    """Only what changed there changes here; what was edited here stays, and what changed in both places is told."""
    rows = "ID,Title,Start,Status,Notes\n1,One,2027-01-04,planned,a\n2,Two,2027-01-05,planned,b\n3,Three,2027-01-06,planned,c\n"
    done(call(kept(root, "p.csv", rows), "--goal=grow"))
    one, two, three = (root / f"plan/{name}.md" for name in ("one", "two", "three"))
    one.write_text(one.read_text().replace("status: planned", "status: in-review  # by Ana"))
    two.write_text(two.read_text().replace("status: planned", "status: in-review"))
    newer = (
        rows.replace("1,One,2027-01-04", "1,One,2027-02-04")
        .replace("05,planned", "05,approved")
        .replace("3,Three", "4,Four")
    )
    said = done(call(kept(root, "p.csv", newer), "--goal=grow"))
    assert "start: 2027-02-04\n" in one.read_text()
    assert "status: in-review  # by Ana\n" in one.read_text()
    assert "status: in-review\n" in two.read_text()
    assert "plan/two.md, status: changed both here and there; kept in-review, not approved (was planned)" in said.stdout
    assert "plan/three.md: no longer in the file; nothing was deleted" in said.stdout
    assert three.exists()
    assert (root / "plan/four.md").exists()
    before = contents(root)
    done(call(kept(root, "p.csv", newer), "--goal=grow"))
    assert contents(root) == before


def test_what_was_deleted_here_stays_away(root: Path) -> None:
    """It isn't made again."""
    file = kept(root, "p.csv", "ID,Title,Start\n1,One,2027-01-04\n2,Two,2027-01-05\n")
    done(call(file, "--goal=grow"))
    (root / "plan/one.md").unlink()
    assert "deleted here" in done(call(file, "--goal=grow")).stdout
    assert not (root / "plan/one.md").exists()


def test_texts_follow_too(root: Path) -> None:
    """A body that nobody edited here is replaced."""
    rows = 'ID,Title,Start,Text\n1,One,2027-01-04,"First\nline"\n2,Two,2027-01-05,Words\n'
    done(call(kept(root, "p.csv", rows), "--goal=grow"))
    (root / "plan/two.md").write_text((root / "plan/two.md").read_text().replace("Words", "Our words"))
    newer = rows.replace("First", "Other").replace("Words", "Their words")
    said = done(call(kept(root, "p.csv", newer), "--goal=grow"))
    assert (root / "plan/one.md").read_text().endswith("---\n\nOther\nline\n")
    assert (root / "plan/two.md").read_text().endswith("Our words\n")
    assert "plan/two.md, the text: changed both here and there" in said.stdout


def test_a_newer_export_that_says_less(root: Path) -> None:
    """A column that is gone deletes nothing, a cell that is empty by now does; goals of the first import stay."""
    rows = "ID,Title,Start,Location,Budget,Text\n1,One,2027-01-04,Porto,20 EUR,Words\n2,Two,2027-01-05,Lisbon,30 EUR,Words\n"
    done(call(kept(root, "p.csv", rows), "--goal=grow"))
    before = (root / "plan/two.md").read_text()
    done(call(kept(root, "p.csv", "ID,Title,Start,Location\n1,One,2027-01-04,\n2,Two,2027-01-05,Lisbon\n")))
    assert "location" not in (root / "plan/one.md").read_text()
    assert (root / "plan/two.md").read_text() == before
    assert "budget: 20 EUR\n" in (root / "plan/one.md").read_text()
    assert "goals: [grow]\n" in (root / "plan/one.md").read_text()
    done(call(kept(root, "p.csv", rows.replace("30 EUR", "35 EUR"))))
    assert "budget: 35 EUR\n" in (root / "plan/two.md").read_text()


def test_formulas_in_a_column_that_is_dropped(root: Path) -> None:
    """Nobody wants them, so they hinder nothing."""
    file = kept(root, "p.xlsx", workbook(formula=True))
    said = call(file, "--goal=grow", "--create=people")
    assert said.exit_code == 1
    assert "row 3, Publish date: it is a formula, and those are not evaluated; copy the column" in said.stdout
    done(call(file, "--goal=grow", "--create=people", "--map=Publish date=", "--force"))


def test_columns_that_nobody_understands(root: Path) -> None:
    """They are shown with samples and stop the command, which says what to type."""
    file = kept(root, "p.csv", "Title,Start,Weather,Mood\nOne,2027-01-04,rain,good\n")
    before = contents(root)
    said = call(file, "--goal=grow")
    assert (said.exit_code, contents(root)) == (2, before)
    assert "'Weather', as in rain\n    --map 'Weather=FIELD', or --map 'Weather=' to drop it" in said.stderr
    done(call(file, "--goal=grow", "--map=Weather=market", "--map", "Weather:rain=emea", "--rest=x"))
    text = (root / "plan/one.md").read_text()
    assert "market: emea\n" in text
    assert "x_mood: good\n" in text


def test_a_list_below_the_text(root: Path) -> None:
    """`--rest body`; and own fields by their labels."""
    done(
        call(
            kept(root, "p.csv", "Title,Start,Weather,Our market\nOne,2027-01-04,rain,EMEA\n"),
            "--goal=grow",
            "--rest=body",
        )
    )
    text = (root / "plan/one.md").read_text()
    assert "market: emea\n" in text
    assert text.endswith("---\n\n- Weather: rain\n")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (
            "Title,Start\nOne,2027-02-30",
            "row 2, Start: '2027-02-30' is no day; the last day of that month is 2027-02-28",
        ),
        ("Title,Start\nOne,1/2/2027", "say which: --dates dmy or --dates mdy"),
        ("Title,Start,Owner\nOne,2027-01-04,Ana Lopez", "'Ana Lopez' is not the same"),
        ("Title,Start,Owner\nOne,2027-01-04,Zoe", "there is no person 'Zoe'; use --create people"),
        ("Title,Start,Status\nOne,2027-01-04,publishd", "--map 'Status:publishd=published'"),
        ("Title,Start\n,2027-01-04", "row 2, title: it has no title; write one, or --map 'COLUMN=title'"),
        ("Title,Start,Budget\nOne,2027-01-04,lots", "'lots' is not an amount of money"),
        ("Title,Start,URL\nOne,2027-01-04,javascript:alert(1)", "is not an address that a page may link to"),
        ("ID,Title,Start\n1,One,0000-01-04", "is in no year from 1970 to 2199"),
        ("Title,Start\n=HYPERLINK(1),2027-01-04", "is a formula"),
    ],
)
def test_rows_that_are_refused(root: Path, rows: str, message: str) -> None:
    """Row, column and what to type; nothing is written."""
    before = contents(root)
    said = call(kept(root, "p.csv", rows + "\n"), "--goal=grow", *(("--create=people",) if "Lopez" in rows else ()))
    assert (said.exit_code, contents(root)) == (1, before)
    assert message in said.stdout
    assert "nothing was written: --partial imports the other rows" in said.stdout


def test_some_of_the_rows(root: Path) -> None:
    """`--partial` takes those that are right."""
    file = kept(root, "p.csv", "ID,Title,Start\n1,One,2027-01-04\n2,Two,soon\n")
    said = done(call(file, "--goal=grow", "--partial"))
    assert "row 3, Start: 'soon' is no day" in said.stdout
    assert [path.name for path in (root / "plan").glob("[ot]*.md")] == ["one.md"]


def test_goals(root: Path) -> None:
    """A column, a rule, one for all; without any a row is refused."""
    rows = "Title,Start,Goal,Channel\nOne,2027-01-04,Grow,Blog\nTwo,2027-01-05,,Newsletter\n"
    file = kept(root, "p.csv", rows)
    said = call(file)
    assert said.exit_code == 1
    assert "row 3, Goal: it serves no goal; use --goal ID" in said.stdout
    assert "there is no goal 'grwo'; did you mean 'grow'?" in call(file, "--goal=grwo").stderr
    done(call(file, "--goal-by=channel:letter=grow"))
    assert entry(root, "Two").entry.goals == ("grow",)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{{ config }} {% if x %} {# y #} {!z.md!}", "&#123;{ config }} &#123;% if x %} &#123;# y #} &#123;!z.md!}"),
        ('--8<-- "secret.md"', '--8&lt;-- "secret.md"'),
        ("::: os.path", "\\::: os.path"),
        ("<script>x</script> a<br>b <https://example.org>", "&lt;script>x&lt;/script> a\nb https://example.org"),
        ("![p](a/b.png) [c](../d.md) [e](https://example.org/)", "p c [e](https://example.org/)"),
        ("[[goal:grow]]", "\\[\\[goal:grow]]"),
        ("title: x\nvisibility: internal", "> title: x\n> visibility: internal"),
        ("a\u202eb\u0007c", "abc"),
    ],
)
def test_texts_do_no_harm(text: str, written: str) -> None:
    """Nothing in a text of another program is run, included, or taken for front matter."""
    assert body_text([text], []) == f"{written}\n"


def test_several_files(root: Path) -> None:
    """What is said of a column holds for the file that has it; a word may mean nothing."""
    one = kept(root, "p.csv", "ID,Title,Start,Go\n1,One,,2027-01-04\n")
    two = kept(root, "q.csv", "ID,Title,Start,Status\n1,Two,2027-01-05,-\n")
    done(call(one, two, "--goal=grow", "--map=Go=start", "--map=Status:-="))
    assert (entry(root, "One").entry.source, entry(root, "Two").entry.source) == ("p.csv:1", "q.csv:1")


def test_goals_that_are_owed(root: Path) -> None:
    """They are in the baseline, and counted; a check by it finds nothing new."""
    said = done(call(kept(root, "p.csv", "ID,Title,Start\n1,One,2027-01-04\n2,Two,2027-01-05\n"), "--goals-later"))
    assert "2 goals owed: in gameplan-baseline.json" in said.stdout
    check = CliRunner().invoke(main, ["check", "--today=2026-11-22", "--baseline", "gameplan-baseline.json"])
    assert check.exit_code == 0, check.output
    assert "2 known findings of the baseline" in check.stderr + check.stdout
    done(call(kept(root, "q.csv", "ID,Title,Start\n3,Three,2027-01-06\n"), "--goals-later"))
    assert len(json.loads((root / "gameplan-baseline.json").read_text())["findings"]) == 3


def test_rows_that_name_each_other(root: Path) -> None:
    """A campaign in the same file, one that is made, and an entry that comes first."""
    rows = (
        "Title,Type,Start,Campaign,Blocked by\nSpring,campaign,2027-01-04,,\nOne,article,2027-01-05,Spring,\n"
        "Two,article,2027-01-06,Summer,One\n"
    )
    done(call(kept(root, "p.csv", rows), "--goal=grow", "--create=campaigns"))
    assert entry(root, "One").entry.campaign == ("spring",)
    assert (entry(root, "Two").entry.campaign, entry(root, "Two").entry.depends_on) == (("summer",), ("one",))
    assert entry(root, "Summer").entry.goals == ("grow",)


def test_a_dry_run_and_json(root: Path) -> None:
    """The difference, and the same for programs; nothing is written."""
    file = kept(root, "p.csv", "ID,Title,Start\n1,One,2027-01-04\n")
    before = contents(root)
    said = done(call(file, "--goal=grow", "--dry-run"))
    assert "+++ b/plan/one.md\n" in said.stdout
    assert "new            1\n" in said.stderr
    found = json.loads(done(call(file, "--goal=grow", "--dry-run", "--json")).stdout)
    assert (found["import"]["new"], found["written"]) == (1, False)
    assert contents(root) == before
    refused = call(file, "--json")
    assert json.loads(refused.stdout)["import"]["problems"][0]["message"] == "it serves no goal"


def test_calendar_times(root: Path) -> None:
    """Zones, all-day ends, what returns, what is cancelled; what has no end is refused by name."""
    said = done(call(kept(root, "google.ics", google_ics()), "--goal=grow", "--force"))
    text = (root / "plan/weekly-0.md").read_text()
    assert "start: 2027-01-04 18:00\nend: 2027-01-04 19:00\n" in text
    assert "repeat: {every: week, on: [monday], until: 2027-03-01, except: ['2027-01-18']}" in text.replace(
        '"', "'"
    ) or ("except: [2027-01-18]" in text)
    assert "start: 2027-02-01\nend: 2027-02-03\n" in (root / "plan/fair-1.md").read_text()
    assert "status: cancelled\n" in (root / "plan/off-2.md").read_text()
    assert "attendee (" in said.stdout
    assert "alarm (" in said.stdout
    endless = google_ics().replace("RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20270301T170000Z", "RRULE:FREQ=WEEKLY;BYDAY=MO")
    said = call(kept(root, "g.ics", endless), "--goal=grow", "--source=other")
    assert said.exit_code == 1
    assert "Repeat: it returns without an end (FREQ=WEEKLY;BYDAY=MO)" in said.stdout


def test_notion_pages(root: Path) -> None:
    """Their ids, their texts, and dates with arrows."""
    done(call(kept(root, "n.zip", notion_zip()), "--goal=grow", "--map=Created time=", "--force"))
    page = entry(root, "Note 3")
    assert page.entry.source == f"notion:{3:032x}"
    assert (page.entry.owner, page.entry.tags) == (("ana",), ("spring", "kiln"))
    assert (str(page.schedule.first_day), str(page.schedule.last_day)) == ("2027-03-04", "2027-03-06")
    text = (root / page.path).read_text()
    assert "A text with \\[\\[brackets]] and a page.\n" in text
    assert len(NOTION_ROWS) == 200


def test_trello_cards(root: Path) -> None:
    """A text that looks like front matter stays a text; lists are statuses, checklists tasks."""
    said = done(
        call(kept(root, "b.json", trello_json()), "--goal=grow", "--map=Labels=type", "--create=people", "--force")
    )
    text = (root / "plan/card-0.md").read_text()
    assert "status: in-progress\nstart: 2027-01-05 11:00\n" in text
    assert "> visibility: public\n" in text
    assert "- [x] First" in text.replace("> ", "")
    assert "1 cards of the archive left out" in said.stdout


def test_a_sitemap(root: Path) -> None:
    """An inventory of what is live."""
    pages = "".join(
        f"<url><loc>https://example.org/guides/kiln-guide-{number}</loc><lastmod>2026-03-0{number}T10:00:00Z</lastmod></url>"
        for number in range(1, 9)
    )
    xml = f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{pages}</urlset>'
    done(call(kept(root, "sitemap.xml", xml), "--goal=grow", "--force"))
    page = entry(root, "Kiln guide 3")
    assert (page.entry.type, page.status.name, str(page.entry.published)) == ("page", "published", "2026-03-03")
    assert page.entry.url == "https://example.org/guides/kiln-guide-3"


def test_markdown_tables(root: Path) -> None:
    """Links and bold words are taken apart, and code is none."""
    text = (
        "# Plan\n\n```\n| no | table |\n|---|---|\n| a | b |\n```\n\n| Title | Date | Link |\n|:---|---:|---|\n"
        "| **One** \\| more | 5 January 2027 | [](https://example.org/one) |\n| Two | 2027-01-06 |  |\n"
    )
    done(call(kept(root, "plan.md", text), "--goal=grow"))
    assert entry(root, "One | more").entry.url == "https://example.org/one"


def test_the_sample_playbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What its site publishes comes into a playbook with its strategy, all of it, and by the same ids."""
    _, context = sample_context()
    shutil.copytree(SAMPLE / "strategy", tmp_path / "strategy")
    shutil.copy(SAMPLE / "mkdocs.yml", tmp_path)
    (tmp_path / "plan").mkdir()
    (tmp_path / "playbook.json").write_bytes(playbook_json(context))
    monkeypatch.chdir(tmp_path)
    done(call("playbook.json", "--force"))
    before = contents(tmp_path)
    assert {path.stem for path in (tmp_path / "plan").glob("*.md")} == {page.id for page in context.playbook.entries}
    assert done(call("playbook.json")).stdout.endswith("nothing to do\n")
    assert contents(tmp_path) == before


def test_another_playbook(root: Path) -> None:
    """What its site publishes comes as it was, with goals by their ids."""
    other = {
        "version": 1,
        "site": {"name": "Other", "zone": "UTC"},
        "pages": {
            "goal": [{"id": "grow", "title": "Grow"}],
            "entry": [
                {
                    "id": "e-1",
                    "title": "One",
                    "status": "planned",
                    "visibility": "public",
                    "owner": ["Ana Lopes"],
                    "fields": {"type": "event", "budget": "200 EUR"},
                    "own": {"market": "emea"},
                    "links": {"goals": ["goal:grow"], "channels": ["channel:blog"]},
                    "schedule": {
                        "start": "2027-01-05T09:00:00+00:00",
                        "end": "2027-01-05T10:00:00+00:00",
                        "zone": "UTC",
                    },
                }
            ],
        },
    }
    done(call(kept(root, "playbook.json", json.dumps(other))))
    page = entry(root, "One")
    assert (page.entry.goals, page.entry.channels, page.entry.owner) == (("grow",), ("blog",), ("ana",))
    assert "timezone: UTC\n" in (root / page.path).read_text()
    assert page.entry.source == "playbook:e-1"


def test_the_docs_tell_columns_that_are_understood() -> None:
    """Each name in the table of `docs/importing.md` means its field."""
    text = (Path(__file__).parents[1] / "docs/importing.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| (`[a-z_`, ]+) \| (.+) \|$", text, re.MULTILINE)
    assert len(rows) > 10
    for fields, examples in rows:
        groups = [examples] if examples.count("; ") + 1 != fields.count(",") + 1 else examples.split("; ")
        for field, names in zip(fields.replace("`", "").split(", "), groups, strict=False):
            for name in names.split("; where")[0].split(", "):
                table = Table((name,), (made_row(2, {name: "x"}),), "file")
                found = columns_of(table, Vocabulary(), Chosen())
                assert (name, found.fields.get(name)) == (name, field)


WORDS = st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), min_size=1, max_size=30).map(
    lambda text: " ".join(text.split())
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.tuples(
            WORDS.filter(lambda text: any(letter.isalnum() for letter in text) and text[0] != "="),
            WORDS,
            st.dates(),
        ),
        min_size=1,
        max_size=4,
    )
)
def test_what_is_imported_reads_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str, object]]
) -> None:
    """Whatever stands in cells, a title, a place and a day are the same again, or the row is refused."""
    folder = tmp_path_factory.mktemp("words")
    write_playbook(folder, {})
    playbook = check_folder(folder).playbook

    def quoted(text: object) -> str:
        return '"' + str(text).replace('"', '""') + '"'

    data = "".join(f"{number},{','.join(map(quoted, row))}\n" for number, row in enumerate(rows))
    table = read_delimited(f"ID,Title,Location,Start\n{data}".encode(), Reading())
    wish = Wish(goals=Goals(("grow",)))
    importing = Import(playbook, wish, lambda _: pytest.fail("nothing is there"), lambda _: None)
    importing.add("p.csv", table)
    outcome = importing.outcome
    for path, draft in outcome.new.items():
        (folder / path).write_bytes(draft.data())
    read = check_folder(folder).playbook.by_path
    for path, draft in outcome.new.items():
        page = read[path]
        assert isinstance(page, Entry)
        title, place, day = rows[draft.row - 2]
        assert (page.title, page.entry.location, page.entry.start.typed if page.entry.start else "") == (
            title,
            place,
            str(day),
        )
    assert len(outcome.new) + outcome.refused == len(rows)


def test_items_of_a_cell() -> None:
    """Commas, semicolons, bars and lines part them, with whatever blanks around."""
    assert _SPLIT.split("a, b ;c\n d|e  \n\n f") == ["a", "b", "c", "d", "e", "f"]
