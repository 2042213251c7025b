"""The check and a strict build agree: what MkDocs refuses has a finding, and what has none is built."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from builds import BASE as ADDRESS
from builds import NAMESPACE, sample_context, with_history
from casefile import CASES, TODAY, Case, check_folder, read_cases, run_case, write_playbook
from gameplan.diagnostics import Severity
from gameplan.mkdocs_plugin import plugin
from gameplan.model.anchors import anchors_of
from gameplan.model.pages import Journey
from gameplan.publish.site import build_site
from shared_data import shared_data
from small_playbook import small_playbook

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from gameplan.diagnostics import Diagnostic

EXTENSIONS: list[Any] = [
    *("abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "tables"),
    *("pymdownx.details", "pymdownx.superfences", {"pymdownx.tabbed": {"alternate_style": True}}),
    {"pymdownx.tasklist": {"custom_checkbox": True}},
]
STRICT = {"absolute_links": "warn", "unrecognized_links": "ignore", "anchors": "warn"}

REFUSED = {
    "above": "[x](../README.md)",
    "far above": "[x](../../elsewhere.md)",
    "picture above": "![x](../pic.png)",
    "absolute": "[x](/goals/grow/)",
    "absolute picture": "![x](/pic.png)",
    "ending": "[x](../strategy/goals/grow.html)",
    "other case": "[x](../strategy/goals/Grow.md)",
    "backslashes": "[x](..\\strategy\\goals\\grow.md)",
    "folder with a dot": "[x](../strategy/v1.2)",
    "anchor": "[x](../strategy/goals/grow.md#nowhere)",
    "own anchor": "[x](#nowhere)",
    "not ours": "[x](../strategy/goals/grow.md#plan)",
    "given": "[x](#other)\n\n## Other {#mine}",
    "blank": "[x](../strategy/goals/no such.md)",
    "angles": "[x](<no such.md>)",
    "figure": "<figure markdown>\n![x](no.png)\n</figure>",
    "figure span": '<figure markdown="span">\n  ![x](no.png)\n  <figcaption>x</figcaption>\n</figure>',
    "cards": '<div class="grid cards" markdown>\n\n- [x](no.md)\n\n</div>',
    "block": "<div markdown>\n[x](no.md)\n</div>",
    "span": "a <span markdown>[x](no.md)</span>",
    "footnote": "a[^1]\n\n[^1]: one\n\n    two [x](no.md)",
    "footnote's line": "[^2]: [x](no.md)\n\na[^2]",
    "definition list": "term\n:   one\n\n    two [x](no.md)",
    "admonition": "!!! note\n\n\n    [x](no.md)",
    "its title": '!!! note "a [x](no.md)"\n    b',
    "details": "??? note\n    [x](no.md)",
    "quoted": "> !!! note\n>     [x](no.md)",
    "tab": '=== "A"\n\n    [x](no.md)',
    "within": "some text\n[x]: no.md\nmore [x]",
    "reference": "[x][y]\n\n[y]: no.md",
    "apart": "[x] [y]\n\n[y]: no.md",
    "picture by reference": "![x][y]\n\n[y]: no.png",
    "title": '[x](no.md "t")',
    "query": "[x](no.md?x=1)",
    "list": "- a\n\n    [x](no.md)",
    "six blanks": "- a\n\n      [x](no.md)",
    "deeper": "- a\n\n    - b\n\n          [x](no.md)",
    "words of a picture": "[![i](no.png)](no2.md)",
    "button": "[x](no.md){ .btn }",
    "bold": "**[x](no.md)**",
    "table": "| a | b |\n|---|---|\n| [x](no.md) | c |",
    "heading": "## A [x](no.md) {#b}",
    "task": "- [ ] [x](no.md)",
    "two lines": "[x\ny](no.md)",
    "next line": "[x](\nno.md)",
    "brackets": "[x](no(1).md)",
    "indented": "a\n    [x](no.md)",
    "inline note": "x^[a](no.md)",
    "www": "[x](www.example.org)",
    "mailbox": "[x](me@example.org)",
}
BUILT = {
    "code": "`[x](no.md)`",
    "fence": "```\n[x](no.md)\n```",
    "tildes": "~~~\n[x](no.md)\n~~~",
    "indented code": "a\n\n    [x](no.md)",
    "code in a list": "- a\n\n        [x](no.md)",
    "unused": "[y]: no.md",
    "markup": '<a href="no.md">x</a> <img src="no.png">',
    "escaped": "\\[x](no.md) [x\\](no.md)",
    "comment": "<!-- [x](no.md) -->",
    "abbreviation": "*[HT]: no.md",
    "footnote of one word": "a[^1]\n\n[^1]: no.md",
    "heading": "[x](#yes) [y](#yes_1) [z](#mine) [r](#raw)\n\n## Yes\n\n## Yes\n\n## Z {#mine}\n\n<a id='raw'></a>",
    "odd headings": "[a](#what-it-is) [b](#c-and-c) [d](#_1) [e](#code-x) [f](#tight) [g](#set)"
    "\n\n## *What* it is?\n\n## C & C++\n\n## C and C\n\n## 日本\n\n## `code` x\n\n##Tight\n\nSet\n---",
    "footnotes": "a[^1] [x](#fn:1)\n\n[^1]: b",
    "ours": "[a](../strategy/goals/grow.md#why) [b](../strategy/goals/grow.md#measure) [c](../strategy/goals/grow.md#who)"
    " [d](../strategy/goals/grow.md#when) [e](../strategy/goals/grow.md#mentions) [f](#why)",
    "folders": "[x](../strategy/goals/) [y](../strategy/goals) [z](../plan/) [m](../strategy/calendar/2026-12.md)",
    "as on the site": "[x](../goals/grow.md)",
    "elsewhere": "[x](https://example.org) [y](mailto:me@example.org) [z](tel:+49) [a](//example.org/a)",
    "encoded": "[x](../strategy/goals/gr%6fw.md?x=1)",
    "mention": "[[grow]]",
}


def weighs(finding: Diagnostic) -> bool:
    """Whether a strict build stops at a finding."""
    return finding.severity is not Severity.INFO


class Heard(logging.Handler):
    """What MkDocs says, and what we do."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.ours: list[str] = []
        self.theirs: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a message; how many findings there are is ours, too, and MkDocs says it for us."""
        text = record.getMessage()
        ours = "gameplan" in record.name or text.startswith("gameplan: ")
        (self.ours if ours else self.theirs).append(text)


class Build(NamedTuple):
    """How a strict build went."""

    passed: bool
    heard: Heard


def configured(root: Path, more: Mapping[str, Any] | None = None, off: Iterable[str] = ()) -> None:
    """Give a playbook what a build needs besides what its own `mkdocs.yml` says."""
    file = root / "mkdocs.yml"
    given: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8")) if file.exists() else {}
    listed = given.get("plugins") or []
    own = next((item["gameplan"] for item in listed if isinstance(item, dict) and "gameplan" in item), None) or {}
    rules = {"placeholder-address": "off", **own.get("rules", {}), **dict.fromkeys(off, "off")}
    own = {"uid_namespace": NAMESPACE, "today": TODAY.isoformat(), **own, "rules": rules}
    base = {"site_name": "Site", "site_url": ADDRESS, "docs_dir": "strategy", **given, **(more or {})}
    theme = {"name": None, "custom_dir": "theme"}
    file.write_text(yaml.safe_dump({**base, "theme": theme, "plugins": [{"gameplan": own}]}), encoding="utf-8")
    (root / "theme").mkdir(exist_ok=True)
    (root / "theme" / "main.html").write_text("{{ page.content }}", encoding="utf-8")


def built(root: Path, *, strict: bool = True) -> Build:
    """Build a site; any other exception than those by which MkDocs ends is the test's failure."""
    if not (root / ".git").exists():
        with_history(root)
    heard = Heard()
    # Each build looks for what earlier ones left, which takes longer here than all else.
    monkeypatch = pytest.MonkeyPatch()
    monkeypatch.setattr(plugin, "clear_memory", lambda: None)
    logger = logging.getLogger("mkdocs")
    logger.addHandler(heard)
    try:
        config = load_config(str(root / "mkdocs.yml"), site_dir=str(root / "site"), strict=strict)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            mkdocs_build(config)
        finally:
            config.plugins.on_shutdown()
    except (Abort, SystemExit):
        return Build(passed=False, heard=heard)
    finally:
        monkeypatch.undo()
        logger.removeHandler(heard)
    return Build(passed=True, heard=heard)


