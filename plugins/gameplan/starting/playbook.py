"""A new playbook: all its files, worked out before any is written."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from gameplan.diagnostics import Diagnostic, visible
from gameplan.edit.configuration import NoPlaceForPlugin, PluginText, with_plugin
from gameplan.edit.links import links_after_move, with_links
from gameplan.model.addresses import INDEX, WITHOUT_US
from gameplan.read.body import read_body
from gameplan.read.files import read_source
from gameplan.starting.site_files import IGNORED, plugin_lines, site_configuration, workflows
from gameplan.starting.snippets import editor_files

if TYPE_CHECKING:
    from gameplan.model.sources import Contents, Sources
    from gameplan.starting.site_files import SiteChoices
    from gameplan.starting.starters import Starter

_LARGEST = 512 * 1024


class InTheWay(Exception):  # noqa: N818 - an outcome, not an error of the program
    """Something that is there already, and where a new file should be: one line for people."""


@dataclass(frozen=True)
class NewPlaybook:
    """What becomes of a folder."""

    before: Contents
    """What was read."""
    after: Contents
    left: tuple[str, ...] = field(default=())
    """The files of the starter that aren't written, since the site has its own."""


class Surroundings(NamedTuple):
    """What is in a folder in which a playbook is to be made."""

    sources: Sources
    config: str | None
    """The name of the configuration of a site that is there already."""
    strategy: str
    """The folder of its pages."""


def new_playbook(around: Surroundings, starter: Starter, choices: SiteChoices, *, vscode: bool) -> NewPlaybook:
    """Work out the files of a new playbook.

    Args:
        around: what is in the folder.
        starter: what it begins with.
        choices: what was asked.
        vscode: whether there are to be snippets for Visual Studio Code.

    Raises:
        InTheWay: where a file is there that would be written over, or a site's configuration can't be added to.
    """
    sources, before, after = around.sources, dict[str, bytes | None](), dict[str, bytes | None]()
    left: list[str] = []
    moved = {
        path: f"{around.strategy}{path.removeprefix('strategy')}"
        for path in starter.files
        if path.startswith("strategy/")
    }
    for path, data in starter.files.items():
        there = moved.get(path, path)
        if there == f"{around.strategy}/index.md" and any(
            sources.kind(f"{around.strategy}/{name}.md") for name in INDEX
        ):
            left.append(there)
            continue
        after[there] = _linked(path, data, there, moved) if path.endswith(".md") else data
    without_us = f"{around.strategy}/{WITHOUT_US}"
    if sources.kind(without_us) is None:
        after[without_us] = _WITHOUT_US.encode()
    if around.config is None:
        after["mkdocs.yml"] = site_configuration(choices).encode()
    else:
        before[around.config], after[around.config] = _added_to(sources, around.config, choices)
    for path, text in {**workflows(choices.remote, choices.branch), **(editor_files() if vscode else {})}.items():
        if sources.kind(path) is None:
            after[path] = (text if isinstance(text, str) else json.dumps(text, indent=2) + "\n").encode()
        else:
            left.append(path)
    _ignore(sources, before, after)
    for path in after:
        if path not in before and sources.kind(path) is not None:
            raise InTheWay(f"{visible(path)} is there already: choose another folder, or move it away first")
    return NewPlaybook(before, after, tuple(left))


def _linked(path: str, data: bytes, to: str, moved: dict[str, str]) -> bytes:
    """A page of the starter whose links lead to where its files come to lie."""
    text = data.decode()
    links = links_after_move(read_body(text, 1).links, path, to, moved)
    return with_links(text, links)[0].encode() if links else data


def _added_to(sources: Sources, name: str, choices: SiteChoices) -> tuple[bytes, bytes]:
    """The configuration of a site that is there, as it is and with the plugin in it."""
    data = read_source(sources, name, _LARGEST)
    if isinstance(data, Diagnostic):
        raise InTheWay(f"{visible(name)}: {data.message}")
    plugin = PluginText(plugin_lines(choices))
    try:
        return data, with_plugin(data.decode("utf-8"), plugin).encode()
    except (NoPlaceForPlugin, UnicodeDecodeError):
        raise InTheWay(
            f"{visible(name)} can't be added to without changing more: write these lines below plugins: yourself\n{plugin.item}"
        ) from None


def _ignore(sources: Sources, before: dict[str, bytes | None], after: dict[str, bytes | None]) -> None:
    """Let Git leave out what is built: in a file of one's own the lines that it lacks."""
    if sources.kind(".gitignore") is None:
        after[".gitignore"] = IGNORED.encode()
        return
    data = read_source(sources, ".gitignore", _LARGEST)
    if isinstance(data, Diagnostic):
        return
    known = {line.strip().strip(b"/") for line in data.splitlines()}
    lacking = [line for line in IGNORED.encode().splitlines() if line.strip(b"/") not in known]
    if lacking:
        end = b"" if not data or data.endswith(b"\n") else b"\n"
        before[".gitignore"] = data
        after[".gitignore"] = data + end + b"".join(line + b"\n" for line in lacking)


_WITHOUT_US = """\
# Built without Gameplan

This site was built by a program that doesn't run Gameplan. So it has no plan, no calendar and no feeds. Nothing on it was checked, and
pages that are meant to stay internal may be shown.

To publish the playbook, run `gameplan build`.
"""
