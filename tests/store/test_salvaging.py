"""A damaged store is kept aside, and a new one made of what can be read."""

from __future__ import annotations

import errno
import random
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from imapdesk.errors import DiskFull, StoreDamaged
from imapdesk.mail import Fetched, MailboxSettings, RunResult, Scope, Uid
from imapdesk.outcome import Outcome
from imapdesk.store import Store
from imapdesk.store.database.connection import PAGE_BYTES
from imapdesk.store.repair import leaves, salvaging
from imapdesk.store.repair.salvaging import salvage
from tests.pace import PATIENCE_S
from tests.store.bench import Bench, listed, make_bench, make_listing, make_raw

MESSAGES = 600


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Bench]:
    """A store that is closed, and what it was filled by."""
    path = tmp_path_factory.mktemp("written") / "imapdesk.db"
    with Store.open(path) as store:
        bench = make_bench(store)
        bench.plan(*[listed(uid) for uid in range(1, MESSAGES + 1)])
        for uid in range(1, MESSAGES, 100):
            bench.save(*range(uid, uid + 100))
        store.describe_pending(lambda: False, 60)
        store.add_person("alice")
        store.set_setting("x", 1)
    return path, bench


@pytest.fixture
def filled(written: tuple[Path, Bench], path: Path) -> Bench:
    """The same store in a file of this test's own."""
    original, bench = written
    path.parent.mkdir(mode=0o700)
    shutil.copy(original, path)
    return bench


def test_a_healthy_store_comes_out_whole(filled: Bench, path: Path) -> None:
    done = salvage(path)
    assert (done.saved, done.pending, done.recovered) == (MESSAGES, 0, 0)
    assert done.damaged_file.exists()
    with Store.open(path) as store:
        assert store.check() == []
        assert store.load_mailboxes()[0].settings == filled.mailbox.settings
        assert store.get_setting("x") == 1
        assert [person.login for person in store.load_people()] == ["alice"]
        store.describe_pending(lambda: False, 60)
        assert len(store.search_ids("hello", Scope())) == MESSAGES
        rows = store.load_summaries(store.list_ids(Scope()))
        assert sorted(store.get_raw(row.id) for row in rows) == sorted(make_raw(n) for n in range(1, MESSAGES + 1))


