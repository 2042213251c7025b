r"""Literate cases: Markdown in which each section holds a playbook's files and the findings that they must give, or its pages.

A case is a `## ` section. Its fenced blocks are, by the words after the fence:

- `markdown PATH`, `csv PATH`, `text PATH`: a file of the playbook. Words after the path say how it is stored:
  `crlf`, `cr`, `bom`, `utf-16` and `latin-1`; with `escaped`, `\t`, `\x1b`, `\u00a0` and `\U000e0041` stand for the character, so
  that it can be seen.
  A day after the path says that the file was committed then, and `deleted` that it was gone: such a case has a history, in
  which all files without a day were committed first. Without any day there is no history.
- `link PATH`: a symbolic link to the path in the block.
- `yaml mkdocs.yml`: the site's configuration, with the options under `plugins:`.
- `python NAME.py`: a rule of a package that is installed.
- `text findings`: what the check must find. A case without it must find nothing.
- `text marked`: from where to where each finding points, what stands there, and what its fix would put where; `fix` where that
  is certain, else `guess`. Not every case has it.
- `text page PATH`: what a reader sees of the page of a file, or of the page with that uri, around the author's text, for which three
  dots stand; see `visible_text.py`. `PATH#ID` is only the part with that id, or below the heading with it. A case with such blocks
  is about pages: its files must be read and linked without an error, and what the rules find counts for nothing.

A finding is `path:line:column: severity[rule]: message`; below it, indented, stand `= hint`, and `- place: message` for
each related place. Every case has the files of `BASE` besides, unless it writes them itself.

    python tests/casefile.py --write FILE...    puts what is found into the files, for a person to judge
"""

from __future__ import annotations

import codecs
import re
import sys
import tempfile
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

from gameplan.diagnostics.emitters.text import place
from gameplan.options import Options
from gameplan.pipeline import Result, run
from gameplan.publication import context_of
from gameplan.publish.site import build_site
from gameplan.revisions.past import past_of
from gameplan.settings import load_settings
from installed import installed
from repository import FIRST, write_history
from visible_text import visible_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from markdown_it.token import Token

    from gameplan.diagnostics import Diagnostic, Fix, Location, Span

CASES = Path(__file__).parent / "cases"
TODAY = date(2026, 11, 22)

BASE = {
    "strategy/index.md": "---\ntitle: Playbook\n---\n\nThe mission.\n",
    "strategy/goals/grow.md": "---\ntitle: Grow\n---\n",
    "plan/base.md": "---\ntitle: Base\ngoals: [grow]\nstart: 2026-12-01\n---\n",
}
"""A playbook in order: a mission, a goal, and an entry that serves it."""

