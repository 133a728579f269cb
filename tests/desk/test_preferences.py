"""What a person set for the program is kept, and heeded."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from imapdesk.desk import Desk, Patience, SyncRules
from imapdesk.desk.servers.lines import LINE, make_limits


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "data") as made:
        yield made


def test_the_rules_of_the_timer_are_kept_until_the_defaults_are_wished(desk: Desk) -> None:
    assert desk.load_sync_rules() == SyncRules()
    desk.change_sync_rules(on_battery=False)
    desk.change_sync_rules(least_free_mb=900)
    assert desk.load_sync_rules() == SyncRules(on_battery=False, least_free_mb=900)
    assert desk.change_sync_rules() == SyncRules() == desk.load_sync_rules()


def test_rules_that_a_newer_program_wrote_are_read_as_far_as_they_are_known(desk: Desk) -> None:
    desk.set_setting("sync.rules", {"on_battery": False, "least_free_mb": "many", "moon": True})
    assert desk.load_sync_rules() == SyncRules(on_battery=False)


def test_patience_reaches_connections_and_leaves_other_words_alone(desk: Desk, tmp_path: Path) -> None:
    desk.set_setting(LINE, {"pause_s": 3})
    desk.save_patience(Patience(connect_s=7, stall_s=99))
    limits = make_limits(desk.get_setting(LINE), tmp_path, 0)
    assert (limits.connect_s, limits.command_s) == (7, 99)
    desk.save_patience(Patience())
    assert desk.get_setting(LINE) == {"pause_s": 3}
    assert desk.load_patience() == Patience()


def test_the_log_level_is_used_at_once_and_kept(desk: Desk) -> None:
    logger = logging.getLogger("imapdesk")
    before = logger.level
    try:
        desk.save_log_level("debug")
        assert logger.level == logging.DEBUG
        assert desk.load_log_level() == "debug"
        desk.set_setting("log.level", "nonsense")
        assert desk.load_log_level() == "info"
    finally:
        logger.setLevel(before)


def test_packing_tighter_keeps_every_message(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "mails"
    place.mkdir()
    for number in range(40):
        (place / f"{number}.eml").write_text(f"Subject: m{number}\r\n\r\n" + f"a line of text {number}\r\n" * 2_000)
    desk.import_mail(place)
    before, after = desk.compact()
    assert desk.check() == []
    assert desk.count_messages() == 40
    assert before > 0
    assert after > 0
