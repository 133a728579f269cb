"""Every protocol goes through the proxy that was chosen, and its troubles are told in one sentence."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import urllib3

from imapdesk.accounts.discovery.dns import Dns
from imapdesk.accounts.discovery.probe import Probe, Sight
from imapdesk.accounts.discovery.values import Server
from imapdesk.accounts.discovery.web import Web
from imapdesk.errors import Cancelled, Insecure, ProxyRefused, ProxyTrouble, SettingsRefused, Unreachable
from imapdesk.imap.config import ImapConfig, Limits
from imapdesk.imap.line import early
from imapdesk.imap.line.silence import speaks_tls
from imapdesk.imap.session import ImapSession
from imapdesk.mail import Security
from imapdesk.net.connecting import Patience, connect
from imapdesk.net.way import Proxy, ProxyKind, Purpose, Way, parse_proxy, use
from imapdesk.notify.message import make_test_message
from imapdesk.notify.smtp import SmtpSender, SmtpSettings
from imapdesk.oauth.transport import make_session, read_json, translated
from tests.accounts.loopback import WebServer
from tests.imap.signing import USER, Start
from tests.net.stage import KINDS, MAIL_HOST, go_by
from tests.notify.mail_server import MailServer
from tests.pace import PATIENCE_S, Stopwatch
from tests.servers.certificates import TestAuthority
from tests.servers.proxy import ProxyServer

EMAIL = make_test_message(id="1", sender="a@example.com", to="b@example.org", now=datetime(2026, 11, 22, tzinfo=UTC))
QUICK = Limits(connect_s=1.0, sign_in_s=2.0, command_s=1.0)


@pytest.fixture(autouse=True)
def looked_up(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The names that this computer asked for; at the end none of them was the server's."""
    asked: list[str] = []
    really = socket.getaddrinfo

    def look_up(host: str, *words: object, **more: object) -> object:
        asked.append(str(host))
        return really(host, *words, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    yield asked
    assert not [name for name in asked if name.endswith(".example")]


def patience(seconds: float = PATIENCE_S) -> Patience:
    return Patience(lambda: False, time.monotonic() + seconds, "too long")


def mail_config(security: str = "ssl", ca_file: str | None = None) -> ImapConfig:
    return ImapConfig(MAIL_HOST, 993, security, USER, "secret", ca_file=ca_file)


@pytest.mark.parametrize("security", ["ssl", "starttls", "none"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_mailbox_is_read_through_the_proxy_which_looks_the_name_up(
    scripted_server: Start, authority: TestAuthority, kind: ProxyKind, security: str
) -> None:
    server = scripted_server(security=security, certificate_for=[MAIL_HOST])
    with ProxyServer({MAIL_HOST: server.port}, user="ada", password="pässword") as proxy:
        go_by(proxy, kind, user="ada", password="pässword")
        with ImapSession.open(mail_config(security, str(authority.ca_file))) as session:
            assert session.list_folders().complete
        assert proxy.goals == [(MAIL_HOST, 993)]
        assert proxy.kinds == ["socks5:3" if kind is ProxyKind.SOCKS5 else "http"]


@pytest.mark.parametrize("kind", KINDS)
def test_a_line_that_was_begun_early_goes_through_it_as_well(
    scripted_server: Start, authority: TestAuthority, kind: ProxyKind
) -> None:
    server = scripted_server(security="ssl", certificate_for=[MAIL_HOST])
    config = mail_config(ca_file=str(authority.ca_file))
    with ProxyServer({MAIL_HOST: server.port}) as proxy:
        go_by(proxy, kind)
        early.begin(config)
        with ImapSession.open(config) as session:
            assert session.list_folders().complete
        assert proxy.goals == [(MAIL_HOST, 993)]


@pytest.mark.parametrize("kind", KINDS)
def test_a_silent_port_is_asked_for_tls_through_the_proxy(
    scripted_server: Start, authority: TestAuthority, kind: ProxyKind
) -> None:
    server = scripted_server(security="ssl", certificate_for=[MAIL_HOST])
    with ProxyServer({MAIL_HOST: server.port}) as proxy:
        go_by(proxy, kind)
        assert speaks_tls(MAIL_HOST, 143)
        assert not speaks_tls("nowhere.mail.example", 143)


@pytest.mark.parametrize("kind", KINDS)
def test_what_providers_are_asked_goes_through_it(authority: TestAuthority, kind: ProxyKind) -> None:
    with (
        WebServer(authority.server_context(MAIL_HOST), {"/answer": b'{"issuer": "it"}'}) as web,
        ProxyServer({MAIL_HOST: web.port}) as proxy,
    ):
        go_by(proxy, kind)
        with make_session(str(authority.ca_file)) as session, translated("Example"):
            assert read_json(session.get(f"https://{MAIL_HOST}/answer"), "Example") == {"issuer": "it"}
        assert proxy.goals == [(MAIL_HOST, 443)]


@pytest.mark.parametrize("kind", KINDS)
def test_discovery_goes_through_it_and_asks_no_dns_server(
    scripted_server: Start, authority: TestAuthority, kind: ProxyKind
) -> None:
    server = scripted_server(security="ssl", certificate_for=[MAIL_HOST])
    with (
        WebServer(authority.server_context(MAIL_HOST), {"/config.xml": b"<found/>"}) as web,
        ProxyServer({MAIL_HOST: web.port}) as proxy,
    ):
        go_by(proxy, kind)
        document = Web(authority.client_context()).fetch(f"https://{MAIL_HOST}/config.xml")
        assert document is not None
        assert document.content == b"<found/>"
        proxy.names[MAIL_HOST] = server.port
        probe = Probe(authority.client_context())
        assert probe.look(Server(MAIL_HOST, 993, Security.SSL)) is Sight.ANSWERS
        with pytest.raises(OSError, match="can't reach"):
            probe.look(Server("elsewhere.mail.example", 993, Security.SSL))
        assert Dns().find_services("mail.example") == []
        assert Dns().find_exchangers("mail.example") == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("security", [Security.SSL, Security.STARTTLS])
def test_an_e_mail_goes_out_through_it(authority: TestAuthority, kind: ProxyKind, security: Security) -> None:
    context = authority.server_context(MAIL_HOST)
    with (
        MailServer(**{"tls" if security is Security.SSL else "starttls": context}) as server,
        ProxyServer({MAIL_HOST: server.port}) as proxy,
    ):
        go_by(proxy, kind)
        SmtpSender(SmtpSettings(MAIL_HOST, 465, security, ca_file=str(authority.ca_file))).send(EMAIL)
        assert proxy.goals == [(MAIL_HOST, 465)]


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "mail.localhost"])
def test_this_computer_is_reached_straight(scripted_server: Start, host: str) -> None:
    server = scripted_server()
    with ProxyServer() as proxy:
        way = go_by(proxy, ProxyKind.SOCKS5)
        assert way.find_proxy(Purpose.MAIL, host) is None
        with ImapSession.open(ImapConfig("127.0.0.1", server.port, None, USER, "secret")) as session:
            assert session.list_folders().complete
        assert proxy.goals == []


# --- troubles


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("knobs", "words", "error"),
    [
        ({"user": "ada", "password": "other"}, "wants another user name or password", ProxyRefused),
        ({"says": b"220 ready\r\n"}, "doesn't answer as a", ProxyTrouble),
        ({"says": b""}, "closed the connection", ProxyTrouble),
        ({"silent": True}, "doesn't answer", Unreachable),
    ],
)
def test_a_proxy_s_trouble_is_one_sentence(
    kind: ProxyKind, knobs: dict[str, object], words: str, error: type[Unreachable]
) -> None:
    with ProxyServer(**knobs) as proxy:  # type: ignore[arg-type]
        go_by(proxy, kind, user="ada", password="mine")
        with pytest.raises(error, match=words) as caught:
            ImapSession.open(mail_config(), limits=QUICK)
        assert type(caught.value) is error
        assert "mine" not in f"{caught.value} {caught.value.details} {proxy.goals}"


