"""`gameplan schema [KIND]`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from gameplan.cli.common import settings_for, unknown
from gameplan.cli.places import config_option, root_option
from gameplan.cli.reference import reference
from gameplan.cli.streams import write
from gameplan.model.further_kinds import FORMAT
from gameplan.model.kinds import ENTRY, PLAIN
from gameplan.model.site_keys import ANYWHERE
from gameplan.model.vocabulary import Vocabulary
from gameplan.read.spec import spec

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.model.kinds import Kind


@click.command()
@click.argument("kind", required=False)
@click.option("--markdown", is_flag=True, help="The reference of all kinds as Markdown tables instead.")
@root_option
@config_option
def schema(kind: str | None, root: Path | None, config: Path | None, markdown: bool) -> None:  # noqa: FBT001 - click's flag
    """Print the JSON Schema (2020-12) of a kind's front matter, or of all kinds by name.

    With --root or --config-file, the playbook's own kinds, statuses and types are in it.
    """
    vocabulary = settings_for(root, config).options.vocabulary if root or config else Vocabulary()
    kinds = {known.name: known for known in (vocabulary.entry, *vocabulary.kinds)}
    if markdown:
        write(reference(kinds.values()))
        return
    if kind is not None and kind not in kinds:
        unknown("kind", kind, kinds, f"write one of {', '.join(kinds)}")
    value = (
        schema_of(kinds[kind], vocabulary)
        if kind
        else {name: schema_of(known, vocabulary) for name, known in kinds.items()}
    )
    write(json.dumps(value, indent=2, ensure_ascii=False) + "\n")


def schema_of(kind: Kind, vocabulary: Vocabulary) -> dict[str, Any]:
    """The JSON Schema of a kind's front matter: with singular and plural of each reference, and keys of the author's own."""
    made = kind.fields.model_json_schema()
    properties = made["properties"]
    for name, canonical in spec(kind).names.items():
        properties.setdefault(name, properties[canonical])
    for name in sorted(ANYWHERE | vocabulary.pass_through):
        properties.setdefault(name, {"description": "For the theme or another plugin."})
    if kind != PLAIN:
        made["required"] = ["title"]
    if kind.name in (ENTRY.name, FORMAT.name) and "type" in properties:
        properties["type"] = {"enum": list(vocabulary.types), "description": properties["type"].get("description", "")}
    if kind.name == ENTRY.name:
        names = [name for status in vocabulary.statuses for name in (status.name, *status.aliases)]
        properties["status"] = {**properties["status"], "enum": names}
        made["anyOf"] = [{"required": ["goals"]}, {"required": ["goal"]}]
    made["patternProperties"] = {"^x[_-]": {}}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:gameplan:schema:{kind.name}",
        **made,
    }
