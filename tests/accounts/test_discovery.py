import contextlib
import socket
import threading
import time
from dataclasses import replace
from typing import Any

import pytest

from imapdesk.accounts.discovery import FoundSettings, Places, Source, find_settings
from imapdesk.accounts.discovery.dns import Dns
from imapdesk.accounts.discovery.probe import Probe, Sight
from imapdesk.accounts.discovery.values import Server
from imapdesk.accounts.discovery.web import Web
from imapdesk.errors import Cancelled, SettingsRefused, Unreachable
from imapdesk.mail import Security
from tests.accounts.loopback import DnsServer, WebServer
from tests.accounts.test_autoconfig import document, server
from tests.fakes.imap_reactions import no, stall
from tests.fakes.scripted_server import ScriptedServer
from tests.pace import Stopwatch
from tests.servers.certificates import TestAuthority
from tests.servers.dovecot import DovecotServer

ADDRESS = "alice.secret@example.com"


def make_places(
    authority: TestAuthority, dns: DnsServer, web: WebServer | None = None, *, timeout_s: float = 8
) -> Places:
    """Places on loopback only. The whole world's autoconfig addresses are paths of one server."""
    context = authority.client_context()
    base = f"https://localhost:{web.port}" if web else "https://localhost:1"
    return Places(
        Web(context, timeout_s=timeout_s),
        Dns(dns.resolver, timeout_s=timeout_s),
        Probe(context, timeout_s=timeout_s),
        urls={
            Source.AUTOCONFIG: base + "/autoconfig/{domain}",
            Source.WELL_KNOWN: base + "/well-known/{domain}",
            Source.ISPDB: base + "/ispdb/{domain}",
        },
        guesses=(),
    )


def discover(
    authority: TestAuthority,
    pages: dict[str, bytes | str] | None = None,
    records: dict[tuple[str, str], list[str]] | None = None,
    address: str = ADDRESS,
) -> FoundSettings:
    with DnsServer(records or {}) as dns, WebServer(authority.server_context(), pages or {}) as web:
        return find_settings(address, places=make_places(authority, dns, web))


def test_a_well_known_provider_is_found_without_asking_anybody(authority: TestAuthority) -> None:
    with DnsServer({}) as dns, WebServer(authority.server_context(), {}) as web:
        found = find_settings("alice@gmail.com", places=make_places(authority, dns, web))
        assert (found.source, found.host, found.oauth_type) == (Source.TABLE, "imap.gmail.com", "gmail")
        assert web.requests == dns.questions == []


def test_the_more_trusted_place_wins_even_when_it_is_slower(authority: TestAuthority) -> None:
    pages: dict[str, bytes | str] = {"/autoconfig/example.com": document(server("imap.example.com"))}
    records = {("_imaps._tcp.example.com", "SRV"): ["0 1 993 srv.example.com."]}
    with DnsServer(records) as dns, WebServer(authority.server_context(), pages, delay_s=0.3) as web:
        found = find_settings(ADDRESS, places=make_places(authority, dns, web))
    assert (found.source, found.host, found.user) == (Source.AUTOCONFIG, "imap.example.com", ADDRESS)
    assert found.source.describe("example.com") == "example.com's own settings"


@pytest.mark.parametrize(
    ("path", "source"), [("/well-known/example.com", Source.WELL_KNOWN), ("/ispdb/example.com", Source.ISPDB)]
)
def test_each_place_on_the_web_is_asked(authority: TestAuthority, path: str, source: Source) -> None:
    found = discover(authority, {path: document(server("mail.hoster.net"))})
    assert (found.source, found.host, found.needs_confirmation) == (source, "mail.hoster.net", True)


def test_only_the_domain_is_sent(authority: TestAuthority) -> None:
    records = {("example.com", "MX"): ["10 mx.hoster.net."]}
    with DnsServer(records) as dns, WebServer(authority.server_context(), {}) as web:
        with pytest.raises(SettingsRefused):
            find_settings(ADDRESS, places=make_places(authority, dns, web))
        assert len(web.requests) >= 3
        assert "secret" not in "".join(web.requests + dns.questions)


def test_a_redirect_to_another_organisation_is_to_be_confirmed(authority: TestAuthority) -> None:
    pages: dict[str, bytes | str] = {
        "/autoconfig/example.com": "https://127.0.0.1:{port}/there",
        "/there": document(server("imap.example.com")),
    }
    assert discover(authority, pages).needs_confirmation
    pages["/autoconfig/example.com"] = "/there"
    assert not discover(authority, pages).needs_confirmation


def test_a_redirect_out_of_https_is_not_followed(authority: TestAuthority) -> None:
    with pytest.raises(SettingsRefused, match="No mail server found"):
        discover(authority, {"/autoconfig/example.com": "http://localhost:{port}/there"})