_FINDINGS = "text findings"
_MARKED = "text marked"
_PAGE = "text page "
_LANGUAGES = ("markdown", "csv", "text", "yaml")
_LINE_ENDS = {"crlf": "\r\n", "cr": "\r"}
_STORED = {"bom": "utf-8-sig", "utf-16": "utf-16", "latin-1": "latin-1"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_ESCAPE = re.compile(r"\\(?:t|x[0-9a-f]{2}|u[0-9a-f]{4}|U[0-9a-f]{8})")


class BadCaseError(Exception):
    """A case file that doesn't follow the form above."""


@dataclass(slots=True)
class Case:
    """One section of a case file."""

    file: Path
    name: str
    line: int
    """Of its heading, from 1."""
    files: dict[str, bytes] = field(default_factory=dict)
    dated: list[tuple[str, str, bytes | None]] = field(default_factory=list)
    """The day, path and content of files that were committed, or deleted."""
    authors: dict[str, str] = field(default_factory=dict)
    """Whose the commits are, by their days."""
    links: dict[str, str] = field(default_factory=dict)
    modules: dict[str, str] = field(default_factory=dict)
    findings: str = ""
    block: tuple[int, int] | None = None
    """The rows of the findings' block, fences included, from 0."""
    marked: str | None = None
    marks: tuple[int, int] | None = None
    """The rows of the block of what is marked, fences included, from 0."""
    pages: dict[str, tuple[str, tuple[int, int]]] = field(default_factory=dict)
    """What is seen of a page, by its path and place, with the rows of its block."""
    end: int = 0
    """The row after the last block, from 0."""

    @property
    def id(self) -> str:
        """What a test run calls it."""
        return f"{self.file.parent.name}/{self.file.stem}: {self.name}"


def read_cases(file: Path) -> list[Case]:
    """The cases of a file.

    Raises:
        BadCaseError: where a block is none of those that a case may have.
    """
    tokens = MarkdownIt("commonmark").parse(file.read_text(encoding="utf-8"))
    cases: list[Case] = []
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and token.tag == "h2" and following and token.map:
            cases.append(Case(file, following.content, token.map[0] + 1))
        elif token.type in ("fence", "code_block"):
            if not cases or token.type == "code_block" or not token.map:
                raise BadCaseError(f"{file}:{(token.map or [0])[0] + 1}: a block outside a case, or without a fence")
            _add(cases[-1], token)
    return cases


def _add(case: Case, block: Token) -> None:
    first, last = block.map or (0, 0)
    if block.info == _FINDINGS:
        case.findings, case.block = block.content, (first, last)
        return
    if block.info == _MARKED:
        case.marked, case.marks = block.content, (first, last)
        return
    case.end = last
    if block.info.startswith(_PAGE):
        case.pages[block.info.removeprefix(_PAGE)] = (block.content, (first, last))
        return
    language, _, rest = block.info.partition(" ")
    path, *ways = rest.split()
    path = _unescaped(path) if "escaped" in ways else path
    if ways and _DAY.fullmatch(ways[0]):
        day, *ways = ways
        if ways[:1] == ["by"]:
            case.authors[day] = ways[1]
            ways = ways[2:]
        gone = ways == ["deleted"]
        case.dated.append((day, path, None if gone else _stored(block.content, ways, f"{case.file}:{first + 1}")))
    elif language == "link":
        case.links[path] = block.content.strip()
    elif language == "python":
        case.modules[path] = block.content
    elif language in _LANGUAGES and (language != "yaml" or path == "mkdocs.yml"):
        case.files[path] = _stored(block.content, ways, f"{case.file}:{first + 1}")
    else:
        raise BadCaseError(f"{case.file}:{first + 1}: '{block.info}' is no block of a case")


def _stored(text: str, ways: list[str], where: str) -> bytes:
    if unknown := set(ways) - {"escaped", *_LINE_ENDS, *_STORED}:
        raise BadCaseError(f"{where}: unknown words {', '.join(sorted(unknown))}")
    if "escaped" in ways:
        text = _unescaped(text)
    encoding = "utf-8"
    for way in ways:
        text = text.replace("\n", _LINE_ENDS.get(way, "\n"))
        encoding = _STORED.get(way, encoding)
    return text.encode(encoding)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: codecs.decode(match[0], "unicode_escape"), text)


def write_playbook(root: Path, files: Mapping[str, str | bytes], links: Mapping[str, str] | None = None) -> None:
    """Write a playbook's files below a folder, and those of `BASE` that are not among them."""
    for path, content in {**BASE, **files}.items():
        target = root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(content if isinstance(content, bytes) else content.encode())
    for path, meant in (links or {}).items():
        (root / path).symlink_to(meant)


def write_dated(
    root: Path,
    files: Mapping[str, str | bytes],
    dated: Iterable[tuple[str, str, str | bytes | None]],
    authors: Mapping[str, str] | None = None,
) -> None:
    """Write a playbook with a history: files that were there from the first, and those of `BASE`, then what changed on which day."""
    commits: dict[datetime, dict[str, str | bytes | None]] = {FIRST: {**BASE, **files}}
    for day, path, content in dated:
        commits.setdefault(_moment(day), {})[path] = content
    write_history(root, commits, {_moment(day): author for day, author in (authors or {}).items()})


def _moment(day: str) -> datetime:
    return datetime.combine(date.fromisoformat(day), FIRST.timetz())


def run_case(case: Case, root: Path) -> Result:
    """Write a case's playbook into a folder, and check it."""
    if case.dated:
        write_dated(root, case.files, case.dated, case.authors)
    else:
        write_playbook(root, case.files, case.links)
    with installed(case.modules):
        return check_folder(root)


def check_folder(root: Path) -> Result:
    """Check a case's playbook, with the options in its `mkdocs.yml` where it has one."""
    return run(root, options_of(root), TODAY, past=past_of if (root / ".git").exists() else None)


