"""The option `gates`: what it names is known, or one line says what was meant."""

from __future__ import annotations

import pytest

from gameplan.settings import OptionError, parse_options


@pytest.mark.parametrize(
    ("gates", "expected"),
    [
        ({"plannd": ["url"]}, "gates: there is no status 'plannd'; did you mean 'planned'?"),
        ({"planned": ["adress"]}, "gates: planned: entries have no field 'adress'"),
        ({"planned": "url"}, "gates.planned"),
    ],
)
def test_gates_that_are_refused(gates: dict[str, object], expected: str) -> None:
    """A status or a field that isn't known."""
    with pytest.raises(OptionError) as refused:
        parse_options({"gates": gates}, "mkdocs.yml")
    assert expected in str(refused.value)


def test_gates_by_other_names() -> None:
    """A status may be named by any word that means it, and a field of the playbook's own is one."""
    options = parse_options(
        {"gates": {"live": ["market"]}, "fields": {"entry": {"market": {"type": "line"}}}}, "mkdocs.yml"
    )
    assert options.conventions.gates == {"live": ("market",)}
