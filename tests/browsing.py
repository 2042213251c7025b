"""The sample's site in a real browser: where it is served, windows of several sizes, and what goes wrong in them."""

from __future__ import annotations

import json
import os
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import unquote, urlsplit

from builds import BASE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from re import Pattern

    from playwright.sync_api import ConsoleMessage, Locator, Page, Request, Response, ViewportSize
    from playwright.sync_api._generated import LocatorAssertions

CHROMIUM = Path(os.environ.get("GAMEPLAN_CHROMIUM", "/usr/bin/chromium"))
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDTHS: dict[str, ViewportSize] = {
    "wide": {"width": 1440, "height": 900},
    "phone": {"width": 390, "height": 844},
    "small": {"width": 320, "height": 640},
}
LOOKS: dict[Literal["light", "dark"], str] = {"light": "default", "dark": "slate"}
VIEWS = {
    "home": "",
    "goal": "goals/cut-churn/",
    "entry": "plan/gift-season/",
    "recurrence": "plan/firing-hour/",
    "agenda": "calendar/",
    "timeline": "calendar/timeline-by-campaign/",
    "key-dates": "calendar/key-dates/",
    "legend": "calendar/legend/",
    "half-year": "calendar/timeline-half-year/",
    "year": "calendar/2026/",
    "own-view": "calendar/views/gift-season/",
    "month": "calendar/2026-12/",
    "quarter": "calendar/2026-q4/",
    "board": "calendar/board/",
    "workload": "calendar/workload/",
    "goals": "goals/",
    "audiences": "audiences/",
    "journeys": "journeys/",
    "journey": "journeys/choosing-software/",
    "messages": "messages/",
    "message": "messages/calm-kiln/",
    "channels": "channels/",
    "channel": "channels/studio-letter/",
    "kpis": "kpis/",
    "kpi": "kpis/monthly-churn/",
    "measured": "goals/calculator-leads/",
    "audience": "audiences/kiln-technician/",
    "coverage": "coverage/",
    "policies": "policies/",
    "policy": "policies/quiet-days/",
    "people": "people/",
    "person": "people/maya/",
    "reviews": "reviews/",
    "review": "reviews/2026-q3/",
    "page": "how-we-work/",
    "subscribe": "subscribe/",
    "list": "calendar/list/",
    "whats-new": "whats-new/",
    "problems": "problems/",
}
INDEX = "search/search_index.json"


def handler(files: Mapping[str, bytes], *, search: bool = False) -> type[BaseHTTPRequestHandler]:
    """Serves files, as if they had been built for the address at which they are asked for: instant navigation insists on it.

    Args:
        files: by path.
        search: whether anything can be found; the theme's scripts work for longer on an index than on all else of a page.
    """
    if INDEX in files and not search:
        files = {**files, INDEX: json.dumps({**json.loads(files[INDEX]), "docs": []}).encode()}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"
        disable_nagle_algorithm = True

        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).removeprefix("/")
            path = f"{path}index.html" if not path or path.endswith("/") else path
            data = files.get(path, b"")
            if path.endswith((".html", ".xml")):
                data = data.replace(BASE.encode(), f"http://{self.headers['Host']}/".encode())
            self.send_response(200 if path in files else 404)
            self.send_header("Content-Type", guess_type(path)[0] or "application/octet-stream")
            self.send_header("Content-Length", str(len(data)))
            if path.startswith("assets/"):
                self.send_header("Cache-Control", "max-age=3600")
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: Any) -> None:  # noqa: ANN401 - as its base has it
            """Say nothing."""

    return Handler


@contextmanager
def served(files: Mapping[str, bytes], *, search: bool = False) -> Iterator[str]:
    """Where files are served.

    Args:
        files: by path.
        search: whether anything can be found.
    """
    with ThreadingHTTPServer(("127.0.0.1", 0), handler(files, search=search)) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
        thread.join(5)


def expect(locator: Locator) -> LocatorAssertions:
    """What shall be true of a part of a page, at the latest after a while: scripts and instant navigation need time.

    A test doesn't look just once: what is right on a fast machine would fail on a busy one.
    """
    from playwright.sync_api import expect as expected  # noqa: PLC0415 - not there on machines without a browser

    return expected(locator)


def arrive(page: Page, url: str | Pattern[str] | Callable[[str], bool]) -> None:
    """Wait until a page is at an address, and shows what is there.

    Instant navigation changes the address first and the page later, all of it in one step: head, with the address that
    the page was built for, and text.

    Args:
        page: on which a link was just followed.
        url: the address, a pattern of it, or what tells it.
    """
    page.wait_for_url(url)
    page.wait_for_function(
        """() => {
          const built = document.querySelector("link[rel=canonical]")?.href
          return !built || location.protocol === "file:" || built === location.origin + location.pathname
        }"""
    )


class Watched:
    """A page, and all that went wrong on it."""

    def __init__(self, page: Page, origin: str) -> None:
        self.page = page
        self.origin = origin
        self.faults: list[str] = []
        page.on("console", self.console)
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("request", self.request)
        page.on("requestfailed", self.failed)
        page.on("response", self.response)

    def console(self, message: ConsoleMessage) -> None:
        """Note errors and warnings on the console."""
        if message.type in ("error", "warning"):
            self.faults.append(message.text)

    def request(self, request: Request) -> None:
        """Note what is asked of another host."""
        if not request.url.startswith((self.origin, "data:", "blob:")):
            self.faults.append(f"elsewhere: {request.url}")

    def failed(self, request: Request) -> None:
        """Note what got no answer; what is still loading when we go on to the next page is no fault."""
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"{request.failure}: {request.url}")

    def response(self, response: Response) -> None:
        """Note answers that are faults."""
        if response.status >= 400:
            self.faults.append(f"{response.status}: {response.url}")


def line_ends(page: Page) -> list[float]:
    """How far each line of a dependency ends from the beginning of the nearest bar of its lane, in pixels."""
    found: list[float] = page.locator(".gp-q__edges path").evaluate_all(
        """paths => paths.map(path => {
          const end = path.getPointAtLength(path.getTotalLength()).matrixTransform(path.getScreenCTM())
          const rtl = getComputedStyle(path).direction === "rtl"
          const bars = [...path.closest("ul").querySelectorAll(".gp-q__bar")].map(bar => bar.getBoundingClientRect())
          const away = bar => Math.abs((rtl ? bar.right : bar.left) - end.x) + Math.abs((bar.top + bar.bottom) / 2 - end.y)
          return Math.min(...bars.map(away))
        })"""
    )
    return found
