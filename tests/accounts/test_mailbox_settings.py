from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from imapdesk.accounts.settings import validate_settings
from imapdesk.errors import SettingsRefused
from imapdesk.mail import MailboxSettings, NewFolders, Period, PeriodKind, Security

TODAY = date(2026, 11, 22)
GOOD = MailboxSettings(name="Work", address="alice@example.com", host="imap.example.com")


def check(**changes: object) -> MailboxSettings:
    return validate_settings(replace(GOOD, **changes), today=TODAY)  # type: ignore[arg-type]


def refused_field(**changes: object) -> str:
    with pytest.raises(SettingsRefused) as caught:
        check(**changes)
    assert str(caught.value)[0].isupper()
    assert str(caught.value).endswith(".")
    return caught.value.field


def test_good_settings_pass_and_the_user_name_is_the_address_when_left_out() -> None:
    assert check() == replace(GOOD, user="alice@example.com")
    assert check(user="alice").user == "alice"


def test_checking_twice_changes_nothing_more() -> None:
    once = check(name="  Work ", host="IMAP.EXÄMPLE.com.", address=" alice@Example.COM ")
    assert validate_settings(once, today=TODAY) == once


@pytest.mark.parametrize(
    "address",
    ["alice@example.com", "a+b@example.org", "jürgen@exämple.org", "alice@localhost", "bob@mail.local", "x@sub.test",
     '"odd name"@example.com', "bob@[192.0.2.1]", "o'neil@example.net"],
)  # fmt: skip
def test_an_address_that_can_exist_is_taken(address: str) -> None:
    assert check(address=address).address == address


@pytest.mark.parametrize(
    "address",
    ["", "alice", "@example.com", "alice@", "alice@@example.com", "a b@example.com", "alice@exa mple.com",
     "alice@-example.com", "alice@example..com", "alice\n@example.com", "alice@example.com\r\nRCPT", "Alice <a@b.org>"],
)  # fmt: skip
def test_an_address_that_cannot_exist_is_refused(address: str) -> None:
    assert refused_field(address=address) == "address"


@pytest.mark.parametrize(
    ("host", "kept"),
    [("imap.example.com", "imap.example.com"), (" IMAP.Example.com. ", "imap.example.com"), ("127.0.0.1", "127.0.0.1"),
     ("::1", "::1"), ("[::1]", "::1"), ("localhost", "localhost"), ("mail_1.example.com", "mail_1.example.com"),
     ("imap.exämple.org", "imap.xn--exmple-cua.org")],
)  # fmt: skip
def test_a_host_is_kept_in_the_form_that_the_network_needs(host: str, kept: str) -> None:
    assert check(host=host).host == kept


@pytest.mark.parametrize(
    "host",
    ["", " ", "imap example.com", "imaps://imap.example.com", "imap.example.com:993", "-a.example.com", "a..b", "1.2.3",
     "a" * 64 + ".com", "a." * 130 + "com", "imap\0.example.com", "imap\n.example.com", "\u202e.org"],
)  # fmt: skip
def test_a_host_that_is_none_is_refused(host: str) -> None:
    assert refused_field(host=host) == "host"


@pytest.mark.parametrize(
    ("field", "value"),
    [("port", 0), ("port", 65536), ("port", -1), ("port", True), ("every_minutes", -1), ("every_minutes", 1441),
     ("security", "tls1.0"), ("new_folders", "maybe"), ("max_message_bytes", -5), ("max_connections", 0),
     ("max_connections", 16), ("auth", ""), ("auth", "a b"), ("owner", " "), ("owner", "a\nb"), ("user", "alice\r\nA1"),
     ("user", "\0"), ("name", ""), ("name", "  "), ("name", "a\nb"), ("name", "x" * 201), ("name", "\ud800")],
)  # fmt: skip
def test_each_refusal_names_its_field(field: str, value: object) -> None:
    assert refused_field(**{field: value}) == field


@pytest.mark.parametrize(
    ("field", "value"), [("port", 1), ("port", 65535), ("every_minutes", 0), ("every_minutes", 1440)]
)
def test_the_limits_themselves_are_fine(field: str, value: int) -> None:
    assert getattr(check(**{field: value}), field) == value


def test_words_are_taken_for_enums() -> None:
    kept = check(security="starttls", new_folders="ask")
    assert (kept.security, kept.new_folders) == (Security.STARTTLS, NewFolders.ASK)


def test_a_name_is_unique_whatever_its_case() -> None:
    with pytest.raises(SettingsRefused, match="already a mailbox named “Work”") as caught:
        validate_settings(GOOD, taken=["WORK"], today=TODAY)
    assert caught.value.field == "name"


def test_a_since_date_must_be_given_and_not_lie_ahead() -> None:
    since = Period(PeriodKind.SINCE, TODAY)
    assert check(period=since).period == since
    assert refused_field(period=Period(PeriodKind.SINCE)) == "period"
    assert refused_field(period=Period(PeriodKind.SINCE, TODAY + timedelta(days=1))) == "period"


def test_a_ca_file_must_be_readable_pem_and_becomes_absolute(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    (tmp_path / "text.pem").write_text("no certificate")
    monkeypatch.chdir(tmp_path)
    assert check(ca_file="ca.pem").ca_file == str(tmp_path / "ca.pem")
    assert check(ca_file="").ca_file is None
    for bad in ("text.pem", "missing.pem", str(tmp_path), "nul\0.pem"):
        assert refused_field(ca_file=bad) == "ca_file"


@given(st.text(), st.text(), st.text(), st.text(), st.text())
def test_whatever_is_typed_is_taken_or_refused_with_a_field(
    name: str, address: str, host: str, user: str, auth: str
) -> None:
    try:
        kept = validate_settings(MailboxSettings(name, address, host, user=user, auth=auth), today=TODAY)
    except SettingsRefused as error:
        field = error.field
    else:
        field = "none"
        assert not any(control in f"{kept.name}{kept.host}{kept.user}" for control in "\r\n\0")
    assert field in {"none", "name", "address", "host", "user", "auth"}
