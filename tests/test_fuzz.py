"""The targets of the fuzzer on inputs that Hypothesis makes up, the same each time, and on what fuzzing begins with."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import ValidationError

from fuzz.emitting import report_of
from fuzz.seeds import LARGEST, hostile, seeds
from fuzz.targets import FORMATS, TARGETS, load
from gameplan.diagnostics import Span
from gameplan.diagnostics.emitters import FORMATS as WRITTEN
from odd_texts import front_matter, near_markdown, near_yaml, plain_markdown
from promises import check_span, rows_of
from report_judges import JUDGES
from shared_data import shared_data

_SLOW = ("check", "fixes", "feed")
"""Targets that check a whole playbook for each input."""

whole = st.tuples(near_yaml | front_matter, near_markdown | plain_markdown).map(
    lambda parts: f"---\n{parts[0]}\n---\n{parts[1]}".encode("utf-8", "surrogatepass")
)
options = st.lists(
    st.sampled_from(("timezone: UTC", "limits: {cadence: x}", "today: 2026-11-22", "rules: {overdue: 'off'}"))
    | near_yaml
)
configs = options.map(
    lambda rows: ("plugins:\n  - gameplan:\n" + "".join(f"      {row}\n" for row in rows)).encode("utf-8", "replace")
)
texts = {
    "files": whole,
    "cases": whole.map(lambda data: b"a" + data),
    "fronts": (near_yaml | front_matter).map(lambda text: text.encode("utf-8", "replace")),
    "configs": configs,
    "words": st.text().map(lambda text: text.encode("utf-8", "surrogatepass")),
    "reports": st.binary(min_size=20, max_size=200),
}
"""By what a target begins with."""

FOUND = (
    ("reader", b"!"),
    ("reader", b"---\ntitle: x\n---\n\x01"),
    ("reader", b"\xef\xbb\xbf---\nx\n\xc3\n"),
    ("reader", b"# \xc2\x80"),
    ("front", b"%"),
    ("body", b"[](\x0f)"),
    ("fixes", b"a---\na: &a [b]\nc: *a\nd: *a\ntitle: x: y\n---\n"),
)
"""Inputs that broke a promise once, by their targets."""


@pytest.mark.parametrize("name", TARGETS)
def test_targets(name: str) -> None:
    """No promise is broken by any bytes, nor by texts that are nearly right."""
    target = load(name)

    @settings(
        max_examples=15 if name in _SLOW else 40,
        derandomize=True,
        database=None,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(st.binary(max_size=200) | texts[TARGETS[name].seeds])
    def holds(data: bytes) -> None:
        target(data)

    holds()


@pytest.mark.parametrize("name", TARGETS)
def test_seeds(name: str) -> None:
    """Every target takes what its fuzzing begins with: of what is slow, every tenth."""
    target, inputs = load(name), seeds(name)
    assert len(inputs) > 5 or TARGETS[name].seeds == "configs"
    assert max(map(len, inputs)) <= LARGEST + 1
    for data in inputs[:: 10 if name in _SLOW else 1]:
        target(data)


def test_seeds_hold_hostile_files() -> None:
    """Where hostile files are at hand, fuzzing begins with them."""
    shared_data("hostile")
    assert len(hostile("*.md")) > 100


def test_every_format_is_a_target() -> None:
    """No format is forgotten."""
    assert set(FORMATS) == set(WRITTEN)


@pytest.mark.parametrize(("name", "data"), FOUND)
def test_found_by_fuzzing(name: str, data: bytes) -> None:
    """What broke a promise once holds it now."""
    load(name)(data)


BAD = {
    "text": "plan/a.md: error\x1b[2J\n",
    "github": "::add-mask::x\n",
    "gitlab": '[{"description": "it"}]',
    "sarif": '{"version": "2.1.0"}',
    "json": '{"version": 1}',
    "junit": "<testsuites><a/></testsuites>",
    "rdjson": "[]",
    "markdown": "| <b>x</b> |\n",
}
"""What no format may write."""


@pytest.mark.parametrize("form", FORMATS)
def test_judges_refuse(form: str) -> None:
    """A judge takes what its format writes, and nothing that does more than to tell."""
    report = report_of(b"")
    JUDGES[form](WRITTEN[form](report), report)
    with pytest.raises((AssertionError, ValidationError)):
        JUDGES[form](BAD[form], report)


@pytest.mark.parametrize("span", [(3, 1, 3, 1), (2, 4, 2, 5), (1, 2, 1, 1), (0, 1, 1, 1), (1, 1, 2, 5)])
def test_places_outside_are_refused(span: tuple[int, int, int, int]) -> None:
    """A place that a file doesn't have is one."""
    check_span(Span(2, 1, 2, 4), rows_of(b"\xef\xbb\xbfab\r\nabc"))
    with pytest.raises(AssertionError):
        check_span(Span(*span), rows_of(b"ab\r\nabc"[:-1]))
