"""The dependency direction: which part of the package may import which other, and who owns which library."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import gameplan

PACKAGE = Path(gameplan.__file__).parent

ALLOWED: dict[str, set[str]] = {
    "diagnostics": set(),
    "model": {"diagnostics"},
    "rules": {"diagnostics"},
    "markdown_text": set(),
    "read": {"diagnostics", "markdown_text", "model", "rules"},
    "resolve": {"diagnostics", "model", "rules"},
    "check": {"diagnostics", "model"},
    "publish": {"diagnostics", "markdown_text", "model"},
    "history": {"diagnostics", "model"},
    "options": {"diagnostics", "model"},
    "catalog": {"diagnostics", "rules", "check"},
    "custom": {"diagnostics", "check", "catalog"},
    "pipeline": {"diagnostics", "model", "rules", "read", "resolve", "check", "options", "catalog", "custom"},
    "settings": {"diagnostics", "model", "rules", "read", "check", "options", "catalog", "custom"},
    "revisions": {
        *("diagnostics", "model", "read", "resolve", "publish", "history", "options", "pipeline", "settings"),
    },
    "published": {"diagnostics", "publish", "read", "settings"},
    "replacing": set(),
    "edition": {
        *("diagnostics", "model", "read", "publish", "history", "options", "catalog", "pipeline", "settings"),
        *("published", "revisions"),
    },
}
"""What each part may import of ours, beside itself. The front ends may import everything but each other."""

FRONT_ENDS = {"cli", "mkdocs_plugin"}
ALLOWED |= {name: set(ALLOWED) for name in FRONT_ENDS}
ALLOWED["__main__"] = {"cli"}

OWNERS = {
    "mkdocs": ("mkdocs_plugin/",),
    "markdown": ("mkdocs_plugin/",),
    "watchdog": ("mkdocs_plugin/serving.py",),
    "material": ("mkdocs_plugin/",),
    "yaml": ("read/front_matter.py", "read/handler.py", "read/site_config.py", "read/yaml_hints.py"),
    "frontmatter": ("read/handler.py",),
    "markdown_it": ("markdown_text.py", "read/body.py", "publish/rewriting.py"),
    "mdit_py_plugins": ("markdown_text.py",),
    "jinja2": ("publish/", "mkdocs_plugin/templates.py"),
    "babel": ("publish/locales.py", "publish/translations.py"),
    "icalendar": ("publish/calendar/",),
    "click": ("cli/",),
    "rich": ("cli/",),
    "properdocs": (),
}
"""Which files may import a library."""

UNUSED = {
    ("icalendar", "publish/calendar/"),
    ("material", "mkdocs_plugin/"),
    ("rich", "cli/"),
}
"""Owners that may do without their library."""


def imports(tree: ast.AST, module: str) -> set[str]:
    """Every module that a module imports, wherever in it: at the top, in functions, and for types alone."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = module.split(".")[: -node.level] if node.level else []
            whole = ".".join([*above, *([node.module] if node.module else [])])
            found.add(whole)
            found |= {f"{whole}.{name.name}" for name in node.names}
    return found


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
        elif top in OWNERS and not path.startswith(OWNERS[top]):
            wrong.append(f"{path}: only {', '.join(OWNERS[top]) or 'nobody'} may import {name}")
    return wrong


def files() -> dict[str, str]:
    """The source of every module, by its path in the package."""
    return {file.relative_to(PACKAGE).as_posix(): file.read_text("utf-8") for file in sorted(PACKAGE.rglob("*.py"))}


@pytest.mark.parametrize("path", [path for path in files() if path != "__init__.py"])
def test_imports_go_one_way(path: str) -> None:
    """A module imports only what lies below its part, and only the libraries that it owns."""
    assert wrong_imports(path, files()[path]) == []


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
        if path.startswith(owner) and library in {name.split(".")[0] for name in imports(ast.parse(source), "gameplan")}
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
        ("pipeline.py", "from gameplan.publish.site import Edition"),
        ("pipeline.py", "from gameplan.cli import main"),
        ("cli/check.py", "from gameplan.mkdocs_plugin.plugin import GameplanPlugin"),
        ("mkdocs_plugin/plugin.py", "import gameplan.cli"),
        ("pipeline.py", "from mkdocs.plugins import BasePlugin"),
        ("publish/pages.py", "import markdown"),
        ("settings.py", "import yaml"),
        ("read/fields.py", "import frontmatter"),
        ("publish/pages.py", "from markdown_it import MarkdownIt"),
        ("cli/check.py", "import jinja2"),
        ("publish/site.py", "from icalendar import Calendar"),
        ("pipeline.py", "try:\n    import click\nexcept ImportError:\n    click = None"),
        ("mkdocs_plugin/plugin.py", "from properdocs.plugins import BasePlugin"),
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
        ("mkdocs_plugin/plugin.py", "import mkdocs.plugins\nfrom gameplan.edition import edition_of"),
        ("publish/calendar/feed.py", "from icalendar import Calendar\nfrom gameplan import __version__"),
    ],
)
def test_right_imports_pass(path: str, source: str) -> None:
    """The checker lets through what the parts may import."""
    assert wrong_imports(path, source) == []
