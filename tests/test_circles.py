"""Circles of a graph, as the rules about goals and dependencies ask for them."""

from __future__ import annotations

import pytest

from gameplan.check.circles import circles


@pytest.mark.parametrize(
    ("edges", "found"),
    [
        ({}, []),
        ({"a": ["b"], "b": ["c"]}, []),
        ({"a": ["a"]}, [["a"]]),
        ({"b": ["a"], "a": ["b"]}, [["a", "b"]]),
        ({"a": ["b"], "b": ["c"], "c": ["a"], "d": ["a"], "e": ["d", "b"]}, [["a", "b", "c"]]),
        ({"a": ["b"], "b": ["c"], "c": ["b"]}, [["b", "c"]]),
        ({"a": ["b"], "b": ["a"], "x": ["a", "y"], "y": ["x"]}, [["a", "b"], ["x", "y"]]),
        ({"a": ["gone"], "b": ["a", "b"]}, [["b"]]),
    ],
)
def test_each_circle_is_found_once(edges: dict[str, list[str]], found: list[list[str]]) -> None:
    """From its least node, however many lead into it, and however many are left that are in none."""
    assert list(circles(edges)) == found
