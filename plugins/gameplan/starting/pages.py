"""New pages: the front matter and the text that they begin with."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gameplan.diagnostics import Diagnostic, visible
from gameplan.edit.front import Front, Unwritable
from gameplan.edit.yaml_text import value_text
from gameplan.model.addresses import TEMPLATES, reserved, slug
from gameplan.model.formats import formats_by_type
from gameplan.model.kinds import VISION
from gameplan.read.decoding import decoded
from gameplan.read.files import read_source
from gameplan.read.front_matter import Unreadable
from gameplan.starting.bodies import BODIES, body_of_format
from gameplan.starting.gaps import BadGap, Gaps

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from gameplan.model.kinds import Kind
    from gameplan.model.playbook import Playbook
    from gameplan.model.sources import Sources
    from gameplan.read.front_matter import Value

_LARGEST_TEMPLATE = 256 * 1024
_LONGEST_NAME = 60
"""Characters of an id that is made from a title."""
_FIRST = ("title", "id", "type", "parent", "goals", "status", "start", "end", "owner")
"""The fields that stand first."""


class BadTemplate(ValueError):  # noqa: N818 - an outcome, not an error of the program
    """A template that nothing can be made of: where and why, in one line."""


@dataclass(frozen=True)
class NewPage:
    """A page that isn't written yet."""

    path: str
    id: str
    data: bytes


@dataclass
class Names:
    """The ids and paths that are taken, also by what is made in the same go."""

    playbook: Playbook
    sources: Sources
    made: set[tuple[str, str]] = field(default_factory=set)

    def free(self, kind: Kind, wanted: str, folder: str) -> str:
        """Return an id that no page of a kind has, and whose file isn't there: the wanted one, or one with a number behind it."""
        taken = self._taken(kind)
        number, name = 1, wanted
        while name.casefold() in taken or self.sources.kind(posixpath.join(folder, f"{name}.md")) is not None:
            number += 1
            name = f"{wanted}-{number}"
        self.made.add((kind.name, name.casefold()))
        return name

    def is_taken(self, kind: Kind, wanted: str) -> bool:
        """Tell whether a page of a kind has an id, or had it."""
        return wanted.casefold() in self._taken(kind)

    def _taken(self, kind: Kind) -> set[str]:
        pages = (page for page in self.playbook.pages if page.kind == kind)
        names = {name.casefold() for page in pages for name in (page.id, *page.fields.aliases)}
        return names | {name for of, name in self.made if of == kind.name}


def folder_of(playbook: Playbook, kind: Kind) -> str:
    """Return the folder in which pages of a kind lie."""
    return playbook.plan if kind == playbook.vocabulary.entry else f"{playbook.strategy}/{kind.folder}"


def kinds_by_word(playbook: Playbook) -> dict[str, tuple[Kind, str]]:
    """Return what a new page can be, by the words for it: kinds in the singular and plural, and types of entries."""
    vocabulary = playbook.vocabulary
    kinds = [kind for kind in (vocabulary.entry, *vocabulary.kinds) if kind.folder and kind != VISION]
    types = {name: (vocabulary.entry, name) for name in vocabulary.types}
    return types | {word: (kind, "") for kind in kinds for word in (kind.plural, kind.name)}


def name_of(title: str, kind: Kind) -> str:
    """Return a page's id by its title: words with hyphens between them, not too many, and a name that every system takes."""
    name = slug(title).strip("-.")
    if len(name) > _LONGEST_NAME:
        name = name[:_LONGEST_NAME].rpartition("-")[0] or name[:_LONGEST_NAME]
    return name if name and not reserved(name) else "-".join(filter(None, (name, kind.name)))


def new_page(
    names: Names, kind: Kind, said: Mapping[str, Value], folder: str, today: date, identifier: str = ""
) -> NewPage:
    """Make a page: its file's name is a slug of its title.

    Args:
        names: what is taken.
        kind: the page's.
        said: its fields, the title among them.
        folder: where it is to lie.
        today: for gaps in the playbook's own templates.
        identifier: the id that was asked for; default: made from the title.

    Raises:
        BadTemplate: where the playbook's own template can't be used.
    """
    title = str(said["title"])
    name = identifier or names.free(kind, name_of(title, kind), folder)
    values: dict[str, Value] = {**said, "id": name}
    order = [*_FIRST, *(known for known in kind.fields.model_fields if known not in _FIRST)]
    values = {
        key: values[key] for key in sorted(values, key=lambda key: order.index(key) if key in order else len(order))
    }
    template = _template(names, kind, str(said.get("type") or ""))
    if template is not None:
        data = _by_template(*template, values, Gaps(today, {"title": title, "id": name}))
    else:
        front = "".join(f"{key}: {value_text(value)}\n" for key, value in values.items())
        data = f"---\n{front}---\n{_body(names.playbook, kind, str(said.get('type') or ''))}".encode()
    return NewPage(posixpath.join(folder, f"{name}.md"), name, data)


def _template(names: Names, kind: Kind, of_type: str) -> tuple[str, bytes] | None:
    """The file with which the playbook wants pages of a kind or type to begin; None where it has none."""
    playbook, sources = names.playbook, names.sources
    top = playbook.plan if kind == playbook.vocabulary.entry else playbook.strategy
    for name in dict.fromkeys(filter(None, (of_type, kind.name))):
        path = f"{top}/{TEMPLATES}/{name}.md"
        if sources.kind(path) is not None:
            data = read_source(sources, path, _LARGEST_TEMPLATE)
            if isinstance(data, Diagnostic):
                raise BadTemplate(f"{visible(path)}: {data.message}")
            return path, data
    return None


def _by_template(path: str, template: bytes, values: Mapping[str, Value], gaps: Gaps) -> bytes:
    """A template with its gaps filled, and with what was said in its front matter."""
    try:
        front = Front.of(gaps.filled_page(decoded(template)).encode())
        for key, value in values.items():
            front = front.written(key, value)
    except BadGap as error:
        raise BadTemplate(f"{visible(path)}:{error.line}:{error.column}: {error}") from None
    except Unreadable as error:
        raise BadTemplate(f"{visible(path)}:{error.span.line}:{error.span.column}: {error.message}") from None
    except Unwritable as error:
        raise BadTemplate(f"{visible(path)}: {error}") from None
    return front.data


def _body(playbook: Playbook, kind: Kind, of_type: str) -> str:
    """The text that a page begins with: the parts of the format of its type, or what its kind is about."""
    form = formats_by_type(playbook.of_kind("format")).get(of_type) if of_type else None
    return (body_of_format(form) if form else "") or BODIES.get(kind.name, BODIES[""])
