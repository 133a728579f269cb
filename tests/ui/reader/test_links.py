"""A clicked link is asked about in exact words; what is odd has Cancel as its default, what is refused no [Open]."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from imapdesk.mime.doubts import Doubt, DoubtKind
from imapdesk.mime.trust.links import Oddity, judge_link
from imapdesk.ui.reader.link_question import ask_to_open
from imapdesk.ui.reader.words import ask_about_link, say_doubt, tell_link


@pytest.mark.parametrize(
    ("url", "text", "sentence"),
    [
        ("https://example.com/a", "our page", "Open example.com in your browser?"),
        ("mailto:bob@example.org", "Bob", "Write to bob@example.org?"),
        ("tel:+44-20-7946-0000", "ring us", "Call +44-20-7946-0000?"),
        ("https://evil.test/", "example.com", "This link shows example.com but leads to evil.test."),
        (
            "https://example.com@evil.test/",
            "click",
            "The part before the @ in this link is not a host. It leads to evil.test.",
        ),
        ("javascript:alert(1)", "click", "This link is not opened: it does not lead to a web page."),
        ("https://[", "click", "This link is not opened: its address can't be read."),
        ("https://192.0.2.1/", "click", "This link leads to 192.0.2.1, a number instead of a name."),
        (
            "https://xn--mnchen-3ya.example/",
            "click",
            "This link leads to münchen.example (xn--mnchen-3ya.example), which may look like another name.",
        ),
    ],
)
def test_a_link_is_asked_about_in_exact_words(url: str, text: str, sentence: str) -> None:
    assert ask_about_link(judge_link(url, text)) == sentence


@pytest.mark.parametrize(
    ("url", "text", "told"),
    [
        ("https://example.com/a?b=c", "our page", "https://example.com/a?b=c"),
        ("https://evil.test/", "example.com", "This link shows example.com but leads to evil.test."),
        (
            "https://münchen.example/",
            "click",
            "This link leads to münchen.example (xn--mnchen-3ya.example), which may look like another name.",
        ),
        (f"https://example.com/{'a' * 9_000}", "x", f"https://example.com/{'a' * 100}…"),
    ],
)
def test_what_the_mouse_is_on_is_told_before_it_is_clicked(url: str, text: str, told: str) -> None:
    assert tell_link(judge_link(url, text)) == told


def test_a_very_long_address_is_broken_in_the_question(qtbot: QtBot) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    box = ask_to_open(judge_link(f"https://example.com/{'a' * 9_000}", "x"), parent)
    assert box.width() < 700
    box.close()


def test_every_oddity_and_every_doubt_has_its_words(qtbot: QtBot) -> None:
    for doubt in DoubtKind:
        assert "{" not in say_doubt(Doubt(doubt, "a@example.org", "b@example.org"))
    plain = ask_about_link(judge_link("https://example.com"))
    odd = {Oddity.UNREADABLE: "https://[", Oddity.KIND: "data:x", Oddity.NO_HOST: "https://", Oddity.NUMBER: "http://1.2.3.4",
           Oddity.DIRECTION: "https://a.test/\u202e", Oddity.BEFORE_AT: "https://a@b.test", Oddity.LETTERS: "https://é.test",
           Oddity.ALPHABETS: "https://аpple.test"}  # fmt: skip
    for oddity, url in odd.items():
        judged = judge_link(url)
        assert judged.oddity is oddity
        assert ask_about_link(judged) != plain


@pytest.mark.parametrize(
    ("url", "text", "opens", "default"),
    [
        ("https://example.com/", "x", True, "Open"),
        ("https://evil.test/", "example.com", True, "Cancel"),
        ("file:///etc/passwd", "x", False, "Close"),
    ],
)
def test_what_is_odd_is_not_opened_by_enter(qtbot: QtBot, url: str, text: str, opens: bool, default: str) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    box = ask_to_open(judge_link(url, text), parent)
    labels = [button.text().replace("&", "") for button in box.buttons()]
    assert ("Open anyway" in labels) is (opens and default == "Cancel")
    assert ("Open" in labels) is (opens and default == "Open")
    assert box.defaultButton().text().replace("&", "") == default
    assert isinstance(box, QMessageBox)
    box.close()
