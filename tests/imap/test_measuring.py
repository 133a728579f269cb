"""The plan before the first synchronisation asks the server how much there is, in one pipelined flight."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from imapdesk.imap.session import ImapConfig, ImapSession
from tests.servers.mail_user import MailUser


def open_session(user: MailUser) -> ImapSession:
    server = user.server
    return ImapSession.open(
        ImapConfig(server.host, server.port_tls, "ssl", user.name, user.password, ca_file=str(server.ca_file))
    )


def test_sizes_and_what_arrived_since_a_day_come_from_the_server(mail_user: MailUser) -> None:
    now = datetime.now(UTC)
    mail_user.create_folder("Old mail/2019", "Empty")
    raw = b"Subject: x\r\n\r\n" + b"text\r\n" * 100
    for days in (1, 10, 400, 500):
        mail_user.deliver("INBOX", [raw], received=now - timedelta(days=days))
    mail_user.deliver("Old mail/2019", [raw] * 3, received=now - timedelta(days=900))
    with open_session(mail_user) as session:
        listing = session.list_folders()
        before = session.stats.round_trips
        measured = session.measure(listing, date.today() - timedelta(days=365))
        assert session.stats.round_trips - before == 1
        assert {path: (s.messages, s.octets, s.since_count) for path, s in measured.states.items() if s.messages} == {
            "INBOX": (4, 4 * len(raw), 2),
            "Old mail/2019": (3, 3 * len(raw), 0),
        }
        everything = session.measure(listing, None)
        assert everything.states["INBOX"].octets == 4 * len(raw)
        assert everything.states["INBOX"].since_count is None
        assert session.list_folders().states == listing.states, "measuring changed nothing"
