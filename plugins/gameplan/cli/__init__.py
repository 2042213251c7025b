"""The command line: one file a command."""

from __future__ import annotations

import click

from gameplan import __version__
from gameplan.cli.check import check
from gameplan.cli.render import render
from gameplan.cli.rules import rule, rules
from gameplan.cli.schema import schema


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Strategy and plan as code: check a playbook, and publish it."""


for command in (check, rules, rule, schema, render):
    main.add_command(command)
