"""``imapdesk verify``: completeness proven against a real Dovecot, and every kind of difference found."""

from __future__ import annotations

import functools
import importlib
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from imapdesk.accounts import vault
from tests.cli.program import Answer, Program
from tests.servers.mail_user import MailUser

_cli = importlib.import_module("imapdesk.cli.main")


def make_raw(number: int) -> bytes:
    return b"Subject: message %d\r\nMessage-ID: <%d@example.org>\r\n\r\nText %d\r\n" % (number, number, number)


class QuickProgram(Program):
    """The program's command line in this process: these tests run many commands."""

    def run(self, *words: str, stdin: str = "", **environment: str) -> Answer:
        place = {"IMAPDESK_DATA_DIR": str(self.data_dir), "IMAPDESK_MASTER_PASSWORD": "open sesame"}
        done = CliRunner().invoke(_cli.cli, list(words), input=stdin, env=place | environment)
        if done.exception is not None and not isinstance(done.exception, SystemExit):
            raise done.exception
        return Answer(done.exit_code, done.stdout_bytes, done.stderr)


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Program:
    monkeypatch.setattr(vault, "Cost", functools.partial(vault.Cost, n=2**10, p=1))
    return QuickProgram(tmp_path / "data")


@pytest.fixture
def filled(program: Program, mail_user: MailUser) -> Program:
    """A mailbox of two folders, synchronised."""
    mail_user.create_folder("Work")
    mail_user.deliver("INBOX", [make_raw(number) for number in range(1, 9)])
    mail_user.deliver("Work", [make_raw(number) for number in range(9, 12)])
    program.add_mailbox(mail_user, "work")
    program.json("folder", "include", "work", "--all")
    assert program.sync()["outcome"] == "ok"
    return program


def change(program: Program, sql: str) -> None:
    with closing(sqlite3.connect(program.data_dir / "imapdesk.db")) as database, database:
        database.execute(sql)


def folder_of(document: Any, path: str = "INBOX") -> dict[str, Any]:
    (found,) = [folder for folder in document["mailboxes"][0]["folders"] if folder["path"] == path]
    return dict(found)


@pytest.mark.parametrize("words", [[], ["--deep"]])
def test_a_synchronised_mailbox_is_complete(filled: Program, words: list[str]) -> None:
    document = filled.json("verify", "work", *words)

    assert document["outcome"] == "ok"
    (mailbox,) = document["mailboxes"]
    assert mailbox["deep"] is bool(words)
    assert datetime.fromisoformat(mailbox["checked_at"]).tzinfo is not None
    inbox = folder_of(document)
    assert (inbox["complete"], inbox["on_server"], inbox["saved"], inbox["missing"]) == (True, 8, 8, "")


def test_text_for_people_ticks_each_folder(filled: Program) -> None:
    lines = filled.run("verify").text.splitlines()
    assert lines[0] == "work: complete"
    assert "  [x] INBOX\t8 saved, 8 on the server" in lines


def test_mail_that_is_new_on_the_server_is_missing(filled: Program, mail_user: MailUser) -> None:
    uid = mail_user.append("INBOX", make_raw(50))
    document = filled.json("verify", code=1)
    assert document["outcome"] == "partial"
    assert folder_of(document)["missing"] == str(uid)
    assert folder_of(document, "Work")["complete"] is True


def test_mail_that_is_no_longer_on_the_server_is_extra_until_a_run_has_marked_it(
    filled: Program, mail_user: MailUser
) -> None:
    uid = mail_user.uids("INBOX")[2]
    mail_user.expunge("INBOX", [uid])
    assert folder_of(filled.json("verify", code=1))["extra"] == str(uid)
    filled.sync()
    assert filled.json("verify")["outcome"] == "ok"


def test_a_row_that_vanished_from_the_store_is_missing(filled: Program) -> None:
    change(filled, "DELETE FROM location WHERE uid = 4 AND folder_id = (SELECT id FROM folder WHERE path = 'INBOX')")
    assert folder_of(filled.json("verify", code=1))["missing"] == "4"


