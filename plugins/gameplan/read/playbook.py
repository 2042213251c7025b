"""Files to pages: what can be read, and findings for what can't."""

from __future__ import annotations

import posixpath
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from gameplan.diagnostics import Diagnostic, Location, Span, visible
from gameplan.diagnostics.characters import Unseen, name_of, unseen_in, without_unseen
from gameplan.model.faults import nearest
from gameplan.model.further_pages import Question
from gameplan.model.kinds import PLAIN, VISION, Kind
from gameplan.model.page import Entry, Ignore, Page, Places
from gameplan.model.pages import EntryFields, Kpi
from gameplan.model.sources import Kind as SourceKind
from gameplan.read.body import read_body, top_headings
from gameplan.read.decoding import decoded, place_of
from gameplan.read.fields import read_fields
from gameplan.read.files import MAX_FILE, Files, find_files, read_source
from gameplan.read.folders import entry_kind, wrong_folder
from gameplan.read.front_matter import FrontMatter, Unreadable, split
from gameplan.read.plain_front import read_front_matter
from gameplan.read.readings import Readings
from gameplan.read.schedule import read_schedule
from gameplan.read.sources import Disk, Overlay
from gameplan.read.stray import strays
from gameplan.rules import (
    EMPTY_FILE,
    INVALID_FRONT_MATTER,
    INVALID_VALUE,
    MISSING_FRONT_MATTER,
    MISSING_TITLE,
    STRAY_PAGE,
    UNSAFE_TEXT,
    UNSEEN_TEXT,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from gameplan.model.body import Body
    from gameplan.model.sources import Sources
    from gameplan.model.vocabulary import Vocabulary
    from gameplan.read.fields import Read

MAX_BODY = 1024 * 1024
_INDEX = ("index.md", "README.md")
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f]")
_NO_CONTROL = bytes(byte for byte in range(256) if byte == ord("\r") or not _CONTROL.match(chr(byte)))
"""The bytes that nearly all files consist of, in UTF-8: removing them is faster than searching for others."""
_IGNORE = re.compile(r"(?:^|\s)#\s*gameplan:\s*ignore\[([^\[\]]*)\]")
_MOST_UNSEEN = 20
"""Kinds of characters that are reported of a text."""
_FENCE = 3
"""Hyphens above and below a front matter."""


@dataclass(slots=True)
class ReadFiles:
    """What was read."""

    pages: list[Page] = field(default_factory=list)
    """Entries too; sorted by path."""
    files: Files = field(default_factory=Files)
    texts: dict[str, str] = field(default_factory=dict)
    """The text of files that could not be read as pages, to show the place of the fault."""
    unread: dict[str, str | None] = field(default_factory=dict)
    """The text of all files that should be pages and could not be read, as far as it can be guessed; None where it can't."""
    diagnostics: list[Diagnostic] = field(default_factory=list)


class KeptPages(Protocol):
    """Pages that were read before, by what stands in their files."""

    def get(self, path: str, data: bytes) -> Page | None:
        """Return the page of a file with this content, of which nothing was to be reported; None where it has to be read."""

    def put(self, path: str, data: bytes, page: Page) -> None:
        """Keep such a page."""


def read_playbook(
    sources: Sources, strategy: str, plan: str, vocabulary: Vocabulary, kept: KeptPages | None = None
) -> ReadFiles:
    """Read every page of a playbook. Never fails for what an author did.

    Args:
        sources: its files.
        strategy: the folder of the strategy.
        plan: the folder of the plan.
        vocabulary: the playbook's words.
        kept: pages that needn't be read again.
    """
    reading = ReadFiles(files=find_files(sources, (strategy, plan)))
    reading.diagnostics += reading.files.diagnostics
    reader = _Reader(sources, strategy, plan, vocabulary, reading, kept)
    for path in reading.files.pages:
        reader.page(path)
    reading.diagnostics += strays(sources, plan, reading.files.attachments)
    return reading


