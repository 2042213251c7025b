"""Rules that other packages bring: they run beside ours, and whatever goes wrong in them becomes a finding."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from gameplan.check.rules.failing_rule import failed, not_loaded
from gameplan.diagnostics import Diagnostic, Location, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from gameplan.check.context import Context
    from gameplan.diagnostics import Rule


class Custom(NamedTuple):
    """A rule of another package."""

    rule: Rule
    check: Callable[[Context], Iterable[Diagnostic]]
    package: str
    """The name under which the package is installed."""


@dataclass(frozen=True, slots=True)
class CustomRules:
    """The rules of other packages."""

    checks: tuple[Custom, ...] = ()
    problems: tuple[str, ...] = ()
    """Why others could not be loaded, a sentence each."""

    def among(self, ours: Mapping[str, Rule]) -> dict[str, Rule]:
        """Our rules, and then theirs, by name."""
        return {**ours, **{custom.rule.name: custom.rule for custom in self.checks}}


NO_RULES = CustomRules()


def run_custom(custom: CustomRules, context: Context, config: str) -> Iterator[Diagnostic]:
    """The findings of the rules of other packages; a rule that fails has one finding that says so.

    Args:
        custom: the rules.
        context: what they look at.
        config: the name of the file of options.
    """
    yield from (not_loaded(Location(config), problem) for problem in custom.problems)
    for one in custom.checks:
        try:
            found = [_sound(finding, one, context, config) for finding in one.check(context)]
        except (Exception, SystemExit) as error:  # noqa: BLE001 - whatever somebody else's code does
            yield failed(Location(config), one.rule.name, one.package, error)
        else:
            yield from found


def _sound(finding: Diagnostic, one: Custom, context: Context, config: str) -> Diagnostic:
    """Return a finding in the form of our own: of the rule itself, in a file of the playbook, with text that is safe to show."""
    if not isinstance(finding, Diagnostic):
        raise TypeError("it must yield Diagnostics")
    if finding.rule != one.rule:
        raise ValueError("a finding must be of the rule itself")
    places = (finding.location, *(related.location for related in finding.related))
    for place in places:
        if place.path not in context.playbook.by_path and place.path != config:
            raise ValueError(f"'{place.path}' is not a page of the playbook")
    related = tuple(replace(each, message=visible(each.message)) for each in finding.related)
    hint = None if finding.hint is None else visible(finding.hint)
    return replace(finding, message=visible(finding.message), hint=hint, related=related)
