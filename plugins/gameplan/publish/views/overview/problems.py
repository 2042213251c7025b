"""Problems: what is to be fixed on the pages that are shown, by rule and by owner."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gameplan.diagnostics import visible
from gameplan.publish.addresses import PROBLEMS, WHATS_NEW
from gameplan.publish.views.links import Link, people_of
from gameplan.wording.labels import choice_words
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from gameplan.diagnostics import Diagnostic
    from gameplan.publish.context import Context

MOST_FINDINGS = 500


@dataclass(frozen=True, slots=True)
class Problem:
    """Something to fix."""

    id: str
    rule: str
    severity: str
    severity_words: str
    place: str
    """The path and line."""
    edit: str
    """The address of the editor at that line; empty where the host isn't known."""
    page: Link
    message: str
    hint: str
    owners: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class RuleProblems:
    """What a rule finds."""

    name: str
    summary: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class PageProblems:
    """A page with something to fix."""

    first: Problem
    size: int
    """How much there is to fix on it."""


@dataclass(frozen=True, slots=True)
class OwnerProblems:
    """What is to fix on somebody's pages."""

    owner: Link
    size: int
    pages: tuple[PageProblems, ...]


@dataclass(frozen=True, slots=True)
class ProblemsPage:
    """What is to fix."""

    title: str
    rules: tuple[RuleProblems, ...]
    owners: tuple[OwnerProblems, ...]
    """By name, nobody last."""
    more: int
    """How many findings are left out."""
    whats_new: Link


def problems_page(context: Context) -> ProblemsPage:
    """Return the findings by rule, and where those of each owner are."""
    findings = context.edition.findings
    problems = [_problem(context, number, found) for number, found in enumerate(findings[:MOST_FINDINGS], 1)]
    intro = context.addresses.intros.get(PROBLEMS)
    return ProblemsPage(
        title=intro.title if intro and intro.fields.title else say("Problems"),
        rules=_by_rule(problems, {found.rule.name: found.rule.summary for found in findings}),
        owners=_by_owner(problems),
        more=len(findings) - len(problems),
        whats_new=Link("", uri=WHATS_NEW),
    )


def _by_rule(problems: list[Problem], about: dict[str, str]) -> tuple[RuleProblems, ...]:
    rules: dict[str, list[Problem]] = {}
    for problem in problems:
        rules.setdefault(problem.rule, []).append(problem)
    return tuple([RuleProblems(name, about[name], tuple(found)) for name, found in sorted(rules.items())])


def _by_owner(problems: list[Problem]) -> tuple[OwnerProblems, ...]:
    nobody = say("Nobody")
    owners: dict[str, list[Problem]] = {}
    links: dict[str, Link] = {}
    for problem in problems:
        for owner in problem.owners or (Link(nobody),):
            owners.setdefault(owner.text, []).append(problem)
            links.setdefault(owner.text, owner)
    ordered = sorted(owners.items(), key=lambda item: (item[0] == nobody, item[0]))
    return tuple([OwnerProblems(links[name], len(found), _by_page(found)) for name, found in ordered])


def _by_page(problems: list[Problem]) -> tuple[PageProblems, ...]:
    """The first finding of each page, and how many it has: a page with many is named once."""
    pages: dict[str, list[Problem]] = {}
    for problem in problems:
        # No path holds a colon.
        pages.setdefault(problem.place.partition(":")[0], []).append(problem)
    return tuple([PageProblems(found[0], len(found)) for found in pages.values()])


def _problem(context: Context, number: int, found: Diagnostic) -> Problem:
    path, span = found.location
    page = context.playbook.by_path[path]
    uris = context.addresses.uris
    line = span.line if span else 0
    return Problem(
        id=f"p-{number}",
        rule=found.rule.name,
        severity=str(found.severity),
        severity_words=choice_words(str(found.severity)),
        place=f"{visible(path)}:{line}" if line else visible(path),
        edit=context.edition.host.edit(path, line) if context.edition.host else "",
        page=Link(page.title, None, page.kind.icon, uris.get(path, "")),
        message=found.message,
        hint=found.hint or "",
        owners=people_of(uris, context.lookups.targets(page, "owner"), page.fields.owner),
    )
