"""The dependency direction: which part of the package may import which other, in which order rooms of a part do, and who owns a library."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import gameplan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

PACKAGE = Path(gameplan.__file__).parent

ALLOWED: dict[str, set[str]] = {
    "diagnostics": set(),
    "model": {"diagnostics"},
    "rules": {"diagnostics"},
    "markdown_text": set(),
    "read": {"diagnostics", "markdown_text", "model", "rules"},
    "resolve": {"diagnostics", "model", "rules"},
    "analysis": {"diagnostics", "model"},
    "check": {"diagnostics", "model", "analysis"},
    "wording": {"diagnostics", "model", "analysis"},
    "forms": {"diagnostics", "model", "read", "wording", "history", "store"},
    "publish": {"diagnostics", "markdown_text", "model", "analysis", "wording", "forms"},
    "history": {"diagnostics", "model"},
    "options": {"diagnostics", "model", "option_values", "projection_options"},
    "option_values": set(),
    "projection_options": {"model", "option_values"},
    "shared_results": {"options", "pipeline"},
    "leaks": {"model"},
    "private_feeds": {"options", "pipeline", "publication", "publish"},
    "catalog": {"diagnostics", "rules", "check"},
    "rule_packages": {"diagnostics", "check", "catalog"},
    "pipeline": {"diagnostics", "model", "rules", "read", "resolve", "check", "options", "catalog", "rule_packages"},
    "edit": {
        *("diagnostics", "model", "rules", "read", "resolve", "analysis", "check", "options", "pipeline", "replacing"),
        "settings",
    },
    "assist": {
        *("diagnostics", "model", "rules", "read", "resolve", "analysis", "check", "wording", "options", "catalog"),
        *("pipeline", "edit", "starting", "settings"),
    },
    "importers": {"diagnostics", "model", "read", "edit"},
    "starting": {"diagnostics", "model", "read", "resolve", "check", "edit", "forms"},
    "summary": {"diagnostics"},
    "digest": {"diagnostics", "model", "analysis", "wording", "pipeline", "summary"},
    "report": {"diagnostics", "model", "analysis", "wording", "summary"},
    "diff": {
        *("summary", "diagnostics", "model", "analysis", "publish", "pipeline", "revisions", "history", "settings"),
        "publication",
    },
    "settings": {"diagnostics", "model", "rules", "read", "check", "options", "catalog", "rule_packages"},
    "revisions": {
        *("diagnostics", "model", "read", "resolve", "publish", "history", "options", "pipeline", "settings"),
        *("analysis", "wording"),
    },
    "published": {"diagnostics", "publish", "read", "settings"},
    "replacing": set(),
    "store": set(),
    "site_store": {"model", "options", "publish", "store"},
    "feed_store": {"publish", "store"},
    "page_store": {"model", "options", "store"},
    "collecting": set(),
    "answering": {
        *("diagnostics", "model", "resolve", "analysis", "check", "wording", "publish", "digest", "diff", "pipeline"),
        *("options", "settings", "catalog", "rule_packages", "publication", "revisions", "read", "assist", "edit"),
        *("starting", "history", "summary"),
    },
    "api": {"diagnostics", "model", "publish", "publication", "settings"},
    "publication": {
        *(
            "diagnostics",
            "model",
            "wording",
            "read",
            "publish",
            "history",
            "options",
            "catalog",
            "pipeline",
            "settings",
        ),
        *("published", "revisions", "forms", "store", "projection_options"),
    },
}
"""What each part may import of ours, beside itself. The front ends may import everything but each other."""

FRONT_ENDS = {"assistant_server", "cli", "language_server", "mkdocs_plugin"}
ALLOWED |= {name: set(ALLOWED) for name in FRONT_ENDS}
# The commands start them, and that is all that they do.
ALLOWED["cli"] |= {"assistant_server", "language_server"}
ALLOWED["__main__"] = {"cli"}

OWNERS = {
    "mkdocs": ("mkdocs_plugin/",),
    "markdown": ("mkdocs_plugin/",),
    "watchdog": ("mkdocs_plugin/serving.py",),
    "material": ("mkdocs_plugin/", "publish/html/icons.py"),
    "yaml": ("read/extents.py", "read/front_matter.py", "read/handler.py", "read/site_config.py", "read/yaml_hints.py"),
    "frontmatter": ("read/handler.py",),
    "markdown_it": ("markdown_text.py", "read/body.py", "read/sentences.py", "publish/output/rewriting.py"),
    "mdit_py_plugins": ("markdown_text.py",),
    "jinja2": ("publish/html/", "mkdocs_plugin/shell.py", "mkdocs_plugin/shells.py", "mkdocs_plugin/templates.py"),
    "babel": ("wording/locales.py", "wording/catalogues.py"),
    "icalendar": ("publish/ics/", "read/days_off.py", "importers/calendar_file.py"),
    "charset_normalizer": ("importers/text.py",),
    "openpyxl": ("importers/workbook.py",),
    "zipfile": ("importers/zipped.py", "leaks/decoding.py"),
    "typst": ("report/pdf.py",),
    "pypdf": ("leaks/decoding.py",),
    "holidays": ("model/public_holidays.py",),
    "click": ("cli/",),
    "rich": ("cli/",),
    "rjsmin": ("publish/output/assets.py",),
    "rcssmin": ("publish/output/assets.py",),
    "properdocs": (),
    "subprocess": ("forms/packages.py", "history/program.py"),
    "socket": (),
    "urllib.request": ("published.py",),
    "urllib.error": ("published.py",),
    "http": ("published.py",),
    "pydantic": (
        "model/",
        "read/",
        "options.py",
        "option_values.py",
        "projection_options.py",
        "leaks/secrets.py",
        "settings.py",
        "publication.py",
        "publish/meta.py",
        "publish/ics/ledger.py",
        "store/digest.py",
        "diff/json_form.py",
    ),
    "pygls": ("language_server/",),
    "lsprotocol": ("language_server/",),
    "mcp": ("assistant_server/",),
    "mcp_types": ("assistant_server/",),
    "anyio": ("assistant_server/",),
    "platformdirs": ("store/folder.py",),
    "pydantic_core": ("model/faults.py", "read/readings.py"),
    "dateutil": ("model/recurrence.py",),
    "tzdata": ("model/zones.py",),
}
"""Which files may import a library, or read its files."""

ROOMS = (
    *("feed_settings", "hosts", "ics", "edition", "addresses", "feeds", "context"),
    *("drafts", "document", "crossings", "gaps", "findings", "next_time", "columns", "inventory", "views", "html"),
    *("markdown", "meta", "head_links", "linked_data", "data", "pages", "output", "site"),
)
"""The files and folders of `publish/`, in order: each may import what stands before it."""

HTML_MAY_IMPORT = (
    *("gameplan.publish.html", "gameplan.publish.views", "gameplan.wording"),
    *("gameplan.publish.addresses.Linker", "gameplan.model.days", "gameplan.model.hiding.decoded"),
)
"""What of ours the HTML is made with: what a page shows, in words, and where its links lead. It asks nothing of a playbook."""

UNUSED = {
    ("icalendar", "publish/ics/"),
    ("material", "mkdocs_plugin/"),
    ("rich", "cli/"),
}
"""Owners that may do without their library."""


def imports(tree: ast.AST, module: str) -> set[str]:
    """Every module that a module imports, wherever in it: at the top, in functions, for types alone, and by its name in a text."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and _called(node) in ("import_module", "files", "PackageLoader", "__import__"):
            found |= {text.rstrip(".") for text in _texts(node.args[:1])}
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = module.split(".")[: -node.level] if node.level else []
            whole = ".".join([*above, *([node.module] if node.module else [])])
            found.add(whole)
            found |= {f"{whole}.{name.name}" for name in node.names}
    return found