def options_of(root: Path) -> Options:
    """The options in a case's `mkdocs.yml`, where it has one."""
    return load_settings(root).options if (root / "mkdocs.yml").exists() else Options()


def pages(result: Result, root: Path, asked: Iterable[str]) -> dict[str, str]:
    """What is seen of some pages of a case's site, by their paths or uris and places.

    Raises:
        BadCaseError: where the site has no such page.
    """
    options = options_of(root)
    if not options.projections:
        # Cases are about what is shown, and say so where something is hidden.
        options = Options.model_validate(
            {**options.model_dump(exclude_unset=True), "projections": {"public": {"hides": {}}}}
        )
    context = context_of(result, root, options, site_name="Site", base="https://example.org/", preview=True)
    documents = build_site(context).documents
    by_name = {document.uri: document for document in documents}
    by_name |= {document.source: document for document in documents if document.source}
    found = {}
    for name in asked:
        page, _, place = name.partition("#")
        if page not in by_name:
            raise BadCaseError(f"there is no page '{page}' among {', '.join(sorted(by_name))}")
        head, tail = by_name[page].frame()
        lines = [line for line in visible_lines(f"{head}<p>…</p>{tail}") if not place or place in line.within]
        found[name] = "".join(f"{line.text}\n" for line in lines)
    return found


def as_text(result: Result) -> str:
    """What was found, in the form of a case file."""
    return "".join(_finding(finding) for finding in result.diagnostics)


def as_line(finding: Diagnostic) -> str:
    """A finding in a line, without what else there is to say of it."""
    return f"{place(finding.location)}: {finding.severity}[{finding.rule.name}]: {finding.message}"


def _finding(finding: Diagnostic) -> str:
    lines = [as_line(finding)]
    if finding.hint is not None:
        lines.append(f"  = {finding.hint}")
    lines += [f"  - {place(related.location)}: {related.message}" for related in finding.related]
    return "".join(f"{line}\n" for line in lines)


def marked(result: Result, root: Path) -> str:
    """What each finding points at, and below it what would stand there after its fix."""
    return "".join(
        f"{row}\n"
        for finding in result.diagnostics
        for row in (
            *(
                _pointed(location, root)
                for location in (finding.location, *(each.location for each in finding.related))
            ),
            *([_mended(finding.fix)] if finding.fix else []),
        )
    )


def _pointed(location: Location, root: Path) -> str:
    """Both ends of a place, and the text between them up to the end of its first line."""
    span = location.span
    if span is None:
        return location.path
    row = (root / location.path).read_text(encoding="utf-8-sig", errors="replace").split("\n")[span.line - 1]
    text = row[span.column - 1 : span.end_column - 1 if span.end_line == span.line else None]
    seen = "".join(mark if mark.isprintable() else mark.encode("unicode_escape").decode() for mark in text)
    return f"{location.path}:{_ends(span)}: {seen}".rstrip()


def _mended(fix: Fix) -> str:
    return f"  = {'fix' if fix.certain else 'guess'} {_ends(fix.span)}: {fix.text}"


def _ends(span: Span) -> str:
    return f"{span.line}:{span.column}-{span.end_line}:{span.end_column}"


def blessed(file: Path) -> str:
    """A case file with what is really found in place of what was expected."""
    text = file.read_text(encoding="utf-8")
    rows = text.split("\n")
    for case in reversed(read_cases(file)):
        with tempfile.TemporaryDirectory() as folder:
            result = run_case(case, Path(folder))
            found, shown = as_text(result), marked(result, Path(folder))
            seen = pages(result, Path(folder), case.pages)
        if case.pages:
            for name, (_, place) in reversed(case.pages.items()):
                rows[slice(*place)] = [f"```{_PAGE}{name}", *seen[name].splitlines(), "```"]
            continue
        if case.marks:
            rows[slice(*case.marks)] = [f"```{_MARKED}", *shown.splitlines(), "```"]
        first, last = case.block or (case.end, case.end)
        block = [f"```{_FINDINGS}", *found.splitlines(), "```"] if found else []
        rows[first:last] = block if case.block or not found else ["", *block]
    return "\n".join(rows)


if __name__ == "__main__":
    write = "--write" in sys.argv
    for name in sys.argv[1:]:
        if name != "--write":
            shown = blessed(Path(name))
            if write:
                Path(name).write_text(shown, encoding="utf-8")
            else:
                sys.stdout.write(shown)
