"""What the editor in the browser is told: `config.yml` for Sveltia CMS and Decap CMS, as a value, and how to read and write files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from gameplan.forms.choices import Choices
from gameplan.forms.fields import FormField, Shape, form_fields
from gameplan.forms.routes import Routes
from gameplan.model.addresses import page_uri
from gameplan.model.kinds import PLAIN
from gameplan.read.spec import spec
from gameplan.wording.labels import kind_label, kinds_label
from gameplan.wording.speech import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gameplan.model.kinds import Kind
    from gameplan.model.playbook import Playbook

PLAN = "plan"
"""The name of the collection of entries."""
PAGES = "pages"
"""The name of the collection of single files: the vision, and pages without a kind."""
BODY = "body"
SOURCE = "gameplan_source"
"""The key under which an editor hands back a file's text as it was."""
_LATE = ("id", "timezone", "skip", "step")
"""Fields that files name early or among others, and that hardly anybody fills in."""
_DEPTH = 12
"""How deep folders may be."""
_MEDIA = "pictures"
"""The folder for pictures that belong to no page, below the strategy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collection:
    """A folder of pages of a kind, or single files."""

    name: str
    label: str
    singular: str
    kind: Kind
    fields: tuple[FormField, ...]
    folder: str = ""
    nested: bool = False
    """Whether pages lie in folders below it."""
    address: str = ""
    """Where each page is on the site, with `{{filename}}` for its file's name; empty where that isn't so for all."""
    files: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    """Of single files: the name, the title and the path of each."""


def collections(playbook: Playbook, today: Any) -> tuple[Collection, ...]:  # noqa: ANN401 - a day
    """Return what can be edited in forms: entries, the pages of each kind in its folder, and single files.

    Args:
        playbook: as far as it may be seen by whoever can read the site.
        today: goals that are in force on it come first.
    """
    vocabulary, choices = playbook.vocabulary, Choices(playbook, today)
    found = []
    for kind in (vocabulary.entry, *(kind for kind in vocabulary.kinds if kind.folder)):
        entry = kind == vocabulary.entry
        folder = playbook.plan if entry else f"{playbook.strategy}/{kind.folder}"
        inside = [page.path for page in playbook.pages if page.path.startswith(f"{folder}/") and page.kind == kind]
        found.append(
            Collection(
                name=PLAN if entry else kind.folder,
                label=say("Plan") if entry else kinds_label(kind),
                singular=kind_label(kind),
                kind=kind,
                fields=tuple(choices.filled(form_fields(kind, vocabulary))),
                folder=folder,
                nested=any("/" in path.removeprefix(f"{folder}/") for path in inside),
                address=_address(playbook, inside),
            )
        )
    return (*found, *_single(playbook, choices, {each.folder for each in found}))


def _address(playbook: Playbook, paths: Iterable[str]) -> str:
    """Return where pages are on the site, as an editor names it; nothing where one of them has another id than its file's name."""
    found = set()
    for path in paths:
        uri = page_uri(playbook.by_path[path], playbook.strategy, playbook.plan)
        folder, _, name = uri.rpartition("/")
        found.add(folder if name == path.rpartition("/")[2] else "")
    return f"{folder}/{{{{filename}}}}/" if len(found) == 1 and (folder := found.pop()) else ""


def _single(playbook: Playbook, choices: Choices, folders: set[str]) -> Iterator[Collection]:
    """Yield the collections of the vision, and of pages without a kind."""
    for kind in (*(kind for kind in playbook.vocabulary.kinds if not kind.folder), PLAIN):
        pages = [
            page
            for page in playbook.pages
            if page.kind.name == kind.name and not any(page.path.startswith(f"{folder}/") for folder in folders)
        ]
        if pages:
            yield Collection(
                name=kind.name if kind is not PLAIN else PAGES,
                label=kind_label(kind) if kind is not PLAIN else say("Pages"),
                singular=kind_label(kind),
                kind=kind,
                fields=tuple(choices.filled(form_fields(kind, playbook.vocabulary))),
                files={_file_name(page.path): (page.title, page.path) for page in pages},
            )


def _file_name(path: str) -> str:
    return path.removesuffix(".md").replace("/", "-")


def routes(made: tuple[Collection, ...]) -> Routes:
    """Return where each form is."""
    return Routes(
        folders=tuple((each.name, each.folder) for each in made if each.folder),
        files=tuple((each.name, name, path) for each in made for name, (_, path) in each.files.items()),
    )


def configuration(  # noqa: PLR0913 - what an editor is told
    made: tuple[Collection, ...],
    backend: Mapping[str, Any],
    *,
    site_url: str,
    strategy: str,
    prefix: str,
    language: str,
    workflow: bool,
    directories: bool = True,
) -> dict[str, Any]:
    """Return what `config.yml` holds.

    Args:
        made: what can be edited.
        backend: where the repository is, as the editors name it.
        site_url: the site's address.
        strategy: the folder of the strategy.
        prefix: the playbook's folder in the repository, with a slash at the end; empty for the repository's own.
        language: the tag of the site's language, where the editor wants to know it; empty elsewhere.
        workflow: whether each change is a pull request: draft, in review, ready.
        directories: whether addresses of pages are folders.
    """
    return {
        "backend": dict(backend),
        **({"publish_mode": "editorial_workflow"} if workflow else {}),
        **({"site_url": site_url, "display_url": site_url} if site_url else {}),
        **({"locale": language} if language else {}),
        "media_folder": f"{prefix}{strategy}/{_MEDIA}",
        "public_folder": f"/{_MEDIA}",
        # Decap asks the Git host for previews of pull requests instead, which not every host makes.
        "show_preview_links": not language,
        "slug": {"encoding": "ascii", "clean_accents": True, "sanitize_replacement": "-"},
        "output": {"omit_empty_optional_fields": True},
        "collections": [_collection(each, prefix, directories=directories) for each in made],
    }


