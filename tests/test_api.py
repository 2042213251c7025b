"""What hosts build on: its names, what it promises, and the host that docs/hosts.md shows."""

from __future__ import annotations

import re
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from builds import SAMPLE, Html, broken_links, contents, copy_of_sample, playbook, write
from gameplan import api
from gameplan.api import CheckFailedError, OptionError, publish

if TYPE_CHECKING:
    from gameplan.api import PublishedSite

DOCS = (Path(__file__).parents[1] / "docs" / "hosts.md").read_text(encoding="utf-8")
_MOST_LINES = 50


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample."""
    return copy_of_sample(tmp_path_factory.mktemp("api") / "sample")


@pytest.fixture(scope="module")
def site(sample: Path) -> PublishedSite:
    """What a host is given of it."""
    return publish(sample)


def test_names() -> None:
    """Each public name is there, and the docs name what a page and a site have."""
    assert all(hasattr(api, name) for name in api.__all__)
    told = set(re.findall(r"`(?:page|site)\.(\w+)`", DOCS))
    assert told - {*vars(api.PublishedPage), *api.PublishedSite.__dataclass_fields__} == set()
    assert {"text", "parts", "head", "files", "navigation"} <= told


def test_host_of_the_docs(sample: Path, tmp_path: Path) -> None:
    """It has fifty lines at most, and each link on each of its pages leads somewhere."""
    code = re.search(r"```python\n(.*?)```", DOCS, re.DOTALL)
    assert code
    assert sum(bool(line.strip()) for line in code[1].split("\n")) <= _MOST_LINES
    (tmp_path / "host.py").write_text(code[1], encoding="utf-8")
    command = [sys.executable, str(tmp_path / "host.py"), str(sample), str(tmp_path / "site")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert (done.returncode, done.stderr) == (0, "")
    made = contents(tmp_path / "site")
    pages = [path for path in made if path.endswith(".html")]
    said = re.search(r"every link on its (\d+) pages leads somewhere", DOCS)
    assert said
    assert int(said[1]) == len(publish(sample).pages) <= len(pages)
    assert list(broken_links(made)) == []


def test_host_of_the_docs_says_what_is_wrong(tmp_path: Path) -> None:
    """Where the check fails, it writes nothing and says where."""
    code = re.search(r"```python\n(.*?)```", DOCS, re.DOTALL)
    assert code
    (tmp_path / "host.py").write_text(code[1], encoding="utf-8")
    root = playbook(tmp_path / "playbook", {"plan/a.md": "---\ntitle: A\nstart: 2026-12-01\n---\n"})
    command = [sys.executable, str(tmp_path / "host.py"), str(root), str(tmp_path / "site")]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 1
    assert "plan/a.md:" in done.stderr
    assert not (tmp_path / "site").exists()


def test_needs_no_generator() -> None:
    """A host imports neither MkDocs nor a Markdown renderer by it."""
    code = (
        "import sys, gameplan.api\n"
        "from pathlib import Path\n"
        f"site = gameplan.api.publish(Path({str(SAMPLE)!r}))\n"
        "[page.parts and page.text and page.head for page in site.pages]\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'mkdocs', 'properdocs', 'markdown', 'click'}))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=120)
    assert done.stdout == "[]\n", done.stderr


def test_page(site: PublishedSite) -> None:
    """A page knows where it lies, what it says, and what stands around it."""
    page = next(page for page in site.pages if page.source and page.source.startswith("plan/"))
    assert page.file == f"{page.uri.removesuffix('.md')}/index.html"
    assert page.url == page.file.removesuffix("index.html")
    assert site.by_uri[page.uri] is page
    assert site.by_uri[page.section].url == "calendar/"
    above, below = page.parts
    assert f"<h1>{page.title}</h1>" in above
    assert {anchor.id for anchor in (*page.headings[0], *page.headings[1])} <= {
        element.attributes.get("id") for element in Html(f"{above}{below}".encode()).elements
    }
    assert 'type="text/calendar"' in page.head
    assert page.meta["title"]


def test_texts_lead_to_addresses(tmp_path: Path) -> None:
    """Links between files and references become addresses from the page, with folders or with files; code stays."""
    root = playbook(
        tmp_path,
        {
            "plan/a.md": "---\ntitle: A\ngoals: [grow]\nstart: 2026-12-01\n---\n"
            "[b](b.md#when) [[goal:grow|x]] ![](c d.png) `[b](b.md)` [home](../strategy/index.md)\n",
            "plan/b.md": "---\ntitle: B\ngoals: [grow]\nstart: 2026-12-02\n---\nText.\n",
            "plan/c d.png": b"png",
        },
    )
    for directories, expected in (
        (True, "[b](../../plan/b/#when) [x](../../goals/grow/) ![](../../plan/c%20d.png) `[b](b.md)` [home](../../)"),
        (
            False,
            "[b](../plan/b.html#when) [x](../goals/grow.html) ![](../plan/c%20d.png) `[b](b.md)` [home](../index.html)",
        ),
    ):
        site = publish(root, directories=directories)
        assert site.by_uri["plan/a.md"].text == expected
        assert site.attachments["plan/c d.png"].read_bytes() == b"png"


def test_hidden(tmp_path: Path) -> None:
    """What is hidden is in no page, text or file, unless it is asked for."""
    files = {
        "plan/a.md": "---\ntitle: A\ngoals: [grow]\nstart: 2026-12-01\n---\n[the deal](b.md)\n",
        "plan/b.md": "---\ntitle: SECRET\ngoals: [grow]\nstart: 2026-12-02\nvisibility: internal\n---\nSECRET\n",
    }
    root = playbook(tmp_path, files)
    site = publish(root)
    everything = [page.title + page.text + "".join(page.parts) + page.head + str(page.meta) for page in site.pages]
    assert not any("SECRET" in text for text in everything)
    assert not any(b"SECRET" in data for data in site.files.values())
    assert "plan/b.md" in publish(root, internal=True).by_uri


def test_same_values(sample: Path) -> None:
    """The same playbook and day give the same values."""
    one, two = publish(sample), publish(sample)
    assert one.files == two.files
    for page, other in zip(one.pages, two.pages, strict=True):
        assert (page.uri, page.text, page.parts, page.head) == (other.uri, other.text, other.parts, other.head)


def test_day(sample: Path) -> None:
    """Another day can be asked for."""
    assert "3 Dec 2026" in publish(sample, today=date(2026, 12, 3)).by_uri["index.md"].parts.above


def test_faults(tmp_path: Path) -> None:
    """Each fault has its own exception, and says what to do."""
    root = playbook(tmp_path / "a", {"plan/a.md": "---\ntitle: A\nstart: 2026-12-01\n---\n"})
    with pytest.raises(CheckFailedError, match="1 finding to fix") as failed:
        publish(root)
    assert [finding.location.path for finding in failed.value.findings] == ["plan/a.md"]
    write(root, {"mkdocs.yml": "site_name: x\nplugins:\n  - gameplan:\n      todya: 2026-12-01\n"})
    with pytest.raises(OptionError, match="todya"):
        publish(root)


def test_navigation(site: PublishedSite) -> None:
    """Each page is in the navigation, or listed by an index that is."""
    listed: set[str] = set()
    waiting = list(site.navigation)
    while waiting:
        item = waiting.pop()
        listed.add(item.uri)
        assert bool(item.children) == (not item.uri)
        assert item.title or item.uri
        waiting += item.children
    assert listed - {""} <= set(site.by_uri)
    for page in site.pages:
        assert page.uri in listed or site.by_uri[page.section], page.uri
