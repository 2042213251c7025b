"""`gameplan report`: the strategy for those who decide, in each of its forms."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from click.testing import CliRunner, Result

from casefile import write_playbook
from checkers import as_github_shows
from gameplan.cli import main
from gameplan.diagnostics import visible
from gameplan.model.projection import Projection
from gameplan.options import Options
from gameplan.pipeline import run
from gameplan.report.gather import About, report
from gameplan.report.html import as_html
from gameplan.report.markdown import as_markdown
from gameplan.report.pdf import as_pdf
from gameplan.report.scope import Period, usual_period
from gameplan.summary.value import Said

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.report.value import Report

SAMPLE = Path(__file__).parent.parent
DAY = date(2026, 11, 22)
FILES = {
    "mkdocs.yml": (
        "site_name: Ours\nsite_author: The board office\nsite_url: https://plan.example.org/a\n"
        "plugins: [{gameplan: {budgets: {2026-Q4: 1000 EUR}}}]\n"
    ),
    "strategy/index.md": (
        "---\ntitle: Every studio is full.\n---\nWe fill studios. We do it with [[grow]] alone. Nothing else counts.\n\nNot this.\n"
    ),
    "strategy/goals/grow.md": "---\ntitle: Grow\nsuccess: Ninety trials\nbudget: 900 EUR\nowner: maya\nkpis: [trials]\n---\n",
    "strategy/goals/web.md": "---\ntitle: The web\nparent: grow\nstart: 2026-10-01\nend: 2027-03-31\nhealth: off-track\n---\n",
    "strategy/goals/stay.md": "---\ntitle: Stay\nbudget: 100 EUR\n---\n",
    "strategy/goals/old.md": "---\ntitle: Long over\nend: 2025-12-31\n---\n",
    "strategy/goals/not.md": "---\ntitle: No marketplace\nnon_goal: true\n---\n",
    "strategy/goals/secret.md": "---\ntitle: Zebra plan\nvisibility: internal\nbudget: 7000 EUR\n---\n",
    "strategy/kpis/trials.md": (
        "---\ntitle: Trials\nunit: trials a month\nbaseline: {value: 42, on: 2026-09-30}\ntarget: {value: 90, on: 2027-03-31}\n"
        "readings: {2026-09-30: 42, 2026-11-20: 61.5, 2026-12-31: 99}\n---\n"
    ),
    "strategy/people/maya.md": "---\ntitle: Maya Ito\ncapacity: 1\n---\n",
    "strategy/audiences/owner.md": "---\ntitle: Owners\nneeds: [to sleep]\n---\n",
    "strategy/messages/calm.md": (
        "---\ntitle: Calm\ngoals: [grow]\nproof: A log\naudiences: [owner]\n---\nIt is calm here, and it stays so.\n"
    ),
    "strategy/channels/blog.md": "---\ntitle: Blog\nreach: 6420\ncommitments: [{at_least: 1, of: article, every: month}]\n---\n",
    "strategy/risks/rain.md": "---\ntitle: Rain\ngoals: [grow]\nlikelihood: high\nimpact: low\nresponse: Wait.\n---\n",
    "strategy/decisions/late.md": "---\ntitle: Hire\non: 2026-10-05\ndue: 2026-11-01\nchanges: [web]\n---\n",
    "strategy/decisions/before.md": "---\ntitle: Long ago\non: 2025-10-05\nstatus: done\n---\n",
    "plan/base.md": "---\ntitle: Fair\ntype: event\ngoals: [grow]\nstart: 2026-12-03\nbudget: 300 EUR\nowner: maya\n---\n",
    "plan/out.md": (
        "---\ntitle: Out\ntype: article\ngoals: [web]\nstart: 2026-11-17\nstatus: published\nbudget: 50 EUR\nspent: 60 EUR\n"
        "results: {trials: 7}\nchannels: [blog]\n---\n"
    ),
    "plan/next.md": "---\ntitle: Next year\ntype: launch\ngoals: [stay]\nstart: 2027-Q1\nbudget: 240 EUR\n---\n",
    "plan/late.md": "---\ntitle: Late one\ngoals: [grow]\nstart: 2026-11-10\nowner: maya\n---\n",
    "plan/second.md": "---\ntitle: Second\ngoals: [grow]\nstart: 2026-12-04\nowner: maya\n---\n",
    "plan/gone.md": "---\ntitle: Gone\ngoals: [grow]\nstart: 2026-12-04\nstatus: cancelled\nbudget: 9 EUR\n---\n",
    "plan/hidden.md": "---\ntitle: Yak launch\ntype: launch\ngoals: [grow]\nstart: 2026-11-24\nvisibility: internal\nspent: 1 EUR\n---\n",
}
HOSTILE = (
    '#read("/etc/passwd") #{panic()}',
    "*a* _b_ $c^2$ @ref <label> \\ ]) } // no",
    '<script>alert(1)</script><img src=x onerror="a">&amp;',
    "W" * 400,
    "\u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627",
    "Tea \U0001f375 \U0001f468\u200d\U0001f469\u200d\U0001f467 \U0001f1f5\U0001f1f9",
    "\u65e5\u672c\u8a9e",
    "a\u202eb\x1b[31mc\x00d\ne",
    "| a | b |\n|---|---|\n# c\n- d @team #1 ](x)",
)
"""Titles that could be read as code, or drive what shows them."""


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A playbook in whose folder one is."""
    write_playbook(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def written(*arguments: str) -> Result:
    """Run the command on a Sunday."""
    return CliRunner().invoke(main, ["report", "--today=2026-11-22", *arguments])


def told(root: Path, goal: str = "", period: Period | None = None) -> Report:
    """A public report as a value."""
    result = run(root, Options(), DAY)
    playbook = result.playbook.shown_to(Projection("public"))
    chosen = next((page for page in playbook.goals if page.id == goal), None)
    return report(playbook, DAY, Options().conventions, About("Ours", "", "en", "", period, chosen))


def rows(made: Report, title: str) -> list[list[str]]:
    """The rows of a section, each cell as text."""
    section = next(section for section in made.sections if section.title == title)
    return [
        [" | ".join(said(line.parts) for line in cell.lines) for cell in row]
        for table in section.tables
        for row in table.rows
    ]


def said(row: tuple[str | Said, ...]) -> str:
    """A row as text."""
    return "".join(part.text if isinstance(part, Said) else part for part in row)


def pdf_of(data: bytes) -> Any:  # noqa: ANN401 - pypdf is no need of the tests
    """A PDF to look into; skips the test where there is nothing to look with."""
    return pytest.importorskip("pypdf", reason="pypdf is not installed: pip install pypdf").PdfReader(BytesIO(data))


def needs_typst() -> None:
    """Skip a test where there is no Typst."""
    pytest.importorskip("typst", reason="typst is not installed: pip install typst")


def test_what_is_told(root: Path) -> None:
    """Everything that decides, in the order in which a board reads it; what is empty is left out."""
    made = told(root)
    assert [section.title for section in made.sections] == [
        *("Goals", "What we decided not to do", "Audiences", "Messages", "Channels", "Key dates", "What is planned"),
        *("Weeks that are too full", "Money", "What was achieved", "Risks", "Decisions"),
    ]
    assert made.period == "Q4 2026 and Q1 2027"
    assert made.vision == "Every studio is full."
    assert made.vision_text == "We fill studios. We do it with Grow alone. Nothing else counts."
    assert [said(row) for row in made.attention] == [
        "1 goal is off track: The web.",
        "1 entry is late: Late one.",
        "More is planned or was spent than was granted for Stay.",
        "1 week is too full for Maya Ito.",
        "1 decision is not done in time: Hire.",
    ]
    assert [(each.label, each.value, [said(line.parts) for line in each.lines]) for each in made.figures] == [
        ("Goals", "3", ["1 on track", "1 off track", "1 not measured"]),
        ("Entries in this period", "5", ["1 done", "3 planned", "1 late"]),
        ("Money granted", "1,000 EUR", ["590 EUR planned", "60 EUR spent", "410 EUR left"]),
    ]


def test_rows(root: Path) -> None:
    """Goals with their numbers, what is planned by quarter and area, money, results, risks and decisions."""
    made = told(root)
    assert rows(made, "Goals")[0] == [
        "Grow | Ninety trials | Maya Ito",
        "",
        "Trials | 42 → 61.5 → 90 trials a month by 31 Mar 2027",
        "On track",
    ]
    assert [row[0] for row in rows(made, "Goals")] == ["Grow | Ninety trials | Maya Ito", "The web", "Stay"]
    assert rows(made, "Key dates") == [
        ["Thu 3 Dec 2026", "Fair | Event, Maya Ito", "Grow", "Planned"],
        ["Q1 2027", "Next year | Launch", "Stay", "Planned"],
    ]
    assert rows(made, "What is planned") == [
        ["Grow", "4", "1", "Fair; Out; Late one; Second"],
        ["Stay", "1", "0", "Next year"],
    ]
    assert rows(made, "Weeks that are too full") == [
        ["30 Nov – 6 Dec 2026", "Maya Ito", "2 entries: over the capacity of 1", "Second; Fair"]
    ]
    assert rows(made, "Money") == [
        ["Grow", "900 EUR", "350 EUR", "60 EUR", "550 EUR"],
        ["Stay", "100 EUR", "240 EUR", "0 EUR", "−140 EUR"],
        ["All", "1,000 EUR", "590 EUR", "60 EUR", "410 EUR"],
    ]
    assert rows(made, "What was achieved") == [["Trials | trials a month", "42 → 61.5", "On track", "Out: 7"]]
    assert rows(made, "Risks") == [["Rain", "High", "Low", "Wait. | Threatens: Grow"]]
    assert rows(made, "Decisions") == [["Hire", "5 Oct 2026", "1 Nov 2026", "Late"]]


def test_people_and_channels(root: Path) -> None:
    """Audiences with their needs, messages with proof, channels with promises."""
    made = told(root)
    assert rows(made, "Audiences") == [["Owners", "to sleep"]]
    assert rows(made, "Messages") == [["Calm | It is calm here, and it stays so.", "A log", "Owners"]]
    assert rows(made, "Channels") == [["Blog", "6,420 people", "at least 1 article every month"]]


def test_a_goal(root: Path) -> None:
    """Only what serves it, or a goal below it; money by the goals below it, and for itself."""
    made = told(root, "grow")
    text = as_markdown(made)
    assert "Only what serves the goal **Grow**." in text
    assert "Stay" not in text
    assert "Next year" not in text
    assert rows(made, "Money") == [
        ["The web", "", "50 EUR", "60 EUR", ""],
        ["For the goal itself", "", "300 EUR", "0 EUR", ""],
        ["All", "900 EUR", "350 EUR", "60 EUR", "550 EUR"],
    ]
    assert [row[0] for row in rows(made, "What is planned")] == ["The web", "Grow"]
    assert [row[0] for row in rows(made, "Decisions")] == ["Hire"]
    assert "Audiences" not in {section.title for section in made.sections}


def test_a_period(root: Path) -> None:
    """What begins in it, by quarters; of a long time by years."""
    made = told(root, period=Period(date(2027, 1, 1), date(2027, 3, 31), "Q1 2027"))
    assert rows(made, "What is planned") == [["Stay", "1", "0", "Next year"]]
    assert usual_period(date(2026, 12, 31))[:2] == (date(2026, 10, 1), date(2027, 3, 31))
    assert [part.name for part in Period(date(2026, 2, 1), date(2026, 7, 5)).parts] == ["Q1 2026", "Q2 2026", "Q3 2026"]
    long = Period(date(2020, 2, 1), date(2026, 7, 5)).parts
    assert [long[0][:2], long[-1][:2]] == [
        (date(2020, 2, 1), date(2020, 12, 31)),
        (date(2026, 1, 1), date(2026, 7, 5)),
    ]


@pytest.mark.usefixtures("root")
def test_the_command() -> None:
    """Markdown to the output, other forms by the file's name; what isn't there is refused with what was meant."""
    shown = written()
    assert shown.exit_code == 0, shown.output
    assert shown.stdout.startswith("# Ours\n\nStrategy and plan · Q4 2026 and Q1 2027 · as of 22 Nov 2026\n")
    assert "[Grow](<https://plan.example.org/a/goals/grow/>)" in shown.stdout
    money = "| **Q4 2026** | 1,000 EUR | 350 EUR | 60 EUR | 650 EUR |"
    assert money not in shown.stdout
    config = Path("mkdocs.yml").read_text(encoding="utf-8")
    told = config.replace("gameplan: {", "gameplan: {projections: {board: {}}, ")
    assert told != config
    Path("mkdocs.yml").write_text(told, encoding="utf-8")
    assert money in written("--projection=board").stdout
    assert written().stdout == shown.stdout
    assert "1 Oct 2026 – 15 Jan 2027" in written("--period=2026-10-01/2027-01-15").stdout
    for arguments, message in (
        (["--goal=grwo"], "did you mean 'grow'"),
        (["--period=Q1"], "is not a"),
        (["--period=1990/2030"], "10 years at most"),
        (["--format=pdf"], "-o report.pdf"),
    ):
        refused = written(*arguments)
        assert refused.exit_code == 2, arguments
        assert message in refused.stderr, arguments
    assert written("-o", "a.html").exit_code == 0
    assert Path("a.html").read_text(encoding="utf-8").startswith("<!doctype html>")


@pytest.mark.usefixtures("root")
def test_what_is_hidden_is_not_told() -> None:
    """Neither a title nor an amount of it; `--internal` tells both."""
    for form in ("markdown", "html"):
        public, internal = written(f"--format={form}").stdout, written(f"--format={form}", "--internal").stdout
        for text in ("Zebra", "Yak", "7,000", "61 EUR"):
            assert text not in public
            assert text in internal


def hostile(made: Report) -> Iterator[Report]:
    """Reports in which everything that authors write is a hostile text."""
    for text in HOSTILE:
        point = ("Named: ", Said(text, "https://x.example/'\"<a>"), ".")
        sections = tuple(
            section._replace(
                points=(point,),
                tables=tuple(
                    table._replace(
                        rows=tuple(
                            tuple(
                                cell._replace(lines=tuple(line._replace(parts=point) for line in cell.lines))
                                for cell in row
                            )
                            for row in table.rows
                        )
                    )
                    for table in section.tables
                ),
            )
            for section in made.sections[:3]
        )
        yield made._replace(
            title=text, goal=text, author=text, vision=text, vision_text=text, attention=(point,), sections=sections
        )


def test_hostile_texts_are_words_in_markdown(root: Path) -> None:
    """GitHub shows them, and nothing else becomes of them."""
    for made in hostile(told(root)):
        shown = as_github_shows(as_markdown(made))
        assert "<script" not in shown
        assert "<img" not in shown
        assert shown.count("<h1>") == 1
        assert shown.count("<table>") == sum(len(section.tables) for section in made.sections) + 1


def test_hostile_texts_are_words_in_html(root: Path) -> None:
    """Nothing is an element or an attribute, and the page loads nothing."""
    for made in hostile(told(root)):
        page = as_html(made)
        assert "<script" not in page
        assert "<img" not in page
        assert "\x1b" not in page
        assert "\u202e" not in page
        assert not re.search(
            r"\b(?:src|onerror)=[\"']?\w+[^;]*>", re.sub(r"&[a-z#0-9]+;", "", page).split("</style>")[1]
        )
        assert "url(" not in page
        assert "<link" not in page


def test_hostile_texts_are_words_in_pdf(root: Path) -> None:
    """Typst reads none of them as code: it shows them."""
    needs_typst()
    for text, made in zip(HOSTILE, hostile(told(root)), strict=True):
        document = as_pdf(made)
        reader = pdf_of(document.data)
        shown = "".join(page.extract_text() for page in reader.pages).replace("\u200b", "")
        assert "root:" not in shown
        if text.isascii() and text.isprintable():
            assert re.sub(r"\s", "", text[:40]) in re.sub(r"\s", "", shown)
        if "Tea" in text:
            assert "(teacup without handle)" in shown
            assert "PT" in shown
        assert reader.metadata.title.startswith(visible(text)[:100])
        assert bool(document.unshown) == (text == "\u65e5\u672c\u8a9e"), text


def test_signs_that_no_font_has(root: Path) -> None:
    """Letters are told by the command and stand as boxes; the file is PDF/UA all the same."""
    needs_typst()
    for title, missing in (
        ("\u0e44\u0e17\u0e22\u0e19\u0e35\u0e49", "\u0e17\u0e19\u0e22\u0e35\u0e44\u0e49"),
        ("\u0395\u03bb \u0420\u0443 \u01af \u221e", ""),
        ("\u2615\ufe0f \U0001f44d\U0001f3fd", ""),
    ):
        document = as_pdf(told(root)._replace(title=title))
        assert document.unshown == "".join(sorted(missing))
        assert b"pdfuaid:part" in pdf_of(document.data).trailer["/Root"]["/Metadata"].get_data()


def front(path: Path) -> dict[str, Any]:
    """The front matter of a file, by PyYAML itself."""
    return dict(yaml.safe_load(path.read_text(encoding="utf-8").split("---\n")[1]))


def test_sums_of_the_sample_are_those_of_its_files() -> None:
    """What was granted and spent, added up by hand; the rows add up to the whole."""
    result = run(SAMPLE, Options(), DAY)
    made = report(
        result.playbook.shown_to(Projection("public")), DAY, Options().conventions, About("Ours", "", "en", "")
    )
    money = [[amount(text) for text in row[1:]] for row in rows(made, "Money")]
    whole = money[-1]
    for column in range(3):
        assert sum(row[column] for row in money[:-1]) == whole[column]
    entries = [front(path) for path in (SAMPLE / "plan").rglob("*.md")]
    public = [each for each in entries if each.get("visibility", "public") == "public"]
    assert whole[2] == sum(amount(str(each.get("spent", "0 EUR"))) for each in public)
    goals = {path.stem: front(path) for path in (SAMPLE / "strategy/goals").glob("*.md")}
    tops = [each for each in goals.values() if "budget" in each and not has_above(each, goals)]
    assert whole[0] == sum(amount(each["budget"]) for each in tops)


def has_above(goal: dict[str, Any], goals: dict[str, dict[str, Any]]) -> bool:
    """Tell whether a goal above one has a budget, which holds its own."""
    parent = goals.get(goal.get("parent", ""))
    return parent is not None and ("budget" in parent or has_above(parent, goals))


def amount(text: str) -> Decimal:
    """An amount as a number."""
    return Decimal(re.sub(r"[^\d.−]", "", text).replace("−", "-") or 0)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The report of the sample, as PDF."""
    needs_typst()
    file = tmp_path_factory.mktemp("report") / "a.pdf"
    done = CliRunner().invoke(main, ["report", "-C", str(SAMPLE), "-o", str(file)])
    assert done.exit_code == 0, done.output
    return file.read_bytes()


def test_the_sample_as_pdf(sample: bytes) -> None:
    """Four to six pages of A4, tagged, with title, author, language and day."""
    reader = pdf_of(sample)
    assert 4 <= len(reader.pages) <= 6
    assert [round(float(side)) for side in reader.pages[0].mediabox[2:]] == [595, 842]
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert reader.metadata.title == "Kilnwork playbook: Q4 2026 and Q1 2027"
    assert reader.metadata.author == "Kilnwork playbook"
    assert reader.metadata.creation_date.date() == DAY
    assert b"pdfuaid:part" in reader.trailer["/Root"]["/Metadata"].get_data()
    text = "".join(page.extract_text() for page in reader.pages)
    for title in ("Goals", "Audiences", "Messages", "Key dates", "What is planned", "Money", "Risks", "Decisions"):
        assert title in text
    assert "Long Shelf craft conference" in text


def test_fonts_are_in_the_pdf(sample: bytes) -> None:
    """Every one, and none of the machine's."""
    found = set()
    for page in pdf_of(sample).pages:
        for font in page["/Resources"]["/Font"].values():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            descriptor = inner["/FontDescriptor"].get_object()
            assert {"/FontFile2", "/FontFile3"} & descriptor.keys()
            found.add(str(descriptor["/FontName"]).partition("+")[2].partition("-")[0])
    assert found <= {"LibertinusSerif", "DejaVuSansMono", "NewCMMath", "NewCM10"}


def test_the_same_bytes(sample: bytes, tmp_path: Path) -> None:
    """In another process, another zone, another second, and by another epoch."""
    file = tmp_path / "b.pdf"
    command = [sys.executable, "-P", "-m", "gameplan", "report", "-C", str(SAMPLE), "-o", str(file)]
    environment = {**os.environ, "TZ": "Pacific/Auckland", "SOURCE_DATE_EPOCH": "1", "PYTHONHASHSEED": "7"}
    subprocess.run(command, check=True, env=environment, cwd=tmp_path)
    assert file.read_bytes() == sample


def test_without_typst(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to install, and writes nothing."""
    monkeypatch.setitem(sys.modules, "typst", None)
    refused = written("-o", "a.pdf")
    assert refused.exit_code == 2
    assert "pip install 'gameplan[report]'" in refused.stderr
    assert not (root / "a.pdf").exists()