def test_a_redirect_in_a_circle_ends(authority: TestAuthority) -> None:
    with pytest.raises(SettingsRefused):
        discover(authority, {"/autoconfig/example.com": "/autoconfig/example.com"})


@pytest.mark.parametrize(
    "target", ["https://[bad", "https://", "https:///x", "//", "https://a b/", "https://localhost:99999/"]
)
def test_a_redirect_to_nonsense_is_no_answer(authority: TestAuthority, target: str) -> None:
    with pytest.raises(SettingsRefused, match="No mail server found"):
        discover(authority, {"/autoconfig/example.com": target})


def test_a_document_that_never_ends_is_left(authority: TestAuthority) -> None:
    """Neither an endless one nor one that comes drop by drop keeps a thread busy."""
    listener = socket.create_server(("127.0.0.1", 0))
    context = authority.server_context()

    def drip() -> None:
        connection, _ = listener.accept()
        with contextlib.suppress(OSError), context.wrap_socket(connection, server_side=True) as secure:
            secure.recv(4096)
            secure.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
            while True:
                secure.sendall(b" ")
                time.sleep(0.05)

    thread = threading.Thread(target=drip)
    thread.start()
    clock = Stopwatch()
    assert (
        Web(authority.client_context(), timeout_s=2.0).fetch(f"https://localhost:{listener.getsockname()[1]}/") is None
    )
    assert clock.seconds < 20
    thread.join(10)
    listener.close()
    assert not thread.is_alive()


def test_a_server_that_cannot_prove_who_it_is_is_not_believed(authority: TestAuthority) -> None:
    pages: dict[str, bytes | str] = {"/autoconfig/example.com": document(server("imap.example.com"))}
    with DnsServer({}) as dns, WebServer(authority.server_context("other.example.net"), pages) as web:
        with pytest.raises(SettingsRefused) as caught:
            find_settings(ADDRESS, places=make_places(authority, dns, web))
        assert "SSLError" in caught.value.details


def test_srv_takes_tls_from_the_start_first_and_the_best_priority(authority: TestAuthority) -> None:
    records = {
        ("_imaps._tcp.example.com", "SRV"): ["20 1 993 second.example.com.", "10 1 1993 first.example.com."],
        ("_imap._tcp.example.com", "SRV"): ["0 1 143 plain.example.com."],
    }
    found = discover(authority, records=records)
    assert (found.source, found.host, found.port) == (Source.SRV, "first.example.com", 1993)
    assert (found.security, found.needs_confirmation) == (Security.SSL, False)


def test_srv_may_say_that_only_starttls_is_offered(authority: TestAuthority) -> None:
    records = {
        ("_imaps._tcp.example.com", "SRV"): ["0 0 0 ."],
        ("_imap._tcp.example.com", "SRV"): ["0 1 143 imap.hoster.net."],
    }
    found = discover(authority, records=records)
    assert (found.host, found.security, found.needs_confirmation) == ("imap.hoster.net", Security.STARTTLS, True)


def test_a_companys_domain_leads_by_mx_to_its_provider(authority: TestAuthority) -> None:
    found = discover(authority, records={("example.com", "MX"): ["20 other.example.org.", "10 aspmx.l.google.com."]})
    assert (found.source, found.host, found.oauth_type) == (Source.MX, "imap.gmail.com", "gmail")
    assert not found.needs_confirmation


def test_an_unknown_host_of_mail_is_asked_for_its_own_settings(authority: TestAuthority) -> None:
    pages: dict[str, bytes | str] = {"/autoconfig/hoster.net": document(server("imap.hoster.net"))}
    found = discover(authority, pages, {("example.com", "MX"): ["10 mx7.hoster.net."]})
    assert (found.source, found.host, found.needs_confirmation) == (Source.MX, "imap.hoster.net", True)


def test_settings_that_name_a_known_host_know_how_to_sign_in_there(authority: TestAuthority) -> None:
    found = discover(authority, {"/ispdb/example.com": document(server("outlook.office365.com"))})
    assert (found.oauth_type, found.needs_confirmation) == ("microsoft", False)


def test_a_provider_without_imap_says_so() -> None:
    with pytest.raises(SettingsRefused, match="Tuta offers no IMAP") as caught:
        find_settings("alice@tuta.com")
    assert caught.value.field == "address"


def test_a_domain_without_mail_names_the_field(authority: TestAuthority) -> None:
    with pytest.raises(SettingsRefused, match=r"No mail server found for example\.com\. Check") as caught:
        discover(authority)
    assert caught.value.field == "address"


def test_without_any_network_the_address_is_not_blamed(authority: TestAuthority) -> None:
    with DnsServer({}, dead=True) as dns, pytest.raises(Unreachable, match="no connection to the internet"):
        find_settings(ADDRESS, places=make_places(authority, dns, timeout_s=0.3))


