"""Languages from their catalogues: `locale/de.po` and its like, in the form of gettext."""

from __future__ import annotations

import gettext
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from babel.messages.pofile import read_po

from gameplan.model.languages import known_language
from gameplan.wording.speech import CONTEXT, ENGLISH, Language

if TYPE_CHECKING:
    from babel.messages.catalog import Catalog

_NO_SHARP_S = ("de-CH", "de-LI")


@lru_cache(maxsize=64)
def language_of(tag: str) -> Language:
    """The language of a tag; English where it has no words of ours."""
    known = known_language(tag)
    if known is None:
        return ENGLISH
    name = known.partition("-")[0]
    return Language(known) if name == "en" else language_from(known, _catalogue(name))


@lru_cache(maxsize=64)
def _catalogue(name: str) -> Catalog:
    path = resources.files("gameplan.wording").joinpath("locale", f"{name}.po")
    with path.open("rb") as file:
        return read_po(file, locale=name, abort_invalid=True)


def language_from(tag: str, catalogue: Catalog) -> Language:
    """The words of a catalogue; a message that is missing or marked as fuzzy stays English."""
    words: dict[str, str] = {}
    plurals: dict[str, tuple[str, ...]] = {}
    for message in catalogue:
        if not message.id or message.fuzzy:
            continue
        said = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        if not all(said):
            continue
        forms = tuple(text.replace("ß", "ss") for text in said) if tag in _NO_SHARP_S else said
        if isinstance(message.id, str):
            words[f"{message.context}{CONTEXT}{message.id}" if message.context else message.id] = forms[0]
        else:
            plurals[message.id[0]] = forms
    return Language(tag, words, plurals, gettext.c2py(catalogue.plural_expr))


def texts_of_language(language: Language) -> frozenset[str]:
    """Return what the program says in a language, and in English."""
    said = {message.id if isinstance(message.id, str) else message.id[0] for message in _catalogue("de") if message.id}
    many = {message.id[1] for message in _catalogue("de") if message.id and not isinstance(message.id, str)}
    return frozenset(
        {*said, *many, *language.words.values(), *(text for forms in language.plurals.values() for text in forms)}
    )
