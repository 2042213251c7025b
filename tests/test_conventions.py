"""What a team asks of its plan, in the options: taken, or refused in a line that says what was probably meant."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from gameplan.model.conventions import AHEAD
from gameplan.model.status import LASTING
from gameplan.settings import OptionError, parse_options


def cadence(**given: object) -> dict[str, Any]:
    """Options with a limit on e-mails that something is added to."""
    return {"limits": {"cadence": {"a": {"at_most": 1, "every": "week", "types": ["email"], **given}}}}


def test_defaults() -> None:
    """A quarter ahead, one entry a day and way, four weeks for results, thirty days for ideas, and nothing else."""
    conventions = parse_options({}, "mkdocs.yml").conventions
    assert conventions.horizon == AHEAD == timedelta(days=91)
    assert (conventions.limits.same_day, conventions.limits.result_after.days, conventions.limits.stale_after.days) == (
        1,
        28,
        30,
    )
    assert (conventions.require, conventions.allowed, conventions.limits.cadence) == ({}, {}, {})


def test_all_that_a_house_may_ask() -> None:
    """Types, kinds and kinds of one's own; fields, words, filters and lengths of time."""
    options = parse_options(
        {
            "kinds": {"region": {"plural": "regions"}},
            "types": ["newsletter"],
            "horizon": "26w",
            "require": {"newsletter": ["owner", "regions"], "region": ["summary"], "entry": ["goals"], "review": ["period"]},
            "allowed": {"entry": {"tags": ["a", "b"], "regions": ["emea"]}, "channel": {"medium": ["owned"]}},
            "limits": {
                "same_day": 3,
                "result_after": "6w",
                "stale_after": "1w3d",
                "cadence": {"a": {"at_most": 0, "every": "year", "regions": "emea", "types": ["email", "video"]}},
            },
        },
        "mkdocs.yml",
    )  # fmt: skip
    assert options.conventions.horizon == timedelta(weeks=26)
    assert options.conventions.limits.stale_after == timedelta(days=10)
    assert options.cadences == {"a": {"regions": ("emea",), "types": ("email", "video")}}


@pytest.mark.parametrize(
    ("types", "added", "lost"),
    [
        (["press", "guide"], (), ()),
        ({"press": None, "handbook": {"lasting": True}}, ("handbook",), ()),
        ({"webinar": {"lasting": True}, "page": {"lasting": False}, "video": {}}, ("webinar",), ("page",)),
    ],
)
def test_which_types_last(types: object, added: tuple[str, ...], lost: tuple[str, ...]) -> None:
    """The built-in ones that do, and what the option says of these and of the playbook's own; each type is there once."""
    vocabulary = parse_options({"types": types}, "mkdocs.yml").vocabulary
    assert vocabulary.lasting == (LASTING - {*lost}) | {*added}
    assert len(vocabulary.types) == len(set(vocabulary.types))


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"horizon": 90}, "option 'horizon': '90' is not a length of time; write it with a unit, as in 90d or 13w"),
        ({"horizon": "90"}, "option 'horizon': '90' is not a length of time; write it as 90m, 1h30m, 3d or 1w"),
        ({"horizon": "36h"}, "option 'horizon': '36h' is not made of whole days; write it as in 90d or 13w"),
        ({"horizon": "3000d"}, "option 'horizon': '3000d' is out of range; write a length of more than nothing and at most five years"),
        ({"horizon": "1000d"}, "option 'horizon': write 732d or less: nobody's plan is promised farther ahead"),
        ({"horizn": "90d"}, "there is no option 'horizn'; did you mean 'horizon'?"),
        ({"require": {"webinr": ["owner"]}}, "options: require: there is no kind or type 'webinr'; did you mean 'webinar'?"),
        ({"require": {"page": ["ownr"]}}, "options: require: page: there is no field 'ownr'; did you mean 'owner'?"),
        ({"require": {"goal": ["effort"]}}, "options: require: goal: there is no field 'effort'; write one of kind, id,"),
        ({"require": {"webinar": "owner"}}, "option 'require.webinar': 'owner' is not a list"),
        ({"require": ["owner"]}, "option 'require': '['owner']' is not keys and values"),
        ({"allowed": {"entry": {"tgs": ["a"]}}}, "options: allowed: entry: there is no field 'tgs'; did you mean 'tags'?"),
        ({"allowed": {"entry": {"budget": ["5 EUR"], "effort": ["1d"]}}}, "options: allowed: entry: the field 'effort' doesn't hold words"),
        ({"allowed": {"entry": {"deadlines": ["draft"]}}}, "options: allowed: entry: the field 'deadlines' doesn't hold words"),
        ({"limits": {"same_dya": 2}}, "there is no option 'limits.same_dya'; did you mean 'same_day'?"),
        ({"limits": {"same_day": 0}}, "option 'limits.same_day': '0' is out of range; it should be greater than or equal to 1"),
        ({"limits": {"same_day": "two"}}, "option 'limits.same_day': 'two' is not a whole number"),
        ({"limits": {"same_day": True}}, "option 'limits.same_day': 'True' is not a whole number"),
        ({"limits": {"stale_after": 30}}, "option 'limits.stale_after': '30' is not a length of time; write it with a unit"),
        ({"limits": {"cadence": {"a": {"at_most": 1, "every": "month"}}}}, "a: write what it is about, as in {at_most: 2, every: week"),
        ({"limits": {"cadence": {"a": {"every": "month", "types": ["email"]}}}}, "option 'limits.cadence.a.at_most': this is missing"),
        (cadence(every="day"), "'limits.cadence.a.every': Input should be 'week', 'month', 'quarter' or 'year'"),
        (cadence(chanels=["x"]), "limits: cadence: a: there is no filter 'chanels'; did you mean 'channels'?"),
        ({"types": {"press": {"lastng": True}}}, "there is no option 'types.press.lastng'; did you mean 'lasting'?"),
        ({"types": {"press": {"lasting": "maybe"}}}, "option 'types.press.lasting': "),
        ({"types": [{"press": 1}]}, "option 'types': write names, as in [newsletter, press]"),
        ({"types": "press"}, "option 'types': 'press' is not keys and values"),
        ({"calendar": {"fle": "x.ics"}}, "there is no option 'calendar.fle'; did you mean 'file'?"),
        ({"kinds": {"region": {"plurl": "x"}}}, "there is no option 'kinds.region.plurl'; did you mean 'plural'?"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_in_a_line(given: dict[str, Any], message: str) -> None:
    """Whatever can't be used is named with its place, and with what was probably meant."""
    with pytest.raises(OptionError) as refused:
        parse_options(given, "mkdocs.yml")
    assert str(refused.value).startswith("mkdocs.yml: ")
    assert message in str(refused.value)
    assert "\n" not in str(refused.value)
