"""The search on the server finds what is not saved here, by the same language, and changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from imapdesk.desk import Desk
from imapdesk.desk.server_query import make_server_query
from imapdesk.mail import MailboxSettings
from imapdesk.store.search.parsing import parse_query
from tests.servers.mail_user import MailUser


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plan", 'TEXT "plan"'),
        ("from:ann subject:plan is:unread", 'FROM "ann" SUBJECT "plan" UNSEEN'),
        ("plan -draft", 'TEXT "plan" NOT TEXT "draft"'),
        ("ann OR bob", 'OR TEXT "ann" TEXT "bob"'),
        ("before:2024-02-01 larger:1k", "BEFORE 1-Feb-2024 LARGER 1024"),
        ("header:x-spam=yes", 'HEADER "x-spam" "yes"'),
        ("in:inbox", "ALL"),
    ],
)
def test_a_query_becomes_search_keys(text: str, expected: str) -> None:
    query = make_server_query(parse_query(text, date(2026, 1, 1)))
    assert str(query).replace('"', "") == expected.replace('"', "")


def test_what_only_this_computer_knows_is_not_asked() -> None:
    assert make_server_query(parse_query("is:gone", date(2026, 1, 1))) is None


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    monkeypatch.setenv("IMAPDESK_MASTER_PASSWORD", "master")
    with Desk.open(tmp_path / "data") as opened:
        yield opened


def make_letter(subject: str) -> bytes:
    return f"From: Anna <anna@example.com>\r\nSubject: {subject}\r\n\r\nText of {subject}\r\n".encode()


def test_only_what_is_not_saved_here_is_listed(desk: Desk, mail_user: MailUser) -> None:
    server = mail_user.server
    mail_user.deliver("INBOX", [make_letter("plan one"), make_letter("other")])
    mail_user.deliver("Projects", [make_letter("plan two"), make_letter("plan three")])
    desk.add_mailbox(
        MailboxSettings("m", mail_user.name, "localhost", server.port_tls, user=mail_user.name,
                        ca_file=str(server.ca_file)), mail_user.password,
    )  # fmt: skip
    desk.refresh_folders("m")
    desk.include("m", ["Projects"], False)
    desk.sync()
    hits = desk.search_server("m", "subject:plan")
    assert [(hit.summary.folder, hit.summary.subject) for hit in hits] == [
        ("Projects", "plan three"),
        ("Projects", "plan two"),
    ]
    assert hits[0].text.strip() == "Text of plan three"
    assert "\\Seen" not in desk.search_server("m", "subject:plan", folder="Projects")[0].summary.flags
    assert desk.search_server("m", "subject:plan", folder="INBOX") == []


def test_a_hit_that_is_too_large_to_come_along_is_listed_by_its_headers_and_opened_whole(
    desk: Desk, mail_user: MailUser
) -> None:
    server = mail_user.server
    large = make_letter("plan for all") + b"line of a large message\r\n" * 90_000
    mail_user.deliver("Projects", [large])
    desk.add_mailbox(
        MailboxSettings("m", mail_user.name, "localhost", server.port_tls, user=mail_user.name,
                        ca_file=str(server.ca_file)), mail_user.password,
    )  # fmt: skip
    desk.refresh_folders("m")
    (hit,) = desk.search_server("m", "subject:plan", folder="Projects")
    assert hit.raw is None
    assert (hit.summary.from_, hit.summary.subject, hit.text) == ("Anna <anna@example.com>", "plan for all", "")
    assert hit.summary.size == len(large)
    assert desk.open_hit(hit).raw == large