@pytest.mark.parametrize(
    ("kind", "refuse", "words"),
    [
        (ProxyKind.SOCKS5, 2, "doesn't allow a connection to imap.mail.example"),
        (ProxyKind.SOCKS5, 5, "can't reach imap.mail.example"),
        (ProxyKind.HTTP, 403, "doesn't allow a connection to imap.mail.example"),
        (ProxyKind.HTTP, 503, "can't reach imap.mail.example"),
    ],
)
def test_what_lies_behind_the_proxy_is_told_apart_from_the_proxy(kind: ProxyKind, refuse: int, words: str) -> None:
    with ProxyServer({MAIL_HOST: 1}, refuse=refuse) as proxy:
        proxy.names.clear()
        go_by(proxy, kind)
        with pytest.raises(Unreachable, match=words) as caught:
            connect(MAIL_HOST, 993, patience())
        assert not isinstance(caught.value, ProxyTrouble)


def test_a_proxy_that_is_not_there_is_named(authority: TestAuthority) -> None:
    with ProxyServer() as proxy:
        pass
    go_by(proxy, ProxyKind.SOCKS5)
    for act in (
        lambda: connect(MAIL_HOST, 993, patience()),
        lambda: Web(authority.client_context()).fetch(f"https://{MAIL_HOST}/"),
        lambda: Probe(authority.client_context()).look(Server(MAIL_HOST, 993, Security.SSL)),
        lambda: SmtpSender(SmtpSettings(MAIL_HOST)).send(EMAIL),
        lambda: make_session().get(f"https://{MAIL_HOST}/"),
    ):
        with pytest.raises(ProxyTrouble, match=r"The proxy 127\.0\.0\.1 can't be reached"):
            act()


