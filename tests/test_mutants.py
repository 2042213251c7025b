"""The list of small faults holds what is in the code: `mutants.py` tells whether the tests notice them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from casefile import CASES
from mutant_list import MUTANTS, Mutant
from mutants import text_of

TESTS = Path(__file__).parent


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda mutant: f"{mutant.file}: {mutant.wrong}")
def test_a_fault_can_be_put_in(mutant: Mutant) -> None:
    """The text that it changes is in its file exactly once, and there are the tests that should notice it."""
    assert text_of(mutant).count(mutant.old) == 1
    assert mutant.new != mutant.old
    assert mutant.tests
    for test in mutant.tests:
        file, _, function = test.partition("::")
        if file.startswith("cases/"):
            assert (CASES / file.removeprefix("cases/")).is_file()
        else:
            assert not function or f"def {function}(" in (TESTS / file).read_text(encoding="utf-8")
            assert (TESTS / file).is_file()


def test_no_fault_is_listed_twice() -> None:
    """Each changes something of its own."""
    assert [
        each for each, times in Counter((each.file, each.old, each.new) for each in MUTANTS).items() if times > 1
    ] == []
