"""Content types for Front Matter CMS, an extension of Visual Studio Code: a form beside the text, and warnings in front matter.

Its settings are described at https://frontmatter.codes/docs/settings/overview. What it can't show, such as deadlines by name, stays out of
its form and in the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gameplan.forms.fields import FormField, Shape, form_fields

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gameplan.model.kinds import Kind
    from gameplan.model.vocabulary import Vocabulary

_SCHEMA = "https://frontmatter.codes/frontmatter.schema.json"
_TYPES = {
    Shape.NUMBER: "number",
    Shape.COUNT: "number",
    Shape.FLAG: "boolean",
    Shape.DAY: "datetime",
    Shape.OBJECT: "fields",
}


def content_types(vocabulary: Vocabulary, strategy: str, plan: str) -> dict[str, object]:
    """Return what the extension's file `frontmatter.json` holds.

    Args:
        vocabulary: the playbook's words.
        strategy: the folder of the strategy.
        plan: the folder of the plan.
    """
    kinds = (vocabulary.entry, *(kind for kind in vocabulary.kinds if kind.folder))
    folders = {kind.name: plan if kind == vocabulary.entry else f"{strategy}/{kind.folder}" for kind in kinds}
    return {
        "$schema": _SCHEMA,
        "frontMatter.framework.id": "mkdocs",
        "frontMatter.content.publicFolder": strategy,
        "frontMatter.taxonomy.dateFormat": "yyyy-MM-dd",
        "frontMatter.taxonomy.indentArrays": True,
        "frontMatter.content.pageFolders": [
            {"title": kind.plural_label, "path": f"[[workspace]]/{folders[kind.name]}", "contentTypes": [kind.name]}
            for kind in kinds
        ],
        "frontMatter.taxonomy.contentTypes": [_content_type(kind, vocabulary, folders) for kind in kinds],
    }


def _content_type(kind: Kind, vocabulary: Vocabulary, folders: Iterable[str]) -> dict[str, object]:
    fields = [made for one in form_fields(kind, vocabulary) if (made := _field(one, set(folders))) is not None]
    return {"name": kind.name, "pageBundle": False, "fields": fields}


def _field(one: FormField, kinds: set[str]) -> dict[str, Any] | None:
    """Return a field as the extension names it; None for one that it can't show."""
    if one.shape in (Shape.OBJECTS, Shape.NAMED, Shape.PAIRS):
        return None
    common: dict[str, Any] = {"title": one.label, "name": one.name, "required": one.required}
    if one.hint:
        common["description"] = one.hint
    return common | (_reference(one, kinds) if one.kind else _of_shape(one, kinds))


def _of_shape(one: FormField, kinds: set[str]) -> dict[str, Any]:
    if one.options:
        choices = [{"id": each.value, "title": each.label} for each in one.options]
        said = {"type": "choice", "choices": choices, **({"multiple": True} if one.many else {})}
        return said | ({"default": one.default} if one.default else {})
    if one.many:
        return {"type": "tags" if one.name == "tags" else "list"}
    if one.shape is Shape.OBJECT:
        return {"type": "fields", "fields": [*_parts(one, kinds)]}
    if one.shape in (Shape.LINE, Shape.TEXT):
        return {"type": "string", "single": one.shape is Shape.LINE}
    return {"type": _TYPES[one.shape]} | ({"numberOptions": {"isDecimal": True}} if one.shape is Shape.NUMBER else {})


def _parts(one: FormField, kinds: set[str]) -> Iterator[dict[str, Any]]:
    for part in one.parts:
        if (made := _field(part, kinds)) is not None:
            # Of a value that a page needn't have, nothing is asked for.
            yield made | {"required": False}


def _reference(one: FormField, kinds: set[str]) -> dict[str, Any]:
    """Return a field that names pages: by their files' names, where the kind has a folder."""
    if one.kind not in kinds or one.open:
        return {"type": "list" if one.many else "string"}
    return {
        "type": "contentRelationship",
        "contentTypeName": one.kind,
        "contentTypeValue": "slug",
        **({"multiple": True} if one.many else {}),
    }
