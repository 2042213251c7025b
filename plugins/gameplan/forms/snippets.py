"""Snippets for Visual Studio Code: the beginning of a page of each kind, made from the declarations of its fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gameplan.forms.fields import FormField, Shape, form_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gameplan.model.kinds import Kind
    from gameplan.model.vocabulary import Vocabulary

_MOST = 7
"""Lines of a snippet: who wants more has completion, or a form."""
_EARLY = (
    "type",
    "goals",
    "status",
    "start",
    "period",
    "owner",
    "kpis",
    "unit",
    "direction",
    "audiences",
    "role",
    "email",
)
"""What a page of a kind says first, as far as it has such fields."""
_TODAY = "${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}"
_PLAIN = (Shape.LINE, Shape.CHOICE, Shape.DAY)


def snippets(vocabulary: Vocabulary) -> dict[str, object]:
    """Return a snippet for each kind of page, as a file `.vscode/*.code-snippets` holds them.

    Args:
        vocabulary: the playbook's words.
    """
    return {kind.label: _snippet(kind, vocabulary) for kind in (vocabulary.entry, *vocabulary.kinds)}


def _snippet(kind: Kind, vocabulary: Vocabulary) -> dict[str, object]:
    fields = {one.name: one for one in form_fields(kind, vocabulary)}
    # What has a period needs no days.
    names = [name for name in ("title", *_EARLY) if name in fields and not (name == "start" and "period" in fields)]
    first = [fields[name] for name in names if fields[name].shape in _PLAIN]
    rows = [*_rows(first[:_MOST])]
    return {
        "prefix": kind.name,
        "scope": "markdown",
        "description": f"Begin {kind.a_noun}",
        "body": ["---", *rows, "---", "", "$0"],
    }


def _rows(fields: list[FormField]) -> Iterator[str]:
    for number, one in enumerate(fields, 1):
        yield f"{one.name}: {_value(one, number)}"


def _value(one: FormField, number: int) -> str:
    """Return what stands behind a key: a place to type in, or words to choose from."""
    if one.options:
        return f"${{{number}|{','.join(each.value for each in one.options)}|}}"
    if one.kind:
        place = f"${{{number}:{one.kind}}}"
        return f"[{place}]" if one.many else place
    if one.name == "start" or one.shape is Shape.DAY:
        return _TODAY
    if one.name == "period":
        return f"${{{number}:${{CURRENT_YEAR}}-Q1}}"
    return f"${{{number}:{one.label.lower()}}}"
