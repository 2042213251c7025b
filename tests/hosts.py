"""Other hosts of a playbook than our plugin: what `gameplan render` wrote, built by plain MkDocs and by Zensical."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from builds import SAMPLE, Html, broken_links, contents, in_child

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ZENSICAL = (
    Path(os.environ.get("GAMEPLAN_HOSTS") or Path(__file__).parents[1] / ".cache" / "hosts") / "zensical/bin/zensical"
)
"""Where `.ci/hosts` puts it."""
NEEDED = bool(os.environ.get("GAMEPLAN_HOSTS_NEEDED"))
"""Whether a test must fail where it is not, instead of being skipped."""
_ESCAPED = re.compile(r"&lt;(?:link|script|article|div|a) ")


def zensical() -> str:
    """The program; skips the test where there is none."""
    if not ZENSICAL.exists():
        if NEEDED:
            pytest.fail(f"there is no {ZENSICAL}, and GAMEPLAN_HOSTS_NEEDED is set")
        pytest.skip(f"there is no {ZENSICAL}: run .ci/hosts, or name its folder in GAMEPLAN_HOSTS")
    return str(ZENSICAL)


def command(host: str) -> list[str]:
    """How a host builds a site."""
    return [zensical(), "build"] if host == "zensical" else [sys.executable, "-m", "mkdocs", "build", "--quiet"]


def without_us(work: Path, docs: str) -> Path:
    """A folder whose `mkdocs.yml` is the sample's without our plugin, for Markdown in a folder of it."""
    config: dict[str, Any] = yaml.safe_load((SAMPLE / "mkdocs.yml").read_text(encoding="utf-8"))
    config |= {"docs_dir": docs, "plugins": ["search"]}
    work.mkdir(parents=True, exist_ok=True)
    (work / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    return work


def built(work: Path, host: str) -> dict[str, bytes]:
    """The files of a site that a host builds."""
    done = in_child(command(host), work)
    assert done.code == 0, done.output
    return contents(work / "site")


def faults(site: Mapping[str, bytes], style: str, script: str) -> Iterator[str]:
    """What is wrong with a site of rendered pages: dead links, pages without style or script, HTML that is shown as text."""
    yield from broken_links(site)
    for path, data in site.items():
        # Redirects, and what the theme makes for itself.
        if not path.endswith(".html") or path == "404.html" or b'http-equiv="refresh"' in data:
            continue
        page = Html(data)
        if not [link for link in page.named("link") if link.attributes.get("href", "").endswith(style)]:
            yield f"{path}: no style sheet"
        if not [code for code in page.named("script") if code.attributes.get("src", "").endswith(script)]:
            yield f"{path}: no script"
        if found := _ESCAPED.search(data.decode().partition("<main")[2].partition("</main>")[0]):
            yield f"{path}: {found[0]}"