def test_the_time_limit_takes_the_best_there_is(authority: TestAuthority) -> None:
    pages: dict[str, bytes | str] = {"/autoconfig/example.com": document(server("imap.example.com"))}
    records = {("_imaps._tcp.example.com", "SRV"): ["0 1 993 srv.example.com."]}
    with DnsServer(records) as dns, WebServer(authority.server_context(), pages, delay_s=20) as web:
        clock = Stopwatch()
        found = find_settings(ADDRESS, places=make_places(authority, dns, web, timeout_s=60), limit_s=1)
        assert clock.seconds < 15
    assert found.source is Source.SRV


def test_stop_is_heard_at_once(authority: TestAuthority) -> None:
    stopped = threading.Event()
    timer = threading.Timer(0.2, stopped.set)
    with DnsServer({}, dead=True) as dns:
        timer.start()
        clock = Stopwatch()
        with pytest.raises(Cancelled):
            find_settings(ADDRESS, places=make_places(authority, dns, timeout_s=60), should_stop=stopped.is_set)
        assert clock.seconds < 20
    timer.join()


def test_guesses_are_really_tried_and_tls_from_the_start_comes_first(
    authority: TestAuthority, dovecot: DovecotServer
) -> None:
    guesses = (
        ("localhost", 1, Security.SSL),
        ("{domain}", dovecot.port_tls, Security.SSL),
        ("{domain}", dovecot.port_plain, Security.STARTTLS),
    )
    with DnsServer({}) as dns:
        places = replace(make_places(authority, dns), guesses=guesses)
        found = find_settings("alice@localhost", places=places)
        assert (found.source, found.host, found.port) == (Source.GUESS, "localhost", dovecot.port_tls)
        starttls = replace(places, guesses=guesses[2:])
        assert find_settings("alice@localhost", places=starttls).security is Security.STARTTLS


def test_a_guess_must_speak_imap_and_prove_who_it_is(authority: TestAuthority, dovecot: DovecotServer) -> None:
    probe, stranger = Probe(authority.client_context(), timeout_s=8), Probe(timeout_s=8)
    assert probe.look(Server("localhost", dovecot.port_tls, Security.SSL)) is Sight.ANSWERS
    assert stranger.look(Server("localhost", dovecot.port_tls, Security.SSL)) is Sight.TROUBLED
    assert stranger.look(Server("localhost", dovecot.port_plain, Security.STARTTLS)) is Sight.TROUBLED
    assert probe.look(Server("localhost", dovecot.port_plain, Security.SSL)) is Sight.NOTHING
    assert probe.look(Server("localhost", 1, Security.SSL)) is Sight.NOTHING


@pytest.mark.parametrize(
    ("security", "words"),
    [
        pytest.param(Security.SSL, {"certificate_for": ["mail.hoster.net"]}, id="a certificate for another name"),
        pytest.param(Security.SSL, {"greeting": b"* BYE Too many connections\r\n"}, id="a server that is full"),
        pytest.param(Security.SSL, {"on": {"GREETING": stall()}}, id="a server that is slow to greet"),
        pytest.param(Security.STARTTLS, {"on": {"STARTTLS": no("not now")}}, id="a server without encryption"),
    ],
)
def test_a_mail_server_in_trouble_is_better_than_none_and_a_real_try_tells_the_trouble(
    authority: TestAuthority, security: Security, words: dict[str, Any]
) -> None:
    with DnsServer({}) as dns, ScriptedServer(authority=authority, security=security.value, **words) as troubled:
        guess = ("{domain}", troubled.port, security)
        places = replace(make_places(authority, dns), guesses=(guess,), probe=make_probe(authority, timeout_s=2))
        found = find_settings("alice@localhost", places=places)
        assert (found.source, found.host, found.port) == (Source.GUESS, "localhost", troubled.port)
        with ScriptedServer(authority=authority, security="ssl") as sound:
            both = replace(places, guesses=(guess, ("{domain}", sound.port, Security.SSL)))
            assert find_settings("alice@localhost", places=both).port == sound.port


@pytest.mark.parametrize(
    "words",
    [
        pytest.param({"security": "ssl", "greeting": b"+OK POP3 ready\r\n"}, id="another protocol"),
        pytest.param({"security": "none", "greeting": b"HTTP/1.1 400 Bad Request\r\n"}, id="no TLS where it has to be"),
    ],
)
def test_what_is_no_mail_server_at_all_is_none(authority: TestAuthority, words: dict[str, Any]) -> None:
    with ScriptedServer(authority=authority, **words) as other:
        seen = make_probe(authority).look(Server("localhost", other.port, Security.SSL))
    assert seen is Sight.NOTHING


def make_probe(authority: TestAuthority, timeout_s: float = 8) -> Probe:
    return Probe(authority.client_context(), timeout_s=timeout_s)