def read_again(
    reading: ReadFiles, sources: Sources, folders: tuple[str, str], vocabulary: Vocabulary, paths: Collection[str]
) -> ReadFiles:
    """Read some files once more, from other sources than before: new ones, and some that are gone, too; all else is as it was read.

    Args:
        reading: what was read.
        sources: the playbook's files as they are now.
        folders: the strategy's and the plan's.
        vocabulary: the playbook's words.
        paths: those of the files.
    """
    known = {*reading.files.pages, *reading.files.attachments}
    if any((path in known) != (sources.kind(path) is SourceKind.FILE) for path in paths):
        reading = _listed_again(reading, sources, folders)
    beside = {path for page in reading.pages if page.path in paths for path in page.files}
    listed = {id(finding) for finding in reading.files.diagnostics}
    again = ReadFiles(
        pages=[page for page in reading.pages if page.path not in paths],
        files=reading.files,
        texts={path: text for path, text in reading.texts.items() if path not in paths},
        unread={path: text for path, text in reading.unread.items() if path not in paths},
        diagnostics=[
            finding
            for finding in reading.diagnostics
            if finding.location.path not in {*paths, *beside} or id(finding) in listed or finding.rule is STRAY_PAGE
        ],
    )
    reader = _Reader(sources, *folders, vocabulary, again)
    pages = frozenset(reading.files.pages)
    for path in paths:
        if path in pages:
            reader.page(path)
    return again


def _listed_again(reading: ReadFiles, sources: Sources, folders: tuple[str, str]) -> ReadFiles:
    """What was read, with the files that there are now."""
    files = find_files(sources, folders)
    listed = {id(finding) for finding in reading.files.diagnostics}
    kept = [each for each in reading.diagnostics if id(each) not in listed and each.rule is not STRAY_PAGE]
    return ReadFiles(
        pages=reading.pages,
        files=files,
        texts=reading.texts,
        unread=reading.unread,
        diagnostics=[*files.diagnostics, *kept, *strays(sources, folders[1], files.attachments)],
    )


def read_one(
    path: str, data: bytes, sources: Sources, files: Files, folders: tuple[str, str], vocabulary: Vocabulary
) -> ReadFiles:
    """Read one page from the content of its file, with what is to be reported of it; all others are left alone.

    Args:
        path: of the file.
        data: its content.
        sources: the playbook's files: readings may stand in one beside it.
        files: which there are.
        folders: the strategy's and the plan's.
        vocabulary: the playbook's words.
    """
    reading = ReadFiles(files=files)
    _Reader(Overlay(sources, {path: data}), *folders, vocabulary, reading).page(path)
    return reading


def read_page(path: str, data: bytes, folders: tuple[str, str], vocabulary: Vocabulary) -> Page | None:
    """Read a page from the content of its file, like `read_playbook`; None where that would not make a page of it.

    Nothing is reported, and nothing else is opened: readings that stand in a file of their own are left out.

    Args:
        path: of the file.
        data: its content.
        folders: the strategy's and the plan's.
        vocabulary: the playbook's words.
    """
    try:
        text = decoded(data) if len(data) <= MAX_FILE else ""
        if not text.strip("\ufeff \t\n"):
            return None
        _refuse_control(data, text)
        return _Reader(Disk(Path()), *folders, vocabulary, ReadFiles()).read(path, text)
    except Unreadable:
        return None


