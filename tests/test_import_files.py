"""Files that `gameplan import` must refuse, and those that it must read in one way only."""

from __future__ import annotations

import io
import json
import struct
import zipfile
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner, Result

from builds import contents
from exports import google_ics, notion_zip, workbook
from gameplan.cli import main
from gameplan.importers.detect import read_table
from gameplan.importers.table import Reading, Refused, Table
from shared_data import found_data
from small_playbook import small_playbook

if TYPE_CHECKING:
    from pathlib import Path

TITLES = "Title,Start\n"


def read(name: str, data: str | bytes, **how: str) -> Table:
    """Read a file as the command does."""
    return read_table(name, data if isinstance(data, bytes) else data.encode(), Reading(**how))


def archive(files: dict[str, bytes], *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive of some files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as opened:
        for name, data in files.items():
            opened.writestr(name, data)
    return made.getvalue()


def excel_with(name: str, data: bytes) -> bytes:
    """An Excel file in which one part holds something else."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook())) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, data if info.filename == name else old.read(info.filename))
    return made.getvalue()


def locked(data: bytes) -> bytes:
    """An archive that says of its first file that it has a password."""
    at = data.index(b"PK\x01\x02") + 8
    return data[:at] + struct.pack("<H", 1) + data[at + 2 :]


ENTITIES = b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY x "xxxxxxxxxx"><!ENTITY y "&x;&x;&x;">]>'
BAD: dict[str, tuple[str, bytes, str]] = {
    "larger than 32 MiB": ("a.csv", TITLES.encode() + b"x,2027-01-04\n" * 2_700_000, "more than 32 MiB"),
    "10,000 columns": (
        "a.csv",
        b",".join(b"c%d" % number for number in range(10_000)) + b"\n1\n",
        "more than 500 columns",
    ),
    "a cell of a megabyte": (
        "a.csv",
        f"{TITLES}{'x' * 1_000_000},2027-01-04\n".encode(),
        "row 2: a cell has more than",
    ),
    "100,000 rows": ("a.csv", TITLES.encode() + b"x,2027-01-04\n" * 100_000, "row 10001: it has more than 10,000 rows"),
    "quotes that don't pair": ("a.csv", f'{TITLES}"x,2027-01-04\n'.encode() * 5, "its quotes don't pair"),
    "names that are the same": ("a.csv", b"Title,Title\nx,y\n", "row 1, column 'Title': two columns have this name"),
    "nothing": ("a.csv", b"  \n", "it is empty"),
    "two signs": ("a.csv", b"a;b,c\nd;e,f\n", "a comma and a semicolon may stand between its cells"),
    "a picture": ("a.csv", b"\x89PNG\r\n\x1a\n", "isn't what its name says"),
    "HTML": ("a.csv", b"<!doctype html><html>", "isn't what its name says: it is a page of HTML"),
    "a CSV called Excel": (
        "a.xlsx",
        b"Title,Start\nx,2027-01-04\n",
        "isn't what its name says: it holds a table of texts",
    ),
    "an Excel called CSV": ("a.csv", workbook(), "isn't what its name says: it holds an Excel file"),
    "a calendar called JSON": ("a.json", google_ics().encode(), "isn't what its name says: it holds a calendar"),
    "an encrypted Excel file": ("a.xlsx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000), "with a password"),
    "half an archive": ("a.zip", notion_zip()[:5000], "the archive can't be read"),
    "an archive with a password": ("a.zip", locked(notion_zip()), "the archive has a password"),
    "a bomb": ("a.zip", archive({"a.csv": bytes(30_000_000)}), "the archive would unpack to 28 MiB"),
    "a bomb in Excel": ("a.xlsx", excel_with("xl/worksheets/sheet1.xml", b" " * 31_000_000), "would unpack to"),
    "a bomb in an archive": ("a.zip", archive({"b.zip": archive({"a.csv": bytes(30_000_000)})}), "would unpack to"),
    "a name that leads elsewhere": ("a.zip", archive({"../../a.csv": b"x"}), "whose name leads elsewhere"),
    "10,000 files": ("a.zip", archive({f"{number}.md": b"" for number in range(6000)}), "more than 5,000 files"),
    "entities in Excel": ("a.xlsx", excel_with("xl/workbook.xml", ENTITIES + b"<a>&y;</a>"), "declares entities"),
    "entities in a sitemap": ("a.xml", ENTITIES + b"<urlset>&y;</urlset>", "declares entities"),
    "a sitemap of sitemaps": (
        "a.xml",
        b"<sitemapindex><sitemap><loc>https://example.org/a.xml</loc></sitemap></sitemapindex>",
        "it lists other sitemaps; save those",
    ),
    "XML that is cut off": ("a.xml", b"<urlset><url>", "can't be read as XML"),
    "deep JSON": ("a.json", b"[" * 100_000, "nested too deeply"),
    "JSON that is cut off": ("a.json", b'{"cards": [', "can't be read as JSON"),
    "JSON of another kind": ("a.json", b'{"a": 1}', "it is no JSON that we know"),
    "a later playbook.json": ("a.json", b'{"version": 9, "pages": {}}', "playbook.json of another version"),
    "deep parts of a calendar": ("a.ics", b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 500, "nested too deeply"),
    "100,000 events": (
        "a.ics",
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\nEND:VEVENT\r\n" * 100_000,
        "more than 5,000 events",
    ),
    "a calendar without events": ("a.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "it has no events"),
    "an archive of nothing": ("a.zip", archive({"a.txt": b"x"}), "neither an Excel file nor an export of Notion"),
    "two tables of Markdown": ("a.md", b"## A\n|a|b|\n|-|-|\n|1|2|\n## B\n|c|d|\n|-|-|\n|1|2|\n", "--sheet: 'A', 'B'"),
    "Markdown without a table": ("a.md", b"# A\n", "it has no table"),
}


@pytest.mark.parametrize("name", BAD)
def test_files_that_are_refused(name: str) -> None:
    """In words, before more is read of them than is needed to see it."""
    file, data, message = BAD[name]
    with pytest.raises(Refused) as error:
        read(file, data)
    assert message in f"{error.value}; {error.value.hint}"


@pytest.mark.parametrize(
    ("data", "how", "title"),
    [
        ("Titel;Art\nÖfen;x\n".encode(), {}, "Öfen"),
        ("\ufeffTitel;Art\nÖfen;x\n".encode(), {}, "Öfen"),
        ("Titel\tArt\nÖfen\tx\n".encode("utf-16"), {}, "Öfen"),
        ("Titel\tArt\nÖfen\tx\n".encode("utf-16-le"), {}, "Öfen"),
        ("Titel;Art\nÖfen;x\n".encode("utf-16-be"), {}, "Öfen"),
        ("Titel;Art\nÜber Öfen;x\n".encode("cp1252"), {}, "Über Öfen"),
        ("Titel;Art\nНовая печь;x\n".encode("cp1251"), {}, "Новая печь"),
        ("Titel;Art\nSpuštění;x\n".encode("cp1250"), {"encoding": "cp1250"}, "Spuštění"),
        (b"sep=|\nTitel|Art\nx, y; z|x\n", {}, "x, y; z"),
        (b"Titel:Art\nx:y\n", {"delimiter": ":"}, "x"),
        (b"Titel\nOne, two\n", {}, "One, two"),
    ],
)
def test_texts_of_all_kinds(data: bytes, how: dict[str, str], title: str) -> None:
    """With and without marks, in code pages where all readings agree, with whatever stands between cells."""
    if title == "One, two":
        data = b'Titel\n"One, two"\n'
    table = read("a.csv", data, **how)
    assert (table.columns[0], table.rows[0].cells[table.columns[0]]) == ("Titel", title)


@pytest.mark.parametrize("text", ["Spuštění", "Jak wybrać piec i żyć długo", "À la première cuisson à l'été"])
def test_two_readings_are_no_guess(text: str) -> None:
    """Where a code page can't be told, both readings are shown with what to type."""
    data = f"Title,Start\n{text},2027-01-04\n"
    encoded = data.encode("cp1252" if "À" in text else "cp1250")
    with pytest.raises(Refused) as error:
        read("a.csv", encoded)
    assert "--encoding cp1250 reads '" in error.value.hint
    assert "--encoding cp1252 reads '" in error.value.hint


def test_formulas_of_excel() -> None:
    """They are refused cell by cell, and only where somebody wants the column."""
    table = read("a.xlsx", workbook(formula=True))
    [row] = [row for row in table.rows if row.faults]
    assert (row.number, row.faults["Publish date"].message) == (3, "it is a formula, and those are not evaluated")
    assert any("left out Ideas (--sheet NAME)" in note for note in table.notes)


def test_excel_without_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says what to install."""
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(Refused, match=r"pip install 'gameplan\[import\]'"):
        read("a.xlsx", workbook())


def test_a_named_sheet() -> None:
    """Another one is refused with those that there are."""
    with pytest.raises(Refused, match="there is no sheet 'Other'"):
        read("a.xlsx", workbook(), sheet="Other")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A playbook in whose folder one is."""
    folder = small_playbook(tmp_path / "playbook")
    monkeypatch.chdir(folder)
    return folder


def call(*arguments: str) -> Result:
    """Run the command on a fixed day."""
    return CliRunner().invoke(main, ["import", "--today=2026-11-22", *arguments])


def test_nothing_is_written_outside(root: Path) -> None:
    """Titles that are paths, reserved names and names that exist become names of files in the plan."""
    titles = ["../../PWN", "con", "serves 1", "Serves 1!", "???", "/etc/passwd", "-rf", "x" * 190, "index"]
    file = root.parent / "a.csv"
    file.write_text(
        "ID,Title,Start\n" + "".join(f"{number},{title},2027-01-04\n" for number, title in enumerate(titles))
    )
    said = call(str(file), "--goal=G-1", "--force")
    assert said.exit_code == 0, said.output + said.stderr
    made = {path for path in contents(root) if path.startswith("plan/") and not path.startswith("plan/serves-1.md")}
    assert {"plan/pwn.md", "plan/serves-1-2.md", "plan/serves-1-3.md", "plan/entry.md", "plan/etc-passwd.md"} <= made
    assert not (root.parent / "PWN.md").exists()
    before = contents(root)
    assert call(str(file), "--goal=G-1").exit_code == 0
    assert contents(root) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("none.csv",), "can't be read"),
        (("plan",), "is not a file"),
        (("a.csv", "--map=Nix=start"), "there is no column 'Nix'"),
        (("a.csv", "--map=Title=titel"), "there is no field 'titel' that a column can be; did you mean title?"),
        (("a.csv", "--map=Title"), "--map takes a column and a field"),
        (("a.csv",), "the columns 'Start' and 'Date' both mean start; say what the other one is"),
        (("a.csv", "--key=Nix"), "there is no column 'Nix'"),
        (("a.csv", "--create=houses"), "there is no kind of pages to make 'houses'"),
        (("a.csv", "--goal=G-9"), "there is no goal 'G-9'"),
        (("a.csv", "--goal-by=x"), "--goal-by takes a field, a value and a goal"),
        (("a.csv", "--into=strategy/goals"), "is not in plan/"),
        (("a.csv", "--encoding=klingon"), "there is no encoding 'klingon'"),
        (("a.csv", "--delimiter=,,"), "',,' can't stand between cells"),
        (("a.csv", "other/a.csv"), "two files called a.csv"),
    ],
)
def test_wrong_calls(root: Path, arguments: tuple[str, ...], message: str) -> None:
    """One line, exit code 2, and no byte changes."""
    (root / "other").mkdir()
    for name in ("a.csv", "other/a.csv"):
        (root / name).write_text("Title,Start,Extra,Date\nOne,2027-01-04,x,2027-01-05\n")
    before = contents(root)
    said = call(*arguments)
    assert (said.exit_code, contents(root)) == (2, before), said.output
    assert message in said.stderr