@pytest.mark.parametrize("kind", KINDS)
def test_waiting_for_a_silent_proxy_can_be_stopped(kind: ProxyKind) -> None:
    with ProxyServer(silent=True) as proxy:
        go_by(proxy, kind)
        clock, began = Stopwatch(), time.monotonic()
        with pytest.raises(Cancelled):
            connect(MAIL_HOST, 993, Patience(lambda: time.monotonic() - began > 0.3, began + 60, ""))
        assert clock.seconds < 20


def test_nothing_is_fetched_in_clear_text() -> None:
    from imapdesk.net.https import POOLS

    pool = urllib3.PoolManager()
    pool.pool_classes_by_scheme = POOLS
    with pytest.raises(ValueError, match="clear text"):
        pool.request("GET", "http://localhost/")


# --- the environment's


def test_the_environment_s_proxy_is_taken_where_nothing_else_is_chosen(
    scripted_server: Start, monkeypatch: pytest.MonkeyPatch, authority: TestAuthority
) -> None:
    server = scripted_server(security="ssl", certificate_for=[MAIL_HOST])
    with ProxyServer({MAIL_HOST: server.port}, user="ada", password="a:b") as proxy:
        monkeypatch.setenv("ALL_PROXY", f"socks5h://ada:a%3Ab@127.0.0.1:{proxy.port}")
        with ImapSession.open(mail_config(ca_file=str(authority.ca_file))) as session:
            assert session.list_folders().complete
        assert proxy.goals == [(MAIL_HOST, 993)]
        monkeypatch.setenv("NO_PROXY", "mail.example")
        assert Way().find_proxy(Purpose.MAIL, MAIL_HOST) is None


def test_a_proxy_for_the_web_is_not_taken_for_mail(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example.org:3128")
    assert Way().find_proxy(Purpose.WEB, "example.com") == Proxy(ProxyKind.HTTP, "proxy.example.org", 3128)
    assert Way().find_proxy(Purpose.MAIL, "example.com") is None
    assert not Way().hides_names()
    assert Way(ProxyKind.NONE).find_proxy(Purpose.WEB, "example.com") is None


@pytest.mark.parametrize(
    ("address", "proxy"),
    [
        ("proxy.example.org:3128", Proxy(ProxyKind.HTTP, "proxy.example.org", 3128)),
        ("http://proxy.example.org", Proxy(ProxyKind.HTTP, "proxy.example.org", 80)),
        ("socks5://a%40b:c@[::1]", Proxy(ProxyKind.SOCKS5, "::1", 1080, "a@b", "c")),
    ],
)
def test_addresses_of_proxies_are_read(address: str, proxy: Proxy) -> None:
    assert parse_proxy(address) == proxy
    assert "secret" not in repr(parse_proxy("http://u:secret@x.y"))


@pytest.mark.parametrize("address", ["https://proxy.example.org", "socks4://x", "http://[", "http://x:port"])
def test_a_proxy_that_nobody_can_use_is_told(address: str) -> None:
    with pytest.raises(ProxyTrouble, match="system's proxy"):
        parse_proxy(address)


# --- whom to trust


def test_the_program_s_file_of_authorities_stands_in_the_system_s_place_and_a_mailbox_s_own_wins(
    scripted_server: Start, authority: TestAuthority, tmp_path_factory: pytest.TempPathFactory
) -> None:
    server = scripted_server(security="ssl")
    config = ImapConfig(server.host, server.port, "ssl", USER, "secret")
    other = TestAuthority.create(tmp_path_factory.mktemp("other"))
    use(Way(ca_file=str(authority.ca_file)))
    with ImapSession.open(config) as session:
        assert session.list_folders().complete
    use(Way(ca_file=str(other.ca_file)))
    with pytest.raises(Insecure, match="The certificate of localhost"):
        ImapSession.open(config, limits=QUICK)
    own = ImapConfig(server.host, server.port, "ssl", USER, "secret", ca_file=str(authority.ca_file))
    with ImapSession.open(own) as session:
        assert session.list_folders().complete


def test_it_is_heeded_by_e_mails_providers_and_discovery(authority: TestAuthority) -> None:
    use(Way(ca_file=str(authority.ca_file)))
    with MailServer(tls=authority.server_context()) as server:
        SmtpSender(SmtpSettings("localhost", server.port)).send(EMAIL)
    with WebServer(authority.server_context(), {"/answer": b"{}"}) as web, make_session() as session:
        assert read_json(session.get(f"https://localhost:{web.port}/answer"), "Example") == {}
        assert Web().fetch(f"https://localhost:{web.port}/answer") is not None


def test_a_file_that_went_away_is_a_setting_to_correct() -> None:
    use(Way(ca_file="/nowhere/ca.pem"))
    for act in (make_session, Web, lambda: SmtpSender(SmtpSettings("localhost"))):
        with pytest.raises(SettingsRefused) as caught:
            act()  # type: ignore[operator]
        assert caught.value.field == "ca_file"
