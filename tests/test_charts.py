"""Charts: whole, readable and safe, whatever the numbers."""

from __future__ import annotations

import re
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from builds import TODAY
from gameplan.analysis.measure import standing
from gameplan.publish.html.charts import line_chart, sparkline
from gameplan.publish.html.scale import Scale, short_number
from gameplan.publish.views.charts import chart as chart_of
from gameplan.publish.views.charts import reach, spark
from gameplan.publish.views.stages import depth
from small_kpis import HOSTILE, kpi

if TYPE_CHECKING:
    from gameplan.model.pages import Kpi


@pytest.mark.parametrize(
    "given",
    [
        kpi({"2026-11-01": 5}),
        kpi({"2026-11-01": 5}, None, None),
        kpi({"2026-11-01": 5, "2026-11-02": 5}, None, None),
        kpi({"2026-11-01": 0}, None, ("0", None)),
        kpi({"2025-01-31": 5, "2025-02-28": 6, "2025-03-31": 7, "2026-11-01": 9}),
        kpi({"2026-10-01": -5, "2026-11-01": "-0.000000001"}, ("-7", None), ("999999999999999", "2030-01-01")),
        kpi({"2026-10-01": "0.000000001", "2026-11-01": "0.000000002"}, None, ("0.000000003", "2026-12-01")),
        kpi({"0001-01-01": 1, "2026-11-01": 2}, target=("3", "9999-12-31")),
        kpi({"0001-01-01": 1}, None, None),
        kpi({"2026-10-01": 1000000, "2026-11-01": 1000007}, None, ("1000010", "2026-12-01")),
        kpi({"2026-11-01": 2}, target=("3", "2020-01-01"), baseline=("1", "2019-01-01")),
        kpi({str(TODAY - timedelta(days=number)): number % 7 for number in range(900)}),
    ],
)
def test_charts_of_all_sorts(given: Kpi) -> None:
    """Whatever the numbers, a chart is whole: inside its frame, with a sentence, and with ids of its own."""
    stands = standing(given, TODAY)
    chart = ET.fromstring(line_chart(chart_of(stands), "chart-x", HOSTILE, HOSTILE, (HOSTILE, "target")))  # noqa: S314 - ours
    assert chart.attrib["role"] == "img"
    assert chart.attrib["aria-labelledby"] == "chart-x-title chart-x-desc"
    assert [chart[0].text, chart[1].text] == [HOSTILE, HOSTILE]
    numbers = [float(number) for part in chart.iter("path") for number in re.findall(r"-?[\d.]+", part.attrib["d"])]
    assert all(-1 <= number <= 640 for number in numbers)
    assert not {"href", "style"} & {name for part in chart.iter() for name in part.attrib}
    small = ET.fromstring(sparkline(spark(stands), HOSTILE))  # noqa: S314 - ours
    assert small.attrib["aria-label"] == HOSTILE
    labels = [part.text for part in chart.iter("text") if part.attrib["class"] == "gp-chart__side"]
    assert labels
    assert len(labels) == len(set(labels))


def test_a_chart_without_readings_is_nothing() -> None:
    """Nothing is drawn where nobody measured."""
    assert (
        line_chart(chart_of(standing(kpi({}), TODAY)), "x", "", "", ("", ""))
        == sparkline(spark(standing(kpi({}), TODAY)), "")
        == ""
    )


def test_a_line_is_broken_where_readings_are_missing() -> None:
    """Months without a reading are a gap, and a reading by itself is a dot."""
    days = ("2025-10-31", "2025-11-30", "2025-12-31", "2026-06-30", "2026-10-31")
    chart = line_chart(chart_of(standing(kpi(dict.fromkeys(days, 5), None, None), TODAY)), "x", "", "", ("", ""))
    assert re.search(r'class="gp-chart__actual" d="(M[^M]+)"', chart)
    assert chart.count("<circle") == len(days) + 1


def test_numbers_on_an_axis() -> None:
    """Large numbers are short, small ones whole; round values lie inside the frame."""
    assert [short_number(Decimal(n)) for n in ("2500000", "12000", "950", "0.004", "-3000000000")] == [
        *("2.5\u202fm", "12\u202fk", "950", "0.004", "−3\u202fbn"),
    ]
    made = Scale(reach([TODAY], [Decimal(-3), Decimal(8)]), (0, 0, 100, 100))
    assert [mark.label for mark in made.values()] == ["0", "5"]
    assert [depth(count) for count in (0, 1, 2, 3, 7, 8, 15, 16, 25, 26, 900)] == [0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5]