class _Reader:
    def __init__(
        self,
        sources: Sources,
        strategy: str,
        plan: str,
        vocabulary: Vocabulary,
        reading: ReadFiles,
        kept: KeptPages | None = None,
    ) -> None:
        self.kept = kept
        self.sources, self.strategy, self.plan, self.vocabulary, self.reading = (
            sources,
            strategy,
            plan,
            vocabulary,
            reading,
        )

    def page(self, path: str) -> None:
        """Add one page, or the finding that says why it can't be read."""
        data = read_source(self.sources, path)
        if isinstance(data, Diagnostic):
            self.reading.diagnostics.append(data)
            self.reading.unread[path] = None
            return
        known = self.kept.get(path, data) if self.kept is not None else None
        if known is not None:
            self.reading.pages.append(known)
            return
        said, read = len(self.reading.diagnostics), len(self.reading.pages)
        self.take(path, data)
        if self.kept is not None and len(self.reading.diagnostics) == said:
            for page in self.reading.pages[read:]:
                # What is made of other files too may be another page tomorrow.
                if not page.files:
                    self.kept.put(path, data, page)

    def take(self, path: str, data: bytes) -> None:
        """Add one page from the content of its file, or the finding that says why it can't be read."""
        text = ""
        try:
            text = decoded(data)
            if not text.strip("\ufeff \t\n"):
                self.empty(path)
                return
            _refuse_control(data, text)
            page = self.read(path, text)
        except Unreadable as unreadable:
            self.reading.texts[path] = text
            self.reading.unread[path] = text or _guessed(data)
            rule = UNSAFE_TEXT if isinstance(unreadable, _Unsafe) else INVALID_FRONT_MATTER
            location = Location(path, unreadable.span)
            hint, fix = unreadable.hint or None, unreadable.fix
            finding = Diagnostic(rule=rule, message=unreadable.message, location=location, hint=hint, fix=fix)
            self.reading.diagnostics.append(finding)
            return
        if page is not None:
            self.reading.pages.append(page)

    def empty(self, path: str) -> None:
        """Report an empty file where a page with a kind should be; elsewhere it is none, and nobody misses it."""
        folder = path.removeprefix(f"{self.strategy}/").partition("/")[0]
        entry = path.startswith(f"{self.plan}/")
        if posixpath.basename(path) in _INDEX or not (entry or folder in self.vocabulary.by_folder):
            return
        noun = (self.vocabulary.entry if entry else self.vocabulary.by_folder[folder]).noun
        self.reading.unread[path] = self.reading.texts[path] = ""
        self.reading.diagnostics.append(
            Diagnostic(
                rule=EMPTY_FILE,
                message=f"this {noun} is empty",
                location=Location(path, Span(1, 1, 1, 1)),
                hint="write it again; or delete the file, if it is no longer wanted",
            )
        )

    def read(self, path: str, text: str) -> Page | None:
        parts = split(text)
        entry = path.startswith(f"{self.plan}/")
        index = posixpath.basename(path) in _INDEX
        if len(parts.body) * 4 > MAX_BODY and len(parts.body.encode("utf-8", "surrogatepass")) > MAX_BODY:
            raise Unreadable(
                "the body is larger than 1 MiB",
                Span(parts.body_line, 1, parts.body_line, 2),
                "split it into several pages",
            )
        if parts.front is None and entry and not index:
            hint = "begin the file with a line ---, then title: …, goals: […], start: …, then another line ---"
            location = Location(path, Span(1, 1, 1, 1))
            self.reading.texts[path] = self.reading.unread[path] = text
            self.reading.diagnostics.append(
                Diagnostic(
                    rule=MISSING_FRONT_MATTER,
                    message="this plan entry has no front matter",
                    location=location,
                    hint=hint,
                )
            )
            return None
        front = read_front_matter(parts.front) if parts.front is not None else _without(parts.body)
        kind = self.vocabulary.entry if entry and not index else self.kind(path, front, index=index)
        misplaced = wrong_folder(path, kind, front, self.vocabulary, (self.strategy, self.plan)) if not index else None
        if misplaced is not None:
            self.reading.texts[path] = self.reading.unread[path] = text
            self.reading.diagnostics.append(misplaced)
            return None
        if entry and not index and (unfit := entry_kind(path, front, self.vocabulary)):
            self.reading.diagnostics.append(unfit)
        if not parts.body.isascii():
            self.reading.diagnostics += _unseen(path, parts.body, parts.body_line)
        return self.build(path, kind, front, read_body(parts.body, parts.body_line))

    def kind(self, path: str, front: FrontMatter, *, index: bool) -> Kind:
        """A strategy page's kind: what it says, else by its folder; index pages have none but what they say."""
        said = front.values.get("kind")
        if isinstance(said, str):
            if said in self.vocabulary.by_name and said != self.vocabulary.entry.name:
                return self.vocabulary.by_name[said]
            near = nearest(said, self.vocabulary.by_name)
            hint = (
                f"write kind: {near}"
                if near
                else f"write one of {', '.join(kind.name for kind in self.vocabulary.kinds)}"
            )
            location = Location(path, front.places.value("kind"))
            message = f"kind: '{visible(said)}' is not a kind of this playbook"
            self.reading.diagnostics.append(
                Diagnostic(rule=INVALID_VALUE, message=message, location=location, hint=hint)
            )
        if path == f"{self.strategy}/index.md":
            return VISION
        folder = path.removeprefix(f"{self.strategy}/").partition("/")[0]
        return self.vocabulary.by_folder.get(folder, PLAIN) if not index else PLAIN

    def build(self, path: str, kind: Kind, front: FrontMatter, body: Body) -> Page:
        read = read_fields(path, kind, front, self.vocabulary)
        self.reading.diagnostics += read.diagnostics
        fields, places = read.fields, read.places
        stem = posixpath.basename(path).removesuffix(".md")
        index = kind == PLAIN and f"{stem}.md" in _INDEX
        common: dict[str, Any] = {
            "path": path,
            "kind": kind,
            "id": fields.id or (posixpath.dirname(path) if index else stem),
            "fields": fields,
            "title": self.title(path, kind, read, body),
            "places": places,
            "body": body,
            "extra": read.extra,
            "ignores": ignores(places),
            "unread": read.unread,
        }
        if isinstance(fields, EntryFields):
            schedule, found, unread = read_schedule(path, fields, places, self.vocabulary)
            self.reading.diagnostics += found
            common["unread"] |= unread
            return Entry(**common, schedule=schedule, status=self.vocabulary.status[fields.status])
        if isinstance(fields, (Kpi, Question)) and isinstance(fields.readings, str):
            name, files = fields.readings, self.reading.files.attachments
            beside = Readings(self.sources, files, Location(path, places.value("readings")), name)
            readings = beside.by_day() if isinstance(fields, Kpi) else beside.by_engine()
            self.reading.diagnostics += beside.diagnostics
            common["files"] = (beside.path,)
            common["fields"] = fields.model_copy(update={"readings": readings})
        return Page(**common)

    def title(self, path: str, kind: Kind, read: Read, body: Body) -> str:
        """Return the title; where there is none, a substitute, and report a finding unless the page needs no title."""
        if read.fields.title:
            return read.fields.title
        stem = posixpath.basename(path).removesuffix(".md").replace("-", " ").replace("_", " ").strip()
        headings = (without_unseen(heading.text).strip() for heading in top_headings(body))
        title = next(headings, "") or (kind.noun if kind == VISION else stem).capitalize()
        place = read.places.value("title") if read.places.has("title") else read.places.start
        refused = read.places.has("title") and any(finding.location.span == place for finding in read.diagnostics)
        if kind not in (PLAIN, VISION) and not refused:
            message, hint = f"this {kind.noun} has no title", f"write title: {title}"
            finding = Diagnostic(rule=MISSING_TITLE, message=message, location=Location(path, place), hint=hint)
            self.reading.diagnostics.append(finding)
        return title