def page(text: str) -> str:
    """An entry with a text."""
    return f"---\ntitle: T\ngoals: [grow]\nstart: 2026-12-01\n---\n\n{text}\n"


def forms(texts: Mapping[str, str]) -> dict[str, str]:
    """An entry for each text, and what some of them need."""
    found = {f"plan/{re.sub('[^a-z]', '-', name)}.md": page(text) for name, text in texts.items()}
    return found | {"strategy/v1.2/notes.md": "---\ntitle: Notes\n---\n"}


@pytest.fixture(scope="module")
def refused(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[str], list[str]]:
    """The files with a finding, and those of which MkDocs warns where nothing of ours ends the build."""
    root = tmp_path_factory.mktemp("refused")
    write_playbook(root, forms(REFUSED))
    configured(root, {"markdown_extensions": EXTENSIONS, "validation": STRICT})
    result = check_folder(root)
    found = sorted({each.location.path for each in result.diagnostics if weighs(each)})
    configured(root, off={each.rule.name for each in result.diagnostics})
    warned = [match[1] for text in built(root).heard.theirs if (match := re.match(r"Doc file '([^']+)'", text))]
    return found, sorted(set(warned))


def test_all_that_a_build_refuses_is_found(refused: tuple[list[str], list[str]]) -> None:
    """For every form of a link that leads nowhere."""
    found, warned = refused
    files = sorted(path for path in forms(REFUSED) if path.startswith("plan/"))
    assert warned == files, "MkDocs refuses each of them"
    assert found == files


