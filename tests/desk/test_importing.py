"""Mail files of other programs become a mailbox of their own; doing it twice adds nothing."""

from __future__ import annotations

import errno
import mailbox
import os
import zipfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from imapdesk.desk import Desk
from imapdesk.desk.importing import mbox, reading
from imapdesk.errors import Cancelled, SettingsRefused
from imapdesk.mail import Fetched, FolderListing, ListedFolder, MailboxSettings, Scope, Uid


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with Desk.open(tmp_path / "data") as made:
        yield made


def raw(subject: str, body: str = "text") -> bytes:
    return f"From: anna@example.com\r\nSubject: {subject}\r\n\r\n{body}\r\n".encode()


def folders(desk: Desk, name: str) -> dict[str, int]:
    found = desk.store.load_folders(desk.get_saved_mailbox(name).id)
    return {folder.path: folder.messages_saved for folder in found}


def saved(desk: Desk, name: str) -> list[bytes]:
    return sorted(desk.get_raw(number) for number in desk.list_ids(Scope(mailbox=name)))


def test_an_mbox_of_the_standard_library_is_read(desk: Desk, tmp_path: Path) -> None:
    box = mailbox.mbox(tmp_path / "old.mbox")
    for number in range(3):
        message = mailbox.mboxMessage(raw(f"m{number}").replace(b"\r\n", b"\n"))
        message.set_from("anna@example.com Fri Jan 02 03:04:05 2026")
        message.set_flags("RF" if number else "")
        box.add(message)
    box.close()
    done = desk.import_mail(tmp_path / "old.mbox")
    assert (done.mailbox, done.saved, done.known, done.refused) == ("Imported: old", 3, 0, 0)
    assert folders(desk, "Imported: old") == {"old": 3}
    summary = desk.load_summaries(desk.list_ids(Scope(mailbox="Imported: old")))[0]
    assert summary.received_at == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert summary.flags == {"\\Seen", "\\Flagged"}


def test_what_was_exported_comes_back_byte_by_byte(desk: Desk, tmp_path: Path) -> None:
    work = desk.store.add_mailbox(MailboxSettings("work", "anna@example.com", "imap.example.com"))
    listed = tuple(ListedFolder(path, path.encode(), "/") for path in ("INBOX", "Old/2019"))
    desk.store.save_listing(work.id, FolderListing(listed, {}), revision=1, include=lambda _f: True)
    tricky = raw("tricky", "From here on\r\n>From there\r\n\r\nFrom time to time\r\n.\r\nä")
    at = datetime(2026, 1, 2, tzinfo=UTC)
    for folder in desk.store.load_folders(work.id):
        mails = [tricky + folder.path.encode() + b"\r\n", raw("second")]
        fetched = [Fetched(folder.path, Uid(n), each, frozenset({"\\Seen"}), at) for n, each in enumerate(mails, 1)]
        desk.store.save_window(folder.id, fetched)
    for layout in ("mbox", "maildir", "eml"):
        place = tmp_path / layout
        desk.export(place, layout, mailbox="work")
        done = desk.import_mail(place / "work", layout)
        assert done.saved == 4
        assert saved(desk, done.mailbox) == saved(desk, "work")
        assert folders(desk, done.mailbox) == {"INBOX": 2, "Old/2019": 2}
        rows = desk.load_summaries(desk.list_ids(Scope(mailbox=done.mailbox)))
        assert {row.received_at for row in rows} == {at}
    assert desk.check() == []


