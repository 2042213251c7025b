"""The sample as `gameplan render` writes it, on plain MkDocs and on Zensical: each kind of page looks and works as with the plugin."""

from __future__ import annotations

import re
import sys
from functools import cache, partial
from html import escape
from typing import TYPE_CHECKING, NamedTuple

import pytest
import yaml

from browsing import VIEWS, WIDTHS, Watched, arrive, served
from builds import BASE, TODAY, build, contents, context_at, copy_of_sample, in_child, playbook, sample_site, write
from checkers import axe, has_axe
from gameplan.publish.document import Document
from gameplan.publish.output import markdown
from gameplan.publish.output.plain import exported
from gameplan.publish.site import build_site
from hosts import built, faults, without_us, zensical
from looking import SCRIPT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from playwright.sync_api import Browser, Page

HOSTS = ("mkdocs", "zensical")
FILTERED = ("agenda", "month", "quarter", "board", "list")
"""Views with filters."""
AS_EVER = ("home", "entry", "month", "subscribe")
"""Views that axe sees on plain MkDocs too, whose theme is the plugin's."""
TALLER = 0.1
"""The part of its height by which a page may differ from the plugin's."""
HEIGHT = "document.querySelector('.md-content__inner').getBoundingClientRect().height"
OURS = (
    "[...document.styleSheets].some(sheet => sheet.href?.includes('/assets/gameplan/') && sheet.cssRules.length > 100)"
)
COUNT = "[data-gp-count]"
FRAME = Document.frame
LINKS = "See [the launch](launch.md), [[grow]] and [our\nmission](<../strategy/index.md>).\n"


class Open(NamedTuple):
    """A site that is served, and a window in which it is looked at."""

    files: Mapping[str, bytes]
    window: Watched

    def go(self, path: str, query: str = "") -> Page:
        """Open a page on the day of the build."""
        self.window.faults.clear()
        self.window.page.goto(f"{self.window.origin}{path}?today={TODAY}{query}")
        return self.window.page


def rendered(work: Path, root: Path) -> Path:
    """A folder with a playbook as it is rendered, to be built without us."""
    done = in_child([sys.executable, "-m", "gameplan", "render", str(work / "playbook"), "--root", str(root)], root)
    assert done.code == 0, done.output
    return without_us(work, "playbook")


def opened(browser: Browser, files: Mapping[str, bytes]) -> Iterator[Open]:
    """Serve a site, and open a window."""
    with served(files) as origin:
        page = browser.new_page(viewport=WIDTHS["wide"])
        page.set_default_timeout(20_000)
        page.add_init_script(SCRIPT)
        if has_axe():
            page.add_init_script(axe())
        yield Open(files, Watched(page, origin))
        page.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the sample has been rendered."""
    site, _ = sample_site(tmp_path_factory)
    return rendered(tmp_path_factory.mktemp("hosts"), site.parent)


@pytest.fixture(scope="module")
def own(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Open]:
    """The sample's site as the plugin makes it."""
    site, _ = sample_site(tmp_path_factory)
    yield from opened(browser, contents(site))


@pytest.fixture(scope="module")
def sites(folder: Path) -> Callable[[str], Mapping[str, bytes]]:
    """The sample's site as other hosts make it, each built once."""
    return cache(partial(built, folder))


@pytest.fixture(scope="module", params=HOSTS)
def host(
    browser: Browser, sites: Callable[[str], Mapping[str, bytes]], request: pytest.FixtureRequest
) -> Iterator[Open]:
    """The sample's site as another host makes it."""
    yield from opened(browser, sites(request.param))


def assets(files: Mapping[str, bytes]) -> tuple[str, str]:
    """The names of the style sheet and the script."""
    style, script = (
        next(path for path in files if re.fullmatch(rf"assets/gameplan/gameplan\.[0-9a-f]+\.{ending}", path))
        for ending in ("css", "js")
    )
    return style, script


def test_nothing_is_dead(host: Open) -> None:
    """No link of the whole site is dead, and every page has its style and its script."""
    assert list(faults(host.files, *assets(host.files))) == []


@pytest.mark.parametrize("name", VIEWS)
def test_a_page_looks_as_with_the_plugin(host: Open, own: Open, name: str) -> None:
    """Our style is there, nothing goes wrong, and the page is about as high as with the plugin."""
    page = host.go(VIEWS[name])
    assert page.evaluate(OURS)
    assert page.evaluate("document.querySelectorAll('h1').length") == 1
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    high = own.go(VIEWS[name]).evaluate(HEIGHT)
    assert page.evaluate(HEIGHT) == pytest.approx(high, rel=TALLER)
    assert host.window.faults == []


@pytest.mark.parametrize(
    ("host", "name"),
    [*(("zensical", name) for name in VIEWS), *(("mkdocs", name) for name in AS_EVER)],
    indirect=["host"],
)
def test_axe_has_nothing_against_what_is_ours(host: Open, name: str) -> None:
    """As on MkDocs: axe-core finds nothing in our parts."""
    axe()
    found = host.go(VIEWS[name]).evaluate("look.axe(false, false)")
    assert [(rule, text) for rule, ours, _, text in found if ours] == []


