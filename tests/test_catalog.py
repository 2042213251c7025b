"""Every rule's documentation is run: its Example breaks the rule, its Use instead breaks none."""

from __future__ import annotations

import ast
import re
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest
from markdown_it import MarkdownIt

import gameplan
from casefile import TODAY, as_text, write_dated, write_playbook
from gameplan.catalog import BY_NAME, RULES
from gameplan.diagnostics import Severity
from gameplan.options import Options
from gameplan.pipeline import run
from gameplan.revisions.past import past_of
from gameplan.settings import load_settings
from installed import installed

if TYPE_CHECKING:
    from gameplan.diagnostics import Rule
    from gameplan.pipeline import Result

PACKAGE = Path(gameplan.__file__).parent
HEADINGS = ["What it does", "Why is this bad?", "Example", "Use instead"]

SEVERITIES = {
    "invalid-front-matter": "error",
    "missing-front-matter": "error",
    "empty-file": "error",
    "duplicate-key": "error",
    "unknown-key": "error",
    "missing-title": "error",
    "invalid-value": "error",
    "text-lost": "error",
    "placeholder-address": "info",
    "unsafe-text": "error",
    "unsafe-path": "error",
    "duplicate-id": "error",
    "unknown-reference": "error",
    "unknown-goal": "error",
    "wrong-kind": "error",
    "wrong-folder": "error",
    "broken-link": "error",
    "missing-goal": "error",
    "retired-goal": "warning",
    "outside-goal-period": "warning",
    "non-goal": "warning",
    "uncited-goal": "warning",
    "goal-cycle": "error",
    "end-before-start": "error",
    "dependency-cycle": "error",
    "offset-mismatch": "warning",
    "overdue": "warning",
    "undated-entry": "info",
    "review-overdue": "warning",
    "decision-overdue": "warning",
    "checklist-open": "warning",
    "idle-format": "warning",
    "missing-step": "warning",
    "persona-without-evidence": "info",
    "unused-ignore": "warning",
    "goal-without-kpi": "warning",
    "idle-channel": "warning",
    "idle-audience": "warning",
    "journey-gap": "warning",
    "missed-commitment": "warning",
    "starts-before-dependency": "warning",
    "deadline-after-publication": "warning",
    "blackout": "warning",
    "overbooked-owner": "warning",
    "published-in-future": "warning",
    "stale-draft": "warning",
    "no-result": "info",
    "kpi-off-track": "info",
    "kpi-without-reading": "info",
    "personal-data": "warning",
    "suspect-entry": "warning",
    "reused-id": "warning",
    "moved-page": "warning",
    "illegal-transition": "warning",
    "unapproved": "warning",
}
"""As the design names them."""

UNNAMED = {
    *("duplicate-reference", "clock-change", "endless-repeat", "hidden-reference", "missed-deadline", "clash"),
    *(
        "missing-field",
        "unlisted-value",
        "crowded-calendar",
        "over-budget",
        "closed-gate",
        "other-currency",
        "failing-rule",
        "idle-goal",
        "unseen-text",
    ),
    *("midnight-start", "overlong-entry", "skipped-months", "stray-page", "absolute-link", "broken-anchor"),
    *("stale-content", "retire-overdue", "retired-but-linked", "merge-without-target"),
}
"""Rules that came after the design: none of them stops a pull request by default."""

FIXED = {"invalid-front-matter", "missing-front-matter", "wrong-folder"}
"""What leaves nothing to check, and so can be neither ignored nor lowered."""

each_rule = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)


_LANGUAGES = {"markdown": ".md", "yaml": "mkdocs.yml", "python": ".py"}


class Block(NamedTuple):
    """A file in a rule's help, or a version of it: the day on which it was committed stands after the path."""

    path: str
    day: str
    text: str | None
    """None where it was deleted."""


