"""What is written beside a chart of months: round numbers, so many names that they can be read, a year cut evenly."""

from __future__ import annotations

import pytest

from imapdesk.ui.widgets.charts import find_step, find_top


@pytest.mark.parametrize(
    ("months", "most", "step"), [(1, 5, 1), (12, 8, 2), (12, 2, 6), (36, 5, 12), (60, 8, 12), (200, 5, 48), (24, 1, 24)]
)
def test_a_name_stands_below_every_so_many_months(months: int, most: int, step: int) -> None:
    assert find_step(months, most) == step
    assert -(-months // step) <= most
    assert step % 12 == 0 or 12 % step == 0


@pytest.mark.parametrize(
    ("largest", "top"), [(0, 2), (1, 2), (3, 4), (7, 8), (10, 10), (11, 20), (398, 400), (401, 600), (12_001, 20_000)]
)
def test_the_upper_line_is_a_round_number_whose_half_is_one_too(largest: int, top: int) -> None:
    assert find_top(largest) == top
    assert top % 2 == 0
