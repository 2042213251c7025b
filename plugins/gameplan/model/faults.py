"""How a validator refuses a value."""

from __future__ import annotations

import difflib
import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Iterable


def fault(message: str, hint: str = "", *, unsafe: bool = False) -> PydanticCustomError:
    """The exception by which a validator says what is wrong with a value, and what to type instead.

    Args:
        message: one line; the field's name is put before it.
        hint: what to type.
        unsafe: whether the value could harm a reader, rather than being merely wrong.
    """
    return PydanticCustomError(
        "unsafe_text" if unsafe else "invalid_value", "{message}", {"message": message, "hint": hint}
    )


def worded(error: PydanticCustomError) -> str:
    """Say in a line what is wrong with a value, and what to write instead.

    Args:
        error: of `fault`.
    """
    context = error.context or {}
    hint = str(context.get("hint") or "")
    return str(context.get("message") or error.message()) + (f"; {hint}" if hint else "")


FieldFault = PydanticCustomError
"""What a value that can't be read raises."""


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant, or None.

    Case, blanks, accents and punctuation count for nothing; a few letters may be missing, extra or swapped.
    """
    return _nearest(word, tuple(known))


@lru_cache(maxsize=4096)
def _nearest(word: str, known: tuple[str, ...]) -> str | None:
    plain = _plain(known)
    if (key := simplified(word)) in plain:
        return plain[key]
    close = difflib.get_close_matches(key, plain, n=1, cutoff=0.75) if len(word) <= 200 else []  # noqa: PLR2004
    return plain[close[0]] if close else None


@lru_cache(maxsize=16)
def _plain(known: tuple[str, ...]) -> dict[str, str]:
    """Words by their letters; kept, because word after word is looked for among the same."""
    return {simplified(candidate): candidate for candidate in reversed(known)}


def suggestion(word: str, known: Iterable[str], otherwise: str) -> str:
    """The hint for a word that is none of the known ones.

    What differs in case, blanks, accents and punctuation only is corrected; a guess is offered as one.
    """
    near = nearest(word, known)
    if near is None:
        return otherwise
    return f"write {near}" if simplified(near) == simplified(word) else f"did you mean {near}?"


_BETWEEN = re.compile(r"\s*[,;/|\n•·▪‣]\s*|\s+(?:and|und|et|&|\+|-|\*)\s+")
"""What people put between ids that should be a list."""
_LONGEST_LIST = 300
"""Characters: nobody types more of them again from a hint."""


def several(text: str) -> list[str]:
    """The ids that a text names where a list was meant, as in `a, b`, `a; b`, `a and b`, or a list with bullets."""
    if len(text) > _LONGEST_LIST:
        return []
    parts = [part.strip().lstrip("@") for part in _BETWEEN.split(text.strip().lstrip("•·▪‣*- "))]
    return [part for part in parts if part]


def one_of(field: str, ids: list[str], spare: str = "") -> str:
    """The hint for a field that takes one id and has several.

    Args:
        field: its name, as typed.
        ids: those that are there.
        spare: a field that takes the others; empty where there is none.
    """
    if not spare:
        return f"keep one: write {field}: {ids[0]}"
    others = ids[1] if len(ids) == 2 else f"[{', '.join(ids[1:])}]"  # noqa: PLR2004 - one is left
    return f"write {field}: {ids[0]} and, in a line of its own, {spare}: {others}"


def simplified(text: str) -> str:
    """Letters and digits only, without case and accents: what two spellings of one name have in common."""
    folded = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in folded if letter.isalnum())


def same_word(typed: str, known: str) -> bool:
    """Tell whether two words differ in nothing but case, blanks, accents, punctuation and number, as in `Goal` and `goals`."""
    return not spellings(typed).isdisjoint(spellings(known))


def spellings(word: str) -> frozenset[str]:
    """Return the forms by which a word matches its other spellings: its letters, and its singular where it may be a plural."""
    plain = simplified(word)
    singular = {plain[:-1]} if plain.endswith("s") and len(plain) > 3 else set()  # noqa: PLR2004 - short ones end in s for other reasons
    return frozenset({plain, *singular, *({f"{plain[:-3]}y"} if plain.endswith("ies") else ())})
