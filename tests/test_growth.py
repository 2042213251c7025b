"""What is done with hostile texts takes time in proportion to their size, and what is left out is said."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from builds import TODAY, context_at, playbook
from gameplan.diagnostics.emitters import FORMATS
from gameplan.diagnostics.emitters.report import Report
from gameplan.pipeline import run
from gameplan.publish.output.plain import exported
from gameplan.publish.site import build_site
from gameplan.settings import load_settings

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

GROWTH = 2.6
"""How much longer twice as much may take; in proportion would be 2, with the square 4."""
ENTRY = "---\ntitle: Case\ngoals: [grow]\nstart: 2026-12-03\n"


def entry(body: str, more: str = "") -> dict[str, str]:
    """One entry with a text."""
    return {"plan/case.md": f"{ENTRY}{more}---\n{body}\n"}


def goals(count: int) -> dict[str, str]:
    """As many goals, each with an id that is like the others."""
    return {f"strategy/goals/g-{number}.md": f"---\ntitle: Goal {number} of ours\n---\n" for number in range(count)}


def journeys(count: int) -> dict[str, str]:
    """As many journeys of twenty stages, and entries for stages that aren't there."""
    stages = "".join(f"  - {{id: s-{number}, title: S}}\n" for number in range(20))
    found = {f"strategy/journeys/j-{number}.md": f"---\ntitle: J\nstages:\n{stages}---\n" for number in range(count)}
    return found | {f"plan/e-{number}.md": f"{ENTRY}stage: s-{number % 20}\n---\n" for number in range(count)}


def repeated(text: str) -> Callable[[int], dict[str, str]]:
    """An entry whose text is the same again and again; `#` stands for a number that is never the same."""
    return lambda count: entry("".join(text.replace("#", str(number)) for number in range(count)))


def in_front(rows: str) -> Callable[[int], dict[str, str]]:
    """The same for rows of the front matter."""
    return lambda count: entry("", "".join(rows.replace("%", str(number)) for number in range(count)))


def listed(field: str, value: str) -> Callable[[int], dict[str, str]]:
    """The same for the values of a list."""
    return lambda count: entry(
        "", f"{field}: [{', '.join(value.replace('%', str(number)) for number in range(count))}]\n"
    )


def ignored(count: int) -> dict[str, str]:
    """Comments that ignore rules, above broken links."""
    comments = "".join(f"# gameplan: ignore[r-{number}]\n" for number in range(count))
    return entry("".join(f"[a](x{number}.md) " for number in range(4 * count)), comments)


def beside(count: int) -> dict[str, str]:
    """Broken links beside many goals."""
    return goals(count) | entry("".join(f"[a](g-{number}-x.md) " for number in range(9 * count)))


LINK = "[b](../strategy/goals/grow.md) "
SHAPES: dict[str, tuple[int, Callable[[int], dict[str, str]]]] = {
    "broken links on a line": (1_000, repeated(f"[a](x#.md) {'x' * 80}")),
    "the same with letters of two bytes": (1_000, repeated(f"[a](x#.md) {'é' * 60}")),
    "unknown references on a line": (1_000, repeated(f"[[serves #]] {'x' * 80}")),
    "references whose places can't be found": (1_000, repeated(f"[[a&amp;#]] {'x' * 80}")),
    "broken links in lines": (2_000, repeated("[a](x#.md)\n")),
    "unknown keys": (500, in_front("titl%: x\n")),
    "comments that ignore": (600, in_front("# gameplan: ignore[r-%]\nx_%: 'a'\n")),
    "ignored rules and broken links": (300, ignored),
    "unknown goals": (1_000, listed("related", "G-%")),
    "unknown links beside many goals": (80, beside),
    "unknown stages beside many journeys": (150, journeys),
    "aliases": (1_000, listed("aliases", "former-%")),
    "tags": (1_000, listed("tags", "t%")),
    "owners": (1_000, listed("owner", "o% <a@b>")),
    "pages with one id": (150, lambda n: {f"plan/e-{i}.md": f"{ENTRY}id: same\n---\n" for i in range(n)}),
    "headings": (3_000, repeated(f"# a\n\n{LINK}\n\n")),
    "blanks in a heading": (60_000, lambda n: entry(f"# a{' ' * n}b\n\n{LINK}")),
    "marks behind a heading": (60_000, lambda n: entry(f"# a{' #' * n}b\n")),
    "tasks": (4_000, repeated("- [ ] a [[grow]]\n")),
    "line breaks": (200_000, lambda n: entry("a" + "\n" * n + "b")),
    "comments that don't end": (5_000, repeated("a <!-- b\n")),
    "definitions": (3_000, repeated("[a#]: ../strategy/goals/grow.md\n")),
    "backticks": (20_000, lambda n: entry(LINK + "` `` " * n)),
    "brackets": (8_000, lambda n: entry(LINK + "[a" * n)),
    "titles that don't end": (6_000, repeated("[](a ( ")),
    "a long word": (200_000, lambda n: entry("a" * n + "[")),
    "a text of sentences": (60_000, lambda n: entry("a. b " * n + "[[grow]]")),
    "addresses": (10_000, repeated("a@example.org ")),
    "marks of emphasis": (5_000, repeated("**a ")),
    "code beside links": (5_000, repeated(f"`a#` {LINK}")),
    "links in links": (3_000, repeated(f"[a {LINK}](b.md) ")),
    "definitions in a paragraph": (3_000, repeated("a\n[a#]: ../strategy/goals/grow.md\n")),
}
"""What an author could write, with how many times at first: each took too long once, or would in an obvious way of reading it."""


def checking(root: Path) -> None:
    """Check a playbook, and write what was found in each format."""
    settings = load_settings(root)
    options = settings.options.model_copy(update={"rules": {**settings.options.rules, "personal-data": "error"}})
    result = run(root, options, TODAY, settings.config)
    report = Report(findings=result.diagnostics, row=result.row, today="", failing=frozenset(result.failing("error")))
    for emit in FORMATS.values():
        emit(report)


def rendering(root: Path) -> None:
    """Write a playbook's site as files of Markdown."""
    context = context_at(root)
    exported(build_site(context), context.playbook, context.playbook)


def seconds(work: Callable[[Path], None], root: Path) -> float:
    """The time of the processor that some work takes."""
    begun = time.process_time()
    work(root)
    return time.process_time() - begun


@pytest.mark.parametrize("work", [checking, rendering])
@pytest.mark.parametrize("name", SHAPES)
def test_time_grows_with_the_text(name: str, work: Callable[[Path], None], tmp_path: Path) -> None:
    """Twice as much of the same takes twice as long, however it is written."""
    count, made = SHAPES[name]
    small, large = (playbook(tmp_path / str(times), made(count * times)) for times in (1, 2))
    work(small)
    for _ in range(8):
        short, long = (min(seconds(work, root) for _ in range(2)) for root in (small, large))
        if long <= GROWTH * short:
            return
    pytest.fail(f"{short:.3f} s, and {long:.3f} s for twice as much")
