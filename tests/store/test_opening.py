"""Opening: files are private, newer stores are refused, damage and a full disk are named."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from imapdesk.errors import DiskFull, StoreDamaged, StoreError, StoreTooNew
from imapdesk.mail import MailboxSettings
from imapdesk.store import Store
from imapdesk.store.database.opening import find_newest_version
from tests.pace import PATIENCE_S
from tests.store.bench import Bench, fetched


def test_everything_written_is_private_whatever_the_umask(path: Path) -> None:
    old = os.umask(0)
    try:
        with Store.open(path) as store:
            store.set_setting("x", 1)
            modes = {file.name: oct(file.stat().st_mode & 0o777) for file in path.parent.iterdir()}
    finally:
        os.umask(old)
    assert modes == {"imapdesk.db": "0o600", "imapdesk.db-wal": "0o600", "imapdesk.db-shm": "0o600"}
    assert path.parent.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_was_there_keeps_its_mode(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    Store.open(tmp_path / "imapdesk.db").close()
    assert tmp_path.stat().st_mode & 0o777 == 0o755


def test_the_log_is_written_ahead_and_flushed_fully(store: Store, path: Path) -> None:
    pragmas = ("journal_mode", "synchronous", "foreign_keys")
    assert [store._writer.database.pragma(name) for name in pragmas] == ["wal", 2, 1]


def test_a_store_of_a_newer_program_is_refused_and_left_alone(path: Path) -> None:
    Store.open(path).close()
    newer = find_newest_version() + 3
    with sqlite3.connect(path) as connection:
        connection.execute(f"PRAGMA user_version = {newer}")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(StoreTooNew) as refusal:
        Store.open(path)
    assert str(newer) in str(refusal.value)
    assert str(find_newest_version()) in str(refusal.value)
    assert path.read_bytes() == before


def test_a_file_that_is_no_store_is_called_damaged(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"this is not a database, " * 500)
    with pytest.raises(StoreDamaged):
        Store.open(path)


def test_a_place_that_cannot_be_written_is_a_store_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(StoreError):
        Store.open(tmp_path / "file" / "imapdesk.db")


_OPEN_WITHOUT_ROOM = """
import resource, sys
from pathlib import Path
from imapdesk.errors import ImapdeskError
from imapdesk.store import Store
resource.setrlimit(resource.RLIMIT_FSIZE, (16384, 16384))
try:
    Store.open(Path(sys.argv[1]))
except ImapdeskError as error:
    print(type(error).__name__, error)
"""


def test_a_disk_without_room_for_the_index_of_the_log_is_called_full(path: Path) -> None:
    Store.open(path).close()
    words = [sys.executable, "-c", _OPEN_WITHOUT_ROOM, str(path)]
    done = subprocess.run(words, capture_output=True, text=True, check=True)
    assert done.stdout == "DiskFull There is no space left on the disk that holds the store.\n"


def test_a_full_disk_is_named_and_loses_nothing(bench: Bench) -> None:
    bench.save(1, 2)
    pages = bench.store._writer.database.pragma("page_count")
    bench.store._writer.database.pragma("max_page_count", pages + 2)
    with pytest.raises(DiskFull):
        bench.store.save_window(bench.inbox, [fetched(9, raw=os.urandom(400_000))])
    bench.store._writer.database.pragma("max_page_count", 1_000_000)
    assert bench.store.count_messages() == 2
    bench.store.save_window(bench.inbox, [fetched(9, raw=os.urandom(400_000))])
    assert bench.store.count_messages() == 3
    assert bench.store.check() == []


def find_faults(path: Path) -> list[str]:
    """What opening or checking the store says of it."""
    try:
        with Store.open(path) as store:
            return store.check()
    except StoreDamaged as error:
        return [str(error)]


def test_a_damaged_page_is_reported_as_damage(bench: Bench, path: Path) -> None:
    for start in range(1, 2000, 100):
        bench.save(*range(start, start + 100))
    bench.store.close()
    size = path.stat().st_size
    with path.open("r+b") as file:
        for place in range(8192 * 3, size, 8192 * 2):
            file.seek(place)
            file.write(b"\xff" * 4096)
    assert find_faults(path)


def test_two_programs_may_make_the_same_store_at_once(path: Path) -> None:
    code = "import sys, pathlib; from imapdesk.store import Store; Store.open(pathlib.Path(sys.argv[1])).close()"
    command = [sys.executable, "-c", code, str(path)]
    root = Path(__file__).parents[2]
    runs = [subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE) for _ in range(3)]
    assert [(run.communicate(timeout=PATIENCE_S)[1], run.returncode) for run in runs] == [(b"", 0)] * 3
    with Store.open(path) as store:
        assert store.check() == []


def test_any_thread_may_read_and_write(store: Store) -> None:
    def work(number: int) -> None:
        for step in range(20):
            store.set_setting(f"{number}", step)
            assert store.get_setting(f"{number}", None) == step

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [store.get_setting(f"{number}", None) for number in range(4)] == [19] * 4


def test_what_was_saved_is_there_after_opening_again(path: Path) -> None:
    with Store.open(path) as store:
        added = store.add_mailbox(MailboxSettings("work", "me@example.com", "imap.example.com"))
    with Store.open(path) as store:
        assert store.load_mailboxes() == [added]


def test_a_closed_store_says_so(path: Path) -> None:
    store = Store.open(path)
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.load_mailboxes()
    with pytest.raises(StoreError, match="closed"):
        store.set_setting("x", 1)