def _called(node: ast.Call) -> str:
    """The last name of what is called."""
    return node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def _texts(arguments: Iterable[ast.expr]) -> Iterator[str]:
    """The texts that arguments are, or begin with."""
    for argument in arguments:
        first = argument.values[0] if isinstance(argument, ast.JoinedStr) and argument.values else argument
        if isinstance(first, ast.Constant) and isinstance(first.value, str):
            yield first.value


def part(module: str) -> str:
    """The part of our package that a module belongs to; empty for the package itself."""
    return f"{module}.".split(".")[1]


def wrong_imports(path: str, source: str) -> list[str]:
    """What a file, by its path in the package, imports and must not."""
    module = "gameplan." + path.removesuffix(".py").replace("/", ".").removesuffix(".__init__")
    # For a relative import a package counts as a module within itself.
    within = f"{module}.__init__" if path.endswith("__init__.py") else module
    wrong = []
    own = part(module)
    for name in sorted(imports(ast.parse(source), within)):
        top = name.split(".")[0]
        if top == "gameplan" and part(name) in ALLOWED and part(name) not in {own, *ALLOWED[own]}:
            wrong.append(f"{path}: {own} must not import {name}")
        elif room(name) and room(module) and ROOMS.index(room(name)) > ROOMS.index(room(module)):
            wrong.append(f"{path}: {room(module)} must not import {name}, which comes after it")
        wrong += [
            f"{path}: only {', '.join(OWNERS[library]) or 'nobody'} may import {name}"
            for library in (top, ".".join(name.split(".")[:2]))
            if library in OWNERS and not path.startswith(OWNERS[library])
        ]
    return wrong