def test_a_repair_that_finds_no_room_leaves_the_damaged_store_where_it_was(
    filled: Bench, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_up(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(salvaging, "_copy_locations", fill_up)
    with pytest.raises(DiskFull):
        salvage(path)
    assert [each.name for each in path.parent.iterdir() if path.name in each.name] == [path.name]
    with Store.open(path) as store:
        assert (store.check(), store.count_messages()) == ([], MESSAGES)


def test_a_repair_that_was_cut_off_is_no_empty_store_and_begins_anew(filled: Bench, path: Path) -> None:
    cut = "import os, sys; from pathlib import Path; from imapdesk.store.repair import salvaging; "
    cut += "salvaging._copy_locations = lambda *_: os._exit(9); salvaging.salvage(Path(sys.argv[1]))"
    assert subprocess.run([sys.executable, "-c", cut, str(path)], timeout=PATIENCE_S, check=False).returncode == 9
    with pytest.raises(StoreDamaged):
        Store.open(path)
    done = salvage(path)
    assert (done.saved, done.pending, done.recovered) == (MESSAGES, 0, 0)
    with Store.open(path) as store:
        assert (store.check(), store.count_messages()) == ([], MESSAGES)
    assert sorted(each.name for each in path.parent.iterdir()) == [path.name, done.damaged_file.name]


@pytest.mark.parametrize("seed", range(8))
def test_what_can_be_read_of_a_damaged_store_is_saved_and_the_rest_fetched_again(
    filled: Bench, path: Path, seed: int
) -> None:
    rng = random.Random(seed)
    pages = path.stat().st_size // 8192
    with path.open("r+b") as file:
        for _ in range(5):
            file.seek(8192 * rng.randrange(8, pages) + rng.randrange(4000))
            file.write(rng.randbytes(2000))
    done = salvage(path)
    with Store.open(path) as store:
        assert store.check() == []
        assert store.count_messages() == done.saved
        truth = {make_raw(number) for number in range(1, MESSAGES + 1)}
        raws = [store.get_raw(id_) for id_ in store.list_ids(Scope())]
        assert truth.issuperset(raws)
        assert len(raws) == len(set(raws)) > 0


def test_messages_whose_place_is_lost_are_put_in_a_folder_of_their_own(filled: Bench, path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM location WHERE id <= 10")
    connection.close()
    assert salvage(path).recovered == 10
    with Store.open(path) as store:
        assert len(store.list_ids(Scope(folder="Recovered"))) == 10
        assert len(list(store.iter_export())) == MESSAGES


def test_a_message_whose_place_is_found_again_is_there_once(filled: Bench, path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM location WHERE id <= 10")
    connection.close()
    salvage(path)
    with Store.open(path) as store:
        again = Bench(store, filled.mailbox, filled.inbox, filled.other)
        again.plan(*[listed(uid) for uid in range(1, 6)])
        again.save(*range(1, 6))
        assert len(store.list_ids(Scope(folder="Recovered"))) == 5
        assert len(store.list_ids(Scope())) == MESSAGES


def test_messages_whose_bytes_are_wrong_are_fetched_again(filled: Bench, path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE content SET data = x'00' WHERE id <= 7")
    connection.close()
    assert salvage(path).pending == 7
    with Store.open(path) as store:
        assert [message.uid for message in store.load_pending(filled.inbox)] == list(range(7, 0, -1))
        assert store.load_known(filled.mailbox.id)["INBOX"].highestmodseq is None


def lose_first_page(raw: bytes) -> bytes:
    return bytes(8192) + raw[8192:]


def lose_header(raw: bytes) -> bytes:
    return b"\xff" * 100 + raw[100:]


def lose_both_ends(raw: bytes) -> bytes:
    return lose_first_page(raw[: len(raw) * 9 // 10])


def lose_schema(raw: bytes) -> bytes:
    return raw[:100] + random.Random(1).randbytes(8092) + raw[8192:]


@pytest.mark.parametrize("damage", [lose_first_page, lose_header, lose_both_ends, lose_schema])
def test_a_store_without_its_first_page_gives_its_messages(
    filled: Bench, path: Path, damage: Callable[[bytes], bytes]
) -> None:
    path.write_bytes(damage(path.read_bytes()))
    damaged = path.read_bytes()
    done = salvage(path)
    assert done.saved > MESSAGES * 0.8
    assert done.damaged_file.read_bytes() == damaged, "the damaged file is kept as it was"
    with Store.open(path) as store:
        assert store.check() == []
        assert store.load_mailboxes()[0].settings == filled.mailbox.settings
        truth = {make_raw(number) for number in range(1, MESSAGES + 1)}
        assert {store.get_raw(id_) for id_ in store.list_ids(Scope())} <= truth


@pytest.mark.parametrize(("page", "rearranged"), [(1, False), (2, False), (3, False), (2, True), (3, True)])
def test_a_store_that_lost_a_part_of_its_schema_gives_everything(
    filled: Bench, path: Path, page: int, rearranged: bool
) -> None:
    if rearranged:  # by another program; the tables lie elsewhere then, and what is left of the schema tells where
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("VACUUM")
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT pageno FROM dbstat WHERE name = 'sqlite_schema' ORDER BY pageno").fetchall()
    damaged = bytearray(path.read_bytes())
    begin = 8192 * (rows[page][0] - 1)
    damaged[begin : begin + 8192] = random.Random(page).randbytes(8192)
    path.write_bytes(damaged)
    done = salvage(path)
    assert done.damaged_file.read_bytes() == damaged, "the damaged file is kept as it was"
    assert (done.saved, done.recovered) == (MESSAGES, 0)
    with Store.open(path) as store:
        assert [mailbox.settings for mailbox in store.load_mailboxes()] == [filled.mailbox.settings]
        assert store.get_setting("x") == 1


def lose_page_of(path: Path, table: str, share: float = 1.0) -> None:
    """Overwrite the pages of a table, or their beginnings."""
    with closing(sqlite3.connect(path)) as connection:
        pages = [row[0] for row in connection.execute("SELECT pageno FROM dbstat WHERE name = ?", (table,))]
    damaged = bytearray(path.read_bytes())
    for page in pages:
        size = int(8192 * share)
        damaged[8192 * (page - 1) : 8192 * (page - 1) + size] = bytes([255]) * size
    path.write_bytes(damaged)


def test_a_mailbox_whose_row_is_on_a_broken_page_comes_back_with_its_settings(filled: Bench, path: Path) -> None:
    lose_page_of(path, "mailbox", 0.3)
    done = salvage(path)
    assert (done.saved, done.recovered) == (MESSAGES, 0)
    with Store.open(path) as store:
        assert [mailbox.settings for mailbox in store.load_mailboxes()] == [filled.mailbox.settings]
        assert len(store.list_ids(Scope(mailbox=filled.mailbox.name, folder="INBOX"))) == MESSAGES


def test_a_mailbox_whose_settings_are_lost_keeps_its_folders_and_is_not_synchronised(filled: Bench, path: Path) -> None:
    with Store.open(path) as store:
        store.add_run(RunResult(filled.mailbox.name, Outcome.OK))
    lose_page_of(path, "mailbox")
    assert salvage(path).recovered == 0
    with Store.open(path) as store:
        assert store.load_mailboxes() == []
        assert [mailbox.settings.name for mailbox in store.load_removed_mailboxes()] == [filled.mailbox.name]
        assert len(store.list_ids(Scope(mailbox=filled.mailbox.name, folder="INBOX"))) == MESSAGES
        assert store.check() == []


def test_two_lost_mailboxes_are_told_apart_by_their_runs(filled: Bench, path: Path) -> None:
    with Store.open(path) as store:
        other = store.add_mailbox(MailboxSettings("two", "two@example.org", "imap.example.org"))
        store.save_listing(other.id, make_listing("INBOX"), revision=1, include=lambda folder: True)
        for name in (filled.mailbox.name, "two"):
            store.add_run(RunResult(name, Outcome.OK))
    lose_page_of(path, "mailbox", 0.3)
    assert salvage(path).recovered == 0
    with Store.open(path) as store:
        assert {mailbox.id: mailbox.settings for mailbox in store.load_mailboxes()} == {
            filled.mailbox.id: filled.mailbox.settings,
            other.id: other.settings,
        }


@pytest.mark.parametrize("share", [0.9, 0.97])
def test_a_store_that_was_cut_gives_what_is_left(filled: Bench, path: Path, share: float) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    done = salvage(path)
    assert done.saved > 0
    assert done.damaged_file.stat().st_size == int(len(whole) * share)
    with Store.open(path) as store:
        assert store.check() == []


def test_what_never_was_a_store_gives_nothing(path: Path) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(random.Random(1).randbytes(200_000))
    done = salvage(path)
    assert (done.saved, done.pending, done.recovered) == (0, 0, 0)
    with Store.open(path) as store:
        assert store.check() == []
        assert store.load_mailboxes() == []


def test_a_check_names_a_damaged_page_among_the_messages(filled: Bench, path: Path) -> None:
    raw = bytearray(path.read_bytes())
    pages = [raw[at : at + 8192] for at in range(0, len(raw), 8192)]
    with path.open("rb") as file:
        chosen = max(n for n, page in enumerate(pages) if n and page[0] == 13 and list(leaves._iter_rows(file, page)))
    raw[8192 * chosen] = 255  # no kind of page
    path.write_bytes(bytes(raw))
    with Store.open(path) as store:
        assert any(fault.startswith("SQLite: ") for fault in store.check())


def test_messages_of_many_pages_are_found_without_the_tree_that_led_to_them(path: Path) -> None:
    letters = random.Random(1)
    bodies = [letters.randbytes(size).hex().encode() for size in (100, 4_000, 8_000, 60_000, 700_000)]
    with Store.open(path) as store:
        bench = make_bench(store)
        raws = [make_raw(uid) + body for uid, body in enumerate(bodies, 1)]
        store.save_window(bench.inbox, [Fetched("INBOX", Uid(uid), raw) for uid, raw in enumerate(raws, 1)])
    with closing(sqlite3.connect(path)) as store:
        rows = store.execute("SELECT id, digest_key, digest, size, codec, data FROM content").fetchall()
    assert max(len(row[5]) for row in rows) > 40 * PAGE_BYTES
    assert sorted(leaves.iter_content(path)) == rows
