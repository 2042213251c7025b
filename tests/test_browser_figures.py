"""The figures that every view keeps, wide and narrow, light and dark: nothing for axe to find, nothing too wide, too small or unsteady."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from browsing import VIEWS
from checkers import axe, has_axe
from looking import Eyes, Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser


THOROUGH = [
    VIEWS[name]
    for name in ("home", "goal", "entry", "channel", "month", "quarter", "half-year", "board", "kpis", "page")
]
"""Views that show each kind of part that only a wide window has, or only a phone; the others' parts are seen light and dark as it is."""


@pytest.fixture(scope="module")
def look(browser: Browser, address: str) -> Iterator[Callable[[str], Seen]]:
    """Opens a view of the sample, once for all tests of it."""
    eyes = Eyes(browser, address, axe() if has_axe() else "", THOROUGH)
    yield lambda name: eyes.seen(VIEWS[name])
    eyes.close()


@pytest.mark.parametrize("name", VIEWS)
def test_accessible(look: Callable[[str], Seen], name: str) -> None:
    """Axe finds nothing in what is ours, and nothing around it but what is known of the theme."""
    axe()
    assert [found for found in look(name).violations if not found.known] == []


@pytest.mark.parametrize("name", VIEWS)
def test_fits(look: Callable[[str], Seen], name: str) -> None:
    """Every page shows one title, and none scrolls sideways, at 320 pixels either."""
    assert look(name).titles == {width: [True] for width in (1440, 390, 320)}
    assert set(look(name).sideways) == {1440, 390, 320}
    assert {width: more for width, more in look(name).sideways.items() if more > 0} == {}


@pytest.mark.parametrize("name", VIEWS)
def test_fingers_hit(look: Callable[[str], Seen], name: str) -> None:
    """Whatever can be clicked is 24 pixels wide and high, but for links in sentences."""
    assert {width: found for width, found in look(name).small.items() if found} == {}


@pytest.mark.parametrize("name", VIEWS)
def test_steady(look: Callable[[str], Seen], name: str) -> None:
    """Nothing of ours moves by itself, complains on the console, or asks another host."""
    assert {width: found for width, found in look(name).shifts.items() if found} == {}
    assert look(name).faults == []


def test_every_part_is_seen_light_and_dark(look: Callable[[str], Seen]) -> None:
    """What a view shows at one width alone is seen in both looks: there, or in a view that is looked at thoroughly."""
    covered = set[str]().union(*(look(name).single for name in VIEWS if VIEWS[name] in THOROUGH))
    assert covered
    assert {name: look(name).single - covered for name in VIEWS if look(name).single - covered} == {}


def test_faults_would_be_seen(browser: Browser, address: str) -> None:
    """A page with a fault of each kind has each of them found."""
    eyes = Eyes(browser, address, axe())
    script = """addEventListener("load", () => requestAnimationFrame(() => setTimeout(() => {
        const tiny = '<p><a href="#x" style="display: block; width: 9px; padding: 0">x</a></p><div style="width: 2000px">wide</div>'
        document.querySelector(".gp").insertAdjacentHTML("afterbegin", tiny + '<img src="missing.png" width="9" height="99">')
        window.faulty = true
    }, 50)))"""
    eyes.until = "window.faulty"
    for window in eyes.windows:
        window.page.add_init_script(script)
    seen = eyes.seen(VIEWS["goals"])
    assert "image-alt" in {found.rule for found in seen.violations if found.ours}
    assert min(seen.sideways.values()) > 0
    assert all(any("9×" in found for found in small) for small in seen.small.values())
    assert all(seen.shifts.values())
    assert any("404" in fault for fault in seen.faults)
    eyes.close()
