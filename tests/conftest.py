"""Fixtures that more than one test module uses."""

from __future__ import annotations

import asyncio
import os
import subprocess
from collections import Counter
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Protocol
from zlib import crc32

import pytest

from browsing import CHROMIUM, FLAGS, WIDTHS, Watched, served
from builds import contents, sample_site
from casefile import TODAY, write_playbook
from gameplan.options import Options
from gameplan.pipeline import Result, run
from shares import BROWSER, FILES, SHARES

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Mapping
    from datetime import date

    from playwright.sync_api import Browser


# Nothing is kept of what tests build, in this process and in others, but where a test is about that.
os.environ["GAMEPLAN_CACHE"] = ""

LONGEST = (
    *(
        "test_integrations",
        "test_feed_validators",
        "test_browser_states",
        "test_browser_hosts",
        "test_browser_figures",
        "test_hostile",
        "test_site",
        "test_serving",
    ),
    *(
        "test_browser_languages",
        "test_corpora_site",
        "test_feeds",
        "test_browser",
        "test_traps",
        "test_browser_hostile",
    ),
    *(
        "test_browser_print",
        "test_browser_strategy",
        "test_browser_places",
        "test_export",
        "test_feed_texts",
        "test_html",
    ),
    *("test_feed_occurrences", "test_plain_front", "test_plain_body", "test_view_sizes", "test_fuzz", "test_check_fix"),
)
"""The files that take longest come first, so that no processor waits at the end while another is still at one of them."""

QUICK = frozenset(
    (
        *(
            "test_cases",
            "test_catalog",
            "test_cli",
            "test_custom_rules",
            "test_docs",
            "test_emitters",
        ),
        *("test_feed", "test_feed_conformance", "test_formats", "test_language"),
        *("test_playbook_json", "test_reading", "test_readme", "test_static"),
    )
)
"""What is tried with other versions of Python and of what we need (`.ci/versions`): each library, and a strict build of the sample."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """Take `--quick`: a part of the tests that takes a minute, and touches everything."""
    parser.addoption("--whole", action="store_true", help="run every case of tests of which else a share runs")
    parser.addoption("--quick", action="store_true", help="run a part of the tests that takes a minute")
    parser.addoption("--thin", action="store_true", help="run every sixth case, where many of a kind are tried")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """Leave out the other files where a quick run is asked for."""
    left_out = collection_path.name.startswith("test_") and collection_path.stem not in QUICK
    return True if left_out and config.getoption("quick") else None


def pytest_collection_modifyitems(items: list[pytest.Item], config: pytest.Config) -> None:
    """Put the tests in the order in which they end soonest, with the tests of a file side by side; leave out what wasn't asked for."""
    if config.getoption("thin"):
        cases = [item for item in items if item.path.stem == "test_cases"]
        out = {id(item) for number, item in enumerate(cases) if number % 6}
        config.hook.pytest_deselected(items=[item for item in items if id(item) in out])
        items[:] = [item for item in items if id(item) not in out]
    if not config.getoption("whole"):
        _leave_out(items, config)
    places = {name: number for number, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path.stem, len(places)))


def pytest_report_header(config: pytest.Config) -> str:
    """Say what doesn't run."""
    if config.getoption("whole"):
        return "every case of every test"
    long = f"{len(SHARES)} long tests, those in a browser and {len(FILES)} files"
    return f"{long} run in turn, others of them or of their cases with each commit; --whole runs all of them"


def _leave_out(items: list[pytest.Item], config: pytest.Config) -> None:
    """Leave out the cases whose turn it isn't: the same ones for the same commit."""
    turn, seen, out = _turn(), Counter[str](), set[int]()
    asked = config.invocation_params.args
    # What is named by hand runs.
    for item in items if not any("::" in str(each) for each in asked) else ():
        stem = item.path.stem
        if stem in FILES and (crc32(stem.encode()) + turn) % FILES[stem]:
            out.add(id(item))
        name = f"{stem}::{getattr(item, 'originalname', item.name)}"
        share = SHARES.get(name, BROWSER if stem.startswith("test_browser") else 1)
        seen[name] += 1
        # Tests of one case each don't all have the same turn.
        if (seen[name] + crc32(name.encode())) % share != turn % share:
            out.add(id(item))
    config.hook.pytest_deselected(items=[item for item in items if id(item) in out])
    items[:] = [item for item in items if id(item) not in out]


def _turn() -> int:
    """A number that each commit has; 0 without Git."""
    command = ["git", "-c", "safe.directory=*", "rev-parse", "HEAD"]
    with suppress(OSError):
        said = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, check=False).stdout
        return int(said[:7] or b"0", 16)
    return 0


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Let tests of servers have an event loop of their own: a browser of this process leaves one running, and asyncio runs one a thread."""
    if not item.path.stem.startswith("test_language_server"):
        return (yield)
    running = asyncio._get_running_loop()  # noqa: SLF001 - asyncio's way for whoever brings a loop
    asyncio._set_running_loop(None)  # noqa: SLF001
    try:
        return (yield)
    finally:
        asyncio._set_running_loop(running)  # noqa: SLF001


class CheckPlaybook(Protocol):
    """Writes files beside those of `casefile.BASE` into a folder of their own, and checks them."""

    def __call__(self, files: Mapping[str, str | bytes], options: Options | None = None, today: date = TODAY) -> Result:
        """The playbook, and what is wrong with it."""


@pytest.fixture
def playbook(tmp_path: Path) -> CheckPlaybook:
    """A playbook in order, to which a test adds the files that it is about."""
    numbers = count(1)

    def check(files: Mapping[str, str | bytes], options: Options | None = None, today: date = TODAY) -> Result:
        root = tmp_path / f"playbook-{next(numbers)}"
        write_playbook(root, files)
        return run(root, options or Options(), today)

    return check


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    if not CHROMIUM.exists():
        pytest.skip(f"there is no Chromium at {CHROMIUM}: apt-get install chromium, or name one in GAMEPLAN_CHROMIUM")
    api = pytest.importorskip(
        "playwright.sync_api", reason="playwright is not installed: pip install gameplan[browser]"
    )
    api.expect.set_options(timeout=20_000)
    with api.sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the sample is served."""
    folder, _ = sample_site(tmp_path_factory)
    with served(contents(folder)) as address:
        yield address


@pytest.fixture(scope="module", params=WIDTHS)
def window(browser: Browser, address: str, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """A browser's window of a size."""
    context = browser.new_context(viewport=WIDTHS[request.param])
    context.set_default_timeout(20_000)
    yield Watched(context.new_page(), address)
    context.close()
