"""Sizes have at most three figures, in the unit that they are read in."""

from __future__ import annotations

import pytest

from imapdesk.ui.widgets import formats


@pytest.mark.parametrize(
    ("octets", "shown"),
    [
        (0, "0 bytes"),
        (1, "1 kB"),
        (42_400, "42 kB"),
        (999_499, "999 kB"),
        (999_600, "1.0 MB"),
        (1_240_000, "1.2 MB"),
        (99_940_000, "99.9 MB"),
        (99_960_000, "100 MB"),
        (120_000_000, "120 MB"),
        (999_600_000, "1.0 GB"),
        (31_000_000_000, "31.0 GB"),
        (640_200_000_000, "640 GB"),
        (2_500_000_000_000, "2.5 TB"),
    ],
)
def test_a_size_has_at_most_three_figures(octets: int, shown: str) -> None:
    assert formats.size(octets).replace("\u00a0", " ") == shown
