"""Fixtures that more than one test module uses."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Protocol

import pytest

from browsing import CHROMIUM, FLAGS, WIDTHS, Watched, served
from builds import contents, sample_site
from casefile import TODAY, write_playbook
from gameplan.options import Options
from gameplan.pipeline import Result, run

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date
    from pathlib import Path

    from playwright.sync_api import Browser


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