def sections(rule: Rule) -> dict[str, list[Block]]:
    """The files in the fenced blocks of a rule's help, by heading."""
    found: dict[str, list[Block]] = {}
    tokens = MarkdownIt("commonmark").parse(rule.help)
    for token, following in zip(tokens, [*tokens[1:], None], strict=True):
        if token.type == "heading_open" and following is not None:
            found[following.content] = []
        elif token.type == "fence":
            language, path, day, gone = (*token.info.split(), "", "")[:4]
            assert language in _LANGUAGES, f"{rule.name}: a block of an unknown language"
            assert path.endswith(_LANGUAGES[language]), f"{rule.name}: a block without a path"
            assert day == "" or date.fromisoformat(day), f"{rule.name}: a word after a path that is no day"
            assert gone in ("", "deleted"), f"{rule.name}: a word after a day that isn't known"
            found[list(found)[-1]].append(Block(path, day, None if gone else token.content))
    return found


def checked(rule: Rule, blocks: list[Block], root: Path) -> Result:
    """The files beside a playbook in order, checked; a rule that is off unless options name it is named."""
    files = {block.path: block.text or "" for block in blocks if not block.day}
    pages = {path: text for path, text in files.items() if not path.endswith(".py")}
    dated = [(block.day, block.path, block.text) for block in blocks if block.day]
    if dated:
        write_dated(root, pages, dated)
    else:
        write_playbook(root, pages)
    with installed({path: text for path, text in files.items() if path.endswith(".py")}):
        options = load_settings(root).options if "mkdocs.yml" in files else Options()
        if rule.by_option:
            options = options.model_copy(update={"rules": {rule.name: str(rule.severity)}})
        return run(root, options, TODAY, past=past_of if dated else None)


@each_rule
def test_names_are_kebab_case(rule: Rule) -> None:
    """A rule's name is made of lower-case words with hyphens between them."""
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)


@each_rule
def test_summaries_are_one_sentence(rule: Rule) -> None:
    """A summary is one line, begins with a capital and ends with its only full stop."""
    assert re.fullmatch(r"[A-Z`][^\n]{10,100}\.", rule.summary)
    assert not re.search(r"[.!?]\s", rule.summary)


@each_rule
def test_help_has_its_headings(rule: Rule) -> None:
    """Help stands under the four headings, in their order, with text or files below each."""
    parts = re.split(r"^## (.+)$", rule.help, flags=re.MULTILINE)
    assert parts[0] == ""
    assert parts[1::2] == HEADINGS
    assert all(part.strip() for part in parts[2::2])


@each_rule
def test_examples_break_the_rule(rule: Rule, tmp_path: Path) -> None:
    """The Example, beside a playbook in order, gives the rule's finding in one of its files."""
    blocks = sections(rule)["Example"]
    found = checked(rule, blocks, tmp_path).diagnostics
    assert {rule.name} == {finding.rule.name for finding in found}
    assert {finding.location.path for finding in found} <= {*(block.path for block in blocks), "mkdocs.yml"}


@each_rule
def test_use_instead_breaks_none(rule: Rule, tmp_path: Path) -> None:
    """What to use instead gives no finding at all."""
    blocks = sections(rule)["Use instead"]
    assert blocks
    assert as_text(checked(rule, blocks, tmp_path)) == ""


def test_severities_are_those_of_the_design() -> None:
    """Each rule has the default severity that the design gives it."""
    assert {rule.name: str(rule.severity) for rule in RULES if rule.name not in UNNAMED} == SEVERITIES


def test_later_rules_are_no_errors() -> None:
    """Rules that the design doesn't name only warn, or less."""
    assert Severity.ERROR not in {BY_NAME[name].severity for name in UNNAMED}


def test_fixed_rules() -> None:
    """Only rules that leave nothing to check can't be configured."""
    assert {rule.name for rule in RULES if not rule.configurable} == FIXED


def test_rules_by_option() -> None:
    """Rules that not every team wants are off unless the options name them."""
    assert {rule.name for rule in RULES if rule.by_option} == {"personal-data"}


def test_names_are_unique() -> None:
    """No two rules share a name."""
    assert len(BY_NAME) == len(RULES)


def test_catalog_holds_every_rule_file() -> None:
    """A rule's module is named after it, and no module is forgotten in the catalog."""
    files = [file for folder in ("rules", "check/rules") for file in (PACKAGE / folder).glob("*.py")]
    written = {
        file.stem.replace("_", "-")
        for file in files
        if any(
            isinstance(node, ast.Name) and node.id == "RULE" for node in ast.walk(ast.parse(file.read_text("utf-8")))
        )
    }
    assert written == set(BY_NAME)
