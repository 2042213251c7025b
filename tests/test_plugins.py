"""A playbook beside all the plugins that `docs/plugins.md` names, built strictly; `.ci/plugins` installs them."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
import yaml

from builds import BASE, NAMESPACE, TODAY, Html, broken_links, contents, in_child, leads, with_history, write
from gameplan.store.folder import VARIABLE
from random_edits import different

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

ROOT = Path(__file__).parent.parent
_FOLDER = Path(os.environ.get("GAMEPLAN_PLUGINS", ROOT / ".cache" / "plugins"))
_MKDOCS = _FOLDER / "bin" / "mkdocs"

pytestmark = pytest.mark.skipif(
    not _MKDOCS.exists() and not os.environ.get("GAMEPLAN_PLUGINS_NEEDED"),
    reason="there are no other plugins here; .ci/plugins installs them",
)
GAMEPLAN = {
    "gameplan": {
        "timezone": "Europe/Lisbon",
        "today": TODAY.isoformat(),
        "uid_namespace": NAMESPACE,
        "pass_through": ["banner"],
    }
}
FILES: dict[str, str | bytes] = {
    "strategy/index.md": "---\nkind: vision\ntitle: Potters plan ahead\n---\n\nWe help potters plan.\n",
    "strategy/goals/grow.md": "---\ntitle: Grow the list\nowner: ana\nbanner: a.png\n---\n\nMore studios. See [[message:calm]].\n",
    "strategy/people/ana.md": "---\ntitle: Ana\n---\n",
    "strategy/audiences/owners.md": "---\ntitle: Owners\n---\n\nOf studios.\n",
    "strategy/channels/blog.md": "---\ntitle: Blog\n---\n\nOur own.\n",
    "strategy/messages/calm.md": "---\ntitle: Calm kilns\n---\n\nNo stress.\n",
    "strategy/intro.txt": "Words for all.\n",
    "strategy/guides/index.md": "---\ntitle: Guides\n---\n\n# Guides\n\nSee [the first](alpha.md) and [[goal:grow]].\n",
    "strategy/guides/alpha.md": "---\ntitle: Alpha\nglightbox: false\n---\n\nOwner: {{ page.meta.title }}. ![Kiln](kiln.png)\n",
    "strategy/guides/beta.md": '---\ntitle: Beta\n---\n\n{% include-markdown "intro.txt" %}\n\nSee [[goal:grow]].\n',
    "strategy/guides/gamma.md": "---\ntitle: Gamma\ntags: [kilns]\n---\n\n[Go](../goals/grow.md){ .md-button }\n",
    "strategy/guides/zqx-out.md": "---\ntitle: Zqx\n---\n\nSee [[goal:grow]].\n",
    "strategy/guides/kiln.png": b"\x89PNG",
    "plan/first.md": "---\ntitle: First article\ntype: article\ngoals: [grow]\nstatus: planned\nstart: 2026-12-03\nowner: ana\n"
    "channels: [blog]\naudiences: [owners]\n---\n\nOwned by {{ page.meta.owner }}. See [[zqx-out]] and "
    "[gamma](../strategy/guides/gamma.md).\n",
}
_POSTS = {
    "strategy/blog/index.md": "---\ntitle: News\n---\n\n# News\n",
    "strategy/blog/posts/hello.md": "---\ndate: 2026-11-01\n---\n\n# Hello post\n\nText [[goal:grow]].\n\n<!-- more -->\n\nMore.\n",
    "strategy/blog/posts/zqx.md": "---\ntitle: Zqx merger\ndate: 2999-01-01\n---\n\nWe merge. [[goal:grow]].\n",
}
_MADE = (
    "import mkdocs_gen_files\nwith mkdocs_gen_files.open('made.md', 'w') as file:\n"
    "    file.write('# Made\\n\\nSee [it](goals/grow.md).\\n')\n"
)


class Site(NamedTuple):
    """What a build beside other plugins made."""

    files: Mapping[str, bytes]
    output: str


def site_beside(
    root: Path,
    plugins: Sequence[object],
    files: Mapping[str, str | bytes],
    environment: Mapping[str, str] | None = None,
) -> Site:
    """The site of a playbook beside some plugins, built strictly."""
    config = {
        "site_name": "Tiny playbook",
        "site_url": BASE,
        "docs_dir": "strategy",
        "theme": {"name": "material", "font": False},
        "markdown_extensions": ["attr_list", "md_in_html"],
        "plugins": plugins,
    }
    write(root, {**FILES, **files, "mkdocs.yml": yaml.safe_dump(config, sort_keys=False)})
    with_history(root)
    variables = {"DISABLE_MKDOCS_2_WARNING": "true", **(environment or {})}
    built = in_child([str(_MKDOCS), "build", "--strict"], root, variables)
    assert built.code == 0, built.output
    return Site(contents(root / "site"), built.output)


def dead(site: Site) -> list[str]:
    """Links that lead nowhere, but those that print-site made places on its own page of: it has no pages but the navigation's."""
    return [link for link in broken_links(site.files) if not link.startswith("print_page/")]


