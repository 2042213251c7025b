"""Projections: what each of several sites shows of one playbook."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.model.declaration import Declaration
    from gameplan.model.page import Page

PUBLIC_NAME, INTERNAL_NAME = "public", "internal"
VARIABLE = "GAMEPLAN_PROJECTION"
"""The environment variable that names the projection that a build makes, whatever the options say."""
SENSITIVE = frozenset(("money", "email"))
"""The types of fields that the public isn't told, unless the playbook says so."""


class HiddenFields(NamedTuple):
    """Fields that are hidden, of pages of a kind."""

    kind: str
    fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class Projection:
    """What one site shows of a playbook: which pages, and which of their fields."""

    name: str
    shows: frozenset[str] | None = frozenset()
    """The visibilities of pages and fields that are shown, besides `public`; None: all there are."""
    hides: tuple[HiddenFields, ...] = ()
    """Built-in fields and the playbook's own that are hidden, whatever their visibility."""
    hidden_types: frozenset[str] = frozenset()
    """The types of declared fields that are hidden too."""

    def tells(self, visibility: str) -> bool:
        """Tell whether what says a visibility is shown."""
        return self.shows is None or visibility == PUBLIC_NAME or visibility in self.shows

    def shows_page(self, page: Page) -> bool:
        """Tell whether a page is shown."""
        return self.tells(str(page.fields.visibility))

    def hides_field(self, kind: str, name: str, declaration: Declaration | None) -> bool:
        """Tell whether a field of a kind is hidden.

        Args:
            kind: the kind's name.
            name: the field's.
            declaration: how it is declared, where it is.
        """
        if any(name in hidden.fields for hidden in self.hides if hidden.kind == kind):
            return True
        if declaration is None:
            return False
        # A field that says itself who sees it is shown to them, whatever its type.
        if declaration.visibility:
            return not self.tells(declaration.visibility)
        return declaration.type in self.hidden_types

    @property
    def is_whole(self) -> bool:
        """Whether it shows everything."""
        return self.shows is None and not self.hides and not self.hidden_types


PUBLIC = Projection(PUBLIC_NAME, hidden_types=SENSITIVE)
"""What the public sees where a playbook says nothing else."""
WHOLE = Projection(INTERNAL_NAME, shows=None)
"""All that there is."""


def chosen_projection(projections: Iterable[Projection], name: str) -> Projection | None:
    """Return the projection of a name; None where there is none."""
    return next((each for each in projections if each.name == name), None)
