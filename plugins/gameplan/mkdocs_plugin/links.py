"""Links as authors write them for the repository, made to work on the site: a Python-Markdown extension."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import ETX, INLINE_PLACEHOLDER_PREFIX, STX, AtomicString

from gameplan.mkdocs_plugin.mount import repository_path, source_uri
from gameplan.model.links import MENTION_PATTERN
from gameplan.publish.addresses import CALENDAR
from gameplan.publish.html.tags import without_addresses
from gameplan.publish.output.generated import made_at
from gameplan.publish.output.markdown import relative
from gameplan.publish.output.resolver import Resolver

if TYPE_CHECKING:
    from markdown import Markdown
    from mkdocs.structure.files import File, Files

    from gameplan.model.playbook import Playbook
    from gameplan.publish.context import Context

_MENTION = re.compile(MENTION_PATTERN)
_STASHED = rf"{INLINE_PLACEHOLDER_PREFIX}([0-9]{{4,}}){ETX}"
_MENTION_IN_SITE = rf"\[\[([^\[\]|\n{STX}]{{1,200}})(?:(?:\||{_STASHED})([^\[\]\n]{{1,200}}))?\]\]"
"""References as `MENTION_PATTERN` has them; within a table `\\|` parts off the text, of which Python-Markdown keeps a number then."""
_SHELTER = "\ue0a7\ue0a8"
"""What stands for the opening brackets of a mention while other plugins read the text: characters that nobody types."""


class Place:
    """The page that is being rendered; MkDocs renders one after the other."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str, object]] | None = None
        """What a text asks while it is rendered, and the answers, for whoever wants to know."""
        self.clear()

    def clear(self) -> None:
        """Know no page: nothing of a build is kept when it is over."""
        self.file: File | None = None
        self.files: Files | None = None
        self.context: Context | None = None
        self.whole: Playbook | None = None
        """The playbook with what is hidden: to tell a hidden page from a missing one."""

    def ask(self, name: str, text: str) -> object:
        """Ask what a text asks: where a link leads, what a mention means, whether an address leads away, whether anything is hidden."""
        answers = {"href": self.href, "mention": self.mention, "leads_away": self.leads_away, "hides": self.hides_any}
        answer = answers[name](text)
        if self.asked is not None:
            self.asked.append((name, text, answer))
        return answer

    def hides_any(self, _: str = "") -> bool:
        """Tell whether anything at all is hidden."""
        return self.context is not None and bool(self.context.playbook.hidden.parts)

    def at(self, md: Markdown) -> Place:
        """The place of the text that a converter is for: MkDocs says it, and so do plugins that render parts of pages elsewhere."""
        if "relpath" in md.treeprocessors:
            self.file = getattr(md.treeprocessors["relpath"], "file", self.file)
        return self

    def resolver(self) -> Resolver | None:
        """What tells where links lead; None between builds."""
        if self.files is None or self.context is None or self.whole is None:
            return None
        return Resolver(self, self.context.playbook, self.whole, self.context.edition.base)

    def source(self) -> str:
        """The path of the page's file in the repository."""
        if self.file is None or self.context is None:
            return ""
        playbook = self.context.playbook
        return repository_path(self.file.src_uri, playbook.strategy, playbook.plan)

    def href(self, href: str) -> str | None:
        """The address, relative to the page's source, of a link that was written for the repository.

        An empty text where it leads to a page that is hidden; None where the link can stay as it is.
        """
        resolver = self.resolver()
        target = resolver.href(self.source(), href) if resolver and self.file else None
        if target is None or not target.uri or self.file is None:
            return None if target is None else ""
        return relative(target.uri, self.file.src_uri, target.query, target.fragment)

    def leads_away(self, href: str) -> bool:
        """Whether an address leads to what is hidden."""
        resolver = self.resolver()
        return resolver is not None and resolver.leads_away(href)

    def hides(self, path: str) -> bool:
        """Whether what lies at a path is there, and not shown."""
        if self.whole is None or self.context is None:
            return False
        shown = self.context.playbook
        return (path in self.whole.by_path and path not in shown.by_path) or (
            path in self.whole.files and path not in shown.files
        )

    def uri(self, path: str) -> str | None:
        """The source uri of what lies at a path of the repository; empty where it is made, and not shown."""
        if self.files is None or self.context is None:
            return None
        if place := self.context.addresses.places.get(path):
            return place
        playbook = self.context.playbook
        uri = source_uri(path, playbook.strategy, playbook.plan)
        for candidate in (uri, f"{uri}/index.md", f"{uri}/README.md"):
            if candidate in self.files.src_uris:
                return candidate
        if path == playbook.strategy:
            return "index.md"
        if self.shows_plan(path):
            return CALENDAR
        return made_at(path, self.whole, self.files.src_uris) if self.whole else None

    def shows_plan(self, path: str) -> bool:
        """Whether a path is the plan's folder, or a folder with entries in it."""
        if self.whole is None:
            return False
        plan = self.whole.plan
        return path == plan or (
            path.startswith(f"{plan}/") and any(entry.path.startswith(f"{path}/") for entry in self.whole.entries)
        )

    def mention(self, target: str) -> tuple[str, str] | None:
        """The address and the title of what `[[target]]` means; where it is hidden an empty address and other words."""
        resolver = self.resolver()
        found = resolver.mention(self.source(), target) if resolver and self.file else None
        if found is None or self.file is None:
            return None
        return (relative(found.uri, self.file.src_uri) if found.uri else ""), found.words

    def sheltered(self, text: str) -> str:
        """A text whose mentions no other plugin takes for links of its own."""
        if "[[" not in text:
            return text
        return _MENTION.sub(
            lambda match: (
                match[0] if self.mention(match[1].removesuffix("\\").strip()) is None else f"{_SHELTER}{match[0][2:]}"
            ),
            text,
        )

    @staticmethod
    def unsheltered(text: str) -> str:
        """The same text as it was."""
        return text.replace(_SHELTER, "[[")


