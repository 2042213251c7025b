"""What once broke sites like ours without a word: marks in the HTML that themes, scripts and other ways to publish stumble over."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urljoin

import pytest

from builds import BASE, NAMESPACE, broken_links, build, contents, copy_of_sample, playbook, sample_site

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
OFFLINE = ("  - search\n", "  - search\n  - offline\n")
FILES = ("docs_dir:", "use_directory_urls: false\ndocs_dir:")
BELOW = (f"site_url: {BASE}", f"site_url: {BASE}en/1.2/")
NOT_INSTANT = ("    - navigation.instant\n", "")


class Tag(NamedTuple):
    """A start tag, and what it stands in."""

    name: str
    attributes: Mapping[str, str]
    inside: tuple[str, ...]
    """The names and classes of the elements around it."""

    @property
    def ours(self) -> bool:
        """Whether we made it, and not the theme or an author."""
        return "gp" in self.inside


class Tags(HTMLParser):
    """The tags of a page, each with what it stands in."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[Tag] = []
        self.open: list[tuple[str, tuple[str, ...]]] = []
        self.feed(data.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag; what follows stands in it."""
        attributes = {name: value or "" for name, value in attrs}
        around = self.open[-1][1] if self.open else ()
        self.found.append(Tag(tag, attributes, around))
        if tag not in VOID:
            self.open.append((tag, (*around, tag, *attributes.get("class", "").split())))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag without content."""
        self.handle_starttag(tag, attrs)
        self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """Leave an element, and those in it that were never closed."""
        names = [name for name, _ in self.open]
        if tag in names:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]


def pages_of(site: Mapping[str, bytes]) -> dict[str, list[Tag]]:
    """The tags of all pages."""
    return {path: Tags(data).found for path, data in site.items() if path.endswith(".html")}


def tags(pages: Mapping[str, list[Tag]], *names: str) -> Iterator[tuple[str, Tag]]:
    """What there is of some names on any page."""
    return ((path, tag) for path, found in pages.items() for tag in found if not names or tag.name in names)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The sample's site."""
    return contents(sample_site(tmp_path_factory)[0])


@pytest.fixture(scope="module")
def pages(site: dict[str, bytes]) -> dict[str, list[Tag]]:
    """The tags of its pages."""
    return pages_of(site)


def test_href_is_for_links(pages: dict[str, list[Tag]]) -> None:
    """Only links have a plain `href`: Material writes to every one that it finds, and in SVG that throws, and ends instant navigation."""
    wrong = [(path, tag) for path, tag in tags(pages) if "href" in tag.attributes and tag.name not in ("a", "link")]
    assert wrong == []
    assert [(path, tag) for path, tag in tags(pages, "a") if "svg" in tag.inside] == []


def test_no_scripts_in_the_content(pages: dict[str, list[Tag]]) -> None:
    """There is no script in the content, not of data either: instant navigation drops them. Nor is there anything that listens."""
    content = [(path, tag) for path, tag in tags(pages) if "md-content" in tag.inside]
    assert len(content) > 10_000
    assert [(path, tag) for path, tag in content if tag.name in ("script", "style", "iframe", "object")] == []
    assert [(path, tag) for path, tag in content if any(name.startswith("on") for name in tag.attributes)] == []


def test_no_task_lists(pages: dict[str, list[Tag]]) -> None:
    """We make no check boxes: the extension's have no labels, and nobody could tick ours."""
    assert [
        (path, tag) for path, tag in tags(pages, "input") if tag.ours and tag.attributes.get("type") == "checkbox"
    ] == []
    assert [path for path, tag in tags(pages) if tag.ours and "task-list" in tag.attributes.get("class", "")] == []


def test_tables_have_classes(pages: dict[str, list[Tag]]) -> None:
    """Each of our tables has a class: Material wraps those without, by a script, and they jump."""
    ours = [(path, tag) for path, tag in tags(pages, "table") if tag.ours]
    assert len(ours) > 20
    assert [(path, tag) for path, tag in ours if not tag.attributes.get("class")] == []


def test_ids_are_unique(pages: dict[str, list[Tag]]) -> None:
    """No page has an id twice, and what refers to one finds it."""
    for path, found in pages.items():
        ids = Counter(tag.attributes["id"] for tag in found if "id" in tag.attributes)
        assert [name for name, count in ids.items() if count > 1] == [], path
        for tag in found:
            for name in ("aria-labelledby", "aria-describedby", "aria-controls"):
                if tag.ours:
                    assert set(tag.attributes.get(name, "").split()) <= set(ids), (path, tag)


def test_previews_are_of_entries_and_goals(pages: dict[str, list[Tag]]) -> None:
    """Only links to entries and goals open as previews: of the next month it would be all of its table."""
    for path, tag in tags(pages):
        if "data-preview" in tag.attributes:
            target = urljoin(BASE + path, tag.attributes.get("href", "")).removeprefix(BASE)
            assert target.startswith(("plan/", "goals/")), (path, tag)
            assert target not in ("plan/", "goals/"), (path, tag)


def sample_with(root: Path, *changes: tuple[str, str]) -> dict[str, bytes]:
    """The sample's site, with changes in its configuration."""
    copy_of_sample(root)
    config = (root / "mkdocs.yml").read_text(encoding="utf-8")
    for old, new in changes:
        assert old in config
        config = config.replace(old, new)
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    return build(root)


def test_offline(tmp_path: Path) -> None:
    """On a site for file: addresses every link leads to a file, and no link opens as a preview, which can't work there."""
    made = sample_with(tmp_path / "sample", OFFLINE)
    assert list(broken_links(made)) == []
    found = pages_of(made)
    assert [(path, tag) for path, tag in tags(found) if "data-preview" in tag.attributes] == []
    links = [
        (path, tag.attributes["href"])
        for path, tag in tags(found, "a")
        if "md-content" in tag.inside
        and "href" in tag.attributes
        # A server answers with that page at any address; nobody meets it on a disk.
        and path != "404.html"
    ]
    assert [
        (path, href) for path, href in links if href.startswith("/") or (href.endswith("/") and ":" not in href)
    ] == []


@pytest.mark.parametrize("change", [FILES, BELOW], ids=["files", "below"])
def test_addresses(tmp_path: Path, change: tuple[str, str]) -> None:
    """Pages as files, or below a path as versions are: each link leads to a page, and addresses are the site's own."""
    made = sample_with(tmp_path / "sample", change, NOT_INSTANT)
    base = f"{BASE}en/1.2/" if change is BELOW else BASE
    assert list(broken_links(made, base)) == []
    site_map = made["sitemap.xml"].decode()
    assert f"<loc>{base}" in site_map
    assert site_map.count("<loc>") == site_map.count(f"<loc>{base}")


def test_privacy(tmp_path: Path) -> None:
    """Material's plugin that fetches what pages need from other hosts finds nothing to fetch for ours, and changes none of our parts."""
    options = {"timezone": "Europe/Berlin", "uid_namespace": NAMESPACE}
    plain, private = (
        build(playbook(tmp_path / name, {}, {"plugins": ["search", *more, {"gameplan": options}]}, material=True))
        for name, more in (("plain", []), ("private", [{"privacy": {"assets_fetch": False}}]))
    )  # fmt: skip
    assert {path for path in plain if path.endswith(".html")} == {path for path in private if path.endswith(".html")}
    for path, found in pages_of(plain).items():
        assert [tag for tag in Tags(private[path]).found if tag.ours] == [tag for tag in found if tag.ours], path
