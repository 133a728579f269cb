import pytest
from hypothesis import given
from hypothesis import strategies as st

from imapdesk.accounts.discovery import FoundSettings, Source
from imapdesk.accounts.discovery.autoconfig import MAX_BYTES, parse_autoconfig
from imapdesk.mail import Security
from tests.pace import Stopwatch

ADDRESS = "alice@example.com"


def document(servers: str, head: str = "") -> bytes:
    return f"""<?xml version="1.0"?>{head}<clientConfig version="1.1"><emailProvider id="example.com">
        <displayName>Example Mail</displayName>{servers}
        <documentation url="https://help.example.com/imap"/></emailProvider></clientConfig>""".encode()


def server(
    host: str, port: str = "993", security: str = "SSL", user: str = "%EMAILADDRESS%", kind: str = "imap"
) -> str:
    tag = "outgoingServer" if kind == "smtp" else "incomingServer"
    return (
        f'<{tag} type="{kind}"><hostname>{host}</hostname><port>{port}</port>'
        f"<socketType>{security}</socketType><username>{user}</username></{tag}>"
    )


def parse(servers: str, head: str = "") -> list[FoundSettings]:
    return parse_autoconfig(document(servers, head), ADDRESS, Source.AUTOCONFIG)


def test_the_first_encrypted_imap_server_is_first() -> None:
    found = parse(
        server("pop.example.com", "995", kind="pop3")
        + server("plain.example.com", "143", "plain")
        + server("imap.example.com")
        + server("imap2.example.com", "143", "STARTTLS", user="%EMAILLOCALPART%")
        + server("smtp.example.com", "587", "STARTTLS", kind="smtp")
    )
    assert [(each.host, each.port, each.security, each.user) for each in found] == [
        ("imap.example.com", 993, Security.SSL, ADDRESS),
        ("imap2.example.com", 143, Security.STARTTLS, "alice"),
    ]
    assert (found[0].provider, found[0].help_url) == ("Example Mail", "https://help.example.com/imap")
    assert found[0].smtp is not None
    assert (found[0].smtp.host, found[0].smtp.port) == ("smtp.example.com", 587)


def test_placeholders_stand_for_parts_of_the_address() -> None:
    found = parse(server("imap.%EMAILDOMAIN%", user="%EMAILLOCALPART%+%EMAILDOMAIN%"))[0]
    assert (found.host, found.user) == ("imap.example.com", "alice+example.com")


def test_a_host_outside_the_domain_is_to_be_confirmed() -> None:
    assert [each.needs_confirmation for each in parse(server("imap.example.com") + server("mail.hoster.net"))] == [
        False,
        True,
    ]


def test_clear_text_is_never_taken() -> None:
    assert parse(server("imap.example.com", "143", "plain")) == []


@pytest.mark.parametrize(
    ("host", "port"),
    [("", "993"), ("bad host", "993"), ("imap.example.com", "0"), ("imap.example.com", "65536"), ("a.example.com", "x"),
     ("a.example.com", "٩٩٣"), ("a.example.com", "9" * 5000), ("a&#x202e;.example.com", "993")],
)  # fmt: skip
def test_a_server_that_cannot_be_is_left_out(host: str, port: str) -> None:
    assert parse(server(host, port)) == []


def test_a_document_with_entities_is_refused_at_once() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(12))
    clock = Stopwatch()
    assert parse(server("&l11;"), head=f"<!DOCTYPE x [{laughs}]>") == []
    assert parse(server("&file;"), head='<!DOCTYPE x [<!ENTITY file SYSTEM "file:///etc/passwd">]>') == []
    assert clock.seconds < 5


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32-be"])
def test_a_document_type_does_not_hide_in_another_encoding(encoding: str) -> None:
    text = document(server("imap.example.com"), head="<!DOCTYPE x>").decode()
    assert parse_autoconfig(text.encode(encoding), ADDRESS, Source.ISPDB) == []


def test_too_large_a_document_is_refused() -> None:
    assert parse_autoconfig(document(server("imap.example.com")) + b" " * MAX_BYTES, ADDRESS, Source.ISPDB) == []


@given(st.binary() | st.text().map(lambda text: document(text)))
def test_any_bytes_are_read_or_ignored(content: bytes) -> None:
    assert isinstance(parse_autoconfig(content, ADDRESS, Source.ISPDB), list)
