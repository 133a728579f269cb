"""An e-mail about trouble goes out with the access token of another mailbox, whose type of sign-in a stranger made."""

from pathlib import Path

import pytest

from imapdesk.accounts.credentials import AccessToken
from imapdesk.accounts.people import current_login
from imapdesk.desk import Desk
from imapdesk.desk.shown.sign_in_forms import AccountType
from imapdesk.mail import Mailbox, MailboxSettings, RunResult, Security, utc_now
from imapdesk.oauth.values import ServerDefaults
from imapdesk.outcome import Outcome
from tests.notify.mail_server import MailServer
from tests.servers.certificates import TestAuthority

ADDRESS = "me@example.net"


@pytest.mark.parametrize("auth", ["example", "password"])
def test_a_token_of_that_type_sends_and_a_password_is_not_tried(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, authority: TestAuthority, auth: str
) -> None:
    monkeypatch.setenv("IMAPDESK_MASTER_PASSWORD", "master")
    tls = authority.server_context()
    with Desk.open(tmp_path / "data") as desk, MailServer(tls=tls, tokens={ADDRESS: "token"}) as server:
        login, ca_file = current_login(), str(authority.ca_file)
        broken = MailboxSettings("Work", "work@example.com", "imap.example.com", owner=login)
        works = MailboxSettings("Mine", ADDRESS, "imap.example.net", owner=login, auth=auth, ca_file=ca_file)
        for settings in (broken, works):
            added = desk.store.add_mailbox(settings)
            desk.store.mark_mailbox(added.id, last_outcome=Outcome.OK, last_success_at=utc_now())
        mailboxes = desk.load_mailboxes()
        defaults = ServerDefaults("imap.example.net", 993, Security.SSL, "localhost", server.port, Security.SSL)
        (integration, *_others) = desk.load_integrations()
        made = AccountType("example", "Example Mail", (), defaults, integration)

        def give_token(mailbox: Mailbox) -> AccessToken:
            assert mailbox.name == "Mine"
            return AccessToken(ADDRESS, "token")

        monkeypatch.setattr(desk, "load_account_types", lambda: [made])
        monkeypatch.setattr(desk, "get_credential", give_token)
        for _ in range(2):
            desk.note_runs([RunResult("Work", Outcome.SIGN_IN_REQUIRED, "No.")], mailboxes)
            desk.deliver_emails()
        sent = [(str(each["From"]), str(each["To"])) for each in server.received]
        assert [(ADDRESS in sender, to) for sender, to in sent] == (
            [(True, "work@example.com")] if auth == "example" else []
        )
        assert bool(server.attempts) is (auth == "example")
