"""The strategy pages of a small playbook, made without MkDocs."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from builds import context_at, playbook
from gameplan.publish.hosts import host_of
from gameplan.publish.site import build_site

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from xml.etree.ElementTree import Element

    from gameplan.publish.hosts import Host

NO_LAUNCH = {"plan/launch.md": "---\ntitle: Launch\ngoals: [grow]\nstatus: cancelled\n---\n"}
"""The small playbook's own entry, where a test wants none ahead."""
EVIL = '</a><script>alert(1)</script><img src=x onerror="x()">&amp; {{ 7 }} {% raw %} {title}'
GITHUB = host_of("https://github.com/team/plan", "edit/main/strategy/", "strategy")


def page(front: str = "", title: str = "A page", text: str = "") -> str:
    """A strategy page."""
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\n{front}\n---\n{text}\n"


def entry(front: str, title: str = "An entry", goals: str = "[grow]") -> str:
    """A plan entry."""
    return f"---\ntitle: {json.dumps(title, ensure_ascii=False)}\ngoals: {goals}\n{front}\n---\n"


class Pages:
    """The pages of a small playbook, parsed; XML is stricter than browsers, and takes nothing half closed."""

    def __init__(self, root: Path, files: Mapping[str, str], host: Host | None = None, **options: object) -> None:
        self.context = context_at(playbook(root, {**NO_LAUNCH, **files}, options=options)).having(host=host)
        self.documents = {document.uri: document for document in build_site(self.context).documents}

    def html(self, name: str) -> str:
        """The HTML around the text of a page by its address: `goals/grow`."""
        return "\n".join(self.documents[f"{name}.md"].frame())

    def tree(self, name: str) -> Element:
        """The elements of a page."""
        whole = re.sub(r" (data-[a-z-]+|download)(?=[ >])", r' \1=""', self.html(name))
        return ET.fromstring(f"<body>{whole}</body>")  # noqa: S314 - ours

    def part(self, name: str, place: str) -> Element:
        """The element with an id on a page."""
        [found] = [element for element in self.tree(name).iter() if element.get("id") == place]
        return found

    def said(self, name: str, place: str) -> str:
        """The text of the element with an id on a page."""
        return text(self.part(name, place))

    def ids(self, name: str) -> list[str]:
        """Every id on a page, in order."""
        return [place for element in self.tree(name).iter() if (place := element.get("id"))]


def text(element: Element) -> str:
    """An element's text with single blanks."""
    return " ".join("".join(element.itertext()).split())


def styled(tree: Element, css: str) -> list[Element]:
    """The elements of a class, in order."""
    return [element for element in tree.iter() if css in element.get("class", "").split()]


def titles(tree: Element) -> list[str]:
    """The titles of rows, in order."""
    return [text(found) for found in styled(tree, "gp-row__title")]


def links(tree: Element) -> list[str]:
    """Where the links lead."""
    return [str(found.get("href")) for found in tree.iter("a")]
