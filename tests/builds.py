"""Builds sites: of the sample as it is, and of small playbooks that a test makes up."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import date
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urljoin, urlsplit

import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from gameplan.pipeline import run
from gameplan.publication import context_of
from gameplan.publish.site import build_site
from gameplan.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Mapping

    import pytest

    from gameplan.pipeline import Result
    from gameplan.publish.context import Context
    from gameplan.publish.ics.components import Pieces

SAMPLE = Path(__file__).parents[1]
TODAY = date(2026, 11, 22)
NAMESPACE = "3f0d6f0e-54d5-4b5b-8d0b-5a9f2f6f1c11"
BASE = "https://plan.example.org/"

# As a theme prints it: titles raw, as Material does, and all that a page knows of its place.
_TEMPLATE = """<!doctype html>
<html><head><title>{{ page.title if page else 'x' }} - {{ config.site_name }}</title>
{% if page and page.meta.description %}<meta name="description" content="{{ page.meta.description }}">{% endif %}
{% if page and page.canonical_url %}<link rel="canonical" href="{{ page.canonical_url }}">{% endif %}
{% for path in config.extra_css %}<link rel="stylesheet" href="{{ path | url }}">{% endfor %}
{% for path in config.extra_javascript %}<script src="{{ path | url }}"></script>{% endfor %}</head><body>
{% macro shown(items) %}<ul>{% for item in items %}<li>{% if item.url is defined and item.url is not none %}
<a class="nav" href="{{ item.url | url }}">{{ item.title }}</a>{% else %}{{ item.title }}{% endif %}
{% if item.children %}{{ shown(item.children) }}{% endif %}</li>{% endfor %}</ul>{% endmacro %}
<nav>{{ shown(nav.items) }}</nav>
{% if page %}
<p class="crumbs">{% for item in page.ancestors | reverse %}{{ item.title }} / {% endfor %}</p>
{% if page.edit_url %}<a class="edit" href="{{ page.edit_url }}">Edit</a>{% endif %}
{% for item in page.toc recursive %}<a class="toc" href="{{ item.url }}">{{ item.title }}</a>
{{ loop(item.children) }}{% endfor %}
<main>{{ page.content }}</main>
{% if page.previous_page %}<a class="previous" href="{{ page.previous_page.url | url }}">{{ page.previous_page.title }}</a>
{% endif %}{% if page.next_page %}<a class="next" href="{{ page.next_page.url | url }}">{{ page.next_page.title }}</a>{% endif %}
{% endif %}</body></html>
"""
_MATERIAL = {"name": "material", "font": False, "features": ["navigation.footer", "navigation.path"]}


MONEY: Mapping[str, object] = {"projections": {"public": {"hides": {}}}}
"""Options of a playbook whose money and e-mail addresses the public may see."""


class Built(NamedTuple):
    """What a build in a child process said."""

    code: int
    output: str


class Element(NamedTuple):
    """A start tag."""

    name: str
    attributes: Mapping[str, str]
    line: int


class Html(HTMLParser):
    """A page as a browser would take it: its tags, and its text without them."""

    def __init__(self, data: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self.texts: list[str] = []
        self.feed(data.decode())
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.elements.append(Element(tag, {name: value or "" for name, value in attrs}, self.getpos()[0]))

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.texts.append(data)

    @property
    def text(self) -> str:
        """All of the page's text, with single blanks."""
        return " ".join(" ".join(self.texts).split())

    def named(self, name: str, css: str = "") -> list[Element]:
        """The tags of a name, and of a class where one is given."""
        return [
            element
            for element in self.elements
            if element.name == name and (not css or css in element.attributes.get("class", "").split())
        ]

    def hrefs(self, css: str = "") -> list[str]:
        """Where the links lead, of a class where one is given."""
        return [element.attributes.get("href", "") for element in self.named("a", css)]


