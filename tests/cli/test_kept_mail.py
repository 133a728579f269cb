"""A mailbox that was removed while its mail was kept: the mail is still read, found and exported."""

from __future__ import annotations

from pathlib import Path

import pytest

from imapdesk.accounts.secrets import SecretStore
from imapdesk.desk import Desk
from imapdesk.errors import SecretsUnavailable
from tests.cli.program import Program
from tests.servers.mail_user import MailUser

RAW = b"From: bob@example.com\r\nSubject: Invoice\r\nMessage-ID: <1@example.com>\r\n\r\nforty-two\r\n"


@pytest.fixture
def kept(program: Program, mail_user: MailUser) -> Program:
    """One message in INBOX of the removed mailbox ``work``."""
    mail_user.deliver("INBOX", [RAW])
    program.add_mailbox(mail_user)
    program.sync()
    program.json("mailbox", "remove", "work", "--keep-mail")
    return program


def test_kept_mail_is_listed_found_and_exported_by_the_mailbox_name(kept: Program, tmp_path: Path) -> None:
    assert len(kept.json("list", "--mailbox", "work")) == 1
    assert len(kept.json("list", "--mailbox", "work", "--folder", "inbox")) == 1
    assert len(kept.json("search", "forty-two", "--mailbox", "work")) == 1
    kept.json("export", str(tmp_path / "out"), "--format", "eml", "--mailbox", "work", "--folder", "INBOX")
    assert [path.read_bytes() for path in (tmp_path / "out").rglob("*.eml")] == [RAW]
    assert kept.json("status")["kept"] == ["work"]
    assert kept.json("mailbox", "list") == []


def test_the_status_tells_kept_mail_from_imported_mail(kept: Program, tmp_path: Path) -> None:
    (tmp_path / "old.eml").write_bytes(RAW)
    kept.json("import", str(tmp_path / "old.eml"))

    text = kept.run("status").text

    assert "work: removed; its mail was kept (“imapdesk mailbox remove work” deletes it)" in text
    assert "Imported: old: saved mail without a server (“imapdesk mailbox remove 'Imported: old'” deletes it)" in text


def test_kept_mail_goes_when_the_mailbox_is_removed_once_more(kept: Program) -> None:
    kept.json("mailbox", "remove", "work")

    assert kept.json("list") == []
    assert kept.json("status")["kept"] == []
    kept.json("mailbox", "remove", "work", code=2)


def test_kept_mail_survives_that_the_mailbox_can_not_be_added_again(
    kept: Program, mail_user: MailUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise SecretsUnavailable("The system's password store is locked.")

    monkeypatch.setattr(SecretStore, "set", refuse)
    with Desk.open(kept.data_dir) as desk:
        (old,) = desk.load_removed_mailboxes()
        with pytest.raises(SecretsUnavailable):
            desk.add_mailbox(old.settings, mail_user.password)

        assert desk.load_mailboxes() == []
        assert desk.count_messages() == 1


def test_a_folder_or_mailbox_that_does_not_exist_is_said(kept: Program, tmp_path: Path) -> None:
    for words in (["list"], ["search", "x"], ["export", str(tmp_path / "out"), "--format", "mbox"]):
        kept.json(*words, "--folder", "nowhere", code=2)
        kept.json(*words, "--mailbox", "nobody", code=2)


def test_an_export_of_a_folder_takes_it_from_every_mailbox(kept: Program, mail_user: MailUser, tmp_path: Path) -> None:
    kept.add_mailbox(mail_user, "other")
    kept.sync()

    assert kept.json("export", str(tmp_path / "out"), "--format", "mbox", "--folder", "INBOX")["exported"] == 2
