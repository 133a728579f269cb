"""The example of the documentation, line by line, against a real server."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from imapdesk.errors import NotFound
from imapdesk.imap import (
    ImapConfig,
    ImapConnector,
    ImapConnectorFactory,
    ImapEmailFolderManager,
    ImapEmailManager,
    SearchQueryBuilder,
)
from imapdesk.mail import FolderRole
from tests.servers.mail_user import MailUser

NOTIFICATION = (
    b"From: Test <test@test.example.com>\r\nTo: Bob <bob@example.org>\r\nCc: carol@example.net\r\n"
    b"Subject: A notification\r\nMessage-ID: <one@example.com>\r\nDate: Mon, 1 Jan 2024 10:00:00 +0100\r\n\r\n"
    b"Something has happened.\r\n"
)
OTHER = b"From: ann@example.org\r\nSubject: =?utf-8?q?Gr=C3=BC=C3=9Fe?=\r\n\r\nHallo Bob\r\n"


@pytest.fixture
def connector(config: ImapConfig) -> Iterator[ImapConnector]:
    with ImapConnectorFactory().create_imap_connector(config) as connector:
        yield connector


@pytest.fixture
def manager(mail_user: MailUser, connector: ImapConnector) -> ImapEmailManager:
    mail_user.deliver("INBOX", [NOTIFICATION, OTHER], received=datetime(2024, 1, 1, 10, tzinfo=UTC), flags=["\\Seen"])
    manager = ImapEmailManager(connector)
    manager.select_folder("INBOX")
    return manager


def test_the_documented_example_runs_line_by_line(mail_user: MailUser, config: ImapConfig) -> None:
    mail_user.deliver("INBOX", [NOTIFICATION, OTHER])
    mail_user.create_folder("Work/Plans")
    server = mail_user.server

    config = ImapConfig(
        server.host, server.port_tls, "ssl", mail_user.name, mail_user.password, None, str(server.ca_file)
    )
    connector = ImapConnectorFactory().create_imap_connector(config)
    manager = ImapEmailManager(connector)
    query = manager.get_search_query_builder().from_("test@test.example.com").subject("notification").get()
    manager.select_folder("INBOX")
    emails = manager.find_items(query)
    folders = ImapEmailFolderManager(connector).get_folders(None, True)

    assert [email.subject for email in emails] == ["A notification"]
    assert {folder.full_name: [child.name for child in folder.children] for folder in folders} == {
        "INBOX": [],
        "Work": ["Plans"],
    }
    connector.close()


@pytest.mark.parametrize("security", ["tls", "starttls", None])
def test_the_other_kinds_of_security(mail_user: MailUser, security: str | None) -> None:
    mail_user.deliver("INBOX", [NOTIFICATION])
    server = mail_user.server
    config = ImapConfig(
        server.host, server.port_plain, security, mail_user.name, mail_user.password, ca_file=str(server.ca_file)
    )
    with ImapConnectorFactory().create_imap_connector(config) as connector:
        manager = ImapEmailManager(connector)
        manager.select_folder("inbox")
        assert len(manager.find_items()) == 1
        assert connector.session.connection.transport.secured is (security is not None)


def test_a_found_email_has_the_documented_fields(manager: ImapEmailManager) -> None:
    (email,) = manager.find_items(manager.get_search_query_builder().subject("notification").get())
    assert email.raw == NOTIFICATION
    assert email.uid == 1
    assert email.size == len(NOTIFICATION)
    assert email.flags == {"\\Seen"}
    assert email.received_at == datetime(2024, 1, 1, 10, tzinfo=UTC)
    assert email.sent_at == datetime(2024, 1, 1, 9, tzinfo=UTC)
    assert (email.message_id or "").strip("<>") == "one@example.com"
    assert [one.address for one in email.from_] == ["test@test.example.com"]
    assert [one.address for one in email.to] == ["bob@example.org"]
    assert [one.address for one in email.cc] == ["carol@example.net"]
    assert "Something has happened." in email.text


def test_the_text_of_a_page_is_there_to_read(mail_user: MailUser, manager: ImapEmailManager) -> None:
    mail_user.append("INBOX", b"Subject: Page\r\nContent-Type: text/html\r\n\r\n<p>One &amp; <b>two</b></p>\r\n")
    (email,) = manager.find_items(manager.get_search_query_builder().subject("Page").get())
    assert email.text.strip() == "One & two"


def test_items_come_one_by_one_newest_first(mail_user: MailUser, manager: ImapEmailManager) -> None:
    mail_user.deliver("INBOX", [b"Subject: %d\r\n\r\nText\r\n" % n for n in range(1, 1301)])
    uids = [email.uid for email in manager.iter_items()]
    assert uids == list(range(1302, 0, -1))
    assert [email.uid for email in manager.find_items(limit=3)] == [1300, 1301, 1302]


def test_an_unknown_folder_is_named(connector: ImapConnector) -> None:
    with pytest.raises(NotFound, match="no folder “Nowhere”"):
        ImapEmailManager(connector).select_folder("Nowhere")


@pytest.mark.parametrize(
    "text",
    [
        "Grüße",
        'a "quoted" one',
        "back\\slash",
        "line\r\nbreak",
        "nul\x00byte",
        "{5}\r\nLOGOUT",
        ") OR (ALL",
        "\ud800",
        "",
    ],
)
def test_any_text_that_a_person_can_type_is_safe(manager: ImapEmailManager, text: str) -> None:
    found = manager.find_items(manager.get_search_query_builder().subject(text).get())
    assert [email.uid for email in found] == ([2] if text == "Grüße" else [1, 2] if text == "" else [])


@pytest.mark.parametrize(
    ("build", "uids"),
    [
        (lambda b: b, [1, 2, 3, 4]),
        (lambda b: b.subject("alpha").or_().subject("beta").seen(), [1, 2]),
        (lambda b: b.open_parenthesis().subject("alpha").or_().subject("beta").close_parenthesis().seen(), [2]),
        (lambda b: b.not_().subject("alpha"), [2, 3, 4]),
        (lambda b: b.not_(b.subject("alpha").or_().subject("beta")), [3, 4]),
        (lambda b: b.subject("alpha").or_(b.subject("gamma").flagged()).or_().uid("4:*"), [1, 3, 4]),
        (lambda b: b.participants("carol"), [1, 3]),
        (lambda b: b.seen(False).flagged(False), [1, 4]),
        (lambda b: b.received(since=date(2024, 3, 1), before=date(2024, 5, 1)), [2, 3, 4]),
        (lambda b: b.received_on(date(2024, 1, 1)), [1]),
        (lambda b: b.sent(since=date(2023, 6, 1)), [4]),
        (lambda b: b.larger(5000), [4]),
        (lambda b: b.smaller(5000).uid([1, 2, 4]), [1, 2]),
        (lambda b: b.keyword("Work"), [2]),
        (lambda b: b.keyword("Work", False).answered(False).draft(False), [1, 3, 4]),
        (lambda b: b.header("X-Colour", "blue"), [3]),
        (lambda b: b.body("needle").text("needle"), [4]),
        (lambda b: b.attachment(), [4]),
        (lambda b: b.attachment("plan.pdf"), [4]),
        (lambda b: b.message_id("<m2@example.org>"), [2]),
        (lambda b: b.gmail("needle"), [4]),
        (lambda b: b.bcc("dora").or_().cc("carol"), [1]),
    ],
)
def test_each_criterion_finds_what_it_says(mail_user: MailUser, connector: ImapConnector, build, uids) -> None:  # type: ignore[no-untyped-def]
    mail_user.append(
        "INBOX",
        b"Subject: alpha\r\nCc: carol@example.net\r\n\r\none\r\n",
        received=datetime(2024, 1, 1, 12, tzinfo=UTC),
    )
    later = datetime(2024, 4, 1, 12, tzinfo=UTC)
    mail_user.append(
        "INBOX",
        b"Subject: beta\r\nMessage-ID: <m2@example.org>\r\n\r\ntwo\r\n",
        flags=["\\Seen", "Work"],
        received=later,
    )
    mail_user.append(
        "INBOX",
        b"Subject: gamma\r\nFrom: carol@example.net\r\nX-Colour: blue\r\n\r\nthree\r\n",
        flags=["\\Flagged", "\\Seen"],
        received=later,
    )
    mail_user.append(
        "INBOX",
        b"Subject: delta\r\nDate: Mon, 1 Jan 2024 10:00:00 +0000\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
        b'--x\r\n\r\nneedle plan.pdf\r\n--x\r\nContent-Disposition: attachment; filename="plan.pdf"\r\n\r\nx\r\n'
        + b"filler line\r\n"
        * 500,
        received=later,
    )
    manager = ImapEmailManager(connector)
    manager.select_folder("INBOX")
    found = manager.find_items(build(SearchQueryBuilder()).get())
    assert [email.uid for email in found] == uids


def test_folders_come_as_a_tree(mail_user: MailUser, connector: ImapConnector) -> None:
    mail_user.create_folder("Sent", "Work/Plans/2024", "Entwürfe", 'With "quotes"')
    folders = ImapEmailFolderManager(connector)
    top = folders.get_folders()
    assert {folder.name for folder in top} == {"INBOX", "Sent", "Work", "Entwürfe", 'With "quotes"'}
    assert all(folder.children == () for folder in top)
    assert next(folder for folder in top if folder.name == "Sent").role is FolderRole.SENT
    assert next(folder for folder in top if folder.name == "Entwürfe").role is FolderRole.DRAFTS
    (plans,) = folders.get_folders("Work", True)
    assert (plans.name, plans.full_name, plans.delimiter) == ("Plans", "Work/Plans", "/")
    assert [child.full_name for child in plans.children] == ["Work/Plans/2024"]
    assert folders.get_folders(plans)[0].name == "2024"
    with pytest.raises(NotFound):
        folders.get_folders("Nowhere")


def test_imapclient_works_over_the_same_line_and_cannot_write(
    manager: ImapEmailManager, connector: ImapConnector
) -> None:
    from imapdesk.imap.line.allowlist import ForbiddenCommand

    client = connector.client
    client.select_folder("INBOX", readonly=True)
    assert client.search(["SUBJECT", "notification"]) == [1]
    assert client.fetch([1], ["BODY.PEEK[]"])[1][b"BODY[]"] == NOTIFICATION
    for forbidden in (
        lambda: client.select_folder("INBOX"),
        lambda: client.delete_messages([1]),
        lambda: client.expunge(),
        lambda: client.append("INBOX", OTHER),
        lambda: client.fetch([1], ["BODY[]"]),
        lambda: client.delete_folder("INBOX"),
    ):
        with pytest.raises(ForbiddenCommand):
            forbidden()
    assert len(manager.find_items()) == 2
