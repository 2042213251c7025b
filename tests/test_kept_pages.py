"""Pages whose files are as they were aren't read again, and are what reading them would make."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from casefile import write_playbook
from gameplan.model.pages import EntryFields
from gameplan.options import Options
from gameplan.page_store import PageStore
from gameplan.pipeline import run
from gameplan.read import playbook as reading
from gameplan.read.sources import Disk
from gameplan.settings import read_options
from gameplan.store.folder import VARIABLE, Store, store_of
from random_edits import BASE

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.model.page import Page
    from gameplan.pipeline import Result

DAY = date(2026, 11, 22)
OWN = """\
docs_dir: strategy
plugins:
  - gameplan:
      timezone: Europe/Berlin
      fields:
        entry:
          format: {type: choice, of: [short, long]}
"""


class Readings:
    """Readings of one playbook, and the files that were read in the last of them."""

    def __init__(self, root: Path) -> None:
        """Know the playbook."""
        self.root, self.read = root, list[str]()

    def again(self, *, patient: bool = False, keep: bool = True) -> Result:
        """Check it once, as a process of its own would."""
        self.read.clear()
        options = read_options(Disk(self.root)).options
        pages = PageStore(store_of(self.root) if keep else Store(None), options, "test", patient=patient)
        result = run(self.root, options, DAY, kept=pages)
        for page in result.playbook.pages:
            _ = page.body.outline
        pages.finish()
        return result


@pytest.fixture
def readings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Readings:
    """A playbook with something of each kind, and a page of which something is to be reported."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "store"))
    root = tmp_path / "playbook"
    write_playbook(root, {**BASE, "mkdocs.yml": OWN, "plan/late.md": "---\ntitle: Late\nstart: soon\n---\n"})
    made = Readings(root)
    read = vars(reading)["read_fields"]

    def counted(path: str, *given: object) -> object:
        made.read.append(path)
        found: object = read(path, *given)
        return found

    monkeypatch.setattr(reading, "read_fields", counted)
    return made


def _said(page: Page) -> tuple[object, ...]:
    body, schedule = page.body, getattr(page, "schedule", None)
    return (
        *(
            page.path,
            page.kind,
            page.id,
            page.title,
            page.fields,
            type(page.fields),
            page.ignores,
            page.unread,
            dict(page.extra),
        ),
        *(body.text, body.line, body.links, body.mentions, body.outline, schedule, getattr(page, "status", None)),
        *(
            page.places.text,
            dict(page.places.typed),
            page.places.positions,
            page.places.value("title"),
            page.places.key("goals"),
        ),
    )


def test_pages_are_what_they_were(readings: Readings) -> None:
    """All that a page holds is the same, places and outlines too, and so are the findings."""
    before = readings.again()
    after = readings.again()
    assert [_said(page) for page in after.playbook.pages] == [_said(page) for page in before.playbook.pages]
    assert after.diagnostics == before.diagnostics != ()


def test_only_what_is_new_is_read(readings: Readings) -> None:
    """A page that was edited is read, and those of which something was said, or which are made of two files; no other is."""
    readings.again()
    assert len(readings.read) == len(BASE)
    file = readings.root / "plan/launch.md"
    file.write_text(file.read_text(encoding="utf-8").replace("title: Launch", "title: Take-off"), encoding="utf-8")
    result = readings.again()
    assert sorted(readings.read) == ["plan/late.md", "plan/launch.md", "strategy/kpis/visits.md"]
    assert result.playbook.by_path["plan/launch.md"].title == "Take-off"


def test_the_same_text_elsewhere_is_another_page(readings: Readings) -> None:
    """A page hangs on its path, by which it may have its kind and its id."""
    readings.again()
    (readings.root / "plan/launch.md").rename(readings.root / "plan/start.md")
    result = readings.again()
    assert "plan/start.md" in readings.read
    assert result.playbook.by_path["plan/start.md"].id == "start"


