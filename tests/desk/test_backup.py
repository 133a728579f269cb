"""A backup is the whole store in one proved file, and a restore loses nothing."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from imapdesk.desk import BackupPlan, Desk
from imapdesk.desk.backup import RESTORED_NAME, finish_restore, restore
from imapdesk.errors import BackupRefused, Cancelled, SettingsRefused, StoreError
from imapdesk.mail import Fetched, FolderId, FolderListing, ListedFolder, MailboxSettings, Scope, Uid, utc_now


def save(desk: Desk, folder: FolderId, first: int, count: int) -> None:
    raws = [f"Subject: message {n}\r\n\r\n{n} {'text ' * 200}\r\n".encode() for n in range(first, first + count)]
    desk.store.save_window(folder, [Fetched("INBOX", Uid(first + n), raw) for n, raw in enumerate(raws)])


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "data") as made:
        yield made


@pytest.fixture
def folder(desk: Desk) -> FolderId:
    mailbox = desk.store.add_mailbox(MailboxSettings("work", "anna@example.com", "imap.example.com"))
    listing = FolderListing((ListedFolder("INBOX", b"INBOX", "/"),), {})
    desk.store.save_listing(mailbox.id, listing, revision=1, include=lambda _f: True)
    found = desk.store.load_folders(mailbox.id)[0].id
    save(desk, found, 1, 50)
    return found


def test_a_backup_holds_every_message_in_one_private_file(desk: Desk, folder: FolderId, tmp_path: Path) -> None:
    seen: list[tuple[str, int, int]] = []
    made = desk.back_up(tmp_path / "out" / "b.backup", on_progress=lambda *word: seen.append(word))
    assert made.messages == 50
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["b.backup"]
    assert made.path.stat().st_mode & 0o777 == 0o600
    assert {phase for phase, _done, _total in seen} == {"copying", "proving"}
    assert all(done == total for done, total in {phase: rest for phase, *rest in seen}.values())


def test_a_backup_can_be_made_while_another_thread_saves_mail(desk: Desk, folder: FolderId, tmp_path: Path) -> None:
    stop = Event()

    def go_on_saving() -> None:
        number = 1000
        while not stop.is_set():
            save(desk, folder, number, 20)
            number += 20

    saver = Thread(target=go_on_saving)
    saver.start()
    try:
        made = [desk.back_up(tmp_path / f"{n}.backup") for n in range(3)]
    finally:
        stop.set()
        saver.join()
    assert [each.messages for each in made] == sorted(each.messages for each in made)
    assert made[0].messages >= 50
    assert desk.check() == []


def test_a_restored_backup_is_the_store_again_and_the_former_one_is_kept(
    desk: Desk, folder: FolderId, tmp_path: Path
) -> None:
    before = [desk.get_raw(number) for number in desk.list_ids(Scope())]
    desk.back_up(tmp_path / "b.backup")
    desk.remove_mailbox("work")
    desk.close()
    messages, kept = restore(tmp_path / "b.backup", desk.data_dir)
    assert messages == 50
    assert kept is not None
    assert kept.exists()
    with Desk.open(desk.data_dir) as again:
        assert [again.get_raw(number) for number in again.list_ids(Scope())] == before
        assert again.check() == []
    with Desk.open(tmp_path / "empty") as other:
        other.store.close()
    assert restore(kept, tmp_path / "empty")[0] == 0


def test_a_backup_is_put_into_an_empty_data_directory(desk: Desk, folder: FolderId, tmp_path: Path) -> None:
    desk.back_up(tmp_path / "b.backup")
    assert restore(tmp_path / "b.backup", tmp_path / "new") == (50, None)
    with Desk.open(tmp_path / "new") as again:
        assert again.count_messages() == 50


def test_nothing_is_replaced_while_another_program_uses_the_store(desk: Desk, folder: FolderId, tmp_path: Path) -> None:
    desk.back_up(tmp_path / "b.backup")
    with pytest.raises(StoreError, match="Quit it first"):
        restore(tmp_path / "b.backup", desk.data_dir)
    save(desk, folder, 500, 1)
    assert desk.count_messages() == 51


def test_a_window_prepares_a_restore_and_finishes_it_once_its_store_is_closed(
    desk: Desk, folder: FolderId, tmp_path: Path
) -> None:
    desk.back_up(tmp_path / "b.backup")
    save(desk, folder, 500, 1)
    assert desk.prepare_restore(tmp_path / "b.backup") == 50
    assert desk.count_messages() == 51
    desk.close()
    finish_restore(desk.data_dir)
    with Desk.open(desk.data_dir) as again:
        assert again.count_messages() == 50


def test_there_is_a_store_whenever_a_restore_is_cut_off(
    desk: Desk, folder: FolderId, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Cut(BaseException):
        """The end of the process."""

    def cut(*_: object) -> None:
        raise Cut

    desk.back_up(tmp_path / "b.backup")
    save(desk, folder, 500, 1)
    desk.close()
    with monkeypatch.context() as patch:
        patch.setattr("os.replace", cut)
        with pytest.raises(Cut):
            restore(tmp_path / "b.backup", desk.data_dir)
    with Desk.open(desk.data_dir) as again:
        assert again.count_messages() == 51
    assert restore(tmp_path / "b.backup", desk.data_dir)[0] == 50


def test_what_a_restore_that_was_cut_off_left_can_be_restored_itself(
    desk: Desk, folder: FolderId, tmp_path: Path
) -> None:
    desk.back_up(tmp_path / "b.backup")
    desk.prepare_restore(tmp_path / "b.backup")
    save(desk, folder, 500, 1)
    desk.close()
    assert restore(desk.data_dir / "imapdesk.db.restored", desk.data_dir)[0] == 50
    with Desk.open(desk.data_dir) as again:
        assert again.count_messages() == 50


def test_a_backup_with_a_changed_byte_is_refused(desk: Desk, folder: FolderId, tmp_path: Path) -> None:
    made = desk.back_up(tmp_path / "b.backup")
    with sqlite3.connect(made.path) as broken:
        data = broken.execute("SELECT data FROM content WHERE id = 7").fetchone()[0]
        broken.execute("UPDATE content SET data = ? WHERE id = 7", (data[:-1] + bytes([data[-1] ^ 1]),))
    broken.close()
    with pytest.raises(BackupRefused, match="backup is damaged"):
        restore(made.path, tmp_path / "new")
    assert list((tmp_path / "new").iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"no database at all", None])
def test_a_file_that_is_no_backup_is_refused(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "other"
    if content is None:
        sqlite3.connect(path).execute("CREATE TABLE t(x)").connection.close()
    else:
        path.write_bytes(content)
    with pytest.raises(BackupRefused, match=r"^other is not a backup of imapdesk\."):
        restore(path, tmp_path / "new")
    with pytest.raises(SettingsRefused):
        restore(tmp_path / "missing", tmp_path / "new")


def test_a_place_that_can_not_be_written_to_is_not_called_a_broken_store(desk: Desk, folder: FolderId) -> None:
    with pytest.raises(SettingsRefused, match=r"^/proc/mine\.backup can't be used"):
        desk.back_up(Path("/proc/mine.backup"))


def test_what_is_wrong_with_a_backup_to_be_restored_is_said_of_the_backup(tmp_path: Path) -> None:
    for source in (tmp_path / "missing", tmp_path, Path("/dev/null"), Path("~nobody-of-that-name/file")):
        with pytest.raises(SettingsRefused) as caught:
            restore(source, tmp_path / "new")
        assert caught.value.field == "source"


def test_a_data_directory_that_can_not_be_written_to_is_not_taken_for_a_bad_backup(
    desk: Desk, folder: FolderId, tmp_path: Path
) -> None:
    made = desk.back_up(tmp_path / "one.backup")
    (tmp_path / "new" / RESTORED_NAME).mkdir(parents=True)
    with pytest.raises(SettingsRefused, match=r"imapdesk\.db\.restored can't be used") as caught:
        restore(made.path, tmp_path / "new")
    assert caught.value.field == "data_dir"


@pytest.mark.parametrize("name", ["imapdesk.db", "imapdesk.db-wal", "link", "twin", "secrets.vault"])
def test_a_backup_takes_the_place_of_nothing_that_the_program_lives_on(desk: Desk, folder: FolderId, name: str) -> None:
    store, dest = desk.data_dir / "imapdesk.db", desk.data_dir / name
    if name == "link":
        dest.symlink_to(store)
    elif name == "twin":
        dest.hardlink_to(store)
    elif name == "secrets.vault":
        dest.write_text("{}")
    before = dest.read_bytes() if dest.is_file() else b""
    with pytest.raises(SettingsRefused):
        desk.back_up(dest)
    assert before == (dest.read_bytes() if dest.is_file() else b"")
    assert desk.check() == []
    assert desk.count_messages() == 50


def test_a_link_goes_on_leading_to_the_backup(desk: Desk, folder: FolderId, tmp_path: Path) -> None:
    (tmp_path / "far").mkdir()
    latest = tmp_path / "latest.backup"
    latest.symlink_to(tmp_path / "far" / "b.backup")
    for _ in range(2):
        assert desk.back_up(latest).path == tmp_path / "far" / "b.backup"
    assert latest.is_symlink()
    assert restore(latest, tmp_path / "new") == (50, None)


def test_a_backup_from_a_clock_that_was_ahead_takes_nothing_from_the_last_one(
    desk: Desk, folder: FolderId, tmp_path: Path
) -> None:
    place = tmp_path / "backups"
    place.mkdir()
    (place / "imapdesk-2086-01-01-100000.backup").write_text("from the future")
    desk.save_backup_plan(BackupPlan(str(place), every_days=7, keep=1))
    made = desk.back_up_when_due()
    assert made is not None
    assert [path.name for path in place.iterdir()] == [made.path.name]


def test_what_a_killed_backup_left_is_taken_away_once_nobody_can_be_writing_it(
    desk: Desk, folder: FolderId, tmp_path: Path
) -> None:
    place = tmp_path / "backups"
    place.mkdir()
    scheduled = "imapdesk-2026-01-01-100000.backup.part-1"
    names = ["b[1].backup.part-1", "b[1].backup.part-2-journal", "b[1].backup.part-3", "b1.backup.part-4", scheduled]
    day = 24 * 60 * 60
    for name in names:
        (place / name).write_text("half a store")
        age = 60 if name.endswith("-3") else 2 * day
        os.utime(place / name, (time.time() - age,) * 2)
    desk.back_up(place / "b[1].backup")
    desk.save_backup_plan(BackupPlan(str(place), every_days=7))
    made = desk.back_up_when_due()
    assert made is not None
    assert {path.name for path in place.iterdir()} == {names[2], names[3], "b[1].backup", made.path.name}


def test_a_stopped_backup_leaves_the_former_file_alone(desk: Desk, folder: FolderId, tmp_path: Path) -> None:
    dest = tmp_path / "b.backup"
    dest.write_text("the former one")
    with pytest.raises(Cancelled):
        desk.back_up(dest, should_stop=lambda: True)
    assert dest.read_text() == "the former one"
    assert {path.name for path in tmp_path.iterdir()} == {"b.backup", "data"}


def test_the_schedule_writes_once_a_week_and_keeps_the_last_ones(desk: Desk, folder: FolderId, tmp_path: Path) -> None:
    assert desk.back_up_when_due() is None
    place = tmp_path / "backups"
    place.mkdir()
    for day in range(1, 6):
        (place / f"imapdesk-2026-01-0{day}-100000.backup").write_text("old")
    (place / "imapdesk-mine.backup").write_text("somebody's own")
    desk.save_backup_plan(BackupPlan(str(place), every_days=7, keep=3))
    made = desk.back_up_when_due()
    assert made is not None
    assert made.messages == 50
    assert desk.back_up_when_due() is None
    assert desk.is_backup_due(utc_now() + timedelta(days=7))
    assert desk.is_backup_due(utc_now() - timedelta(days=1)), "a clock that was set back stops no backups"
    names = sorted(path.name for path in place.iterdir())
    assert names == [
        "imapdesk-2026-01-04-100000.backup", "imapdesk-2026-01-05-100000.backup", made.path.name, "imapdesk-mine.backup"
    ]  # fmt: skip


def test_a_schedule_needs_a_folder_that_takes_files(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(SettingsRefused):
        desk.save_backup_plan(BackupPlan(str(tmp_path / "nowhere"), every_days=7))
