"""A search never makes a person wait until the whole of a large mailbox was looked into."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from imapdesk.cli import reading
from imapdesk.cli.main import cli
from imapdesk.desk import Desk, synchronising
from imapdesk.errors import DiskFailed, DiskFull, StoreError
from tests.desk.filled import fill_data_dir

MESSAGES = 900


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return fill_data_dir(tmp_path, MESSAGES)


def test_what_is_not_looked_into_in_time_is_found_by_its_headers_and_said(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_PATIENCE_S", 0.0)
    answer = CliRunner().invoke(cli, ["search", "subject:message", "--data-dir", str(place), "--json", "--limit", "0"])
    assert "are found by their headers only" in answer.stderr
    assert answer.exit_code == 0
    answer = CliRunner().invoke(cli, ["search", "7", "--data-dir", str(place), "--json", "--limit", "1000"])
    assert [row["subject"] for row in json.loads(answer.stdout) if row["subject"] == "message 7"]


def test_a_search_knows_every_word_that_it_had_the_time_for(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "_PATIENCE_S", 100.0)
    answer = CliRunner().invoke(cli, ["search", "hello", "--data-dir", str(place), "--json", "--limit", "1000"])
    assert len(json.loads(answer.stdout)) == MESSAGES
    assert answer.stderr == ""


@pytest.mark.parametrize("trouble", [DiskFull("There is no space left."), DiskFailed("The disk fails.")])
def test_a_disk_that_takes_nothing_more_can_still_be_searched(
    place: Path, monkeypatch: pytest.MonkeyPatch, trouble: StoreError
) -> None:
    def describe(*_: object, **__: object) -> int:
        raise trouble

    monkeypatch.setattr(Desk, "describe_pending", describe)
    answer = CliRunner().invoke(cli, ["search", "subject:message", "--data-dir", str(place), "--json", "--limit", "0"])
    assert answer.exit_code == 0
    assert "are found by their headers only" in answer.stderr


def test_a_full_disk_ends_no_watching(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rounds = 0

    def describe(*_: object, **__: object) -> int:
        nonlocal rounds
        rounds += 1
        raise DiskFull("There is no space left.")

    monkeypatch.setattr(Desk, "describe_pending", describe)
    monkeypatch.setattr(synchronising, "_NO_ROOM_S", 0.01)
    monkeypatch.setattr(synchronising, "_LOOK_EVERY_S", 0.01)
    with Desk.open(place) as desk:
        desk.pause("work", paused=True)
        desk.watch(lambda results: None, should_stop=lambda: rounds > 3)
    assert rounds > 3
