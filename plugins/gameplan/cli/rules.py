"""`gameplan rules` and `gameplan rule NAME`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.markdown import Markdown
from rich.markup import escape
from rich.table import Table

from gameplan.catalog import BY_NAME
from gameplan.cli.common import unknown
from gameplan.cli.streams import is_terminal, write
from gameplan.diagnostics import visible
from gameplan.rule_packages import load_custom
from gameplan.settings import find_root

if TYPE_CHECKING:
    from gameplan.diagnostics import Rule


@click.command()
def rules() -> None:
    """List the rules: name, default severity, what it finds."""
    known = _known().values()
    if is_terminal():
        table = Table("Rule", "Severity", "What it finds", box=None)
        for rule in known:
            table.add_row(rule.name, rule.severity, escape(f"{visible(rule.summary)}{_note(rule)}"))
        Console().print(table)
        return
    widest = max(len(rule.name) for rule in known)
    for rule in known:
        write(f"{rule.name:<{widest}}  {rule.severity:<7}  {visible(rule.summary)}{_note(rule)}\n")


@click.command()
@click.argument("name")
def rule(name: str) -> None:
    """Explain a rule: what it does, why that is bad, an example, and what to use instead."""
    known = _known()
    found = known.get(name)
    if found is None:
        unknown("rule", name, known, "`gameplan rules` lists them")
    if is_terminal():
        Console().print(Markdown(f"# {found.name} ({found.severity})\n\n{found.summary}\n\n{found.help}"))
        return
    write(f"# {found.name} ({found.severity})\n\n{found.summary}\n\n{found.help}\n")


def _known() -> dict[str, Rule]:
    """Every rule that a check in this folder would run."""
    return load_custom(find_root(Path.cwd())).among(BY_NAME)


def _note(rule: Rule) -> str:
    if not rule.configurable:
        return " (can't be ignored)"
    return " (off unless the options name it)" if rule.by_option else ""
