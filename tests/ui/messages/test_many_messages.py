"""The benchmark of the window over 50,000 messages: the goals of a million, with room for a busy machine."""

from __future__ import annotations

from benchmarks.ui.__main__ import measure


def test_fifty_thousand_messages_are_no_matter() -> None:
    figures = measure(50_000)
    assert figures["rows"] == 50_000
    assert figures["new_mail_kept"]
    assert figures["first_rows_ms"] <= 3 * 300
    assert figures["end_painted_ms"] <= 5 * 50
    assert figures["frame_work_p99_ms"] <= 3 * 1000 / 60
    assert figures["flick_work_p99_ms"] <= 3 * 1000 / 60
    assert figures["over_empty_mb"] <= 100
