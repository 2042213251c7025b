"""What editors are given to know front matter by: JSON Schemas, snippets, and content types for Front Matter CMS."""

from __future__ import annotations

import json
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from builds import SAMPLE
from gameplan.cli import main
from gameplan.cli.schema import schema_of
from gameplan.forms.front_matter_cms import content_types
from gameplan.forms.snippets import snippets
from gameplan.model.kinds import PLAIN
from gameplan.model.vocabulary import Vocabulary
from gameplan.pipeline import run
from gameplan.read.front_matter import parse, split
from gameplan.read.spec import spec
from gameplan.settings import load_settings

if TYPE_CHECKING:
    from gameplan.model.page import Page

VOCABULARY = Vocabulary()
KINDS = (VOCABULARY.entry, *VOCABULARY.kinds)
SETTINGS = load_settings(SAMPLE)
PAGES = [
    page for page in run(SAMPLE, SETTINGS.options, None, SETTINGS.config).playbook.pages if page.kind.name != PLAIN.name
]


class Core(yaml.SafeLoader):
    """YAML 1.2 with its core schema: `on` is a word, and a day is a text (YAML 1.2.2, 10.3.2)."""

    yaml_implicit_resolvers: dict[str, list[tuple[str, re.Pattern[str]]]] = {}  # noqa: RUF012 - as its base has it


for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?", "-+0123456789."),
    ("null", r"null|Null|NULL|~|", "nN~"),
):
    Core.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}", re.compile(f"(?:{pattern})$"), [*first, *([""] if tag == "null" else [])]
    )


def as_json(value: Any) -> Any:  # noqa: ANN401 - whatever front matter holds
    """Values as an editor's validator sees them: days are texts, and so are all keys."""
    if isinstance(value, dict):
        return {json.dumps(key) if isinstance(key, bool) else str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    return (
        value.isoformat(" ") if isinstance(value, datetime) else value.isoformat() if isinstance(value, date) else value
    )


@pytest.mark.parametrize("loader", [yaml.SafeLoader, Core], ids=["YAML 1.1", "YAML 1.2"])
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_each_page_of_the_sample_is_valid(page: Page, loader: type[yaml.SafeLoader]) -> None:
    """Whichever YAML an editor reads: in 1.1 the key `on` is the word true, and a day is no text."""
    front = split((SAMPLE / page.path).read_text(encoding="utf-8")).front or ""
    values = as_json(yaml.load(front, loader))  # noqa: S506 - both are safe
    kind = SETTINGS.options.vocabulary.by_name[page.kind.name]
    jsonschema.validate(values, schema_of(kind, SETTINGS.options.vocabulary))


@pytest.mark.parametrize(
    ("audited", "valid"),
    [("on", True), ("date", True), ("true", True), ("", False), ("on date", False), ("day", False)],
)
def test_the_second_name_of_a_day_is_valid(audited: str, valid: bool) -> None:  # noqa: FBT001 - an expectation
    """A day within a value stands behind either name, once."""
    values = {"verdict": "keep", **dict.fromkeys(audited.split(), "2026-10-31")}
    schema = schema_of(VOCABULARY.entry, VOCABULARY)
    entry = {"title": "A", "goals": ["grow"], "audited": values}
    assert jsonschema.Draft202012Validator(schema).is_valid(entry) == valid


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_schema_is_one(kind: Any) -> None:  # noqa: ANN401 - a kind
    """By JSON Schema's own schema."""
    jsonschema.Draft202012Validator.check_schema(schema_of(kind, VOCABULARY))


def _filled(body: list[str]) -> str:
    """A snippet as it is when somebody takes each first choice."""
    text = "\n".join(body)
    text = text.replace("${CURRENT_YEAR}", "2026").replace("${CURRENT_MONTH}", "12").replace("${CURRENT_DATE}", "03")
    text = re.sub(r"\$\{[0-9]+\|([^,|]*)[^}]*\}", r"\1", text)
    return re.sub(r"\$\{[0-9]+:([^}]*)\}", r"\1", text)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_a_snippet_begins_a_page(kind: Any) -> None:  # noqa: ANN401
    """Its keys are those of the kind, and its values are of their types, taken as they are offered."""
    made: Any = snippets(VOCABULARY)[kind.label]
    rows = _filled(made["body"]).split("\n")
    assert rows[0] == "---"
    values = dict(parse("\n".join(rows[1 : rows.index("---", 1)])).values)
    assert "title" in values
    assert values.keys() <= spec(kind).names.keys()
    if kind.name != "person":
        kind.fields.model_validate(values, context=VOCABULARY)


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind.folder], ids=lambda kind: kind.name)
def test_a_content_type_knows_its_fields(kind: Any) -> None:  # noqa: ANN401
    """Each field is one of the kind, in a type that the extension has; references name a content type that there is."""
    made: Any = content_types(VOCABULARY, "strategy", "plan")
    known = {each["name"] for each in made["frontMatter.taxonomy.contentTypes"]}
    one = next(each for each in made["frontMatter.taxonomy.contentTypes"] if each["name"] == kind.name)
    assert {field["name"] for field in one["fields"]} <= kind.fields.model_fields.keys()
    types = {"string", "number", "datetime", "boolean", "choice", "tags", "list", "fields", "contentRelationship"}
    assert {field["type"] for field in one["fields"]} <= types
    assert all(field["contentTypeName"] in known for field in one["fields"] if field["type"] == "contentRelationship")


@pytest.mark.parametrize("form", ["--snippets", "--front-matter-cms"])
def test_the_command_prints_them(form: str, capsys: pytest.CaptureFixture[str]) -> None:
    """As JSON, with a playbook's own kinds and fields."""
    with pytest.raises(SystemExit) as ended:
        main.main(["schema", form, "--root", str(SAMPLE)])
    assert not ended.value.code
    said = capsys.readouterr().out
    assert json.loads(said)
    assert form == "--snippets" or '"north-america"' in said
