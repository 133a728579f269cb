"""From Settings > Sign-in to synchronised folders, without a window: Desk, a provider and a Dovecot that asks it."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from imapdesk.desk import Desk
from imapdesk.mail import MailboxSettings, RunResult
from imapdesk.oauth.google import GoogleManager
from imapdesk.oauth.values import AuthMode
from imapdesk.outcome import Outcome
from imapdesk.sync.events import Event, PhaseChanged, SignInNeeded
from tests.oauth.leaks import find_leaks, read_arguments, read_files
from tests.oauth.person import ALICE, CLIENT_SECRET, MASTER, make_values, press
from tests.servers.dovecot import DovecotServer
from tests.servers.dovecot_oauth import accept_tokens_of
from tests.servers.mail_user import MailUser
from tests.servers.oidc import OidcServer
from tests.sync.cutting_proxy import CuttingProxy


def make_message(number: int, size: int = 200) -> bytes:
    head = f"From: bob@example.org\r\nTo: {ALICE}\r\nSubject: Letter {number}\r\nMessage-ID: <{number}@example.org>\r\n"
    return head.encode() + b"Date: Mon, 02 Nov 2026 10:00:00 +0000\r\n\r\n" + b"x" * size + b"\r\n"


@dataclass(slots=True)
class Road:
    """A desk with one mailbox that signs in at the provider, and the server that it lies on."""

    desk: Desk
    oidc: OidcServer
    server: DovecotServer
    alice: MailUser

    def sign_in(self) -> None:
        pending = self.desk.begin_sign_in("google", ALICE)
        self.desk.save_sign_in("Work", pending.finish(press(self.oidc, pending.url)))

    def sync(self, on_event: Callable[[Event], None] | None = None) -> RunResult:
        (result,) = self.desk.sync(["Work"], on_event=on_event)
        return result


@pytest.fixture
def road(oidc: OidcServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Road]:
    """Google is switched on; the mailbox is there, and nobody has signed in."""
    for name, value in MASTER.items():
        monkeypatch.setenv(name, value)
    server = DovecotServer(oidc.authority)
    accept_tokens_of(server, oidc)
    desk = Desk.open(tmp_path / "data")
    try:
        alice = server.start().add_user(ALICE)
        desk.save_integration("google", make_values("google", oidc))
        assert desk.enable_integration("google").enabled
        desk.add_mailbox(
            MailboxSettings("Work", ALICE, server.host, server.port_tls, auth="google", ca_file=str(server.ca_file))
        )
        yield Road(desk, oidc, server, alice)
    finally:
        desk.close()
        server.stop()


def test_a_mailbox_is_added_signed_in_to_and_synchronised(road: Road) -> None:
    road.alice.deliver("INBOX", [make_message(number) for number in range(20)])
    assert road.sync().outcome is Outcome.SIGN_IN_REQUIRED
    road.sign_in()
    result = road.sync()
    assert (result.outcome, result.stored) == (Outcome.OK, 20)
    assert "INBOX" in [folder.path for folder in road.desk.load_folders("Work")]


@pytest.mark.parametrize(("mode", "method"), [(AuthMode.ANY, "XOAUTH2"), (AuthMode.OAUTHBEARER, "OAUTHBEARER")])
def test_of_two_mechanisms_the_server_is_shown_the_one_that_the_type_prefers(
    road: Road, monkeypatch: pytest.MonkeyPatch, mode: AuthMode, method: str
) -> None:
    monkeypatch.setattr(GoogleManager, "auth_mode", mode)
    road.sign_in()
    assert road.sync().outcome is Outcome.OK
    road.desk.check_connection(road.desk.get_mailbox("Work").settings, None)
    methods = re.findall(r"Login: user=.*?method=(\w+)", road.server.read_log())
    assert methods == [method, method]


def test_tokens_that_ended_between_two_runs_are_renewed_without_a_word(road: Road) -> None:
    road.sign_in()
    assert road.sync().outcome is Outcome.OK
    road.oidc.state.expire_access_tokens()
    road.alice.deliver("INBOX", [make_message(1)])
    events: list[Event] = []
    result = road.sync(events.append)
    assert (result.outcome, result.stored) == (Outcome.OK, 1)
    assert road.oidc.requests["token refresh_token"] == 1
    assert not [event for event in events if isinstance(event, SignInNeeded)]


def test_a_token_that_ends_in_mid_run_is_renewed_and_the_run_goes_on_where_it_was(road: Road) -> None:
    road.alice.deliver("INBOX", [make_message(number, 100_000) for number in range(60)])
    road.sign_in()
    result = cut_at_the_fetch(road, road.oidc.state.expire_access_tokens)
    assert (result.outcome, result.stored) == (Outcome.OK, 60)
    assert result.bytes_received < 60 * 100_000 * 1.5
    assert road.oidc.requests["token refresh_token"] == 1


def cut_at_the_fetch(road: Road, on_cut: Callable[[], None]) -> RunResult:
    """A run over a line that is cut amid the messages; ``on_cut`` is called while the folders are looked at."""
    line = CuttingProxy(road.server.port_tls, [2_000_000])
    road.desk.change_mailbox("Work", port=line.port)

    def heed(event: Event) -> None:
        if isinstance(event, PhaseChanged) and event.phase == "folders":
            on_cut()

    try:
        return road.sync(heed)
    finally:
        line.close()
        road.desk.change_mailbox("Work", port=road.server.port_tls)


def test_a_consent_that_ends_in_mid_run_keeps_what_came_and_the_rest_comes_after_the_next_sign_in(road: Road) -> None:
    road.alice.deliver("INBOX", [make_message(number, 100_000) for number in range(60)])
    road.sign_in()
    broken = cut_at_the_fetch(road, lambda: road.oidc.state.revoke_all(ALICE))
    assert broken.outcome is Outcome.SIGN_IN_REQUIRED
    assert 0 < broken.stored == road.desk.count_messages() < 60
    assert road.sync().outcome is Outcome.SIGN_IN_REQUIRED
    road.sign_in()
    rest = road.sync()
    assert (rest.outcome, rest.stored) == (Outcome.OK, 60 - broken.stored)
    assert road.desk.count_messages() == 60


def test_a_provider_that_is_away_in_mid_run_keeps_what_came_and_the_rest_comes_without_a_sign_in(road: Road) -> None:
    road.alice.deliver("INBOX", [make_message(number, 100_000) for number in range(60)])
    road.sign_in()

    def end() -> None:
        road.oidc.state.expire_access_tokens()
        road.oidc.break_endpoint("token", 503)

    broken = cut_at_the_fetch(road, end)
    assert broken.outcome in (Outcome.BUSY, Outcome.UNREACHABLE)
    assert 0 < broken.stored == road.desk.count_messages() < 60
    road.oidc.mend()
    rest = road.sync()
    assert (rest.outcome, rest.stored) == (Outcome.OK, 60 - broken.stored)


def test_a_revoked_consent_stops_this_mailbox_only_until_somebody_signs_in_again(road: Road) -> None:
    bob = road.server.add_user("bob@example.org", "bob's own")
    bob.deliver("INBOX", [make_message(1)])
    settings = MailboxSettings(
        "Private", bob.name, road.server.host, road.server.port_tls, ca_file=str(road.server.ca_file)
    )
    road.desk.add_mailbox(settings, bob.password)
    road.sign_in()
    road.oidc.state.revoke_all(ALICE)
    events: list[Event] = []
    results = {result.mailbox: result for result in road.desk.sync(on_event=events.append)}
    assert results["Work"].outcome is Outcome.SIGN_IN_REQUIRED
    assert "no longer accepts" in (results["Work"].error or "")
    assert (results["Private"].outcome, results["Private"].stored) == (Outcome.OK, 1)
    assert [event.mailbox for event in events if isinstance(event, SignInNeeded)] == ["Work"]

    asked = road.oidc.requests["POST token"]
    assert road.sync().outcome is Outcome.SIGN_IN_REQUIRED
    assert road.oidc.requests["POST token"] == asked  # nobody is bothered again
    road.sign_in()
    assert road.sync().outcome is Outcome.OK


def test_a_provider_that_is_down_never_asks_anybody_to_sign_in(road: Road) -> None:
    road.sign_in()
    assert road.sync().outcome is Outcome.OK
    road.oidc.state.expire_access_tokens()
    road.oidc.break_endpoint("token", 503)
    assert road.sync().outcome in (Outcome.BUSY, Outcome.UNREACHABLE)
    road.oidc.mend()
    assert road.sync().outcome is Outcome.OK


def test_a_provider_that_is_away_when_the_server_refuses_a_token_never_asks_anybody_to_sign_in(road: Road) -> None:
    """The token is fresh by its date: only the server knows that it ended, and says so each time it is shown it."""
    road.sign_in()
    assert road.sync().outcome is Outcome.OK
    road.oidc.state.access_tokens.clear()
    for answer in ("<html>Sign in to this hotel's network</html>", "{}", "[]"):
        road.oidc.break_endpoint("token", 200, answer)
        assert road.sync().outcome is Outcome.PROTOCOL
    road.oidc.mend()
    assert road.sync().outcome is Outcome.OK


def test_a_type_that_is_switched_off_stops_its_mailboxes_and_keeps_their_mail(road: Road) -> None:
    road.alice.deliver("INBOX", [make_message(1)])
    road.sign_in()
    assert road.sync().stored == 1
    road.desk.disable_integration("google")
    result = road.sync()
    assert result.outcome is Outcome.SIGN_IN_REQUIRED
    assert "switched off" in (result.error or "")
    assert road.desk.count_messages() == 1
    road.desk.enable_integration("google")
    assert road.sync().outcome is Outcome.OK


def test_the_store_the_log_and_the_arguments_hold_no_secret_afterwards(
    road: Road, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    road.alice.deliver("INBOX", [make_message(number) for number in range(5)])
    road.sign_in()
    assert road.sync().outcome is Outcome.OK
    road.oidc.state.expire_access_tokens()
    assert road.sync().outcome is Outcome.OK
    road.oidc.state.revoke_all(ALICE)
    refused = road.sync()
    texts = read_files(road.desk.data_dir) | read_arguments() | {"log": caplog.text, "result": repr(refused)}
    texts.pop("/proc/self/environ")  # where this test put the master password itself
    assert any(name.endswith("imapdesk.db") for name in texts)
    assert not find_leaks({CLIENT_SECRET, MASTER["IMAPDESK_MASTER_PASSWORD"], *road.oidc.state.issued}, texts)
