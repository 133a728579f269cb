"""A mailbox is added once; a second one of the same address has a name of its own."""

from __future__ import annotations

import pytest

from imapdesk.mail import Mailbox, MailboxId, MailboxSettings
from imapdesk.ui.mailbox.already_here import choose_name, find_address, find_login

NEW = MailboxSettings(name="", address="alice@example.com", host="imap.example.org", user="alice")


def make_mailbox(
    name: str, address: str = "bob@example.com", host: str = "imap.example.com", user: str = ""
) -> Mailbox:
    return Mailbox(MailboxId(1), MailboxSettings(name, address, host, user=user))


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        (["Work"], "alice@example.com"),
        (["Alice@Example.com"], "alice@example.com (imap.example.org)"),
        (["alice@example.com", "alice@example.com (IMAP.example.org)"], "alice@example.com (imap.example.org) 2"),
    ],
)
def test_a_second_mailbox_of_one_address_is_named_by_its_server_too(names: list[str], chosen: str) -> None:
    assert choose_name(NEW, map(make_mailbox, names)) == chosen


def test_the_same_login_is_the_same_mailbox_whatever_it_is_called() -> None:
    same = make_mailbox("Work", "ALICE@example.com", "IMAP.example.org", "Alice")
    assert find_address(NEW.address, [same]) is same
    assert find_login(NEW, [same]) is same
    assert find_login(NEW, [make_mailbox("Work", NEW.address, "imap.example.net", "alice")]) is None
