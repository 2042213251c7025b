"""`gameplan render DIR`."""

import click


@click.command()
def render() -> None:
    """Not yet."""
