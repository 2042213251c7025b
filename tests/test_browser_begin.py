"""New entries from a page: whoever begins one at the host gets a file whose name nobody else has."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Literal
from urllib.parse import parse_qs, urlsplit

import pytest

from browsing import served
from builds import build, contents, playbook

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

HOSTS = {"filename": ("https://github.com/team/plan", "edit"), "file_name": ("https://gitlab.com/team/plan", "-/edit")}
"""Hosts by the parameter that names a file."""
FILES = {"plan/new-entry.md": "---\ntitle: Kept\ngoals: [grow]\nstart: 2026-12-02\nstatus: idea\n---\n"}
NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
PLAN = "calendar/"
BUTTONS: tuple[Literal["middle", "right"], ...] = ("middle", "middle", "right")
"""Of a mouse, one after the other."""
BUTTON = "a.gp-button:has-text('Add an entry')"


@pytest.fixture(scope="module", params=HOSTS)
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Where a playbook is served, and the parameter by which its host is told a file's name."""
    address, verb = HOSTS[request.param]
    root = playbook(
        tmp_path_factory.mktemp("begin"),
        FILES,
        {"repo_url": address, "edit_uri": f"{verb}/main/strategy/"},
        material=True,
    )
    build(root)
    with served(contents(root / "site")) as origin:
        yield origin, request.param


@pytest.fixture
def window(browser: Browser) -> Iterator[BrowserContext]:
    """A browser that reaches no host but ours."""
    context = browser.new_context()
    context.set_default_timeout(20_000)
    context.route(re.compile("https://git(hub|lab)"), lambda route: route.fulfill(body="the host's editor"))
    yield context
    context.close()


def told(address: str, parameter: str) -> str:
    """The name that a host is told."""
    [name] = parse_qs(urlsplit(address).query)[parameter]
    return name


def begun(page: Page, origin: str, moment: datetime, parameter: str, key: str = "") -> str:
    """The name of the file that somebody begins at a moment: by a click, or by a key."""
    page.clock.set_fixed_time(moment)
    page.goto(f"{origin}{PLAN}")
    if key:
        page.locator(BUTTON).press(key)
    else:
        page.locator(BUTTON).click()
    page.wait_for_url("https://git*/**")
    return told(page.url, parameter)


def test_two_people_on_a_day(window: BrowserContext, site: tuple[str, str]) -> None:
    """Two who begin an entry on one day have files with other names, also within a second, and by keyboard."""
    origin, parameter = site
    page = window.new_page()
    moments = (NOW, NOW + timedelta(milliseconds=40), NOW + timedelta(hours=3))
    names = [begun(page, origin, moment, parameter) for moment in moments]
    names.append(begun(page, origin, NOW + timedelta(hours=4), parameter, "Enter"))
    assert len(set(names)) == len(names)
    assert all(re.fullmatch(r"2026-11-22-new-entry-[0-9]{13}\.md", name) for name in names)


def test_in_new_tabs(window: BrowserContext, site: tuple[str, str]) -> None:
    """What the middle and the right button would open is another file each time, and the rest of the link is as ever."""
    origin, parameter = site
    page = window.new_page()
    page.goto(f"{origin}{PLAN}")
    page.evaluate(
        "for (const name of ['auxclick', 'contextmenu']) addEventListener(name, event => event.preventDefault())"
    )
    link = page.locator(BUTTON)
    found = [link.get_attribute("href") or ""]
    for minute, button in enumerate(BUTTONS):
        page.clock.set_fixed_time(NOW + timedelta(minutes=minute))
        link.click(button=button)
        found.append(link.get_attribute("href") or "")
    names = [told(url, parameter) for url in found]
    assert len(set(names)) == len(names)
    assert {url.replace(name, names[0]) for url, name in zip(found, names, strict=True)} == {found[0]}


def test_other_links_stay(window: BrowserContext, site: tuple[str, str]) -> None:
    """A file that has such a name by now is edited under it."""
    origin, _ = site
    page = window.new_page()
    page.goto(f"{origin}plan/new-entry/")
    link = page.locator("a[href*='/edit/main/plan/']").first
    before = link.get_attribute("href") or ""
    link.click()
    page.wait_for_url("https://git*/**")
    assert page.url == before
    assert before.endswith("/edit/main/plan/new-entry.md")


def test_without_scripts(browser: Browser, site: tuple[str, str]) -> None:
    """Without scripts the link is as the page has it."""
    origin, parameter = site
    page = browser.new_page(java_script_enabled=False)
    page.goto(f"{origin}{PLAN}")
    assert told(page.locator(BUTTON).get_attribute("href") or "", parameter) == "2026-11-22-new-entry.md"
    page.close()
