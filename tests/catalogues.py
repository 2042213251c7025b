"""The catalogues of our words: what the code says, and what each language makes of it.

As a program it brings the files up to date, and lists what lacks: `python tests/catalogues.py`; with the tag of a new language it
begins that one's file. A file's messages are in the order of their texts, without places, so that two people's changes seldom meet.
"""

from __future__ import annotations

import ast
import string
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import jinja2
from babel import Locale
from babel.messages.catalog import Catalog
from babel.messages.pofile import normalize, read_po
from jinja2 import nodes

import gameplan

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

PACKAGE = Path(gameplan.__file__).parent
FOLDER = PACKAGE / "wording" / "locale"
_MARKERS = {"say", "plural", "word", "hinted"}
_WIDTH = 110


class Key(NamedTuple):
    """What identifies a message."""

    text: str
    context: str = ""
    many: str = ""


def extracted() -> list[Key]:
    """Every text that our code says, in order."""
    found: set[Key] = set()
    for path in PACKAGE.rglob("*.py"):
        found.update(in_python(path.read_text("utf-8")))
    for path in (PACKAGE / "publish" / "templates").glob("*.html"):
        found.update(in_template(path.read_text("utf-8")))
    return sorted(found, key=lambda key: (key.text.casefold(), key.text, key.context))


def in_python(source: str, markers: Collection[str] = _MARKERS) -> Iterator[Key]:
    """The texts in a module."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id in markers:
            texts = [each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
            yield from _keys(call.func.id, texts)


def in_template(source: str, markers: Collection[str] = _MARKERS) -> Iterator[Key]:
    """The texts in a template."""
    for call in jinja2.Environment(autoescape=True).parse(source).find_all(nodes.Call):
        if isinstance(call.node, nodes.Name) and call.node.name in markers:
            texts = [each.value for each in call.args if isinstance(each, nodes.Const) and isinstance(each.value, str)]
            yield from _keys(call.node.name, texts)


def _keys(marker: str, texts: list[str]) -> Iterator[Key]:
    """The message of a call by its literal texts; none where the text is said by another name."""
    if marker == "plural":
        yield Key(texts[0], many=texts[1])
    elif texts:
        yield Key(texts[0], context=texts[1] if len(texts) > 1 else "")


def catalogue(tag: str) -> Catalog:
    """The catalogue of a language; an empty one where there is none."""
    path = FOLDER / f"{tag}.po"
    if not path.exists():
        return Catalog(locale=tag)
    with path.open("rb") as file:
        return read_po(file, locale=tag, abort_invalid=True)


def said(found: Catalog) -> dict[Key, tuple[str, ...]]:
    """What a catalogue says for each message; nothing for what is empty or fuzzy."""
    made = {}
    for message in found:
        if message.id:
            one, many = (message.id, "") if isinstance(message.id, str) else message.id
            texts = (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
            made[Key(one, message.context or "", many)] = () if message.fuzzy or not all(texts) else texts
    return made


def faults(tag: str) -> list[str]:
    """What is wrong with a language's catalogue, a line each."""
    keys, known = extracted(), said(catalogue(tag))
    lacking = [f"{tag}.po lacks: {_shown(key)}" for key in keys if not known.get(key)]
    left = [f"{tag}.po has what nothing says: {_shown(key)}" for key in known if key not in set(keys)]
    forms = catalogue(tag).num_plurals
    wrong = [
        f"{tag}.po has other gaps than the English, or too few forms: {_shown(key)}"
        for key in keys
        for texts in [known.get(key, ())]
        if texts and not _fits(key, texts, forms)
    ]
    single = {(key.text, key.context) for key in keys if not key.many}
    both = [
        f"the code says as one text and as a plural: {_shown(key)}"
        for key in keys
        if key.many and (key.text, key.context) in single
    ]
    return [*lacking, *left, *wrong, *both]


def _fits(key: Key, texts: tuple[str, ...], forms: int) -> bool:
    """Whether translations have the gaps of the English; of several forms the first ones may leave out the count."""
    if not key.many:
        return _gaps(texts[0]) == _gaps(key.text)
    whole = _gaps(key.many)
    return len(texts) == forms and _gaps(texts[-1]) == whole and all(_gaps(text) <= whole for text in texts)


def _gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def _shown(key: Key) -> str:
    return f"{key.text!r}" + (f" ({key.context})" if key.context else "")


def written(tag: str) -> str:
    """A language's file for the texts in the code: what it had for them, and nothing for those that are new."""
    found = catalogue(tag)
    known = said(found)
    header = f"Language: {tag}\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n"
    header += f"Content-Transfer-Encoding: 8bit\nPlural-Forms: {found.plural_forms}\n"
    parts = [f"# {Locale.parse(tag).english_name}: what Gameplan says around authors' texts.\n" + _lines("", (header,))]
    for key in extracted():
        context = f"msgctxt {normalize(key.context, width=_WIDTH)}\n" if key.context else ""
        texts = known.get(key) or (("",) * found.num_plurals if key.many else ("",))
        parts.append(context + _lines(key.text, texts, key.many))
    return "\n".join(parts)


def _lines(text: str, texts: tuple[str, ...], many: str = "") -> str:
    rows = [f"msgid {normalize(text, width=_WIDTH)}"]
    if many:
        rows.append(f"msgid_plural {normalize(many, width=_WIDTH)}")
        rows += [f"msgstr[{number}] {normalize(each, width=_WIDTH)}" for number, each in enumerate(texts)]
    else:
        rows.append(f"msgstr {normalize(texts[0], width=_WIDTH)}")
    return "\n".join(rows) + "\n"


def main(new: list[str]) -> int:
    """Bring the files up to date; say what lacks."""
    tags = [*new, *sorted(path.stem for path in FOLDER.glob("*.po") if path.stem not in new)]
    for tag in tags:
        text = written(tag)
        (FOLDER / f"{tag}.po").write_text(text, encoding="utf-8")
    found = [fault for tag in tags for fault in faults(tag)]
    sys.stdout.write("".join(f"{fault}\n" for fault in found) or "Nothing lacks.\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
