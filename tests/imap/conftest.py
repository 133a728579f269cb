"""What the tests of the IMAP room share: a configuration for an account, and an open session on it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from imapdesk.imap.config import ImapConfig
from imapdesk.imap.session import ImapSession
from tests.fakes.imap_model import FakeMailbox
from tests.imap.looking import make_raw
from tests.servers.mail_user import MailUser


@pytest.fixture
def config(mail_user: MailUser) -> ImapConfig:
    """How the fresh account is reached: TLS from the first byte, the tests' own authority."""
    server = mail_user.server
    return ImapConfig(
        server.host, server.port_tls, "ssl", mail_user.name, mail_user.password, ca_file=str(server.ca_file)
    )


@pytest.fixture
def open_session(config: ImapConfig) -> Iterator[Callable[..., ImapSession]]:
    """Open sessions that are closed at the end: ``open_session(limits=...)``."""
    sessions: list[ImapSession] = []

    def start(other: ImapConfig | None = None, **options: object) -> ImapSession:
        session = ImapSession.open(other or config, **options)
        sessions.append(session)
        return session

    yield start
    for session in sessions:
        session.close()


@pytest.fixture
def session(open_session: Callable[..., ImapSession]) -> ImapSession:
    """A session on the fresh account."""
    return open_session()


@pytest.fixture
def mailbox() -> FakeMailbox:
    mailbox = FakeMailbox("INBOX", "Work")
    for number in range(1, 13):
        mailbox.deliver("INBOX", make_raw(number))
    mailbox.deliver("Work", make_raw(50))
    return mailbox
