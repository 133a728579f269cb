"""The protocol log tells how a server behaves and nothing about the person."""

from __future__ import annotations

import logging

import pytest
from hypothesis import given
from hypothesis import strategies as st

from imapdesk.imap.line.journal import JOURNAL, redact_received, redact_sent


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ('A1 LOGIN "ada@example.org" "correct horse"', "A1 LOGIN [hidden]"),
        ("A1 AUTHENTICATE PLAIN AGFkYQBzZWNyZXQ=", "A1 AUTHENTICATE [hidden]"),
        ("AGFkYQBzZWNyZXQ=", "[hidden]"),
        ('A2 EXAMINE "Letters to Eve" (QRESYNC (7 9 1:4))', "A2 EXAMINE [hidden]"),
        ("A3 STATUS Love (MESSAGES UIDNEXT)", "A3 STATUS [hidden] (MESSAGES UIDNEXT)"),
        ("A4 UID FETCH 1:* (UID FLAGS)", "A4 UID FETCH 1:* (UID FLAGS)"),
        ('A5 UID SEARCH FROM "eve"', "A5 UID SEARCH [hidden]"),
        ('A6 ID ("name" "imapdesk")', "A6 ID [hidden]"),
        ("DONE", "DONE"),
    ],
)
def test_of_what_is_sent_only_verbs_and_numbers_stay(line: str, kept: str) -> None:
    assert redact_sent(line) == kept


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("A1 OK Logged in as ada", "A1 OK [hidden]"),
        ("A1 NO [AUTHENTICATIONFAILED] ada@example.org refused", "A1 NO [AUTHENTICATIONFAILED] [hidden]"),
        ('* LIST (\\HasNoChildren \\Sent) "/" "Letters to Eve"', '* LIST (\\HasNoChildren \\Sent) "/" [hidden]'),
        ("* STATUS Love (MESSAGES 3 UIDNEXT 4)", "* STATUS [hidden] (MESSAGES 3 UIDNEXT 4)"),
        ("* 3 FETCH (UID 3 FLAGS (\\Seen))", "* 3 FETCH (UID 3 FLAGS (\\Seen))"),
        ('* 3 FETCH (ENVELOPE ("Fri" "Secret plan" NIL))', "* 3 FETCH (ENVELOPE ([hidden] [hidden] NIL))"),
        ("Subject: a line of mail", "[hidden]"),
        ("+ eyJ0b2tlbiI6", "+"),
        ("* CAPABILITY IMAP4rev1 IDLE", "* CAPABILITY IMAP4rev1 IDLE"),
    ],
)
def test_of_what_is_received_only_codes_flags_and_numbers_stay(line: str, kept: str) -> None:
    assert redact_received(line) == kept


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=40))
def test_no_secret_gets_through_whatever_stands_beside_it(noise: str) -> None:
    secret = "Xq7z-Secret-Word"
    for sent in (f'A1 LOGIN "{noise}" "{secret}"', f"A1 AUTHENTICATE {noise} {secret}", f'A1 SELECT "{noise}{secret}"'):
        assert secret not in redact_sent(sent)
    for received in (f'* LIST () "/" {noise}{secret}', f"A1 OK {noise}{secret}", f"* BYE {secret}{noise}"):
        assert secret not in redact_received(received)


def test_a_whole_conversation_leaves_no_trace_of_the_person(mail_user, caplog: pytest.LogCaptureFixture) -> None:
    from imapdesk.imap.session import ImapConfig, ImapSession
    from imapdesk.mail import Security

    mail_user.deliver("Letters to Eve", [b"Subject: The secret plan\r\n\r\nHidden words\r\n"])
    server = mail_user.server
    config = ImapConfig(
        server.host, server.port_tls, Security.SSL, mail_user.name, mail_user.password, ca_file=str(server.ca_file)
    )
    JOURNAL.on = True
    try:
        with caplog.at_level(logging.INFO, "imapdesk.protocol"):
            session = ImapSession.open(config)
            session.list_folders()
            session.close()
    finally:
        JOURNAL.on = False
    text = caplog.text
    assert "C: " in text
    assert "CAPABILITY" in text
    for personal in (mail_user.name, mail_user.password, "Letters", "Eve", "secret plan", "Hidden words"):
        assert personal not in text
