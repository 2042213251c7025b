"""`gameplan schema [KIND]`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import click

from gameplan.cli.common import settings_for, unknown
from gameplan.cli.places import config_option, root_option
from gameplan.cli.reference import reference
from gameplan.cli.streams import write
from gameplan.forms.front_matter_cms import content_types
from gameplan.forms.snippets import snippets
from gameplan.model.fields import SECOND_NAMES
from gameplan.model.further_kinds import FORMAT
from gameplan.model.kinds import ENTRY, PLAIN
from gameplan.model.site_keys import ANYWHERE
from gameplan.options import Options
from gameplan.read.spec import spec

if TYPE_CHECKING:
    from pathlib import Path

    from gameplan.model.kinds import Kind
    from gameplan.model.vocabulary import Vocabulary


@click.command()
@click.argument("kind", required=False)
@click.option(
    "--markdown", "form", flag_value="markdown", help="The reference of all kinds as Markdown tables instead."
)
@click.option(
    "--snippets",
    "form",
    flag_value="snippets",
    help="Snippets for Visual Studio Code instead: .vscode/*.code-snippets.",
)
@click.option(
    "--front-matter-cms",
    "form",
    flag_value="front-matter-cms",
    help="Content types for Front Matter CMS instead: frontmatter.json.",
)
@root_option
@config_option
def schema(kind: str | None, root: Path | None, config: Path | None, form: str | None) -> None:
    """Print the JSON Schema (2020-12) of a kind's front matter, or of all kinds by name.

    With --root or --config-file, the playbook's own kinds, statuses and types are in it.
    """
    options = settings_for(root, config, allow_any_host=True).options if root or config else Options()
    vocabulary = options.vocabulary
    if form == "snippets":
        write_json(snippets(vocabulary))
        return
    if form == "front-matter-cms":
        write_json(content_types(vocabulary, options.strategy_dir, options.plan_dir))
        return
    kinds = {known.name: known for known in (vocabulary.entry, *vocabulary.kinds)}
    if form == "markdown":
        write(reference(kinds.values()))
        return
    if kind is not None and kind not in kinds:
        unknown("kind", kind, kinds, f"write one of {', '.join(kinds)}")
    value = (
        schema_of(kinds[kind], vocabulary)
        if kind
        else {name: schema_of(known, vocabulary) for name, known in kinds.items()}
    )
    write_json(value)


def write_json(value: object) -> None:
    """Print a value as JSON."""
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
    properties["visibility"] = {**properties["visibility"], "enum": list(vocabulary.visibilities)}
    if kind.name == ENTRY.name:
        names = [name for status in vocabulary.statuses for name in (status.name, *status.aliases)]
        properties["status"] = {**properties["status"], "enum": names}
        made["anyOf"] = [{"required": ["goals"]}, {"required": ["goal"]}]
    made["patternProperties"] = {"^x[_-]": {}}
    for each in made.get("$defs", {}).values():
        _allow_second_names(each)
    for each in (made, *made.get("$defs", {}).values()):
        _allow_old_yaml(each)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:gameplan:schema:{kind.name}",
        **made,
    }


def _allow_second_names(made: dict[str, Any]) -> None:
    """Let a value within a field have a key under its second name, and not under both."""
    properties = made.get("properties", {})
    for name in sorted(SECOND_NAMES.keys() & properties.keys()):
        second = SECOND_NAMES[name]
        properties[second] = {**properties[name], "description": f"A second name of `{name}`."}
        made["not"] = {"required": [name, second]}


def _allow_old_yaml(made: dict[str, Any]) -> None:
    """Let a value pass in whichever YAML an editor reads it: in version 1.1 the key `on` is the word true."""
    properties = made.get("properties", {})
    if "on" not in properties:
        return
    properties["true"] = {**properties["on"], "description": "`on`, as programs with YAML 1.1 read it."}
    if "on" in made.get("required", ()):
        made["required"] = [name for name in made["required"] if name != "on"]
        names = [name for name in ("on", "date", "true") if name in properties]
        made["anyOf"] = [{"required": [name]} for name in names]
