"""A field as data: what a playbook declares of one of its own, and what a built-in one says so that it is shown everywhere.

A built-in field has such a declaration in its annotation, `Annotated[Number, Declaration(type="number", label=word("Reach"), column=True)]`
in `model/pages.py`: pages, lists, CSV and `playbook.json` show it by that, and nothing else needs to know it. What has none isn't
published as a value: it is of a form of its own, such as deadlines and readings, or worked out, such as what a goal costs.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta  # noqa: TC003 - a field's type

CHOICE = "choice"
"""The type of a field that holds one of a few words."""
REF = "ref"
"""The type of a field that names pages."""
EXAMPLES = {
    "text": "some words",
    "line": "some words",
    "number": "12",
    "money": "1500 EUR",
    "day": "2026-12-03",
    "duration": "3d",
    "flag": "true",
    "url": "https://example.com/page",
    "email": "name@example.com",
    "ref": "an-id",
}
"""A value of each type, as people type it."""


VISIBILITIES = ("public", "internal", "draft")
"""What a page may say of who sees it in every playbook. A playbook's own projections add their names."""


def word(text: str) -> str:
    """Mark the English label of a built-in field, which is said in the site's language."""
    return text


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """A field that says itself how it is shown."""

    name: str = ""
    """Of a built-in field that under which it is declared."""
    type: str
    """One of `TYPES`, `choice` or `ref`."""
    of: tuple[str, ...] = ()
    """The words of a choice, in order."""
    kind: str = ""
    """The kind of the pages that a reference names."""
    many: bool = False
    """Whether it takes a list."""
    unit: str = ""
    """Of a number."""
    label: str = ""
    """What people call it; default: by its name."""
    help: str = ""
    """What it is for."""
    required: bool = False
    default: str = ""
    """What counts where a page says nothing, as typed."""
    filter: bool = False
    """Whether views can be filtered by it."""
    column: bool = False
    """Whether the list of its kind shows it."""
    fact: bool = True
    """Whether its page shows it among its facts; of a built-in field that has a place of its own not."""
    names: bool = False
    """Of a reference whether it may name somebody without a page."""
    category: bool = False
    """Whether calendar programs have its values among an event's categories."""
    visibility: str = ""
    """Who sees it, as pages say it: `internal`, or a projection's name; empty where that hangs on its type."""
    review: timedelta | None = None
    """Of a day: how long after it somebody must look again."""

    built_in: bool = False
    """Whether it is one of ours: then its label is translated."""

    @property
    def called(self) -> str:
        """What people call it."""
        return self.label or self.name.replace("_", " ").capitalize()

    @property
    def example(self) -> str:
        """A value, as people type it."""
        one = self.of[0] if self.of else EXAMPLES[self.type]
        return f"[{one}]" if self.many else one
