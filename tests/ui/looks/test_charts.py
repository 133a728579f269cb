"""What is written below the columns of a chart of months: so many names that they can be read, a year cut evenly."""

from __future__ import annotations

import pytest

from imapdesk.ui.widgets.charts import find_step


@pytest.mark.parametrize(
    ("months", "most", "step"), [(1, 5, 1), (12, 8, 2), (12, 2, 6), (36, 5, 12), (60, 8, 12), (200, 5, 48), (24, 1, 24)]
)
def test_a_name_stands_below_every_so_many_months(months: int, most: int, step: int) -> None:
    assert find_step(months, most) == step
    assert -(-months // step) <= most
    assert step % 12 == 0 or 12 % step == 0
