"""Beside other plugins: what they take out is told nowhere, what they move is linked where it is, what they ask is answered."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
import yaml
from click.testing import CliRunner

from builds import Html, broken_links, build, build_in_child, contents, leads, playbook
from gameplan.cli import main

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

MARKER = "zqx"
"""In all that the pages say that another plugin takes out."""
_ANA = "---\ntitle: Ana zqx\n---\nWrites zqx.\n"
FILES: dict[str, str | bytes] = {
    "strategy/people/zqx-ana.md": _ANA,
    "strategy/people/ben.md": "---\ntitle: Ben\n---\nReads.\n",
    "strategy/goals/zqx-grow.md": "---\ntitle: Secret zqx\nowner: zqx-ana\n---\nA zqx that nobody knows.\n",
    "strategy/channels/zqx-letter.md": "---\ntitle: Letter zqx\n---\nA zqx a week.\n",
    "strategy/notes/zqx.md": "---\ntitle: Notes zqx\n---\nWords zqx about [[grow]].\n",
    "strategy/notes/zqx.png": b"zqx",
    "plan/zqx-party.md": "---\ntitle: Party zqx\ngoals: [grow]\nstart: 2026-12-05\n---\nOf zqx, as ![it](zqx-chart.png).\n",
    "plan/zqx-chart.png": b"zqx",
    "plan/launch.md": "---\ntitle: Launch\ngoals: [grow, zqx-grow]\nowner: zqx-ana\nchannels: [zqx-letter]\nstart: 2026-12-01\n"
    "---\nWe launch, with [[zqx-party]] and [[channel:zqx-letter]].\n",
    "strategy/about.md": "---\ntitle: About\n---\nSee [the notes](notes/zqx.md) and [[goal:zqx-grow]].\n",
}
"""Each page with the marker is taken out by another plugin; the others refer to all of them."""
_FILTERED = "from mkdocs.structure.files import Files\n"
WAYS = {
    "another list of files": _FILTERED
    + "def on_files(files, config):\n    return Files([file for file in files if 'zqx' not in file.src_uri])\n",
    "taken out": "def on_files(files, config):\n    for file in list(files):\n        if 'zqx' in file.src_uri:\n"
    "            files.remove(file)\n    return files\n",
    "excluded": "from mkdocs.structure.files import InclusionLevel\n"
    "def on_files(files, config):\n    for file in files:\n        if 'zqx' in file.src_uri:\n"
    "            file.inclusion = InclusionLevel.EXCLUDED\n    return files\n",
    "excluded when the navigation is known": "from mkdocs.structure.files import InclusionLevel\n"
    "from mkdocs.plugins import event_priority\n"
    "@event_priority(-100)\ndef on_nav(nav, config, files):\n    for file in files:\n        if 'zqx' in file.src_uri:\n"
    "            file.inclusion = InclusionLevel.EXCLUDED\n    return nav\n",
}


def hooked(root: Path, files: Mapping[str, str | bytes], hook: str) -> Path:
    """A playbook beside another plugin, which is a hook of the site."""
    return playbook(root, {**files, "hook.py": hook}, {"hooks": ["hook.py"]})


def beside_blog(root: Path, files: Mapping[str, str | bytes], **options: object) -> dict[str, bytes]:
    """The site of a playbook with Material's blog, built strictly."""
    written = playbook(root, {"strategy/blog/index.md": "# Blog\n", **files}, material=True)
    config = yaml.safe_load((written / "mkdocs.yml").read_text(encoding="utf-8"))
    config["plugins"].insert(1, {"blog": {"archive": False, "categories": False, **options}})
    (written / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    built = build_in_child(written, "--strict")
    assert built.code == 0, built.output
    return contents(written / "site")


def telling(site: Mapping[str, bytes]) -> list[str]:
    """The files of a site that hold the marker, or have it in their names."""
    return [path for path, data in site.items() if MARKER in path or MARKER.encode() in data]


@pytest.mark.parametrize("way", WAYS)
def test_what_another_plugin_takes_out_is_told_nowhere(way: str, tmp_path: Path) -> None:
    """It is in no list, mention, feed, data file or search, and no link leads to where it would be."""
    site = build(hooked(tmp_path, FILES, WAYS[way]))
    assert telling(site) == []
    assert list(broken_links(site)) == []
    assert "Launch" in Html(site["calendar/index.html"]).text


@pytest.mark.parametrize("way", WAYS)
def test_what_is_taken_out_does_not_end_a_strict_build(way: str, tmp_path: Path) -> None:
    """The author wanted it."""
    built = build_in_child(hooked(tmp_path, FILES, WAYS[way]), "--strict")
    assert built.code == 0, built.output


def test_a_kind_of_which_all_is_taken_out(tmp_path: Path) -> None:
    """Its index goes too, from the navigation as well, and its neighbours there know each other."""
    kept = {path: text for path, text in FILES.items() if not path.endswith("ben.md")}
    site = build(hooked(tmp_path, kept, WAYS["taken out"]))
    assert telling(site) == []
    assert not [path for path in site if path.startswith(("people/", "channels/"))]
    assert list(broken_links(site)) == []


def test_what_is_taken_out_too_late_ends_the_build(tmp_path: Path) -> None:
    """Lists and feeds are done by then: nobody may publish them."""
    hook = (
        "from mkdocs.structure.files import InclusionLevel\n"
        "def on_env(env, config, files):\n    files.src_uris['notes/zqx.md'].inclusion = InclusionLevel.EXCLUDED\n"
    )
    built = build_in_child(hooked(tmp_path, FILES, hook))
    assert built.code == 1
    assert "gameplan: another plugin takes strategy/notes/zqx.md out so late" in built.output
    assert "Traceback" not in built.output
    assert not (tmp_path / "site").exists()


def test_what_we_made_and_another_plugin_takes_out_is_a_warning(tmp_path: Path) -> None:
    """Our pages link to it."""
    hook = WAYS["taken out"].replace("'zqx'", "'coverage/index.md'")
    built = build_in_child(hooked(tmp_path, {}, hook), "--strict")
    assert built.code == 1
    assert "gameplan: coverage/index.md: Gameplan made this, and pages link to it" in built.output


def test_exclude_docs_of_a_page_that_we_made_is_a_warning(tmp_path: Path) -> None:
    """The same, by MkDocs' own option."""
    built = build_in_child(playbook(tmp_path, {}, {"exclude_docs": "coverage/index.md"}), "--strict")
    assert built.code == 1
    assert "coverage/index.md: Gameplan made this" in built.output


@pytest.mark.parametrize("value", ["true", "yes", "True"])
def test_drafts_are_told_nowhere(value: str, tmp_path: Path) -> None:
    """A page that says `draft: true` is not published, whatever its kind; on a site for insiders it is."""
    texts = {path: text for path, text in FILES.items() if isinstance(text, str)}
    drafts = {path: t.replace("---\n", f"---\ndraft: {value}\n", 1) for path, t in texts.items() if MARKER in path}
    files = {**FILES, **drafts}
    site = build(playbook(tmp_path / "public", files))
    assert telling(site) == []
    assert list(broken_links(site)) == []
    assert "notes/zqx/index.html" in build(playbook(tmp_path / "inside", files, options={"internal": True}))


@pytest.mark.parametrize("value", ["false", '"true"', "[]"])
def test_what_is_no_draft(value: str, tmp_path: Path) -> None:
    """`draft: false` is published."""
    page = f"---\ntitle: Notes\ndraft: {value}\n---\nWords.\n"
    assert "notes/index.html" in build(playbook(tmp_path, {"strategy/notes.md": page}))


def test_drafts_are_in_no_rendered_folder(tmp_path: Path) -> None:
    """Nor in what other site generators are given."""
    page = "---\ntitle: Notes zqx\ndraft: true\n---\nWords zqx.\n"
    root = playbook(tmp_path / "in", {"strategy/zqx.md": page, "strategy/about.md": "---\ntitle: A\n---\n[[zqx]].\n"})
    done = CliRunner().invoke(main, ["render", str(tmp_path / "out"), "--root", str(root)])
    assert done.exit_code == 0, done.output
    rendered = {p.relative_to(tmp_path / "out").as_posix(): p.read_bytes() for p in (tmp_path / "out").rglob("*.*")}
    assert telling(rendered) == []


POST = "---\ndate: 2026-11-01\n{more}---\n\n# Hello post\n\nText about [[goal:grow]].\n\n<!-- more -->\n\nAnd more.\n"


def test_posts_of_a_blog(tmp_path: Path) -> None:
    """They are linked where the blog publishes them, have one title each, and link to where others are, in excerpts too."""
    files = {
        "strategy/blog/posts/hello.md": POST.format(more=""),
        "strategy/about.md": "---\ntitle: About\n---\nSee [[hello]] and [a post](blog/posts/hello.md).\n",
        "strategy/zz/last.md": "---\ntitle: Last\n---\nAfter all others.\n",
    }
    site = beside_blog(tmp_path, files)
    place = "blog/2026/11/01/hello-post/"
    assert len(Html(site[f"{place}index.html"]).named("h1")) == 1
    assert place in leads(site, "goals/grow/")
    assert leads(site, "about/").count(place) == 2
    assert "goals/grow/" in leads(site, "blog/")
    assert list(broken_links(site)) == []
    assert place in site["data/playbook.json"].decode()


@pytest.mark.parametrize(
    ("more", "options"), [("draft: true\n", {}), ("", {"draft_if_future_date": True})], ids=["draft", "future"]
)
def test_posts_that_a_blog_keeps_back(more: str, options: Mapping[str, object], tmp_path: Path) -> None:
    """They are told nowhere."""
    post = POST.format(more=f"title: Merger zqx\n{more}").replace("2026-11-01", "2999-11-01").replace("Text", "A zqx")
    files = {"strategy/blog/posts/zqx.md": post, "strategy/about.md": "---\ntitle: About\n---\nSee [[zqx]].\n"}
    site = beside_blog(tmp_path, files, **options)
    assert telling(site) == []
    assert list(broken_links(site)) == []


def test_drafts_that_a_blog_is_told_to_publish(tmp_path: Path) -> None:
    """They are published, and linked."""
    files = {"strategy/blog/posts/hello.md": POST.format(more="draft: true\n")}
    site = beside_blog(tmp_path, files, draft=True)
    assert "blog/2026/11/01/hello-post/" in leads(site, "goals/grow/")
    assert list(broken_links(site)) == []


def test_what_a_post_says_of_itself_is_escaped(tmp_path: Path) -> None:
    """Also where its plugin reads it from the disk: themes print it as it is."""
    more = "description: '\"><script>alert(1)</script>'\nimage: '<b>'\n"
    site = beside_blog(tmp_path, {"strategy/blog/posts/hello.md": POST.format(more=more)})
    assert b"<script>alert(1)" not in b"".join(site.values())


def test_the_whole_site_in_another_folder(tmp_path: Path) -> None:
    """What a plugin moves as a whole, as into the folder of a language, is nowhere else for that: links are relative."""
    hook = (
        "from mkdocs.plugins import event_priority\n"
        "@event_priority(-100)\ndef on_files(files, config):\n"
        "    for file in files:\n        file.dest_uri = 'de/' + file.dest_uri\n        file.__dict__.pop('url', None)\n"
        "        file.__dict__.pop('abs_dest_path', None)\n    return files\n"
    )
    site = build(hooked(tmp_path, {"strategy/about.md": "---\ntitle: About\n---\nSee [[grow]].\n"}, hook))
    assert "de/goals/grow/" in leads(site, "de/about/")
    assert "de/about/" in leads(site, "de/goals/grow/")


ASKING = """
import os
from pathlib import Path
def on_files(files, config):
    for file in files:
        os.fspath(file.abs_src_path)
        if file.is_documentation_page():
            assert Path(file.abs_src_path).read_text(encoding='utf-8').strip(), file.src_uri
    return files
"""


def test_every_file_has_a_path(tmp_path: Path) -> None:
    """Other plugins ask for it, and read pages there; what was written for them is gone after the build."""
    root = hooked(tmp_path, {}, ASKING + "    \ndef on_post_build(config):\n    pass\n")
    assert "goals/grow/index.html" in build(root)


SETTINGS = """
from pathlib import Path
def on_files(files, config):
    seen = {file.src_uri: Path(file.abs_src_path).read_text() for file in files if '/.' in '/' + file.src_uri}
    Path('seen.txt').write_text(repr(seen))
    return files
"""


def test_files_with_a_dot_are_there_for_other_plugins(tmp_path: Path) -> None:
    """And never published, whatever `exclude_docs` says."""
    files = {"strategy/.nav.yml": "nav: []\n", "strategy/guides/.pages": "title: G\n", "strategy/.hidden.md": "# zqx\n"}
    root = playbook(tmp_path, {**files, "hook.py": SETTINGS.replace("'seen.txt'", repr(str(tmp_path / "seen.txt")))})
    config = yaml.safe_load((root / "mkdocs.yml").read_text(encoding="utf-8"))
    config |= {"hooks": ["hook.py"], "exclude_docs": "!.nav.yml\n!.pages\n!.hidden.md\n"}
    (root / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    site = build(root)
    assert "'.nav.yml': 'nav: []\\n'" in (tmp_path / "seen.txt").read_text()
    assert "guides/.pages" in (tmp_path / "seen.txt").read_text()
    assert not [path for path in site if "/." in f"/{path}"]
    assert telling(site) == []


META = """
from pathlib import Path
def on_page_markdown(markdown, page, config, files):
    with open({path!r}, 'a') as file:
        file.write(repr((page.file.src_uri, dict(page.meta))) + chr(10))
    return markdown
"""
SAYS = (
    "title: Launch\ngoals: [grow]\nstart: 2026-12-01\nowner: ana\nchannels: letter\nicon: material/fire\nglightbox: false\n"
    'render_macros: true\nx_cover: c.png\nx_count: 3\nx_text: "3"\nimage: {}\nrss:\n  feed_text: <b>\n'
)


def metas(root: Path) -> dict[str, dict[str, object]]:
    """The front matter that other plugins see, by page."""
    build(root)
    rows = (root / "metas.txt").read_text(encoding="utf-8").splitlines()
    return dict(eval(row, {"Markup": str}) for row in rows)  # noqa: S307 - written by our own hook


def hearing(root: Path, files: Mapping[str, str | bytes], options: Mapping[str, object] | None = None) -> Path:
    """A playbook whose front matter a hook writes down."""
    hook = META.format(path=str(root / "metas.txt"))
    return playbook(root, {**files, "hook.py": hook}, {"hooks": ["hook.py"]}, options)


def test_keys_of_other_plugins(tmp_path: Path) -> None:
    """They pass the check and reach the plugins as YAML means them; so do keys of the author's own, and what we know."""
    files = {
        "plan/launch.md": f"---\n{SAYS}---\nWe launch.\n",
        "strategy/people/ana.md": "---\ntitle: Ana\n---\nWrites.\n",
        "strategy/channels/letter.md": "---\ntitle: Letter\n---\nA week.\n",
    }
    root = hearing(tmp_path, files)
    said = metas(root)["plan/launch.md"]
    expected = {"icon": "material/fire", "glightbox": False, "render_macros": True, "x_count": 3, "x_text": "3"}
    expected |= {"x_cover": "c.png", "owner": "ana", "channels": ["letter"], "goals": ["grow"], "image": {}}
    expected |= {"kind": "entry", "id": "launch", "start": "2026-12-01", "rss": {"feed_text": "&lt;b&gt;"}}
    assert {name: said.get(name) for name in expected} == expected
    done = CliRunner().invoke(main, ["check", "--root", str(root)])
    assert "unknown-key" not in done.output


def test_keys_that_the_playbook_passes_through(tmp_path: Path) -> None:
    """A key that nobody knows is a finding, unless the option names it."""
    files = {"strategy/goals/grow.md": "---\ntitle: Grow\nbanner: a.png\n---\nMore.\n"}
    refused = CliRunner().invoke(main, ["check", "--root", str(playbook(tmp_path / "a", files))])
    assert "'banner' is not a key of a goal" in refused.output
    root = hearing(tmp_path / "b", files, {"pass_through": ["banner"]})
    assert "banner" not in CliRunner().invoke(main, ["check", "--root", str(root)]).output
    assert metas(root)["goals/grow.md"]["banner"] == "a.png"
    schema = json.loads(CliRunner().invoke(main, ["schema", "goal", "--root", str(root)]).stdout)
    assert "banner" in schema["properties"]
    assert "glightbox" in schema["properties"]


def test_our_own_keys_are_not_passed_through(tmp_path: Path) -> None:
    """They are ours, and every plugin sees them anyway."""
    root = playbook(tmp_path, {}, options={"pass_through": ["owner"]})
    done = CliRunner().invoke(main, ["check", "--root", str(root)])
    assert done.exit_code == 2
    assert "'owner' is a key of Gameplan's own" in done.output


def test_hidden_people_are_in_no_front_matter(tmp_path: Path) -> None:
    """What macros are given names nobody who is hidden."""
    files = {
        "plan/launch.md": "---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-01\nowner: zqx\n---\nWe launch.\n",
        "strategy/people/zqx.md": "---\ntitle: Zqx\nvisibility: internal\n---\nX.\n",
    }
    assert "zqx" not in repr(metas(hearing(tmp_path, files)))


@pytest.mark.parametrize("path", ["strategy/guide.md", "strategy/index.md", "strategy/goals/grow.md", "plan/launch.md"])
def test_the_authors_description_counts(path: str, tmp_path: Path) -> None:
    """It is what search engines show; the summary is for lists."""
    more = "goals: [grow]\nstart: 2026-12-01\n" if path.startswith("plan/") else ""
    text = (
        f"---\ntitle: It\nsummary: For lists.\ndescription: In my own words\n{more}---\nFirst sentence of the body.\n"
    )
    site = build(playbook(tmp_path, {path: text}))
    file = {"strategy/index.md": "index.html"}.get(path) or path.removeprefix("strategy/").replace(".md", "/index.html")
    assert re.search(rb'<meta name="description" content="([^"]*)"', site[file])[1] == b"In my own words"  # type: ignore[index]


def test_a_plugin_that_noted_the_sites_folder(tmp_path: Path) -> None:
    """What it writes there when the build is over is on the site, which was built beside that folder."""
    hook = (
        "from pathlib import Path\nplace = []\n"
        "def on_config(config):\n    place.append(Path(config.site_dir, 'print', 'index.html'))\n"
        "def on_post_build(config):\n    place[-1].parent.mkdir(parents=True, exist_ok=True)\n    place[-1].write_text('x')\n"
    )
    root = hooked(tmp_path, {"site/print/index.html": "old", "site/old.html": "old"}, hook)
    site = build(root)
    assert site["print/index.html"] == b"x"
    assert "old.html" not in site


def test_references_are_ours(tmp_path: Path) -> None:
    """No plugin takes `[[…]]` for a link of its own; in code they stay as they are."""
    hook = "def on_page_markdown(markdown, page, config, files):\n    return markdown.replace('[[', '(theirs)')\n"
    text = "---\ntitle: About\n---\nSee [[goal:grow]], as `[[goal:grow]]`.\n"
    site = build(hooked(tmp_path, {"strategy/about.md": text}, hook))
    assert "goals/grow/" in leads(site, "about/")
    assert "See Grow, as [[goal:grow]]." in Html(site["about/index.html"]).text.replace(" ,", ",").replace(" .", ".")
