"""The timer leaves the computer alone when it is told to; what a person starts always runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from imapdesk.desk import SyncRules
from imapdesk.ui.shell.sparing import is_on_battery
from tests.ui.conftest import OpenWindow
from tests.ui.fakes.desk import FakeDesk


def put_supply(place: Path, name: str, **files: str) -> None:
    (place / name).mkdir()
    for file, content in files.items():
        (place / name / file).write_text(content + "\n")


def test_a_laptop_without_its_cable_is_on_battery(tmp_path: Path) -> None:
    assert not is_on_battery(tmp_path)
    put_supply(tmp_path, "BAT0", type="Battery", status="Discharging")
    assert is_on_battery(tmp_path)
    put_supply(tmp_path, "AC", type="Mains", online="1")
    assert not is_on_battery(tmp_path)


def test_little_space_on_the_disk_pauses_syncing_and_says_so(opened: OpenWindow, desk: FakeDesk) -> None:
    banners, sparing = opened.window.banners, opened.conductor.sparing
    assert sparing.may_run()
    desk.free_bytes = 200_000_000
    sparing.look()
    opened.wait(lambda: "low_disk" in banners.shown_keys())
    assert banners.texts()[0].startswith("Only 200")
    assert not sparing.may_run()
    assert not opened.window.engine.may_write(), "no room for the index, either"
    desk.unfinished = [desk.mailboxes[0].name]  # which the lack of space stopped
    desk.free_bytes = 10**12
    sparing.look()
    opened.wait(lambda: "low_disk" not in banners.shown_keys())
    assert sparing.may_run()
    opened.wait(lambda: desk.synced == desk.unfinished)


def test_on_battery_the_timer_waits_and_a_person_does_not(
    opened: OpenWindow, desk: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("imapdesk.ui.shell.sparing.is_on_battery", lambda: True)
    desk.rules = SyncRules(on_battery=False)
    opened.conductor.sparing.look()
    opened.wait(lambda: not opened.conductor.sparing.may_run())
    engine = opened.window.engine
    engine._on_due([desk.mailboxes[0].name])
    assert desk.synced == []
    engine.sync([desk.mailboxes[0].name])
    opened.wait(lambda: desk.synced == [desk.mailboxes[0].name])
