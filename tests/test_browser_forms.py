"""Editing pages in forms, in a real browser: what is saved is what was typed, and nothing else changes."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

import pytest

from form_editors import decap, playbook_with_packages, sveltia

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

ENTRY = "plan/2026-q4/calculator-tariffs.md"


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
        editor.form(ENTRY)
        editor.field("start").fill("2026-11-18")
        editor.save()
        after = editor.files()
    assert changes(before, after[ENTRY]) == ["-start: 2026-11-16", "+start: 2026-11-18"]


def test_decap_changes_one_line_too(browser: Browser, tmp_path: Path) -> None:
    """It writes into the repository's own folder."""
    root = playbook_with_packages(tmp_path / "playbook")
    before = (root / ENTRY).read_text(encoding="utf-8")
    with decap(browser, root) as editor:
        editor.form(ENTRY)
        editor.field("start").fill("2026-11-18")
        editor.save()
    assert changes(before, (root / ENTRY).read_text(encoding="utf-8")) == ["-start: 2026-11-16", "+start: 2026-11-18"]
