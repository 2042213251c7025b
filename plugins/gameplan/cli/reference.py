"""The reference of front matter as Markdown, made from the models."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gameplan.model.example_files import EXAMPLE_FILES, ExampleFile
from gameplan.model.further_kinds import BUILT_IN
from gameplan.model.kinds import ENTRY
from gameplan.model.own_fields import own_fields
from gameplan.read.spec import spec

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gameplan.model.kinds import Kind


def reference(kinds: Iterable[Kind]) -> str:
    """A section for what all pages may say, then one for each kind with what it adds."""
    kinds = list(kinds)
    common = set.intersection(*(set(kind.fields.model_fields) for kind in kinds))
    parts = [_section("Every page", "What every page may say.", kinds[0], common)]
    for kind in kinds:
        own = set(kind.fields.model_fields) - common
        title = f"Plan entry (`{kind.folder}/`)" if kind.name == "entry" else f"{kind.label} (`{_place(kind)}`)"
        parts += [_section(title, (kind.fields.__doc__ or "").strip(), kind, own), _example(kind)]
    return "\n".join(parts)


def _place(kind: Kind) -> str:
    return f"strategy/{kind.folder}/" if kind.folder else "strategy/index.md"


def _section(title: str, words: str, kind: Kind, names: set[str]) -> str:
    rows = [_row(kind, name) for name in kind.fields.model_fields if name in names]
    table = (
        ["| key | value | what for |", "|---|---|---|", *rows] if rows else ["Nothing besides what every page may say."]
    )
    return "\n".join([f"## {title}", "", words, "", *table, ""])


def _example(kind: Kind) -> str:
    """Return a file of a kind as somebody would write it."""
    known = next((known for known in (ENTRY, *BUILT_IN) if issubclass(kind.fields, known.fields)), None)
    example = EXAMPLE_FILES[known.name] if known and known.name == kind.name else _made(kind)
    return f"An example, `{example.path}`:\n\n```markdown\n{example.text}```\n"


def _made(kind: Kind) -> ExampleFile:
    """Make an example of a kind of the playbook's own, of a value for each of its fields."""
    rows = [f"{own.name}: {own.example}" for own in own_fields(kind.fields)]
    text = "\n".join(
        ["---", f"title: The name of {kind.a_noun}", "owner: ana", *rows, "---", "What there is to say of it.", ""]
    )
    return ExampleFile(f"strategy/{kind.folder}/an-id.md", text)


def _row(kind: Kind, name: str) -> str:
    schema = kind.fields.model_json_schema()
    names = sorted(
        (typed for typed, canonical in spec(kind).names.items() if canonical == name),
        key=lambda typed: (typed != name, typed),
    )
    keys = ", ".join(f"`{typed}`" for typed in names)
    described = kind.fields.model_fields[name].description or ""
    return f"| {keys} | {_value(kind, name, schema)} | {described} |"


def _value(kind: Kind, name: str, schema: dict[str, Any]) -> str:
    """Say in words what to write."""
    if refers := spec(kind).references.get(name):
        what = "KPI" if refers.kind == "kpi" else refers.kind
        return (
            f"the id of {'an' if what[0] in 'aeio' else 'a'} {what}"
            if refers.single
            else f"one {what} id or a list of them"
        )
    shape = schema["properties"][name]
    shapes = [shape, *shape.get("anyOf", [])]
    if enum := next((each["enum"] for each in shapes if "enum" in each), None):
        return ", ".join(f"`{word}`" for word in enum)
    if examples := next((each["examples"] for each in shapes if "examples" in each), None):
        return "as in " + ", ".join(f"`{example}`" for example in examples[:4])
    if any("pattern" in each for each in shapes):
        return "a day: `2026-12-03`"
    kinds = [each.get("type") or ("mapping" if "$ref" in each else "") for each in shapes]
    words = {"string": "text", "array": "a list", "object": "keys and values", "mapping": "keys and values"}
    words |= {"integer": "a whole number", "number": "a number", "boolean": "`true` or `false`"}
    found = dict.fromkeys(words[each] for each in kinds if each in words)
    return " or ".join(found) or "text"
