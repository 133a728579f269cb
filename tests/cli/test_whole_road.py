"""From nothing to an exported mailbox, on the command line, against a real Dovecot."""

from __future__ import annotations

import random
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.cli.program import Program
from tests.servers.mail_user import MailUser

FOLDERS = [
    "INBOX",
    "Sent",
    "Projects",
    "Projects/2026",
    "Projects/Äpfel & Birnen",
    "Archive",
    "日本語",
    "Lists/a_b",
    "x y",
    'q"uote',
]


def make_mail(number: int) -> bytes:
    """Small messages of every shape: text, 8-bit, attachment, none of the headers, bare line feeds at the end."""
    source = random.Random(number)
    head = f"From: Bob <bob@example.org>\r\nSubject: Message {number}\r\nMessage-ID: <{number}@example.org>\r\n"
    bodies = [
        b"\r\nshort\r\n",
        "Content-Type: text/plain; charset=utf-8\r\n\r\nGrüße\r\n".encode(),
        b"\r\n" + source.randbytes(2000).replace(b"\0", b"0").replace(b"\r", b"r").replace(b"\n", b"\r\n"),
        b"\r\n" + b"long line " * 400 + b"\r\n",
        b"\r\n",
    ]
    return head.encode() + bodies[number % len(bodies)]


def fill(user: MailUser, count: int) -> None:
    user.create_folder(*FOLDERS[1:])
    for place, folder in enumerate(FOLDERS):
        user.deliver(folder, [make_mail(number) for number in range(place, count, len(FOLDERS))], flags=["\\Seen"])


def exported(place: Path) -> list[bytes]:
    return sorted(path.read_bytes() for path in place.rglob("cur/*"))


def test_2000_messages_in_10_folders_come_out_byte_for_byte(
    program: Program, mail_user: MailUser, tmp_path: Path
) -> None:
    fill(mail_user, 2000)
    program.add_mailbox(mail_user)
    program.json("folder", "include", "work", "--all")

    first = program.sync()

    assert first["outcome"] == "ok"
    assert first["mailboxes"][0]["stored"] == first["messages"] == 2000
    program.json("export", str(tmp_path / "out"), "--format", "maildir")
    truth = sorted(raw for folder in FOLDERS for raw in mail_user.raw_messages(folder).values())
    assert exported(tmp_path / "out") == truth

    second = program.sync()

    assert second["outcome"] == "ok"
    assert second["mailboxes"][0]["stored"] == 0
    assert second["mailboxes"][0]["bytes_received"] < 20_000
    assert program.json("check")["healthy"] is True


def test_unticked_folders_are_not_synchronised(program: Program, mail_user: MailUser) -> None:
    fill(mail_user, 40)
    program.add_mailbox(mail_user)
    program.json("folder", "exclude", "work", "Projects/2026", "Sent")

    program.sync()

    saved = {row["path"]: row["messages_saved"] for row in program.json("folder", "list", "work")}
    assert saved["Projects/2026"] == saved["Sent"] == 0
    assert saved["INBOX"] == 4


def test_a_first_run_loads_the_last_year_and_later_runs_what_is_new(program: Program, mail_user: MailUser) -> None:
    now = datetime.now(UTC)
    mail_user.deliver("INBOX", [make_mail(1)], received=now - timedelta(days=500))
    mail_user.deliver("INBOX", [make_mail(2)], received=now - timedelta(days=300))
    program.add_mailbox(mail_user)
    assert program.sync()["messages"] == 1

    mail_user.append("INBOX", make_mail(3), received=now - timedelta(days=900))

    assert program.sync()["messages"] == 2
    program.json("mailbox", "set", "work", "all-mail=yes")
    assert program.sync()["messages"] == 3


def test_all_mail_is_loaded_when_asked_for(program: Program, mail_user: MailUser) -> None:
    mail_user.deliver("INBOX", [make_mail(1)], received=datetime(2001, 1, 1, tzinfo=UTC))
    program.add_mailbox(mail_user, "work", "--all-mail")
    assert program.sync()["messages"] == 1


def test_a_deleted_folder_goes_when_empty_and_stays_when_it_holds_mail(program: Program, mail_user: MailUser) -> None:
    mail_user.create_folder("Empty", "Full")
    mail_user.deliver("Full", [make_mail(1)])
    program.add_mailbox(mail_user)
    program.sync()

    mail_user.delete_folder("Empty")
    mail_user.delete_folder("Full")
    assert program.sync()["outcome"] == "ok"

    folders = {row["path"]: row for row in program.json("folder", "list", "work")}
    assert "Empty" not in folders
    assert folders["Full"]["on_server"] is False
    (row,) = program.json("list", "--folder", "Full")
    assert program.run("show", str(row["id"]), "--raw").out == make_mail(1)


def test_changed_settings_refresh_the_folder_list_and_no_mail(program: Program, mail_user: MailUser) -> None:
    program.add_mailbox(mail_user)
    mail_user.create_folder("Brand new")
    mail_user.deliver("INBOX", [make_mail(1)])

    program.json("mailbox", "set", "work", "all-mail=yes")

    assert "Brand new" in {row["path"] for row in program.json("folder", "list", "work")}
    assert program.json("status")["messages"] == 0


def test_saved_mail_is_listed_shown_and_found_without_the_server(program: Program, mail_user: MailUser) -> None:
    raw = make_mail(1).replace(b"Message 1", b"Quarterly zebra report")
    mail_user.deliver("INBOX", [raw, make_mail(6)])
    program.add_mailbox(mail_user)
    program.sync()
    program.json("mailbox", "set", "work", "port=1", "--no-check")

    (found,) = program.json("search", "zebra")
    assert found["subject"] == "Quarterly zebra report"
    assert program.json("search", "zebra", "--explain")["understood"].startswith("Messages ")
    assert program.json("index", "--rebuild") == {"indexed": 2, "rebuilt": True}
    assert [row["id"] for row in program.json("search", "zebra", "--best")] == [found["id"]]
    assert len(program.json("list")) == 2
    shown = program.json("show", str(found["id"]))
    assert shown["text"].strip() == "Grüße"
    assert program.run("show", str(found["id"]), "--raw").out == raw
    assert program.sync(code=5)["outcome"] == "unreachable"


def test_everything_written_is_for_its_owner_only(program: Program, mail_user: MailUser) -> None:
    mail_user.deliver("INBOX", [make_mail(1)])
    program.add_mailbox(mail_user)
    program.sync()

    for path in [program.data_dir, *program.data_dir.rglob("*")]:
        assert path.stat().st_mode & 0o777 == (0o700 if path.is_dir() else 0o600), path


def test_no_secret_is_in_any_file(program: Program, mail_user: MailUser) -> None:
    user = mail_user.server.add_user(password="very-secret-phrase")
    program.add_mailbox(user)
    program.sync()
    for path in program.data_dir.rglob("*"):
        if path.is_file():
            assert b"very-secret-phrase" not in path.read_bytes(), path


def test_the_store_is_one_sqlite_file_in_the_data_directory(program: Program, mail_user: MailUser) -> None:
    program.add_mailbox(mail_user)
    with sqlite3.connect(program.data_dir / "imapdesk.db") as db:
        assert db.execute("pragma integrity_check").fetchone() == ("ok",)
    db.close()