def room(module: str) -> str:
    """The file or folder of `publish/` that a module belongs to; empty for all others."""
    names = f"{module}..".split(".")
    return names[2] if names[:2] == ["gameplan", "publish"] and names[2] in ROOMS else ""


def asking(sources: Mapping[str, str]) -> set[str]:
    """The files of `publish/html/` that import more than HTML is made with, and those that import such a file.

    Args:
        sources: by path in the package.
    """
    modules = {
        f"gameplan.{path.removesuffix('.py').replace('/', '.')}": path
        for path in sources
        if path.startswith("publish/html/") and not path.endswith("__init__.py")
    }
    found = {module: imports(ast.parse(sources[path]), module) for module, path in modules.items()}
    wrong = {module for module, names in found.items() if any(not _html_may_import(name, names) for name in names)}
    while more := {module for module, names in found.items() if names & wrong} - wrong:
        wrong |= more
    return {module.removeprefix("gameplan.publish.html.").replace(".", "/") for module in wrong}


def _html_may_import(name: str, beside: set[str]) -> bool:
    """Whether a file of `publish/html/` may import something; of a module of which it may have a part, only that part."""
    if name.split(".", maxsplit=1)[0] != "gameplan":
        return True
    return any(
        f"{name}.".startswith(f"{known}.") or (known.startswith(f"{name}.") and known in beside)
        for known in HTML_MAY_IMPORT
    )


def circles(sources: Mapping[str, str]) -> list[list[str]]:
    """The modules that import each other in a circle, those for types included.

    Args:
        sources: by path in the package.
    """
    modules = {
        f"gameplan.{path.removesuffix('.py').replace('/', '.')}".removesuffix(".__init__"): path for path in sources
    }
    graph = {
        module: {name for name in imports(ast.parse(sources[path]), module) if name in modules and name != module}
        for module, path in modules.items()
    }
    found = []
    left = dict(graph)
    # What imports nothing that is left, or is imported by nothing that is left, is in no circle.
    while ends := [each for each, others in left.items() if not others & left.keys()] + [
        each for each in left if not any(each in others for others in left.values())
    ]:
        for each in ends:
            left.pop(each, None)
    if left:
        found.append(sorted(left))
    return found


def files() -> dict[str, str]:
    """The source of every module, by its path in the package."""
    return {file.relative_to(PACKAGE).as_posix(): file.read_text("utf-8") for file in sorted(PACKAGE.rglob("*.py"))}


@pytest.mark.parametrize("path", [path for path in files() if path != "__init__.py"])
def test_imports_go_one_way(path: str) -> None:
    """A module imports only what lies below its part, and only the libraries that it owns."""
    assert wrong_imports(path, files()[path]) == []


def test_nothing_imports_in_a_circle() -> None:
    """No file needs another one that needs it, for types neither."""
    assert circles(files()) == []


def test_circles_are_seen() -> None:
    """Of two and of three files, and for types alone; a line is none."""
    line = {"a.py": "import gameplan.b", "b.py": "from gameplan import c", "c.py": ""}
    assert circles(line) == []
    assert circles(
        {**line, "c.py": "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from gameplan.a import x"}
    ) == [["gameplan.a", "gameplan.b", "gameplan.c"]]
    assert circles({**line, "c.py": "def late():\n    import gameplan.b"}) == [["gameplan.b", "gameplan.c"]]


