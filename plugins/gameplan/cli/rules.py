"""`gameplan rules` and `gameplan rule NAME`."""

from __future__ import annotations

import sys

import click
from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table

from gameplan.catalog import BY_NAME, RULES
from gameplan.cli.common import unknown, write


@click.command()
def rules() -> None:
    """List the rules: name, default severity, what it finds."""
    if sys.stdout.isatty():
        table = Table("Rule", "Severity", "What it finds", box=None)
        for rule in RULES:
            table.add_row(rule.name, rule.severity, f"{rule.summary}{'' if rule.configurable else ' (fixed)'}")
        Console().print(table)
        return
    widest = max(len(rule.name) for rule in RULES)
    for rule in RULES:
        fixed = "" if rule.configurable else " (can't be ignored)"
        write(f"{rule.name:<{widest}}  {rule.severity:<7}  {rule.summary}{fixed}\n")


@click.command()
@click.argument("name")
def rule(name: str) -> None:
    """Explain a rule: what it does, why that is bad, an example, and what to use instead."""
    found = BY_NAME.get(name)
    if found is None:
        unknown("rule", name, BY_NAME, "`gameplan rules` lists them")
    if sys.stdout.isatty():
        Console().print(Markdown(f"# {found.name} ({found.severity})\n\n{found.summary}\n\n{found.help}"))
        return
    write(f"# {found.name} ({found.severity})\n\n{found.summary}\n\n{found.help}\n")
