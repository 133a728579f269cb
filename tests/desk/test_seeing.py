"""Who sees which mailbox, and its mail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from imapdesk.accounts.people import CREDENTIAL_NOTIFICATIONS, VIEW_SYSTEM_MAILBOXES
from imapdesk.desk import Desk
from imapdesk.mail import MailboxSettings, Person, Scope
from tests.servers.mail_user import MailUser

MESSAGE = b"From: anna@example.com\r\nSubject: Hello\r\nMessage-ID: <%d@example.com>\r\n\r\nHello\r\n"


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("IMAPDESK_MASTER_PASSWORD", "master")
    with Desk.open(tmp_path / "data") as opened:
        opened.find_me()
        yield opened


def add(desk: Desk, user: MailUser, name: str, owner: str | None) -> None:
    server = user.server
    desk.add_mailbox(
        MailboxSettings(name, f"{name}@example.com", "localhost", server.port_tls, user=user.name,
                        ca_file=str(server.ca_file), owner=owner), user.password,
    )  # fmt: skip


def seen_by(desk: Desk, login: str, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setattr("imapdesk.desk.people.current_login", lambda: login)
    return [mailbox.name for mailbox in desk.load_my_mailboxes()]


def test_a_person_sees_the_own_mailboxes_and_system_mailboxes_by_capability(
    desk: Desk, mail_user: MailUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.save_role("Keeper", [CREDENTIAL_NOTIFICATIONS])
    desk.save_role("Reader", [VIEW_SYSTEM_MAILBOXES])
    for login, roles in {"alice": [], "bob": ["Keeper"], "carol": ["Reader"], "dave": []}.items():
        desk.add_person(login, roles=roles)
    add(desk, mail_user, "hers", "alice")
    add(desk, mail_user, "his", "bob")
    add(desk, mail_user, "shared", None)
    assert seen_by(desk, "alice", monkeypatch) == ["hers"]
    assert seen_by(desk, "bob", monkeypatch) == ["his", "shared"]
    assert seen_by(desk, "carol", monkeypatch) == ["shared"]
    assert seen_by(desk, "dave", monkeypatch) == []


def test_lists_and_searches_of_a_person_hold_the_mail_of_seen_mailboxes_only(
    desk: Desk, mail_user: MailUser, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.add_person("alice")
    add(desk, mail_user, "hers", "alice")
    add(desk, mail_user, "shared", None)
    mail_user.deliver("INBOX", [MESSAGE % number for number in range(3)])
    desk.sync()
    assert len(desk.list_ids(Scope())) == 6
    desk.only_mine = True
    assert {each.mailbox for each in desk.load_summaries(desk.list_ids(Scope()))} == {"shared"}
    monkeypatch.setattr("imapdesk.desk.people.current_login", lambda: "alice")
    hers = desk.load_summaries(desk.list_ids(Scope()))
    assert {each.mailbox for each in hers} == {"hers"}
    assert len(hers) == len(desk.search_ids("hello", Scope())) == 3
    assert len(desk.list_ids(Scope(unread=True))) == 3
    assert len(desk.list_ids(Scope(mailbox="shared"))) == 0


def test_a_person_whom_another_process_just_added_is_found(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("imapdesk.desk.people.current_login", lambda: "erin")
    find, late = desk.store.find_person, iter([True])

    def find_too_early(login: str) -> Person | None:
        found = find(login)
        if next(late, False):
            desk.store.add_person(login, name="Erin")
        return found

    monkeypatch.setattr(desk.store, "find_person", find_too_early)
    assert desk.find_me() == find("erin")
