"""Pages in the real engine: what is wider than the reader is made smaller, and nothing else is."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from tests.pace import PATIENCE_S


@pytest.fixture(scope="module")
def shown() -> dict[str, Any]:
    """What `tests.ui.reader.web_fit` saw, in a process of its own, since an engine lives as long as its process."""
    env = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu"}
    command = [sys.executable, "-m", "tests.ui.reader.web_fit"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE_S, env=env, check=False)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_a_newsletter_fits_the_readers_width(shown: dict[str, Any]) -> None:
    assert 0.6 < shown["wide"]["zoom"] < 0.7
    assert shown["wide"]["width"] <= shown["wide"]["view"]


def test_a_letter_after_it_has_its_own_size(shown: dict[str, Any]) -> None:
    assert shown["narrow"]["zoom"] == pytest.approx(1.0)


def test_a_sheet_is_scrolled_rather_than_made_too_small_to_read(shown: dict[str, Any]) -> None:
    assert shown["huge"]["zoom"] == pytest.approx(0.6)
    assert shown["huge"]["width"] > shown["huge"]["view"]


def test_a_wider_reader_shows_it_larger(shown: dict[str, Any]) -> None:
    assert shown["widened"]["zoom"] == pytest.approx(1.0)


def test_zooming_makes_a_page_larger_also_where_it_was_made_smaller_to_fit(shown: dict[str, Any]) -> None:
    """And smaller again; it is never fitted back to the size that it was zoomed from."""
    assert shown["zoomed"]["zoom"] == pytest.approx(1.5)
    assert shown["zoomed wide"]["zoom"] == pytest.approx(1.5 * shown["wide"]["zoom"], abs=0.02)
    assert shown["unzoomed"]["zoom"] == pytest.approx(shown["wide"]["zoom"], abs=0.02)


def test_the_ground_of_a_short_message_goes_down_to_the_end(shown: dict[str, Any]) -> None:
    assert shown["corner"] == "#00ff00"