def _guessed(data: bytes) -> str:
    """Guess the text of a file whose encoding is not known, to find names in it."""
    wide = data[:2] in (b"\xff\xfe", b"\xfe\xff")
    return data.decode("utf-16" if wide else "utf-8", "replace") + ("" if wide else data.decode("latin-1"))


def _refuse_control(data: bytes, text: str) -> None:
    """Refuse a file with a character that drives terminals, given as its bytes and its text."""
    if data.translate(None, _NO_CONTROL) and (control := _CONTROL.search(text)) is not None:
        message = f"the file holds the control character U+{ord(control[0]):04X}"
        raise _Unsafe(message, place_of(text, control.start()), "delete it")


def _unseen(path: str, body: str, line: int) -> Iterator[Diagnostic]:
    """Find the characters in a text that can't be seen, each kind where it first stands."""
    for found in unseen_in(body)[:_MOST_UNSEEN]:
        span = place_of(body, found.at)
        span = Span(span.line + line - 1, span.column, span.end_line + line - 1, span.end_column)
        yield Diagnostic(
            rule=UNSEEN_TEXT, message=_unseen_words(found), location=Location(path, span), hint=_unseen_hint(found)
        )


def _unseen_words(found: Unseen) -> str:
    times = f", {found.times} times in all" if found.times > 1 else ""
    what = "which turns the direction of what is read" if found.turns else "which can't be seen"
    return f"the text holds {name_of(found.character)}, {what}{times}"


def _unseen_hint(found: Unseen) -> str:
    if found.turns:
        return "delete it; around words of another direction write <bdi>…</bdi>"
    if found.character == "\u00ad":
        return "delete it, or write &shy; where the word may be parted"
    return f"delete it, or write &#x{ord(found.character):X}; where it is wanted"


def _without(body: str) -> FrontMatter:
    """Read a page that has no front matter."""
    return FrontMatter({}, Places(width=min(len(body.partition("\n")[0]), _FENCE)))


def ignores(places: Places) -> tuple[Ignore, ...]:
    """The comments of the form `# gameplan: ignore[rule, rule] reason` in a front matter."""
    if "gameplan:" not in (places.text or ""):
        return ()
    found = []
    spans = sorted(places.positions.values.values())
    starts = [span[:2] for span in spans]
    ends = list(accumulate((span[2:] for span in spans), max))
    for number, row in enumerate(places.lines, 2):
        if "gameplan:" in row:
            for comment in _IGNORE.finditer(row):
                begun = bisect_right(starts, (number, comment.start(1)))
                if begun and ends[begun - 1] > (number, comment.start(1)):
                    continue  # It stands within a text, and is none.
                for name in re.finditer(r"[^\s,\[\]]+", comment[1]):
                    column = comment.start(1) + name.start() + 1
                    found.append(Ignore(name[0], Span(number, column, number, column + len(name[0]))))
    return tuple(found)


class _Unsafe(Unreadable):
    """A file with characters that nothing should hold."""
