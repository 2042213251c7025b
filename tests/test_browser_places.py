"""The sample in other places: as files without a server, and below a path as versions of a site are."""

from __future__ import annotations

import threading
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from browsing import VIEWS, Watched, expect, handler
from builds import BASE, build, copy_of_sample

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

SHIM = "https://unpkg.com/iframe-worker/shim"
"""What Material's search asks for on file: addresses, with or without us."""
STYLED = "getComputedStyle(document.querySelector('.gp')).containerType"


@pytest.fixture(scope="module")
def files(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Watched, Path]]:
    """A window, and the folder of a site that was built with Material's plugin `offline`."""
    root = tmp_path_factory.mktemp("offline") / "sample"
    copy_of_sample(root)
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    (root / "mkdocs.yml").write_text(config.replace("  - search\n", "  - search\n  - offline\n"), encoding="utf-8")
    build(root)
    page = browser.new_page()
    page.set_default_timeout(30_000)
    page.route(SHIM, lambda route: route.fulfill(body="", content_type="text/javascript"))
    yield Watched(page, "file:"), root / "site"
    page.close()


def file_of(folder: Path, path: str) -> Path:
    """The file of a page, where pages are files: of an index, that of its folder."""
    index = folder / path / "index.html"
    return index if index.is_file() else folder / f"{path.rstrip('/')}.html"


@pytest.mark.parametrize("name", VIEWS)
def test_views_as_files(files: tuple[Watched, Path], name: str) -> None:
    """Every view is whole without a server: its style, its script, no request elsewhere, nothing on the console."""
    window, folder = files
    page = window.page
    window.faults.clear()
    page.goto(file_of(folder, VIEWS[name]).as_uri())
    expect(page.locator("h1")).to_be_visible()
    assert page.evaluate(STYLED) == "inline-size"
    assert [fault for fault in window.faults if SHIM not in fault] == []


def test_from_file_to_file(files: tuple[Watched, Path]) -> None:
    """From home to an entry, to its goal, to its plan: by files alone."""
    window, folder = files
    page = window.page
    window.faults.clear()
    page.goto((folder / "index.html").as_uri())
    walk(page)
    assert page.url.startswith(folder.as_uri())
    assert [fault for fault in window.faults if SHIM not in fault] == []


def test_below_a_path(browser: Browser, tmp_path: Path) -> None:
    """As a version below a path, without instant navigation: styles are there, and links stay within."""
    root = copy_of_sample(tmp_path / "sample")
    config = (root / "mkdocs.yml").read_text(encoding="utf-8").replace("    - navigation.instant\n", "")
    (root / "mkdocs.yml").write_text(config.replace(BASE, f"{BASE}en/1.2/"), encoding="utf-8")
    site = {f"en/1.2/{path}": data for path, data in build(root).items()}
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(site)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        page = browser.new_page()
        watched = Watched(page, f"http://127.0.0.1:{server.server_port}/en/1.2/")
        page.goto(watched.origin)
        assert page.evaluate(STYLED) == "inline-size"
        walk(page)
        assert page.url.startswith(watched.origin)
        assert watched.faults == []
        page.close()
        server.shutdown()
        thread.join(5)


def walk(page: Page) -> None:
    """From home to an entry by a click, and from there to its goal."""
    entry = page.locator("#next-days .gp-coming:not([hidden]) .gp-row__title").first
    title = entry.inner_text()
    entry.click()
    page.wait_for_function("title => document.querySelector('h1')?.innerText === title", arg=title)
    goal = page.locator("#why .gp-ladder a").last
    title = goal.inner_text()
    goal.click()
    page.wait_for_function("title => document.querySelector('h1')?.innerText === title", arg=title)
    expect(page.locator("#when .gp-row").first).to_be_visible()
