"""Looks at pages in a browser, at three widths and in both looks, once for all that is asked of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from browsing import LOOKS, WIDTHS, Watched

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

SCRIPT = (Path(__file__).parent / "engines" / "look.js").read_text(encoding="utf-8")
LEAST = 24
"""Pixels that a finger needs, each way (WCAG 2.2, 2.5.8)."""
THEME = {
    "aria-dialog-name": ".md-search",
    "color-contrast": ":root|.md-copyright|.md-tabs__",
    "landmark-unique": ".md-nav--primary|nav[aria-labelledby",
    # An author's text, as the theme and its extensions show it: links by colour alone, check boxes of task lists without a label.
    "link-in-text-block": "content",
    "label": "content",
}
"""What axe has against Material 9.5 to 9.8 by itself: rules, and how the selectors begin of what they are about."""


class Violation(NamedTuple):
    """What axe has against an element."""

    where: str
    """Width and look."""
    rule: str
    ours: bool
    place: str
    """A selector of what stands outside of the content; else `content`."""
    text: str

    @property
    def known(self) -> bool:
        """Whether it is the theme's."""
        return not self.ours and self.place.startswith(tuple(THEME.get(self.rule, "-").split("|")))


class Seen(NamedTuple):
    """What a page looks like."""

    violations: list[Violation]
    sideways: dict[int, int]
    """By how many pixels a page is wider than its window."""
    small: dict[int, list[str]]
    """What a finger doesn't hit."""
    shifts: dict[int, list[str]]
    """What moved after it had been painted."""
    faults: list[str]
    """Errors, and requests elsewhere."""


class Eyes:
    """Two windows, a wide one that is light at first and a phone that is dark, in which pages are opened one after the other."""

    def __init__(self, browser: Browser, origin: str, axe: str = "") -> None:
        """Open the windows.

        Args:
            browser: a running one.
            origin: where the site is served.
            axe: the script of axe-core; without it, nothing is known of violations.
        """
        self.origin = origin
        self.axe = axe
        scheme: tuple[tuple[str, Literal["light", "dark"]], ...] = (("wide", "light"), ("phone", "dark"))
        self.windows = [
            Watched(browser.new_page(viewport=WIDTHS[size], color_scheme=look), origin) for size, look in scheme
        ]
        for window in self.windows:
            window.page.set_default_timeout(30_000)
        self._seen: dict[str, Seen] = {}

    def seen(self, path: str) -> Seen:
        """What a page looks like; it is looked at once."""
        if path not in self._seen:
            self._seen[path] = self._look(path)
        return self._seen[path]

    def close(self) -> None:
        """Close the windows."""
        for window in self.windows:
            window.page.close()

    def _look(self, path: str) -> Seen:
        seen = Seen([], {}, {}, {}, [])
        for window in self.windows:
            window.faults.clear()
            page = window.page
            page.goto(self.origin + path)
            self._put_in(page)
            width = page.evaluate("innerWidth")
            seen.violations.extend(self._violations(page, width))
            if not self.axe:
                page.wait_for_timeout(200)
            seen.shifts[width] = self._shifts(page)
            _measure(page, seen)
            if self.axe:
                page.locator("[data-md-component=palette] label:visible").click()
                seen.violations.extend(self._violations(page, width, again=True))
            if width < WIDTHS["wide"]["width"]:
                page.set_viewport_size(WIDTHS["small"])
                _measure(page, seen)
                page.set_viewport_size(WIDTHS["phone"])
            seen.faults.extend(window.faults)
        return seen

    def _put_in(self, page: Page) -> None:
        page.evaluate(SCRIPT)
        if self.axe:
            page.evaluate(f"{self.axe};0")

    def _shifts(self, page: Page) -> list[str]:
        """What moves each time the page is opened.

        A table that arrives in pieces on a busy machine may find its widths late, once in a while; what we move, moves always.
        """
        found: list[str] = page.evaluate("look.shifts()")
        for _ in range(2):
            if found:
                page.reload()
                self._put_in(page)
                page.wait_for_timeout(200)
                again = page.evaluate("look.shifts()")
                found = [one for one in found if one in again]
        return found

    def _violations(self, page: Page, width: int, *, again: bool = False) -> Iterator[Violation]:
        if not self.axe:
            return
        scheme = page.locator("body").get_attribute("data-md-color-scheme")
        look = next(look for look, named in LOOKS.items() if named == scheme)
        found: list[Any] = page.evaluate("again => look.axe(again)", again)
        for rule, ours, place, text in found:
            yield Violation(f"{width} {look}", rule, ours, place, text)


def _measure(page: Page, seen: Seen) -> None:
    width = page.evaluate("innerWidth")
    seen.sideways[width] = page.evaluate("look.sideways()")
    seen.small[width] = page.evaluate("least => look.small(least)", LEAST)
