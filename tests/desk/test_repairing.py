"""A damaged store is mended by one call, by one command, and by one button at the start of the window."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from imapdesk.cli.main import Program, cli
from imapdesk.desk import Desk
from imapdesk.desk.computer.repairing import find_faults, repair
from imapdesk.errors import NotFound, StoreDamaged, StoreError
from imapdesk.mail import Scope
from tests.desk.filled import fill_data_dir

MESSAGES = 30


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A data directory with thirty messages."""
    return fill_data_dir(tmp_path, MESSAGES)


def break_tree(place: Path) -> None:
    """The page that everything is found through is gone."""
    with (place / "imapdesk.db").open("r+b") as file:
        file.seek(100)
        file.write(b"\xff" * 400)


def break_message(place: Path) -> None:
    with sqlite3.connect(place / "imapdesk.db") as connection:
        connection.execute("UPDATE content SET data = x'00' WHERE id = 3")
    connection.close()


def run(place: Path, *words: str) -> Result:
    assert isinstance(cli, Program)
    return CliRunner().invoke(cli, ["check", "--data-dir", str(place), *words])


def test_a_healthy_store_is_left_as_it_is(place: Path) -> None:
    before = sorted(path.name for path in place.iterdir())
    document = json.loads(run(place, "--repair", "--json").stdout)
    assert document == {"healthy": True, "messages": MESSAGES, "problems": [], "repaired": None}
    assert sorted(path.name for path in place.iterdir()) == before


def test_the_command_mends_a_message_whose_bytes_are_wrong(place: Path) -> None:
    break_message(place)
    assert run(place, "--json").exit_code == 8
    answer = run(place, "--repair", "--json")
    document = json.loads(answer.stdout)
    assert answer.exit_code == 0
    assert document["healthy"]
    assert document["repaired"]["saved"] == document["messages"] == MESSAGES - 1
    assert document["repaired"]["pending"] == 1
    assert Path(document["repaired"]["damaged_file"]).exists()
    assert json.loads(run(place, "--json").stdout) == {"healthy": True, "messages": MESSAGES - 1, "problems": []}


def test_a_store_that_can_not_be_opened_at_all_is_mended(place: Path) -> None:
    break_tree(place)
    with pytest.raises(StoreDamaged):
        Desk.open(place)
    faults, _ = find_faults(place)
    assert faults
    done = repair(place)
    assert done.damaged_file.exists()
    with Desk.open(place) as desk:
        assert desk.check() == []
        assert len(desk.list_ids(Scope())) == done.saved


def test_what_was_repaired_is_said_in_words(place: Path) -> None:
    break_message(place)
    told = run(place, "--repair").stdout
    assert f"{MESSAGES - 1} messages are here, 1 will be fetched again" in told
    assert "damaged" in told


def test_a_repaired_store_lists_its_messages_by_their_subjects(place: Path) -> None:
    break_message(place)
    run(place, "--repair")
    with Desk.open(place) as desk:
        assert desk.count_undescribed() == 0
        assert all(row.subject for row in desk.load_summaries(desk.list_ids(Scope())))


def test_a_store_that_is_in_use_is_not_repaired(place: Path) -> None:
    with Desk.open(place) as desk:
        desk.count_messages()
        with pytest.raises(StoreError, match="Another imapdesk"):
            repair(place)
        assert desk.count_messages() == MESSAGES


def test_where_no_store_is_there_is_nothing_to_repair(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        repair(tmp_path)
