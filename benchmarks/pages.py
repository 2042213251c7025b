"""Measure pages of a built site in Chromium beside the same pages without Gameplan: how soon the largest part is painted, what blocks.

Run by hand, on a folder that `mkdocs build` wrote. Without Gameplan means: the same HTML less our style and our script, as plain
Material shows it. The two take turns, in windows of their own with an empty cache and a
processor slowed down four times, as a phone's; what counts are the ratios of the medians.
"""

import argparse
import gzip
import re
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from mimetypes import guess_type
from pathlib import Path
from statistics import median
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, sync_playwright

PAGES = ("", "goals/", "goals/cut-churn/", "plan/gift-season/", "calendar/", "calendar/2026-12/", "coverage/", "kpis/")
SLOWER = 4
OURS = re.compile(
    rb'<link rel="stylesheet" href="[^"]*assets/gameplan/[^>]*>|<script src="[^"]*assets/gameplan/[^>]*></script>'
)
WATCH = """
window.seen = { painted: 0, blocked: 0, moved: 0 };
new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.painted = entry.startTime })
    .observe({ type: "largest-contentful-paint", buffered: true });
new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.blocked += Math.max(0, entry.duration - 50) })
    .observe({ type: "longtask", buffered: true });
new PerformanceObserver((list) => { for (const entry of list.getEntries()) seen.moved += entry.hadRecentInput ? 0 : entry.value })
    .observe({ type: "layout-shift", buffered: true });
"""
SETTLED = 700


@dataclass(frozen=True, slots=True)
class Sample:
    """What one visit gave: milliseconds until the largest part was painted, milliseconds blocked, and how much moved.

    And the processor's milliseconds that the page's own thread took, which other work on the machine hardly changes.
    """

    painted: float
    blocked: float
    moved: float
    busy: float


def without(html: bytes) -> bytes:
    """A page as plain Material shows it: less our style and script."""
    return OURS.sub(b"", html)


@contextmanager
def serving(files: Mapping[str, bytes]) -> Iterator[str]:
    """Serve files; below plain/ the pages come without our style and script."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = unquote(urlsplit(self.path).path).removeprefix("/")
            plain = path.startswith("plain/")
            path = path.removeprefix("plain/")
            path = f"{path}index.html" if not path or path.endswith("/") else path
            data = files.get(path, b"")
            if plain and path.endswith(".html"):
                data = without(data)
            self.send_response(200 if path in files else 404)
            self.send_header("Content-Type", guess_type(path)[0] or "application/octet-stream")
            self.send_header("Content-Length", str(len(data)))
            self.end_headers()
            self.wfile.write(data)

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


def visit(browser: Browser, url: str) -> Sample:
    """Open a page in a fresh window."""
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.add_init_script(WATCH)
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    page.goto(url)
    page.wait_for_timeout(SETTLED)
    seen = page.evaluate("seen")
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    context.close()
    return Sample(**seen, busy=1000 * metrics["TaskDuration"])


def zipped(data: bytes) -> float:
    """KB as a server sends them."""
    return len(gzip.compress(data, 6)) / 1024


def report(path: str, html: bytes, ours: Sequence[Sample], plain: Sequence[Sample]) -> str:
    """A row of the table."""
    painted, plainly = (median(sample.painted for sample in samples) for samples in (ours, plain))
    blocked, unblocked = (median(sample.blocked for sample in samples) for samples in (ours, plain))
    busy, idle = (median(sample.busy for sample in samples) for samples in (ours, plain))
    moved = max(sample.moved for sample in ours)
    return (
        f"| `/{path}` | {zipped(html):.1f} | {painted:.0f} / {plainly:.0f} | {painted / plainly:.2f} "
        f"| {blocked:.0f} / {unblocked:.0f} | {busy:.0f} / {idle:.0f} | {busy / idle:.2f} | {moved:.4f} |"
    )


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("site", type=Path, metavar="SITE", help="a folder that mkdocs build wrote")
    parser.add_argument("pages", nargs="*", default=PAGES, metavar="PAGE", help="addresses of pages, as in goals/")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    given = parser.parse_args()
    root: Path = given.site
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}
    own = [
        data for path, data in files.items() if path.startswith("assets/gameplan/") and path.endswith((".css", ".js"))
    ]
    print(f"Our style and script: {zipped(b''.join(own)):.1f} KB zipped.\n")
    print(
        "| page | KB zipped | largest paint, ms | ratio | blocked, ms | thread, ms | ratio | moved |\n|---|--:|--:|--:|--:|--:|--:|--:|"
    )
    with sync_playwright() as playwright, serving(files) as address:
        browser = playwright.chromium.launch(executable_path=given.chromium, args=["--no-sandbox", "--disable-gpu"])
        for path in given.pages:
            if f"{path}index.html" not in files:
                continue
            visits: dict[str, list[Sample]] = {"": [], "plain/": []}
            for _ in range(given.rounds + 1):
                for prefix, samples in visits.items():
                    samples.append(visit(browser, f"{address}{prefix}{path}"))
            ours, plain = (samples[1:] for samples in visits.values())
            print(report(path, files[f"{path}index.html"], ours, plain), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