def test_importing_again_adds_only_what_is_missing(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "mails"
    place.mkdir()
    for number in range(5):
        (place / f"{number}.eml").write_bytes(raw(f"m{number}"))
    assert desk.import_mail(place).saved == 5
    (place / "new.eml").write_bytes(raw("new"))
    again = desk.import_mail(place)
    assert (again.saved, again.known) == (1, 5)
    assert len(saved(desk, "Imported: mails")) == 6


def test_an_import_that_was_stopped_goes_on_behind_what_it_saved(desk: Desk, tmp_path: Path) -> None:
    place = tmp_path / "mails"
    place.mkdir()
    for number in range(450):
        (place / f"{number:03}.eml").write_bytes(raw(f"m{number}"))
    count = iter(range(1000))
    with pytest.raises(Cancelled):
        desk.import_mail(place, should_stop=lambda: next(count) >= 300)
    assert len(saved(desk, "Imported: mails")) == 300
    done = desk.import_mail(place)
    assert (done.saved, done.known) == (150, 300)


def test_a_zip_of_a_thunderbird_profile_keeps_its_folders(desk: Desk, tmp_path: Path) -> None:
    def entry(subject: str, status: str) -> bytes:
        status_line = f"X-Mozilla-Status: {status}\n".encode()
        return b"From - Fri Jan 02 03:04:05 2026\n" + status_line + raw(subject).replace(b"\r\n", b"\n") + b"\n"

    with zipfile.ZipFile(tmp_path / "profile.zip", "w") as archive:
        archive.writestr("Inbox", entry("unread", "0000") + entry("read", "0001") + entry("deleted", "0009"))
        archive.writestr("Inbox.msf", "// a cache")
        archive.writestr("Inbox.sbd/Projects", entry("below", "0005"))
        archive.writestr("notes.txt", "no mail")
    done = desk.import_mail(tmp_path / "profile.zip")
    assert (done.saved, done.refused) == (3, 0)
    assert folders(desk, "Imported: profile") == {"Inbox": 2, "Inbox/Projects": 1}
    flags = {row.subject: row.flags for row in desk.load_summaries(desk.list_ids(Scope(mailbox="Imported: profile")))}
    assert flags == {
        "unread": frozenset(), "read": frozenset({"\\Seen"}), "below": frozenset({"\\Seen", "\\Flagged"})
    }  # fmt: skip


def test_a_maildir_with_line_feeds_becomes_what_its_server_would_send(desk: Desk, tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / "Maildir")
    message = mailbox.MaildirMessage(raw("one").replace(b"\r\n", b"\n"))
    message.set_flags("FS")
    message.set_subdir("cur")
    box.add(message)
    box.add_folder("Sent.2026").add(raw("two").replace(b"\r\n", b"\n"))
    desk.import_mail(tmp_path / "Maildir")
    assert saved(desk, "Imported: Maildir") == [raw("one"), raw("two")]
    assert folders(desk, "Imported: Maildir") == {"Inbox": 1, "Sent/2026": 1}


@pytest.mark.parametrize("before", [b"", b"\n\n", b"\r\n", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n"])
@pytest.mark.parametrize("between", [b"", b"\n"])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_an_mbox_is_taken_apart_in_the_forms_that_programs_left_it(
    desk: Desk, tmp_path: Path, before: bytes, between: bytes, end: bytes
) -> None:
    mails = [raw(f"m{number}", "From here on\nFrom then on, 10:00 in 2026\n>From afar") for number in range(3)]
    separator = b"From anna@example.com Fri Jan  2 03:04:05 2026\n"
    whole = b"".join(separator + each.replace(b"\r\n", b"\n") + between for each in mails)
    (tmp_path / "old.mbox").write_bytes(before + whole.replace(b"\n", end))
    assert desk.import_mail(tmp_path / "old.mbox").saved == 3
    expected = [each.replace(b"\r\n", b"\n").replace(b">From", b"From").replace(b"\n", b"\r\n") for each in mails]
    assert saved(desk, "Imported: old") == expected


def test_folders_of_a_maildir_are_read_as_servers_and_their_copiers_name_them(desk: Desk, tmp_path: Path) -> None:
    names = [".&AMQ-rger.B&APw-cher", ".R&D", ".Größe", "Verbatim/&ZeVnLIqe-"]
    for number, name in enumerate(names):
        place = tmp_path / "Maildir" / name / "cur"
        place.mkdir(parents=True)
        (place / f"1767312000_{number}.77.host,U={number},FMD5=d41d8cd9:2,FS").write_bytes(raw(name))
    desk.import_mail(tmp_path / "Maildir")
    found = folders(desk, "Imported: Maildir")
    assert found == {"Ärger/Bücher": 1, "R&D": 1, "Größe": 1, "Verbatim/日本語": 1}
    rows = desk.load_summaries(desk.list_ids(Scope(mailbox="Imported: Maildir")))
    assert {(row.received_at, row.flags) for row in rows} == {
        (datetime(2026, 1, 2, tzinfo=UTC), frozenset({"\\Seen", "\\Flagged"}))
    }


def test_a_folder_that_can_not_be_read_is_counted(desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def scan(place: str) -> object:
        if Path(place).name in closed:
            raise PermissionError(errno.EACCES, "Permission denied", place)
        return real(place)

    real, closed = os.scandir, {"private"}
    top = tmp_path / "mails"
    for name in ("open", "private"):
        (top / name).mkdir(parents=True)
        (top / name / "one.eml").write_bytes(raw(name))
    monkeypatch.setattr(os, "scandir", scan)
    done = desk.import_mail(top)
    assert (done.saved, done.refused) == (1, 1)
    closed.add("mails")
    with pytest.raises(SettingsRefused, match="can't be read"):
        desk.import_mail(top)


def test_a_name_of_digits_is_no_moment(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "20260102.eml").write_bytes(raw("one"))
    name = desk.import_mail(tmp_path / "20260102.eml").mailbox
    assert [row.received_at for row in desk.load_summaries(desk.list_ids(Scope(mailbox=name)))] == [None]


def test_imported_mail_is_found_and_the_mailbox_is_never_synchronised(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "one.eml").write_bytes(raw("Winter journey", "the crow"))
    name = desk.import_mail(tmp_path / "one.eml").mailbox
    desk.describe_pending()
    assert len(desk.search_ids("crow", Scope())) == 1
    assert desk.load_mailboxes() == []
    assert desk.due() == []
    assert [each.name for each in desk.load_removed_mailboxes()] == [name]
    desk.remove_mailbox(name)
    assert desk.count_messages() == 0


@pytest.mark.parametrize("content", [b"", b"no mail", b"PK\x03\x04 broken"])
def test_a_file_without_mail_leaves_no_mailbox_behind(desk: Desk, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x").write_bytes(content)
    with pytest.raises(SettingsRefused):
        desk.import_mail(tmp_path / "x")
    with pytest.raises(SettingsRefused):
        desk.import_mail(tmp_path / "missing")
    assert desk.load_removed_mailboxes() == []


def test_the_name_of_a_mailbox_with_a_server_is_not_taken(desk: Desk, tmp_path: Path) -> None:
    desk.store.add_mailbox(MailboxSettings("Imported: one", "anna@example.com", "imap.example.com"))
    (tmp_path / "one.eml").write_bytes(raw("x"))
    with pytest.raises(SettingsRefused):
        desk.import_mail(tmp_path / "one.eml")


def test_a_file_of_a_zip_that_is_broken_does_not_cost_the_others(desk: Desk, tmp_path: Path) -> None:
    path = tmp_path / "mails.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.eml", raw("a", "aaaa" * 100))
        archive.writestr("b.eml", raw("b"))
    data = path.read_bytes()
    path.write_bytes(data.replace(b"aaaaaaaa", b"aaaabaaa", 1))
    done = desk.import_mail(path)
    assert (done.saved, done.refused) == (1, 1)


def test_apple_mails_files_lose_their_length_and_property_list(desk: Desk, tmp_path: Path) -> None:
    message = raw("from a Mac", "text\n\nmore").replace(b"\r\n", b"\n")
    place = tmp_path / "Mail" / "Letters.mbox" / "Messages"
    place.mkdir(parents=True)
    properties = b'<?xml version="1.0" encoding="UTF-8"?>\n<plist version="1.0"><dict/></plist>\n'
    (place / "17.emlx").write_bytes(b"%-10d\n" % len(message) + message + properties)
    assert desk.import_mail(tmp_path / "Mail").saved == 1
    assert saved(desk, "Imported: Mail") == [message.replace(b"\n", b"\r\n")]


def test_what_is_too_large_to_be_mail_is_left_out_and_counted(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (mbox, reading):
        monkeypatch.setattr(module, "MOST_BYTES", 1_000)
    separator = b"From anna@example.com Fri Jan  2 03:04:05 2026\n"
    (tmp_path / "Mail").mkdir()
    (tmp_path / "Mail" / "old.mbox").write_bytes(separator + raw("large", "x" * 1_000) + separator + raw("small"))
    (tmp_path / "Mail" / "large.eml").write_bytes(raw("large", "x" * 1_000))
    done = desk.import_mail(tmp_path / "Mail")
    assert (done.saved, done.refused) == (1, 2)
    assert saved(desk, "Imported: Mail") == [raw("small")]