def test_what_is_known_of_the_last_import_is_damaged(root: Path) -> None:
    """It says so, and changes nothing."""
    (root / "a.csv").write_text("Title,Start\nOne,2027-01-04\n")
    assert call("a.csv", "--goal=G-1").exit_code == 0
    [state] = (root / ".gameplan/imports").iterdir()
    state.write_text("{")
    said = call("a.csv", "--goal=G-1")
    assert said.exit_code == 2
    assert "what is known of the last import can't be read; take it from an older commit" in said.stderr


def test_a_terminal_is_asked_once(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each column that nobody understands, until the answer makes sense."""
    monkeypatch.setattr("gameplan.cli.importing._can_ask", lambda _: True)
    (root / "a.csv").write_text("Title,Start,Weather,Mood\nOne,2027-01-04,rain,good\n")
    said = CliRunner().invoke(
        main, ["import", "--today=2026-11-22", "a.csv", "--goal=G-1"], input="wether\nsummary\n\n"
    )
    assert said.exit_code == 0, said.output
    assert "summary: rain\n" in (root / "plan/one.md").read_text()
    assert "good" not in (root / "plan/one.md").read_text()


EXPECTED = {
    "bom-semicolon.csv": 0,
    "cp1250.csv": 2,
    "ragged.csv": 1,
    "dup-header.csv": 2,
    "newline-cell.csv": 1,
    "nul.csv": 1,
    "same-slug.csv": 0,
    "yaml-title.csv": 1,
    "tzid-windows.ics": 0,
    "attach.ics": 0,
    "nested-500.ics": 2,
    "trello.json": 0,
    "deep.json": 2,
}
"""How the command ends on each of the hostile files."""


@pytest.mark.parametrize("name", EXPECTED)
def test_hostile_files(root: Path, name: str) -> None:
    """What is to be refused is, and what is accepted shows nothing that it hides."""
    folder = found_data("hostile")
    if folder is None:
        pytest.skip("there is no folder of hostile files")
    before = contents(root)
    said = call(str(folder / "files/import" / name), "--force", "--goal=G-1")
    assert said.exit_code == EXPECTED[name], said.output
    assert (contents(root) == before) is (EXPECTED[name] != 0)
    cases = json.loads((folder / "expectations.json").read_text(encoding="utf-8"))["cases"]
    assert (cases[f"files/import/{name}"]["class"] == "accept") is (EXPECTED[name] == 0)
    if name == "trello.json":
        assert "\n> visibility: public\n" in (root / "plan/pwn.md").read_text()
