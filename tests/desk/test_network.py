"""The way out that a person chose is kept, checked, and taken by what the desk does, from its first connection on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from imapdesk.desk import Desk, NetworkSettings
from imapdesk.errors import SettingsRefused
from imapdesk.mail import MailboxSettings, Period, PeriodKind, Security
from imapdesk.net.way import Proxy, ProxyKind, Purpose, Way, current
from imapdesk.outcome import Outcome
from tests.fakes.imap_model import FakeMailbox
from tests.imap.signing import USER, Start
from tests.servers.certificates import TestAuthority
from tests.servers.proxy import ProxyServer

MAIL_HOST = "imap.mail.example"


@pytest.fixture
def data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("IMAPDESK_MASTER_PASSWORD", "of the vault")
    return tmp_path / "data"


@pytest.fixture
def desk(data_dir: Path) -> Iterator[Desk]:
    with Desk.open(data_dir) as made:
        yield made


def test_the_way_out_is_kept_and_taken_at_once(desk: Desk, data_dir: Path) -> None:
    assert desk.load_network() == NetworkSettings()
    saved = desk.save_network(NetworkSettings("socks5", " proxy.example.org ", 1081, "ada"), "pässword")
    assert saved == desk.load_network() == NetworkSettings("socks5", "proxy.example.org", 1081, "ada")
    found = Proxy(ProxyKind.SOCKS5, "proxy.example.org", 1081, "ada", "pässword")
    assert current().find_proxy(Purpose.MAIL, "imap.example.com") == found
    assert "pässword" not in str(desk.get_setting("network"))
    with Desk.open(data_dir) as later:
        assert current().find_proxy(Purpose.WEB, "example.com") == found
        later.save_network(NetworkSettings(), "")
        assert later.secrets.get("proxy:password") is None
    assert current().kind is ProxyKind.SYSTEM
    assert current().proxy is None


def test_a_password_that_is_not_given_stays(desk: Desk) -> None:
    desk.save_network(NetworkSettings("http", "proxy.example.org", 3128, "ada"), "secret")
    desk.save_network(NetworkSettings("socks5", "proxy.example.org", 3128, "ada"))
    found = current().find_proxy(Purpose.MAIL, "example.com")
    assert found is not None
    assert (found.kind, found.password) == (ProxyKind.SOCKS5, "secret")


@pytest.mark.parametrize(
    ("settings", "field"),
    [
        (NetworkSettings("socks5", ""), "host"),
        (NetworkSettings("http", "http://proxy.example.org"), "host"),
        (NetworkSettings("http", "proxy.example.org", 0), "port"),
        (NetworkSettings(ca_file="/nowhere/ca.pem"), "ca_file"),
    ],
)
def test_what_cannot_be_right_is_refused_and_changes_nothing(desk: Desk, settings: NetworkSettings, field: str) -> None:
    with pytest.raises(SettingsRefused) as caught:
        desk.save_network(settings)
    assert caught.value.field == field
    assert desk.load_network() == NetworkSettings()
    assert current() == Way(load_password=current().load_password)


def test_settings_that_make_no_sense_are_as_good_as_none(desk: Desk) -> None:
    desk.set_setting("network", {"proxy": "pigeon", "port": "many", "user": "ada"})
    assert desk.load_network() == NetworkSettings(user="ada")


@pytest.mark.parametrize("signing_in", [True, False])
@pytest.mark.parametrize("proxy_kind", ["socks5", "http"])
def test_a_mailbox_is_synchronised_through_the_proxy(
    data_dir: Path, scripted_server: Start, authority: TestAuthority, signing_in: bool, proxy_kind: str
) -> None:
    mailbox = FakeMailbox("INBOX")
    mailbox.deliver("INBOX", b"Subject: Through the wall\r\n\r\nHello\r\n")
    server = scripted_server(mailbox, security="ssl", certificate_for=[MAIL_HOST])
    settings = MailboxSettings(
        "Ada", USER, MAIL_HOST, 993, Security.SSL, USER, period=Period(PeriodKind.EVERYTHING), every_minutes=0
    )
    with ProxyServer({MAIL_HOST: server.port}, user="door", password="key") as proxy:
        with Desk.open(data_dir) as desk:
            network = NetworkSettings(proxy_kind, proxy.host, proxy.port, "door", str(authority.ca_file))
            desk.save_network(network, "key")
            desk.add_mailbox(settings, "secret", listing=desk.check_connection(settings, "secret"))
        proxy.goals.clear()
        with Desk.open(data_dir, signing_in=signing_in) as desk:
            [result] = desk.sync()
            assert (result.outcome, result.stored) == (Outcome.OK, 1)
            assert proxy.goals == [(MAIL_HOST, 993)]
            desk.save_network(NetworkSettings(proxy_kind, proxy.host, proxy.port, "door", str(authority.ca_file)), "no")
            [result] = desk.sync()
            assert result.outcome is Outcome.UNREACHABLE  # and not a mailbox that wants another password
            assert result.error is not None
            assert "wants another user name or password" in result.error
