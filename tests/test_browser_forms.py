"""Editing pages in forms, in a real browser: what is saved is what was typed, and nothing else changes."""

from __future__ import annotations

import difflib
import re
import shutil
from typing import TYPE_CHECKING

import pytest

from browsing import expect
from builds import SAMPLE
from form_editors import decap, playbook_with_packages, sveltia
from gameplan.diagnostics import Severity
from gameplan.edit.front import Front
from gameplan.pipeline import run
from gameplan.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from playwright.sync_api import Browser

ENTRY = "plan/2026-q4/calculator-tariffs.md"
TITLE = "Collect electricity tariffs for fourteen countries"


@pytest.fixture(scope="module")
def playbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook whose files nobody changes: the browser has a copy."""
    return playbook_with_packages(tmp_path_factory.mktemp("forms"))


def changes(before: str, after: str) -> list[str]:
    """The lines that were deleted and added."""
    rows = difflib.unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=0)
    return [row for row in rows if row[:1] in "+-" and row[:3] not in ("+++", "---")]


def test_a_changed_day_is_one_changed_line(browser: Browser, playbook: Path) -> None:
    """Quotes, brackets and comments stay as they are."""
    before = (playbook / ENTRY).read_text(encoding="utf-8")
    with sveltia(browser, playbook) as editor:
        editor.form(ENTRY, TITLE)
        editor.field("start").fill("2026-11-18")
        editor.save()
        after = editor.files()
    assert changes(before, after[ENTRY]) == ["-start: 2026-11-16", "+start: 2026-11-18"]


def test_a_new_entry_begins_with_what_the_link_says(browser: Browser, playbook: Path, tmp_path: Path) -> None:
    """*Add an entry* at a goal: the goal and the day are filled in, and what is saved passes the check."""
    title = 'Launch: the "sequel" #1'
    with sveltia(browser, playbook) as editor:
        editor.open("/collections/plan/new?goals=cut-churn&start=2026-12-03&audiences=studio-owner")
        expect(editor.field("start")).to_have_value("2026-12-03")
        expect(editor.page.locator('[data-key-path="goals"]')).to_contain_text("Bring monthly churn down to 1.4 %")
        editor.field("title").fill(title)
        editor.page.locator('[data-key-path="goals"]').get_by_role("combobox").click()
        editor.page.get_by_role("option", name="Make the firing-cost calculator").click()
        editor.save()
        made = editor.files()["plan/launch-the-sequel-1.md"]
    assert made == (
        "---\ntitle: 'Launch: the \"sequel\" #1'\ngoals:\n  - cut-churn\n  - calculator-leads\nstatus: planned\n"
        "start: 2026-12-03\naudiences:\n  - studio-owner\n---\n"
    )
    assert _checked(tmp_path, {"plan/launch-the-sequel-1.md": made}) == []


def test_what_a_form_cannot_offer_stays(browser: Browser, playbook: Path) -> None:
    """A person without a page, a goal that isn't shown, a comment, a field that the public doesn't see, a rule for returning."""
    before = _with(
        playbook / ENTRY,
        {
            "owner: daniel\n": "owner: Somebody Else # until May\n",
            "goals: [calculator-leads]": "goals: [calculator-leads, secret-goal]\nquote: 900 EUR, from Ana",
            "tags: [costs]": "# Asked for by sales\ntags: [costs]\nrepeat: {every: month, on: first monday}",
        },
    )
    with sveltia(browser, playbook, files={ENTRY: before}) as editor:
        editor.form(ENTRY, TITLE)
        editor.field("location").fill("Lisbon")
        editor.save()
        after = editor.files()[ENTRY]
    assert changes(before, after) == ["+location: Lisbon"]


def test_a_file_that_cannot_be_read_is_a_text(browser: Browser, playbook: Path) -> None:
    """Whoever knows what is wrong fixes it there; all other pages have their forms."""
    before = _with(playbook / ENTRY, {"goals: [": "goals: [[ "})
    with sveltia(browser, playbook, files={ENTRY: before}) as editor:
        editor.form(ENTRY, re.compile("^Can't be read: "))
        body = editor.part("body").locator("textarea")
        expect(body).to_have_value(before.strip())
        body.fill(before.replace("goals: [[ ", "goals: ["))
        editor.save()
        after = editor.files()
    assert after[ENTRY] == (playbook / ENTRY).read_text(encoding="utf-8")


def test_a_deadline_more(browser: Browser, playbook: Path) -> None:
    """Deadlines are a list in the form, and names with days in the file."""
    before = (playbook / ENTRY).read_text(encoding="utf-8")
    with sveltia(browser, playbook) as editor:
        editor.form(ENTRY, TITLE)
        editor.part("deadlines").get_by_role("button", name="Add").first.click()
        editor.field("deadlines.1.name").fill("review")
        editor.field("deadlines.1.on").fill("-3d")
        editor.save()
        after = editor.files()[ENTRY]
    old = "deadlines: {sources: {on: 2026-11-12, owner: daniel, done: true}}"
    assert changes(before, after) == [f"-{old}", f"+{old[:-1]}, review: -3d}}"]


def test_an_editor_of_a_wrong_day_is_told_what_to_type(browser: Browser, playbook: Path) -> None:
    """In the words of the check, before anything is saved."""
    with sveltia(browser, playbook) as editor:
        editor.form(ENTRY, TITLE)
        editor.field("start").fill("5 January")
        editor.page.get_by_role("button", name="Save", exact=True).click()
        error = editor.page.get_by_text("write 2026-12-03, 2026-12-03 09:00, 2026-Q4 or TBD", exact=False).first
        expect(error).to_be_visible()


def _collection(path: str) -> tuple[str, str]:
    parts = path.split("/")
    return ("plan", "plan") if parts[0] == "plan" else (parts[1], "/".join(parts[:2]))


PAGES = sorted(
    path.relative_to(SAMPLE).as_posix()
    for folder in ("plan", "strategy")
    for path in (SAMPLE / folder).rglob("*.md")
    if folder == "plan" or path.parent != SAMPLE / folder
)


@pytest.mark.parametrize("first", range(0, len(PAGES), 10))
def test_each_page_of_the_sample_survives_sveltia(browser: Browser, playbook: Path, first: int) -> None:
    """Another title, and no other line."""
    chosen = PAGES[first : first + 10]
    with sveltia(browser, playbook) as editor:
        for path in chosen:
            editor.form(path, _title(path), *_collection(path))
            editor.field("title").fill("Another title")
            editor.save()
        after = editor.files()
    for path in chosen:
        _hold_title(path, (playbook / path).read_text(encoding="utf-8"), after[path])


@pytest.mark.parametrize("first", range(0, len(PAGES), 10))
def test_each_page_of_the_sample_survives_decap(browser: Browser, tmp_path: Path, first: int) -> None:
    """Likewise."""
    root = playbook_with_packages(tmp_path / "playbook")
    chosen = PAGES[first : first + 10]
    with decap(browser, root) as editor:
        for path in chosen:
            editor.form(path, _title(path), *_collection(path))
            editor.field("title").fill("Another title")
            editor.save()
    for path in chosen:
        _hold_title(path, (SAMPLE / path).read_text(encoding="utf-8"), (root / path).read_text(encoding="utf-8"))


def _title(path: str) -> str:
    return str(Front.of((SAMPLE / path).read_bytes()).values["title"])


def _hold_title(path: str, before: str, after: str) -> None:
    old = next(row for row in before.splitlines() if row.startswith("title:"))
    assert changes(before, after) == [f"-{old}", "+title: Another title"], path


def test_decap_changes_one_line_too(browser: Browser, tmp_path: Path) -> None:
    """It writes into the repository's own folder; a new entry of its passes the check."""
    root = playbook_with_packages(tmp_path / "playbook")
    before = (root / ENTRY).read_text(encoding="utf-8")
    with decap(browser, root) as editor:
        editor.form(ENTRY, TITLE)
        editor.field("start").fill("2026-11-18")
        editor.save()
        editor.open("/collections/plan/new?goals=cut-churn&start=2026-12-03")
        expect(editor.field("start")).to_have_value("2026-12-03")
        editor.field("title").fill('Launch: the "sequel" #1')
        editor.save()
    assert changes(before, (root / ENTRY).read_text(encoding="utf-8")) == ["-start: 2026-11-16", "+start: 2026-11-18"]
    made = (root / "plan/launch-the-sequel-1.md").read_text(encoding="utf-8")
    assert made == (
        "---\ntitle: 'Launch: the \"sequel\" #1'\ngoals:\n  - cut-churn\nstatus: planned\nstart: 2026-12-03\n---\n"
    )
    assert _checked(tmp_path / "checked", {"plan/launch-the-sequel-1.md": made}) == []


def _with(file: Path, other: Mapping[str, str]) -> str:
    text = file.read_text(encoding="utf-8")
    for old, new in other.items():
        assert old in text
        text = text.replace(old, new, 1)
    return text


def _checked(root: Path, files: Mapping[str, str]) -> list[str]:
    """What the check finds in the sample with some files more."""
    for folder in ("strategy", "plan"):
        shutil.copytree(SAMPLE / folder, root / folder)
    for path, text in files.items():
        (root / path).write_text(text, encoding="utf-8")
    settings = load_settings(SAMPLE)
    found = run(root, settings.options).diagnostics
    return [str(each) for each in found if each.location.path in files and each.severity.rank >= Severity.WARNING.rank]
