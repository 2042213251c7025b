"""Any bytes as a site configuration."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from check_command import check_harmless
from fuzz.places import folder
from gameplan.pipeline import run
from gameplan.read.site_config import Inert
from gameplan.settings import OptionError, load_settings
from small_playbook import TODAY, small_playbook

if TYPE_CHECKING:
    from pathlib import Path


@cache
def _root() -> Path:
    return small_playbook(folder("options") / "playbook")


def options(data: bytes) -> None:
    """A configuration is made of plain values, or refused in one line; and whatever options it holds, the check runs with them."""
    (_root() / "mkdocs.yml").write_bytes(data)
    try:
        settings = load_settings(_root())
    except OptionError as refused:
        said = str(refused)
        assert said
        assert "\n" not in said
        check_harmless(said.encode())
        return
    check_plain(settings.site)
    result = run(_root(), settings.options, date.fromisoformat(TODAY))
    assert not [finding for finding in result.diagnostics if finding.rule.name == "failing-rule"]


def check_plain(value: Any) -> None:  # noqa: ANN401 - whatever was read
    """Nothing was made of a configuration but texts, numbers, lists and mappings; what would be computed stays inert."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if type(one) is dict:
            waiting += [*one, *one.values()]
        elif type(one) is list:
            waiting += one
        else:
            assert one is None or type(one) in (str, int, float, bool, Inert), type(one)