class RepositoryLinks(Extension):
    """Resolves `[[id]]` and links between the two folders."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - Python-Markdown's name
        """Register the steps: mentions before links are parsed, links before MkDocs' own step (at 0), HTML when all of it is there."""
        md.inlinePatterns.register(_Mentions(_MENTION_IN_SITE, md, self.place), "gameplan_mentions", 175)
        md.treeprocessors.register(_Links(md, self.place), "gameplan_links", 5)
        md.postprocessors.register(_Html(md, self.place), "gameplan_html", 5)


class _Mentions(InlineProcessor):
    def __init__(self, pattern: str, md: Markdown, place: Place) -> None:
        super().__init__(pattern, md)
        self.place = place

    def handleMatch(self, m: re.Match[str], data: str) -> tuple[Element | None, int | None, int | None]:  # type: ignore[override] # noqa: ARG002, N802
        stashed = self.md.treeprocessors["inline"].stashed_nodes if m[2] else {}  # type: ignore[attr-defined]
        if m[2] and stashed.get(m[2]) != f"{STX}{ord('|')}{ETX}":
            return None, None, None
        found = self.place.at(self.md).ask("mention", m[1].strip())
        if not isinstance(found, tuple):
            return None, None, None
        href, title = found
        element = Element("a", {"href": href}) if href else Element("span")
        # A title is text, also where it looks like Markdown or HTML; what stands after | is the author's Markdown.
        element.text = m[3].strip() if m[3] else AtomicString(title)
        return element, m.start(0), m.end(0)


class _Links(Treeprocessor):
    def __init__(self, md: Markdown, place: Place) -> None:
        super().__init__(md)
        self.place = place

    def run(self, root: Element) -> None:
        """Rewrite what the repository's host would understand and MkDocs wouldn't; unlink what leads to a hidden page."""
        self.place.at(self.md)
        for element in root.iter():
            name = {"a": "href", "img": "src"}.get(element.tag)
            href = element.get(name) if name else None
            if name is None or not href:
                continue
            meant = self.place.ask("href", href)
            if meant:
                element.set(name, str(meant))
            elif meant == "":
                element.tag = "span"
                element.attrib.pop(name)


class _Html(Postprocessor):
    def __init__(self, md: Markdown, place: Place) -> None:
        super().__init__(md)
        self.place = place

    def run(self, text: str) -> str:
        """Unlink what the author's own HTML leads to, where that is hidden."""
        if not self.place.ask("hides", ""):
            return text
        return without_addresses(text, lambda address: bool(self.place.ask("leads_away", address)))
