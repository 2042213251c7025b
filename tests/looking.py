"""Looks at pages in a browser, at three widths and in both looks, once for all that is asked of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from browsing import LOOKS, WIDTHS, Watched
from builds import TODAY

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

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
    parts: dict[int, set[str]]
    """The kinds of elements whose text can be read."""
    titles: dict[int, list[bool]]
    """Whether each heading of the first rank is shown."""

    @property
    def single(self) -> set[str]:
        """What only a wide window shows, or only a phone."""
        wide, phone = (self.parts[WIDTHS[size]["width"]] for size in ("wide", "phone"))
        return wide ^ phone


class Eyes:
    """Two windows, a wide one that is light at first and a phone that is dark, in which pages are opened one after the other."""

    def __init__(self, browser: Browser, origin: str, axe: str = "", thorough: Collection[str] = ()) -> None:
        """Open the windows.

        Args:
            browser: a running one.
            origin: where the site is served.
            axe: the script of axe-core; without it, nothing is known of violations.
            thorough: pages that axe sees at both widths in both looks, with all that the theme puts around them; of others it sees
                what differs from page to page, light in the wide window, and dark on the phone.
        """
        self.origin = origin
        self.axe = axe
        self.thorough = thorough
        scheme: tuple[tuple[str, Literal["light", "dark"]], ...] = (("wide", "light"), ("phone", "dark"))
        self.windows = [
            Watched(browser.new_page(viewport=WIDTHS[size], color_scheme=look), origin) for size, look in scheme
        ]
        for window in self.windows:
            window.page.set_default_timeout(30_000)
            window.page.add_init_script(SCRIPT)
            if axe:
                window.page.add_init_script(axe)
        self._seen: dict[str, Seen] = {}
        self.until = ""
        """What must be true in a page before it is looked at, as JavaScript; empty where it is when it has loaded."""

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
        seen = Seen([], {}, {}, {}, [], {}, {})
        thorough = path in self.thorough
        for window in self.windows:
            window.faults.clear()
            page = window.page
            # On the day of the build: days later, each page says so at its top, and what is below moves down for it.
            page.goto(f"{self.origin}{path}?today={TODAY}")
            if self.until:
                page.wait_for_function(self.until)
            if self.axe:
                seen.violations.extend(_violations(page, whole=thorough))
            else:
                page.wait_for_timeout(200)
            shifts = _shifts(page)
            width = _measure(page, seen)
            seen.shifts[width] = shifts
            if self.axe and thorough:
                page.evaluate("look.turn()")
                seen.violations.extend(_violations(page, whole=thorough, again=True))
            if width < WIDTHS["wide"]["width"]:
                page.set_viewport_size(WIDTHS["small"])
                _measure(page, seen)
                page.set_viewport_size(WIDTHS["phone"])
            seen.faults.extend(window.faults)
        return seen


def _shifts(page: Page) -> list[str]:
    """What moves each time the page is opened.

    A table that arrives in pieces on a busy machine may find its widths late, once in a while; what we move, moves always.
    """
    found: list[str] = page.evaluate("look.shifts()")
    for _ in range(2):
        if found:
            page.reload()
            page.wait_for_timeout(200)
            again = page.evaluate("look.shifts()")
            found = [one for one in found if one in again]
    return found


def _violations(page: Page, *, whole: bool, again: bool = False) -> Iterator[Violation]:
    scheme, width = page.evaluate("[look.scheme(), innerWidth]")
    look = next(look for look, named in LOOKS.items() if named == scheme)
    found: list[Any] = page.evaluate("([whole, again]) => look.axe(whole, again)", [whole, again])
    for rule, ours, place, text in found:
        yield Violation(f"{width} {look}", rule, ours, place, text)


def _measure(page: Page, seen: Seen) -> int:
    """Measure a page, and say how wide it is."""
    width: int
    width, sideways, small, parts, titles = page.evaluate("least => look.measure(least)", LEAST)
    seen.sideways[width] = sideways
    seen.small[width] = small
    seen.parts[width] = set(parts)
    seen.titles[width] = titles
    return width