@pytest.mark.parametrize("words", [[], ["--deep"]])
def test_changed_bytes_in_the_store_are_found(filled: Program, words: list[str]) -> None:
    other = "(SELECT data FROM content WHERE id = (SELECT max(id) FROM content))"
    mine = (
        "(SELECT content_id FROM location WHERE uid = 5 AND folder_id = (SELECT id FROM folder WHERE path = 'INBOX'))"
    )
    change(filled, f"UPDATE content SET data = {other} WHERE id = {mine}")
    document = filled.json("verify", *words, code=1)
    assert folder_of(document)["different"] == "5"
    assert folder_of(document, "Work")["complete"] is True


def test_two_messages_that_changed_places_are_found_by_their_bytes(filled: Program) -> None:
    inbox = "(SELECT id FROM folder WHERE path = 'INBOX')"
    change(
        filled,
        f"UPDATE location SET content_id = (SELECT content_id FROM location WHERE uid = 7 AND folder_id = {inbox}) "
        f"WHERE uid = 6 AND folder_id = {inbox}",
    )
    assert filled.json("verify")["outcome"] == "ok", "the sizes are the same, so only the bytes can tell"
    assert folder_of(filled.json("verify", "--deep", code=1))["different"] == "6"


def test_two_large_messages_that_changed_places_are_found_and_no_file_of_them_stays(
    program: Program, mail_user: MailUser
) -> None:
    lines = [letter * 70 + b"\r\n" for letter in (b"a", b"b")]
    mail_user.deliver("INBOX", [make_raw(number) + line * 130_000 for number, line in enumerate(lines, 1)])
    program.add_mailbox(mail_user, "work")
    assert program.sync()["outcome"] == "ok"
    assert program.json("verify", "--deep")["outcome"] == "ok"
    change(program, "UPDATE location SET content_id = 3 - content_id")
    assert folder_of(program.json("verify", "--deep", code=1))["different"] == "1:2"
    assert not list(program.data_dir.rglob("message-*"))


def test_mail_older_than_the_period_is_left_out_not_missing(program: Program, mail_user: MailUser) -> None:
    mail_user.deliver("INBOX", [make_raw(1), make_raw(2)], received=datetime(2019, 1, 1, tzinfo=UTC))
    mail_user.deliver("INBOX", [make_raw(3)])
    program.add_mailbox(mail_user, "work")
    program.sync()
    inbox = folder_of(program.json("verify"))
    assert (inbox["complete"], inbox["on_server"], inbox["saved"], inbox["left_out"]) == (True, 3, 1, 2)


def test_a_renumbered_folder_is_to_be_synchronised_first(filled: Program, mail_user: MailUser) -> None:
    mail_user.renumber("INBOX")
    assert "renumbered" in folder_of(filled.json("verify", code=1))["error"]
    filled.sync()
    assert filled.json("verify", "--deep")["outcome"] == "ok"


def test_a_folder_deleted_on_the_server_is_said(filled: Program, mail_user: MailUser) -> None:
    mail_user.delete_folder("Work")
    assert "refused" in folder_of(filled.json("verify", code=1), "Work")["error"]


def test_the_result_is_kept_with_its_date(filled: Program) -> None:
    from imapdesk.desk import Desk

    before = datetime.now(UTC)
    filled.json("verify", "--deep")
    with Desk.open(filled.data_dir) as desk:
        proof = desk.load_proof("work")
    assert proof is not None
    assert (proof.complete, proof.deep) == (True, True)
    assert before - timedelta(seconds=1) <= proof.checked_at <= datetime.now(UTC)
    assert [folder.path for folder in proof.folders if folder.complete] == ["INBOX", "Work"]


def test_an_unknown_mailbox_is_a_wrong_word(program: Program) -> None:
    assert program.run("verify", "nobody").code == 2


def test_a_mailbox_whose_password_is_refused_says_so(filled: Program) -> None:
    filled.run("mailbox", "set", "work", "port=1")
    assert filled.json("verify", code=5)["outcome"] == "unreachable"
