"""What is said above a page: how much of the plan cites it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gameplan.assist.citing import Cited, cited
from gameplan.diagnostics import Span
from gameplan.model.kinds import PLAIN

if TYPE_CHECKING:
    from gameplan.assist.checked import Checked
    from gameplan.assist.texts import Text
    from gameplan.model.page import Page


class Lens(NamedTuple):
    """Something that is said above a line."""

    span: Span
    page: Page
    cited: Cited


def lenses(checked: Checked, text: Text) -> tuple[Lens, ...]:
    """Return what is said above the first line of a page: what cites it; of an entry only where something does.

    Args:
        checked: the playbook as it was checked last.
        text: the file's, as it is now.
    """
    page = checked.playbook.by_path.get(text.path)
    if page is None or page.kind == PLAIN:
        return ()
    found = cited(checked, page)
    if not (found.entries or found.others) and not page.kind.field:
        return ()
    return (Lens(Span(1, 1, 1, len(text.row(1)) + 1), page, found),)