@pytest.mark.parametrize("name", FILTERED)
def test_filters_work(host: Open, own: Open, name: str) -> None:
    """What is chosen leaves as many entries as with the plugin, and stands in the address."""
    counts = []
    for site in (own, host):
        page = site.go(VIEWS[name])
        before = page.locator(COUNT).first.text_content()
        select = page.locator(".gp-filter select").first
        value = select.locator("option").nth(1).get_attribute("value")
        select.select_option(value)
        page.wait_for_function(
            "([css, before]) => document.querySelector(css).textContent !== before", arg=[COUNT, before]
        )
        counts.append((before, page.locator(COUNT).first.text_content()))
        assert f"={value}" in page.url
        assert site.window.faults == []
    assert counts[0] == counts[1]


def test_from_page_to_page(host: Open) -> None:
    """Where the theme changes pages in one window, our script doesn't listen twice, and filters work on each page."""
    page = host.go(VIEWS["month"])
    page.evaluate("window.kept = true")
    for _ in range(2):
        first = page.locator("h1").text_content()
        page.locator(".gp-steps [rel=next]").click()
        page.wait_for_function("first => document.querySelector('h1').textContent !== first", arg=first)
    assert page.evaluate("window.kept") is True
    page.locator(".gp-grid").focus()
    page.keyboard.press("PageUp")
    arrive(page, "**/calendar/2027-01/**")
    page.go_back()
    arrive(page, "**/calendar/2027-02/**")
    before = page.locator(COUNT).first.text_content()
    page.locator(".gp-filter select").first.select_option(index=1)
    page.wait_for_function("([css, before]) => document.querySelector(css).textContent !== before", arg=[COUNT, before])
    assert host.window.faults == []


def test_zensical_without_rendering(browser: Browser, tmp_path: Path) -> None:
    """A site that Zensical makes of our own `mkdocs.yml` has no plan, and says so beside its home page; the plugin's doesn't."""
    zensical()
    root = copy_of_sample(tmp_path / "sample")
    for site in opened(browser, built(root, "zensical")):
        assert not [path for path in site.files if path.startswith("calendar")]
        page = site.go("")
        page.get_by_role("link", name="Built without Gameplan").first.click()
        page.locator(".md-content", has_text="gameplan render build/playbook").wait_for()
        assert page.url.endswith("/built-without-gameplan/")


def test_nothing_of_ours_says_that_it_was_built_without_us(host: Open, own: Open) -> None:
    """What Zensical shows of a playbook that nobody rendered is on neither site."""
    assert not [path for path in (*host.files, *own.files) if "built-without" in path]


def _escaped_frame(document: Document) -> tuple[str, str]:
    head, tail = FRAME(document)
    return escape(head), escape(tail)


@pytest.mark.parametrize(
    ("changed", "other", "seen"),
    [
        ("output.markdown._ASSETS", markdown._ASSETS, ""),  # noqa: SLF001 - as it is
        ("output.markdown.rewritten", lambda text, _: text, "(no file)"),
        ("output.markdown.relative", lambda uri, *_: escape(f"<{uri}>"), "(no file)"),
        ("output.markdown._ASSETS", "", "no style sheet"),
        ("output.markdown._ASSETS", "<div>{0}</div>", "no script"),
        ("output.markdown._ASSETS", escape(markdown._ASSETS), "&lt;div "),  # noqa: SLF001 - as a Markup would have it
        ("document.Document.frame", _escaped_frame, "&lt;article "),
    ],
    ids=["as it is", "links stay", "links escaped", "no style", "no script", "style escaped", "panels escaped"],
)
def test_a_fault_of_rendering_would_be_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, changed: str, other: object, seen: str
) -> None:
    """Whatever goes wrong where pages are written is found by what looks at the site; nothing is where nothing goes wrong."""
    own = playbook(
        tmp_path / "own", {"plan/again.md": "---\ntitle: Again\ngoals: [grow]\nstart: 2026-12-02\n---\n" + LINKS}
    )
    context = context_at(own)
    site = build_site(context)
    monkeypatch.setattr(f"gameplan.publish.{changed}", other)
    files = exported(site, context.playbook, context.playbook, BASE)
    config = {"site_name": "Site", "site_url": BASE, "docs_dir": "docs", "theme": {"name": None, "custom_dir": "theme"}}
    plain = write(tmp_path / "plain", {f"docs/{uri}": data for uri, data in files.items()})
    write(plain, {"mkdocs.yml": yaml.safe_dump(config), "theme/main.html": (own / "theme/main.html").read_bytes()})
    found = "".join(faults(build(plain), site.styles[0], site.scripts[0]))
    assert seen in found
    assert bool(found) is bool(seen)
