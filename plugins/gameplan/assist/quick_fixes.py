"""What can be done about findings: the fixes of the check, and a field that is declared."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gameplan.assist.changes import Change, decoded, edits, read
from gameplan.diagnostics import visible
from gameplan.edit.configuration import NoPlaceForPlugin, with_field
from gameplan.edit.fixing import fixed, with_fixes
from gameplan.model.kinds import PLAIN
from gameplan.model.own_fields import NAME, TYPES, own_fields
from gameplan.read.sources import Overlay
from gameplan.rules import UNKNOWN_KEY
from gameplan.settings import OptionError, read_options

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gameplan.assist.checked import Checked
    from gameplan.assist.texts import Text
    from gameplan.diagnostics import Diagnostic
    from gameplan.model.page import Page
    from gameplan.options import Options

_LOOKS = (
    ("day", re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")),
    ("flag", re.compile(r"true|false|yes|no", re.IGNORECASE)),
    ("number", re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")),
    ("url", re.compile(r"https?://\S+")),
    ("email", re.compile(r"[^\s@]{1,64}@[^\s@]{1,190}")),
)
"""What values of a type look like; all others are lines."""


class Action(NamedTuple):
    """Something that can be done about a finding."""

    title: str
    finding: Diagnostic
    change: Change
    certain: bool
    """Whether it is the one right answer."""


def actions(checked: Checked, text: Text, page: Page | None, findings: Iterable[Diagnostic]) -> tuple[Action, ...]:
    """Return what can be done about findings of a file.

    Args:
        checked: the playbook as it was checked last.
        text: the file's, as it is now.
        page: the same, as far as it can be read.
        findings: those that are asked about.
    """
    return tuple(action for finding in findings for action in _actions(checked, text, page, finding))


def _actions(checked: Checked, text: Text, page: Page | None, finding: Diagnostic) -> Iterator[Action]:
    if finding.fix is not None:
        after, count = with_fixes(text.whole, [finding.fix])
        if count and after != text.whole:
            yield Action(_title(finding), finding, Change({text.path: edits(text.whole, after)}), finding.fix.certain)
    if finding.rule is UNKNOWN_KEY and page is not None and page.kind != PLAIN and finding.location.span is not None:
        name = text.typed(finding.location.span).strip("'\"")
        if NAME.fullmatch(name) and (change := _declared(checked, page, name)) is not None:
            yield Action(
                f"Declare the field {name} of {page.kind.a_noun} in {checked.config}", finding, change, certain=False
            )


def _title(finding: Diagnostic) -> str:
    """What a fix does, as the hint says it."""
    typed = finding.fix.text.strip() if finding.fix else ""
    if typed and "\n" not in typed and len(typed) <= 60:  # noqa: PLR2004 - what fits into a menu
        return f"Write {visible(typed)}"
    said = visible(finding.hint or finding.message)
    return said[:1].upper() + said[1:]


def _declared(checked: Checked, page: Page, name: str) -> Change | None:
    """Declare a field in the configuration; None where that can't be done by editing it."""
    before, sources = read(checked, checked.config), checked.result.sources
    if before is None or sources is None:
        return None
    try:
        after = with_field(before, page.kind.name, name, _form(page, name))
        read_after = read_options(Overlay(sources, {checked.config: after.encode()}), checked.config)
    except (NoPlaceForPlugin, OptionError):
        return None
    known = _own(read_after.options, page.kind.name)
    return Change({checked.config: edits(before, after)}) if name in known else None


def _own(options: Options, kind: str) -> set[str]:
    return {own.name for own in own_fields(options.vocabulary.by_name[kind].fields)}


def _form(page: Page, name: str) -> str:
    """The type that fits the value that stands in the page."""
    rows = page.places.lines
    row = next((row for row in rows if row.partition(":")[0].strip() == name), "")
    value = row.partition(":")[2].partition(" #")[0].strip().strip("'\"")
    found = next((form for form, looks in _LOOKS if looks.fullmatch(value)), "line")
    return found if found in TYPES else "line"


def fix_all(checked: Checked, path: str) -> Change:
    """Apply all certain fixes of a file that bring no new finding, as `gameplan check --fix` does.

    Args:
        checked: the playbook, with the file as it is now.
        path: the file's.
    """
    made = fixed(checked.result, list(checked.by_path.get(path, ())))
    found = {}
    for name, data in made.after.items():
        before, after = decoded(made.before[name]), decoded(data)
        if before is not None and after is not None:
            found[name] = edits(before, after)
    return Change(found)