def test_readings_in_a_file_of_their_own(readings: Readings) -> None:
    """What is made of a second file too is read each time."""
    readings.again()
    (readings.root / "strategy/kpis/visits.csv").write_text("day,value\n2026-10-01,7\n", encoding="utf-8")
    page = readings.again().playbook.by_path["strategy/kpis/visits.md"]
    assert [str(value) for value in page.fields.readings.values()] == ["7"]  # type: ignore[attr-defined] # a KPI


def test_other_words_make_other_pages(readings: Readings) -> None:
    """With other options everything is read anew: they say which words there are, and which time zone."""
    readings.again()
    config = readings.root / "mkdocs.yml"
    config.write_text(OWN.replace("Berlin", "Lisbon"), encoding="utf-8")
    result = readings.again()
    assert len(readings.read) == len(BASE)
    assert getattr(result.playbook.by_path["plan/launch.md"], "schedule", None) is not None
    assert {entry.schedule.zone for entry in result.playbook.entries} == {"Europe/Lisbon"}


def test_fields_of_their_own(readings: Readings) -> None:
    """Values of fields that the playbook declares are kept with the others."""
    file = readings.root / "plan/launch.md"
    file.write_text(file.read_text(encoding="utf-8").replace("title:", "format: long\ntitle:"), encoding="utf-8")
    readings.again()
    page = readings.again().playbook.by_path["plan/launch.md"]
    assert "plan/launch.md" not in readings.read
    assert isinstance(page.fields, EntryFields)
    assert page.fields.format == "long"  # type: ignore[attr-defined] # the playbook's own


def test_a_patient_store_writes_the_second_time(readings: Readings) -> None:
    """Where somebody comes only once, as in continuous integration, nothing is written for a second time."""
    for number, read in enumerate((True, True, False)):
        readings.again(patient=True)
        assert ("plan/weekly.md" in readings.read) is read, number


@pytest.mark.parametrize(
    "damage", [lambda data: data[:-3], lambda data: data[:200] + b"\0" + data[201:], lambda _: b""]
)
def test_damage_changes_nothing(readings: Readings, damage: object) -> None:
    """What is damaged is read again from its file."""
    before = readings.again()
    (file,) = (readings.root.parent / "store").rglob("pages-*")
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator] # a function
    after = readings.again()
    assert len(readings.read) == len(BASE)
    assert [_said(page) for page in after.playbook.pages] == [_said(page) for page in before.playbook.pages]


def test_nothing_is_kept_where_nothing_is_to_be(readings: Readings) -> None:
    """Without a store all is read each time, and no store comes of it."""
    readings.again(keep=False)
    readings.again(keep=False)
    assert len(readings.read) == len(BASE)
    assert not (readings.root.parent / "store").exists()


def test_options_of_no_playbook() -> None:
    """A store that keeps nothing answers nothing."""
    pages = PageStore(Store(None), Options(), "test")
    assert pages.get("plan/a.md", b"") is None
    pages.finish()


CODE = {
    "shown": "{type: line, column: true}",
    "hidden": "{type: line, visibility: internal}",
    "a reference": "{type: ref, kind: goal}",
    "several": "{type: ref, kind: goal, many: true}",
    "a choice": "{type: choice, of: [grow]}",
    "another label": "{type: line, column: true, label: Secret}",
}
"""Declarations of one field, each of which makes another thing of the same value."""


@pytest.mark.parametrize("after", CODE)
def test_another_declaration_is_another_page(after: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that was kept under other declarations isn't taken for one of these: it would show what they hide."""
    monkeypatch.setenv(VARIABLE, str(tmp_path / "store"))
    root = tmp_path / "playbook"
    for declared in (CODE["shown"], CODE[after]):
        config = f"docs_dir: strategy\nplugins:\n  - gameplan:\n      fields: {{entry: {{code: {declared}}}}}\n"
        said = {"plan/a.md": "---\ntitle: A\ngoals: [grow]\nstart: 2026-12-03\ncode: grow\n---\n"}
        write_playbook(root, {**BASE, "mkdocs.yml": config, **said})
        readings = Readings(root)
        kept = [readings.again(), readings.again()][-1]
        fresh = readings.again(keep=False)
        assert [_said(page) for page in kept.playbook.public().pages] == [
            _said(page) for page in fresh.playbook.public().pages
        ]
