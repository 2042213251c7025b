"""What fields hold, read from their declarations: one value for editors and forms."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import gameplan
from gameplan.assist.declared import field_at
from gameplan.forms.fields import Shape, form_fields
from gameplan.model.field_forms import field_forms
from gameplan.model.fields import Dated, Fields
from gameplan.model.further_pages import PlayStep
from gameplan.model.pages import Audit, Deadline, EntryFields, Evidence, Kpi, Policy, Reading
from gameplan.model.vocabulary import Vocabulary

if TYPE_CHECKING:
    from gameplan.model.kinds import Kind

READERS = ("assist", "forms")


def test_what_a_field_holds() -> None:
    """Type, words, pages, nesting, and what it takes: each read from the annotation."""
    entry, kpi = field_forms(EntryFields), field_forms(Kpi)
    assert (entry["status"].words, entry["type"].words) == ("statuses", "types")
    assert entry["goals"].refers
    assert (entry["goals"].refers.kind, entry["goals"].many) == ("goal", True)
    assert entry["start"].written
    assert (entry["start"].day, entry["start"].moment, entry["start"].only_day, entry["start"].optional) == (
        *(True, True, False, True),
    )
    assert (entry["published"].only_day, entry["published"].holds) == (True, "string")
    assert (entry["busy"].holds, entry["busy"].choices, entry["busy"].optional) == ("boolean", ("true", "false"), False)
    assert (entry["deadlines"].model, entry["deadlines"].named) == (Deadline, True)
    assert (kpi["target"].model, kpi["target"].named) == (Reading, False)
    assert kpi["direction"].choices == ("up", "down")
    assert (field_forms(PlayStep)["title"].required, field_forms(PlayStep)["at"].relative) == (True, True)
    assert field_forms(Policy)["blackouts"].many


@pytest.mark.parametrize("kind", [Vocabulary().entry, *Vocabulary().kinds], ids=lambda kind: kind.name)
def test_editors_and_forms_agree(kind: Kind) -> None:
    """Of every field of every kind, editors and forms say the same kind of page, and the same words."""
    vocabulary = Vocabulary()
    for asked in form_fields(kind, vocabulary):
        field = field_at(kind, (asked.name,), vocabulary)
        assert field is not None
        assert asked.kind == (field.refers.kind if field.refers else "")
        if asked.shape is Shape.CHOICE and not asked.kind:
            assert tuple(option.value for option in asked.options) == field.choices
        assert (asked.shape is Shape.DAY) == (field.only_day and not field.model)


def models(model: type[Fields]) -> set[type[Fields]]:
    """The values with keys and values that fields of a model hold, at any depth."""
    within = {form.model for form in field_forms(model).values() if form.model}
    return within.union(*map(models, within))


def test_all_days_within_values_have_a_second_name() -> None:
    """Whatever has `on` within a field takes `date`, and holds the same."""
    vocabulary = Vocabulary()
    every = set[type[Fields]]().union(*(models(kind.fields) for kind in (vocabulary.entry, *vocabulary.kinds)))
    dated = {model for model in every if "on" in model.model_fields}
    assert {Audit, Deadline, Evidence, Reading} == dated == {model for model in every if issubclass(model, Dated)}
    assert {field_forms(model)["on"].second for model in dated} == {"date"}
    said = {"on": "2026-10-31", "verdict": "keep", "value": "3", "source": "Nine interviews"}
    for model in dated:
        values = {name: text for name, text in said.items() if name in model.model_fields}
        second = {"date" if name == "on" else name: text for name, text in values.items()}
        one, other = model.model_validate(values), model.model_validate(second)
        assert one == other
        assert one.model_fields_set == other.model_fields_set


@pytest.mark.parametrize("folder", READERS)
def test_annotations_are_read_in_one_place(folder: str) -> None:
    """What helps authors reads no annotations by itself."""
    for path in (Path(gameplan.__file__).parent / folder).glob("*.py"):
        source = path.read_text(encoding="utf-8")
        assert not [word for word in ("model_fields", "parts_of", "WithJsonSchema", "annotation)") if word in source]
