import pytest

from imapdesk.accounts.discovery import Hint, Source, describe_hint, find_provider
from imapdesk.accounts.discovery.providers import find_provider_by_mx, load_providers, make_found
from imapdesk.accounts.settings import validate_host
from imapdesk.mail import Security

PROVIDERS = load_providers()


def test_the_table_knows_the_world() -> None:
    assert len(PROVIDERS) >= 60
    assert len({provider.id for provider in PROVIDERS}) == len(PROVIDERS)


@pytest.mark.parametrize("provider", PROVIDERS, ids=lambda provider: provider.id)
def test_every_entry_can_be_used(provider) -> None:  # type: ignore[no-untyped-def]
    assert provider.name
    assert provider.domains or provider.mx
    assert provider.user in {"address", "local"}
    assert provider.oauth in {"", "gmail", "microsoft"}
    assert not provider.help or provider.help.startswith("https://")
    assert provider.imap or provider.hint is Hint.NO_IMAP
    for server in (provider.imap, provider.smtp):
        if server is not None:
            assert validate_host(server.host) == server.host
            assert 0 < server.port < 65536
            assert server.security in {Security.SSL, Security.STARTTLS}


def test_no_domain_belongs_to_two_providers() -> None:
    for names in ([d for p in PROVIDERS for d in p.domains], [d for p in PROVIDERS for d in p.mx]):
        assert len(names) == len(set(names))
        assert all(name == name.lower().strip(".") for name in names)


@pytest.mark.parametrize(
    ("address", "host", "oauth"),
    [
        ("alice@gmail.com", "imap.gmail.com", "gmail"),
        ("alice@GoogleMail.com", "imap.gmail.com", "gmail"),
        ("alice@hotmail.co.uk", "outlook.office365.com", "microsoft"),
        ("alice@gmx.de", "imap.gmx.net", ""),
        ("alice@yahoo.fr", "imap.mail.yahoo.com", ""),
        ("alice@126.com", "imap.126.com", ""),
    ],
)
def test_a_well_known_address_is_recognised_without_any_network(address: str, host: str, oauth: str) -> None:
    provider = find_provider(address)
    assert provider is not None
    found = make_found(provider, address, Source.TABLE)
    assert found is not None
    assert (found.host, found.oauth_type, found.user, found.needs_confirmation) == (host, oauth, address, False)


def test_half_an_address_while_typing_is_no_provider() -> None:
    assert [find_provider(text) for text in ("", "alice", "alice@", "alice@g", "alice@gmail.co", "a@ü" * 40)] == [
        None
    ] * 6


@pytest.mark.parametrize(
    ("exchanger", "provider"),
    [
        ("aspmx.l.google.com.", "gmail"),
        ("example-com.mail.protection.outlook.com", "microsoft365"),
        ("hotmail-com.olc.protection.outlook.com", "outlook"),
        ("mx01.kundenserver.de", "ionos-de"),
        ("in1-smtp.messagingengine.com", "fastmail"),
    ],
)
def test_a_companys_own_domain_is_recognised_by_its_mail_exchanger(exchanger: str, provider: str) -> None:
    found = find_provider_by_mx(exchanger)
    assert found is not None
    assert found.id == provider


def test_a_name_that_only_looks_alike_is_not_recognised() -> None:
    assert find_provider_by_mx("mx.notgoogle.com") is None
    assert find_provider("alice@gmail.com.example.org") is None


def test_every_hint_is_a_sentence_that_names_the_provider() -> None:
    for hint in Hint:
        sentence = describe_hint(hint, "Example Mail")
        assert (hint is Hint.NONE) == (sentence == "")
        assert hint is Hint.NONE or ("Example Mail" in sentence and sentence.endswith("."))