@pytest.fixture(scope="module")
def together(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """All that can be together, a blog among them."""
    settings = {
        "strategy/guides/.nav.yml": "title: How-tos\nnav: [index.md, gamma.md, '*']\n",
        "strategy/guides/.meta.yml": "author: From above\n",
        "made.py": _MADE,
    }
    plugins = [
        "search",
        {"exclude": {"glob": ["*zqx-out*"]}},
        {"gen-files": {"scripts": ["made.py"]}},
        {"blog": {"draft_if_future_date": True}},
        "awesome-nav",
        "meta-manager",
        "meta",
        "macros",
        "include-markdown",
        "ezlinks",
        "autolinks",
        "glightbox",
        "tags",
        {"redirects": {"redirect_maps": {"old.md": "guides/alpha.md"}}},
        GAMEPLAN,
        "rss",
        "git-revision-date-localized",
        {"mike": {"canonical_version": "latest"}},
        {"minify": {"minify_html": True}},
        "print-site",
    ]
    return site_beside(tmp_path_factory.mktemp("together"), plugins, {**settings, **_POSTS})


@pytest.fixture(scope="module")
def languages(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site in two languages, and the other ways to order a navigation."""
    files = {
        "strategy/guides/beta.de.md": "---\ntitle: Beta auf Deutsch\n---\n\nSiehe [[goal:grow]] und [Alpha](alpha.md).\n",
        "strategy/guides/.pages": "title: How-tos\nnav: [index.md, gamma.md, ...]\n",
        "strategy/guides/beta.md": "---\ntitle: Beta\n---\n\nSee [[goal:grow]].\n",
    }
    known = [{"locale": "en", "default": True, "name": "English", "build": True}, {"locale": "de", "name": "Deutsch"}]
    plugins = [
        "search",
        {"exclude": {"glob": ["*zqx-out*"]}},
        "awesome-pages",
        "section-index",
        {"macros": {"on_undefined": "keep"}},
        "ezlinks",
        GAMEPLAN,
        {"i18n": {"docs_structure": "suffix", "languages": known}},
    ]
    return site_beside(tmp_path_factory.mktemp("languages"), plugins, files)


def test_no_link_is_dead(together: Site, languages: Site) -> None:
    """Whatever the others make of our pages."""
    assert dead(together) == []
    assert dead(languages) == []


_POPULAR: Mapping[str, tuple[object, ...]] = {
    # Those beside which the theme's surroundings are made once, and those beside which they aren't.
    "shared": (
        "macros",
        "include-markdown",
        "glightbox",
        {"minify": {"minify_html": True}},
        {"redirects": {"redirect_maps": {"old.md": "guides/alpha.md"}}},
    ),
    "not shared": ("macros", "include-markdown", "tags", "blog", "git-revision-date-localized"),
}


@pytest.mark.parametrize("name", _POPULAR)
def test_the_same_without_shortcuts(name: str, tmp_path: Path) -> None:
    """Beside eight popular plugins, what a build makes once for many pages, or takes from the last build, is what it makes for each."""
    entries = {
        f"plan/more-{number}.md": f"---\ntitle: Entry {number}\ngoals: [grow]\nstart: 2026-12-{number:02}\nowner: ana\n---\n\n"
        f"For {{{{ page.meta.owner }}}}. ![Kiln](../strategy/guides/kiln.png)\n\n## Part {number}\n\nText.\n"
        for number in range(1, 13)
    }
    more = _POSTS if name == "not shared" else {}
    dated = {path: "---\ndate: 2026-11-02\n---\n\n# Second\n" for path in more if "zqx" in path}
    files = {**entries, **more, **dated}
    # In one folder: a page says from which commit it was built. Times are those of the commit.
    built = [
        site_beside(
            tmp_path / "playbook",
            ["search", *_POPULAR[name], {"gameplan": {**GAMEPLAN["gameplan"], "shortcuts": shortcuts}}],
            files,
            {"SOURCE_DATE_EPOCH": "1795305600", VARIABLE: str(tmp_path / "store")},
        )
        for shortcuts in (True, True, False)
    ]
    assert len({path.name.partition("-")[0] for path in tmp_path.glob("store/*/*")}) >= 3
    assert ("the theme's templates run for every page" in built[0].output) == (name == "not shared")
    sites = [site.files for site in built]
    # That plugin takes the moment of the build for pages that nobody committed.
    moment = re.compile(rb"\d+:\d\d:\d\d UTC")
    first, again, alone = ({path: moment.sub(b"", data) for path, data in site.items()} for site in sites)
    assert different(first, alone) == []
    assert different(again, alone) == []


def test_nothing_leaks(together: Site, languages: Site) -> None:
    """What `exclude` takes out, and what the blog keeps back, is nowhere."""
    for site in (together, languages):
        assert not [
            path for path, data in site.files.items() if re.search(rb"zqx", data, re.IGNORECASE) or "zqx" in path
        ]


def test_each_plugin_does_its_work(together: Site) -> None:
    """The macro has the owner, the include its text, the navigation its order, the posts one title; and so on."""
    files = together.files
    assert "Owned by ana." in Html(files["plan/first/index.html"]).text
    assert "Words for all." in Html(files["guides/beta/index.html"]).text
    assert b"How-tos" in files["index.html"]
    order = [href for href in leads(files, "guides/") if re.fullmatch(r"guides/[a-z]+/", href)]
    assert list(dict.fromkeys(order))[:2] == ["guides/gamma/", "guides/alpha/"]
    assert len(Html(files["blog/2026/11/01/hello-post/index.html"]).named("h1")) == 1
    assert "blog/2026/11/01/hello-post/" in leads(files, "goals/grow/")
    assert "goals/grow/" in leads(files, "made/")
    assert b"From above" in files["feed_rss_created.xml"]
    assert "old/index.html" in files


def test_rss_takes_what_authors_wrote(together: Site) -> None:
    """And nothing that we generate."""
    items = re.findall(rb"<item> *<title>(.*?)</title>", together.files["feed_rss_created.xml"], re.DOTALL)
    assert b"First article" in items
    assert not {b"Coverage", b"Subscribe", b"The plan"} & set(items)


def test_the_printed_site_has_our_parts(together: Site) -> None:
    """The agenda is on it."""
    assert "First article" in Html(together.files["print_page/index.html"]).text


def test_each_language_is_whole(languages: Site) -> None:
    """It has the pages of its own, the others', and our parts in its words."""
    files = languages.files
    assert "Beta auf Deutsch" in Html(files["de/guides/beta/index.html"]).text
    assert "de/goals/grow/" in leads(files, "de/guides/beta/")
    assert "de/guides/beta/" in leads(files, "de/goals/grow/")
    assert "Abonnieren" in Html(files["de/subscribe/index.html"]).text
    assert "de/calendar.ics" in files


def test_feeds_of_versions_name_the_one_that_moves_along(tmp_path: Path) -> None:
    """With mike's `canonical_version`, addresses are those of the alias, whatever version is built."""
    plugins = ["search", "macros", "include-markdown", {"mike": {"canonical_version": "latest"}}, GAMEPLAN]
    files, output = site_beside(tmp_path, plugins, {}, {"MIKE_DOCS_VERSION": "1.0"})
    assert "canonical_version" not in output
    feed = files["calendar.ics"].decode().replace("\r\n ", "")
    assert f"URL:{BASE}latest/plan/first/" in feed
    assert f"SOURCE;VALUE=URI:{BASE}latest/calendar.ics" in feed
    assert b"webcal://plan.example.org/latest/calendar.ics" in files["subscribe/index.html"]


def test_an_order_in_a_list_and_a_version_in_feeds(tmp_path: Path) -> None:
    """`SUMMARY.md` orders the navigation; a version in the addresses of feeds is told, with what to write."""
    summary = "- [Home](index.md)\n- [Second](guides/gamma.md)\n- [First](guides/alpha.md)\n"
    plugins = ["search", "macros", "include-markdown", "mike", {"literate-nav": {"nav_file": "SUMMARY.md"}}, GAMEPLAN]
    site = site_beside(tmp_path, plugins, {"strategy/SUMMARY.md": summary}, {"MIKE_DOCS_VERSION": "1.0"})
    assert "feeds name the addresses of version 1.0" in site.output
    found = [href for href in leads(site.files, "") if href in ("guides/gamma/", "guides/alpha/")]
    assert list(dict.fromkeys(found)) == ["guides/gamma/", "guides/alpha/"]


def test_every_plugin_is_documented() -> None:
    """`docs/plugins.md` has a row for each plugin that is tried here."""
    extra = re.search(
        r"^plugins = \[(.*?)^\]", (ROOT / "pyproject.toml").read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL
    )
    assert extra is not None
    named = re.findall(r'"([a-z0-9-]+)>', extra[1])
    text = (ROOT / "docs" / "plugins.md").read_text(encoding="utf-8")
    assert [name for name in named if f"`{name}`" not in text] == []