def file_forms(made: tuple[Collection, ...]) -> dict[str, Any]:
    """Return for each collection how its files are read into forms and written: the shape of each field, by its key."""
    return {
        each.name: {"names": _other_names(each.kind), "fields": {one.name: _shape(one) for one in each.fields}}
        for each in made
    }


def _other_names(kind: Kind) -> dict[str, str]:
    return {typed: name for typed, name in spec(kind).names.items() if typed != name}


def _shape(one: FormField) -> dict[str, Any]:
    said: dict[str, Any] = {"shape": str(one.shape)}
    if one.many:
        said["many"] = True
    if one.default:
        said["default"] = one.default
    if one.required:
        said["required"] = True
    if one.short:
        said["short"] = one.short
    if second := {part.second: part.name for part in one.parts if part.second}:
        said["names"] = second
    if one.parts:
        said["parts"] = {part.name: _shape(part) for part in one.parts}
    return said


def _format(name: str) -> str:
    """Return the name of the form in which the files of a collection are read and written."""
    # Sveltia takes only a name with this ending for the form of a Markdown file.
    return f"gameplan-{name}-frontmatter"


def _collection(each: Collection, prefix: str, *, directories: bool) -> dict[str, Any]:
    asked = sorted(each.fields, key=lambda one: one.name in _LATE)
    fields = [
        *(_widget(one) for one in asked),
        {
            "name": BODY,
            "label": say("Text"),
            "widget": "markdown",
            # As it is typed: what an editor makes of Markdown that it doesn't know is another text.
            "modes": ["raw", "rich_text"],
            "required": False,
        },
    ]
    common: dict[str, Any] = {"name": each.name, "label": each.label, "editor": {"preview": False}}
    if each.files:
        return {
            **common,
            "format": _format(each.name),
            "files": [
                {
                    "name": name,
                    "label": title,
                    "file": f"{prefix}{path}",
                    "format": _format(each.name),
                    "fields": fields,
                }
                for name, (title, path) in each.files.items()
            ],
        }
    names = {one.name for one in each.fields}
    groups = [
        {"label": one.label, "field": one.name}
        for one in each.fields
        if one.name in ("type", "status", "lifecycle", "owner") and one.shape is Shape.CHOICE
    ]
    return {
        **common,
        "label_singular": each.singular,
        "folder": f"{prefix}{each.folder}",
        "create": True,
        "delete": True,
        "duplicate": False,
        "extension": "md",
        "format": _format(each.name),
        "identifier_field": "title",
        "slug": "{{title}}",
        "summary": "{{title}}",
        "media_folder": "",
        "public_folder": "",
        "sortable_fields": [name for name in ("title", "start", "status", "type") if name in names],
        **({"view_groups": groups} if groups else {}),
        **({"preview_path": each.address if directories else f"{each.address[:-1]}.html"} if each.address else {}),
        **({"nested": {"depth": _DEPTH, "subfolders": False}} if each.nested else {}),
        "fields": fields,
    }


def _widget(one: FormField, *, within: bool = False) -> dict[str, Any]:
    """Return a field as the editors name it.

    Args:
        one: the field.
        within: whether it is a part of a value that a page needn't have: then nothing in it is asked for.
    """
    required = one.required and not within
    hint = " ".join(filter(None, (one.hint, f"{one.message[:1].upper()}{one.message[1:]}." if one.message else "")))
    common: dict[str, Any] = {"name": one.name, "label": one.label, "required": required}
    if hint:
        common["hint"] = hint
    return common | _of_shape(one, required=required)


def _of_shape(one: FormField, *, required: bool) -> dict[str, Any]:
    match one.shape:
        case Shape.CHOICE:
            return _choice(one, required=required)
        case Shape.OBJECT:
            return {"widget": "object", "collapsed": True, "fields": [_widget(each, within=True) for each in one.parts]}
        case Shape.OBJECTS | Shape.NAMED | Shape.PAIRS:
            fields = [_widget(each) for each in one.parts]
            return {
                "widget": "list",
                # Without one, Decap begins with an item of what its parts have as defaults.
                "default": [],
                "collapsed": True,
                "summary": f"{{{{fields.{one.parts[0].name}}}}}",
                "fields": fields,
            }
    plain = _plain(one)
    if one.many:
        return {"widget": "list", "collapsed": False, "field": {"name": "item", "label": one.label, **plain}}
    return plain


def _choice(one: FormField, *, required: bool) -> dict[str, Any]:
    options = [{"label": each.label, "value": each.value} for each in one.options]
    said: dict[str, Any] = {"widget": "select", "options": options}
    if one.many:
        # Not as boxes to tick, which would lose what isn't offered.
        said |= {"multiple": True, "dropdown_threshold": 0, **({"min": 1} if required else {})}
    if one.default:
        said["default"] = one.default
    return said


def _plain(one: FormField) -> dict[str, Any]:
    match one.shape:
        case Shape.TEXT:
            return {"widget": "text"}
        case Shape.NUMBER:
            return {"widget": "number", "value_type": "float"}
        case Shape.COUNT:
            return {"widget": "number", "value_type": "int", "min": 0}
        case Shape.FLAG:
            return {"widget": "boolean", "default": one.default == "true"}
        case Shape.DAY:
            day = "YYYY-MM-DD"
            return {"widget": "datetime", "type": "date", "format": day, "date_format": day, "time_format": False}
    said: dict[str, Any] = {"widget": "string"}
    if one.pattern:
        said["pattern"] = [f"^({one.pattern})$", one.message]
    return said