def write(root: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder, which is returned."""
    for path, content in files.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def playbook(
    root: Path,
    files: Mapping[str, str | bytes],
    config: Mapping[str, object] | None = None,
    options: Mapping[str, object] | None = None,
    *,
    material: bool = False,
) -> Path:
    """Write a small playbook with its `mkdocs.yml`; themes load slowly, so it has one of a single template if not Material."""
    base = {
        "strategy/index.md": "---\ntitle: The mission\n---\nWhat all else serves.\n",
        "strategy/goals/grow.md": "---\ntitle: Grow\n---\nMore of us.\n",
        "plan/launch.md": "---\ntitle: Launch\ngoals: [grow]\nstart: 2026-12-01\n---\nWe launch.\n",
        "theme/main.html": _TEMPLATE,
    }
    given = dict(options or {})
    rules = given.pop("rules", {})
    # Its address is one for examples.
    settings = {
        "timezone": "Europe/Berlin",
        "uid_namespace": NAMESPACE,
        "today": TODAY.isoformat(),
        **given,
        "rules": {"placeholder-address": "off", **rules} if isinstance(rules, dict) else rules,
    }
    site = {
        "site_name": "Site",
        "site_url": BASE,
        "repo_url": "https://git.example.org/team/plan",
        "edit_uri": "edit/main/strategy/",
        "docs_dir": "strategy",
        "theme": _MATERIAL if material else {"name": None, "custom_dir": "theme"},
        "plugins": ["search", {"gameplan": settings}],
        **(config or {}),
    }
    return write(root, {**base, "mkdocs.yml": yaml.safe_dump(site), **files})


def build(root: Path, *, strict: bool = False) -> dict[str, bytes]:
    """Build a playbook in this process; returns the site's files. A strict build needs a history, so it gets one."""
    if strict:
        with_history(root)
    config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"), strict=strict)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()
    return contents(root / "site")


def build_in_child(root: Path, *arguments: str, environment: Mapping[str, str] | None = None) -> Built:
    """Build a playbook by the command `mkdocs build`; a strict build needs a history, so it gets one."""
    if "--strict" in arguments:
        with_history(root)
    command = [sys.executable, "-m", "mkdocs", "build", *arguments]
    return in_child(command, root, environment)


def in_child(command: list[str], folder: Path, environment: Mapping[str, str] | None = None) -> Built:
    """Run a command in a folder, without what Material prints about its own future."""
    variables = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SOURCE_DATE_EPOCH": "1795305600", **(environment or {})}
    done = subprocess.run(command, cwd=folder, env=variables, capture_output=True, text=True, timeout=180, check=False)
    return Built(done.returncode, done.stdout + done.stderr)


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def copy_of_sample(root: Path) -> Path:
    """A copy of the sample playbook whose today stands still."""
    root.mkdir(parents=True)
    for folder in ("strategy", "plan"):
        shutil.copytree(SAMPLE / folder, root / folder)
    config = (SAMPLE / "mkdocs.yml").read_text(encoding="utf-8")
    fixed = config.replace("  - gameplan:\n", f"  - gameplan:\n      today: {TODAY}\n")
    # It has no history: a ledger stands for it, so that the build is as sure of its stamps as a strict one must be.
    kept = fixed.replace("      calendar:\n", "      calendar:\n        ledger: feed-state.json\n")
    assert config != fixed != kept, "the sample's mkdocs.yml has another form than this function knows"
    (root / "mkdocs.yml").write_text(kept, encoding="utf-8")
    return root


def sample_site(temporary: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of the sample's site with Material, built once in a test run, and what its strict build said."""
    root = temporary.getbasetemp() / "sample"
    log = root / "build.log"
    if not root.exists():
        built = build_in_child(copy_of_sample(root), "--strict")
        assert built.code == 0, built.output
        log.write_text(built.output, encoding="utf-8")
    return root / "site", log.read_text(encoding="utf-8")


@cache
def sample_context() -> tuple[Result, Context]:
    """The sample as the site is built from it, without MkDocs."""
    settings = load_settings(SAMPLE)
    result = run(SAMPLE, settings.options, TODAY)
    return result, context_of(
        result, SAMPLE, settings.options, site_name=str(settings.site["site_name"]), base=BASE, preview=True
    )


def context_at(root: Path, kept: Mapping[Hashable, Pieces] | None = None) -> Context:
    """What a site of a small playbook shows, without MkDocs; with the pieces of feeds that an earlier context made."""
    settings = load_settings(root)
    result = run(root, settings.options)
    context = context_of(result, root, settings.options, site_name="Site", base=str(settings.site["site_url"]))
    return context.having(kept=kept or {})


def files_of(root: Path) -> Mapping[str, bytes]:
    """The feeds and the other files of a small playbook that are no pages, without MkDocs."""
    return build_site(context_at(root)).files


def feed_of(root: Path) -> bytes:
    """The feed of a small playbook, without MkDocs."""
    return files_of(root)["calendar.ics"]


def committed(root: Path, when: str) -> None:
    """Commit everything in a folder, at a time, to a repository that is there or not."""
    people = {f"GIT_{who}_{what}": "a@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    times = {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    for command in (["git", "init", "-q"], ["git", "add", "-A"], ["git", "commit", "-qm", "x"]):
        done = in_child(command, root, {**people, **times, "GIT_CONFIG_GLOBAL": os.devnull})
        assert done.code == 0, done.output


def with_history(root: Path) -> None:
    """Commit everything in a folder, unless it has a repository, or a ledger that stands for one."""
    config = (root / "mkdocs.yml").read_text(encoding="utf-8") if (root / "mkdocs.yml").is_file() else ""
    if not (root / ".git").exists() and "ledger:" not in config:
        committed(root, "2026-11-01T12:00:00Z")


def leads(site: Mapping[str, bytes], path: str, css: str = "", base: str = BASE) -> list[str]:
    """Where the links of a page lead, of a class where one is given: addresses from the site's root, or absolute ones."""
    file = f"{path}index.html" if not path or path.endswith("/") else path
    return [urljoin(base + path, href).removeprefix(base) for href in Html(site[file]).hrefs(css)]


def broken_links(site: Mapping[str, bytes], base: str = BASE) -> Iterator[str]:
    """Each link within a site that leads to no file of it, or to no place in one."""
    pages = {path: Html(data) for path, data in site.items() if path.endswith(".html")}
    places = {path: {e.attributes["id"] for e in page.elements if "id" in e.attributes} for path, page in pages.items()}
    for path, page in pages.items():
        for element in page.elements:
            for name in ("href", "src"):
                target, _, place = urljoin(base + path, element.attributes.get(name, base)).partition("#")
                if not target.startswith(("http:", "https:")) or (urlsplit(target).netloc != urlsplit(base).netloc):
                    continue
                file = unquote(target.removeprefix(base)) if target.startswith(base) else "outside of the site"
                file = f"{file}index.html" if file == "" or file.endswith("/") else file
                if file not in site:
                    yield f"{path}:{element.line}: {element.attributes[name]} (no file)"
                elif place and file in places and unquote(place) not in places[file]:
                    yield f"{path}:{element.line}: {element.attributes[name]} (no such place)"