def test_html_is_made_from_views() -> None:
    """HTML asks no playbook: what a page shows is worked out before, in its view."""
    assert asking(files()) == set()


@pytest.mark.parametrize(
    ("source", "right"),
    [
        ("from gameplan.publish.context import Context", False),
        (
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from gameplan.analysis.lookups import Lookups",
            False,
        ),
        ("def late():\n    from gameplan.model.playbook import Playbook", False),
        ("from ..edition import Edition", False),
        ("import gameplan.publish.addresses", False),
        ("from gameplan.publish.addresses import Addresses, Linker", False),
        ("from gameplan.publish.addresses import Linker\nfrom gameplan.publish.html.templates import linked", True),
        ("from gameplan.publish.views.links import Link\nfrom gameplan.wording.speech import say", True),
        ("from ..views import links\nfrom markupsafe import Markup", True),
    ],
)
def test_html_that_asks_is_seen(source: str, *, right: bool) -> None:
    """A file that imports more than it may is found."""
    assert ("new" not in asking({**files(), "publish/html/new.py": source})) is right


def test_html_that_lets_others_ask_is_seen() -> None:
    """A file that imports one that asks is found too, wherever in `publish/html/` the two are."""
    asks = {"publish/html/new.py": "from gameplan.publish.context import Context"}
    imports_it = {"publish/html/overview/newer.py": "from gameplan.publish.html.new import drawn"}
    assert asking({**files(), **asks, **imports_it}) == {"new", "overview/newer"}


def test_views_hold_no_html() -> None:
    """What pages show is made of words and numbers: nothing in `publish/views/` can make HTML."""
    made = {
        path: imports(ast.parse(source), f"gameplan.{path.removesuffix('.py').replace('/', '.')}")
        for path, source in files().items()
        if path.startswith("publish/views/")
    }
    assert [path for path, names in made.items() if names & {"markupsafe", "markupsafe.Markup", "html", "jinja2"}] == []


def test_every_room_has_its_place() -> None:
    """Nothing can be added to `publish/` without saying where it stands, and the list names nothing that is gone."""
    found = {path.split("/")[1].removesuffix(".py") for path in files() if path.startswith("publish/")}
    assert found - {"__init__"} == set(ROOMS)


def test_every_part_has_its_place() -> None:
    """Nothing can be added to the package without saying what it may import."""
    assert {part(f"gameplan.{path.removesuffix('.py').replace('/', '.')}") for path in files()} - {"__init__"} == set(
        ALLOWED
    )


def test_the_package_itself_imports_nothing() -> None:
    """`import gameplan` loads no stage: whoever wants one names it."""
    assert imports(ast.parse(files()["__init__.py"]), "gameplan.__init__") == set()


