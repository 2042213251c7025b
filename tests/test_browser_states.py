"""Empty, full and odd playbooks in a browser: each view says something sensible, and fits at three widths."""

from __future__ import annotations

import threading
from http.server import ThreadingHTTPServer
from typing import TYPE_CHECKING, NamedTuple

import pytest

from browsing import WIDTHS, Watched, expect, handler
from builds import Html, broken_links
from checkers import axe
from looking import Eyes
from states import STATES, State, built, looked_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from playwright.sync_api import Browser


class Served(NamedTuple):
    """The site of a state, and where it is."""

    state: State
    site: Mapping[str, bytes]
    address: str


@pytest.fixture(scope="module", params=STATES)
def served(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> Iterator[Served]:
    """Each state's site."""
    state = STATES[request.param]
    site = built(tmp_path_factory.mktemp(request.param), state)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(site)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield Served(state, site, f"http://127.0.0.1:{server.server_port}/")
        server.shutdown()
        thread.join(5)


def test_it_says_so(served: Served) -> None:
    """What is missing or too much is said in words, and no link leads nowhere."""
    for address, words in served.state.says.items():
        assert words in Html(served.site[f"{address}index.html"]).text, address
    assert list(broken_links(served.site)) == []


def test_it_fits(browser: Browser, served: Served) -> None:
    """Every view opens without an error, and none scrolls sideways or has parts that stick out, wide or narrow."""
    window = Watched(browser.new_page(), served.address)
    addresses = looked_at(served.site, served.state)
    assert len(addresses) > 8
    wide = []
    for address in addresses:
        window.page.goto(served.address + address)
        expect(window.page.locator("h1")).to_be_visible()
        for size in WIDTHS.values():
            window.page.set_viewport_size(size)
            if (more := window.page.evaluate("document.documentElement.scrollWidth - innerWidth")) > 0:
                wide.append((address, size["width"], more))
    assert wide == []
    assert window.faults == []
    window.page.close()


def test_it_is_accessible(browser: Browser, served: Served) -> None:
    """Axe finds nothing on the page that the state is about, or on home."""
    eyes = Eyes(browser, served.address, axe())
    address = (*served.state.pages, "")[0]
    assert [found for found in eyes.seen(address).violations if found.ours] == [], address
    eyes.close()
