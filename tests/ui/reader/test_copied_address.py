"""Addresses are copied from a message as they are: by the menu for the sender, by a label's own for everybody."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication

from imapdesk.mail import Address
from imapdesk.ui.reader.header import list_addresses
from imapdesk.ui.widgets import formats
from tests.ui.conftest import OpenWindow, show_first


def test_the_senders_address_is_copied(opened: OpenWindow) -> None:
    show_first(opened)
    opened.window.menu_actions["copy_address"].trigger()
    assert QGuiApplication.clipboard().text() == "bob@example.org"
    assert opened.window.status.activity.text() == "Copied bob@example.org"


def test_the_head_of_a_message_offers_each_address(opened: OpenWindow) -> None:
    show_first(opened)
    header = opened.window.pane.reader.header
    for label, address in ((header._from, "bob@example.org"), (header._to, "alice@example.com")):
        menu = label.make_menu()
        texts = [formats.without_breaks(action.text()) for action in menu.actions() if action.text()]
        assert texts == [f"Copy {address}", "Copy", "Select all"]
        menu.actions()[0].trigger()
        assert QGuiApplication.clipboard().text() == address


def test_only_addresses_are_offered_each_once_and_without_tricks() -> None:
    odd = [
        Address("Ann", "ann@example.com"),
        Address("Ann again", "ann@example.com"),
        Address("nobody", ""),
        Address("turned", "a\N{RIGHT-TO-LEFT OVERRIDE}b@example.com"),
        Address("long", "x" * 300 + "@example.com"),
        *(Address("", f"{number}@example.com") for number in range(20)),
    ]
    found = list_addresses(odd)
    assert found[0] == "ann@example.com"
    assert found[1].endswith("b@example.com")
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in found[1]
    assert len(found) == len(set(found)) == 10