def test_every_owner_uses_its_library() -> None:
    """The table names no file as an owner that is gone, or that has stopped to import the library."""
    used = {
        (library, owner)
        for path, source in files().items()
        for library, owners in OWNERS.items()
        for owner in owners
        if path.startswith(owner)
        and any(f"{name}.".startswith(f"{library}.") for name in imports(ast.parse(source), "gameplan"))
    }
    owners = {(library, owner) for library, owners in OWNERS.items() for owner in owners}
    assert owners - used <= UNUSED


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("diagnostics/source.py", "from gameplan.model.page import Page"),
        ("model/page.py", "import gameplan.read.body"),
        ("rules/overdue.py", "from gameplan.model import dates"),
        ("read/body.py", "from gameplan.resolve.links import resolve"),
        ("read/body.py", "from gameplan import pipeline"),
        ("read/body.py", "from ..check import run"),
        ("read/__init__.py", "from ..check import run"),
        ("check/rules/overdue.py", "from gameplan.rules import READ"),
        ("check/rules/overdue.py", "from ...publish import site"),
        ("publish/site.py", "def late():\n    from gameplan.read.body import read_body"),
        (
            "publish/site.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from gameplan.options import Options",
        ),
        ("history/commits.py", "from gameplan.pipeline import Result"),
        ("options.py", "from gameplan.settings import load_settings"),
        ("catalog.py", "from gameplan.pipeline import run"),
        ("pipeline.py", "from gameplan.publish.site import Context"),
        ("pipeline.py", "from gameplan.cli import main"),
        ("cli/check.py", "from gameplan.mkdocs_plugin.plugin import GameplanPlugin"),
        ("mkdocs_plugin/plugin.py", "import gameplan.cli"),
        ("mkdocs_plugin/plugin.py", "import gameplan.language_server.server"),
        ("language_server/server.py", "from gameplan.cli.common import stop"),
        ("assistant_server/server.py", "from gameplan.cli.common import stop"),
        ("answering/pages.py", "from mcp.server import Server"),
        ("assist/hover.py", "from gameplan.language_server.values import finding"),
        ("assist/hover.py", "from lsprotocol import types"),
        ("edit/front.py", "from gameplan.assist.cursor import cursor_at"),
        ("pipeline.py", "from mkdocs.plugins import BasePlugin"),
        ("publish/pages/authored.py", "import markdown"),
        ("settings.py", "import yaml"),
        ("read/fields.py", "import frontmatter"),
        ("publish/pages/authored.py", "from markdown_it import MarkdownIt"),
        ("cli/check.py", "import jinja2"),
        ("publish/site.py", "from icalendar import Calendar"),
        ("pipeline.py", "try:\n    import click\nexcept ImportError:\n    click = None"),
        ("mkdocs_plugin/plugin.py", "from properdocs.plugins import BasePlugin"),
        ("read/files.py", "import subprocess"),
        ("cli/check.py", "from subprocess import run"),
        ("published.py", "import socket"),
        ("cli/check.py", "import urllib.request"),
        ("cli/check.py", "from urllib import request"),
        ("cli/check.py", "from urllib.request import urlopen"),
        ("publish/site.py", "from pydantic import BaseModel"),
        ("resolve/links.py", "from pydantic_core import PydanticCustomError"),
        ("model/schedule.py", "import dateutil.rrule"),
        ("read/body.py", "from importlib.resources import files\nfiles('gameplan.publish')"),
        ("read/body.py", "from importlib import resources\nresources.files('tzdata')"),
        ("model/page.py", "from importlib import import_module\nimport_module(f'gameplan.cli.{name}')"),
        ("check/run.py", "import jinja2\njinja2.PackageLoader('gameplan.publish', 'templates')"),
        ("publish/edition.py", "from gameplan.publish.context import Context"),
        ("publish/addresses.py", "from gameplan.publish.feeds.feeds import Feeds"),
        ("publish/views/links.py", "from gameplan.publish.html.templates import link_html"),
        ("publish/html/rows.py", "from gameplan.publish.pages.strategy.panels import panels"),
        ("publish/feeds/events.py", "def late():\n    from gameplan.publish.html.links import Link"),
        ("publish/pages/strategy/panels.py", "from gameplan.publish.site import build_site"),
        ("analysis/ahead.py", "from gameplan.publish.context import Context"),
        ("analysis/gaps.py", "from gameplan.wording.speech import say"),
        ("wording/ahead.py", "from gameplan.publish.addresses import CALENDAR"),
        ("check/rules/overdue.py", "from gameplan.wording.speech import say"),
    ],
)
def test_wrong_imports_are_seen(path: str, source: str) -> None:
    """The checker finds an import that goes the wrong way, whatever its form and wherever it stands."""
    assert len(wrong_imports(path, source)) >= 1


@pytest.mark.parametrize(
    ("path", "source"),
    [
        ("read/body.py", "from gameplan.model.body import Body\nfrom gameplan.read.plain_body import read_plain"),
        ("read/body.py", "from . import fields\nfrom .fields import spec\nfrom ..model import body"),
        ("read/site_config.py", "import yaml"),
        ("mkdocs_plugin/plugin.py", "import mkdocs.plugins\nfrom gameplan.publication import context_of"),
        ("publish/ics/components.py", "from icalendar import Calendar\nfrom gameplan import __version__"),
        ("cli/check.py", "from urllib.parse import quote"),
        ("check/context.py", "from gameplan.analysis.health import Scores"),
        (
            "publish/pages/strategy/panels.py",
            "from gameplan.publish.context import Context\nfrom gameplan.publish.pages.strategy.panel import Panel",
        ),
    ],
)
def test_right_imports_pass(path: str, source: str) -> None:
    """The checker lets through what the parts may import."""
    assert wrong_imports(path, source) == []
