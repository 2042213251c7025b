"""The option `projections`: what each of several sites shows of a playbook."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field

from gameplan.model.declaration import VISIBILITIES
from gameplan.model.own_fields import STRUCTURAL, meant, own_fields
from gameplan.model.projection import (
    INTERNAL_NAME,
    PUBLIC_NAME,
    SENSITIVE,
    WHOLE,
    HiddenFields,
    Projection,
)
from gameplan.option_values import Settings, field_names, one_or_more

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gameplan.model.kinds import Kind
    from gameplan.model.vocabulary import Vocabulary

_NAME = re.compile(r"[a-z][a-z0-9-]{0,40}")


class ProjectionOption(Settings):
    """What one of several sites shows of the playbook."""

    shows: Annotated[tuple[str, ...], BeforeValidator(one_or_more)] = ()
    """The visibilities that it shows besides `public`."""
    hides: Annotated[dict[str, tuple[str, ...]] | None, BeforeValidator(field_names)] = Field(None)
    """By kind, the fields that it hides; default: of `public` money and e-mail addresses, of others none."""


def projections_of(said: Mapping[str, ProjectionOption]) -> tuple[Projection, ...]:
    """Return all projections of a playbook: what the public sees, then its own, then all that there is.

    Args:
        said: what its options say of them.
    """
    public = said.get(PUBLIC_NAME, ProjectionOption())
    others = [(name, option) for name, option in said.items() if name != PUBLIC_NAME]
    return (
        Projection(
            PUBLIC_NAME,
            hides=_hidden(public.hides),
            hidden_types=SENSITIVE if public.hides is None else frozenset(),
        ),
        *(Projection(name, frozenset(option.shows), _hidden(option.hides)) for name, option in others),
        WHOLE,
    )


def _hidden(said: Mapping[str, tuple[str, ...]] | None) -> tuple[HiddenFields, ...]:
    return tuple(HiddenFields(kind, frozenset(fields)) for kind, fields in (said or {}).items() if fields)


def check_projections(said: Mapping[str, ProjectionOption], vocabulary: Vocabulary, chosen: str) -> None:
    """Refuse projections that can't be, and visibilities of fields that nobody could see.

    Args:
        said: what the options say of them.
        vocabulary: the words of the playbook, with its projections.
        chosen: the name of the one that is built.

    Raises:
        ValueError: for the first fault; says what to write.
    """
    if problem := next(_faults(said, vocabulary, chosen), ""):
        raise ValueError(problem)


def _faults(said: Mapping[str, ProjectionOption], vocabulary: Vocabulary, chosen: str) -> Iterator[str]:
    for name, option in said.items():
        yield from (f"projections: {name}: {problem}" for problem in _of_one(name, option, vocabulary))
    known = vocabulary.visibilities
    for kind in (*vocabulary.kinds, vocabulary.entry):
        for own in own_fields(kind.fields):
            if own.visibility and own.visibility not in known:
                hint = meant(own.visibility, known)
                yield f"fields: {kind.name}: {own.name}: there is no visibility '{own.visibility}'; {hint}"
    names = [each.name for each in vocabulary.projections]
    if chosen not in names:
        yield f"projection: there is none of the name '{chosen}'; {meant(chosen, names)}"


def _of_one(name: str, option: ProjectionOption, vocabulary: Vocabulary) -> Iterator[str]:
    known = vocabulary.visibilities
    if not _NAME.fullmatch(name):
        yield "names are lower-case letters, digits and hyphens"
    if name in VISIBILITIES and name != PUBLIC_NAME:
        yield f"every playbook has '{name}' already: choose another name, and write shows: [{name}]"
    if name == PUBLIC_NAME and option.shows:
        yield "it shows what says visibility: public, and nothing else: delete shows"
    for word in option.shows:
        if word not in known:
            yield f"shows: there is no visibility '{word}'; {meant(word, known)}"
    yield from (f"hides: {problem}" for problem in _of_fields(option.hides or {}, vocabulary))


def _of_fields(hides: Mapping[str, tuple[str, ...]], vocabulary: Vocabulary) -> Iterator[str]:
    kinds: dict[str, Kind] = {kind.name: kind for kind in (vocabulary.entry, *vocabulary.kinds)}
    for name, fields in hides.items():
        if name not in kinds:
            yield f"there is no kind '{name}'; {meant(name, kinds)}"
            continue
        known = [each for each in kinds[name].fields.model_fields if each not in STRUCTURAL]
        for field in fields:
            if field in STRUCTURAL and field in kinds[name].fields.model_fields:
                yield (
                    f"{name}: '{field}' can't be hidden, since a page is nothing without it: "
                    f"hide the page, with visibility: {INTERNAL_NAME}"
                )
            elif field not in known:
                yield f"{name}: there is no field '{field}'; {meant(field, known)}"