def test_what_is_not_found_is_built(tmp_path: Path) -> None:
    """No false alarm: what a strict build takes has no finding, however strict it is."""
    write_playbook(tmp_path, forms(BUILT))
    configured(tmp_path, {"markdown_extensions": EXTENSIONS, "validation": STRICT})
    assert [each.message for each in check_folder(tmp_path).diagnostics if weighs(each)] == []
    done = built(tmp_path)
    assert done.heard.theirs == done.heard.ours == []
    assert done.passed


def test_every_place_of_ours_is_known() -> None:
    """Each id in our parts of the sample's pages may be linked to."""
    result, context = sample_context()
    fields = [each.fields for each in result.playbook.pages]
    stages = [stage.id for journey in fields if isinstance(journey, Journey) for stage in journey.stages]
    documents = {made.source: made for made in build_site(context).documents}
    places = 0
    for each in result.playbook.pages:
        if each.path.endswith("index.md") or each.path not in documents:
            # What is hidden has no page.
            continue
        anchors = anchors_of(each.body, stages)
        for name in re.findall(r' id="([^"]+)"', "".join(documents[each.path].frame())):
            places += 1
            assert anchors.has(name), (each.path, name)
    assert places > len(result.playbook.pages)


def cases() -> list[Case]:
    """Every case with links that a build must take, each fourth of the others, and of those that it must refuse the first of each file.

    The check and the build can disagree about texts; the others of a file end at the same place. Rules of a package would have to be
    installed for a build.
    """
    found = []
    for file in sorted(CASES.glob("*/*.md")):
        every = [case for case in read_cases(file) if not case.modules]
        refused = [case for case in every if re.search(r"^\S.*: (?:error|warning)\[", case.findings, re.MULTILINE)]
        taken = [case for case in every if case not in refused]
        linked = [
            case for case in taken if any(re.search(rb"\]\(|\]:|\[\[|<", _bytes(data)) for data in case.files.values())
        ]
        found += [*refused[:1], *linked, *[case for case in taken if case not in linked][::4]]
    return found


def _bytes(data: str | bytes) -> bytes:
    return data.encode("utf-8", "surrogateescape") if isinstance(data, str) else data


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)
def test_cases(case: Case, tmp_path: Path) -> None:
    """A case with warnings or errors is refused, and any other is built without a word of MkDocs'."""
    findings = [each for each in run_case(case, tmp_path).diagnostics if weighs(each)]
    configured(tmp_path)
    done = built(tmp_path)
    assert done.passed == (not findings), (done.heard.theirs, done.heard.ours)
    assert done.heard.theirs == []


HOSTILE = shared_data("hostile") / "files"
TEXTS = sorted(
    str(path.relative_to(HOSTILE)) for path in HOSTILE.rglob("*.md") if path.parent.name not in ("import", "config")
)


@pytest.mark.parametrize("name", TEXTS)
def test_hostile_files(name: str, tmp_path: Path) -> None:
    """The same where somebody did their worst."""
    root = small_playbook(tmp_path / "playbook")
    (root / "plan" / "case.md").write_bytes((HOSTILE / name).read_bytes())
    (root / "mkdocs.yml").unlink(missing_ok=True)
    findings = [each for each in check_folder(root).diagnostics if weighs(each)]
    configured(root)
    done = built(root)
    assert done.passed == (not findings), (done.heard.theirs, done.heard.ours)
    assert done.heard.theirs == []
